/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile-lexicons OUT LANG…: compile the Hunspell dictionaries of these languages, as far as they
 * are installed, into one pack of ordinary words.  Run by the build.
 */
#include "base/atomic.h"
#include "base/diag.h"
#include "names/lexicon.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    struct buf pack = BUF_INIT, missing = BUF_INIT;
    struct error e = {0};
    enum status st = ST_USAGE;

    diag_init("compile-lexicons");
    if (argc < 3) {
        diag_message("usage: compile-lexicons OUT LANG...");
    } else {
        st = lexicon_compile(&pack, (const char *const *)argv + 2, (size_t)argc - 2, &missing, &e);
        if (st == ST_OK)
            st = atomic_write(argv[1], buf_span(&pack), &e);
        if (st != ST_OK)
            diag_error(&e);
        else if (missing.len)
            diag_message("no Hunspell dictionary compiled for %s", buf_cstr(&missing));
    }
    buf_free(&pack);
    buf_free(&missing);
    return st == ST_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
