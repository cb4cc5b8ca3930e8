/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the module: what an opened system consists of. */
#ifndef TRANSLIT_ENGINE_H
#define TRANSLIT_ENGINE_H

#include "text/norm.h"
#include "translit/fast.h"
#include "translit/table.h"
#include "translit/xlit.h"

/* What a segment ( ) matched; ptr NULL: nothing.  It points into the text that is being read or
 * written and is valid until either changes. */
struct segment {
    struct span text;
};

struct xlit {
    struct table table;
    const struct xlit_info *info;
    struct xlit_info own;  /* of rules that are in no db */
    void *memory;          /* the block and the header's text of such rules; owned */
    bool reverse;
    enum script script;    /* whose letters count when they are unmapped; SCRIPT_OTHER: none */
    enum xlit_unmapped unmapped;
    bool composed_in;                   /* the caller says that the input is NFC */
    bool input_composed, composed_out; /* the last input and output surely are */
    uint64_t unmapped_count;
    xlit_trace *trace;
    void *trace_context;

    /* The text of the run at hand: out from `base` on is converted, [p, end) is still to come, of
     * which [p, limit) may be changed in this pass. */
    struct buf *out;
    size_t base;
    const char *p, *limit, *end;
    struct buf work;    /* holds [p, end) after text was taken back from `out`: */
    bool in_work;       /* whether it does */
    size_t floor;       /* where this pass began to write: no cursor goes before it */
    struct buf scratch; /* output of one rule */
    struct fast *fast;  /* the machine of each pass */

    /* Text is loose when norm_is_nfc_quick() does not say that it is NFC. */
    bool loose;             /* the text of the pass at hand, as far as it was looked at */
    bool asked;             /* all of it was */
    bool doubt;             /* run the rules as if the text were NFC, and stop if it is loose */
    bool firm;              /* do not */
    bool wild;              /* this pass wrote what may be loose */
    bool loose_in, loose_out; /* some of the input, of the output */
    struct segment segments[MAX_SEGMENTS];

    /* Rules that only ICU can run (compile_open_any): then there is no table.  By pointers, so that
     * what never compiles rules is not linked with ICU. */
    void *other;
    enum status (*other_run)(void *other, struct span in, struct buf *out, struct error *e);
    void (*other_close)(void *other);
    char *why; /* what the compiler said; malloc'd */
};

/* An opened system without a db: takes ownership of `memory` (malloc'd, or NULL) that `block` and
 * the spans of `info` point into, also on failure. */
enum status xlit_new(struct xlit **x, struct span block, const struct xlit_info *info, bool reverse,
                     void *memory, struct error *e) MUST_CHECK;

#endif
