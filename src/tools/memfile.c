/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/memfile.h"

#include "memory/direction.h"
#include "memory/store.h"

#include <stdio.h>
#include <sys/stat.h>

struct taker {
    struct tm_direction direction;
    pair_fn *fn;
    void *context;
    uint64_t skipped;
};

bool memfile_looks_like(struct span beginning)
{
    static const struct span database = {"SQLite format 3", 16}; /* with its NUL */

    return span_starts(beginning, database);
}

bool memfile_is(const char *path)
{
    char head[16];
    struct stat about;
    FILE *f;
    size_t got;

    if (tm_store_on_server(path))
        return true;
    if (stat(path, &about) || !S_ISREG(about.st_mode))
        return false; /* what a pipe gives can be read but once */
    f = fopen(path, "rbe");
    if (!f)
        return false; /* whoever opens it next says why */
    got = fread(head, 1, sizeof head, f);
    fclose(f);
    return memfile_looks_like(span_of(head, got));
}

static enum status take_unit(void *context, const struct tm_unit *u, struct error *e)
{
    struct taker *k = context;
    struct tm_sides sides;
    enum status st = ST_OK;

    if (!tm_direction_pick(&k->direction, u, &sides)) {
        k->skipped++;
        return ST_OK;
    }
    for (size_t i = 0; i < sides.n_sources; i++)
        for (size_t j = 0; !st && j < sides.n_targets; j++)
            st = k->fn(k->context, u->variants[sides.sources[i]].text,
                       u->variants[sides.targets[j]].text, e);
    return st;
}

enum status memfile_each(struct cli *c, const char *path, const char *source_lang,
                         const char *target_lang, pair_fn *fn, void *context, uint64_t *skipped, struct error *e)
{
    const struct tm_filter filter = {.since = INT64_MIN, .texts_only = true};
    struct taker k = {.fn = fn, .context = context};
    struct tm_store *store = NULL;
    enum status st = tm_direction_set(&k.direction, source_lang, target_lang, e);

    if (!st)
        st = cli_spare_memory(c, path, e);
    if (!st)
        st = tm_store_open(&store, path, TM_READ, e);
    if (!st)
        st = tm_store_each(store, &filter, take_unit, &k, e);
    tm_store_close(store);
    if (skipped)
        *skipped += k.skipped;
    return st;
}
