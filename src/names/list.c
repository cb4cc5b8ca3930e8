/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/list.h"

#include "base/arena.h"
#include "base/threads.h"
#include "names/key.h"
#include "names/sound.h"

/* A common given name must not bring a whole list in. */
enum { MOST_COMPARED = 64, MOST_BEARERS = 5000 };

struct entry {
    uint64_t bones; /* hash of a skeleton or of a whole key */
    uint32_t line;
};

/* A name with a word, by hashes of the word's sound and of what else the name has. */
struct bearer {
    uint64_t word, rest;
};

struct hit {
    uint32_t line;
    uint32_t shared;
};

struct name_list {
    struct arena arena;
    VEC(struct span) names;
    VEC(struct score_name *) read; /* of each line, no longer than it needs to be */
    VEC(struct entry) entries;
    VEC(struct bearer) bearers; /* in order, all different */
};

struct hit_vec {
    VEC_OF(struct hit)
};

enum status list_new(struct name_list **l, struct error *e)
{
    *l = calloc(1, sizeof **l);
    return *l ? ST_OK : error_nomem(e);
}

void list_free(struct name_list *l)
{
    if (!l)
        return;
    arena_free(&l->arena);
    vec_free(&l->names);
    vec_free(&l->read);
    vec_free(&l->entries);
    vec_free(&l->bearers);
    free(l);
}

enum status list_add(struct name_list *l, struct span name, struct error *e)
{
    struct span copy = arena_dup(&l->arena, name);
    struct score_name read, *kept = NULL;

    if (copy.ptr) {
        score_read(copy, &read);
        kept = arena_alloc(&l->arena, score_size(&read));
    }
    if (!kept || l->names.len >= UINT32_MAX || !vec_push(&l->names, copy) ||
        !vec_push(&l->read, kept))
        return error_nomem(e);
    memcpy(kept, &read, score_size(&read));
    return ST_OK;
}

static uint64_t hash(struct span s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return h ^ h >> 29;
}

struct entry_vec {
    VEC_OF(struct entry)
};

static bool push_new(struct entry_vec *v, size_t start, uint64_t bones, uint32_t line)
{
    for (size_t i = start; i < v->len; i++) {
        if (v->v[i].bones == bones)
            return true;
    }
    return vec_push(v, ((struct entry){bones, line}));
}

/* Entries of one name: the skeletons of its words, and its whole key for scripts without sounds. */
static enum status add_entries(struct entry_vec *v, struct span name,
                               const struct score_name *words, uint32_t line, struct error *e)
{
    struct buf key = BUF_INIT;
    size_t start = v->len;
    enum status st = key_add(&key, name, e);
    bool ok = st != ST_OK || push_new(v, start, hash(buf_span(&key)), line);

    for (unsigned w = 0; w < words->count && ok; w++) {
        struct sound s;

        sound_of(words->words[w].text, &s);
        for (unsigned k = 0; k < s.count && ok; k++) {
            char bones[SOUND_MAX];

            sound_skeleton(s.key[k], bones);
            ok = words->words[w].initial || push_new(v, start, hash(span_str(bones)) | 1, line);
        }
    }
    buf_free(&key);
    if (st != ST_OK)
        return st;
    return ok ? ST_OK : error_nomem(e);
}

static int by_bones(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    int order = (a->bones > b->bones) - (a->bones < b->bones);

    return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* --- bearers --- */

static uint64_t hash_sound(struct span word)
{
    struct sound s;

    sound_of(word, &s);
    return hash(s.count ? span_str(s.key[0]) : word);
}

static uint64_t hash_bones(struct span word)
{
    char bones[SOUND_MAX];
    struct sound s;

    sound_of(word, &s);
    if (s.count == 0)
        return hash(word);
    sound_skeleton(s.key[0], bones);
    return hash(span_str(bones));
}

/* A bare name may be any of the others. */
static bool add_bearers(struct name_list *l, const struct score_name *name)
{
    uint64_t bones[SCORE_WORDS], all = 0;

    for (unsigned i = 0; i < name->count; i++) {
        const struct score_word *w = &name->words[i];

        bones[i] = w->initial || w->patronymic ? 0 : hash_bones(w->text);
        all += bones[i];
    }
    for (unsigned i = 0; i < name->count; i++) {
        struct bearer b = {0, all - bones[i]};

        if (bones[i] == 0 || b.rest == 0)
            continue;
        b.word = hash_sound(name->words[i].text);
        if (!vec_push(&l->bearers, b))
            return false;
    }
    return true;
}

static int by_word(const void *x, const void *y)
{
    const struct bearer *a = x, *b = y;
    int order = (a->word > b->word) - (a->word < b->word);

    return order ? order : (a->rest > b->rest) - (a->rest < b->rest);
}

static enum status index_bearers(struct name_list *l, struct error *e)
{
    size_t n = 0;

    for (size_t i = 0; i < l->read.len; i++)
        if (!add_bearers(l, l->read.v[i]))
            return error_nomem(e);
    if (l->bearers.len > 1)
        qsort(l->bearers.v, l->bearers.len, sizeof *l->bearers.v, by_word);
    for (size_t i = 0; i < l->bearers.len; i++)
        if (n == 0 || by_word(&l->bearers.v[n - 1], &l->bearers.v[i]) != 0)
            l->bearers.v[n++] = l->bearers.v[i];
    l->bearers.len = n;
    return ST_OK;
}

/* The place of the first bearer that is not before this one. */
static size_t first_bearer(const struct name_list *l, struct bearer from)
{
    size_t lo = 0, hi = l->bearers.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (by_word(&l->bearers.v[mid], &from) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static enum status count_bearers(const void *context, struct span word, uint32_t *bearers,
                                  struct error *e)
{
    const struct name_list *l = context;
    uint64_t h = hash_sound(word);
    size_t n = first_bearer(l, (struct bearer){h, UINT64_MAX}) - first_bearer(l, (struct bearer){h, 0});

    (void)e;
    *bearers = n > 1 ? (uint32_t)n : 1;
    return ST_OK;
}

/* --- index --- */

enum status list_index(struct name_list *l, struct error *e)
{
    struct entry_vec v = VEC_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; i < l->names.len && st == ST_OK; i++)
        st = add_entries(&v, l->names.v[i], l->read.v[i], (uint32_t)i, e);
    if (v.len > 1)
        qsort(v.v, v.len, sizeof *v.v, by_bones);
    vec_free(&l->entries);
    l->entries.v = v.v;
    l->entries.len = v.len;
    l->entries.cap = v.cap;
    return st == ST_OK ? index_bearers(l, e) : st;
}

uint32_t list_count(const struct name_list *l)
{
    return (uint32_t)l->names.len;
}

struct span list_name(const struct name_list *l, uint32_t line)
{
    return l->names.v[line];
}

static int by_line(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;

    return (a->line > b->line) - (a->line < b->line);
}

static int by_shared(const void *x, const void *y)
{
    const struct hit *a = x, *b = y;
    int order = (b->shared > a->shared) - (b->shared < a->shared);

    return order ? order : by_line(x, y);
}

/* Lines that share this entry; the rarer it is the more it says. */
static bool collect(const struct name_list *l, uint64_t bones, struct hit_vec *hits)
{
    size_t lo = 0, hi = l->entries.len, end;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (l->entries.v[mid].bones < bones)
            lo = mid + 1;
        else
            hi = mid;
    }
    end = lo;
    while (end < l->entries.len && l->entries.v[end].bones == bones)
        end++;
    if (end - lo > MOST_BEARERS)
        return true;
    for (; lo < end; lo++) {
        if (!vec_push(hits, ((struct hit){l->entries.v[lo].line, end - lo < 30 ? 3 : 2})))
            return false;
    }
    return true;
}

/* Put the hits of each line into one, and the likeliest lines first. */
static void merge_hits(struct hit_vec *hits)
{
    size_t n = 0;

    if (hits->len > 1)
        qsort(hits->v, hits->len, sizeof *hits->v, by_line);
    for (size_t i = 0; i < hits->len; i++) {
        if (n > 0 && hits->v[n - 1].line == hits->v[i].line)
            hits->v[n - 1].shared += hits->v[i].shared;
        else
            hits->v[n++] = hits->v[i];
    }
    hits->len = n;
    if (n > 1)
        qsort(hits->v, n, sizeof *hits->v, by_shared);
}

static int by_score(const void *x, const void *y)
{
    const struct list_match *a = x, *b = y;
    int order = (b->score > a->score) - (b->score < a->score);

    return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Score the likeliest lines, and leave those that come up to `min`. */
static enum status score_hits(const struct name_list *l, struct span name, const struct score_name *a,
                              const struct hit_vec *hits, double min, bool shared,
                              struct list_matches *out, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < hits->len && i < MOST_COMPARED && st == ST_OK; i++) {
        struct list_match m = {hits->v[i].line, 0, {.word = {"", 0}}};
        const struct score_name *b = l->read.v[m.line];

        m.score = m.rarity.alike =
            span_eq(name, l->names.v[m.line]) ? 100 : score_names(a, b, NULL);
        if (shared && m.score >= min && m.score > 0)
            st = rarity_weigh(a, b, count_bearers, l, &m.score, &m.rarity, e);
        if (st == ST_OK && m.score >= min && m.score > 0 && !vec_push(out, m))
            st = error_nomem(e);
    }
    return st;
}

static enum status find(const struct name_list *l, struct span name, double min, bool shared,
                        struct list_matches *out, struct error *e)
{
    struct entry_vec wanted = VEC_INIT;
    struct hit_vec hits = VEC_INIT;
    struct score_name a;
    enum status st;
    bool ok = true;

    score_read(name, &a);
    st = add_entries(&wanted, name, &a, 0, e);
    vec_clear(out);
    for (size_t i = 0; i < wanted.len && ok && st == ST_OK; i++)
        ok = collect(l, wanted.v[i].bones, &hits);
    vec_free(&wanted);
    if (st == ST_OK && !ok)
        st = error_nomem(e);
    merge_hits(&hits);
    if (st == ST_OK)
        st = score_hits(l, name, &a, &hits, min, shared, out, e);
    vec_free(&hits);
    if (out->len > 1)
        qsort(out->v, out->len, sizeof *out->v, by_score);
    return st;
}

enum status list_find(const struct name_list *l, struct span name, double min,
                      struct list_matches *out, struct error *e)
{
    return find(l, name, min, true, out, e);
}

/* What the threads of list_find_lines() share: thread number i does every line i + k * threads. */
struct search {
    const struct name_list *l, *names;
    uint32_t from, n;
    double min;
    unsigned threads;
    struct list_matches *out;
    enum status status[THREADS_MAX];
    struct error errors[THREADS_MAX];
};

static void search_lines(void *context, unsigned thread)
{
    struct search *s = context;
    enum status st = ST_OK;

    for (uint32_t i = thread; i < s->n && st == ST_OK; i += s->threads)
        st = find(s->l, s->names->names.v[s->from + i], s->min, s->l != s->names, &s->out[i],
                  &s->errors[thread]);
    s->status[thread] = st;
}

enum status list_find_lines(const struct name_list *l, const struct name_list *names, uint32_t from,
                            uint32_t n, double min, unsigned threads, struct list_matches *out,
                            struct error *e)
{
    struct search *s = calloc(1, sizeof *s);
    enum status st = ST_OK;

    if (!s)
        return error_nomem(e);
    s->l = l;
    s->names = names;
    s->from = from;
    s->n = n;
    s->min = min;
    s->threads = threads < 1 ? 1 : threads > THREADS_MAX ? THREADS_MAX : threads;
    s->out = out;
    threads_run(s->threads, search_lines, s);
    for (unsigned i = 0; i < s->threads && st == ST_OK; i++) {
        st = s->status[i];
        if (st != ST_OK && e)
            *e = s->errors[i];
    }
    free(s);
    return st;
}

/* --- clusters --- */

struct link {
    uint32_t a, b;
    double score;
};

struct link_vec {
    VEC_OF(struct link)
};

static int by_link(const void *x, const void *y)
{
    const struct link *a = x, *b = y;
    int order = (b->score > a->score) - (b->score < a->score);

    if (order == 0)
        order = (a->a > b->a) - (a->a < b->a);
    return order ? order : (a->b > b->b) - (a->b < b->b);
}

/* The links that `n` lines from `from` on have to later ones. */
static enum status add_links(uint32_t from, uint32_t n, const struct list_matches *found,
                             struct link_vec *links, struct error *e)
{
    for (uint32_t i = 0; i < n; i++) {
        for (size_t k = 0; k < found[i].len; k++) {
            struct link link = {from + i, found[i].v[k].line, found[i].v[k].score};

            if (link.a < link.b && !vec_push(links, link))
                return error_nomem(e);
        }
    }
    return ST_OK;
}

static enum status all_links(const struct name_list *l, double min, unsigned threads,
                             struct link_vec *links, struct error *e)
{
    struct list_matches found[LIST_BATCH] = {VEC_INIT};
    enum status st = ST_OK;

    for (uint32_t from = 0, n; from < l->names.len && st == ST_OK; from += n) {
        n = (uint32_t)l->names.len - from < LIST_BATCH ? (uint32_t)l->names.len - from : LIST_BATCH;
        st = list_find_lines(l, l, from, n, min, threads, found, e);
        if (st == ST_OK)
            st = add_links(from, n, found, links, e);
    }
    for (size_t i = 0; i < LIST_BATCH; i++)
        vec_free(&found[i]);
    if (links->len > 1)
        qsort(links->v, links->len, sizeof *links->v, by_link);
    return st;
}

/* May all lines of two clusters name one person?  next[] chains the lines of a cluster. */
static bool compatible(const struct name_list *l, const uint32_t *next, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i != UINT32_MAX; i = next[i]) {
        for (uint32_t j = b; j != UINT32_MAX; j = next[j]) {
            if (score_names(l->read.v[i], l->read.v[j], NULL) <= SCORE_DIFFERENT_TO)
                return false;
        }
    }
    return true;
}

/* Hang cluster `b` behind cluster `a` (a < b), keeping first lines first. */
static void unite(uint32_t *cluster, uint32_t *next, uint32_t a, uint32_t b)
{
    uint32_t end = a;

    while (next[end] != UINT32_MAX)
        end = next[end];
    next[end] = b;
    for (; b != UINT32_MAX; b = next[b])
        cluster[b] = a;
}

enum status list_cluster(const struct name_list *l, double min, unsigned threads,
                         uint32_t *cluster, double *score, struct error *e)
{
    struct link_vec links = VEC_INIT;
    uint32_t *next = calloc(l->names.len + 1, sizeof *next);
    enum status st = next ? all_links(l, min, threads, &links, e) : error_nomem(e);

    for (uint32_t i = 0; i < l->names.len && st == ST_OK; i++) {
        cluster[i] = i;
        next[i] = UINT32_MAX;
        score[i] = 0;
    }
    for (size_t i = 0; i < links.len && st == ST_OK; i++) {
        const struct link *k = &links.v[i];
        uint32_t a = cluster[k->a], b = cluster[k->b];

        if (a != b && !compatible(l, next, a, b))
            continue;
        if (a != b)
            unite(cluster, next, a < b ? a : b, a < b ? b : a);
        score[k->a] = k->score > score[k->a] ? k->score : score[k->a];
        score[k->b] = k->score > score[k->b] ? k->score : score[k->b];
    }
    vec_free(&links);
    free(next);
    return st;
}
