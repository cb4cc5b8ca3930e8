/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking requests apart, and who may make them. */
#include "tests/unit/unit.h"

#include "serve/address.h"
#include "serve/languages.h"
#include "serve/rate.h"
#include "serve/request.h"
#include "serve/token.h"
#include "serve/words.h"

#include <netinet/in.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ck_assert_span(s, text)                                                                    \
    ck_assert_msg(span_eqs((s), (text)), "got “%.*s”, wanted “%s”", SPAN_ARG(s), (text))

START_TEST(paths_are_understood)
{
    static const struct {
        const char *target;
        enum route route;
        const char *source, *language, *text;
    } cases[] = {
        {"/en/kk/unit/Hello", ROUTE_UNIT, "en", "kk", "Hello"},
        {"/tmserver/en/kk/unit/Hello", ROUTE_UNIT, "en", "kk", "Hello"},
        {"/api/v1/en/kk/unit/Hello", ROUTE_UNIT, "en", "kk", "Hello"},
        {"//tmserver//en//kk//unit//Hello", ROUTE_UNIT, "en", "kk", "Hello"},
        {"/en/kk/unit/Open%20file", ROUTE_UNIT, "en", "kk", "Open file"},
        {"/en/kk/unit/a%2Fb%2fc", ROUTE_UNIT, "en", "kk", "a/b/c"},
        {"/en/kk/unit/a/b//c", ROUTE_UNIT, "en", "kk", "a/b//c"},
        {"/en/kk/unit/%2Fetc", ROUTE_UNIT, "en", "kk", "/etc"},
        {"/en/kk/unit/C++", ROUTE_UNIT, "en", "kk", "C++"}, /* a plus is a space in a query only */
        {"/en/kk/unit/what%3F", ROUTE_UNIT, "en", "kk", "what?"},
        {"/en/kk/unit/%D2%9B", ROUTE_UNIT, "en", "kk", "қ"},
        {"/en/kk/unit/?source=a+b%2Bc", ROUTE_UNIT, "en", "kk", "a b+c"},
        {"/en/kk/unit?source=a", ROUTE_UNIT, "en", "kk", "a"},
        {"/en/kk/unit/", ROUTE_UNIT, "en", "kk", ""},
        {"/en/kk/unit/text?source=other", ROUTE_UNIT, "en", "kk", "text"},
        {"/sr@latin/zh_TW/unit/x", ROUTE_UNIT, "sr-Latn", "zh_TW", "x"},
        {"/uz@Cyrillic/ca_ES@valencia/unit/x", ROUTE_UNIT, "uz-Cyrl", "ca_ES", "x"},
        {"/sr_RS%40latin/en/unit/x", ROUTE_UNIT, "sr-Latn_RS", "en", "x"},
        {"/en/kk/store/my%20file.po", ROUTE_STORE, "en", "kk", "my file.po"},
        {"/languages/", ROUTE_LANGUAGES, "", "", ""},
        {"/tmserver/languages", ROUTE_LANGUAGES, "", "", ""},
        {"/translate?q=a%20b&langpair=en|kk&markUnknown=no", ROUTE_TRANSLATE, "en", "kk", "a b"},
        {"/json/translate?langpair=en%7Ckk&q=a", ROUTE_TRANSLATE, "en", "kk", "a"},
        {"/translate?q=a&langpair=en", ROUTE_TRANSLATE, "", "", "a"},
        {"/", ROUTE_PAGE, "", "", ""},
        {"", ROUTE_PAGE, "", "", ""},
        {"/?q=a", ROUTE_PAGE, "", "", ""},
        {"/concordance", ROUTE_PAGE, "", "", ""},
        {"/style.css", ROUTE_STYLE, "", "", ""},
        {"/favicon.ico", ROUTE_NONE, "", "", ""},
        {"/en/kk", ROUTE_NONE, "", "", ""},
        {"/en/kk/other/x", ROUTE_NONE, "en", "kk", "x"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena a = ARENA_INIT;
        struct request r;
        struct error e = {0};

        ck_assert_msg(request_parse(&r, span_str(cases[i].target), &a, &e) == ST_OK, "%s: %s",
                      cases[i].target, e.message);
        ck_assert_msg(r.route == cases[i].route, "%s", cases[i].target);
        ck_assert_span(r.source, cases[i].source);
        ck_assert_span(r.target, cases[i].language);
        ck_assert_span(r.text, cases[i].text);
        request_free(&r);
        arena_free(&a);
    }
}
END_TEST

START_TEST(bad_encodings_are_refused)
{
    static const struct {
        const char *target;
        enum status status;
    } cases[] = {
        {"/en/kk/unit/%", ST_SYNTAX},      {"/en/kk/unit/%4", ST_SYNTAX},
        {"/en/kk/unit/%4g", ST_SYNTAX},    {"/en/kk/unit/a%00b", ST_SYNTAX},
        {"/en/kk/unit/%FF", ST_ENCODING},  {"/en/kk/unit/%C0%AF", ST_ENCODING},
        {"/en/kk/unit/%ED%A0%80", ST_ENCODING}, {"/en/kk/unit/?source=%D2", ST_ENCODING},
        {"/?q=%zz", ST_SYNTAX},            {"/%ff/kk/unit/a", ST_ENCODING},
        {"/en/kk/unit/\xff", ST_ENCODING},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena a = ARENA_INIT;
        struct request r;

        ck_assert_msg(request_parse(&r, span_str(cases[i].target), &a, NULL) == cases[i].status,
                      "%s", cases[i].target);
        request_free(&r);
        arena_free(&a);
    }
}
END_TEST

START_TEST(numbers_are_clipped)
{
    static const struct {
        const char *target;
        unsigned number;
    } cases[] = {
        {"/?n=40", 40}, {"/?n=7", 30}, {"/?n=101", 100}, {"/?n=", 70}, {"/?n=-5", 70},
        {"/?n=99999999999999999999", 70}, {"/?m=40", 70}, {"/?n=50&n=60", 50}, {"/?n", 70},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena a = ARENA_INIT;
        struct request r;

        ck_assert_int_eq(request_parse(&r, span_str(cases[i].target), &a, NULL), ST_OK);
        ck_assert_uint_eq(request_number(&r, "n", 30, 100, 70), cases[i].number);
        request_free(&r);
        arena_free(&a);
    }
}
END_TEST

START_TEST(the_reader_has_a_language)
{
    static const struct {
        const char *accept, *lang;
    } cases[] = {
        {"", "en"}, {"kk", "kk"}, {"kk-KZ,ru;q=0.9", "kk"}, {"de,ru;q=0.5,en;q=0.4", "ru"},
        {"en;q=0.3, kk;q=0.31", "kk"}, {"ru;q=0", "en"}, {"fr", "en"}, {"*", "en"},
        {"ru;q=1.000,kk;q=0.999", "ru"}, {";;,,;q=", "en"}, {"RU-ru", "ru"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        ck_assert_msg(strcmp(page_words_for(span_str(cases[i].accept))->lang, cases[i].lang) == 0,
                      "%s", cases[i].accept);
}
END_TEST

START_TEST(languages_have_one_spelling_and_a_direction)
{
    static const struct {
        const char *tag, *spelling, *direction;
    } cases[] = {
        {"KK", "kk", "ltr"}, {"kk_kz", "kk-KZ", "ltr"}, {"kk-Arab", "kk-Arab", "rtl"},
        {"kk-CN", "kk-CN", "rtl"}, {"kk-Cyrl-KZ", "kk-KZ", "ltr"}, {"he", "he", "rtl"},
        {"ar_EG", "ar-EG", "rtl"}, {"sr-latn", "sr-Latn", "ltr"}, {"ug", "ug", "rtl"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out = BUF_INIT;
        struct lang_tag tag;

        ck_assert(lang_parse(span_str(cases[i].tag), &tag));
        lang_add(&out, &tag);
        ck_assert_str_eq(buf_cstr(&out), cases[i].spelling);
        ck_assert_str_eq(language_direction(&tag), cases[i].direction);
        buf_free(&out);
    }
}
END_TEST

START_TEST(addresses_are_understood)
{
    static const struct {
        const char *text, *shown;
        bool loopback;
    } cases[] = {
        {"127.0.0.1:8080", "127.0.0.1:8080", true}, {"127.3.4.5:1", "127.3.4.5:1", true},
        {"[::1]:80", "[::1]:80", true},             {"0.0.0.0:80", "0.0.0.0:80", false},
        {"[::]:80", "[::]:80", false},              {"192.0.2.1:65535", "192.0.2.1:65535", false},
        {"[2001:db8::1]:1", "[2001:db8::1]:1", false},
    };
    static const char *const bad[] = {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                                      "127.0.0.1:x", "[::1:80", "[::1]", "::1", ":8080",
                                      "127.0.0.1:-1"};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct address a;
        struct buf out = BUF_INIT;
        struct error e = {0};

        ck_assert_msg(address_parse(&a, cases[i].text, &e) == ST_OK, "%s", e.message);
        address_add(&out, &a);
        ck_assert_str_eq(buf_cstr(&out), cases[i].shown);
        ck_assert_int_eq(address_is_loopback(&a), cases[i].loopback);
        buf_free(&out);
    }
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct address a;
        ck_assert_msg(address_parse(&a, bad[i], NULL) == ST_USAGE, "%s", bad[i]);
    }
}
END_TEST

START_TEST(a_name_of_the_outside_is_not_local)
{
    static const char *const local[] = {"localhost", "LocalHost:8080", "127.0.0.1:8080", "[::1]:80",
                                        "[::1]", "192.0.2.1"};
    static const char *const foreign[] = {"example.com", "example.com:8080", "127.0.0.1.example.com",
                                          "localhost.example.com:80", "[::1].x", ""};

    for (size_t i = 0; i < COUNT_OF(local); i++)
        ck_assert_msg(address_host_is_local(span_str(local[i])), "%s", local[i]);
    for (size_t i = 0; i < COUNT_OF(foreign); i++)
        ck_assert_msg(!address_host_is_local(span_str(foreign[i])), "%s", foreign[i]);
}
END_TEST

START_TEST(requests_are_counted_by_address)
{
    const uint64_t second = 1000000000;
    struct sockaddr_in a = {.sin_family = AF_INET}, b = a;
    struct rate *r = rate_new(5);
    const struct sockaddr *one = (struct sockaddr *)(void *)&a, *two = (struct sockaddr *)(void *)&b;

    a.sin_addr.s_addr = htonl(0x0A000001);
    b.sin_addr.s_addr = htonl(0x0A000002);
    ck_assert_ptr_nonnull(r);
    for (int i = 0; i < 10; i++)
        ck_assert(rate_allows(r, one, second));
    ck_assert(!rate_allows(r, one, second));
    ck_assert(rate_allows(r, two, second));
    ck_assert(rate_allows(r, one, second + second / 5));
    ck_assert(!rate_allows(r, one, second + second / 5));
    ck_assert(!rate_allows(r, one, second)); /* of a thread that was overtaken */
    /* many others make it forget the first one, and nothing breaks */
    for (uint32_t i = 0; i < 100000; i++) {
        b.sin_addr.s_addr = htonl(0x0B000000 + i);
        ck_assert(rate_allows(r, two, 2 * second));
    }
    rate_free(r);
    r = rate_new(0);
    for (int i = 0; i < 1000; i++)
        ck_assert(rate_allows(r, one, second));
    rate_free(r);
}
END_TEST

START_TEST(a_token_is_secret)
{
    static const char token[] = "0123456789abcdef";
    char path[] = "tilmach-token-XXXXXX";
    struct buf out = BUF_INIT;
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, "0123456789abcdef \r\nmore", 22), 22);
    ck_assert_int_eq(fchmod(fd, 0644), 0);
    ck_assert_int_eq(token_read(&out, path, NULL), ST_USAGE);
    ck_assert_int_eq(fchmod(fd, 0602), 0);
    ck_assert_int_eq(token_read(&out, path, NULL), ST_USAGE);
    ck_assert_int_eq(fchmod(fd, 0600), 0);
    ck_assert_int_eq(token_read(&out, path, NULL), ST_OK);
    ck_assert_str_eq(buf_cstr(&out), token);
    ck_assert_int_eq(ftruncate(fd, 15), 0);
    ck_assert_int_eq(token_read(&out, path, NULL), ST_USAGE);
    ck_assert_int_eq(ftruncate(fd, 0), 0);
    ck_assert_int_eq(token_read(&out, path, NULL), ST_USAGE);
    close(fd);
    unlink(path);
    buf_free(&out);

    ck_assert(token_shown(span_str(token), span_str("Bearer 0123456789abcdef")));
    ck_assert(token_shown(span_str(token), span_str("bearer  0123456789abcdef ")));
    ck_assert(!token_shown(span_str(token), span_str("Bearer 0123456789abcdeX")));
    ck_assert(!token_shown(span_str(token), span_str("Bearer 0123456789abcdef0123456789abcdef")));
    ck_assert(!token_shown(span_str(token), span_str("Bearer 0")));
    ck_assert(!token_shown(span_str(token), span_str("Bearer ")));
    ck_assert(!token_shown(span_str(token), span_str("Basic 0123456789abcdef")));
    ck_assert(!token_shown(span_str(token), span_str("")));
}
END_TEST

UNIT_MAIN("request", paths_are_understood, bad_encodings_are_refused, numbers_are_clipped,
          the_reader_has_a_language, languages_have_one_spelling_and_a_direction,
          addresses_are_understood, a_name_of_the_outside_is_not_local,
          requests_are_counted_by_address, a_token_is_secret)
