#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How namenorm does on the marked articles of $TILMACH_EVAL_DATA/vectors/articles: places that had to
# change and did, wrong and missed ones, and what was changed although it was right.
set -u
data=${TILMACH_EVAL_DATA:-}/vectors/articles
if [ ! -r "$data/names.rec" ]; then
    echo "articles: not run, TILMACH_EVAL_DATA has no vectors/articles"
    exit 0
fi
program=$TILMACH_BUILD/tests/articles/articles
[ -x "$program" ] || make -C "$TILMACH_BUILD" tests/articles/articles >/dev/null || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
"$program" --namenorm="$TILMACH_BUILD/namenorm" --dict="$data/names.rec" -v "$data"/??-[0-9].txt |
    sed 's/^/articles: /'
