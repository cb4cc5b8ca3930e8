/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/regex.h"

#include "text/icui18n.h"
#include "text/utf8.h"

#include <unicode/uregex.h>

enum {
    TEXT_MAX = 1 << 30,
    TIME_LIMIT = 200,             /* some ten thousand steps of the engine each */
    STACK_LIMIT = 8 * 1024 * 1024 /* bytes that one search may use to back up */
};

struct regex {
    URegularExpression *re;
    __typeof__(&uregex_open) open;
    __typeof__(&uregex_close) close;
    __typeof__(&uregex_setText) set_text;
    __typeof__(&uregex_setRegion) set_region;
    __typeof__(&uregex_find) find;
    __typeof__(&uregex_lookingAt) looking_at;
    __typeof__(&uregex_matches) matches;
    __typeof__(&uregex_start) start;
    __typeof__(&uregex_end) end;
    __typeof__(&uregex_setTimeLimit) set_time_limit;
    __typeof__(&uregex_setStackLimit) set_stack_limit;
    __typeof__(&uregex_useAnchoringBounds) use_anchoring;
    __typeof__(&uregex_useTransparentBounds) use_transparent;
};

/* ---- text ---- */

static bool add_unit(struct regex_text *t, uint32_t unit, size_t place)
{
    return vec_push(&t->units, (uint16_t)unit) && vec_push(&t->places, (uint32_t)place);
}

enum status regex_text_set(struct regex_text *t, struct span utf8, struct error *e)
{
    bool ok = true;
    size_t at = 0;

    if (utf8.len >= TEXT_MAX)
        return error_set(e, ST_LIMIT, _("a text longer than 1 GiB cannot be broken"));
    vec_clear(&t->units);
    vec_clear(&t->places);
    while (ok && at < utf8.len) {
        size_t place = at;
        uint32_t c = utf8_next(utf8, &at);
        if (c == UTF8_BAD)
            c = 0xFFFD;
        if (c < 0x10000)
            ok = add_unit(t, c, place);
        else
            ok = add_unit(t, 0xD7C0 + (c >> 10), place) && add_unit(t, 0xDC00 + (c & 0x3FF), place);
    }
    return ok && add_unit(t, 0, at) ? ST_OK : error_nomem(e);
}

void regex_text_free(struct regex_text *t)
{
    vec_free(&t->units);
    vec_free(&t->places);
}

/* ---- expressions ---- */

static enum status regex_failed(struct error *e, UErrorCode code)
{
    switch (code) {
    case U_MEMORY_ALLOCATION_ERROR:
        return error_nomem(e);
    case U_REGEX_TIME_OUT:
    case U_REGEX_STACK_OVERFLOW:
        return error_set(e, ST_LIMIT, _("the regular expression takes too long"));
    default:
        return error_set(e, ST_SYNTAX, _("ICU: %s"), u_errorName(code));
    }
}

static bool load(struct regex *r)
{
    const struct icui18n_symbol symbols[] = {
        {&r->open, ICUI18N_SYMBOL(uregex_open)},
        {&r->close, ICUI18N_SYMBOL(uregex_close)},
        {&r->set_text, ICUI18N_SYMBOL(uregex_setText)},
        {&r->set_region, ICUI18N_SYMBOL(uregex_setRegion)},
        {&r->find, ICUI18N_SYMBOL(uregex_find)},
        {&r->looking_at, ICUI18N_SYMBOL(uregex_lookingAt)},
        {&r->matches, ICUI18N_SYMBOL(uregex_matches)},
        {&r->start, ICUI18N_SYMBOL(uregex_start)},
        {&r->end, ICUI18N_SYMBOL(uregex_end)},
        {&r->set_time_limit, ICUI18N_SYMBOL(uregex_setTimeLimit)},
        {&r->set_stack_limit, ICUI18N_SYMBOL(uregex_setStackLimit)},
        {&r->use_anchoring, ICUI18N_SYMBOL(uregex_useAnchoringBounds)},
        {&r->use_transparent, ICUI18N_SYMBOL(uregex_useTransparentBounds)},
    };

    return icui18n_load(symbols, sizeof symbols / sizeof *symbols);
}

static enum status compile(struct regex *r, const struct regex_text *pattern, bool fold_case,
                           struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;
    UParseError where = {.offset = -1};

    r->re = r->open(pattern->units.v, (int32_t)regex_text_len(pattern),
                    fold_case ? UREGEX_CASE_INSENSITIVE : 0, &where, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return error_nomem(e);
    if (U_FAILURE(code))
        return error_set(e, ST_SYNTAX, _("not a regular expression (ICU: %s at character %d)"),
                         u_errorName(code), where.offset);
    r->use_anchoring(r->re, false, &code);
    r->use_transparent(r->re, true, &code);
    r->set_time_limit(r->re, TIME_LIMIT, &code);
    r->set_stack_limit(r->re, STACK_LIMIT, &code);
    return U_FAILURE(code) ? regex_failed(e, code) : ST_OK;
}

enum status regex_open(struct regex **out, struct span pattern, bool fold_case, struct error *e)
{
    struct regex_text text = REGEX_TEXT_INIT;
    struct regex *r = calloc(1, sizeof *r);
    enum status st;

    *out = NULL;
    if (!r)
        return error_nomem(e);
    if (pattern.len > REGEX_MAX_PATTERN)
        st = error_set(e, ST_LIMIT, _("a regular expression longer than 64 KiB"));
    else if (!load(r))
        st = error_set(e, ST_UNSUPPORTED, _("ICU's regular expressions (libicui18n) are not "
                                            "installed"));
    else
        st = regex_text_set(&text, pattern, e);
    if (!st)
        st = compile(r, &text, fold_case, e);
    regex_text_free(&text);
    if (st) {
        regex_close(r);
        return st;
    }
    *out = r;
    return ST_OK;
}

enum status regex_use(struct regex *r, const struct regex_text *t, struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;

    r->set_text(r->re, t->units.v, (int32_t)regex_text_len(t), &code);
    return U_FAILURE(code) ? regex_failed(e, code) : ST_OK;
}

enum status regex_find(struct regex *r, size_t from, size_t to, bool here, bool *found,
                       struct regex_match *m, struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;

    r->set_region(r->re, (int32_t)from, (int32_t)to, &code);
    *found = here ? r->looking_at(r->re, -1, &code) : r->find(r->re, -1, &code);
    if (U_SUCCESS(code) && *found) {
        m->start = (size_t)r->start(r->re, 0, &code);
        m->end = (size_t)r->end(r->re, 0, &code);
    }
    return U_FAILURE(code) ? regex_failed(e, code) : ST_OK;
}

enum status regex_matches(struct regex *r, bool *matches, struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;

    *matches = r->matches(r->re, 0, &code);
    return U_FAILURE(code) ? regex_failed(e, code) : ST_OK;
}

void regex_close(struct regex *r)
{
    if (!r)
        return;
    if (r->re)
        r->close(r->re);
    free(r);
}
