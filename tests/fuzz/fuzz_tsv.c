/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields survive escaping; CSV of any bytes is read or refused; times and language tags too. */
#include "interchange/csv.h"
#include "interchange/json.h"
#include "interchange/tsv.h"
#include "text/langtag.h"
#include "text/utf8.h"

#include "fuzz.h"

static void check_field(struct span s)
{
    struct buf escaped = BUF_INIT, plain = BUF_INIT;

    tsv_add_escaped(&escaped, s);
    require(!memchr(escaped.len ? escaped.data : "", '\n', escaped.len) &&
            !memchr(escaped.len ? escaped.data : "", '\t', escaped.len));
    tsv_add_unescaped(&plain, buf_span(&escaped));
    require(span_eq(buf_span(&plain), s));
    buf_reset(&plain);
    jsonw_add_string(&plain, s);
    require(utf8_valid(buf_span(&plain)));
    buf_free(&escaped);
    buf_free(&plain);
}

static void check_csv(struct span s)
{
    struct reader in = {.name = "fuzz", .fd = -1, .eof = true, .line = 1};
    struct csv_reader r = {.in = &in, .separator = ','};
    struct error e;

    buf_add(&in.data, s);
    while (csv_next(&r, &e) > 0) {
        size_t total = 0;
        for (size_t i = 0; i < csv_count(&r); i++)
            total += csv_field(&r, i).len;
        require(csv_count(&r) > 0 && total <= s.len);
    }
    csv_free(&r);
    buf_free(&in.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span s = span_of((const char *)data, size), rest = s;
    struct buf field = BUF_INIT;
    struct lang_tag tag;
    size_t fields = 0, tabs = 0;

    check_field(s);
    check_csv(s);
    for (size_t i = 0; i < size; i++)
        tabs += data[i] == '\t';
    if (!rest.ptr)
        rest = span_of("", 0);
    while (tsv_next(&rest, &field))
        fields++;
    require(fields == tabs + 1);
    if (lang_parse(s, &tag))
        require(lang_match(&tag, &tag) == 3);
    buf_free(&field);
    return 0;
}
