/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, tags and placeholders, and the conversions of printf. */
#include "memory/codes.h"
#include "memory/numbers.h"
#include "memory/qa_inside.h"

/* The sources that a target may answer to: msgid, msgid_plural. */
static size_t sources_of(const struct qa_pair *p, struct span out[2])
{
    size_t n = 0;

    if (p->plural.ptr)
        out[n++] = p->plural;
    if (!p->plural.ptr || p->form == 0 || p->forms == 1)
        out[n++] = p->source;
    return n;
}

static enum status check_numbers(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct numbers_left left;
    struct span sources[2];
    size_t n = sources_of(p, sources);

    for (size_t i = 0; i < n; i++)
        if (!numbers_differ(sources[i], p->target, &left))
            return ST_OK;
    return qa_tell_left(q, p, QA_NUMBERS, left.source, left.target, e);
}

/* --- printf --- */

enum { MOST_ARGUMENTS = 32 };

/* Types of arguments by position; 0: none is taken. */
struct arguments {
    char types[MOST_ARGUMENTS];
    size_t n;    /* highest position + 1 */
    bool strange; /* not a format after all */
};

/* What the value is read as: conversions of one class may take each other's place. */
static char class_of(char conversion)
{
    if (strchr("di", conversion))
        return 'd';
    if (strchr("ouxX", conversion))
        return 'u';
    return strchr("eEfFgGaA", conversion) ? 'f' : conversion;
}

static size_t read_number(struct span s, size_t *at)
{
    size_t n = 0;

    for (; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9'; ++*at)
        n = n < 1000 ? n * 10 + (size_t)(s.ptr[*at] - '0') : n;
    return n;
}

static void take(struct arguments *a, size_t position, char type)
{
    if (position >= MOST_ARGUMENTS) {
        a->strange = true;
        return;
    }
    a->types[position] = type;
    a->n = position + 1 > a->n ? position + 1 : a->n;
}

static bool is_one_of(struct span s, size_t at, const char *set)
{
    return at < s.len && s.ptr[at] && strchr(set, s.ptr[at]);
}

/* One conversion behind its "%"; *next is the position that one without a number takes. */
static size_t read_conversion(struct arguments *a, struct span s, size_t at, size_t *next)
{
    size_t digits = at, position = read_number(s, &digits);
    bool is_long = false;

    if (digits > at && is_one_of(s, digits, "$"))
        at = digits + 1;
    else
        position = 0;
    while (is_one_of(s, at, "-+ #0123456789.'I*")) {
        if (s.ptr[at++] == '*')
            take(a, (*next)++, 'd');
    }
    for (; is_one_of(s, at, "hlLqjzt"); at++)
        is_long = is_long || s.ptr[at] != 'h';
    if (at >= s.len || !is_one_of(s, at, "diouxXeEfFgGaAcspnm")) {
        a->strange = true;
        return at;
    }
    if (s.ptr[at] != 'm') {
        char type = class_of(s.ptr[at]);

        take(a, position ? position - 1 : (*next)++,
             is_long && strchr("du", type) ? (char)(type - 'a' + 'A') : type);
    }
    return at + 1;
}

static void read_format(struct arguments *a, struct span s)
{
    size_t next = 0;

    memset(a, 0, sizeof *a);
    for (size_t at = 0; at < s.len && !a->strange;) {
        if (s.ptr[at++] != '%')
            continue;
        if (is_one_of(s, at, "%"))
            at++;
        else if (is_one_of(s, at, "<")) /* <PRIu64> */
            a->strange = true;
        else
            at = read_conversion(a, s, at, &next);
    }
}

/* A form of the plural may leave numbers out: "one file". */
static bool may_lack(const struct qa_pair *p, char type)
{
    return p->plural.ptr && (type == 'd' || type == 'u' || type == 'D' || type == 'U');
}

static enum status check_format(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct arguments a, b;

    read_format(&a, p->plural.ptr ? p->plural : p->source);
    read_format(&b, p->target);
    if (a.strange)
        return ST_OK;
    if (b.strange)
        return qa_tell(q, p, QA_FORMAT, e, "%s", _("a “%” in the target begins no conversion"));
    for (size_t i = 0; i < a.n || i < b.n; i++) {
        char x = i < a.n ? a.types[i] : 0, y = i < b.n ? b.types[i] : 0;

        if (x == y || (x && !y && may_lack(p, x)))
            continue;
        if (!y)
            return qa_tell(q, p, QA_FORMAT, e, _("argument %zu is not in the target"), i + 1);
        if (!x)
            return qa_tell(q, p, QA_FORMAT, e, _("argument %zu is not in the source"), i + 1);
        return qa_tell(q, p, QA_FORMAT, e, _("argument %zu has another type in the target"), i + 1);
    }
    return ST_OK;
}

/* --- tags --- */

static bool is_printf(const struct qa_pair *p)
{
    return span_eqs(p->format, "c-format") || span_eqs(p->format, "objc-format");
}

static enum status check_tags(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct span sources[2];
    size_t n = sources_of(p, sources);
    struct codes_left left;
    bool differ = true;
    enum status st = ST_OK;

    for (size_t i = 0; !st && differ && i < n; i++)
        st = codes_compare(sources[i], p->target, &left, &differ, e);
    if (!st && differ && p->plural.ptr && !left.target.len && left.source.len &&
        left.source.ptr[0] == '%') /* "one file" */
        differ = false;
    /* conversions of printf are looked at by argument */
    if (!st && differ && is_printf(p) && (!left.source.len || left.source.ptr[0] == '%') &&
        (!left.target.len || left.target.ptr[0] == '%'))
        differ = false;
    if (!st && !differ)
        differ = codes_markup_differ(p->source_markup, p->target_markup, &left);
    return st || !differ ? st : qa_tell_left(q, p, QA_TAGS, left.source, left.target, e);
}

enum status qa_check_codes(struct qa *q, const struct qa_pair *p, struct error *e)
{
    enum status st = ST_OK;

    if (qa_wants(q, QA_FORMAT) && is_printf(p))
        st = check_format(q, p, e);
    if (!st && qa_wants(q, QA_TAGS))
        st = check_tags(q, p, e);
    if (!st && qa_wants(q, QA_NUMBERS))
        st = check_numbers(q, p, e);
    return st;
}
