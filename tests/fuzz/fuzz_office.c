/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packages of any bytes, and packages whose parts are any bytes: the first byte tells which.  Read
 * without edits they come out as they went in; with edits the parts stay well-formed and are read
 * again. */
#include "interchange/doc/doc.h"
#include "interchange/doc/tags.h"

#include "fuzz.h"

#include <zip.h>

static const char types[] =
    "<Types><Override PartName=\"/word/document.xml\" ContentType=\"x.document.main+xml\"/></Types>";

static void add(zip_t *z, const char *name, struct span text)
{
    zip_source_t *s = zip_source_buffer(z, text.ptr, text.len, 0);
    zip_int64_t i = zip_file_add(z, name, s, 0);

    require(i >= 0 && zip_set_file_compression(z, (zip_uint64_t)i, ZIP_CM_STORE, 0) == 0);
}

/* A package with the text as its main part, or as the part that tells of others. */
static void make(struct buf *out, enum doc_type type, bool main, struct span text)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    struct span small = span_str(type == DOC_DOCX ? types : "<a/>");
    zip_int64_t n;

    require(z != NULL);
    zip_source_keep(source);
    add(z, type == DOC_DOCX ? "[Content_Types].xml" : "styles.xml", main ? small : text);
    add(z, type == DOC_DOCX ? "word/document.xml" : "content.xml", main ? text : span_str("<a/>"));
    if (type == DOC_DOCX && !main)
        add(z, "word/styles.xml", text);
    require(zip_close(z) == 0 && zip_source_open(source) == 0);
    while (buf_reserve(out, 4096) && (n = zip_source_read(source, out->data + out->len, 4096)) > 0)
        out->len += (size_t)n;
    zip_source_close(source);
    zip_source_free(source);
}

/* Read the package and edit it; false where it is refused. */
static bool run(enum doc_type type, struct span package, bool edit, bool track, struct buf *out)
{
    struct doc_options o = {.type = type, .track = track, .author = span_str("a\"<&"),
                            .date = span_str("2024-05-31T12:00:00Z")};
    struct read_chunk chunk = {package, 0, 1, false};
    const struct doc_segment *s;
    struct doc_place place;
    struct error e;
    struct doc *d;
    int got = -1;

    require(doc_open(&d, &o, out, &e) == ST_OK);
    if (doc_feed(d, &chunk, &e) == ST_OK)
        while ((got = doc_next(d, &s, &e)) > 0) {
            doc_place(d, s->text.len / 2, &place);
            require(place.line == s->paragraph && s->part.len > 0);
            if (edit && s->text.len > 3) {
                require(doc_replace(d, 0, 1, span_str("x<"), &e) == ST_OK);
                require(doc_replace(d, 2, s->text.len - 2, span_str(" y&"), &e) == ST_OK);
            }
        }
    doc_close(d);
    return got == 0;
}

/* `sound`: the package is none that libzip may refuse to write again. */
static void check(enum doc_type type, struct span package, bool sound)
{
    struct buf same = BUF_INIT, edited = BUF_INIT, again = BUF_INIT;

    if (run(type, package, false, false, &same)) {
        require(span_eq(buf_span(&same), package));
        for (int track = 0; track < 2; track++) {
            buf_reset(&edited);
            buf_reset(&again);
            if (run(type, package, true, track, &edited) || sound)
                require(run(type, buf_span(&edited), false, false, &again) || !sound);
        }
    }
    buf_free(&same);
    buf_free(&edited);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = span_of((const char *)data, size);
    struct buf package = BUF_INIT;

    if (size == 0)
        return 0;
    if (!(data[0] & 1)) {
        check(data[0] & 2 ? DOC_DOCX : DOC_ODT, span_from(text, 1), false);
        return 0;
    }
    make(&package, data[0] & 2 ? DOC_DOCX : DOC_ODT, data[0] & 4, span_from(text, 1));
    check(data[0] & 2 ? DOC_DOCX : DOC_ODT, buf_span(&package), true);
    buf_free(&package);
    return 0;
}
