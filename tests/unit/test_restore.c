/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice among readings, with the project's systems and a dictionary of a few words. */
#include "unit.h"

#include "base/buf.h"
#include "translit/restore.h"

#include <stdio.h>
#include <unistd.h>

static char folder[64];
static struct xlit_db *db;

static void write_file(const char *name, const char *text)
{
    struct buf path = BUF_INIT;
    FILE *f;

    buf_printf(&path, "%s/%s", folder, name);
    f = fopen(buf_cstr(&path), "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    ck_assert_int_eq(fclose(f), 0);
    buf_free(&path);
}

/* A dictionary with these words, a line feed after each; and the systems. */
static void set_up(const char *words)
{
    struct buf path = BUF_INIT;
    struct error e;

    snprintf(folder, sizeof folder, "tilmach-restore-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    write_file("kk_KZ.aff", "SET UTF-8\n");
    buf_printf(&path, "100\n%s", words);
    write_file("kk_KZ.dic", buf_cstr(&path));
    ck_assert_int_eq(setenv("TILMACH_HUNSPELL", folder, 1), 0);
    buf_reset(&path);
    buf_printf(&path, "%s/dictionaries/systems.tmd",
               getenv("TILMACH_BUILD") ? getenv("TILMACH_BUILD") : ".");
    ck_assert_int_eq(xlit_db_open(&db, buf_cstr(&path), &e), ST_OK);
    buf_free(&path);
}

static void remove_file(const char *name)
{
    struct buf path = BUF_INIT;

    buf_printf(&path, "%s/%s", folder, name);
    unlink(buf_cstr(&path));
    buf_free(&path);
}

static void tear_down(void)
{
    remove_file("kk_KZ.aff");
    remove_file("kk_KZ.dic");
    rmdir(folder);
    xlit_db_free(db);
}

static void ignore(UNUSED void *context, UNUSED const struct restore_choice *choice)
{
}

static struct restore *open_for(const char *system)
{
    struct error e;
    struct xlit *back;
    struct restore *r;

    ck_assert_int_eq(xlit_open(&back, db, span_str(system), true, &e), ST_OK);
    ck_assert_int_eq(restore_open(&r, db, back, &e), ST_OK);
    xlit_free(back);
    return r;
}

/* The verdict on the reading, what is chosen, and the rivals (NULL: not looked at). */
static void judged(const char *system, const char *reading, enum restore_verdict verdict,
                   const char *chosen, const char *rivals)
{
    struct restore *r = open_for(system);
    struct restore_choice c;
    struct error e;

    ck_assert_ptr_nonnull(r);
    restore_set_listener(r, ignore, NULL);
    for (int round = 0; round < 2; round++) { /* the second time from the cache */
        ck_assert_int_eq(restore_word(r, span_str(reading), &c, &e), ST_OK);
        ck_assert_msg(span_eqs(c.chosen, chosen), "%s, %s: %.*s, wanted %s", system, reading,
                      SPAN_ARG(c.chosen), chosen);
        ck_assert_msg(c.verdict == verdict, "%s, %s: verdict %d", system, reading, c.verdict);
        ck_assert_msg(!rivals || span_eqs(c.rivals, rivals), "%s, %s: rivals %.*s", system,
                      reading, SPAN_ARG(c.rivals));
    }
    restore_free(r);
}

START_TEST(chosen)
{
    set_up("қиын\nшаһар\nцирк\nасхана\nальбом\nэлектр\nәдіс\nжою\nКәрім\n");
    judged("kk-2021", "қиын", RESTORE_PLAIN, "қиын", NULL); /* no rival */
    judged("kk-2021", "шахар", RESTORE_CHOSEN, "шаһар", "шахар");
    judged("kk-2021", "Шахар", RESTORE_CHOSEN, "Шаһар", "Шахар");
    judged("kk-2021", "ШАХАР", RESTORE_CHOSEN, "ШАҺАР", "ШАХАР");
    judged("kk-2021", "тсирк", RESTORE_CHOSEN, "цирк", NULL);
    judged("kk-2021", "жоиу", RESTORE_CHOSEN, "жою", NULL);
    judged("kk-2018", "ашана", RESTORE_CHOSEN, "асхана", NULL);
    judged("kk-2019", "албом", RESTORE_CHOSEN, "альбом", NULL);
    judged("kk-2017", "електр", RESTORE_CHOSEN, "электр", NULL);
    judged("kk-arab", "әдыс", RESTORE_CHOSEN, "әдіс", NULL);
    judged("kk-arab", "адыс", RESTORE_PLAIN, "адыс", NULL); /* әдіс has a hamza */
    judged("kk-arab", "кәрым", RESTORE_CHOSEN, "кәрім", NULL);
    tear_down();
}
END_TEST

START_TEST(undecided)
{
    set_up("шахар\nшаһар\nайда\nАида\nсэс\nсес\n");
    judged("kk-2021", "шахар", RESTORE_TIE, "шахар", "шаһар");
    judged("kk-2021", "айда", RESTORE_TIE, "айда", "аида");
    judged("kk-2021", "иран", RESTORE_PLAIN, "иран", NULL); /* й is not read before н */
    judged("kk-2021", "батша", RESTORE_UNKNOWN, "батша", "бача");
    judged("kk-2021", "сес", RESTORE_PLAIN, "сес", NULL); /* э does not contest е */
    judged("kk-2021", "ерен", RESTORE_PLAIN, "ерен", NULL);
    tear_down();
}
END_TEST

START_TEST(against_the_spelling)
{
    set_up("қой\nқойамыз\nмәлімде\nмәлімдеды\nкірді\nкітап\n");
    judged("kk-2021", "қоямыз", RESTORE_UNKNOWN, "қоямыз", NULL);
    judged("kk-arab", "мәлімдеді", RESTORE_STEM, "мәлімдеді", NULL);
    judged("kk-arab", "кітап", RESTORE_CHOSEN, "кітап", NULL);
    tear_down();
}
END_TEST

START_TEST(not_judged)
{
    static const char longest[] = "ииииииииииииииииииииииииииииииииииииииииииииииииииииииии";
    struct restore *r;

    set_up("шаһар\n");
    judged("kk-2021", "шаХар", RESTORE_PLAIN, "шаХар", NULL); /* no case of a word */
    judged("kk-2021", "шахaр", RESTORE_PLAIN, "шахaр", NULL); /* a Latin a */
    judged("kk-2021", longest, RESTORE_PLAIN, longest, NULL);
    judged("kk-2021", "\xFF", RESTORE_PLAIN, "\xFF", NULL);
    judged("kk-2021", "", RESTORE_PLAIN, "", NULL);
    r = open_for("ru-iso9");
    ck_assert_ptr_null(r);
    tear_down();
}
END_TEST

START_TEST(texts)
{
    struct xlit_keep keep[] = {{11, 21}};
    struct buf out = BUF_INIT;
    struct restore *r;
    struct error e;

    set_up("шаһар\n");
    r = open_for("kk-2021");
    buf_adds(&out, "x");
    ck_assert_int_eq(restore_text(r, span_str("шахар шахар, \xFF «шахар»\n"), keep, 1, &out, &e),
                     ST_OK);
    ck_assert_str_eq(buf_cstr(&out), "xшаһар шахар, \xFF «шаһар»\n");
    ck_assert_uint_eq(keep[0].from, 11);
    ck_assert_uint_eq(keep[0].to, 21);
    ck_assert_ptr_null(restore_note(r));
    restore_free(r);
    buf_free(&out);
    tear_down();
}
END_TEST

START_TEST(without_dictionary)
{
    struct restore *r;
    struct restore_choice c;
    struct error e;

    set_up("шаһар\n");
    remove_file("kk_KZ.dic");
    r = open_for("kk-2021");
    ck_assert_int_eq(restore_word(r, span_str("шахар"), &c, &e), ST_OK);
    ck_assert(span_eqs(c.chosen, "шахар"));
    ck_assert_int_eq(c.verdict, RESTORE_PLAIN);
    ck_assert_ptr_nonnull(restore_note(r));
    restore_free(r);
    tear_down();
}
END_TEST

UNIT_MAIN("restore", chosen, undecided, against_the_spelling, not_judged, texts, without_dictionary)
