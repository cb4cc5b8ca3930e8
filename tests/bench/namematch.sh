#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namematch on lists: pairs compared in a second, two lists joined and one clustered, at 1,000, 10,000
# and $BENCH_LINES (100,000) lines, with one thread and two.  The lists: given and family names of
# syllables, seeded; half of the second list is the first in another spelling.
. "$TILMACH_SRC/tests/lib/bench.sh"
ROUNDS=${BENCH_ROUNDS:-1} most=${BENCH_LINES:-100000}

lists() { # lines
    awk -v n="$1" -v a="$T/a" -v b="$T/b" 'BEGIN {
        srand(7)
        g = split("Aibek Aliya Arman Askar Bauyrzhan Bolat Dana Daniyar Dariga Yerlan Gulnara Kairat " \
            "Madina Marat Nurlan Olzhas Serik Timur Ulan Yerbol Ivan Pyotr Anna Maria Sergei Elena", given, " ")
        s = split("ba da ga zha ka la ma na ra sa ta sha bai ger nur tol kul mur bek sul tan yer dos mak khan", syl, " ")
        e = split("ov ev in bayev bekov uly sky enko", ends, " ")
        for (i = 0; i < n; i++) {
            f = ""
            for (k = 2 + int(rand() * 2); k > 0; k--) f = f syl[1 + int(rand() * s)]
            f = f ends[1 + int(rand() * e)]
            x = given[1 + int(rand() * g)] " " toupper(substr(f, 1, 1)) substr(f, 2)
            print x >a
            if (rand() < 0.5) {
                gsub(/zh/, "j", x); gsub(/kh/, "h", x); gsub(/v/, "w", x); gsub(/y/, "j", x)
            } else {
                gsub(/a/, "u", x)
            }
            print x >b
        }
    }'
}

for n in 1000 10000 100000; do
    [ "$n" -le "$most" ] || continue
    lists "$n"
    paste "$T/a" "$T/b" >"$T/pairs"
    for threads in 1 2; do
        echo "$n $threads $(clock namematch --no-config -j "$threads" --join "$T/a" "$T/b") \
            $(clock namematch --no-config -j "$threads" --cluster "$T/a")" |
            awk '{ printf "%7d lines, -j%d: joined in %.2f s (%.3g pairs of lines a second), clustered in %.2f s\n",
                $1, $2, $3, $1 * $1 / $3, $4 }'
    done
    echo "$n $(INPUT=$T/pairs cpu namematch --no-config --pairs) $(memory namematch --no-config --join "$T/a" "$T/b")" |
        awk '{ printf "%7d pairs compared in %.2f s, %.0f a second; memory of the join %d MB\n",
            $1, $2, $1 / $2, $3 / 1024 }'
done
