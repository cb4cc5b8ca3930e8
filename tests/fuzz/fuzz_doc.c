/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of every type, of any bytes: read without edits they come out as they went in, and any
 * replacement leaves the bytes outside it. */
#include "interchange/doc/doc.h"

#include "fuzz.h"

static void check_segment(struct doc *d, const struct doc_segment *s, bool edit)
{
    struct doc_place place;
    uint64_t offset;

    for (size_t at = 0; at < s->text.len; at += 1 + at / 2) {
        doc_place(d, at, &place);
        (void)doc_source(d, at, s->text.len - at, &offset);
        require(place.offset == offset && place.line >= 1 && place.column >= 1);
        (void)doc_ignored(d, at);
    }
    if (edit && s->text.len > 2)
        require(doc_replace(d, 1, s->text.len - 2, span_str("x\"\n"), NULL) == ST_OK);
}

static void run(enum doc_type type, struct span text, bool edit)
{
    struct doc_options o = {.type = type};
    struct buf out = BUF_INIT;
    const struct doc_segment *s;
    struct error e;
    struct doc *d;
    uint64_t line = 1;
    bool good = true;

    require(doc_open(&d, &o, &out, &e) == ST_OK);
    for (size_t from = 0; from < text.len && good;) {
        const char *nl = memchr(text.ptr + from, '\n', text.len - from);
        size_t to = nl ? (size_t)(nl - text.ptr) + 1 : text.len;
        struct read_chunk chunk = {span_cut(text, from, to), from, line++, false};
        int got;

        good = doc_feed(d, &chunk, &e) == ST_OK;
        while (good && (got = doc_next(d, &s, &e)) != 0) {
            good = got > 0;
            if (good)
                check_segment(d, s, edit);
        }
        from = to;
    }
    if (good && !edit)
        require(span_eq(buf_span(&out), text));
    doc_close(d);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of((const char *)data, size);

    for (int edit = 0; edit < 2; edit++) {
        for (int type = DOC_PLAIN; type < DOC_TYPES; type++)
            run((enum doc_type)type, text, edit);
    }
    return 0;
}
