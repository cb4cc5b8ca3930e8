/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What our writer writes, an independent parser (jansson) reads back. */
#include "tests/unit/unit.h"

#include "interchange/json.h"

#include <jansson.h>
#include <string.h>

static json_t *read_back(const struct buf *line)
{
    json_error_t error;
    json_t *parsed;

    ck_assert_uint_gt(line->len, 0);
    ck_assert_int_eq(line->data[line->len - 1], '\n');
    ck_assert_ptr_null(memchr(line->data, '\n', line->len - 1));
    parsed = json_loadb(line->data, line->len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(parsed != NULL, "%s: %s", error.text, line->data);
    return parsed;
}

START_TEST(members_of_every_type)
{
    struct buf line = BUF_INIT;
    struct jsonw j = jsonw_begin(&line), inner;
    json_t *o, *in;

    jsonw_string(&j, "text", span_str("Тоқаев \"x\" \\ \t\r\n\x01\x7f \xF0\x9F\x98\x80"));
    jsonw_uint(&j, "offset", UINT64_C(9007199254740991));
    jsonw_number(&j, "score", 99.5, 2);
    jsonw_bool(&j, "yes", true);
    jsonw_null(&j, "none");
    inner = jsonw_object(&j, "where");
    jsonw_uint(&inner, "line", 3);
    jsonw_close(&inner);
    jsonw_string(&j, "last", span_str(""));
    jsonw_end(&j);
    o = read_back(&line);
    ck_assert_str_eq(json_string_value(json_object_get(o, "text")),
                     "Тоқаев \"x\" \\ \t\r\n\x01\x7f \xF0\x9F\x98\x80");
    ck_assert(json_integer_value(json_object_get(o, "offset")) == INT64_C(9007199254740991));
    ck_assert(json_real_value(json_object_get(o, "score")) == 99.5);
    ck_assert(json_is_true(json_object_get(o, "yes")));
    ck_assert(json_is_null(json_object_get(o, "none")));
    in = json_object_get(o, "where");
    ck_assert(json_integer_value(json_object_get(in, "line")) == 3);
    ck_assert_uint_eq(json_object_size(o), 7);
    json_decref(o);
    buf_free(&line);
}
END_TEST

/* Any bytes at all make a line that parses; text that is UTF-8 comes back the same. */
START_TEST(any_bytes_make_a_line)
{
    uint32_t seed = 20261121;

    for (int round = 0; round < 2000; round++) {
        char bytes[64];
        size_t n = round % sizeof bytes;
        struct buf line = BUF_INIT;
        struct jsonw j = jsonw_begin(&line);
        json_t *o;

        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
            if (round % 2)
                bytes[i] &= 0x7F;
        }
        jsonw_string(&j, "s", span_of(bytes, n));
        jsonw_end(&j);
        o = read_back(&line);
        if (round % 2) {
            json_t *s = json_object_get(o, "s");
            ck_assert_uint_eq(json_string_length(s), n);
            ck_assert_mem_eq(json_string_value(s), bytes, n);
        }
        json_decref(o);
        buf_free(&line);
    }
}
END_TEST

UNIT_MAIN("json", members_of_every_type, any_bytes_make_a_line)
