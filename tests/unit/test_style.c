/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House spellings, with the transliteration systems of the build. */
#include "tests/unit/unit.h"

#include "base/atomic.h"
#include "names/compile.h"
#include "names/diacritics.h"
#include "names/style.h"
#include "names/style_compile.h"

#include <stdio.h>
#include <unistd.h>

#define FIELD(n, v) {{n, sizeof(n) - 1}, {v, sizeof(v) - 1}, "t.rec", 1}

static const struct source_field records[][8] = {
    {FIELD("Id", "p1"), FIELD("Kind", "person"), FIELD("Native", "kk"),
     FIELD("kk", "Тоқаев, Қасым-Жомарт Кемелұлы"), FIELD("ru", "Токаев, Касым-Жомарт Кемелевич"),
     FIELD("en", "Tokayev, Kassym-Jomart")},
    {FIELD("Id", "p2"), FIELD("Kind", "person"), FIELD("Native", "kk"),
     FIELD("kk", "Қошанов, Ерлан Жақанұлы")},
    {FIELD("Id", "p3"), FIELD("Kind", "person"), FIELD("Native", "tr"),
     FIELD("tr", "Erdoğan, Recep Tayyip"), FIELD("ru", "Эрдоган, Реджеп Тайип")},
    {FIELD("Id", "g1"), FIELD("Kind", "place"), FIELD("Native", "ru"), FIELD("ru", "Москва"),
     FIELD("en", "Moscow"), FIELD("Exonym", "en"), FIELD("Exonym", "de")},
    {FIELD("Id", "o1"), FIELD("Kind", "organization"), FIELD("Native", "kk"),
     FIELD("kk", "Мәжіліс"), FIELD("en", "Mazhilis"), FIELD("Abbr_en", "MZH")},
    {FIELD("Id", "z1"), FIELD("Kind", "person"), FIELD("Native", "zh"),
     FIELD("Order", "family-given"), FIELD("zh", "习近平"), FIELD("en", "Xi, Jinping")},
};

static const struct source_field styles[][5] = {
    {FIELD("Name", "press"), FIELD("Lang", "en")},
    {FIELD("Name", "radio"), FIELD("Lang", "en"), FIELD("System", "kk=kk-bgn ru=ru-bgn"),
     FIELD("Diacritics", "drop")},
    {FIELD("Name", "de-press"), FIELD("Lang", "de"), FIELD("System", "kk=ru-press-de")},
    {FIELD("Name", "kept"), FIELD("Lang", "tr"), FIELD("Diacritics", "ğ")},
};

static const struct source_field spellings[][5] = {
    {FIELD("Style", "radio"), FIELD("Id", "g1"), FIELD("Spelling", "Moskva")},
};

static struct buf bytes = BUF_INIT;
static struct authority *a;
static struct styles *s;
static struct xlit_db *db;

static size_t count_fields(const struct source_field *f, size_t most)
{
    size_t n = 0;

    while (n < most && f[n].name.len)
        n++;
    return n;
}

/* Outside the tests Check cannot report. */
#define MUST(condition)                                                                            \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s: %s\n", #condition, e.message);                                    \
            exit(99);                                                                              \
        }                                                                                          \
    } while (0)

static void make_styles(void)
{
    char path[] = "tilmach-style-XXXXXX";
    int fd = mkstemp(path);
    struct style_compile *c;
    struct buf out = BUF_INIT;
    struct error e = {.code = ST_OK};

    MUST(fd >= 0);
    MUST(style_compile_new(&c, &e) == ST_OK);
    for (size_t i = 0; i < COUNT_OF(spellings); i++)
        MUST(style_compile_add(c, span_str("Spelling"), spellings[i],
                                           count_fields(spellings[i], 5), "t.rec", 1, &e) == ST_OK);
    for (size_t i = 0; i < COUNT_OF(styles); i++)
        MUST(style_compile_add(c, span_str("Style"), styles[i],
                                           count_fields(styles[i], 5), "t.rec", 1, &e) == ST_OK);
    MUST(style_compile_write(c, &out, &e) == ST_OK);
    style_compile_free(c);
    MUST(write(fd, out.data, out.len) == (ssize_t)out.len);
    close(fd);
    MUST(styles_open(&s, path, &e) == ST_OK);
    unlink(path);
    buf_free(&out);
}

static void setup(void)
{
    struct compile *c;
    struct error e = {.code = ST_OK};
    struct buf path = BUF_INIT;

    MUST(compile_new(&c, NULL, &e) == ST_OK);
    for (size_t i = 0; i < COUNT_OF(records); i++)
        MUST(compile_add(c, records[i], count_fields(records[i], 8), 0, "t.rec", 1, &e) == ST_OK);
    MUST(compile_write(c, &bytes, &e) == ST_OK);
    compile_free(c);
    MUST(auth_open_memory(&a, buf_span(&bytes), "memory", &e) == ST_OK);
    make_styles();
    buf_printf(&path, "%s/dictionaries/systems.tmd",
               getenv("TILMACH_BUILD") ? getenv("TILMACH_BUILD") : ".");
    MUST(xlit_db_open(&db, buf_cstr(&path), &e) == ST_OK);
    buf_free(&path);
}

static void teardown(void)
{
    xlit_db_free(db);
    styles_close(s);
    auth_close(a);
    buf_free(&bytes);
}

/* The house spelling of an id in a style, or in a bare language ("-l es"). */
static struct style_name house(struct style **st, const char *style, const char *id)
{
    const struct style_name *name;
    struct error e;
    uint32_t entity;
    enum status status;

    if (strncmp(style, "-l ", 3) == 0)
        status = style_open_lang(st, s, span_str(style + 3), a, db, &e);
    else
        status = style_open(st, s, style, a, db, &e);
    ck_assert_msg(status == ST_OK, "%s: %s", style, e.message);
    ck_assert(auth_by_id(a, span_str(id), &entity));
    ck_assert_int_eq(style_spelling(*st, entity, &name, &e), ST_OK);
    return *name;
}

static const struct {
    const char *style, *id;
    enum style_from from;
    const char *whole, *patronymic;
} cases[] = {
    {"press", "p1", STYLE_LISTED, "Kassym-Jomart Tokayev", "Kemeluly"},
    {"press", "p2", STYLE_SYSTEM, "Yerlan Koshanov", "Zhakanuly"},
    {"press", "p3", STYLE_NATIVE, "Recep Tayyip Erdoğan", ""},
    {"press", "g1", STYLE_LISTED, "Moscow", ""},
    {"press", "o1", STYLE_LISTED, "Mazhilis", ""},
    {"press", "z1", STYLE_LISTED, "Xi Jinping", ""},
    {"RADIO", "p1", STYLE_SYSTEM, "Qasym-Zhomart Toqaev", "Kemeluly"},
    {"radio", "p3", STYLE_NATIVE, "Recep Tayyip Erdogan", ""},
    {"radio", "g1", STYLE_SPELLING, "Moskva", ""},
    {"radio", "o1", STYLE_LISTED, "Mazhilis", ""},
    {"de-press", "p1", STYLE_SYSTEM, "Kassym-Schomart Tokajew", "Kemeluly"},
    {"de-press", "p2", STYLE_SYSTEM, "Jerlan Koschanow", "Schakanuly"},
    {"de-press", "g1", STYLE_MISSING, "", ""},
    {"de-press", "o1", STYLE_MISSING, "", ""},
    {"-l de", "p1", STYLE_SYSTEM, "Kassym-Schomart Tokajew", "Kemeluly"},
    {"-l ru", "p2", STYLE_SYSTEM, "Ерлан Кошанов", "Жаканулы"},
    {"-l kk", "p1", STYLE_LISTED, "Қасым-Жомарт Тоқаев", "Кемелұлы"},
    {"-l es", "p1", STYLE_SYSTEM, "Kasym-Zhomart Tokayev", "Kemeluly"},
    {"-l pt", "p1", STYLE_NATIVE, "Kassym-Jomart Tokayev", "Kemeluly"},
    {"-l pt", "z1", STYLE_NATIVE, "Xi Jinping", ""},
    {"kept", "p3", STYLE_LISTED, "Recep Tayyip Erdoğan", ""},
};

START_TEST(house_spellings_follow_the_order)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct style *st;
        struct style_name n = house(&st, cases[i].style, cases[i].id);

        ck_assert_msg(n.from == cases[i].from && span_eqs(n.whole, cases[i].whole) &&
                          span_eqs(n.patronymic, cases[i].patronymic),
                      "%s %s: %d %.*s | %.*s (%.*s)", cases[i].style, cases[i].id, (int)n.from,
                      SPAN_ARG(n.whole), SPAN_ARG(n.patronymic), SPAN_ARG(n.system));
        style_close(st);
    }
}
END_TEST

START_TEST(patronymics_stay_in_their_language)
{
    struct style *st;
    struct span p;
    struct error e;
    uint32_t entity;

    house(&st, "press", "p1");
    ck_assert(auth_by_id(a, span_str("p1"), &entity));
    ck_assert_int_eq(style_patronymic(st, entity, span_str("ru"), &p, &e), ST_OK);
    ck_assert_msg(span_eqs(p, "Kemelevich"), "%.*s", SPAN_ARG(p));
    ck_assert_int_eq(style_patronymic(st, entity, span_str("kk"), &p, &e), ST_OK);
    ck_assert_msg(span_eqs(p, "Kemeluly"), "%.*s", SPAN_ARG(p));
    ck_assert_int_eq(style_patronymic(st, entity, span_str("en"), &p, &e), ST_OK);
    ck_assert_uint_eq(p.len, 0);
    style_close(st);
}
END_TEST

START_TEST(a_second_call_gives_the_same)
{
    struct style *st;
    struct style_name n = house(&st, "radio", "p1");
    const struct style_name *again, *more;
    struct error e;
    uint32_t entity;

    ck_assert(auth_by_id(a, span_str("p1"), &entity));
    ck_assert_int_eq(style_spelling(st, entity, &again, &e), ST_OK);
    ck_assert_int_eq(style_spelling(st, entity, &more, &e), ST_OK);
    ck_assert_ptr_eq(again, more);
    ck_assert_ptr_eq(again->family.ptr, n.family.ptr);
    ck_assert(span_eqs(style_title(st), "radio") && span_eqs(style_lang(st), "en"));
    style_close(st);
}
END_TEST

START_TEST(unknown_styles_list_the_known_ones)
{
    struct style *st;
    struct error e;

    ck_assert_int_eq(style_open(&st, s, "nosuch", a, db, &e), ST_NOTFOUND);
    ck_assert_ptr_null(st);
    ck_assert_ptr_nonnull(strstr(e.message, "de-press, kept, press, radio"));
    ck_assert_int_eq(style_open_lang(&st, s, span_str("?"), a, db, &e), ST_USAGE);
}
END_TEST

static const struct {
    const char *in, *keep;
    bool signs;
    const char *out;
} dropped[] = {
    {"Erdoğan", "", false, "Erdogan"},     {"Erdoğan", "ğ", false, "Erdoğan"},
    {"İstanbul Ğğ", "ğ", false, "Istanbul Ğğ"}, {"Łukaszenka", "", false, "Lukaszenka"},
    {"Ob’ Il’ya", "", true, "Ob Ilya"},    {"O’Neill", "", false, "O’Neill"},
    {"Тоқаев Андрей", "", true, "Тоқаев Андрей"},
};

START_TEST(diacritics_are_dropped_but_for_a_list)
{
    for (size_t i = 0; i < COUNT_OF(dropped); i++) {
        struct buf out = BUF_INIT;
        struct error e;

        ck_assert_int_eq(diacritics_add(&out, span_str(dropped[i].in), true,
                                        span_str(dropped[i].keep), dropped[i].signs, &e), ST_OK);
        ck_assert_str_eq(buf_cstr(&out), dropped[i].out);
        buf_free(&out);
    }
}
END_TEST

static enum status add_one(const char *type, const struct source_field *f, size_t n,
                           struct error *e)
{
    struct style_compile *c;
    struct buf out = BUF_INIT;
    enum status st;

    ck_assert_int_eq(style_compile_new(&c, e), ST_OK);
    st = style_compile_add(c, span_str(type), f, n, "s.rec", 7, e);
    if (st == ST_OK)
        st = style_compile_write(c, &out, e);
    style_compile_free(c);
    buf_free(&out);
    return st;
}

START_TEST(bad_styles_are_told)
{
    static const struct source_field nolang[] = {FIELD("Name", "x")},
                                     system[] = {FIELD("Name", "x"), FIELD("Lang", "en"),
                                                 FIELD("System", "kk")},
                                     field[] = {FIELD("Name", "x"), FIELD("Lang", "en"),
                                                FIELD("Color", "red")},
                                     orphan[] = {FIELD("Style", "y"), FIELD("Id", "p1"),
                                                 FIELD("Spelling", "P")};
    struct error e;

    ck_assert_int_eq(add_one("Style", nolang, 1, &e), ST_SYNTAX);
    ck_assert_ptr_nonnull(strstr(e.message, "Lang"));
    ck_assert_uint_eq(e.line, 7);
    ck_assert_int_eq(add_one("Style", system, 3, &e), ST_SYNTAX);
    ck_assert_int_eq(add_one("Style", field, 3, &e), ST_SYNTAX);
    ck_assert_ptr_nonnull(strstr(e.message, "Color"));
    ck_assert_int_eq(add_one("Spelling", orphan, 3, &e), ST_SYNTAX);
    ck_assert_ptr_nonnull(strstr(e.message, "style y"));
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        house_spellings_follow_the_order, patronymics_stay_in_their_language,
        a_second_call_gives_the_same, unknown_styles_list_the_known_ones,
        diacritics_are_dropped_but_for_a_list, bad_styles_are_told};
    int rc;

    setup();
    rc = unit_main("style", tests, COUNT_OF(tests));
    teardown();
    return rc;
}
