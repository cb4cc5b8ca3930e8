/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Classes of ASCII bytes, in any locale.  No byte of a letter beyond ASCII is in any of them; for
 * characters there is text/norm.h.
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include "base/compat.h"

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A blank, tab, line feed, vertical tab, form feed or carriage return. */
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
