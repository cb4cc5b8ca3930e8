/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled lexicons: what they say is what Hunspell says, by dictionaries of a few words. */
#include "unit.h"

#include "names/lexicon.h"
#include "text/spell.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[64];
static struct buf pack, missing;
static struct lexicons *all;
static struct lexicon *x;
static struct spell *spell;

static void put_file(const char *name, const char *text)
{
    char path[128];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    ck_assert_int_eq(fclose(f), 0);
}

static void open_with(const char *lang, const char *aff, const char *dic)
{
    struct error e;
    char name[32];

    snprintf(folder, sizeof folder, "tilmach-lexicon-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(setenv("TILMACH_HUNSPELL", folder, 1), 0);
    snprintf(name, sizeof name, "%s_XX.aff", lang);
    put_file(name, aff);
    snprintf(name, sizeof name, "%s_XX.dic", lang);
    put_file(name, dic);
    ck_assert_int_eq(lexicon_compile(&pack, &lang, 1, &missing, &e), ST_OK);
    ck_assert_int_eq(lexicons_open_memory(&all, buf_span(&pack), &e), ST_OK);
    ck_assert_int_eq(spell_open(&spell, span_str(lang), &e), ST_OK);
}

static void open_lexicon(const char *lang, const char *aff, const char *dic)
{
    struct error e;

    open_with(lang, aff, dic);
    ck_assert_str_eq(buf_cstr(&missing), "");
    ck_assert_int_eq(lexicon_open(&x, all, span_str(lang), &e), ST_OK);
}

static void close_lexicon(const char *lang)
{
    char path[128];

    lexicon_close(x);
    x = NULL;
    lexicons_close(all);
    spell_close(spell);
    buf_free(&pack);
    buf_free(&missing);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s_XX.%s", folder, lang, i ? "aff" : "dic");
        unlink(path);
    }
    rmdir(folder);
    unsetenv("TILMACH_HUNSPELL");
}

/* What the lexicon says; it must be what Hunspell says where it is sure. */
static enum lexicon_answer ask(const char *word)
{
    enum lexicon_answer answer = lexicon_check(x, span_str(word));

    if (answer != LEXICON_UNSURE)
        ck_assert_msg((answer == LEXICON_YES) == spell_check(spell, span_str(word)),
                      "\"%s\": Hunspell says otherwise than %d", word, answer);
    return answer;
}

static const char aff[] = "SET UTF-8\n"
                          "TRY abc\n"
                          "ICONV 1\n"
                          "ICONV ’ '\n"
                          "PFX U Y 1\n"
                          "PFX U 0 un .\n"
                          "PFX N N 1\n"
                          "PFX N 0 non .\n"
                          "SFX S Y 3\n"
                          "SFX S y ies [^aeiou]y\n"
                          "SFX S 0 s [aeiou]y\n"
                          "SFX S 0 es [^y]\n"
                          "SFX G Y 2\n"
                          "SFX G e ing e\n"
                          "SFX G 0 ing [^e]\n"
                          "SFX M N 1\n"
                          "SFX M 0 's .\n"
                          "SFX L Y 1\n"
                          "SFX L 0 ұлы .\n";

static const char dic[] = "9\n"
                          "berry/SM\n"
                          "key/S\n"
                          "tie/UG\n"
                          "Kanat/ML\n"
                          "McBain\n"
                          "NATO/M\n"
                          "fold/NUSG\n"
                          "fold/M\n"
                          "ёж\n";

START_TEST(affixes_as_hunspell)
{
    open_lexicon("en", aff, dic);
    ck_assert_int_eq(ask("berry"), LEXICON_YES);
    ck_assert_int_eq(ask("berries"), LEXICON_YES);
    ck_assert_int_eq(ask("berrys"), LEXICON_NO); /* the condition */
    ck_assert_int_eq(ask("keys"), LEXICON_YES);
    ck_assert_int_eq(ask("keies"), LEXICON_NO);
    ck_assert_int_eq(ask("ting"), LEXICON_NO); /* tie less e, with ing: "tiing" */
    ck_assert_int_eq(ask("tiing"), LEXICON_YES);
    ck_assert_int_eq(ask("untie"), LEXICON_YES);
    ck_assert_int_eq(ask("untiing"), LEXICON_YES); /* both rules may be crossed */
    ck_assert_int_eq(ask("nonfold"), LEXICON_YES);
    ck_assert_int_eq(ask("nonfolding"), LEXICON_NO); /* this one not */
    ck_assert_int_eq(ask("unfold's"), LEXICON_NO); /* of another entry, and not crossed */
    ck_assert_int_eq(ask("fold's"), LEXICON_YES);
    ck_assert_int_eq(ask("fold’s"), LEXICON_YES);
    ck_assert_int_eq(ask("unberry"), LEXICON_NO);
    ck_assert_int_eq(ask("un"), LEXICON_NO);
    ck_assert_int_eq(ask("Kanatұлы"), LEXICON_YES);
    close_lexicon("en");
}
END_TEST

START_TEST(capitals_as_hunspell)
{
    open_lexicon("en", aff, dic);
    ck_assert_int_eq(ask("Berries"), LEXICON_YES);
    ck_assert_int_eq(ask("BERRIES"), LEXICON_YES);
    ck_assert_int_eq(ask("BErries"), LEXICON_NO);
    ck_assert_int_eq(ask("kanat"), LEXICON_NO); /* a capital that is asked for */
    ck_assert_int_eq(ask("KANAT"), LEXICON_YES);
    ck_assert_int_eq(ask("Mcbain"), LEXICON_NO);
    ck_assert_int_eq(ask("MCBAIN"), LEXICON_UNSURE); /* Hunspell knows of hidden ones */
    ck_assert_int_eq(ask("nato"), LEXICON_NO);
    ck_assert_int_eq(ask("ЁЖ"), LEXICON_YES);
    ck_assert_int_eq(ask("еж"), LEXICON_NO);
    close_lexicon("en");
}
END_TEST

START_TEST(unsure_of_what_it_does_not_know)
{
    open_lexicon("en", aff, dic);
    ck_assert_int_eq(ask("fold-up"), LEXICON_UNSURE);
    ck_assert_int_eq(ask("4th"), LEXICON_UNSURE);
    ck_assert_int_eq(ask(""), LEXICON_NO);
    ck_assert_int_eq(lexicon_check(x, span_of("f\0ld", 4)), LEXICON_UNSURE);
    ck_assert_int_eq(lexicon_check(x, span_of("f\xFFld", 4)), LEXICON_UNSURE);
    ck_assert(lexicon_is_whole(x));
    close_lexicon("en");
}
END_TEST

START_TEST(compounds_are_hunspells)
{
    open_lexicon("de", "SET UTF-8\nCOMPOUNDFLAG c\nFORBIDDENWORD f\nSFX S Y 1\nSFX S 0 s .\n",
                 "4\nhaus/cS\nboot/c\nbootshaus/f\nnebenhaus\n");
    ck_assert_int_eq(ask("boot"), LEXICON_YES);
    ck_assert_int_eq(ask("hauss"), LEXICON_YES);
    ck_assert_int_eq(ask("hausboot"), LEXICON_UNSURE);
    ck_assert_int_eq(ask("bootshaus"), LEXICON_UNSURE);
    ck_assert_int_eq(ask("xyz"), LEXICON_UNSURE);
    ck_assert(!lexicon_is_whole(x));
    close_lexicon("de");
}
END_TEST

START_TEST(encodings_and_kinds_of_flags)
{
    open_lexicon("pl", "SET ISO8859-2\nSFX \xE6 Y 1\nSFX \xE6 a \xB1 a\n", "2\ns\xB3owa/\xE6\nkot\n");
    ck_assert_int_eq(ask("słową"), LEXICON_YES);
    ck_assert_int_eq(ask("Słowa"), LEXICON_YES);
    ck_assert_int_eq(ask("kotą"), LEXICON_NO);
    ck_assert_int_eq(ask("слова"), LEXICON_NO);
    close_lexicon("pl");
    open_lexicon("tr", "LANG tr_TR\nSET UTF-8\nFLAG num\nSFX 12 Y 1\nSFX 12 0 lar .\n",
                 "3\nırmak/12\nistek/1\niş/1,12\n");
    ck_assert_int_eq(ask("ırmaklar"), LEXICON_YES);
    ck_assert_int_eq(ask("Irmak"), LEXICON_YES);
    ck_assert_int_eq(ask("İstek"), LEXICON_YES);
    ck_assert_int_eq(ask("Istek"), LEXICON_NO);
    ck_assert_int_eq(ask("isteklar"), LEXICON_NO);
    ck_assert_int_eq(ask("işlar"), LEXICON_YES);
    close_lexicon("tr");
    open_lexicon("uk", "SET UTF-8\nIGNORE \xCC\x81\nFLAG long\nSFX aA Y 1\nSFX aA 0 и .\n",
                 "2\nкіт/bAaA\nсад/bA\n");
    ck_assert_int_eq(ask("кі\xCC\x81т"), LEXICON_YES);
    ck_assert_int_eq(ask("кіти"), LEXICON_YES);
    ck_assert_int_eq(ask("сади"), LEXICON_NO);
    close_lexicon("uk");
}
END_TEST

START_TEST(aliases_are_left_to_hunspell)
{
    struct error e;

    open_with("en", "SET UTF-8\nAF 1\nAF S\nSFX S Y 1\nSFX S 0 s .\n", "1\nkey/1\n");
    ck_assert_str_eq(buf_cstr(&missing), "en");
    ck_assert_int_eq(lexicon_open(&x, all, span_str("en"), &e), ST_NOTFOUND);
    close_lexicon("en");
}
END_TEST

/* Words of the syllables of the dictionary and its endings, drawn at random. */
START_TEST(random_words)
{
    static const char *const parts[] = {"un", "non", "fold", "berr", "y", "ies", "key", "s", "ti", "e",
                                        "ing", "'s", "K", "anat", "Mc", "Bain", "N", "ato", "Un"};
    unsigned seed = 20240607, sure = 0;

    open_lexicon("en", aff, dic);
    for (int round = 0; round < 20000; round++) {
        char word[64] = "";

        for (int n = 1 + round % 4; n > 0; n--) {
            seed = seed * 1103515245 + 12345;
            strncat(word, parts[(seed >> 16) % COUNT_OF(parts)], sizeof word - strlen(word) - 1);
        }
        sure += ask(word) != LEXICON_UNSURE;
    }
    ck_assert_uint_gt(sure, 15000);
    close_lexicon("en");
}
END_TEST

START_TEST(damage_is_told)
{
    struct error e;

    open_lexicon("en", aff, dic);
    lexicon_close(x);
    pack.data[pack.len - 40] ^= 1; /* in the only section */
    ck_assert_int_eq(lexicon_open(&x, all, span_str("en"), &e), ST_SYNTAX);
    ck_assert_ptr_null(x);
    ck_assert_int_eq(lexicon_open(&x, all, span_str("xx"), &e), ST_NOTFOUND);
    close_lexicon("en");
}
END_TEST

UNIT_MAIN("lexicon", affixes_as_hunspell, capitals_as_hunspell, unsure_of_what_it_does_not_know,
          compounds_are_hunspells, encodings_and_kinds_of_flags, aliases_are_left_to_hunspell,
          random_words, damage_is_told)
