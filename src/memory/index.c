/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/index_search.h"

#include "base/atomic.h"
#include "base/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    MOST_PARTS = 3,
    /* So many changed units are indexed at the start; more go into a file. */
    FEW_UNITS = 2000,
    /* Everything is indexed anew when more than one segment in so many changed. */
    COMPACT_AT = 8,
};

struct tm_index {
    struct tm_direction direction;
    struct tm_mode mode;
    struct index_part parts[MOST_PARTS]; /* oldest first */
    size_t n_parts;
    struct symbols dead[MOST_PARTS];     /* of part i: units that a later part knows better */
    struct error note; /* why it is not in a file */
    struct search search;
};

/* --- the files --- */

static void add_tag(struct buf *out, const struct lang_tag *t)
{
    buf_adds(out, t->language);
    if (t->script[0])
        buf_printf(out, "-%s", t->script);
    if (t->region[0])
        buf_printf(out, "-%s", t->region);
}

/* "memory.tmdb-index/kk-Cyrl_en-Latn.words.base" */
static enum status add_path(struct buf *out, const struct tm_index *x, struct tm_store *s,
                            const char *level, struct error *e)
{
    const char *folder = tm_store_index(s);

    buf_reset(out);
    buf_printf(out, "%s/", folder ? folder : "");
    add_tag(out, &x->direction.source);
    buf_addch(out, '_');
    add_tag(out, &x->direction.target);
    buf_printf(out, ".%s%s.%s", x->mode.chars ? "chars" : "words", x->mode.bare ? "-bare" : "",
               level);
    return buf_status(out, e);
}

/* Was the part made of this memory in this mode, with the same names? */
static bool belongs(const struct tm_index *x, const struct part_head *h, struct tm_store *s)
{
    static const struct tm_languages no_names;
    const struct tm_languages *l = x->mode.languages ? x->mode.languages : &no_names;

    return memcmp(h->uuid, tm_store_uuid(s), sizeof h->uuid) == 0 &&
           h->mode == part_mode(x->mode) && memcmp(h->names, l->fingerprint, sizeof h->names) == 0;
}

/* Open a file of the index as the next part if it belongs here and tells what changed after `base`
 * and nothing after `change`.  Whatever else is there is as if it were not. */
static enum status open_level(struct tm_index *x, struct tm_store *s, const char *level,
                              uint64_t base, uint64_t change, struct error *e)
{
    struct buf path = BUF_INIT;
    struct index_part *p = &x->parts[x->n_parts];
    enum status st = add_path(&path, x, s, level, e);

    if (!tm_store_index(s)) {
        buf_free(&path);
        return st;
    }
    if (st == ST_OK && part_open(p, buf_cstr(&path), e) == ST_OK) {
        const struct part_head *h = p->head;

        if (belongs(x, h, s) && h->base == base && h->change <= change)
            x->n_parts++;
        else
            part_close(p);
    } else if (st == ST_OK && e->code == ST_NOMEM) {
        st = e->code;
    }
    buf_free(&path);
    return st;
}

/* Keep the bytes in a file; that this is not possible is no failure but noted. */
static enum status keep(struct tm_index *x, struct tm_store *s, const char *level,
                        struct span bytes, struct error *e)
{
    struct buf path = BUF_INIT;
    const char *folder = tm_store_index(s);
    enum status st = add_path(&path, x, s, level, e);

    if (st == ST_OK && !folder)
        error_set(&x->note, ST_NOTFOUND, "%s", _("there is no folder for it"));
    else if (st == ST_OK && mkdir(folder, 0777) != 0 && errno != EEXIST)
        error_sys(&x->note, folder);
    else if (st == ST_OK && atomic_write(buf_cstr(&path), bytes, e) != ST_OK)
        x->note = *e;
    buf_free(&path);
    return st;
}

/* The same, and then use the file: its pages are given back where memory is short, and shared with
 * other processes. */
static enum status keep_and_map(struct tm_index *x, struct tm_store *s, const char *level,
                                struct index_part *p, struct error *e)
{
    struct buf path = BUF_INIT;
    struct index_part mapped;
    enum status st = keep(x, s, level, p->pack.map, e);

    if (st == ST_OK && !x->note.code)
        st = add_path(&path, x, s, level, e);
    if (st == ST_OK && path.len && part_open(&mapped, buf_cstr(&path), NULL) == ST_OK) {
        if (mapped.head->base == p->head->base && mapped.head->change == p->head->change &&
            belongs(x, mapped.head, s)) {
            part_close(p);
            *p = mapped;
        } else { /* another process has put its own there */
            part_close(&mapped);
        }
    }
    buf_free(&path);
    return st;
}

/* --- opening --- */

/* Build the next part; `level` NULL: it is small and stays in memory. */
static enum status build(struct tm_index *x, struct tm_store *s, const char *level, uint64_t base,
                         uint64_t change, const struct symbols *units, struct error *e)
{
    struct part_source from = {s, &x->direction, x->mode, base, change,
                               units ? units->v : NULL, units ? units->len : 0};
    struct buf bytes = BUF_INIT;
    struct index_part *p = &x->parts[x->n_parts];
    enum status st = part_build(&bytes, &from, e);

    if (st == ST_OK)
        st = part_open_memory(p, &bytes, e);
    if (st == ST_OK) {
        x->n_parts++;
        if (level && (units || p->head->segments > FEW_UNITS))
            st = keep_and_map(x, s, level, p, e);
    }
    buf_free(&bytes);
    return st;
}

static enum status take_number(void *context, int64_t unit, struct error *e)
{
    struct symbols *units = context;

    if (unit > UINT32_MAX)
        return error_set(e, ST_LIMIT, "%s", _("the memory is too large for one index"));
    return vec_push(units, (uint32_t)unit) ? ST_OK : error_nomem(e);
}

static uint64_t newest(const struct tm_index *x)
{
    return x->parts[x->n_parts - 1].head->change;
}

/* Index everything anew. */
static enum status rebuild(struct tm_index *x, struct tm_store *s, uint64_t change,
                           struct error *e)
{
    while (x->n_parts > 0)
        part_close(&x->parts[--x->n_parts]);
    return build(x, s, "base", 0, change, NULL, e);
}

/* Index what changed since the files were made. */
static enum status catch_up(struct tm_index *x, struct tm_store *s, uint64_t change,
                            struct error *e)
{
    struct symbols units = VEC_INIT;
    const struct part_head *base = x->parts[0].head;
    uint64_t since = newest(x);
    size_t recent = x->n_parts > 1 ? x->parts[1].n_changed : 0;
    enum status st = tm_store_changes(s, since, take_number, &units, e);

    if (st == ST_OK && (units.len + recent) * COMPACT_AT > base->segments + COMPACT_AT * FEW_UNITS) {
        st = rebuild(x, s, change, e);
    } else if (st == ST_OK && units.len > FEW_UNITS) {
        if (x->n_parts > 1)
            part_close(&x->parts[--x->n_parts]);
        vec_clear(&units);
        since = newest(x);
        st = tm_store_changes(s, since, take_number, &units, e);
        if (st == ST_OK)
            st = build(x, s, "recent", since, change, &units, e);
    } else if (st == ST_OK && units.len) {
        st = build(x, s, NULL, since, change, &units, e);
    }
    vec_free(&units);
    return st == ST_UNSUPPORTED ? rebuild(x, s, change, e) : st;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* For each part the units that later parts know better. */
static enum status bury(struct tm_index *x, struct error *e)
{
    for (size_t i = 0; i + 1 < x->n_parts; i++) {
        struct symbols *dead = &x->dead[i];

        for (size_t k = i + 1; k < x->n_parts; k++) {
            const struct index_part *p = &x->parts[k];

            if (!vec_reserve(dead, dead->len + p->n_changed + 1))
                return error_nomem(e);
            memcpy(dead->v + dead->len, p->changed, p->n_changed * sizeof *dead->v);
            dead->len += p->n_changed;
        }
        qsort(dead->v, dead->len, sizeof *dead->v, by_number);
    }
    return ST_OK;
}

static enum status open_all(struct tm_index *x, struct tm_store *s, struct error *e)
{
    uint64_t change;
    enum status st = tm_store_change(s, &change, e);

    if (st == ST_OK)
        st = open_level(x, s, "base", 0, change, e);
    if (st == ST_OK && x->n_parts)
        st = open_level(x, s, "recent", newest(x), change, e);
    if (st == ST_OK && x->n_parts == 0)
        st = rebuild(x, s, change, e);
    else if (st == ST_OK && newest(x) <= change)
        st = catch_up(x, s, change, e);
    return st == ST_OK ? bury(x, e) : st;
}

enum status tm_index_open(struct tm_index **out, struct tm_store *s,
                          const struct tm_direction *direction, struct tm_mode mode,
                          struct error *e)
{
    struct tm_index *x = calloc(1, sizeof *x);
    struct error ours;
    enum status st;

    *out = NULL;
    if (!x)
        return error_nomem(e);
    x->direction = *direction;
    x->mode = x->search.mode = mode;
    st = open_all(x, s, &ours);
    if (st == ST_OK) {
        *out = x;
        return ST_OK;
    }
    if (e)
        *e = ours;
    tm_index_free(x);
    return st;
}

const struct error *tm_index_note(const struct tm_index *x)
{
    return x->note.code ? &x->note : NULL;
}

void tm_index_free(struct tm_index *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < MOST_PARTS; i++) {
        part_close(&x->parts[i]);
        vec_free(&x->dead[i]);
    }
    tm_segment_free(&x->search.query);
    tm_segment_free(&x->search.other);
    tm_vocab_free(&x->search.vocab);
    edit_pattern_free(&x->search.pattern);
    edit_pattern_free(&x->search.values);
    edit_bytes_free(&x->search.letters);
    vec_free(&x->search.rarest);
    vec_free(&x->search.spelt);
    vec_free(&x->search.candidates);
    vec_free(&x->search.sorted);
    free(x);
}

/* --- searching --- */

struct tm_packed search_packed(const struct search *s, uint32_t segment)
{
    const struct index_part *p = s->part;
    const struct part_segment *at = &p->segments[segment];

    return (struct tm_packed){
        span_cut(p->text, at[0].text, at[1].text),
        p->words ? p->words + at[0].symbols : NULL,
        p->values + at[0].values,
        at[1].symbols - at[0].symbols,
        at[1].values - at[0].values,
    };
}

/* First segment of `n` symbols or more. */
static uint32_t first_of_length(const struct index_part *p, size_t n)
{
    return n > p->head->longest ? p->head->segments : p->lengths[n];
}

void search_range(const struct search *s, uint32_t *from, uint32_t *to)
{
    size_t n = s->query.symbols.len, limit = tm_score_limit(n, n, s->min_score), longest;

    /* the longest text with which n symbols in common are enough */
    longest = (size_t)((double)n * 100.0 / s->min_score) + 2;
    *from = first_of_length(s->part, limit == SIZE_MAX ? n : n - limit);
    *to = first_of_length(s->part, longest);
}

/* Has the part no segment of a length that can reach the limit?  Then nothing need be prepared,
 * which for a very long query takes much memory. */
static bool out_of_range(const struct search *s)
{
    uint32_t from, to;

    if (s->min_score <= 0)
        return s->part->head->segments == 0;
    search_range(s, &from, &to);
    return from >= to;
}

static bool is_dead(const struct search *s, uint32_t unit)
{
    return s->n_dead && bsearch(&unit, s->dead, s->n_dead, sizeof unit, by_number);
}

static size_t worst_of(const struct best *b)
{
    size_t worst = 0;

    for (size_t i = 1; i < b->n; i++)
        if (b->v[i].score < b->v[worst].score)
            worst = i;
    return worst;
}

/* The place of a target among the best: its own, a new one, or the worst one's. */
static size_t place_of(struct best *b, uint64_t target)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].target == target)
            return i;
    if (b->n == b->wanted)
        return worst_of(b);
    b->v[b->n].score = -1;
    return b->n++;
}

/* Once the best distinct targets are as many as are wanted, the worst of them is the limit. */
static void note_target(struct search *s, uint64_t target, double score)
{
    struct best *b = &s->best;
    size_t i = place_of(b, target);

    if (score <= b->v[i].score)
        return;
    b->v[i].target = target;
    b->v[i].score = score;
    if (b->n == b->wanted && b->v[worst_of(b)].score > s->min_score)
        s->min_score = b->v[worst_of(b)].score;
}

static enum status add_hits(struct search *s, uint32_t segment, double score, struct error *e)
{
    const struct index_part *p = s->part;

    for (uint32_t i = p->segments[segment].pairs; i < p->segments[segment + 1].pairs; i++) {
        const struct part_pair *k = &p->pairs[i];

        if (is_dead(s, k->unit))
            continue;
        if (!vec_push(s->out, ((struct tm_hit){score, k->unit, k->changed, k->source, k->target,
                                               k->target_hash})))
            return error_nomem(e);
        if (s->best.wanted)
            note_target(s, k->target_hash, score);
    }
    return ST_OK;
}

enum status search_take(struct search *s, uint32_t segment, size_t distance, struct error *e)
{
    struct tm_packed b = search_packed(s, segment);
    double score = tm_score(&s->query, &b, distance, &s->values);

    /* equal in everything that is compared, and still not the same text: letter case or spacing */
    if (score == 100.0 && !s->mode.bare && !span_eq(b.text, buf_span(&s->query.text)))
        score = 99.0;
    return score >= s->min_score ? add_hits(s, segment, score, e) : ST_OK;
}

static int by_rank(const void *a, const void *b)
{
    const struct tm_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->changed != y->changed)
        return x->changed > y->changed ? -1 : 1;
    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    if (x->source != y->source)
        return (int)x->source - (int)y->source;
    return (int)x->target - (int)y->target;
}

static enum status search_part(struct tm_index *x, size_t number, struct span query,
                               bool exhaustive, struct error *e)
{
    struct search *s = &x->search;
    enum status st;

    s->part = &x->parts[number];
    s->limit.length = SIZE_MAX;
    s->dead = x->dead[number].v;
    s->n_dead = x->dead[number].len;
    s->vocab.find = part_find_token;
    s->vocab.words = s->part;
    st = tm_segment_set(&s->query, query, s->mode, &s->vocab, false, e);
    if (st || s->query.symbols.len == 0 || out_of_range(s))
        return st;
    st = edit_pattern_set(&s->values, s->query.values.v, s->query.values.len, e);
    if (st)
        return st;
    return s->mode.chars ? search_chars(s, exhaustive, e) : search_words(s, exhaustive, e);
}

enum status tm_index_search(struct tm_index *x, struct span query, const struct tm_search *how,
                            struct tm_hits *out, struct error *e)
{
    struct search *s = &x->search;
    bool exhaustive = how->exhaustive || how->min_score <= 0;
    enum status st = ST_OK;

    vec_clear(out);
    s->out = out;
    s->min_score = how->min_score;
    s->best.n = 0;
    s->best.wanted = how->exhaustive || how->top > BEST_TARGETS ? 0 : how->top;
    for (size_t i = x->n_parts; i-- > 0 && st == ST_OK;) /* the newest is the smallest */
        st = search_part(x, i, query, exhaustive, e);
    if (st == ST_OK && out->len)
        qsort(out->v, out->len, sizeof *out->v, by_rank);
    return st;
}

/* --- concordances --- */

/* Mark the tokens of the rarest thing. */
static void ask_tokens(const struct index_part *p, unsigned n, tm_token_fn *which,
                                  void *context, uint32_t *masks)
{
    uint64_t count[32] = {0};
    unsigned rarest = 0;

    for (uint32_t i = 0; i < p->head->tokens; i++) {
        uint32_t symbol = TM_FIRST_TOKEN + i, postings = p->starts[symbol + 1] - p->starts[symbol];

        masks[i] = which(context, span_cut(p->tokens, p->offsets[i], p->offsets[i + 1]));
        for (unsigned k = 0; masks[i] >> k && k < n; k++)
            if (masks[i] >> k & 1)
                count[k] += postings;
    }
    for (unsigned k = 1; k < n; k++)
        if (count[k] < count[rarest])
            rarest = k;
    for (uint32_t i = 0; i < p->head->tokens; i++)
        masks[i] = masks[i] >> rarest & 1;
}

static enum status visit_segment(struct search *s, uint32_t segment, struct tm_hits *hits,
                                 tm_segment_fn *each, void *context, struct error *e)
{
    enum status st;

    vec_clear(hits);
    s->out = hits;
    st = add_hits(s, segment, 0, e);
    if (st || hits->len == 0)
        return st;
    return each(context, search_packed(s, segment).text, hits, e);
}

static enum status visit_part(struct search *s, unsigned n, tm_token_fn *which,
                              tm_segment_fn *each, void *context, struct error *e)
{
    const struct index_part *p = s->part;
    uint32_t *masks = calloc(p->head->tokens + (size_t)1, sizeof *masks);
    uint8_t *seen = calloc(p->head->segments + (size_t)1, 1);
    struct tm_hits hits = VEC_INIT;
    enum status st = masks && seen ? ST_OK : error_nomem(e);

    if (!st)
        ask_tokens(p, n, which, context, masks);
    for (uint32_t i = 0; !st && i < p->head->tokens; i++) {
        uint32_t symbol = TM_FIRST_TOKEN + i;

        for (uint32_t k = p->starts[symbol]; masks[i] && !st && k < p->starts[symbol + 1]; k++) {
            uint32_t segment = p->postings[k];

            if (segment >= p->head->segments || seen[segment])
                continue;
            seen[segment] = 1;
            st = visit_segment(s, segment, &hits, each, context, e);
        }
    }
    vec_free(&hits);
    free(masks);
    free(seen);
    return st;
}

enum status tm_index_visit(struct tm_index *x, unsigned n, tm_token_fn *which, tm_segment_fn *each,
                           void *context, struct error *e)
{
    struct search *s = &x->search;
    enum status st = ST_OK;

    s->best.wanted = 0;
    for (size_t i = 0; i < x->n_parts && !st; i++) {
        s->part = &x->parts[i];
        s->dead = x->dead[i].v;
        s->n_dead = x->dead[i].len;
        if (s->part->head->segments)
            st = visit_part(s, n, which, each, context, e);
    }
    return st;
}
