#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Build the fuzz targets with libFuzzer and run each for some seconds over a copy of its corpus:
# run.sh SOURCE BUILD JOBS [SECONDS]
set -eu
src=$1 build=$2 jobs=$3 seconds=${4:-10}
mkdir -p "$build"
[ -f "$build/Makefile" ] || (cd "$build" && "$src/configure" --quiet CC=clang CFLAGS='-O1 -g' \
    --enable-fuzzing --enable-sanitizers)
make -C "$build" -j "$jobs" all
for c in "$src"/tests/fuzz/fuzz_*.c; do
    t=$(basename "$c" .c)
    make -C "$build" -j "$jobs" "tests/fuzz/$t"
    work=$(mktemp -d "$build/corpus-XXXXXX")
    cp -r "$src/tests/fuzz/corpus/${t#fuzz_}/." "$work"
    echo "fuzzing $t for $seconds s"
    (cd "$build" && "tests/fuzz/$t" -max_total_time="$seconds" -rss_limit_mb=4096 -timeout=20 "$work")
    rm -rf "$work"
done
