/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placeables and repairs: languages, source, translation and query, each on a line. */
#include "memory/repair.h"

#include "fuzz.h"

static const char *const languages[] = {"en", "kk", "ru", "de", "tr", "fr", "uz", "xx"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_of((const char *)data, size), source, target, query;
    struct tm_languages l = {.fingerprint = ""};
    struct tm_repairer r = {.languages = &l};
    bool repaired;

    if (size < 2)
        return 0;
    l.source.tag = span_str(languages[data[0] % COUNT_OF(languages)]);
    l.target.tag = span_str(languages[data[1] % COUNT_OF(languages)]);
    rest = span_from(rest, 2);
    if (!span_split(&rest, '\n', &source) || !span_split(&rest, '\n', &target))
        return 0;
    query = rest;
    if (tm_repair(&r, query, source, target, &repaired, NULL) == ST_OK && repaired)
        require(r.changes.len > 0); /* what was repaired is told */
    tm_repairer_free(&r);
    return 0;
}
