/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what is the same here the same there? */
#include "memory/qa_inside.h"

#include "memory/segment.h"
#include "text/norm.h"
#include "text/plain.h"

enum { SENTENCE_WORDS = 3 /* shorter texts may well have one translation for several sources */ };

/* Remember the other side under q->key, or find what stood there before. */
static enum status remember(struct qa *q, struct map *m, const struct qa_pair *p,
                            struct span other, const struct qa_earlier **before, struct error *e)
{
    struct qa_earlier now = {.file = p->file, .line = p->line};
    uint64_t *place;
    bool added;

    *before = NULL;
    place = q->key.failed ? NULL : map_put(m, buf_span(&q->key), &added);
    if (!place)
        return error_nomem(e);
    if (!added) {
        *before = &q->earlier.v[*place];
        return ST_OK;
    }
    now.text = arena_dup(&q->arena, other);
    *place = q->earlier.len;
    return now.text.ptr && vec_push(&q->earlier, now) ? ST_OK : error_nomem(e);
}

/* Languages, context, number of the form, and text. */
static enum status make_key(struct qa *q, const struct qa_pair *p, struct span text,
                            struct error *e)
{
    buf_reset(&q->key);
    buf_printf(&q->key, "%.*s %.*s\n%.*s\n%zu\n%.*s", SPAN_ARG(p->source_lang),
               SPAN_ARG(p->target_lang), SPAN_ARG(p->context), p->form, SPAN_ARG(text));
    return buf_status(&q->key, e);
}

static enum status tell_before(struct qa *q, const struct qa_pair *p, enum qa_kind k,
                               const struct qa_earlier *before, struct error *e)
{
    const char *fmt = k == QA_INCONSISTENT
                          ? _("translated otherwise in %s:%llu: “%.*s”")
                          : _("also the translation of another text in %s:%llu: “%.*s”");

    return qa_tell(q, p, k, e, fmt, before->file, (unsigned long long)before->line,
                   SPAN_ARG(before->text));
}

static enum status check_target(struct qa *q, const struct qa_pair *p, struct error *e)
{
    const struct qa_earlier *before;
    enum status st = make_key(q, p, p->source, e);

    buf_reset(&q->folded);
    if (!st)
        st = tm_normalize(&q->folded, p->target, e);
    if (!st)
        st = buf_status(&q->folded, e);
    if (!st)
        st = remember(q, &q->sources, p, buf_span(&q->folded), &before, e);
    if (st || !before || span_eq(before->text, buf_span(&q->folded)))
        return st;
    return tell_before(q, p, QA_INCONSISTENT, before, e);
}

/* Letters and digits only, folded: texts that differ in nothing else are one here. */
static enum status add_bare(struct buf *out, struct span text, struct error *e)
{
    struct buf folded = BUF_INIT;
    enum status st = norm_add_folded(&folded, text, e);
    struct span s = buf_span(&folded);

    for (size_t at = 0; !st && at < s.len;) {
        size_t from = at;
        uint32_t c = utf8_next(s, &at);

        if (c != UTF8_BAD && (char_is_letter(c) || char_is_digit(c) || char_is_mark(c)))
            buf_add(out, span_cut(s, from, at));
    }
    buf_free(&folded);
    return st ? st : buf_status(out, e);
}

static size_t count_plain(struct span text)
{
    struct plain p = plain_begin(text);
    struct span word;
    size_t n = 0;

    while (plain_next(&p, &word))
        n++;
    return n;
}

static enum status check_source(struct qa *q, const struct qa_pair *p, struct error *e)
{
    const struct qa_earlier *before;
    enum status st;

    if (p->plural.ptr || count_plain(p->source) < SENTENCE_WORDS)
        return ST_OK;
    st = make_key(q, p, p->target, e);
    buf_reset(&q->folded);
    if (!st)
        st = add_bare(&q->folded, p->source, e);
    if (!st)
        st = remember(q, &q->targets, p, buf_span(&q->folded), &before, e);
    if (st || !before || span_eq(before->text, buf_span(&q->folded)))
        return st;
    return tell_before(q, p, QA_SAME_TARGET, before, e);
}

enum status qa_check_same(struct qa *q, const struct qa_pair *p, struct error *e)
{
    enum status st = qa_wants(q, QA_INCONSISTENT) ? check_target(q, p, e) : ST_OK;

    return st || !qa_wants(q, QA_SAME_TARGET) ? st : check_source(q, p, e);
}
