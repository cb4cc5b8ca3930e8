#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of tmem on a generated memory of 50,000 units: import, look-ups a second through the index,
# and the ratio to comparing everything in the same run.
: "${TILMACH_BUILD:?}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY

# Sentences of 3 to 25 words made of syllables; word n is about as frequent as 1/n, as in text;
# seeded, so every run has the same.
awk -v queries="$T/queries" 'BEGIN {
    srand(20240101)
    count = split("қа ле бо сы ті ның ды ған ма ер жа ұл те ше кө ры ай мен ос ұр зе дә пі қы", syl, " ")
    for (n = 1; n <= 30000; n++) {
        w = ""; for (m = n * 7; m > 0; m = int(m / count)) w = w syl[1 + m % count]
        word[n] = w
    }
    for (i = 0; i < 50000; i++) {
        n = 3 + int(rand() * 23); s = ""
        for (k = 0; k < n; k++)
            s = s (k ? " " : "") (rand() < 0.03 ? int(rand() * 2000) : word[int(exp(rand() * log(30000)))])
        print s ".\tsentence number " i "."
        if (i % 50 == 0) {
            split(s, w2, " "); w2[1 + int(rand() * n)] = "басқа"; q = ""
            for (k = 1; k <= n; k++) q = q (k > 1 ? " " : "") w2[k]
            print q "." >queries
        }
    }
}' >"$T/units.tsv"

now() { date +%s.%N; }
seconds() { # command...: wall-clock seconds, the best of three
    for round in 1 2 3; do
        from=$(now)
        "$@" >"$T/out" || return
        echo "$from $(now)"
    done | awk '{t = $2 - $1} NR == 1 || t < best {best = t} END {printf "%.3f", best}'
}
lookup() { tmem lookup -s kk -t en "$@"; }

from=$(now)
tmem import -q -s kk -t en "$T/units.tsv"
t=$(echo "$from $(now)" | awk '{print $2 - $1}')
echo "$t" | awk '{printf "tmem import: 50000 units in %.2f s, %.0f units/s\n", $1, 50000 / $1}'
head -n 1 "$T/queries" >"$T/one"
for options in "" "--metric=chars"; do
    many=1000
    [ -z "$options" ] || many=200
    start=$(seconds lookup $options "$T/one")
    head -n "$many" "$T/queries" >"$T/asked"
    fast=$(seconds lookup $options "$T/asked")
    head -n 50 "$T/queries" >"$T/some"
    slow=$(seconds lookup $options --exhaustive "$T/some")
    echo "$start $fast $slow $many" | awk -v o="${options:---metric=words}" '{
        f = $4 / ($2 - $1 > 0.001 ? $2 - $1 : 0.001); s = 50 / ($3 - $1 > 0.001 ? $3 - $1 : 0.001)
        printf "tmem lookup %s: ready in %.2f s, %.0f queries/s; comparing everything %.0f queries/s, ratio %.1f\n", o, $1, f, s, f / s}'
    lookup $options "$T/some" >"$T/a"
    lookup $options --exhaustive "$T/some" | cmp -s - "$T/a" || echo "tmem lookup $options: the answers DIFFER"
done
