/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cutting a paragraph into sentences (translation segments): the sentence boundaries of ICU
 * (UAX #29), corrected by general rules and by a language's own (segment/rules.h).
 *
 * The general rules, by the names that they are reported under:
 *   breaks    icu           ICU's own boundary, left as it was
 *             no-space      "Келді.Содан": a sentence that follows without a space
 *             note          after footnote marks: "text.[1] Next"
 *             list-item     the next item of a list inside the paragraph: "1) … 2) …"
 *             closed        after closing marks that stand off by a space: "Ah ! » Il"
 *             starter       after an abbreviation, before a word that begins sentences
 *             end           the end of the paragraph
 *   no breaks quotation     inside quotation marks or brackets no longer than 250 characters that are
 *                           part of a sentence: "No! Not me," he said; but "No! Not me." He left.
 *             closing       before closing punctuation
 *             lower-case    before a small letter: "Неге? — деді"
 *             ellipsis      between the points of ". . ."
 *             abbreviation, number, initial, acronym, ordinal, list-number
 *             learned   after an abbreviation that the text itself taught
 *
 * A user's SRX rules (segment/srxcut.h) take the place of all of these; their names are
 * "LANGUAGERULENAME:LINE", and "icu" where the file keeps ICU's boundaries.
 *
 * A break stands after the white space that follows the sentence, so that segments put together
 * are the paragraph; breaks of SRX rules stand where the rules put them.
 */
#ifndef SEGMENT_SEGMENT_H
#define SEGMENT_SEGMENT_H

#include "base/vec.h"
#include "segment/rules.h"
#include "segment/srxcut.h"

struct segmenter;

struct segment {
    size_t start, end; /* bytes of the paragraph, white space at the end included */
    const char *rule;  /* what ended it; static, or the SRX file's */
    const char *held;  /* the last rule that kept it from ending earlier; likewise, NULL = none */
};

struct segment_vec {
    VEC_OF(struct segment)
};

/* Returns new in *out a segmenter for a BCP 47 language.  `rules` is borrowed until seg_close;
 * NULL: general rules only. */
enum status seg_open(struct segmenter **out, const char *lang, const struct seg_rules *rules,
                     struct error *e) MUST_CHECK;

/* The same by a user's rules, borrowed until seg_close; fails as srxcut_open() does. */
enum status seg_open_srx(struct segmenter **out, const char *lang, const struct srx *srx,
                         struct error *e) MUST_CHECK;

/* Learn from a text, before it is cut, which of its words are abbreviations and which are no names
 * (segment/learnt.h); what was learnt before is forgotten.  Rules of SRX learn nothing. */
enum status seg_learn(struct segmenter *s, struct span text, struct error *e) MUST_CHECK;

/* Cut one paragraph (UTF-8, no line breaks in it but at its end); `out` is cleared first.  Empty
 * text has no segments. */
enum status seg_split(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                      struct error *e) MUST_CHECK;

void seg_close(struct segmenter *s);

#endif
