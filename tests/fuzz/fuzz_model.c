/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader of models of word links, and linking by what it lets through.  The input is taken as
 * it is, and its sections are put into a pack with good checksums.
 */
#include "align/words.h"

#include "fuzz_pack.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
            if (links.links.v[i].source >= 6 || links.links.v[i].target >= 6)
                abort();
    word_links_free(&links);
    side_free(&a);
    side_free(&b);
}

static void try_bytes(struct span bytes)
{
    char *room = aligned_alloc(16, (bytes.len + 16) / 16 * 16);
    struct word_model m;

    if (!room)
        return;
    memcpy(room, bytes.ptr, bytes.len);
    if (word_model_open_memory(&m, span_of(room, bytes.len), "fuzz", NULL) == ST_OK)
        link_some(&m);
    word_model_close(&m);
    free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span file = span_of((const char *)data, size);
    struct buf out = BUF_INIT;

    if (size < FUZZ_PACK_HEADER)
        return 0;
    try_bytes(file);
    if (fuzz_pack_again(file, MODEL_PACK, MODEL_PACK_VERSION, &out) == ST_OK)
        try_bytes(buf_span(&out));
    buf_free(&out);
    return 0;
}
