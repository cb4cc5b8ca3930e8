/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Checking the translations of a bilingual file, pair by pair in the order of the file.  What is
 * found is what a reviser would look at: each test is silent where a good translation often does
 * the same.
 *
 *   untranslated   no target, or one that waits for somebody                          warning
 *   same           the target is the source, and that is a sentence                   warning
 *   language       the target is in another language or script                        warning
 *   control        control characters in the target                                   error
 *   format         a conversion of printf is missing, one too many, another type      error
 *   tags           a tag or placeholder is missing or one too many                    error
 *   numbers        the same for numbers, by value (memory/numbers.h)                  warning
 *   names          a name of the source is missing, or not spelt as the house does    warning
 *   terms          a term of the glossary is not translated by what it says           warning
 *   inconsistent   the same source was translated otherwise before                    warning
 *   same-target    another source was translated by the same                          note
 *   spaces         at the ends, doubled, before punctuation                           note
 *   quotes         quotation marks that are not closed                                note
 *   brackets       brackets that are not closed                                       note
 *   punctuation    the end of the sentence                                            note
 *   accelerator    the mark of the access key is missing, or there are several        note
 */
#ifndef MEMORY_QA_H
#define MEMORY_QA_H

#include "memory/flaws.h"
#include "memory/placeable.h"

enum qa_kind {
    QA_UNTRANSLATED, QA_SAME, QA_LANGUAGE, QA_CONTROL, QA_FORMAT, QA_TAGS, QA_NUMBERS, QA_NAMES,
    QA_TERMS, QA_INCONSISTENT, QA_SAME_TARGET, QA_SPACES, QA_QUOTES, QA_BRACKETS, QA_PUNCTUATION,
    QA_ACCELERATOR, QA_KINDS
};

enum qa_severity { QA_NOTE, QA_WARNING, QA_ERROR };

const char *qa_kind_name(enum qa_kind k);
enum qa_severity qa_kind_severity(enum qa_kind k);

/* A set of kinds, a bit each, from "tags,numbers"; a severity stands for all kinds of it.  False
 * when a name is unknown: *bad is it. */
bool qa_kinds_parse(struct span list, unsigned *set, struct span *bad);

/* Terms of a glossary (memory/terms.h). */
struct terms;

struct qa_options {
    unsigned kinds;
    flaw_language_fn *other_language; /* NULL: QA_LANGUAGE is not looked for */
    void *language_context;
    const struct tm_languages *names; /* NULL: names are not looked at */
    const struct authority *authority; /* of the names */
    const struct terms *terms;        /* NULL: nor terms */
};

struct qa_pair {
    const char *file;
    uint64_t line;
    struct span source, target;
    struct span source_markup, target_markup; /* as in TMX; empty: no inline elements */
    struct span plural;       /* PO: msgid_plural; a NULL `ptr` without one */
    size_t form, forms;       /* PO: of the target; 0 of 1 without plural */
    struct span context;      /* units that differ in it may be translated differently */
    struct span format;       /* "c-format"; may be empty */
    struct span source_lang, target_lang; /* as written; may be empty */
    bool unfinished;          /* it waits for somebody: its target is not looked at */
};

typedef enum status qa_fn(void *context, const struct qa_pair *p, enum qa_kind kind,
                          struct span message, struct error *e);

struct qa;

/* Returns new.  What the options point to is borrowed until qa_free. */
enum status qa_open(struct qa **q, const struct qa_options *o, qa_fn *each, void *context,
                    struct error *e) MUST_CHECK;

/* Check one pair; earlier ones are remembered as far as consistency needs it. */
enum status qa_check(struct qa *q, const struct qa_pair *p, struct error *e) MUST_CHECK;

void qa_free(struct qa *q);

#endif
