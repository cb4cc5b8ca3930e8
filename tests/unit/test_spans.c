/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include "text/spans.h"

/* The parts found, written "kind:text kind:text". */
static const char *found(const char *text, unsigned kinds)
{
    static const char *const names[] = {"url", "email", "hash", "ph", "markup", "code", "latin"};
    static struct buf b;
    struct spans_found f;
    size_t at = 0, last = 0;

    buf_reset(&b);
    buf_adds(&b, "");
    while (spans_next(span_str(text), &at, kinds, &f)) {
        ck_assert_uint_ge(f.from, last);
        ck_assert_uint_gt(f.to, f.from);
        ck_assert_uint_eq(f.to, at);
        last = f.to;
        if (b.len)
            buf_addch(&b, ' ');
        buf_printf(&b, "%s:%.*s", names[__builtin_ctz(f.kind)], (int)(f.to - f.from), text + f.from);
    }
    ck_assert_uint_eq(at, strlen(text));
    return buf_cstr(&b);
}

#define ALL (SPANS_LATIN - 1)
#define CHECK(text, want) ck_assert_str_eq(found(text, ALL), want)

START_TEST(urls)
{
    CHECK("https://akorda.kz/kz.", "url:https://akorda.kz/kz");
    CHECK("(https://ru.wikipedia.org/wiki/Орал_(река))",
          "url:https://ru.wikipedia.org/wiki/Орал_(река)");
    CHECK("см. «http://пример.рф/путь», да", "url:http://пример.рф/путь");
    CHECK("www.gov.kz, egov.kz/cms?x=1!", "url:www.gov.kz url:egov.kz/cms?x=1");
    CHECK("Kaspi.kz-te, egov.kz-ке, a.kz-b.com", "url:Kaspi.kz url:egov.kz url:a.kz-b.com");
    CHECK("mailto:a@b.kz tel:+7701", "url:mailto:a@b.kz url:tel:+7701");
    CHECK("Ертең: дәл сағат 10:30-да. Жоқ.Бар. т.б. 3.14", "");
    CHECK("the end.The start, e.g. this", "");
    CHECK("http:// and ://x", "");
}
END_TEST

START_TEST(emails)
{
    CHECK("пиши на a.b+c@mail.ru.", "email:a.b+c@mail.ru");
    CHECK("қалам@хат.қаз сөз", "email:қалам@хат.қаз");
    CHECK("a@b, @, a@b.c", "");
    CHECK("@user #Қазақстан №#1", "hash:@user hash:#Қазақстан");
    CHECK("a#b C# #12", "");
}
END_TEST

START_TEST(placeholders)
{
    CHECK("Сәлем, %s! %1$s %(name)s %5.2f %d.", "ph:%s ph:%1$s ph:%(name)s ph:%5.2f ph:%d");
    CHECK("{0} {name} {{ user.name }} ${HOME} $name {}",
          "ph:{0} ph:{name} ph:{{ user.name }} ph:${HOME} ph:$name ph:{}");
    CHECK("100% of 50% дейін 20%c $100 {екі сөз} % s", "");
    CHECK("%1 деген %NAME%", "ph:%1 ph:%NAME%");
}
END_TEST

START_TEST(markup)
{
    CHECK("<b class=\"a>b\">сөз</b> &amp; &#1234; <!-- x > y -->",
          "markup:<b class=\"a>b\"> markup:</b> markup:&amp; markup:&#1234; markup:<!-- x > y -->");
    CHECK("a < b & c; 1<2 <b", "");
    CHECK("ob``yom OB``YOM noch` a`", "");
    CHECK("`код` ``a`b`` ```x", "code:`код` code:``a`b``");
}
END_TEST

START_TEST(latin)
{
    ck_assert_str_eq(found("Бұл iPhone 15-те, GPT-4 және COVID'тің", SPANS_LATIN),
                     "latin:iPhone latin:GPT-4");
    ck_assert_str_eq(found("see egov.kz now", SPANS_LATIN | SPANS_URL),
                     "latin:see url:egov.kz latin:now");
    ck_assert_str_eq(found("Сәлем Ünlü", SPANS_LATIN), "latin:Ünlü");
}
END_TEST

START_TEST(only_what_is_asked)
{
    ck_assert_str_eq(found("%s a@b.kz http://x.y <b>", SPANS_EMAIL), "email:a@b.kz");
    ck_assert_str_eq(found("%s a@b.kz", 0), "");
    ck_assert_str_eq(found("", ALL), "");
}
END_TEST

/* Any bytes, also broken UTF-8, and no quadratic time. */
START_TEST(hostile)
{
    static const char set[] = "a.:/@#%{}$<>&`;\xd0\x90\xff 1\0-";
    size_t n = 200000, at = 0, count = 0;
    char *p = malloc(n);
    struct spans_found f;
    unsigned seed = 1;

    ck_assert_ptr_nonnull(p);
    for (size_t i = 0; i < n; i++)
        p[i] = set[(seed = seed * 1103515245 + 12345) >> 16 & 0xF];
    while (spans_next(span_of(p, n), &at, ALL | SPANS_LATIN, &f))
        count++;
    ck_assert_uint_gt(count, 100);
    for (const char *c = "`<.@a%{"; *c; c++) {
        memset(p, *c, n);
        at = 0;
        while (spans_next(span_of(p, n), &at, ALL | SPANS_LATIN, &f))
            ;
        ck_assert_uint_eq(at, n);
    }
    for (size_t i = 0; i < n; i++)
        p[i] = i % 2 ? '.' : 'a';
    at = 0;
    ck_assert(!spans_next(span_of(p, n), &at, ALL, &f));
    free(p);
}
END_TEST

START_TEST(lists)
{
    unsigned kinds;
    struct span bad;

    ck_assert(spans_parse(span_str("url, email,latin"), &kinds, &bad));
    ck_assert_uint_eq(kinds, SPANS_URL | SPANS_EMAIL | SPANS_LATIN);
    ck_assert(spans_parse(span_str(""), &kinds, &bad));
    ck_assert_uint_eq(kinds, 0);
    ck_assert(!spans_parse(span_str("url,nope"), &kinds, &bad));
    ck_assert(span_eqs(bad, "nope"));
}
END_TEST

UNIT_MAIN("spans", urls, emails, placeholders, markup, latin, only_what_is_asked, hostile, lists)
