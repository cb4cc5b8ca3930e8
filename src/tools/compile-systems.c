/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile-systems OUT FILE.rules…: compile transliteration systems into one pack.  Run by the
 * build; the result depends on the files only, not on their order or names.
 */
#include "base/atomic.h"
#include "base/diag.h"
#include "translit/db.h"

#include <stdlib.h>

static bool told(enum status st, const struct error *e)
{
    if (st != ST_OK)
        diag_error(e);
    return st != ST_OK;
}

/* All files are read before the first is compiled, since one may call another. */
static bool compile_files(struct compiled *systems, char **paths, size_t n)
{
    struct db_files files = {systems, n};
    struct rule_library library = db_files_library(&files);
    struct error e = {0};
    bool failed = false;

    for (size_t i = 0; i < n; i++)
        failed |= told(compiled_read(&systems[i], paths[i], &e), &e);
    for (size_t i = 0; i < n && !failed; i++)
        failed |= told(compiled_build(&systems[i], paths[i], &library, &e), &e);
    return !failed;
}

int main(int argc, char **argv)
{
    size_t n = argc > 2 ? (size_t)argc - 2 : 0;
    struct compiled *systems = calloc(n + 1, sizeof *systems);
    struct buf pack = BUF_INIT;
    struct error e = {0};
    bool done;

    diag_init("compile-systems");
    if (n == 0)
        diag_message("usage: compile-systems OUT FILE.rules...");
    done = systems && n && compile_files(systems, argv + 2, n) &&
           !told(db_write(systems, n, &pack, &e), &e) &&
           !told(atomic_write(argv[1], buf_span(&pack), &e), &e);
    for (size_t i = 0; systems && i < n; i++)
        compiled_free(&systems[i]);
    free(systems);
    buf_free(&pack);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
