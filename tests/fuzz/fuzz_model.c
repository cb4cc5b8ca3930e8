/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader of models of word links, and linking by what it lets through.  The input is taken as
 * it is, and its sections are put into a pack with good checksums.
 */
#include "align/words.h"

#include "fuzz_pack.h"

static void link_some(const struct word_model *m)
{
    const struct words_options o = {.symmetrize = SYMMETRIZE_UNION};
    struct word_links links = {VEC_INIT, VEC_INIT};
    struct side a, b;

    side_init(&a, VOCAB_STEM);
    side_init(&b, VOCAB_STEM);
    if (!side_add_tokens(&a, span_str("қызыл үй мен көк кітап 12"), NULL) &&
        !side_add_tokens(&b, span_str("red house and blue book 12"), NULL) &&
        words_apply(m, &a, &b, &o, &links, NULL) == ST_OK)
        for (size_t i = 0; i < links.links.len; i++)
            require(links.links.v[i].source < 6 && links.links.v[i].target < 6);
    word_links_free(&links);
    side_free(&a);
    side_free(&b);
}

static void open_and_link(struct span aligned)
{
    struct word_model m;

    if (word_model_open_memory(&m, aligned, "fuzz", NULL) == ST_OK)
        link_some(&m);
    word_model_close(&m);
}

static void try_bytes(struct span bytes)
{
    with_aligned(bytes, open_and_link);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_pack_try(span_of((const char *)data, size), MODEL_PACK, MODEL_PACK_VERSION, try_bytes);
    return 0;
}
