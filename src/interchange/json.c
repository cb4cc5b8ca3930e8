/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/json.h"
#include "text/utf8.h"

static void add_escape(struct buf *out, uint32_t c)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *p = c ? strchr(plain, (int)c) : NULL;

    if (p)
        buf_printf(out, "\\%c", letters[p - plain]);
    else
        buf_printf(out, "\\u%04x", (unsigned)c);
}

void jsonw_add_string(struct buf *out, struct span s)
{
    size_t from = 0, at = 0;

    buf_addch(out, '"');
    while (at < s.len) {
        size_t begin = at;
        uint32_t c = utf8_next(s, &at);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F && c != UTF8_BAD)
            continue;
        buf_add(out, span_cut(s, from, begin));
        if (c == UTF8_BAD)
            buf_adds(out, "\xEF\xBF\xBD");
        else
            add_escape(out, c);
        from = at;
    }
    buf_add(out, span_from(s, from));
    buf_addch(out, '"');
}

struct jsonw jsonw_begin(struct buf *out)
{
    buf_addch(out, '{');
    return (struct jsonw){out, false};
}

static void add_key(struct jsonw *j, const char *key)
{
    if (j->comma)
        buf_adds(j->out, ", ");
    j->comma = true;
    jsonw_add_string(j->out, span_str(key));
    buf_adds(j->out, ": ");
}

void jsonw_string(struct jsonw *j, const char *key, struct span value)
{
    add_key(j, key);
    jsonw_add_string(j->out, value);
}

void jsonw_uint(struct jsonw *j, const char *key, uint64_t value)
{
    add_key(j, key);
    buf_printf(j->out, "%llu", (unsigned long long)value);
}

void jsonw_number(struct jsonw *j, const char *key, double value, int decimals)
{
    size_t from;

    add_key(j, key);
    from = j->out->len;
    buf_printf(j->out, "%.*f", decimals, value);
    /* the locale of numbers may have a decimal comma */
    for (size_t i = from; i < j->out->len; i++) {
        if (j->out->data[i] == ',')
            j->out->data[i] = '.';
    }
}

void jsonw_bool(struct jsonw *j, const char *key, bool value)
{
    add_key(j, key);
    buf_adds(j->out, value ? "true" : "false");
}

void jsonw_null(struct jsonw *j, const char *key)
{
    add_key(j, key);
    buf_adds(j->out, "null");
}

struct jsonw jsonw_object(struct jsonw *j, const char *key)
{
    add_key(j, key);
    return jsonw_begin(j->out);
}

void jsonw_close(struct jsonw *j)
{
    buf_addch(j->out, '}');
}

void jsonw_end(struct jsonw *j)
{
    buf_adds(j->out, "}\n");
}
