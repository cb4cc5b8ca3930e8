/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints what scores are made of, for estimating their weights: lines of two names, parted by a tab,
 * come in; mean, worst, fathers, letters, pairs, initials, extra, filled, family_left and the score
 * go out, parted by spaces.
 */
#include "base/reader.h"
#include "names/score_private.h"

#include <stdio.h>

int main(void)
{
    struct read_chunk line;
    struct reader in;
    struct error e;
    int got = reader_open(&in, "-", &e) == ST_OK ? 0 : -1;

    while (got >= 0 && (got = reader_next(&in, READ_LINE, &line, &e)) > 0) {
        struct span rest = span_trim(line.text), a, b;
        struct score_figures f = {0};
        struct score_name x, y;

        if (!span_split(&rest, '\t', &a) || !span_split(&rest, '\t', &b))
            return 2;
        score_read(a, &x);
        score_read(b, &y);
        if (x.count && y.count)
            score_measure(&x, &y, &f, NULL);
        printf("%.4f %.4f %.4f %.1f %u %u %u %d %d %.2f\n", f.mean, f.worst, f.fathers, f.letters, f.pairs,
               f.initials, f.extra, f.filled, f.family_left, score_names(&x, &y, NULL));
    }
    reader_close(&in);
    return got < 0 ? 2 : 0;
}
