/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong, or looks wrong, with authority files: everything that would stop the compiler, and
 * what it would take without a word: unknown fields, dates that are none, letters of two scripts in
 * one word, text that is not in NFC, spellings that are an ordinary word or another record's name.
 */
#ifndef NAMES_CHECK_H
#define NAMES_CHECK_H

#include "names/input.h"

/* Called for each finding, with file and line; false stops. */
typedef bool check_complaint(void *context, const struct error *what);

struct check;

/* Returns new. */
enum status check_new(struct check **c, check_complaint *complain, void *context,
                      struct error *e) MUST_CHECK;
void check_free(struct check *c);

/* Check the records of a file that was read (names or styles) one by one, and keep them for
 * check_all; `in` is borrowed until check_free. */
enum status check_input(struct check *c, const struct input *in, struct error *e) MUST_CHECK;

/* Check the records of all files against each other. */
enum status check_all(struct check *c, struct error *e) MUST_CHECK;

#endif
