/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/model.h"

#include "align/coarse.h"

#include <math.h>
#include <stdlib.h>

#define TAG_HEAD PACK_TAG('H', 'E', 'A', 'D')
#define TAG_LANGUAGES PACK_TAG('L', 'A', 'N', 'G')

/* The sections of a side or of a direction: the last letter tells which. */
enum { SOURCE = 'S', TARGET = 'T', THERE = 'F', BACK = 'B' };
#define TAG_TEXTS(side) PACK_TAG('T', 'X', 'T', side)
#define TAG_TYPES(side) PACK_TAG('T', 'Y', 'P', side)
#define TAG_FIRST(way) PACK_TAG('R', 'O', 'W', way)
#define TAG_LINKS(way) PACK_TAG('L', 'N', 'K', way)
#define TAG_JUMPS(way) PACK_TAG('J', 'M', 'P', way)
#define TAG_RATIOS(way) PACK_TAG('F', 'R', 'T', way)

struct head {
    uint32_t source_letters, target_letters;
    float null_odds[2];
};

/* ---- writing ---- */

/* The types of a side in the order of their texts. */
struct order {
    struct ranked {
        struct span text;
        uint32_t type;
    } *v;
    uint32_t *rank; /* of each type; the null word keeps the last */
};

static int by_text(const void *a, const void *b)
{
    return span_cmp(((const struct ranked *)a)->text, ((const struct ranked *)b)->text);
}

static void order_free(struct order *o)
{
    free(o->v);
    free(o->rank);
}

static bool order_make(struct order *o, const struct coarse *c)
{
    size_t n = c->side.types;

    *o = (struct order){malloc((n + 1) * sizeof *o->v), malloc((n + 1) * sizeof *o->rank)};
    if (!o->v || !o->rank)
        return false;
    for (uint32_t i = 0; i < n; i++)
        o->v[i] = (struct ranked){c->texts[i], i};
    if (n)
        qsort(o->v, n, sizeof *o->v, by_text);
    for (uint32_t i = 0; i < n; i++)
        o->rank[o->v[i].type] = i;
    o->rank[n] = (uint32_t)n;
    return true;
}

static bool add_section(struct pack_writer *w, uint32_t tag, const void *data, size_t size)
{
    struct buf *b = pack_writer_section(w, tag);

    if (b)
        buf_addn(b, data, size);
    return b && !b->failed;
}

static bool add_side(struct pack_writer *w, int side, const struct coarse *c,
                     const struct order *o)
{
    struct model_type *types = calloc((size_t)c->side.types + 1, sizeof *types);
    struct buf texts = BUF_INIT;
    bool ok = types != NULL;

    for (size_t i = 0; ok && i < c->side.n_tokens; i++)
        types[o->rank[c->side.tokens[i]]].count++;
    for (uint32_t i = 0; ok && i < c->side.types; i++) {
        types[i].text = (uint32_t)texts.len;
        types[i].len = (uint32_t)o->v[i].text.len;
        buf_add(&texts, o->v[i].text);
        ok = !texts.failed && texts.len <= UINT32_MAX;
    }
    ok = ok && add_section(w, TAG_TEXTS(side), buf_span(&texts).ptr, texts.len) &&
         add_section(w, TAG_TYPES(side), types, c->side.types * sizeof *types);
    buf_free(&texts);
    free(types);
    return ok;
}

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const struct tally_entry *)a)->key, y = ((const struct tally_entry *)b)->key;

    return x < y ? -1 : x > y;
}

/* The links of a tally by the new numbers of their types.  Returns new; *n is how many. */
static struct tally_entry *sorted_links(const struct tally *t, const struct order *from,
                                        const struct order *to, size_t *n)
{
    struct tally_entry *links = malloc((t->used + 1) * sizeof *links);

    *n = 0;
    for (size_t i = 0; links && i <= t->mask; i++) {
        struct tally_entry x = t->entries[i];
        if (!x.key || x.count <= 0)
            continue;
        x.key = tally_key(from->rank[tally_source(x.key)], to->rank[tally_target(x.key)]);
        links[(*n)++] = x;
    }
    if (links && *n)
        qsort(links, *n, sizeof *links, by_key);
    return links;
}

static bool add_links(struct pack_writer *w, int way, const struct tally *tally,
                      const struct order *from, const struct order *to, uint32_t types)
{
    size_t n;
    struct tally_entry *links = sorted_links(tally, from, to, &n);
    struct buf *rows = pack_writer_section(w, TAG_FIRST(way)), *b;
    bool ok = links && rows && n <= UINT32_MAX;
    uint32_t at = 0;

    for (uint32_t s = 0; ok && s <= types + 1; s++) {
        while (at < n && tally_source(links[at].key) < s)
            at++;
        buf_addn(rows, (const char *)&at, sizeof at);
    }
    ok = ok && !rows->failed;
    b = ok ? pack_writer_section(w, TAG_LINKS(way)) : NULL;
    for (size_t i = 0; b && i < n; i++) {
        struct model_link x = {tally_target(links[i].key), links[i].count};
        buf_addn(b, (const char *)&x, sizeof x);
    }
    free(links);
    return b && !b->failed;
}

static bool add_direction(struct pack_writer *w, int way, const struct hmm *h,
                          const struct order *from, const struct order *to, uint32_t types)
{
    struct buf *ratios;

    if (!add_links(w, way, &h->links, from, to, types) ||
        !add_section(w, TAG_JUMPS(way), h->jump, sizeof h->jump))
        return false;
    ratios = pack_writer_section(w, TAG_RATIOS(way));
    for (uint32_t i = 0; ratios && i <= types; i++)
        buf_addn(ratios, (const char *)h->ratio[i < types ? from->v[i].type : types],
                 sizeof *h->ratio);
    return ratios && !ratios->failed;
}

static bool add_languages(struct pack_writer *w, const struct word_model_languages *l)
{
    struct buf *b = pack_writer_section(w, TAG_LANGUAGES);

    if (!b)
        return false;
    buf_add(b, l->source);
    buf_addch(b, '\0');
    buf_add(b, l->target);
    return !b->failed;
}

enum status word_model_build(struct buf *out, const struct word_model_languages *languages,
                             uint64_t features,
                             const struct coarse *source, const struct coarse *target,
                             const struct hmm *there, const struct hmm *back, struct error *e)
{
    const struct head head = {source->letters, target->letters,
                              {there->null_odds, back->null_odds}};
    struct order a = {NULL, NULL}, b = {NULL, NULL};
    struct pack_writer w;
    enum status st = ST_OK;

    pack_writer_init(&w, MODEL_PACK, MODEL_PACK_VERSION, features);
    if (!order_make(&a, source) || !order_make(&b, target) || !add_languages(&w, languages) ||
        !add_section(&w, TAG_HEAD, &head, sizeof head) || !add_side(&w, SOURCE, source, &a) ||
        !add_side(&w, TARGET, target, &b) ||
        !add_direction(&w, THERE, there, &a, &b, source->side.types) ||
        !add_direction(&w, BACK, back, &b, &a, target->side.types)) {
        pack_writer_free(&w);
        st = error_nomem(e);
    }
    if (!st)
        st = pack_writer_finish(&w, out, e);
    order_free(&a);
    order_free(&b);
    return st;
}

/* ---- reading: a file is believed only after every number in it was looked at ---- */

static bool read_languages(struct word_model *m)
{
    struct span s = pack_section(&m->pack, TAG_LANGUAGES);
    const char *nul = s.len ? memchr(s.ptr, '\0', s.len) : NULL;

    if (!nul)
        return false;
    m->languages.source = span_of(s.ptr, (size_t)(nul - s.ptr));
    m->languages.target = span_from(s, m->languages.source.len + 1);
    return true;
}

static struct span type_text(const struct model_side *s, size_t i)
{
    return span_of(s->texts.ptr + s->types[i].text, s->types[i].len);
}

static bool read_side(const struct word_model *m, struct model_side *s, int side, uint32_t letters)
{
    const void *types;

    s->letters = letters;
    s->texts = pack_section(&m->pack, TAG_TEXTS(side));
    if (!s->texts.ptr || letters < 1 || letters > VOCAB_STEM ||
        pack_array(&m->pack, TAG_TYPES(side), sizeof *s->types, &types, &s->n_types, NULL) ||
        s->n_types >= UINT32_MAX)
        return false;
    s->types = types;
    for (size_t i = 0; i < s->n_types; i++) {
        const struct model_type *t = &s->types[i];
        if (t->text > s->texts.len || t->len > s->texts.len - t->text ||
            (i && span_cmp(type_text(s, i - 1), type_text(s, i)) >= 0))
            return false;
        s->tokens += t->count;
    }
    return true;
}

static bool in_range(float x, float least, float most)
{
    return x >= least && x <= most; /* not so for what is no number */
}

static bool check_links(const struct model_direction *d)
{
    size_t sources = d->from->n_types + 1;

    if (d->first[0] != 0 || d->first[sources] != d->n_links)
        return false;
    for (size_t s = 0; s < sources; s++) {
        if (d->first[s] > d->first[s + 1] || d->first[s + 1] > d->n_links)
            return false;
        for (size_t i = d->first[s]; i < d->first[s + 1]; i++)
            if (d->links[i].target >= d->to->n_types || !in_range(d->links[i].count, 0, 1e9f) ||
                (i > d->first[s] && d->links[i - 1].target >= d->links[i].target))
                return false;
    }
    return true;
}

static bool check_shapes(const struct model_direction *d)
{
    if (!in_range(d->null_odds, 1e-6f, 1e6f))
        return false;
    for (size_t i = 0; i < HMM_JUMPS; i++)
        if (!in_range(d->jump[i], 1e-12f, 1))
            return false;
    for (size_t i = 0; i <= d->from->n_types; i++)
        for (size_t f = 0; f < HMM_FERTILITIES; f++)
            if (!in_range(d->ratio[i][f], 1e-9f, 1e9f))
                return false;
    return true;
}

static enum status make_norm(struct model_direction *d, struct error *e)
{
    size_t types = d->from->n_types;

    d->norm = malloc((types + 1) * sizeof *d->norm);
    if (!d->norm)
        return error_nomem(e);
    for (size_t s = 0; s <= types; s++) {
        float sum = s == types ? HMM_NULL_WORDS : HMM_LEX_ALPHA * (float)(d->to->n_types + 1);
        for (size_t i = d->first[s]; i < d->first[s + 1]; i++)
            sum += d->links[i].count;
        d->norm[s] = 1 / sum;
    }
    return ST_OK;
}

/* An array of just so many items, or NULL. */
static const void *exact(const struct word_model *m, uint32_t tag, size_t size, size_t want)
{
    const void *items;
    size_t n;

    return pack_array(&m->pack, tag, size, &items, &n, NULL) || n != want ? NULL : items;
}

static bool read_direction(const struct word_model *m, struct model_direction *d, int way,
                           const struct model_side *from, const struct model_side *to)
{
    const void *links;

    d->from = from;
    d->to = to;
    d->first = exact(m, TAG_FIRST(way), sizeof *d->first, from->n_types + 2);
    d->jump = exact(m, TAG_JUMPS(way), sizeof *d->jump, HMM_JUMPS);
    d->ratio = exact(m, TAG_RATIOS(way), sizeof *d->ratio, from->n_types + 1);
    if (!d->first || !d->jump || !d->ratio ||
        pack_array(&m->pack, TAG_LINKS(way), sizeof *d->links, &links, &d->n_links, NULL))
        return false;
    d->links = links;
    return check_links(d) && check_shapes(d);
}

static enum status read_all(struct word_model *m, const char *name, struct error *e)
{
    const struct head *head = exact(m, TAG_HEAD, sizeof *head, 1);
    enum status st;

    if (!head || !read_languages(m) || !read_side(m, &m->source, SOURCE, head->source_letters) ||
        !read_side(m, &m->target, TARGET, head->target_letters))
        return error_at(e, ST_SYNTAX, name, 0, 0, "%s", _("not a model of word links"));
    m->there.null_odds = head->null_odds[0];
    m->back.null_odds = head->null_odds[1];
    if (!read_direction(m, &m->there, THERE, &m->source, &m->target) ||
        !read_direction(m, &m->back, BACK, &m->target, &m->source))
        return error_at(e, ST_SYNTAX, name, 0, 0, "%s", _("not a model of word links"));
    st = make_norm(&m->there, e);
    return st ? st : make_norm(&m->back, e);
}

enum { KNOWN_FEATURES = MODEL_SOURCE_SPELL | MODEL_TARGET_SPELL };

/* Say of a file that is no pack what it should have been. */
static enum status explain(enum status st, const char *name, struct error *e)
{
    if (st == ST_SYNTAX)
        return error_at(e, st, name, 0, 0, "%s",
                        _("damaged or not a model of word links (tmterms --save-model makes one)"));
    if (st == ST_UNSUPPORTED)
        return error_at(e, st, name, 0, 0, "%s",
                        _("a model of another version of tilmach; make it again with tmterms "
                          "--save-model"));
    return st;
}

enum status word_model_open(struct word_model *m, const char *path, struct error *e)
{
    enum status st;

    *m = (struct word_model){.there.norm = NULL};
    st = pack_open(&m->pack, path, MODEL_PACK, MODEL_PACK_VERSION, KNOWN_FEATURES, e);
    return st ? explain(st, path, e) : read_all(m, path, e);
}

enum status word_model_open_memory(struct word_model *m, struct span bytes, const char *name,
                                   struct error *e)
{
    enum status st;

    *m = (struct word_model){.there.norm = NULL};
    st = pack_open_memory(&m->pack, bytes, name, MODEL_PACK, MODEL_PACK_VERSION, KNOWN_FEATURES,
                          e);
    return st ? explain(st, name, e) : read_all(m, name, e);
}

void word_model_close(struct word_model *m)
{
    free(m->there.norm);
    free(m->back.norm);
    pack_close(&m->pack);
    *m = (struct word_model){.there.norm = NULL};
}

/* ---- asking ---- */

uint32_t model_find(const struct model_side *s, struct span text)
{
    size_t low = 0, high = s->n_types;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = span_cmp(type_text(s, mid), text);
        if (order == 0)
            return (uint32_t)mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return HMM_NULL;
}

float model_links(const struct model_direction *d, uint32_t s, uint32_t t)
{
    size_t low, high;

    if (s == HMM_NULL || t == HMM_NULL)
        return 0;
    low = d->first[s];
    high = d->first[s + 1];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->links[mid].target == t)
            return d->links[mid].count;
        if (d->links[mid].target < t)
            low = mid + 1;
        else
            high = mid;
    }
    return 0;
}
