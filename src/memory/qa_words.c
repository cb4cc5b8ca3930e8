/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names by the authority and the house style, terms by the glossary. */
#include "memory/qa_inside.h"

#include "memory/terms.h"
#include "names/score.h"
#include "text/norm.h"
#include "text/words.h"

enum { SURE = 80, BEGINNING = 4 /* letters by which a name is known in any form of it */ };

/* From this likeness on words may begin alike. */
#define ALIKE 0.55

/* --- terms --- */

struct telling_terms {
    struct qa *q;
    const struct qa_pair *p;
};

static enum status tell_term(void *context, struct span source, struct span target,
                             struct error *e)
{
    struct telling_terms *t = context;

    return qa_tell(t->q, t->p, QA_TERMS, e, _("“%.*s” is to be “%.*s”"), SPAN_ARG(source),
                   SPAN_ARG(target));
}

/* --- names --- */

static bool is_misspelt(const struct mention *m)
{
    return m->replacement.len && (m->kind == FINDING_VARIANT || m->kind == FINDING_ENDING ||
                                  m->kind == FINDING_MIXED_SCRIPT || m->kind == FINDING_FORMER);
}

static bool is_sure(const struct mention *m)
{
    return m->entity != FIND_NOBODY && m->score >= SURE && m->kind != FINDING_POSSIBLE;
}

/* Likeness of the beginnings of two words, in whatever letters. */
static double likeness(struct span a, struct span b)
{
    struct score_name x, y;

    score_read(span_cut(a, 0, utf8_skip(a, BEGINNING)), &x);
    score_read(span_cut(b, 0, utf8_skip(b, BEGINNING)), &y);
    return x.count && y.count ? score_words(&x.words[0], &y.words[0]) : 0;
}

/* Has the text a word that begins like one of the name (London, лондонский)? */
static bool has_like(struct span text, struct span name)
{
    struct span wanted, word;
    size_t i = 0;

    while (word_next_letters(name, &i, &wanted)) {
        size_t at = 0;

        while (word_next_letters(text, &at, &word))
            if (likeness(wanted, word) >= ALIKE)
                return true;
    }
    return false;
}

/* Would a text in the target language hold something like the name?  People are called by their
 * names everywhere; a place is when it has one word, and what it is called there is like what it is
 * called here (Poland, Польша, but not China, Китай).  The rest is translated. */
static bool must_be_named(const struct qa *q, uint32_t entity, struct span name)
{
    struct auth_entity a;
    struct auth_name there;

    if (!q->o.authority || !auth_entity(q->o.authority, entity, &a))
        return false;
    if (a.kind == AUTH_PERSON)
        return true;
    return a.kind == AUTH_PLACE && !memchr(name.ptr, ' ', name.len) &&
           auth_name(q->o.authority, entity, q->o.names->target.tag, &there) &&
           has_like(there.whole, name);
}

static bool is_named(const struct qa *q, uint32_t entity)
{
    for (size_t i = 0; i < q->entities.len; i++)
        if (q->entities.v[i] == entity)
            return true;
    return false;
}

/* Names of the source that are in the target in no spelling. */
static enum status tell_missing(struct qa *q, const struct qa_pair *p, const struct mention *all,
                                size_t n, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < n; i++) {
        struct span name = span_cut(p->source, all[i].at, all[i].at + all[i].len);

        if (is_sure(&all[i]) && must_be_named(q, all[i].entity, name) && !is_named(q, all[i].entity) &&
            !has_like(p->target, name))
            st = qa_tell(q, p, QA_NAMES, e, _("“%.*s” is not in the target"), SPAN_ARG(name));
    }
    return st;
}

/* Names of the source that the target spells in another way than the house. */
static enum status tell_misspelt(struct qa *q, const struct qa_pair *p,
                                 const struct mention *wanted, size_t n_wanted,
                                 const struct mention *all, size_t n, struct error *e)
{
    enum status st = ST_OK;

    vec_clear(&q->entities);
    for (size_t i = 0; !st && i < n; i++) {
        bool asked = false;

        if (all[i].entity == FIND_NOBODY)
            continue;
        if (!vec_push(&q->entities, all[i].entity))
            return error_nomem(e);
        for (size_t k = 0; k < n_wanted && !asked; k++)
            asked = is_sure(&wanted[k]) && wanted[k].entity == all[i].entity;
        if (asked && is_misspelt(&all[i]))
            st = qa_tell(q, p, QA_NAMES, e, _("“%.*s” is spelt “%.*s”"),
                         SPAN_ARG(span_cut(p->target, all[i].at, all[i].at + all[i].len)),
                         SPAN_ARG(all[i].replacement));
    }
    return st;
}

static enum status check_names(struct qa *q, const struct qa_pair *p, struct error *e)
{
    const struct tm_languages *l = q->o.names;
    const struct mention *wanted, *all;
    size_t n_wanted, n;
    enum status st = finder_run(l->source.names, p->source, true, &wanted, &n_wanted, e);

    if (st || n_wanted == 0)
        return st;
    st = finder_run(l->target.names, p->target, true, &all, &n, e);
    if (!st)
        st = tell_misspelt(q, p, wanted, n_wanted, all, n, e);
    return st ? st : tell_missing(q, p, wanted, n_wanted, e);
}

enum status qa_check_words(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct telling_terms t = {q, p};
    enum status st = ST_OK;

    if (qa_wants(q, QA_NAMES) && q->o.names && q->o.names->source.names && q->o.names->target.names)
        st = check_names(q, p, e);
    if (!st && qa_wants(q, QA_TERMS) && q->o.terms)
        st = terms_check(q->o.terms, p->source, p->target, tell_term, &t, e);
    return st;
}
