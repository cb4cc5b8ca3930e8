/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/langtag.h"

#include "base/ascii.h"

/* Sources: IANA language subtag registry (Suppress-Script); CLDR likelySubtags for the rest. */
static const struct {
    const char *language, *region, *script; /* region NULL: any other */
} usual[] = {
    {"am", NULL, "Ethi"}, {"ar", NULL, "Arab"}, {"az", "IR", "Arab"}, {"az", NULL, "Latn"},
    {"ba", NULL, "Cyrl"}, {"be", NULL, "Cyrl"}, {"bg", NULL, "Cyrl"}, {"bs", NULL, "Latn"},
    {"ca", NULL, "Latn"}, {"cs", NULL, "Latn"}, {"cv", NULL, "Cyrl"}, {"cy", NULL, "Latn"},
    {"da", NULL, "Latn"}, {"de", NULL, "Latn"}, {"el", NULL, "Grek"}, {"en", NULL, "Latn"},
    {"es", NULL, "Latn"}, {"et", NULL, "Latn"}, {"eu", NULL, "Latn"}, {"fa", NULL, "Arab"},
    {"fi", NULL, "Latn"}, {"fr", NULL, "Latn"}, {"ga", NULL, "Latn"}, {"gl", NULL, "Latn"},
    {"he", NULL, "Hebr"}, {"hi", NULL, "Deva"}, {"hr", NULL, "Latn"}, {"hu", NULL, "Latn"},
    {"hy", NULL, "Armn"}, {"id", NULL, "Latn"}, {"is", NULL, "Latn"}, {"it", NULL, "Latn"},
    {"ja", NULL, "Jpan"}, {"ka", NULL, "Geor"}, {"kk", "CN", "Arab"}, {"kk", "IR", "Arab"},
    {"kk", NULL, "Cyrl"}, {"ko", NULL, "Kore"}, {"ky", "CN", "Arab"},
    {"ky", NULL, "Cyrl"}, {"la", NULL, "Latn"}, {"lt", NULL, "Latn"}, {"lv", NULL, "Latn"},
    {"mk", NULL, "Cyrl"}, {"mn", "CN", "Mong"}, {"mn", NULL, "Cyrl"}, {"ms", NULL, "Latn"},
    {"nb", NULL, "Latn"}, {"nl", NULL, "Latn"}, {"nn", NULL, "Latn"}, {"no", NULL, "Latn"},
    {"os", NULL, "Cyrl"}, {"pl", NULL, "Latn"}, {"ps", NULL, "Arab"}, {"pt", NULL, "Latn"},
    {"ro", NULL, "Latn"}, {"ru", NULL, "Cyrl"}, {"sk", NULL, "Latn"}, {"sl", NULL, "Latn"},
    {"sq", NULL, "Latn"}, {"sr", NULL, "Cyrl"}, {"sv", NULL, "Latn"}, {"tg", NULL, "Cyrl"},
    {"th", NULL, "Thai"}, {"tk", NULL, "Latn"}, {"tr", NULL, "Latn"}, {"tt", NULL, "Cyrl"},
    {"ug", "KZ", "Cyrl"}, {"ug", NULL, "Arab"}, {"uk", NULL, "Cyrl"}, {"ur", NULL, "Arab"},
    {"uz", "AF", "Arab"}, {"uz", "CN", "Cyrl"}, {"uz", NULL, "Latn"}, {"vi", NULL, "Latn"},
    {"yi", NULL, "Hebr"}, {"zh", "HK", "Hant"}, {"zh", "MO", "Hant"}, {"zh", "TW", "Hant"},
    {"zh", NULL, "Hans"},
};

/* All letters, or all digits when `digits`. */
static bool all(struct span s, bool digits)
{
    for (size_t i = 0; i < s.len; i++) {
        if (digits ? !ascii_is_digit(s.ptr[i]) : !ascii_is_letter(s.ptr[i]))
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

static void fill_script(struct lang_tag *t)
{
    for (size_t i = 0; i < COUNT_OF(usual); i++) {
        if (strcmp(usual[i].language, t->language) != 0)
            continue;
        if (!usual[i].region || strcmp(usual[i].region, t->region) == 0) {
            memcpy(t->script, usual[i].script, sizeof t->script);
            return;
        }
    }
}

bool lang_parse(struct span s, struct lang_tag *out)
{
    struct span part;

    memset(out, 0, sizeof *out);
    if (!next_subtag(&s, &part) || part.len < 2 || part.len > 8 || !all(part, false))
        return false;
    copy_cased(out->language, part, 0);
    while (next_subtag(&s, &part)) {
        if (part.len == 0 || part.len > 8)
            return false;
        if (part.len == 1) /* extension or private use */
            break;
        if (part.len == 4 && all(part, false) && !out->script[0] && !out->region[0])
            copy_cased(out->script, part, 1);
        else if (!out->region[0] && ((part.len == 2 && all(part, false)) ||
                                     (part.len == 3 && all(part, true))))
            copy_cased(out->region, part, 2);
    }
    if (!out->script[0])
        fill_script(out);
    return true;
}

void lang_add(struct buf *out, const struct lang_tag *tag)
{
    struct lang_tag plain = *tag;

    memset(plain.script, 0, sizeof plain.script);
    fill_script(&plain);
    buf_adds(out, tag->language);
    if (strcmp(plain.script, tag->script) != 0)
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
