#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every fuzz target takes every file of its corpus without a crash.
. "$TILMACH_SRC/tests/lib/tap.sh"

for c in "$TILMACH_SRC"/tests/fuzz/fuzz_*.c; do
    [ -f "$c" ] || continue
    t=$(basename "$c" .c)
    status 0 "$t" "$TILMACH_BUILD/tests/fuzz/$t" "$TILMACH_SRC/tests/fuzz/corpus/${t#fuzz_}"
done
done_testing
