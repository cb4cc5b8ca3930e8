/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/po_write.h"

#include <stdio.h>

static void add_quoted(struct buf *out, struct span s)
{
    static const char from[] = "\"\\\n\t\r\b\f\v\a", to[] = "\"\\ntrbfva";

    buf_addch(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        const char *p = memchr(from, s.ptr[i], sizeof from - 1);
        if (p)
            buf_printf(out, "\\%c", to[p - from]);
        else
            buf_addch(out, s.ptr[i]);
    }
    buf_addch(out, '"');
}

void po_add_strings(struct buf *out, struct span text, const char *line_break)
{
    const char *nl = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    bool several = nl && nl + 1 < text.ptr + text.len;

    if (several)
        buf_printf(out, "\"\"%s", line_break);
    while (several && (nl = memchr(text.ptr, '\n', text.len)) && nl + 1 < text.ptr + text.len) {
        size_t n = (size_t)(nl - text.ptr) + 1;
        add_quoted(out, span_cut(text, 0, n));
        buf_adds(out, line_break);
        text = span_from(text, n);
    }
    add_quoted(out, text);
}

static void add_field(struct buf *out, const char *keyword, struct span text)
{
    buf_printf(out, "%s ", keyword);
    po_add_strings(out, text, "\n");
    buf_addch(out, '\n');
}

void po_add_header(struct buf *out, struct span target_lang, struct span plural)
{
    struct buf fields = BUF_INIT;

    buf_adds(&fields, "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                      "Content-Transfer-Encoding: 8bit\n");
    buf_printf(&fields, "Language: %.*s\n", SPAN_ARG(target_lang));
    if (plural.len)
        buf_printf(&fields, "Plural-Forms: %.*s\n", SPAN_ARG(plural));
    add_field(out, "msgid", span_of("", 0));
    add_field(out, "msgstr", buf_span(&fields));
    out->failed |= fields.failed;
    buf_free(&fields);
}

void po_add_entry(struct buf *out, const struct po_entry *entry)
{
    char keyword[32];

    buf_addch(out, '\n');
    if (entry->context.ptr)
        add_field(out, "msgctxt", entry->context);
    add_field(out, "msgid", entry->id);
    if (!entry->plural.ptr) {
        add_field(out, "msgstr", entry->strings[0]);
        return;
    }
    add_field(out, "msgid_plural", entry->plural);
    for (size_t i = 0; i < entry->count; i++) {
        snprintf(keyword, sizeof keyword, "msgstr[%zu]", i);
        add_field(out, keyword, entry->strings[i]);
    }
}
