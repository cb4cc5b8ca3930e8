#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Accuracy on data that is no part of the project: every other script in this folder, in turn.  They
# read $TILMACH_EVAL_DATA; without it a folder "shared" beside the source tree, or one or two levels
# up, is taken where there is one; without any, only what needs none is run.  Name parts (xlit, tm …) to
# run only these.
: "${TILMACH_BUILD:?run by make eval}" "${TILMACH_SRC:?run by make eval}"
if [ -z "${TILMACH_EVAL_DATA:-}" ]; then
    for up in .. ../.. ../../..; do
        [ -d "$TILMACH_SRC/$up/shared/vectors" ] || continue
        TILMACH_EVAL_DATA=$(cd "$TILMACH_SRC/$up/shared" && pwd)
        break
    done
fi
if [ ! -d "${TILMACH_EVAL_DATA:-}" ]; then
    echo "eval: no data, most is not run. Set TILMACH_EVAL_DATA to the folder that has vectors/ in it."
fi
export TILMACH_EVAL_DATA
. "$TILMACH_SRC/tests/lib/parts.sh"
run_parts "$TILMACH_SRC/tests/eval" "$@"
