#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed: every other script in this folder, in turn.  Name parts (xlit, tmem …) to run only these.
: "${TILMACH_BUILD:?run by make bench}" "${TILMACH_SRC:?run by make bench}"
. "$TILMACH_SRC/tests/lib/parts.sh"
run_parts "$TILMACH_SRC/tests/bench" "$@"
