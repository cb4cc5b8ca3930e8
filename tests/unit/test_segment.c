/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "segment/marks.h"
#include "segment/segment.h"
#include "text/breaks.h"
#include "text/norm.h"

static const char rules_text[] = "# a comment line\n"
                                 "[never] dr. т.е. z.b.  # and at the end\n"
                                 "[number]\np. б.\n"
                                 "[maybe] inc. г. a.\n"
                                 "[ends] etc. т.б.\n"
                                 "[starters] the он ол\n"
                                 "[ordinals] * mai\n";

static struct seg_rules rules = SEG_RULES_INIT;

static void load(void)
{
    struct error e;

    if (map_count(&rules.abbrev) == 0)
        ck_assert_int_eq(seg_rules_parse(&rules, span_str(rules_text), "t", &e), ST_OK);
}

/* Segments of `text` joined by "|", white space kept, after learning from `lesson`. */
static char *split_after(const char *lesson, const char *text)
{
    struct segmenter *s;
    struct segment_vec segments = VEC_INIT;
    struct buf b = BUF_INIT;
    struct error e;

    load();
    ck_assert_int_eq(seg_open(&s, "en", &rules, &e), ST_OK);
    ck_assert_int_eq(seg_learn(s, span_str(lesson), &e), ST_OK);
    ck_assert_int_eq(seg_split(s, span_str(text), &segments, &e), ST_OK);
    for (size_t i = 0; i < segments.len; i++) {
        ck_assert_uint_eq(segments.v[i].start, i ? segments.v[i - 1].end : 0);
        if (i)
            buf_addch(&b, '|');
        buf_add(&b, span_cut(span_str(text), segments.v[i].start, segments.v[i].end));
    }
    vec_free(&segments);
    seg_close(s);
    return buf_steal(&b);
}

static char *split(const char *text)
{
    return split_after("", text);
}

/* Each line is what it should be cut into; without the bars it is the input. */
static const char *const cases[] = {
    "Келді. |Кетті.",
    "Dr. Watson came. |He sat.",
    "He met Dr. Watson at Acme Inc. Paris was cold.", /* "maybe" without a starter */
    "He left Acme Inc. |The rest stayed.",
    "Ер. т. е. Мен емес.",
    "See p. 5 of it. |Use the p. |Then go.",
    "Read p. IV of it.",
    "алма, алмұрт т. б. |Ол келді.",
    "Неге? — деді ол. |Осы.",
    "«Сен кімсің? |Мен Асқар.» |Ол күлді.",
    "«Мен келдім. Сен ше?» деді ол. |«Мен келдім. |Сен ше?» |Ол кетті.",
    "Ось X. |Он ушёл. |В PDF/A. |Ол А. Ким.",
    "Ол келді. |2024 жылы кетті. |Бағасы 5 р. 20 т. |— Ал мен?",
    "In Kapitel 12. Mai. |Bande 0. |Uhren.",
    "Aims: |1. Live. |2. Love.",
    "Well… |Then he left… he did.",
    "He said (so what? No one cares.) and left.",
    "Келді.|Содан кейін кетті.",
    "See https://a.example.Com/x.Html now. |Go.",
    "1. Алма. |2. Алмұрт.",
    "1) one 2 thing |2) two",
    "• алма |• алмұрт",
    "A. S. Pushkin wrote it. |Он писал.",
    "The U.S. Army came to the U.S. |The end.",
    "Am 3. Mai kam er. |Es war 12. Mai.",
    "Ludwig XIV. König von Frankreich.",
    "It grew.[3][4] |Then it fell.",
    "Well . . . I went. |So.",
    "He cut it [...]. |Then left.",
    "Ah « Viens ! » |Il part.",
    "3.14 is pi. |Is it? |Yes!",
    "a.) One thing. |b.) Two.",
};

START_TEST(sentences_are_cut)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf plain = BUF_INIT;
        char *got;
        for (const char *p = cases[i]; *p; p++)
            if (*p != '|')
                buf_addch(&plain, *p);
        got = split(buf_cstr(&plain));
        ck_assert_str_eq(got, cases[i]);
        free(got);
        buf_free(&plain);
    }
}
END_TEST

/* What a lesson does to a text. */
static const struct {
    const char *lesson, *text;
} lessons[] = {
    /* mostly before small letters and numbers: an abbreviation */
    {"Die hyg. Anlage nahm zu, hyg. geprüft, hyg. nicht, hyg. 5 war es, sehr hyg. alles.",
     "Die hyg. Anlage kam. |The end."},
    /* not often enough, or not mostly */
    {"Die hyg. nahm zu, hyg. geprüft.", "Die hyg. |Anlage kam."},
    {"Die hyg. nahm zu, hyg. geprüft, hyg. 5. Hyg. Anna. Hyg. Ottos. Hyg. Uwe.", "Die hyg. |Anlage kam."},
    /* before a word that begins sentences, or that is written small elsewhere, it ends one */
    {"Die hyg. nahm zu, hyg. geprüft, hyg. 5 war es, hyg. eine von zwei anlagen und drei anlagen.",
     "Es war hyg. |The rest. |Es war hyg. |Anlagen kamen. |Es war hyg. Prüfung."},
    /* a word that stands without a stop, too, is none */
    {"Das gut. nahm zu, gut. geprüft, gut. 5 war es gut. und gut. oder gut, ja gut.",
     "Es war gut. |Anna kam."},
    /* nor where all sentences are written small */
    {"ja. ich komme. dort bin ich. dort komme ich. na. ich weiß. ja. ich gehe. ja. na. ja. dort bin ich.",
     "Ach ja. |Anna kam."},
    /* the class "maybe" of the rules, and a word that is written small elsewhere */
    {"Переезд. Был переезд, и снова переезд.", "Это 2011 г. |Переезд был. |Это 2011 г. Виктор."},
    {"Был Переезд, и переезд, и снова переезд.", "Это 2011 г. Переезд был."},
};

START_TEST(texts_teach)
{
    for (size_t i = 0; i < COUNT_OF(lessons); i++) {
        struct buf plain = BUF_INIT;
        char *got;
        for (const char *p = lessons[i].text; *p; p++)
            if (*p != '|')
                buf_addch(&plain, *p);
        got = split_after(lessons[i].lesson, buf_cstr(&plain));
        ck_assert_str_eq(got, lessons[i].text);
        free(got);
        buf_free(&plain);
    }
}
END_TEST

START_TEST(a_long_quotation_is_cut)
{
    struct buf b = BUF_INIT;
    char *got;

    buf_adds(&b, "«Ол келді. Содан ");
    for (int i = 0; i < 60; i++)
        buf_adds(&b, "және ");
    buf_adds(&b, "кетті.»");
    got = split(buf_cstr(&b));
    ck_assert(strncmp(got, "«Ол келді. |", strlen("«Ол келді. |")) == 0);
    free(got);
    buf_free(&b);
}
END_TEST

/* Any bytes come back whole: pseudo-random text of the signs that the rules look at. */
START_TEST(segmentation_is_lossless)
{
    static const char *const pieces[] = {". ", ".", "! ", "? ", "…", "«", "»", "(", ") ", "[1]", "1.",
                                         " 2) ", "• ", "Dr", "т", "Ол", "ол", " ", "\"", "'", "\xD0",
                                         "\xFF", "12", "XIV", "etc", "—", "\n", "a"};
    uint32_t seed = 20240601;

    for (int round = 0; round < 400; round++) {
        struct buf b = BUF_INIT, back = BUF_INIT;
        char *got;
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_adds(&b, pieces[(seed >> 16) % COUNT_OF(pieces)]);
        }
        got = split(buf_cstr(&b));
        for (const char *p = got; *p; p++)
            if (*p != '|')
                buf_addch(&back, *p);
        ck_assert_str_eq(buf_cstr(&back), buf_cstr(&b));
        free(got);
        buf_free(&b);
        buf_free(&back);
    }
}
END_TEST

START_TEST(bad_rules_are_refused)
{
    struct seg_rules r = SEG_RULES_INIT;
    struct error e;

    ck_assert_int_eq(seg_rules_parse(&r, span_str("[never] a.\n[nevr] b.\n"), "f", &e), ST_SYNTAX);
    ck_assert_uint_eq(e.line, 2);
    ck_assert_int_eq(seg_rules_parse(&r, span_str("dr.\n"), "f", &e), ST_SYNTAX);
    seg_rules_free(&r);
}
END_TEST

START_TEST(abbreviations_in_any_case)
{
    load();
    ck_assert_int_eq(seg_rules_abbrev(&rules, span_str("DR.")), ABBREV_NEVER);
    ck_assert_int_eq(seg_rules_abbrev(&rules, span_str("Т.Е.")), ABBREV_NEVER);
    ck_assert_int_eq(seg_rules_abbrev(&rules, span_str("Г.")), ABBREV_NONE); /* an initial */
    ck_assert_int_eq(seg_rules_abbrev(&rules, span_str("г.")), ABBREV_MAYBE);
}
END_TEST

START_TEST(words_by_icu)
{
    struct breaks *b;
    struct error e;
    size_t at, words = 0, last = 0;
    struct span text = span_str("Тоқаев келді, сәлем!");

    ck_assert_int_eq(breaks_open(&b, BREAK_WORD, "kk", &e), ST_OK);
    ck_assert_int_eq(breaks_text(b, text, &e), ST_OK);
    while (breaks_next(b, &at)) {
        ck_assert_uint_gt(at, last);
        last = at;
        words += breaks_is_word(b);
    }
    ck_assert_uint_eq(words, 3);
    ck_assert_uint_eq(last, text.len);
    breaks_close(b);
}
END_TEST

/* Both ways of finding sentences agree on pseudo-random text; an extension leaves it to ICU alone. */
START_TEST(sentences_as_icu_has_them)
{
    static const char *const pieces[] = {".", "!", "?", "…", " ", "\xC2\xA0", "\t", ")", "»", "“", "\"", "'",
                                         "a", "Б", "я", "ǅ", "א", "1", "٣", ",", "—", "-", ":", ";", "\n",
                                         "\r", "\r\n", "\xC2\x85", "\u2028", "\u2029", "\u0301", "\xC2\xAD",
                                         "\u200D", "։", "؟", "۔", "\u2024", "‼", "№", "\xD0", "\xE2\x80", "\x0B"};
    struct breaks *own, *icu;
    struct error e;
    uint32_t seed = 20240603;

    ck_assert_int_eq(breaks_open(&own, BREAK_SENTENCE, "kk", &e), ST_OK);
    ck_assert_int_eq(breaks_open(&icu, BREAK_SENTENCE, "kk-u-ss-none", &e), ST_OK);
    for (int round = 0; round < 20000; round++) {
        struct buf b = BUF_INIT;
        size_t at, wanted;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_adds(&b, pieces[(seed >> 16) % COUNT_OF(pieces)]);
        }
        ck_assert_int_eq(breaks_text(own, buf_span(&b), &e), ST_OK);
        ck_assert_int_eq(breaks_text(icu, buf_span(&b), &e), ST_OK);
        while (breaks_next(icu, &wanted)) {
            ck_assert_msg(breaks_next(own, &at), "seed %u: %s", seed, buf_cstr(&b));
            ck_assert_msg(at == wanted, "seed %u: %zu for %zu: %s", seed, at, wanted, buf_cstr(&b));
        }
        ck_assert(!breaks_next(own, &at));
        buf_free(&b);
    }
    breaks_close(own);
    breaks_close(icu);
}
END_TEST

START_TEST(list_markers)
{
    ck_assert_int_eq(mark_list(span_str("12) x"), 0).style, LIST_PAREN);
    ck_assert_int_eq(mark_list(span_str("b.) x"), 0).style, LIST_STOP_PAREN);
    ck_assert_uint_eq(mark_list(span_str("• 3. x"), 0).value, 3);
    ck_assert_int_eq(mark_list(span_str("12.5"), 0).style, LIST_NONE);
    ck_assert_int_eq(mark_list(span_str("2024"), 0).style, LIST_NONE);
    ck_assert_int_eq(mark_list(span_str(""), 0).style, LIST_NONE);
}
END_TEST

UNIT_MAIN("segment", sentences_are_cut, texts_teach, a_long_quotation_is_cut, segmentation_is_lossless,
          bad_rules_are_refused, abbreviations_in_any_case, words_by_icu,
          sentences_as_icu_has_them, list_markers)
