/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/segment.h"
#include "text/norm.h"
#include "text/words.h"

enum { CLASS_POINTS = 0x110000 }; /* the classes among code points */

static bool needs_spaces(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool edge = i == 0 || i + 1 == s.len;
        if (c >= 0x80 || c < ' ' || (c == ' ' && (edge || s.ptr[i - 1] == ' ')))
            return true;
    }
    return false;
}

enum status tm_normalize(struct buf *out, struct span text, struct error *e)
{
    struct buf nfc = BUF_INIT;
    struct span s;
    bool space = false;
    size_t from = out->len, at = 0;
    enum status st;

    if (!needs_spaces(text)) {
        buf_add(out, text);
        return buf_status(out, e);
    }
    st = norm_add(&nfc, text, NORM_NFC, e);
    s = buf_span(&nfc);
    while (!st && at < s.len) {
        size_t begin = at;
        uint32_t c = utf8_next(s, &at);
        if (char_is_space(c)) {
            space = true;
            continue;
        }
        if (space && out->len > from)
            buf_addch(out, ' ');
        space = false;
        buf_addn(out, s.ptr + begin, at - begin);
    }
    buf_free(&nfc);
    return st ? st : buf_status(out, e);
}

/* Number of a token; `mark` keeps values apart from words. */
static bool intern(struct tm_vocab *v, struct span token, char mark, bool learn, uint32_t *id)
{
    uint64_t *place;
    bool added;

    if (mark) {
        buf_reset(&v->key);
        buf_addch(&v->key, mark);
        buf_add(&v->key, token);
        token = buf_span(&v->key);
    }
    if (!learn && v->find) {
        if (!v->find(v->words, token, id))
            *id = TM_UNKNOWN;
        return true;
    }
    if (!learn) {
        place = map_get(&v->ids, token);
        *id = place ? (uint32_t)*place : TM_UNKNOWN;
        return true;
    }
    place = map_put(&v->ids, token, &added);
    if (!place)
        return false;
    if (added)
        *place = TM_FIRST_TOKEN - 1 + map_count(&v->ids);
    *id = (uint32_t)*place;
    return true;
}

struct cutter {
    struct tm_segment *out;
    struct tm_mode mode;
    struct tm_vocab *vocab;
    bool learn, ok;
};

/* The text as it is compared. */
static struct span comparable(struct cutter *c, struct span s)
{
    if (c->mode.chars)
        return s;
    buf_reset(&c->out->folded);
    c->ok = norm_add_folded(&c->out->folded, s, NULL) == ST_OK && c->ok;
    return buf_span(&c->out->folded);
}

static void add_class(struct cutter *c, uint32_t class, struct span value)
{
    uint32_t id;

    value = comparable(c, value);
    c->ok = c->ok && intern(c->vocab, value, '\1', c->learn, &id) &&
            vec_push(&c->out->values, id) &&
            vec_push(&c->out->symbols, c->mode.chars ? CLASS_POINTS + class : class);
}

static void add_points(struct cutter *c, struct span s)
{
    size_t at = 0;

    while (c->ok && at < s.len)
        c->ok = vec_push(&c->out->symbols, utf8_next(s, &at));
}

/* Text between placeables. */
static void add_plain(struct cutter *c, struct span s)
{
    struct span text = comparable(c, s);
    struct word w;
    size_t at = 0;

    if (c->mode.chars) {
        add_points(c, text);
        return;
    }
    while (c->ok && word_next(text, &at, &w)) {
        uint32_t id;

        c->ok = intern(c->vocab, w.text, 0, c->learn, &id) && vec_push(&c->out->symbols, id);
    }
}

static void cut(struct cutter *c, struct span s)
{
    const struct placeables *found = &c->out->placeables;
    size_t done = 0;

    for (size_t i = 0; i < found->len && c->ok; i++) {
        const struct placeable *p = &found->v[i];

        add_plain(c, span_cut(s, done, p->from));
        add_class(c, p->class, span_cut(s, p->from, p->to));
        done = p->to;
    }
    add_plain(c, span_from(s, done));
}

enum status tm_segment_set(struct tm_segment *out, struct span text, struct tm_mode mode,
                           struct tm_vocab *vocab, bool learn, struct error *e)
{
    const struct tm_language *lang = mode.languages ? &mode.languages->source : NULL;
    struct cutter c = {out, mode, vocab, learn, true};
    enum status st;

    buf_reset(&out->text);
    vec_clear(&out->symbols);
    vec_clear(&out->values);
    vec_clear(&out->placeables);
    st = tm_normalize(&out->text, text, e);
    if (!st && !mode.bare)
        st = placeables_find(&out->placeables, buf_span(&out->text), lang, e);
    if (st)
        return st;
    cut(&c, buf_span(&out->text));
    return c.ok ? ST_OK : error_nomem(e);
}

void tm_segment_free(struct tm_segment *s)
{
    buf_free(&s->text);
    buf_free(&s->folded);
    vec_free(&s->symbols);
    vec_free(&s->values);
    vec_free(&s->placeables);
}

void tm_vocab_free(struct tm_vocab *v)
{
    map_free(&v->ids);
    buf_free(&v->key);
}

/* One division of whole numbers: correctly rounded, so equal to a limit only when it is equal. */
static double quotient(size_t length, size_t distance, size_t penalty)
{
    double taken = (double)penalty * (double)length, whole = 100.0 * (double)(length - distance);

    return whole <= taken ? 0.0 : (whole - taken) / (double)length;
}

size_t tm_score_limit(size_t n, size_t m, double min_score)
{
    size_t longer = n > m ? n : m, d;

    if (longer == 0)
        return 0;
    d = (size_t)((100.0 - min_score) / 100.0 * (double)longer);
    d = d < longer ? d + 1 : longer;
    while (d > 0 && quotient(longer, d, 0) < min_score)
        d--;
    return quotient(longer, d, 0) < min_score ? SIZE_MAX : d;
}

double tm_score(const struct tm_segment *a, const struct tm_packed *b, size_t distance,
                struct edit_pattern *values)
{
    size_t n = a->symbols.len, longer = n > b->n_symbols ? n : b->n_symbols, penalty = 0;
    size_t apart;

    if (longer == 0)
        return 0.0;
    if (a->values.len && b->n_values) {
        apart = a->values.len > b->n_values ? a->values.len - b->n_values
                                            : b->n_values - a->values.len;
        penalty = edit_distance(values, b->values, b->n_values, SIZE_MAX) - apart;
    }
    return quotient(longer, distance, penalty);
}
