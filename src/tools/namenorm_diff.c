/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A unified diff of a text and its rewritten form.  Rewriting keeps lines, so that line n of one is
 * line n of the other and no search for a shortest script is needed. */
#include "tools/namenorm.h"

enum { CONTEXT = 3 };

struct lines {
    VEC_OF(struct span)
};

static bool split_lines(struct span text, struct lines *out)
{
    for (size_t at = 0; at < text.len;) {
        const char *nl = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = nl ? (size_t)(nl - text.ptr) + 1 : text.len;

        if (!vec_push(out, span_cut(text, at, end)))
            return false;
        at = end;
    }
    return true;
}

static void put_line(struct buf *out, char sign, struct span line)
{
    buf_addch(out, sign);
    buf_add(out, line);
    if (!span_ends(line, span_str("\n")))
        buf_adds(out, "\n\\ No newline at end of file\n");
}

static bool differ(const struct lines *a, const struct lines *b, size_t i)
{
    return !span_eq(a->v[i], b->v[i]);
}

/* Old lines and new ones of a run of changed lines. */
static size_t put_change(struct buf *out, const struct lines *a, const struct lines *b, size_t i,
                         size_t end)
{
    size_t to = i;

    while (to < end && differ(a, b, to))
        put_line(out, '-', a->v[to++]);
    for (; i < to; i++)
        put_line(out, '+', b->v[i]);
    return to;
}

/* Lines from..to are one hunk. */
static void put_hunk(struct buf *out, const struct lines *a, const struct lines *b, size_t from,
                     size_t to)
{
    if (to - from == 1)
        buf_printf(out, "@@ -%zu +%zu @@\n", from + 1, from + 1);
    else
        buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, to - from, from + 1, to - from);
    for (size_t i = from; i < to;) {
        if (differ(a, b, i))
            i = put_change(out, a, b, i, to);
        else
            put_line(out, ' ', a->v[i++]);
    }
}

/* End of the hunk whose first change is at `i`: two changes with at most six lines between share
 * one. */
static size_t hunk_end(const struct lines *a, const struct lines *b, size_t i)
{
    size_t last = i;

    for (; i < a->len && i <= last + 2 * CONTEXT; i++)
        if (differ(a, b, i))
            last = i;
    return last + 1 + CONTEXT < a->len ? last + 1 + CONTEXT : a->len;
}

/* A file's name as in git's diffs: between quotes, escaped, where it would break the line. */
static void put_name(struct buf *out, const char *mark, char side, const char *name)
{
    bool quoted = strpbrk(name, "\"\\") != NULL;

    for (const char *p = name; *p; p++)
        quoted |= (unsigned char)*p < 0x20 || *p == 0x7F;
    buf_printf(out, "%s %s%c/", mark, quoted ? "\"" : "", side);
    for (const char *p = name; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            buf_printf(out, "\\%03o", (unsigned)*p);
        else if (*p == '"' || *p == '\\')
            buf_printf(out, "\\%c", *p);
        else
            buf_addch(out, *p);
    }
    buf_adds(out, quoted ? "\"\n" : "\n");
}

void namenorm_diff(struct buf *out, const char *name, struct span before, struct span after)
{
    struct lines a = VEC_INIT, b = VEC_INIT;

    if (!split_lines(before, &a) || !split_lines(after, &b) || a.len != b.len) {
        out->failed = true;
    } else {
        put_name(out, "---", 'a', name);
        put_name(out, "+++", 'b', name);
        for (size_t i = 0; i < a.len;) {
            size_t end;

            if (!differ(&a, &b, i)) {
                i++;
                continue;
            }
            end = hunk_end(&a, &b, i);
            put_hunk(out, &a, &b, i > CONTEXT ? i - CONTEXT : 0, end);
            i = end;
        }
    }
    vec_free(&a);
    vec_free(&b);
}
