#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How well namematch tells names apart (--pairs) and finds them (look-up), on the sets of
# $TILMACH_EVAL_DATA/vectors/names: see names_scores.py.  Prints one figure a line, and the ten worst
# false matches and misses of each task.  NAMES_EVAL_TUNE=1 prints the tuning half too.
set -u
if [ ! -r "${TILMACH_EVAL_DATA:-}/vectors/names/pairs.tsv" ]; then
    echo "names: not run, TILMACH_EVAL_DATA has no vectors/names"
    exit 0
fi
for need in python3 uconv; do
    if ! command -v "$need" >/dev/null; then
        echo "names: not run, there is no $need"
        exit 0
    fi
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
XDG_CACHE_HOME=$work/cache
export XDG_CACHE_HOME
python3 "$TILMACH_SRC/tests/eval/names_scores.py"
