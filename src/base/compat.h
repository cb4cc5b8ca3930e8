/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one header behind which compiler extensions and gettext stand.  Every source file includes
 * it first (directly or through another base header).
 */
#ifndef BASE_COMPAT_H
#define BASE_COMPAT_H

#include "config.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libintl.h>

/* Text for users: translated where it is used, or only marked for translation. */
#define _(s) gettext(s)
#define N_(s) (s)

#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define MUST_CHECK __attribute__((warn_unused_result))
#define UNUSED __attribute__((unused))
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Sizes are computed with checked arithmetic: true means that the sum or product overflowed. */
#define ADD_OVERFLOWS(a, b, out) __builtin_add_overflow((a), (b), (out))
#define MUL_OVERFLOWS(a, b, out) __builtin_mul_overflow((a), (b), (out))

#endif
