/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/codes.h"

#include "base/vec.h"
#include "text/norm.h"
#include "text/spans.h"
#include "text/words.h"

struct code {
    struct span text;
    struct span name; /* what is compared: "/b" of a tag, all of a placeholder */
    bool is_tag;
    bool met;
};

struct codes {
    VEC_OF(struct code)
};

/* "</a href=…/>" -> "/a" */
static struct span tag_name(struct span tag)
{
    size_t end = 1;

    while (end < tag.len && !strchr(" \t\r\n>", tag.ptr[end]) && !(end > 1 && tag.ptr[end] == '/'))
        end++;
    return span_cut(tag, 1, end);
}

/* A conversion of printf without the position of its argument, flags, width and precision:
 * "%1$-5.2f" -> "f".  Others are left as they are. */
static struct span without_layout(struct span s)
{
    size_t i = 1;

    if (s.len < 2 || s.ptr[0] != '%' || s.ptr[1] == '(' || s.ptr[s.len - 1] == '%')
        return s;
    while (i + 1 < s.len && strchr("0123456789$-+#'.", s.ptr[i]))
        i++;
    return span_from(s, i);
}

/* "a=b" and not "a = b" */
static bool has_attribute(struct span s)
{
    for (size_t i = 1; i + 1 < s.len; i++)
        if (s.ptr[i] == '=' && s.ptr[i - 1] != ' ' && s.ptr[i + 1] != ' ')
            return true;
    return false;
}

/* Is "<…>" a tag, and not an address or words (<https://a.kz>, <no such file>, <unknown: %lx>)? */
static bool is_tag(struct span s)
{
    size_t name = tag_name(s).len;

    if (s.ptr[0] != '<' || span_starts(s, span_str("<!--")) ||
        span_find(s, span_str("://"), 0) >= 0)
        return false;
    return name + 2 >= s.len || s.ptr[1] == '/' || s.ptr[s.len - 2] == '/' || has_attribute(s);
}

/* Is it no placeholder that a translation must keep: "{...}" names nothing, $NAME is a variable of
 * the shell, of which manuals tell? */
static bool is_loose(struct span s)
{
    if (s.ptr[0] == '$' && s.ptr[1] != '{')
        return true;
    for (size_t i = 0; i < s.len; i++)
        if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
            ((s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'z'))
            return false;
    return s.ptr[0] == '{';
}

/* Is the text a pattern for dates and times (strftime)?  Its % are no placeholders. */
static bool is_time_pattern(struct span text)
{
    static const char *const marks[] = {"%H", "%M", "%Y", "%B", "%b", "%y", "%A"};

    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (span_find(text, span_str(marks[i]), 0) >= 0)
            return true;
    return false;
}

static enum status gather(struct codes *out, struct span text, struct error *e)
{
    bool time_pattern = is_time_pattern(text);
    struct spans_found f;
    size_t at = 0;

    while (spans_next(text, &at, SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER | SPANS_MARKUP, &f)) {
        struct code c = {.text = span_cut(text, f.from, f.to)};

        c.is_tag = f.kind == SPANS_MARKUP;
        if (c.is_tag && !is_tag(c.text)) {
            at = f.from + 1; /* there may be placeholders inside */
            continue;
        }
        if (!c.is_tag && (f.kind != SPANS_PLACEHOLDER || is_loose(c.text) ||
                          (time_pattern && c.text.ptr[0] == '%')))
            continue;
        c.name = c.is_tag ? tag_name(c.text) : without_layout(c.text);
        if (!vec_push(out, c))
            return error_nomem(e);
    }
    return ST_OK;
}

/* "<file>", with nothing that ends it: no tag but a word for something. */
static bool stands_for_something(const struct codes *all, const struct code *c)
{
    if (!c->is_tag || c->name.ptr[0] == '/' || c->text.len != c->name.len + 2)
        return false;
    for (size_t i = 0; i < all->len; i++) {
        const struct code *o = &all->v[i];

        if (o->is_tag && o->name.len == c->name.len + 1 && o->name.ptr[0] == '/' &&
            memcmp(o->name.ptr + 1, c->name.ptr, c->name.len) == 0)
            return false;
    }
    return !span_eqs(c->name, "br") && !span_eqs(c->name, "hr") && !span_eqs(c->name, "p");
}

static size_t occurrences(struct span text, struct span what)
{
    size_t n = 0;

    for (ptrdiff_t at = -1; (at = span_find(text, what, (size_t)(at + 1))) >= 0;)
        n++;
    return n;
}

static bool says_one(struct span text)
{
    static const char *const words[] = {"one", "один", "одна", "одно", "одну", "одного", "бір"};
    struct span word;
    size_t at = 0;
    char folded[64];

    if (memchr(text.ptr, '1', text.len))
        return true;
    while (word_next_letters(text, &at, &word)) {
        struct span small = span_of(folded, norm_fold_short(word, folded, sizeof folded));

        for (size_t i = 0; i < COUNT_OF(words); i++)
            if (span_eqs(small, words[i]))
                return true;
    }
    return false;
}

/* "1 file", "one file" for a number that the target has as a placeholder, as plural forms do. */
static bool is_singular(const struct code *c, struct span other)
{
    return c->text.ptr[0] == '%' && strchr("diu123", c->text.ptr[c->text.len - 1]) &&
           says_one(other);
}

/* "{name}" written as "{ name }". */
static bool is_spaced(const struct code *c, struct span other)
{
    struct span name;

    if (c->text.len < 3 || c->text.ptr[0] != '{' || c->text.ptr[1] == '{')
        return false;
    name = span_cut(c->text, 1, c->text.len - 1);
    for (ptrdiff_t at = 0; (at = span_find(other, name, (size_t)at)) >= 0; at++) {
        struct span behind = span_from(other, (size_t)at + name.len);

        if (at >= 2 && memcmp(other.ptr + at - 2, "{ ", 2) == 0 &&
            span_starts(behind, span_str(" }")))
            return true;
    }
    return false;
}

static struct span first_left(const struct codes *c, struct span text, struct span other,
                              bool *found)
{
    for (size_t i = 0; i < c->len; i++) {
        const struct code *k = &c->v[i];

        if (k->met || stands_for_something(c, k) || is_singular(k, other) ||
            is_spaced(k, other) ||
            /* glued to a word on the other side, where it is not taken for one */
            (!k->is_tag && occurrences(text, k->text) == occurrences(other, k->text)))
            continue;
        *found = true;
        return k->text;
    }
    return span_of("", 0);
}

static void match(struct codes *a, struct codes *b)
{
    for (size_t i = 0; i < a->len; i++) {
        for (size_t k = 0; k < b->len && !a->v[i].met; k++) {
            if (!b->v[k].met && a->v[i].is_tag == b->v[k].is_tag &&
                span_eq(a->v[i].name, b->v[k].name))
                a->v[i].met = b->v[k].met = true;
        }
    }
}

enum status codes_compare(struct span source, struct span target, struct codes_left *left,
                          bool *differ, struct error *e)
{
    struct codes a = VEC_INIT, b = VEC_INIT;
    enum status st = gather(&a, source, e);

    *differ = false;
    memset(left, 0, sizeof *left);
    if (st == ST_OK)
        st = gather(&b, target, e);
    if (st == ST_OK) {
        match(&a, &b);
        left->source = first_left(&a, source, target, differ);
        left->target = first_left(&b, target, source, differ);
    }
    vec_free(&a);
    vec_free(&b);
    return st;
}

/* --- markup --- */

static const char *const inline_names[] = {"bpt", "ept", "ph", "it", "hi", "ut"};
enum { BPT, EPT, INLINE_NAMES = COUNT_OF(inline_names) };

/* How many start tags of each inline element there are; first[i] is the first of its kind. */
static void count_inline(struct span markup, unsigned counts[INLINE_NAMES],
                         struct span first[INLINE_NAMES])
{
    memset(counts, 0, INLINE_NAMES * sizeof *counts);
    memset(first, 0, INLINE_NAMES * sizeof *first);
    for (size_t at = 0; at < markup.len; at++) {
        const char *end = memchr(markup.ptr + at, '<', markup.len - at), *close;
        struct span tag;

        if (!end)
            return;
        at = (size_t)(end - markup.ptr);
        close = memchr(end, '>', markup.len - at);
        tag = span_of(end, close ? (size_t)(close - end) + 1 : markup.len - at);
        for (size_t i = 0; i < INLINE_NAMES; i++) {
            if (span_eqs(tag_name(tag), inline_names[i])) {
                first[i] = counts[i]++ ? first[i] : tag;
                break;
            }
        }
    }
}

bool codes_markup_differ(struct span source, struct span target, struct codes_left *left)
{
    unsigned a[INLINE_NAMES], b[INLINE_NAMES];
    struct span in_a[INLINE_NAMES], in_b[INLINE_NAMES];

    memset(left, 0, sizeof *left);
    count_inline(source, a, in_a);
    count_inline(target, b, in_b);
    for (size_t i = 0; i < INLINE_NAMES; i++) {
        if (a[i] > b[i] && !left->source.len)
            left->source = in_a[i];
        if (b[i] > a[i] && !left->target.len)
            left->target = in_b[i];
    }
    if (!left->target.len && a[BPT] == a[EPT] && b[BPT] != b[EPT])
        left->target = in_b[b[BPT] > b[EPT] ? BPT : EPT];
    return left->source.len || left->target.len;
}
