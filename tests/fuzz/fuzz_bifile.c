/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bilingual file that can be read is written byte for byte when nothing is put into it, and when
 * the source of each unit is put into its target, it can be read again and says so. */
#include "interchange/bifile.h"

#include "fuzz.h"

static void write_all(struct bifile *f, struct buf *out)
{
    struct error e;

    buf_reset(out);
    require(bifile_write(f, out, &e) == ST_OK);
}

/* False when the file cannot take it. */
static bool put_source(struct bifile *f, size_t i)
{
    const struct bi_unit *u = bifile_unit(f, i);
    struct bi_place *places = calloc(u->source.n_codes + 1, sizeof *places);
    struct bi_put put = {u->source.text, places, u->source.n_codes};
    struct bi_change change = {.targets = &put, .n_targets = 1, .score = 90, .fuzzy = true};
    struct error e;
    bool done;

    require(places != NULL);
    for (size_t k = 0; k < u->source.n_codes; k++)
        places[k] = (struct bi_place){u->source.codes[k].at, k};
    done = bifile_put(f, i, &change, &e) == ST_OK;
    free(places);
    return done;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span in = span_of((const char *)data, size);
    struct buf out = BUF_INIT;
    struct bifile *f, *again;
    struct error e;
    bool *put;

    if (size > 20000 || bifile_open_bytes(&f, in, "t", &e))
        return 0;
    write_all(f, &out);
    require(span_eq(buf_span(&out), in));
    put = calloc(bifile_count(f) + 1, sizeof *put);
    require(put && bifile_declare_target(f, span_str("kk"), &e) == ST_OK);
    for (size_t i = 0; i < bifile_count(f); i++)
        put[i] = put_source(f, i);
    write_all(f, &out);
    if (bifile_open_bytes(&again, buf_span(&out), "t", &e) == ST_OK) {
        require(bifile_count(again) == bifile_count(f));
        for (size_t i = 0; i < bifile_count(f); i++)
            require(!put[i] || span_eq(bifile_unit(again, i)->targets[0].text,
                                       bifile_unit(f, i)->source.text));
        bifile_close(again);
    } else {
        require(bifile_kind(f) == BI_XLIFF2 || e.code == ST_LIMIT);
    }
    free(put);
    buf_free(&out);
    bifile_close(f);
    return 0;
}
