/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/uniset.h"

#include <unicode/uchar.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

enum { EDGE = 0xFFFF };

/* UTF-8 into a malloc'd UTF-16 string; NULL when memory runs out. */
static UChar *to_utf16(struct span s, int32_t *len)
{
    UErrorCode ec = U_ZERO_ERROR;
    UChar *u = s.len < INT32_MAX / 2 ? malloc((s.len + 1) * sizeof *u) : NULL;

    if (!u)
        return NULL;
    u_strFromUTF8(u, (int32_t)s.len + 1, len, s.ptr, (int32_t)s.len, &ec);
    if (U_SUCCESS(ec))
        return u;
    free(u);
    return NULL;
}

static void add_utf16(struct buf *out, const UChar *u, int32_t len)
{
    for (int32_t i = 0; i < len;) {
        UChar32 c;

        U16_NEXT(u, i, len, c);
        if (!U_IS_SURROGATE(c))
            utf8_add(out, (uint32_t)c);
    }
}

static bool add_string(struct uniset *set, USet *u, int32_t item, int32_t len)
{
    UErrorCode ec = U_ZERO_ERROR;
    UChar32 first, last;
    struct buf b = BUF_INIT;
    UChar *text = malloc(((size_t)len + 1) * sizeof *text);

    if (!text)
        return false;
    uset_getItem(u, item, &first, &last, text, len + 1, &ec);
    add_utf16(&b, text, len);
    free(text);
    if (b.failed || !vec_push(&set->strings, b)) {
        buf_free(&b);
        return false;
    }
    return true;
}

/* Copy what ICU parsed; surrogates are no characters here. */
static bool copy_items(struct uniset *set, USet *u)
{
    int32_t count = uset_getItemCount(u);

    for (int32_t i = 0; i < count; i++) {
        UErrorCode ec = U_ZERO_ERROR;
        UChar32 first = 0, last = -1;
        int32_t len = uset_getItem(u, i, &first, &last, NULL, 0, &ec);

        if (len >= 2) {
            if (!add_string(set, u, i, len))
                return false;
        } else if (first <= last) {
            struct uniset_range r = {(uint32_t)first, (uint32_t)last};

            if (!vec_push(&set->ranges, r))
                return false;
        }
    }
    set->edge = uset_contains(u, EDGE);
    return true;
}

static bool copy_pattern(struct uniset *set, USet *u)
{
    UErrorCode ec = U_ZERO_ERROR;
    int32_t len = uset_toPattern(u, NULL, 0, true, &ec);
    UChar *text = malloc(((size_t)len + 1) * sizeof *text);

    if (!text)
        return false;
    ec = U_ZERO_ERROR;
    uset_toPattern(u, text, len + 1, true, &ec);
    add_utf16(&set->pattern, text, len);
    free(text);
    return !set->pattern.failed;
}

enum status uniset_parse(struct uniset *set, struct span pattern, struct error *e)
{
    UErrorCode ec = U_ZERO_ERROR;
    int32_t len = 0;
    UChar *text = to_utf16(pattern, &len);
    USet *u;
    bool ok;

    memset(set, 0, sizeof *set);
    if (!text)
        return error_nomem(e);
    u = uset_openPatternOptions(text, len, USET_IGNORE_SPACE, &ec);
    free(text);
    if (U_FAILURE(ec)) {
        uset_close(u);
        return ec == U_MEMORY_ALLOCATION_ERROR
                   ? error_nomem(e)
                   : error_set(e, ST_SYNTAX, _("malformed set of characters %.*s"),
                               pattern.len > 200 ? 200 : SPAN_ARG(pattern));
    }
    ok = copy_items(set, u) && copy_pattern(set, u);
    uset_close(u);
    return ok ? ST_OK : error_nomem(e);
}

void uniset_free(struct uniset *set)
{
    for (size_t i = 0; i < set->strings.len; i++)
        buf_free(&set->strings.v[i]);
    vec_free(&set->strings);
    vec_free(&set->ranges);
    buf_free(&set->pattern);
}

void case_add_full(struct buf *out, uint32_t c, enum case_kind kind)
{
    UErrorCode ec = U_ZERO_ERROR;
    UChar in[2], mapped[8];
    int32_t n = 0, len;

    U16_APPEND_UNSAFE(in, n, (UChar32)c);
    if (kind == CASE_LOWER)
        len = u_strToLower(mapped, COUNT_OF(mapped), in, n, "", &ec);
    else if (kind == CASE_UPPER)
        len = u_strToUpper(mapped, COUNT_OF(mapped), in, n, "", &ec);
    else /* in one piece: a break iterator would see what a lone character is */
        len = u_strToTitle(mapped, COUNT_OF(mapped), in, n, NULL, "", &ec);
    if (U_FAILURE(ec) || len > (int32_t)COUNT_OF(mapped))
        utf8_add(out, c);
    else
        add_utf16(out, mapped, len);
}
