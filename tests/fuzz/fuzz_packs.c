/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The readers of compiled transliteration systems and styles.  The sections that the input's table
 * names are put into a pack with good checksums, so that what is tried is the readers.
 */
#include "names/style.h"
#include "names/style_format.h"
#include "translit/db.h"
#include "translit/xlit.h"

#include "fuzz_pack.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MAX_SYSTEMS = 4 };

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

static void open_systems(const char *path)
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

static void open_styles(const char *path)
{
    struct styles *s;

    if (styles_open(&s, path, NULL) != ST_OK)
        return;
    for (uint32_t i = 0; i < styles_count(s) && i < 1000; i++)
        if (styles_lang(s, i).len > 0 && styles_name(s, i).len > 0)
            styles_name(s, i);
    styles_close(s);
}

/* These readers want a file. */
static void with_file(struct span bytes, void (*open)(const char *path))
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

static void try_systems(struct span bytes)
{
    with_file(bytes, open_systems);
}

static void try_styles(struct span bytes)
{
    with_file(bytes, open_styles);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span file = span_of((const char *)data, size);

    fuzz_pack_try(file, DB_KIND, DB_VERSION, try_systems);
    fuzz_pack_try(file, STYLE_PACK, STYLE_PACK_VERSION, try_styles);
    return 0;
}
