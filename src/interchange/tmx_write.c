/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tmx.h"
#include "interchange/xmlout.h"

/* What TMX 1.4 demands of a header, and what is said where nothing is known. */
static const struct {
    const char *name, *fallback;
} header_attrs[] = {
    {"creationtool", "tilmach"},
    {"creationtoolversion", PACKAGE_VERSION},
    {"segtype", "sentence"},
    {"o-tmf", "tilmach"},
    {"adminlang", "en"},
    {"srclang", "*all*"},
    {"datatype", "plaintext"},
};

/* Everything is put together in the writer's own buffer; writer_put then flushes it. */
static struct buf *text(struct tmx_writer *w)
{
    return &w->out->data;
}

static void settle(struct tmx_writer *w)
{
    writer_put(w->out, span_of("", 0));
}

static void add_attrs(struct tmx_writer *w, const struct tmx_attr *attrs)
{
    bool modern = tmx_attr_get(attrs, "xml:lang").ptr != NULL;

    for (; attrs; attrs = attrs->next) {
        struct span name = attrs->name;
        if (span_eqs(name, "lang")) { /* of TMX 1.1 */
            if (modern)
                continue;
            name = span_str("xml:lang");
        }
        xml_add_attr(text(w), name, attrs->value, &w->replaced);
    }
}

static void add_infos(struct tmx_writer *w, const struct tmx_info *info, const char *indent)
{
    for (; info; info = info->next) {
        const char *name = info->is_note ? "note" : "prop";
        buf_printf(text(w), "%s<%s", indent, name);
        add_attrs(w, info->attrs);
        buf_addch(text(w), '>');
        xml_add_text(text(w), info->text, &w->replaced);
        buf_printf(text(w), "</%s>\n", name);
    }
}

void tmx_write_header(struct tmx_writer *w, const struct tmx_header *h)
{
    buf_adds(text(w), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
                      "<tmx version=\"1.4\">\n  <header");
    add_attrs(w, h->attrs);
    for (size_t i = 0; i < COUNT_OF(header_attrs); i++) {
        const char *name = header_attrs[i].name;
        bool srclang = strcmp(name, "srclang") == 0 && h->srclang.len;
        if (!tmx_attr_get(h->attrs, name).ptr)
            xml_add_attr(text(w), span_str(name),
                         srclang ? h->srclang : span_str(header_attrs[i].fallback), NULL);
    }
    if (h->infos || h->udes.len) {
        buf_adds(text(w), ">\n");
        add_infos(w, h->infos, "    ");
        if (h->udes.len) {
            buf_adds(text(w), "    ");
            buf_add(text(w), h->udes);
            buf_addch(text(w), '\n');
        }
        buf_adds(text(w), "  </header>\n  <body>\n");
    } else {
        buf_adds(text(w), "/>\n  <body>\n");
    }
    settle(w);
}

static void add_variant(struct tmx_writer *w, const struct tmx_variant *v)
{
    buf_adds(text(w), "      <tuv");
    xml_add_attr(text(w), span_str("xml:lang"), v->lang, &w->replaced);
    add_attrs(w, v->attrs);
    buf_adds(text(w), ">\n");
    add_infos(w, v->infos, "        ");
    buf_adds(text(w), "        <seg>");
    if (v->markup.len)
        buf_add(text(w), v->markup);
    else
        xml_add_text(text(w), v->text, &w->replaced);
    buf_adds(text(w), "</seg>\n      </tuv>\n");
}

void tmx_write_unit(struct tmx_writer *w, const struct tmx_unit *u)
{
    buf_adds(text(w), "    <tu");
    add_attrs(w, u->attrs);
    buf_adds(text(w), ">\n");
    add_infos(w, u->infos, "      ");
    for (const struct tmx_variant *v = u->variants; v; v = v->next)
        add_variant(w, v);
    buf_adds(text(w), "    </tu>\n");
    settle(w);
}

void tmx_write_end(struct tmx_writer *w)
{
    writer_puts(w->out, "  </body>\n</tmx>\n");
}
