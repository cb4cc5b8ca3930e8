/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to qa*.c: the checker, and the checks by what they look at. */
#ifndef MEMORY_QA_INSIDE_H
#define MEMORY_QA_INSIDE_H

#include "base/map.h"
#include "base/vec.h"
#include "memory/qa.h"
#include "text/langtag.h"

/* A pair that came before. */
struct qa_earlier {
    struct span text; /* the other side */
    const char *file;
    uint64_t line;
};

struct qa {
    struct qa_options o;
    struct lang_tag source, target;  /* of the pair; an empty language: not known */
    qa_fn *each;
    void *context;
    struct buf message, key, folded; /* scratch */
    struct map sources, targets;     /* -> place in `earlier` */
    VEC(struct qa_earlier) earlier;
    struct arena arena;              /* lasting */
    VEC(uint32_t) entities;          /* scratch: whom the target names */
};

static inline bool qa_wants(const struct qa *q, enum qa_kind k)
{
    return q->o.kinds >> k & 1;
}

/* Tell a finding, with a message printf makes. */
enum status qa_tell(struct qa *q, const struct qa_pair *p, enum qa_kind k, struct error *e,
                    const char *fmt, ...) PRINTF_LIKE(5, 6);

/* Tell what one side has and the other lacks. */
enum status qa_tell_left(struct qa *q, const struct qa_pair *p, enum qa_kind k, struct span source,
                         struct span target, struct error *e);

/* qa_codes.c: numbers, tags, placeholders, formats */
enum status qa_check_codes(struct qa *q, const struct qa_pair *p, struct error *e);

/* qa_marks.c: spaces, quotes, brackets, punctuation, accelerators */
enum status qa_check_marks(struct qa *q, const struct qa_pair *p, struct error *e);

/* qa_words.c: names, terms */
enum status qa_check_words(struct qa *q, const struct qa_pair *p, struct error *e);

/* qa_same.c: consistency */
enum status qa_check_same(struct qa *q, const struct qa_pair *p, struct error *e);

#endif
