/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates in running text, in digits and written out:
 *
 *     12.11.2021  12.11.21  12/11/2021  2021-11-12
 *     12 November 2021   November 12, 2021   12th of November   12. November 2021
 *     12 ноября 2021 г.   2021 жылғы 12 қараша   12 қарашада   12 de noviembre de 2021
 *
 * Written ones need a day and a month in a language that is known here (date.c lists the months of
 * Belarusian, Czech, English, French, German, Italian, Kazakh, Polish, Russian, Spanish, Turkish,
 * Ukrainian and Uzbek, in the cases in which they stand in dates).
 */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "base/buf.h"

struct date {
    size_t from, to;         /* bytes of the text */
    int year, month, day;    /* year 0: there is none */
    bool unsure;             /* the day may be the month and the reverse: 11/12/2021 */
    struct {
        size_t from, to;
    } at[3];                 /* where year, month and day stand */
    const char *const *names; /* the list that the month is from, NULL: in digits */
};

enum { DATE_YEAR, DATE_MONTH, DATE_DAY };

/* The next date at or after *at, which is moved behind it, in text in `lang` (a primary tag); false
 * when there is none. */
bool date_next(struct span text, struct span lang, size_t *at, struct date *out);

bool date_same(const struct date *a, const struct date *b);

/* Append `pattern`, a date in `text`, with the year, month and day of `value`.  False where one has
 * a year and the other none. */
bool date_write(struct buf *out, struct span text, const struct date *pattern,
                const struct date *value);

#endif
