/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do a text and its translation hold the same numbers?  They are compared by value, however they
 * are written: 1,234.50 and 1 234,5 and 1.234,50; digits of any script; 12.05.2024, 2024-05-12 and
 * "12 May 2024"; 5 million and 5 000 000; 2 p.m. and 14:00; 21st and XXI; '90s and 1990s.
 *
 * What is written without digits on the other side is no difference: numbers up to twelve, which
 * many languages spell out and count months, and larger ones where the other side has a number
 * word. Numbers in addresses, tags and placeholders, and those that end a word (mp3), do not count.
 *
 * text/number.h reads a number as a known language has it, to write another in its place; here the
 * conventions are not known, and a number has each value that it may have.
 */
#ifndef MEMORY_NUMBERS_H
#define MEMORY_NUMBERS_H

#include "base/span.h"

/* The first number on each side that the other lacks, as it is written; empty where there is
 * none. */
struct numbers_left {
    struct span source, target;
};

/* True when they differ.  Texts with more than some dozens of numbers are taken to be equal. */
bool numbers_differ(struct span source, struct span target, struct numbers_left *left);

#endif
