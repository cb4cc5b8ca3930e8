/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/segment.h"

#include "segment/judge.h"
#include "segment/look.h"

struct segmenter {
    const struct seg_rules *rules; /* NULL: none */
    struct srxcut *srx;            /* NULL: none; else it decides alone */
    struct breaks *breaks;         /* NULL with SRX rules */
    struct learnt learnt;
    struct candidate_vec candidates;
    struct range_vec quotes;
};

enum status seg_open(struct segmenter **out, const char *lang, const struct seg_rules *rules,
                     struct error *e)
{
    struct segmenter *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    s->rules = rules;
    st = breaks_open(&s->breaks, BREAK_SENTENCE, lang, e);
    if (st)
        free(s);
    else
        *out = s;
    return st;
}

enum status seg_open_srx(struct segmenter **out, const char *lang, const struct srx *srx,
                         struct error *e)
{
    struct segmenter *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    st = srxcut_open(&s->srx, srx, lang, e);
    if (st)
        seg_close(s);
    else
        *out = s;
    return st;
}

void seg_close(struct segmenter *s)
{
    if (!s)
        return;
    srxcut_close(s->srx);
    breaks_close(s->breaks);
    vec_free(&s->candidates);
    vec_free(&s->quotes);
    learnt_free(&s->learnt);
    free(s);
}

enum status seg_learn(struct segmenter *s, struct span text, struct error *e)
{
    return s->srx ? ST_OK : learnt_read(&s->learnt, text, e);
}

static enum status split_srx(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                             struct error *e)
{
    struct srxcut_place place = {0, false, NULL};
    const char *held = NULL;
    size_t start = 0;
    enum status st = srxcut_text(s->srx, paragraph, e);

    while (!st && srxcut_next(s->srx, &place)) {
        if (!place.breaks) {
            held = place.rule;
            continue;
        }
        if (!vec_push(out, ((struct segment){start, place.at, place.rule, held})))
            return error_nomem(e);
        start = place.at;
        held = NULL;
    }
    if (!st && !vec_push(out, ((struct segment){start, paragraph.len, "end", held})))
        st = error_nomem(e);
    return st;
}

static enum status split(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                         struct error *e)
{
    struct judge x = {.rules = s->rules, .learnt = &s->learnt, .quotes = &s->quotes,
                      .text = paragraph};
    const char *held = NULL;
    size_t start = 0;

    judge_begin(&x, look_past_space(paragraph, 0));
    for (size_t i = 0; i < s->candidates.len; i++) {
        const struct candidate *c = &s->candidates.v[i];
        struct ruling r;

        if (c->at <= x.begun || c->at >= paragraph.len)
            continue;
        r = judge_at(&x, c);
        if (r.verdict == JOIN)
            held = r.rule;
        if (r.verdict != BREAK)
            continue;
        if (!vec_push(out, ((struct segment){start, c->at, r.rule, held})))
            return error_nomem(e);
        judge_begin(&x, c->at);
        start = c->at;
        held = NULL;
    }
    return vec_push(out, ((struct segment){start, paragraph.len, "end", held})) ? ST_OK
                                                                                : error_nomem(e);
}

enum status seg_split(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                      struct error *e)
{
    enum status st;

    vec_clear(out);
    if (paragraph.len == 0)
        return ST_OK;
    if (s->srx)
        return split_srx(s, paragraph, out, e);
    st = candidates_find(s->breaks, paragraph, &s->candidates, e);
    vec_clear(&s->quotes);
    if (!st && !mark_quotes(paragraph, &s->quotes))
        st = error_nomem(e);
    return st ? st : split(s, paragraph, out, e);
}
