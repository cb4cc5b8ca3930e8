/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The output formats of tmalign.
 */
#ifndef TOOLS_BEADOUT_H
#define TOOLS_BEADOUT_H

#include "align/beads.h"
#include "align/document.h"
#include "base/writer.h"

struct bead_output {
    struct writer *out;
    const struct document *source, *target;
    const char *source_lang, *target_lang;
    const char *source_name, *target_name; /* file names, for what shows them */
    const struct bead_vec *beads;
    double min_score; /* 0 to 100: pairs under it are not written */
};

/* TMX 1.4b, a unit a bead that pairs something; prop x-score has its score. */
enum status beadout_tmx(const struct bead_output *o, struct error *e) MUST_CHECK;

/* source TAB target TAB score; a left-out segment has an empty field. */
enum status beadout_tsv(const struct bead_output *o, struct error *e) MUST_CHECK;

/* hunalign's ladder: "source TAB target TAB score" of the borders between beads, 0-based. */
enum status beadout_ladder(const struct bead_output *o, struct error *e) MUST_CHECK;

/* vecalign's "[0, 1]:[2]:score", 0-based. */
enum status beadout_beads(const struct bead_output *o, struct error *e) MUST_CHECK;

/* A page for review: the two texts side by side, doubtful beads marked. */
enum status beadout_html(const struct bead_output *o, struct error *e) MUST_CHECK;

#endif
