/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Terms of a glossary in running text, in whatever form the words have there.  A word of the text
 * is a form of a word of a term when it begins like it: endings differ, not beginnings.  In the
 * text to be checked for a term this is read strictly (at most an ending is added), in the text
 * that should hold its translation generously.
 */
#ifndef MEMORY_TERMS_H
#define MEMORY_TERMS_H

#include "base/error.h"
#include "base/span.h"

struct terms;

/* Returns new. */
enum status terms_new(struct terms **t, struct error *e) MUST_CHECK;
void terms_free(struct terms *t);

/* Add a term and what it is to be translated by.  Several for one source: any of them will do. */
enum status terms_add(struct terms *t, struct span source, struct span target,
                      struct error *e) MUST_CHECK;

/* Called for each term of the source that no translation of is in the target. */
typedef enum status term_fn(void *context, struct span source, struct span target,
                            struct error *e);
enum status terms_check(const struct terms *t, struct span source, struct span target, term_fn *fn,
                        void *context, struct error *e) MUST_CHECK;

#endif
