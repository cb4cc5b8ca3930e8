/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tbx.h"

#include "base/ascii.h"
#include "interchange/xmlout.h"

void tbx_begin(struct buf *b, const char *origin)
{
    buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n"
                "<martif type=\"TBX\" xml:lang=\"en\">\n"
                "<martifHeader><fileDesc><sourceDesc><p>");
    xml_add_text(b, span_str(origin), NULL);
    buf_adds(b, "</p></sourceDesc></fileDesc>\n"
                "<encodingDesc><p type=\"XCSURI\">TBXXCSV02.xcs</p></encodingDesc></martifHeader>\n"
                "<text><body>\n");
}

void tbx_entry(struct buf *b, struct span id, struct span note)
{
    buf_adds(b, "<termEntry id=\"");
    if (id.len == 0 || !ascii_is_letter(id.ptr[0]))
        buf_addch(b, 'n');
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        buf_addch(b, ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '.' ? c : '_');
    }
    buf_adds(b, "\">\n");
    if (note.len) {
        buf_adds(b, "<note>");
        xml_add_text(b, note, NULL);
        buf_adds(b, "</note>\n");
    }
}

void tbx_term(struct buf *b, struct span lang, struct span term, enum tbx_status status)
{
    static const char *const said[] = {NULL, "preferredTerm", "deprecatedTerm", "supersededTerm"};

    buf_adds(b, "<langSet");
    xml_add_attr(b, span_str("xml:lang"), lang, NULL);
    buf_adds(b, "><tig><term>");
    xml_add_text(b, term, NULL);
    buf_adds(b, "</term>");
    if (said[status])
        buf_printf(b, "<termNote type=\"administrativeStatus\">%s-admn-sts</termNote>",
                   said[status]);
    buf_adds(b, "</tig></langSet>\n");
}

void tbx_entry_end(struct buf *b)
{
    buf_adds(b, "</termEntry>\n");
}

void tbx_end(struct buf *b)
{
    buf_adds(b, "</body></text>\n</martif>\n");
}
