#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How well namematch tells names apart (--pairs) and finds them (look-up), beside a simple method (see
# names_scores.py): one figure a line, and the ten worst false matches and misses of each task.
# Data: vectors/names of $TILMACH_EVAL_DATA; NAMES_EVAL_TUNE=1 prints the tuning half too.
# Needs: python3, and uconv for the simple method.
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
needs python3 uconv "$vectors/names/pairs.tsv"
python3 "$TILMACH_SRC/tests/eval/names_scores.py"
