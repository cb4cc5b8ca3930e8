/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "text/langscript.h"
#include "text/langtag.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/uversion.h>

START_TEST(tags_are_parsed)
{
    static const char *const cases[][4] = {
        {"kk", "kk", "Cyrl", ""},          {"KK_kz", "kk", "Cyrl", "KZ"},
        {"kk-latn-KZ", "kk", "Latn", "KZ"}, {"kk-CN", "kk", "Arab", "CN"},
        {"es-419", "es", "Latn", "419"},   {"sr-Latn", "sr", "Latn", ""},
        {"de-DE-1996", "de", "Latn", "DE"}, {"xx-x-private", "xx", "", ""},
        {"zh-cmn-TW", "zh", "Hant", "TW"},  {"zh-Hant", "zh", "Hant", ""},
        {"sr-ME", "sr", "Latn", "ME"},      {"sh", "sr", "Latn", ""},
        {"IW-il", "he", "Hebr", "IL"},      {"ce", "ce", "Cyrl", ""},
        {"ckb", "ckb", "Arab", ""},         {"uz-AF", "uz", "Arab", "AF"},
        {"sh-Cyrl", "sr", "Cyrl", ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lang_tag t;
        ck_assert(lang_parse(span_str(cases[i][0]), &t));
        ck_assert_str_eq(t.language, cases[i][1]);
        ck_assert_str_eq(t.script, cases[i][2]);
        ck_assert_str_eq(t.region, cases[i][3]);
    }
}
END_TEST

START_TEST(other_things_are_no_tags)
{
    static const char *const cases[] = {"", "k", "-kk", "*all*", "12", "kk--KZ", "verylonglanguage",
                                        "zz-&xx", "kk-Cyrl KZ", "kk-x.y", "kk-x-a&b"};
    struct lang_tag t;

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ck_assert_msg(!lang_parse(span_str(cases[i]), &t), "%s", cases[i]);
}
END_TEST

START_TEST(scripts_are_never_crossed)
{
    static const struct {
        const char *want, *have;
        int rank;
    } cases[] = {
        {"kk", "kk", 3},      {"kk", "kk-KZ", 2},   {"kk", "kk_KZ", 2},  {"kk-KZ", "kk", 2},
        {"kk", "kk-Latn", 0}, {"kk", "kk-Cyrl", 3}, {"kk", "kk-Arab", 0}, {"kk-Latn", "kk", 0},
        {"en-GB", "en-gb", 3}, {"en-GB", "en-US", 1}, {"kk", "ky", 0},    {"kk", "kk-CN", 0},
        {"kk-Arab", "kk-CN", 2}, {"zh", "zh-CN", 2},   {"zh", "zh-TW", 0},  {"zh-Hant", "zh-HK", 2},
        {"zh-TW", "zh-HK", 1}, {"sr", "sr-Latn", 0},  {"sr-RS", "sr-Cyrl", 2}, {"en-GB", "en", 2},
        {"en", "en-GB", 2},   {"ce-Cyrl", "ce", 3},   {"he", "iw", 3},      {"xx-Latn", "xx", 0},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct lang_tag want, have;
        ck_assert(lang_parse(span_str(cases[i].want), &want));
        ck_assert(lang_parse(span_str(cases[i].have), &have));
        ck_assert_msg(lang_match(&want, &have) == cases[i].rank, "%s, %s", cases[i].want,
                      cases[i].have);
    }
}
END_TEST

/* The table is that of CLDR 42, which ICU 72 has; another ICU may know better by now. */
START_TEST(usual_scripts_are_those_of_cldr)
{
    unsigned known = 0;

    for (const char *const *language = uloc_getISOLanguages(); *language; language++) {
        for (const char *const *region = uloc_getISOCountries(); *region; region++) {
            const char *ours = lang_usual_script(*language, *region);
            char tag[16], full[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
            UErrorCode code = U_ZERO_ERROR;

            if (!*ours)
                continue;
            snprintf(tag, sizeof tag, "%s_%s", *language, *region);
            uloc_addLikelySubtags(tag, full, sizeof full, &code);
            uloc_getScript(full, script, sizeof script, &code);
            ck_assert(U_SUCCESS(code));
            if (U_ICU_VERSION_MAJOR_NUM == 72)
                ck_assert_msg(strcmp(script, ours) == 0, "%s: %s, not %s", tag, script, ours);
            known++;
        }
    }
    ck_assert_uint_gt(known, 100000);
}
END_TEST

UNIT_MAIN("langtag", usual_scripts_are_those_of_cldr, tags_are_parsed, other_things_are_no_tags, scripts_are_never_crossed)
