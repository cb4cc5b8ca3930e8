/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sums.h"

#include "base/reader.h"
#include "base/temporary.h"
#include "base/vec.h"
#include "base/writer.h"

#include <unistd.h>

/* With more runs than this, all are merged into one first. */
enum { MOST_RUNS = 400, FEWEST_SLOTS = 1024 };

struct entry {
    size_t at;     /* of the key in the texts */
    uint32_t len;
    uint32_t hash;
    uint64_t n;
};

/* A sorted run in a file: of each key the length that it shares with the one before, the length and
 * bytes of the rest, and its count; numbers have 7 bits a byte, the lowest first. */
struct run {
    struct merge_stream stream;
    struct reader in;
    struct buf key;
};

struct sums {
    size_t memory;
    struct buf texts;
    VEC(struct entry) entries;
    uint32_t *slots; /* number of an entry + 1; as many as mask + 1, which is a power of two */
    size_t mask;
    VEC(struct merge_stream *) runs; /* each the first member of a struct run */
    size_t written;
};

/* ---- counting in memory ---- */

static struct span key_of(const struct sums *s, const struct entry *x)
{
    return span_of(s->texts.data + x->at, x->len);
}

/* FNV-1a over 8 bytes at a time. */
static uint32_t hash_of(struct span key)
{
    uint64_t h = 0xCBF29CE484222325u, word;

    for (; key.len >= sizeof word; key = span_from(key, sizeof word)) {
        memcpy(&word, key.ptr, sizeof word);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.ptr[i]) * 0x100000001B3u;
    return (uint32_t)(h ^ h >> 32);
}

/* The slot of a key, or the empty one where it would be. */
static uint32_t *find(const struct sums *s, struct span key, uint32_t hash)
{
    size_t i = hash & s->mask;

    for (; s->slots[i]; i = (i + 1) & s->mask) {
        const struct entry *x = &s->entries.v[s->slots[i] - 1];
        if (x->hash == hash && span_eq(key_of(s, x), key))
            break;
    }
    return &s->slots[i];
}

static bool more_slots(struct sums *s)
{
    size_t mask = s->slots ? s->mask * 2 + 1 : FEWEST_SLOTS - 1;
    uint32_t *slots = calloc(mask + 1, sizeof *slots);

    if (!slots)
        return false;
    for (size_t k = 0; k < s->entries.len; k++) {
        size_t i = s->entries.v[k].hash & mask;
        while (slots[i])
            i = (i + 1) & mask;
        slots[i] = (uint32_t)k + 1;
    }
    free(s->slots);
    s->slots = slots;
    s->mask = mask;
    return true;
}

static size_t used(const struct sums *s)
{
    return s->texts.len + s->entries.len * sizeof *s->entries.v + s->mask * sizeof *s->slots;
}

static void forget(struct sums *s)
{
    s->texts.len = 0;
    vec_clear(&s->entries);
    memset(s->slots, 0, (s->mask + 1) * sizeof *s->slots);
}

static int by_key(const void *a, const void *b, void *context)
{
    const struct sums *s = context;

    return span_cmp(key_of(s, a), key_of(s, b));
}

/* What is in memory as a stream. */
struct held {
    struct merge_stream stream;
    const struct sums *s;
    size_t next;
};

static int held_next(struct merge_stream *stream, struct error *e UNUSED)
{
    struct held *h = (struct held *)stream;
    const struct entry *x;

    if (h->next == h->s->entries.len)
        return 0;
    x = &h->s->entries.v[h->next++];
    stream->key = key_of(h->s, x);
    stream->n = x->n;
    return 1;
}

static struct held hold(struct sums *s)
{
    if (s->entries.len)
        qsort_r(s->entries.v, s->entries.len, sizeof *s->entries.v, by_key, s);
    return (struct held){{.next = held_next}, s, 0};
}

/* ---- runs in files ---- */

static void run_close(struct merge_stream *stream)
{
    struct run *r = (struct run *)stream;

    reader_close(&r->in);
    buf_free(&r->key);
    free(r);
}

/* A number at the beginning of `s`, which it is cut off; false where there is none. */
static bool take_number(struct span *s, uint64_t *n)
{
    *n = 0;
    for (unsigned i = 0; i < s->len && i < 10; i++) {
        *n |= (uint64_t)(s->ptr[i] & 0x7F) << 7 * i;
        if (!(s->ptr[i] & 0x80)) {
            *s = span_from(*s, i + 1);
            return true;
        }
    }
    return false;
}

static int damaged(const struct run *r, struct error *e)
{
    error_at(e, ST_IO, r->in.name, 0, 0, _("a temporary file changed while it was in use"));
    return -1;
}

static int run_next(struct merge_stream *stream, struct error *e)
{
    enum { HEAD = 20 /* two numbers */ };
    struct run *r = (struct run *)stream;
    uint64_t shared, len;
    struct span s;
    size_t head;

    if (reader_peek(&r->in, HEAD, &s, e))
        return -1;
    if (s.len == 0)
        return 0;
    head = s.len;
    if (!take_number(&s, &shared) || !take_number(&s, &len) || shared > r->key.len)
        return damaged(r, e);
    head -= s.len;
    if (reader_peek(&r->in, head + len + HEAD, &s, e))
        return -1;
    s = span_from(s, head);
    r->key.len = shared;
    buf_add(&r->key, span_cut(s, 0, len));
    s = span_from(s, len);
    if (r->key.failed || r->key.len != shared + len || !take_number(&s, &stream->n))
        return damaged(r, e);
    reader_skip(&r->in, (size_t)(s.ptr - (r->in.data.data + r->in.used)));
    stream->key = buf_span(&r->key);
    return 1;
}

/* A nameless file to be written and read back. */
static enum status run_make(struct run **out, struct error *e)
{
    struct run *r = *out = calloc(1, sizeof *r);

    if (!r)
        return error_nomem(e);
    r->stream.next = run_next;
    r->in = (struct reader){.name = temporary_folder(), .fd = -1};
    return temporary_open(&r->in.fd, e);
}

struct run_writer {
    struct writer out;
    struct buf last; /* key */
};

static void put_number(struct writer *w, uint64_t n)
{
    for (; n > 0x7F; n >>= 7)
        writer_putc(w, (char)(n | 0x80));
    writer_putc(w, (char)n);
}

static enum status put_key(void *context, struct span key, uint64_t n, struct error *e)
{
    struct run_writer *w = context;
    size_t shared = 0;

    while (shared < key.len && shared < w->last.len && key.ptr[shared] == w->last.data[shared])
        shared++;
    put_number(&w->out, shared);
    put_number(&w->out, key.len - shared);
    writer_put(&w->out, span_from(key, shared));
    put_number(&w->out, n);
    w->last.len = shared;
    buf_add(&w->last, span_from(key, shared));
    return buf_status(&w->last, e);
}

/* Write what streams hold into a new run, which is added to the others. */
static enum status write_run(struct sums *s, struct merge_stream *const *streams, size_t count,
                             struct error *e)
{
    struct run *r;
    enum status st = run_make(&r, e);
    struct run_writer w = {WRITER_INIT(r ? r->in.fd : -1, temporary_folder()), BUF_INIT};

    if (!st)
        st = merge_each(streams, count, put_key, &w, e);
    if (!st)
        st = writer_flush(&w.out, e);
    if (!st && lseek(r->in.fd, 0, SEEK_SET) < 0)
        st = error_sys(e, temporary_folder());
    writer_free(&w.out);
    buf_free(&w.last);
    if (!st && !vec_push(&s->runs, &r->stream))
        st = error_nomem(e);
    if (st && r)
        run_close(&r->stream);
    s->written++;
    return st;
}

static void close_runs(struct sums *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        run_close(s->runs.v[i]);
    s->runs.len -= count;
    if (s->runs.len)
        memmove(s->runs.v, s->runs.v + count, s->runs.len * sizeof *s->runs.v);
}

static enum status put_aside(struct sums *s, struct error *e)
{
    struct held h = hold(s);
    struct merge_stream *stream = &h.stream;
    size_t runs = s->runs.len;
    enum status st = write_run(s, &stream, 1, e);

    forget(s);
    if (st || ++runs < MOST_RUNS)
        return st;
    st = write_run(s, s->runs.v, runs, e);
    if (!st)
        close_runs(s, runs);
    return st;
}

/* ---- from outside ---- */

enum status sums_open(struct sums **out, size_t memory, struct error *e)
{
    struct sums *s = *out = calloc(1, sizeof *s);

    if (!s || !more_slots(s)) {
        sums_free(s);
        *out = NULL;
        return error_nomem(e);
    }
    s->memory = memory;
    return ST_OK;
}

enum status sums_add(struct sums *s, struct span key, uint64_t n, struct error *e)
{
    uint32_t hash = hash_of(key), *slot = find(s, key, hash);
    struct entry fresh = {s->texts.len, (uint32_t)key.len, hash, n};

    if (*slot) {
        s->entries.v[*slot - 1].n += n;
        return ST_OK;
    }
    if (key.len > UINT32_MAX)
        return error_set(e, ST_LIMIT, _("too long to be counted"));
    buf_add(&s->texts, key);
    if (s->texts.failed || !vec_push(&s->entries, fresh))
        return error_nomem(e);
    *slot = (uint32_t)s->entries.len;
    if (s->entries.len * 3 > s->mask * 2 && !more_slots(s))
        return error_nomem(e);
    return used(s) > s->memory ? put_aside(s, e) : ST_OK;
}

enum status sums_each(struct sums *s, merge_fn *fn, void *context, struct error *e)
{
    struct held h = hold(s);
    struct merge_stream **streams = malloc((s->runs.len + 1) * sizeof *streams);
    enum status st;

    if (!streams)
        return error_nomem(e);
    for (size_t i = 0; i < s->runs.len; i++)
        streams[i] = s->runs.v[i];
    streams[s->runs.len] = &h.stream;
    st = merge_each(streams, s->runs.len + 1, fn, context, e);
    free(streams);
    forget(s);
    close_runs(s, s->runs.len);
    return st;
}

size_t sums_runs(const struct sums *s)
{
    return s->written;
}

void sums_free(struct sums *s)
{
    if (!s)
        return;
    close_runs(s, s->runs.len);
    vec_free(&s->runs);
    vec_free(&s->entries);
    buf_free(&s->texts);
    free(s->slots);
    free(s);
}
