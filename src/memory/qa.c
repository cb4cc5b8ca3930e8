/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/qa_inside.h"

#include "memory/segment.h"
#include "text/norm.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    enum qa_severity severity;
} kinds[QA_KINDS] = {
    [QA_UNTRANSLATED] = {"untranslated", QA_WARNING},
    [QA_SAME] = {"same", QA_WARNING},
    [QA_LANGUAGE] = {"language", QA_WARNING},
    [QA_CONTROL] = {"control", QA_ERROR},
    [QA_FORMAT] = {"format", QA_ERROR},
    [QA_TAGS] = {"tags", QA_ERROR},
    [QA_NUMBERS] = {"numbers", QA_WARNING},
    [QA_NAMES] = {"names", QA_WARNING},
    [QA_TERMS] = {"terms", QA_WARNING},
    [QA_INCONSISTENT] = {"inconsistent", QA_WARNING},
    [QA_SAME_TARGET] = {"same-target", QA_NOTE},
    [QA_SPACES] = {"spaces", QA_NOTE},
    [QA_QUOTES] = {"quotes", QA_NOTE},
    [QA_BRACKETS] = {"brackets", QA_NOTE},
    [QA_PUNCTUATION] = {"punctuation", QA_NOTE},
    [QA_ACCELERATOR] = {"accelerator", QA_NOTE},
};

static const char *const severities[] = {
    [QA_NOTE] = "note", [QA_WARNING] = "warning", [QA_ERROR] = "error",
};

const char *qa_kind_name(enum qa_kind k)
{
    return kinds[k].name;
}

enum qa_severity qa_kind_severity(enum qa_kind k)
{
    return kinds[k].severity;
}

bool qa_kinds_parse(struct span list, unsigned *set, struct span *bad)
{
    struct span field;

    *set = 0;
    while (span_split(&list, ',', &field)) {
        unsigned found = 0;

        for (unsigned k = 0; k < QA_KINDS; k++)
            if (span_eqs(span_trim(field), kinds[k].name) ||
                span_eqs(span_trim(field), severities[kinds[k].severity]))
                found |= 1u << k;
        *bad = field;
        if (!found)
            return false;
        *set |= found;
    }
    return true;
}

enum status qa_open(struct qa **out, const struct qa_options *o, qa_fn *each, void *context,
                    struct error *e)
{
    struct qa *q = calloc(1, sizeof *q);

    *out = q;
    if (!q)
        return error_nomem(e);
    q->o = *o;
    q->each = each;
    q->context = context;
    return ST_OK;
}

void qa_free(struct qa *q)
{
    if (!q)
        return;
    buf_free(&q->message);
    buf_free(&q->key);
    buf_free(&q->folded);
    map_free(&q->sources);
    map_free(&q->targets);
    vec_free(&q->earlier);
    vec_free(&q->entities);
    arena_free(&q->arena);
    free(q);
}

/* --- telling --- */

static enum status tell_message(struct qa *q, const struct qa_pair *p, enum qa_kind k,
                                struct error *e)
{
    enum status st = buf_status(&q->message, e);

    return st ? st : q->each(q->context, p, k, buf_span(&q->message), e);
}

enum status qa_tell(struct qa *q, const struct qa_pair *p, enum qa_kind k, struct error *e,
                    const char *fmt, ...)
{
    char *text = NULL;
    va_list ap;
    int len;

    buf_reset(&q->message);
    va_start(ap, fmt);
    len = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (len < 0)
        return error_nomem(e);
    buf_addn(&q->message, text, (size_t)len);
    free(text);
    return tell_message(q, p, k, e);
}

enum status qa_tell_left(struct qa *q, const struct qa_pair *p, enum qa_kind k, struct span source,
                         struct span target, struct error *e)
{
    buf_reset(&q->message);
    flaws_tell_left(&q->message, source, target);
    return tell_message(q, p, k, e);
}

/* --- the whole of a pair --- */

/* Lines by which PO files ask for the translators' names, not for a translation. */
static bool is_credits(const struct qa_pair *p)
{
    static const char *const known[] = {"translator-credits", "translator_credits",
                                        "translators-credits", "Your names", "Your emails"};

    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (span_eqs(p->source, known[i]))
            return true;
    return false;
}

static enum status is_copied(const struct qa_pair *p, bool *copied, struct error *e)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    enum status st = tm_normalize(&a, p->source, e);

    if (!st)
        st = tm_normalize(&b, p->target, e);
    *copied = !st && span_eq(buf_span(&a), buf_span(&b));
    buf_free(&a);
    buf_free(&b);
    return st;
}

static enum status check_language(struct qa *q, const struct qa_pair *p, struct error *e)
{
    const char *other;

    if (!qa_wants(q, QA_LANGUAGE) || !q->o.other_language || !p->target_lang.len)
        return ST_OK;
    other = q->o.other_language(q->o.language_context, p->target, p->target_lang);
    if (!other)
        return ST_OK;
    return qa_tell(q, p, QA_LANGUAGE, e, _("the target is in %s, not %.*s"), other,
                   SPAN_ARG(p->target_lang));
}

static enum status check_copy(struct qa *q, const struct qa_pair *p, bool *copied, struct error *e)
{
    enum status st = is_copied(p, copied, e);

    if (st || !*copied || !qa_wants(q, QA_SAME) || !flaw_is_untranslated(p->source) ||
        (q->source.language[0] && strcmp(q->source.language, q->target.language) == 0))
        return st;
    return qa_tell(q, p, QA_SAME, e, "%s", _("the target is the source"));
}

static enum status check_control(struct qa *q, const struct qa_pair *p, struct error *e)
{
    if (!qa_wants(q, QA_CONTROL) || !flaw_has_control(p->target) || flaw_has_control(p->source))
        return ST_OK;
    return qa_tell(q, p, QA_CONTROL, e, "%s", _("control characters in the target"));
}

enum status qa_check(struct qa *q, const struct qa_pair *p, struct error *e)
{
    bool copied;
    enum status st;

    if (!lang_parse(p->source_lang, &q->source))
        q->source.language[0] = '\0';
    if (!lang_parse(p->target_lang, &q->target))
        q->target.language[0] = '\0';
    if (text_trim(p->source).len == 0 || is_credits(p))
        return ST_OK;
    if (p->unfinished || text_trim(p->target).len == 0) {
        if (!qa_wants(q, QA_UNTRANSLATED))
            return ST_OK;
        return qa_tell(q, p, QA_UNTRANSLATED, e, "%s",
                       p->unfinished && text_trim(p->target).len ? _("not finished")
                                                                 : _("not translated"));
    }
    st = check_copy(q, p, &copied, e);
    if (st || copied)
        return st;
    st = check_language(q, p, e);
    if (!st)
        st = check_control(q, p, e);
    if (!st)
        st = qa_check_codes(q, p, e);
    if (!st)
        st = qa_check_words(q, p, e);
    if (!st)
        st = qa_check_same(q, p, e);
    return st ? st : qa_check_marks(q, p, e);
}
