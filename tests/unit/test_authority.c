/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "names/compile.h"
#include "names/key.h"
#include "names/parts.h"
#include "names/sound.h"

#include <stdio.h>

/* Records as lines "Name: value", a blank line between records. */
static void add_layer(struct compile *c, const char *text, unsigned layer)
{
    struct source_field fields[32];
    struct span rest = span_str(text), line;
    size_t n = 0;
    uint64_t number = 0;
    struct error e;

    while (span_split(&rest, '\n', &line)) {
        ptrdiff_t colon = span_find(line, span_str(": "), 0);

        number++;
        if (colon > 0) {
            fields[n++] = (struct source_field){span_cut(line, 0, (size_t)colon),
                                                span_from(line, (size_t)colon + 2), "t.rec",
                                                number};
            continue;
        }
        if (n > 0)
            ck_assert_int_eq(compile_add(c, fields, n, layer, "t.rec", number - n, &e), ST_OK);
        n = 0;
    }
}

/* Compile text layers; the bytes go to `out`, aligned as malloc does. */
static enum status compile_text(const char *const *layers, size_t n, struct buf *out,
                                struct error *e)
{
    struct compile *c;
    enum status st;

    ck_assert_int_eq(compile_new(&c, NULL, e), ST_OK);
    for (size_t i = 0; i < n; i++)
        add_layer(c, layers[i], (unsigned)i);
    st = compile_write(c, out, e);
    compile_free(c);
    return st;
}

static struct authority *open_text(const char *text, struct buf *bytes)
{
    struct authority *a;
    struct error e;

    ck_assert_int_eq(compile_text(&text, 1, bytes, &e), ST_OK);
    ck_assert_int_eq(auth_open_memory(&a, buf_span(bytes), "memory", &e), ST_OK);
    return a;
}

static const char people[] =
    "Id: x-abenov\nKind: person\nGender: m\nNative: kk\nkk: Әбенов, Ерлан-Мұрат Сәкенұлы\n"
    "ru: Абенов, Ерлан-Мурат Сакенович\nen: Abenov, Yerlan-Murat\nVariant: Abenoff\n"
    "Variant_pl: Abienow\nVariant: Yerlan M. Abenov\nVariant: , Erlan\nNot: Abenov Street\n"
    "Needs: minister премьер-министр\nMisnaming: Yerlan Habenov\nRole_en: minister\n\n"
    "Id: x-town\nKind: place\nNative: kk\nkk: Жаңақала\nen: New Town\nExonym: en\nExonym: de\n"
    "Former: Новый Город | 1950 | 1993-02-01\nAbbr_en: NT\n\n"
    "Id: x-xi\nKind: person\nNative: zh\nOrder: family-given\nzh: 某某\nen: Mou, Mou\n\n";

START_TEST(entities_come_back)
{
    struct buf bytes = BUF_INIT;
    struct authority *a = open_text(people, &bytes);
    struct auth_entity ent;
    struct auth_name name;
    struct auth_former former;
    uint32_t id;

    ck_assert_uint_eq(auth_count(a), 3);
    ck_assert(auth_by_id(a, span_str("x-abenov"), &id));
    ck_assert(auth_entity(a, id, &ent));
    ck_assert(ent.kind == AUTH_PERSON && ent.gender == 'm' && ent.has_needs);
    ck_assert(span_eqs(ent.native, "kk"));
    ck_assert(auth_native(a, id, &name));
    ck_assert(span_eqs(name.family, "Әбенов") && span_eqs(name.given, "Ерлан-Мұрат"));
    ck_assert(span_eqs(name.patronymic, "Сәкенұлы") && name.whole.len == 0);
    ck_assert(auth_name(a, id, span_str("en-GB"), &name));
    ck_assert(span_eqs(name.listed, "Abenov, Yerlan-Murat"));
    ck_assert(!auth_name(a, id, span_str("kk-Latn"), &name));
    ck_assert(!auth_name(a, id, span_str("de"), &name));
    ck_assert(span_eqs(auth_needs(a, id, 1), "премьер министр"));
    ck_assert(span_eqs(auth_field_value(a, id, "Role_en"), "minister"));
    ck_assert_ptr_null(auth_field_value(a, id, "Role_ru").ptr);
    ck_assert(auth_by_id(a, span_str("x-town"), &id));
    ck_assert(auth_former(a, id, 0, &former));
    ck_assert(span_eqs(former.text, "Новый Город") && span_eqs(former.from, "1950"));
    ck_assert(span_eqs(former.to, "1993-02-01") && !auth_former(a, id, 1, &former));
    ck_assert(auth_exonym(a, id, span_str("en-US")) && !auth_exonym(a, id, span_str("fr")));
    ck_assert(auth_by_id(a, span_str("x-xi"), &id) && auth_entity(a, id, &ent));
    ck_assert(ent.family_first);
    ck_assert(!auth_by_id(a, span_str("x-y"), &id));
    ck_assert(!auth_entity(a, 3, &ent));
    auth_close(a);
    buf_free(&bytes);
}
END_TEST

/* The one form with this key, or a failure. */
static struct auth_form only(const struct authority *a, const char *key)
{
    struct auth_run run = auth_find(a, span_str(key));
    struct auth_form f = {.entity = UINT32_MAX};

    ck_assert_msg(run.count == 1, "%s: %u forms", key, run.count);
    ck_assert(auth_form(a, auth_run_form(a, run, run.first), &f));
    ck_assert(span_eqs(f.key, key));
    return f;
}

START_TEST(forms_are_found_by_key)
{
    struct buf bytes = BUF_INIT;
    struct authority *a = open_text(people, &bytes);
    struct auth_form f = only(a, "yerlan murat");

    ck_assert(f.role == AUTH_GIVEN && f.from == AUTH_LISTED && f.words == 2);
    ck_assert(span_eqs(f.origin, "en") && span_eqs(f.text, "Yerlan-Murat"));
    f = only(a, "сакенович");
    ck_assert(f.role == AUTH_PATRONYMIC && span_eqs(f.origin, "ru"));
    f = only(a, "abienow");
    ck_assert(f.role == AUTH_FAMILY && f.from == AUTH_VARIANT && (f.flags & AUTH_SCOPED));
    ck_assert(span_eqs(f.scope, "pl"));
    f = only(a, "abenoff");
    ck_assert(!(f.flags & AUTH_SCOPED) && (f.flags & AUTH_NEEDY));
    ck_assert(only(a, "yerlan m abenov").role == AUTH_FULL);
    ck_assert(only(a, "erlan").role == AUTH_GIVEN);
    ck_assert(only(a, "abenov street").role == AUTH_NOT);
    ck_assert(only(a, "yerlan habenov").role == AUTH_MISNAMING);
    ck_assert(only(a, "новый город").role == AUTH_FORMER);
    f = only(a, "nt");
    ck_assert(f.role == AUTH_ABBR && (f.flags & AUTH_SHORT));
    ck_assert(only(a, "жаңақала").role == AUTH_FULL);
    ck_assert_uint_eq(auth_find(a, span_str("yerlan")).count, 0);
    ck_assert_uint_eq(auth_find(a, span_str("")).count, 0);
    auth_close(a);
    buf_free(&bytes);
}
END_TEST

START_TEST(first_words_know_the_longest_key)
{
    struct buf bytes = BUF_INIT;
    struct authority *a = open_text(people, &bytes);

    ck_assert_uint_eq(auth_longest(a, span_str("yerlan")), 3);
    ck_assert_uint_eq(auth_longest(a, span_str("abenov")), 2);
    ck_assert_uint_eq(auth_longest(a, span_str("жаңақала")), 1);
    ck_assert_uint_eq(auth_longest(a, span_str("city")), 0);
    ck_assert_uint_eq(auth_longest(a, span_str("murat")), 0);
    auth_close(a);
    buf_free(&bytes);
}
END_TEST

START_TEST(forms_are_found_by_sound)
{
    struct buf bytes = BUF_INIT;
    struct authority *a = open_text(people, &bytes);
    struct sound s;
    struct auth_run run;
    struct auth_form f;
    char bones[SOUND_MAX];

    sound_of(span_str("Äbenow"), &s);
    run = auth_find_sound(a, span_str(s.key[0]));
    ck_assert_uint_ge(run.count, 1);
    ck_assert(auth_form(a, auth_run_form(a, run, run.first), &f));
    ck_assert(f.role == AUTH_FAMILY);
    sound_of(span_str("Obinav"), &s);
    ck_assert_uint_eq(auth_find_sound(a, span_str(s.key[0])).count, 0);
    sound_skeleton(s.key[0], bones);
    ck_assert_uint_ge(auth_find_skeleton(a, span_str(bones)).count, 1);
    run = auth_forms_of(a, f.entity);
    ck_assert_uint_ge(run.count, 10);
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form g;
        ck_assert(auth_form(a, auth_run_form(a, run, i), &g));
        ck_assert_uint_eq(g.entity, f.entity);
    }
    auth_close(a);
    buf_free(&bytes);
}
END_TEST

START_TEST(bytes_do_not_depend_on_order)
{
    static const char a[] = "Id: a\nKind: place\nNative: en\nen: Foo Bar\n\n";
    static const char b[] = "Id: b\nKind: place\nNative: en\nen: Foo\n\n";
    struct buf one = BUF_INIT, two = BUF_INIT, text = BUF_INIT;
    const char *layer;
    struct error e;

    buf_printf(&text, "%s%s", a, b);
    layer = buf_cstr(&text);
    ck_assert_int_eq(compile_text(&layer, 1, &one, &e), ST_OK);
    buf_reset(&text);
    buf_printf(&text, "%s%s", b, a);
    layer = buf_cstr(&text);
    ck_assert_int_eq(compile_text(&layer, 1, &two, &e), ST_OK);
    ck_assert(span_eq(buf_span(&one), buf_span(&two)));
    buf_free(&one);
    buf_free(&two);
    buf_free(&text);
}
END_TEST

START_TEST(a_compiled_file_compiles_to_itself)
{
    struct buf bytes = BUF_INIT, again = BUF_INIT;
    struct authority *a = open_text(people, &bytes);
    struct compile *c;
    struct error e;

    ck_assert_int_eq(compile_new(&c, NULL, &e), ST_OK);
    ck_assert_int_eq(compile_add_authority(c, a, 0, "x.tmd", &e), ST_OK);
    ck_assert_int_eq(compile_write(c, &again, &e), ST_OK);
    ck_assert(span_eq(buf_span(&bytes), buf_span(&again)));
    compile_free(c);
    auth_close(a);
    buf_free(&bytes);
    buf_free(&again);
}
END_TEST

START_TEST(nearer_layers_win_field_by_field)
{
    static const char *const layers[] = {
        "Id: a\nen: Near\nVariant: Nia\nNot: Nearly\n\n",
        "Id: a\nKind: place\nNative: en\nen: Far\nde: Fern\nVariant: Afar\n\n"};
    struct buf bytes = BUF_INIT;
    struct authority *a;
    struct auth_name name;
    struct error e;

    ck_assert_int_eq(compile_text(layers, 2, &bytes, &e), ST_OK);
    ck_assert_int_eq(auth_open_memory(&a, buf_span(&bytes), "memory", &e), ST_OK);
    ck_assert(auth_name(a, 0, span_str("en"), &name) && span_eqs(name.whole, "Near"));
    ck_assert(auth_name(a, 0, span_str("de"), &name) && span_eqs(name.whole, "Fern"));
    only(a, "nia");
    only(a, "afar");
    ck_assert(only(a, "nearly").role == AUTH_NOT);
    ck_assert_uint_eq(auth_find(a, span_str("far")).count, 0);
    auth_close(a);
    buf_free(&bytes);
}
END_TEST

static const struct {
    const char *text;
    uint64_t line;
    const char *message;
} bad[] = {
    {"Id: a\nKind: planet\nNative: en\nen: X\n\n", 2, "planet"},
    {"Id: a\nKind: place\nen: X\n\n", 1, "Native"},
    {"Id: a\nNative: en\nen: X\n\n", 1, "Kind"},
    {"Id: a\nKind: place\nNative: kk\nen: X\n\n", 3, "native spelling"},
    {"Id: a\nKind: place\nNative: ?\nen: X\n\n", 3, "language tag"},
    {"Id: a\nKind: place\nNative: en\nen: X\n\nId: a\nKind: place\nNative: en\nen: Y\n\n", 6,
     "already in t.rec:1"},
    {"Id: a\nKind: place\nNative: en\nen: X\nFormer: Z | 1 | 2 | 3\n\n", 5, "Former"},
};

START_TEST(bad_records_are_told_with_their_line)
{
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct buf bytes = BUF_INIT;
        struct error e;

        ck_assert_int_eq(compile_text(&bad[i].text, 1, &bytes, &e), ST_SYNTAX);
        ck_assert_msg(e.line == bad[i].line && strstr(e.message, bad[i].message), "%s:%ju: %s",
                      e.file, (uintmax_t)e.line, e.message);
        buf_free(&bytes);
    }
}
END_TEST

START_TEST(damaged_files_are_refused)
{
    struct buf bytes = BUF_INIT;
    struct authority *a = open_text(people, &bytes);
    struct error e;

    auth_close(a);
    for (size_t i = 0; i < bytes.len; i += 97) {
        char before = bytes.data[i];

        bytes.data[i] ^= 0x40;
        if (auth_open_memory(&a, buf_span(&bytes), "memory", &e) == ST_OK) {
            ck_assert_int_eq(before, 0); /* between two sections */
            auth_close(a);
        }
        bytes.data[i] = before;
    }
    ck_assert_int_ne(auth_open_memory(&a, span_cut(buf_span(&bytes), 0, bytes.len / 2), "memory",
                                      &e), ST_OK);
    buf_free(&bytes);
}
END_TEST

START_TEST(many_names_scale)
{
    struct buf text = BUF_INIT, bytes = BUF_INIT;
    struct authority *a;
    uint32_t id;

    for (unsigned i = 0; i < 3000; i++)
        buf_printf(&text, "Id: n%u\nKind: person\nNative: en\nen: Fam%uson, Giv%u Middle\n\n", i, i,
                   i % 50);
    a = open_text(buf_cstr(&text), &bytes);
    ck_assert_uint_eq(auth_count(a), 3000);
    ck_assert(auth_by_id(a, span_str("n2999"), &id));
    ck_assert_uint_eq(only(a, "fam1234son").role, AUTH_FAMILY);
    ck_assert_uint_eq(auth_find(a, span_str("giv7 middle")).count, 60);
    auth_close(a);
    buf_free(&text);
    buf_free(&bytes);
}
END_TEST

static const struct {
    const char *inverted, *family, *given, *patronymic;
} splits[] = {
    {"Токаев, Касым-Жомарт Кемелевич", "Токаев", "Касым-Жомарт", "Кемелевич"},
    {"Тоқаев, Қасым-Жомарт Кемелұлы", "Тоқаев", "Қасым-Жомарт", "Кемелұлы"},
    {"Əliyev, İlham Heydər oğlu", "Əliyev", "İlham", "Heydər oğlu"},
    {"Erdoğan, Recep Tayyip", "Erdoğan", "Recep Tayyip", ""},
    {"Lukashenko, Alexander Grigoryevich", "Lukashenko", "Alexander", "Grigoryevich"},
    {"Кекілбайұлы, Әбіш", "Кекілбайұлы", "Әбіш", ""},
    {"Berdimuhamedow, Gurbanguly Mälikgulyýewiç", "Berdimuhamedow", "Gurbanguly",
     "Mälikgulyýewiç"},
    {"Бердымухамедов, Гурбангулы", "Бердымухамедов", "Гурбангулы", ""},
    {"Nazarbayev, Nursultan Abishuly", "Nazarbayev", "Nursultan", "Abishuly"},
    {"Ким Чен Ын", "Ким Чен Ын", "", ""},
    {"Токаева,", "Токаева", "", ""},
    {"Хүрэлсүх, Ухнаагийн", "Хүрэлсүх", "Ухнаагийн", ""},
};

START_TEST(names_are_split_in_parts)
{
    for (size_t i = 0; i < COUNT_OF(splits); i++) {
        struct parts p = parts_of(span_str(splits[i].inverted));

        ck_assert_msg(span_eqs(p.family, splits[i].family) && span_eqs(p.given, splits[i].given) &&
                          span_eqs(p.patronymic, splits[i].patronymic),
                      "%s: %.*s|%.*s|%.*s", splits[i].inverted, SPAN_ARG(p.family),
                      SPAN_ARG(p.given), SPAN_ARG(p.patronymic));
    }
}
END_TEST

START_TEST(dates_are_days_of_the_calendar)
{
    static const char *const good[] = {"", "1953", "1953-05", "2024-02-29", "2019-03-20"};
    static const char *const wrong[] = {"53",         "1953-13",    "2023-02-29", "1953-00",
                                        "1953-05-32", "1953-5-1",   "yesterday",  "1953-",
                                        "1953-05-17T", "2000-01-01-01"};

    for (size_t i = 0; i < COUNT_OF(good); i++)
        ck_assert_msg(record_date(span_str(good[i])), "%s", good[i]);
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        ck_assert_msg(!record_date(span_str(wrong[i])), "%s", wrong[i]);
}
END_TEST

UNIT_MAIN("authority", entities_come_back, forms_are_found_by_key,
          first_words_know_the_longest_key, forms_are_found_by_sound, bytes_do_not_depend_on_order,
          a_compiled_file_compiles_to_itself, nearer_layers_win_field_by_field,
          bad_records_are_told_with_their_line, damaged_files_are_refused, many_names_scale,
          names_are_split_in_parts, dates_are_days_of_the_calendar)
