/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/langtag.h"

#include "base/ascii.h"
#include "text/langscript.h"

/* All letters, or all digits when `digits`. */
static bool is_alphanumeric(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

static bool all(struct span s, bool (*is)(char c))
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is(s.ptr[i]))
            return false;
    }
    return s.len > 0;
}

static bool next_subtag(struct span *rest, struct span *out)
{
    size_t n = 0;

    if (rest->len == 0)
        return false;
    while (n < rest->len && rest->ptr[n] != '-' && rest->ptr[n] != '_')
        n++;
    *out = span_cut(*rest, 0, n);
    *rest = span_from(*rest, n + 1);
    return true;
}

static void copy_cased(char *out, struct span s, size_t upper)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (ascii_is_letter(c))
            c = (char)(i < upper ? c & ~0x20 : c | 0x20);
        out[i] = c;
    }
    out[s.len] = '\0';
}

/* Codes that were replaced; Java and what is written in it still have the first three. */
static const struct {
    char old[4];
    struct lang_tag now;
} replaced[] = {
    {"iw", {"he", "", ""}}, {"in", {"id", "", ""}}, {"ji", {"yi", "", ""}},
    {"jw", {"jv", "", ""}}, {"mo", {"ro", "", ""}}, {"sh", {"sr", "Latn", ""}},
};

static void replace_old(struct lang_tag *t)
{
    for (size_t i = 0; i < COUNT_OF(replaced); i++) {
        if (strcmp(t->language, replaced[i].old) != 0)
            continue;
        memcpy(t->language, replaced[i].now.language, sizeof t->language);
        if (!t->script[0])
            memcpy(t->script, replaced[i].now.script, sizeof t->script);
        return;
    }
}

bool lang_parse(struct span s, struct lang_tag *out)
{
    struct span part;
    bool ours = true; /* until an extension or private use begins */

    memset(out, 0, sizeof *out);
    if (!next_subtag(&s, &part) || part.len < 2 || part.len > 8 || !all(part, ascii_is_letter))
        return false;
    copy_cased(out->language, part, 0);
    while (next_subtag(&s, &part)) {
        if (part.len == 0 || part.len > 8 || !all(part, is_alphanumeric))
            return false;
        ours = ours && part.len > 1;
        if (!ours)
            continue;
        if (part.len == 4 && all(part, ascii_is_letter) && !out->script[0] && !out->region[0])
            copy_cased(out->script, part, 1);
        else if (!out->region[0] && ((part.len == 2 && all(part, ascii_is_letter)) ||
                                     (part.len == 3 && all(part, ascii_is_digit))))
            copy_cased(out->region, part, 2);
    }
    replace_old(out);
    if (!out->script[0])
        memcpy(out->script, lang_usual_script(out->language, out->region), sizeof out->script);
    return true;
}

void lang_add(struct buf *out, const struct lang_tag *tag)
{
    buf_adds(out, tag->language);
    if (strcmp(lang_usual_script(tag->language, tag->region), tag->script) != 0)
        buf_printf(out, "-%s", tag->script);
    if (tag->region[0])
        buf_printf(out, "-%s", tag->region);
}

int lang_match(const struct lang_tag *want, const struct lang_tag *have)
{
    if (strcmp(want->language, have->language) != 0 || strcmp(want->script, have->script) != 0)
        return 0;
    if (strcmp(want->region, have->region) == 0)
        return 3;
    return want->region[0] && have->region[0] ? 1 : 2;
}
