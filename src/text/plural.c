/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/plural.h"

#include "text/icui18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/upluralrules.h>

/* Languages in which a counted word stays in the singular; CLDR's classes are there for what else
 * changes in a sentence. */
static const char *const singular[] = {"az", "ba", "cv", "fa", "hu", "ka", "kk", "ky",
                                       "mn", "tk", "tr", "tt", "ug", "uz"};

struct rules {
    UPluralRules *open;
    __typeof__(&uplrules_openForType) open_for;
    __typeof__(&uplrules_select) select;
    __typeof__(&uplrules_close) close;
};

static bool changes_with_number(struct span lang)
{
    for (size_t i = 0; i < COUNT_OF(singular); i++)
        if (span_eqs(lang, singular[i]))
            return false;
    return true;
}

static bool rules_open(struct rules *r, struct span lang)
{
    const struct icui18n_symbol symbols[] = {
        {&r->open_for, ICUI18N_SYMBOL(uplrules_openForType)},
        {&r->select, ICUI18N_SYMBOL(uplrules_select)},
        {&r->close, ICUI18N_SYMBOL(uplrules_close)},
    };
    UErrorCode status = U_ZERO_ERROR;
    char tag[12];

    if (!icui18n_load(symbols, COUNT_OF(symbols)))
        return false;
    snprintf(tag, sizeof tag, "%.*s", SPAN_ARG(lang));
    r->open = r->open_for(tag, UPLURAL_TYPE_CARDINAL, &status);
    return U_SUCCESS(status);
}

/* The name of the class: "one", "few", "many"… */
static bool class_of(const struct rules *r, const char *number, UChar name[16])
{
    UErrorCode status = U_ZERO_ERROR;

    r->select(r->open, strtod(number, NULL), name, 16, &status);
    return U_SUCCESS(status);
}

bool plural_same(struct span lang, const char *a, const char *b)
{
    struct rules r;
    UChar x[16] = {0}, y[16] = {0};
    bool same;

    if (!changes_with_number(lang) || !rules_open(&r, lang))
        return true;
    same = !class_of(&r, a, x) || !class_of(&r, b, y) || memcmp(x, y, sizeof x) == 0;
    r.close(r.open);
    return same;
}
