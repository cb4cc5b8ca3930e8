/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Masked rules, by ICU's test: rule 1 masks a later rule 2 when, aligned at the beginning of the
 * keys, rule 1 reaches no further left and no further right and consists of the same elements
 * there.  Rules that differ in anchors only are told apart.  Only rules that begin with the same
 * element can mask each other, so they are compared in groups.
 */
#include "translit/rules.h"

#include <stdlib.h>

struct entry {
    uint64_t first; /* kind and value of the first element of key and after-context */
    const struct rule *rule;
};

static size_t right_of(const struct rule *r)
{
    return r->pattern.len - r->ante;
}

static bool same_elements(const struct rule *a, const struct rule *b)
{
    const struct el *x = a->pattern.v, *y = b->pattern.v + (b->ante - a->ante);

    for (size_t i = 0; i < a->pattern.len; i++)
        if (x[i].kind != y[i].kind || x[i].value != y[i].value)
            return false;
    return true;
}

static bool masks(const struct rule *a, const struct rule *b)
{
    size_t right = right_of(a), right2 = right_of(b);

    if (a->ante > b->ante || right > right2 || (right == right2 && a->key > b->key) ||
        !same_elements(a, b))
        return false;
    if (a->ante == b->ante && right == right2)
        return (a->at_start == b->at_start && a->at_end == b->at_end) ||
               (!a->at_start && !a->at_end) || (b->at_start && b->at_end);
    return true;
}

static int by_first(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;

    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static enum status masked(const struct rule *a, const struct rule *b, const char *file,
                          struct error *e)
{
    return error_at(e, ST_SYNTAX, file, b->line, 0,
                    _("this rule is never reached: the rule in line %u takes all its text; put "
                      "this one before it, or drop it"),
                    (unsigned)a->line);
}

enum status rules_check_masks(const struct rules_pass *pass, const char *file,
                              compile_report *report, void *context, struct error *e)
{
    size_t n = pass->rules.len;
    struct entry *list = malloc((n ? n : 1) * sizeof *list);
    enum status st = ST_OK;

    if (!list)
        return error_nomem(e);
    for (size_t i = 0; i < n; i++) {
        const struct rule *rule = &pass->rules.v[i];
        struct el el = right_of(rule) ? rule->pattern.v[rule->ante] : (struct el){EL_CHAR, 0};

        list[i].rule = rule;
        list[i].first = right_of(rule) ? (uint64_t)(el.kind + 1) << 32 | el.value : 0;
    }
    qsort(list, n, sizeof *list, by_first);
    for (size_t i = 0; i < n && (st == ST_OK || report); i++)
        for (size_t k = i + 1; k < n && (st == ST_OK || report); k++) {
            if (list[i].first && list[k].first != list[i].first)
                break;
            if (!list[i].rule->line || list[i].rule > list[k].rule ||
                !masks(list[i].rule, list[k].rule))
                continue;
            st = masked(list[i].rule, list[k].rule, file, e);
            if (report)
                report(context, e);
        }
    free(list);
    return st;
}
