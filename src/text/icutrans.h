/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ICU's own transliterator, for rules that this suite's compiler does not take.  It needs a library
 * of its own (libicui18n) that is loaded when it is first asked for, so that programs that never
 * ask do not pay for it at their start.
 */
#ifndef TEXT_ICUTRANS_H
#define TEXT_ICUTRANS_H

#include "base/buf.h"

struct icutrans;

/* Open rules (UTF-8, LDML transform syntax).  Returns new.  ST_SYNTAX with ICU's name of what is
 * wrong and the text near it, ST_UNSUPPORTED where the library is not installed. */
enum status icutrans_open(struct icutrans **t, struct span rules, bool reverse, struct error *e)
    MUST_CHECK;

/* Append the result; ST_ENCODING when `in` is not UTF-8. */
enum status icutrans_run(struct icutrans *t, struct span in, struct buf *out, struct error *e)
    MUST_CHECK;

void icutrans_close(struct icutrans *t);

#endif
