/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/rarity.h"

#include <math.h>

double rarity_share(double score, bool bare, uint32_t bearers)
{
    double shared = 100 * score / (score + bearers * (100 - score));

    if (!bare || score <= SCORE_DIFFERENT_TO)
        return shared;
    return fmax(shared, SCORE_DIFFERENT_TO + (score - SCORE_DIFFERENT_TO) / bearers);
}

enum status rarity_weigh(const struct score_name *a, const struct score_name *b,
                         rarity_count *count, const void *context, double *score, struct rarity *out,
                         struct error *e)
{
    struct score_detail detail;
    enum status st = ST_OK;

    *out = (struct rarity){.alike = *score, .word = {"", 0}, .bearers = 1};
    score_names(a, b, &detail);
    for (unsigned i = 0; i < detail.count && st == ST_OK; i++) {
        const struct score_pair *pair = &detail.pairs[i];
        uint32_t bearers = 1;

        if (!pair->telling)
            continue;
        st = count(context, pair->b, &bearers, e);
        if (out->word.len == 0 || bearers < out->bearers) {
            out->word = pair->b;
            out->bearers = bearers;
        }
    }
    *score = rarity_share(*score, detail.bare, out->bearers);
    return st;
}

void rarity_explain(struct buf *out, const struct rarity *r, double score, uint32_t records)
{
    if (r->word.len == 0)
        return;
    buf_adds(out, out->len ? "; " : "");
    buf_printf(out, ngettext("%.*s: borne by %u of %u record: %+.2f",
                             "%.*s: borne by %u of %u records: %+.2f", records),
               SPAN_ARG(r->word), r->bearers, records, score - r->alike);
}
