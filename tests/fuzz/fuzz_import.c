/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a list holds, the records made of it are a rec file. */
#include "interchange/rec.h"
#include "names/import.h"

#include "fuzz.h"

/* The first byte chooses the format. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum import_format formats[] = {IMPORT_POPOLO, IMPORT_WIKIDATA, IMPORT_FTM};
    struct buf out = BUF_INIT;
    struct importer m = {.out = &out, .name = "fuzz", .lang = {"", 0}};
    struct rec_file f;
    struct error e;

    if (size == 0 || size > 20000)
        return 0;
    if (import_json(&m, formats[data[0] % COUNT_OF(formats)],
                    span_of((const char *)data + 1, size - 1), 1, &e) == ST_OK) {
        require(rec_load_memory(&f, buf_span(&out), "records", &e) == ST_OK &&
                f.entries.len == m.taken);
        rec_free(&f);
    }
    buf_free(&out);
    return 0;
}
