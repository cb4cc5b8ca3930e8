/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/icutrans.h"

#include "text/icui18n.h"

#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { MAX_DEPTH = 200 };

struct icutrans {
    UTransliterator *t;
    __typeof__(&utrans_openU) open;
    __typeof__(&utrans_close) close;
    __typeof__(&utrans_transUChars) run;
    UChar *text; /* of the last run, with room for `cap` */
    int32_t cap;
};

static bool load(struct icutrans *t)
{
    const struct icui18n_symbol symbols[] = {
        {&t->open, ICUI18N_SYMBOL(utrans_openU)},
        {&t->close, ICUI18N_SYMBOL(utrans_close)},
        {&t->run, ICUI18N_SYMBOL(utrans_transUChars)},
    };

    return icui18n_load(symbols, sizeof symbols / sizeof *symbols);
}

/* UTF-8 into t->text, with room for it to grow; its length, or -1. */
static int32_t fill(struct icutrans *t, struct span s, struct error *e)
{
    UErrorCode ec = U_ZERO_ERROR;
    int32_t len = 0;
    size_t want = s.len * 4 + 256;
    UChar *text;

    if (want > INT32_MAX / 2) {
        error_nomem(e);
        return -1;
    }
    if ((int32_t)want > t->cap) {
        text = realloc(t->text, want * sizeof *text);
        if (!text) {
            error_nomem(e);
            return -1;
        }
        t->text = text;
        t->cap = (int32_t)want;
    }
    u_strFromUTF8(t->text, t->cap, &len, s.ptr, (int32_t)s.len, &ec);
    if (U_FAILURE(ec)) {
        error_set(e, ST_ENCODING, _("not UTF-8"));
        return -1;
    }
    return len;
}

static enum status open_rules(struct icutrans *t, struct span rules, bool reverse, struct error *e)
{
    static const UChar id[] = {'r', 'u', 'l', 'e', 's', 0};
    UErrorCode ec = U_ZERO_ERROR;
    UParseError where;
    int32_t len = fill(t, rules, e);

    if (len < 0)
        return e ? e->code : ST_ENCODING;
    t->t = t->open(id, -1, reverse ? UTRANS_REVERSE : UTRANS_FORWARD, t->text, len, &where, &ec);
    if (U_SUCCESS(ec))
        return ST_OK;
    return error_set(e, ST_SYNTAX, _("ICU refuses the rules: %s"), u_errorName(ec));
}

/* ICU's parser calls itself for each parenthesis and would run out of stack. */
static bool is_nested_deeply(struct span rules)
{
    unsigned depth = 0;

    for (size_t i = 0; i < rules.len && depth <= MAX_DEPTH; i++) {
        if (rules.ptr[i] == '(')
            depth++;
        else if (rules.ptr[i] == ')')
            depth -= depth > 0;
        else if (rules.ptr[i] == ';')
            depth = 0;
    }
    return depth > MAX_DEPTH;
}

enum status icutrans_open(struct icutrans **out, struct span rules, bool reverse, struct error *e)
{
    struct icutrans *t = calloc(1, sizeof *t);
    enum status st = ST_OK;

    if (!t)
        return error_nomem(e);
    if (is_nested_deeply(rules))
        st = error_set(e, ST_LIMIT, _("segments are nested too deeply"));
    else if (!load(t))
        st = error_set(e, ST_UNSUPPORTED, _("ICU's transliterator is not installed"));
    if (st == ST_OK)
        st = open_rules(t, rules, reverse, e);
    if (st != ST_OK) {
        icutrans_close(t);
        return st;
    }
    *out = t;
    return ST_OK;
}

static enum status add_utf8(struct buf *out, const UChar *text, int32_t len, struct error *e)
{
    UErrorCode ec = U_ZERO_ERROR;
    int32_t n = 0;

    if (!buf_reserve(out, (size_t)len * 3 + 1))
        return error_nomem(e);
    u_strToUTF8(out->data + out->len, len * 3 + 1, &n, text, len, &ec);
    if (U_FAILURE(ec))
        return error_set(e, ST_ENCODING, _("ICU's result is no text: %s"), u_errorName(ec));
    out->len += (size_t)n;
    return ST_OK;
}

enum status icutrans_run(struct icutrans *t, struct span in, struct buf *out, struct error *e)
{
    UErrorCode ec = U_ZERO_ERROR;
    int32_t len = fill(t, in, e), limit = len;

    if (len < 0)
        return e ? e->code : ST_ENCODING;
    t->run(t->t, t->text, &len, t->cap, 0, &limit, &ec);
    if (ec == U_BUFFER_OVERFLOW_ERROR)
        return error_set(e, ST_LIMIT, _("the result is more than four times as long as the text"));
    if (U_FAILURE(ec))
        return error_set(e, ST_SYNTAX, _("ICU: %s"), u_errorName(ec));
    return add_utf8(out, t->text, len, e);
}

void icutrans_close(struct icutrans *t)
{
    if (!t)
        return;
    if (t->t)
        t->close(t->t);
    free(t->text);
    free(t);
}
