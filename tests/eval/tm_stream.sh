#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A TMX that is made on the fly goes through a pipe into a memory: how much memory `tmem import` holds
# at most, for two sizes.  It is the same.  Prints: megabytes, units, KiB held at most, seconds.
# Usage: tm_stream.sh [MB [MB]] (200 and 2000; the memory takes as much disk).
# Data: its own.
# Exit: 1 where the larger file takes more than a tenth more; 2 where tmem fails.
. "$TILMACH_SRC/tests/lib/eval.sh"
cd "$T" || exit 99
mkfifo pipe

tmx() { # megabytes
    awk -v limit="$1" 'BEGIN {
        print "<tmx version=\"1.4\"><header srclang=\"en\"/><body>"
        for (i = 0; i < 100; i++) { s = s " a word"; t = t " бір сөз" }
        row = "<tu><tuv xml:lang=\"en\"><seg>%d%s</seg></tuv><tuv xml:lang=\"kk\"><seg>%d%s</seg></tuv></tu>\n"
        for (i = 0; size < limit * 1000000; i++) {
            printf row, i, s, i, t
            size += 100 * 21 + 80
        }
        print "</body></tmx>" }'
}

# VmHWM is read until the process is gone.
peak_of() { # pid
    most=0
    while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null) && [ -n "$now" ]; do
        most=$now
        sleep 0.2
    done
    echo "$most"
}

first=
for mb in "${1:-200}" "${2:-2000}"; do
    rm -rf m.tmdb*
    tmx "$mb" >pipe &
    start=$(date +%s)
    tmem -m m.tmdb import --from=tmx - <pipe 2>import.log & pid=$!
    most=$(peak_of $pid)
    wait $pid || { cat import.log >&2; exit 2; }
    units=$(tmem -m m.tmdb log | cut -f5)
    printf '%s\t%s\t%s\t%s\n' "$mb" "$units" "$most" $(($(date +%s) - start))
    [ -n "$first" ] || first=$most
done
[ "$most" -le $((first + first / 10)) ]
