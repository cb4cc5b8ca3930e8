/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The readers of compiled transliteration systems and styles.  The sections that the input's table
 * names are put into a pack with good checksums, so that what is tried is the readers.
 */
#include "names/style.h"
#include "names/style_format.h"
#include "pack/pack.h"
#include "translit/db.h"
#include "translit/xlit.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEADER = 48, ENTRY = 32, MAX_SECTIONS = 16, MAX_SYSTEMS = 4 };

static void try_system(const struct xlit_db *db, struct span id, bool reverse)
{
    struct xlit *x;
    struct buf out = BUF_INIT;

    if (xlit_open(&x, db, id, reverse, NULL) != ST_OK)
        return;
    if (xlit_run(x, span_str("Щука щи Ёж, 20 shchi e\u0301 \u0410\u0306"), &out, NULL) != ST_OK)
        buf_reset(&out);
    xlit_free(x);
    buf_free(&out);
}

static void try_systems(const char *path)
{
    struct xlit_db *db;
    const struct xlit_info *near[4];

    if (xlit_db_open(&db, path, NULL) != ST_OK)
        return;
    for (size_t i = 0; i < xlit_db_count(db) && i < MAX_SYSTEMS; i++) {
        struct span id = xlit_db_info(db, i)->id;

        xlit_db_suggest(db, id, near, COUNT_OF(near));
        try_system(db, id, false);
        try_system(db, id, true);
    }
    xlit_db_free(db);
}

static void try_styles(const char *path)
{
    struct styles *s;

    if (styles_open(&s, path, NULL) != ST_OK)
        return;
    for (uint32_t i = 0; i < styles_count(s) && i < 1000; i++)
        if (styles_lang(s, i).len > 0 && styles_name(s, i).len > 0)
            styles_name(s, i);
    styles_close(s);
}

static uint64_t number(struct span file, size_t at, size_t size)
{
    uint64_t n = 0;

    memcpy(&n, file.ptr + at, size);
    return n;
}

/* The parts of the file in a pack of this kind. */
static enum status pack_again(struct span file, uint32_t kind, uint32_t version, struct buf *out)
{
    struct pack_writer w;
    uint64_t count = number(file, 32, 4);

    pack_writer_init(&w, kind, version, 0);
    for (size_t i = 0; i < count && i < MAX_SECTIONS; i++) {
        size_t entry = HEADER + i * ENTRY;
        struct buf *section;
        uint64_t from, len;

        if (entry + ENTRY > file.len)
            break;
        from = number(file, entry + 8, 8);
        len = number(file, entry + 16, 8);
        section = pack_writer_section(&w, (uint32_t)number(file, entry, 4));
        if (section && from <= file.len)
            buf_add(section, span_cut(span_from(file, (size_t)from), 0, (size_t)len));
    }
    return pack_writer_finish(&w, out, NULL);
}

static void try_file(struct span bytes, void (*open)(const char *path))
{
    char path[64];
    int fd = memfd_create("pack", 0);

    if (fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        open(path);
    }
    if (fd >= 0)
        close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span file = span_of((const char *)data, size);
    struct buf out = BUF_INIT;

    if (size < HEADER)
        return 0;
    try_file(file, try_systems);
    if (pack_again(file, DB_KIND, DB_VERSION, &out) == ST_OK)
        try_file(buf_span(&out), try_systems);
    buf_reset(&out);
    if (pack_again(file, STYLE_PACK, STYLE_PACK_VERSION, &out) == ST_OK)
        try_file(buf_span(&out), try_styles);
    buf_free(&out);
    return 0;
}
