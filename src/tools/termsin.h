/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Segment pairs for tmterms out of TMX and TSV files and memories.
 */
#ifndef TOOLS_TERMSIN_H
#define TOOLS_TERMSIN_H

#include "align/phrases.h"
#include "tools/cli.h"

struct terms_input {
    struct phrase_side source, target;
    const char *source_lang, *target_lang;
    bool phrases_only; /* the segments are phrases by themselves, no examples of their use */
    uint64_t skipped; /* units without text in both languages */
    /* Unless NULL called whenever there are TERMS_BATCH pairs, to use them up. */
    enum status (*full)(void *context, struct error *e);
    void *context;
    uint64_t done; /* bytes of the file in hand, for progress */
};

enum { TERMS_BATCH = 4096 };

/* Add the pairs of a file: TMX where `from` is "tmx", TSV (source TAB target) where it is "tsv", a
 * memory of tmem where it is "memory"; NULL: a memory for databases and addresses of servers, TMX for
 * names in .tmx and for what begins with "<". */
enum status terms_read(struct cli *c, struct terms_input *in, const char *path, const char *from,
                       struct error *e) MUST_CHECK;

/* How large a file is; 0 where that is not to be known. */
uint64_t terms_size(const char *path);

#endif
