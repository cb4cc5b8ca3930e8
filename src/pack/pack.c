/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack/pack.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORDER_MARK UINT32_C(0x01020304)
#define ALIGNMENT ((size_t)16)
enum { MAX_SECTIONS = 1 << 16 };

static const char magic[8] = {'T', 'I', 'L', 'M', 'A', 'C', 'H', 'D'};

struct header {
    char magic[8];
    uint32_t container, order, kind, version;
    uint64_t features;
    uint32_t sections, zero;
    uint64_t table_sum;
};

struct entry {
    uint32_t tag, flags;
    uint64_t offset, length, checksum;
};

static uint64_t stir(uint64_t h, uint64_t word)
{
    h = (h ^ word) * UINT64_C(0x100000001b3);
    return h ^ h >> 29; /* FNV alone moves no bit downwards */
}

/* Four lanes take turns, for one multiplication waits for the one before it. */
static uint64_t checksum(struct span s)
{
    const uint64_t seed = UINT64_C(0xcbf29ce484222325);
    uint64_t lane[4] = {seed, seed + 1, seed + 2, seed + 3}, word[4];
    size_t at = 0;

    for (; s.len - at >= sizeof word; at += sizeof word) {
        memcpy(word, s.ptr + at, sizeof word);
        for (int i = 0; i < 4; i++)
            lane[i] = stir(lane[i], word[i]);
    }
    memset(word, 0, sizeof word);
    if (at < s.len)
        memcpy(word, s.ptr + at, s.len - at);
    for (int i = 0; i < 4; i++)
        lane[i] = stir(lane[i], word[i]);
    for (int i = 1; i < 4; i++)
        lane[0] = stir(lane[0], lane[i]);
    return stir(lane[0], s.len);
}

/* Over the header, as if its own checksum were zero, and the table. */
static uint64_t table_checksum(const struct header *h, const struct entry *t)
{
    struct header copy = *h;
    size_t table = (size_t)h->sections * sizeof *t;

    copy.table_sum = 0;
    return checksum(span_of((const char *)&copy, sizeof copy)) ^
           checksum(span_of((const char *)t, table));
}

static size_t aligned(size_t n)
{
    return (n + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

static enum status damaged(struct error *e, const char *name)
{
    return error_at(e, ST_SYNTAX, name, 0, 0, "%s",
                    _("damaged or not a compiled dictionary; compile it again"));
}

static const struct entry *entries(const struct pack *p)
{
    return (const struct entry *)(const void *)(p->map.ptr + sizeof(struct header));
}

static bool intact(const struct pack *p, const struct entry *t)
{
    return checksum(span_of(p->map.ptr + t->offset, (size_t)t->length)) == t->checksum;
}

static enum status check_sections(const struct pack *p, const char *name, struct error *e)
{
    const struct header *h = (const struct header *)(const void *)p->map.ptr;
    const struct entry *t = entries(p);
    size_t table = sizeof *h + (size_t)h->sections * sizeof *t;

    if (h->sections > MAX_SECTIONS || table > p->map.len || h->table_sum != table_checksum(h, t))
        return damaged(e, name);
    for (uint32_t i = 0; i < h->sections; i++) {
        if (t[i].offset < table || t[i].offset % ALIGNMENT || t[i].offset > p->map.len ||
            t[i].length > p->map.len - t[i].offset)
            return damaged(e, name);
        if (!(t[i].flags & PACK_LATER) && !intact(p, &t[i]))
            return damaged(e, name);
    }
    return ST_OK;
}

enum status pack_open_memory(struct pack *p, struct span bytes, const char *name, uint32_t kind,
                             uint32_t version, uint64_t known_features, struct error *e)
{
    const struct header *h = (const struct header *)(const void *)bytes.ptr;

    *p = (struct pack){bytes, false, 0, 0};
    if (bytes.len < sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0 || h->kind != kind)
        return damaged(e, name);
    if (h->container != PACK_VERSION || h->order != ORDER_MARK || h->version != version ||
        (h->features & ~known_features))
        return error_at(e, ST_UNSUPPORTED, name, 0, 0, "%s",
                        _("compiled by another version of tilmach; compile it again"));
    p->version = h->version;
    p->features = h->features;
    return check_sections(p, name, e);
}

enum status pack_open(struct pack *p, const char *path, uint32_t kind, uint32_t version,
                      uint64_t known_features, struct error *e)
{
    struct stat st;
    void *map = MAP_FAILED;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum status rc;

    *p = (struct pack){{NULL, 0}, false, 0, 0};
    if (fd < 0 || fstat(fd, &st) != 0) {
        rc = error_sys(e, path);
    } else if (!S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(struct header)) {
        rc = damaged(e, path);
    } else {
        map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        rc = map == MAP_FAILED ? error_sys(e, path) : ST_OK;
    }
    if (fd >= 0)
        close(fd);
    if (rc)
        return rc;
    rc = pack_open_memory(p, span_of(map, (size_t)st.st_size), path, kind, version, known_features,
                          e);
    p->mapped = true;
    if (rc)
        pack_close(p);
    return rc;
}

void pack_close(struct pack *p)
{
    if (p->mapped && p->map.ptr)
        munmap((void *)(uintptr_t)p->map.ptr, p->map.len);
    *p = (struct pack){{NULL, 0}, false, 0, 0};
}

static const struct entry *find_section(const struct pack *p, uint32_t tag)
{
    const struct header *h = (const struct header *)(const void *)p->map.ptr;
    const struct entry *t = entries(p);

    for (uint32_t i = 0; i < h->sections; i++)
        if (t[i].tag == tag)
            return &t[i];
    return NULL;
}

struct span pack_section(const struct pack *p, uint32_t tag)
{
    const struct entry *t = find_section(p, tag);

    return t ? span_of(p->map.ptr + t->offset, (size_t)t->length) : span_of(NULL, 0);
}

enum status pack_checked_section(const struct pack *p, uint32_t tag, struct span *section,
                                 struct error *e)
{
    const struct entry *t = find_section(p, tag);

    if (!t || !intact(p, t))
        return damaged(e, NULL);
    *section = span_of(p->map.ptr + t->offset, (size_t)t->length);
    return ST_OK;
}

enum status pack_array(const struct pack *p, uint32_t tag, size_t size, const void **items,
                       size_t *count, struct error *e)
{
    struct span s = pack_section(p, tag);

    if (!s.ptr || s.len % size)
        return damaged(e, NULL);
    *items = s.ptr;
    *count = s.len / size;
    return ST_OK;
}

void pack_fingerprint(const struct pack *p, char out[13])
{
    const struct header *h = (const struct header *)(const void *)p->map.ptr;
    struct span table = span_cut(p->map, 0, sizeof *h + h->sections * sizeof(struct entry));

    snprintf(out, 13, "%012llx", (unsigned long long)(checksum(table) & UINT64_C(0xffffffffffff)));
}

void pack_writer_init(struct pack_writer *w, uint32_t kind, uint32_t version, uint64_t features)
{
    memset(w, 0, sizeof *w);
    w->kind = kind;
    w->version = version;
    w->features = features;
}

static struct buf *add_section(struct pack_writer *w, uint32_t tag, uint32_t flags)
{
    if (!vec_push(&w->parts, ((struct pack_part){tag, flags, BUF_INIT}))) {
        w->failed = true;
        return NULL;
    }
    return &vec_last(&w->parts)->data;
}

struct buf *pack_writer_section(struct pack_writer *w, uint32_t tag)
{
    return add_section(w, tag, 0);
}

struct buf *pack_writer_later(struct pack_writer *w, uint32_t tag)
{
    return add_section(w, tag, PACK_LATER);
}

static void pad(struct buf *out, size_t start)
{
    while ((out->len - start) % ALIGNMENT && !out->failed)
        buf_addch(out, '\0');
}

/* The table of the parts, which begins `from` bytes into the file. */
static void make_table(const struct pack_writer *w, struct buf *table, size_t from)
{
    size_t at = aligned(from + w->parts.len * sizeof(struct entry));

    for (size_t i = 0; i < w->parts.len; i++) {
        struct span data = buf_span(&w->parts.v[i].data);
        struct entry t = {w->parts.v[i].tag, w->parts.v[i].flags, at, data.len, checksum(data)};
        buf_addn(table, (const char *)&t, sizeof t);
        at = aligned(at + data.len);
    }
}

enum status pack_writer_finish(struct pack_writer *w, struct buf *out, struct error *e)
{
    struct header h = {.container = PACK_VERSION, .order = ORDER_MARK, .kind = w->kind,
                       .version = w->version, .features = w->features,
                       .sections = (uint32_t)w->parts.len};
    struct buf table = BUF_INIT;
    size_t start = out->len;

    memcpy(h.magic, magic, sizeof magic);
    make_table(w, &table, sizeof h);
    if (!table.failed)
        h.table_sum = table_checksum(&h, (const struct entry *)(const void *)buf_cstr(&table));
    buf_addn(out, (const char *)&h, sizeof h);
    buf_add(out, buf_span(&table));
    out->failed |= w->failed | table.failed;
    for (size_t i = 0; i < w->parts.len; i++) {
        pad(out, start);
        buf_add(out, buf_span(&w->parts.v[i].data));
        out->failed |= w->parts.v[i].data.failed;
    }
    buf_free(&table);
    pack_writer_free(w);
    return buf_status(out, e);
}

void pack_writer_free(struct pack_writer *w)
{
    for (size_t i = 0; i < w->parts.len; i++)
        buf_free(&w->parts.v[i].data);
    vec_free(&w->parts);
}
