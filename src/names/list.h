/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of names held in memory, one a line, with an index by the skeletons of their words, so that
 * lists are joined and clustered without comparing every line with every other.
 *
 * A name that is looked for in a list has the score that the list leaves it (names/rarity.h), by how
 * many names of the list that differ in their other words have a word of that sound: lines with one
 * name in several spellings count once as far as the consonants of these words are the same.
 */
#ifndef NAMES_LIST_H
#define NAMES_LIST_H

#include "base/buf.h"
#include "base/vec.h"
#include "names/rarity.h"

struct name_list;

/* A line that may name the same as another, and how likely. */
struct list_match {
    uint32_t line; /* from 0 */
    double score;
    struct rarity rarity;
};

struct list_matches {
    VEC_OF(struct list_match)
};

/* Returns new. */
enum status list_new(struct name_list **l, struct error *e) MUST_CHECK;
void list_free(struct name_list *l);

/* Append a line; it is copied. */
enum status list_add(struct name_list *l, struct span name, struct error *e) MUST_CHECK;

/* Make the index; to be called once, after the last line. */
enum status list_index(struct name_list *l, struct error *e) MUST_CHECK;

uint32_t list_count(const struct name_list *l);
struct span list_name(const struct name_list *l, uint32_t line);

/* Lines that score at least `min` against `name`, best first, then in order; `out` is emptied
 * first. */
enum status list_find(const struct name_list *l, struct span name, double min, struct list_matches *out,
                      struct error *e) MUST_CHECK;

/* Lines that are best looked up at a time: enough to keep threads busy, little memory. */
enum { LIST_BATCH = 1024 };

/* The same for lines from..from + n of `names`, in several threads; out[0] is for the first.  Where
 * `names` is the list itself, scores are those of the names by themselves. */
enum status list_find_lines(const struct name_list *l, const struct name_list *names, uint32_t from,
                            uint32_t n, double min, unsigned threads, struct list_matches *out,
                            struct error *e) MUST_CHECK;

/* Put every line into a cluster: cluster[i] is the first line of that of line i.  Two clusters are
 * joined where a pair of their lines scores at least `min` and no pair is sure to be different, the
 * likeliest pairs first.  Scores are those of the names by themselves, as a list to be clustered has
 * one person many times.  score[i] is the best score that line i has within its cluster, 0 for a
 * line alone. */
enum status list_cluster(const struct name_list *l, double min, unsigned threads,
                         uint32_t *cluster, double *score, struct error *e) MUST_CHECK;

#endif
