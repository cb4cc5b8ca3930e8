#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm on marked articles: places that had to change and did, wrong and missed ones, and what was
# changed although it was right.
# Data: vectors/articles of $TILMACH_EVAL_DATA, with a dictionary of its own.
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
data=$vectors/articles
needs "$data/names.rec"
built tests/articles/articles
"$TILMACH_BUILD/tests/articles/articles" --namenorm="$TILMACH_BUILD/namenorm" --dict="$data/names.rec" -v "$data"/??-[0-9].txt |
    sed 's/^/articles: /'
