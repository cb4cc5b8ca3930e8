/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile-systems OUT FILE.rules…: compile transliteration systems into one pack.  Run by the
 * build; the result depends on the files only, not on their order or names.
 */
#include "base/atomic.h"
#include "base/diag.h"
#include "translit/db.h"

#include <stdlib.h>

static enum status write_pack(const char *path, struct span bytes, struct error *e)
{
    struct atomic_file f;
    enum status st = atomic_open(&f, path, e);

    if (st != ST_OK)
        return st;
    writer_put(&f.out, bytes);
    return atomic_commit(&f, NULL, e);
}

int main(int argc, char **argv)
{
    struct compiled *systems = calloc((size_t)argc, sizeof *systems);
    struct buf pack = BUF_INIT;
    struct error e = {0};
    size_t n = 0;
    bool failed = systems == NULL || argc < 3;

    diag_init("compile-systems");
    if (argc < 3)
        diag_message("usage: compile-systems OUT FILE.rules...");
    for (int i = 2; i < argc && !(argc < 3) && systems; i++)
        if (compile_file(&systems[n++], argv[i], &e) != ST_OK) {
            diag_error(&e);
            failed = true;
        }
    if (!failed && (db_write(systems, n, &pack, &e) != ST_OK ||
                    write_pack(argv[1], buf_span(&pack), &e) != ST_OK)) {
        diag_error(&e);
        failed = true;
    }
    for (size_t i = 0; i < n; i++)
        compiled_free(&systems[i]);
    free(systems);
    buf_free(&pack);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
