/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What xlit does with a stretch of text: the systems applied in turn, with addresses, placeholders
 * and words to keep left alone, and the normalization form of the input restored.
 */
#ifndef TOOLS_CHAIN_H
#define TOOLS_CHAIN_H

#include "base/map.h"
#include "base/vec.h"
#include "text/spans.h"
#include "translit/detect.h"
#include "translit/restore.h"
#include "translit/xlit.h"

enum chain_form { FORM_AS_INPUT, FORM_NFC, FORM_NFD };

/* A system by name, or the user's own rules. */
struct chain_link {
    const char *name; /* of a system, or NULL */
    const char *file; /* of rules */
};

struct chain {
    /* set by the caller */
    const struct xlit_db *db; /* may be NULL when all links are files */
    VEC(struct chain_link) links;
    const char *lang;         /* -l: completes names ("bgn" is kk-bgn); NULL: none; "auto" */
    bool reverse;
    enum xlit_unmapped unmapped;
    bool mark_undecided;      /* going back: words that stay so are set in ⟦ ⟧ */
    enum chain_form form;
    bool skip_given;
    unsigned skip;            /* kinds of spans.h; chosen by the source script unless given */
    struct map keep_words;
    xlit_trace *trace;
    void *trace_context;
    restore_listener *listener; /* told of words going back that can be read in several ways */
    void *listener_context;
    void (*hear_language)(void *context, const struct detected *d); /* -l auto: of each text */
    void *hear_context;

    /* the chain's own */
    VEC(struct chain_route) routes; /* one a language, or a single one */
    VEC(struct xlit_keep) keep;
    struct buf first, second, restored, form_buf;
    struct map foreign; /* words kept because they are impossible in the language */
    struct detector *detector; /* opened when a language is asked first */
    uint64_t unmapped_count;
};

/* The systems for one language; none: text in it is left alone. */
struct chain_route {
    const char *lang;
    VEC(struct xlit *) steps;
    VEC(struct restore *) restores; /* one a step; NULL where letters suffice */
    enum script from; /* the script of the text */
};

/* Open the systems; with lang "auto" that is done when a language is met first. */
enum status chain_open(struct chain *c, struct error *e) MUST_CHECK;
void chain_free(struct chain *c);

/* Another chain of the same systems, for another thread; what it borrows has to outlive it.  To be
 * freed with chain_free also on failure. */
enum status chain_copy(struct chain *to, const struct chain *from, struct error *e) MUST_CHECK;

/* Append the transliteration of `text`. */
enum status chain_convert(struct chain *c, struct span text, struct buf *out, struct error *e)
    MUST_CHECK;

/* Whether text may be given in any blocks of whole lines: the result does not depend on them. */
bool chain_parts_at_lines(const struct chain *c);

#endif
