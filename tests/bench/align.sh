#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed and memory of tmseg, tmalign and tmterms, and how both grow with the text.
. "$TILMACH_SRC/tests/lib/bench.sh"
cd "$T" || exit 2

# Two invented languages with 20,000 words each, word n about as frequent as 1/n; the second has
# other words in reverse order; a sentence in fifty is missing on one side, one in twenty is split.
# Seeded, so every run has the same.
generate() { # sentences
    awk -v total="$1" 'BEGIN {
        srand(20240202)
        ca = split("қа ле бо сы ті ның ды ған ма ер жа ұл те ше кө ры ай мен ос ұр зе дә пі қы", sa, " ")
        cb = split("ka le bo sy ti nu da gan me er ja ul to she ko ry ai man os ur ze da pi ky x", sb, " ")
        for (n = 1; n <= 20000; n++) {
            w = ""; for (m = n * 7; m > 0; m = int(m / ca)) w = w sa[1 + m % ca]; a[n] = w
            w = ""; for (m = n * 11 + 3; m > 0; m = int(m / cb)) w = w sb[1 + m % cb]; b[n] = w
        }
        for (i = 0; i < total; i++) {
            len = 4 + int(rand() * 20); s = t = ""
            cut = rand() < 0.05 ? int(len / 2) : 0
            for (k = 1; k <= len; k++) {
                n = int(exp(rand() * log(20000)))
                s = s (k > 1 ? " " : "") a[n] (k == cut ? "." : "")
                t = b[n] (k > 1 ? " " : "") t
            }
            r = rand()
            if (r > 0.01) {
                if (cut) { match(s, /\. /); print substr(s, 1, RSTART) >"a." total; s = substr(s, RSTART + 2) }
                print s "." >"a." total
            }
            if (r < 0.99) print t "." >"b." total
        }
    }'
}

# Run once: processor seconds, and memory at the peak; growth compares the last two.
run() { # title, file whose bytes count, command...
    title=$1 bytes=$(wc -c <"$2"); shift 2
    [ ! -f last ] || mv last before
    measure 1 /dev/null "$@" >last || { echo "$title: failed"; exit 1; }
    awk -v t="$title" -v bytes="$bytes" '{
        printf "%s: %.2f s, %.2f MB/s, %.0f MB of memory\n", t, $1, bytes / ($1 + 1e-3) / 1e6, $3 / 1024}' last
}
growth() { # what was measured, how many times the text
    cat before last | awk -v what="$1" -v times="$2" '
        {time[NR] = $1 + 1e-3; memory[NR] = $3}
        END {printf "%s: %s times the text takes %.1f times the time and %.1f times the memory\n", what,
                 times, time[2] / time[1], memory[2] / memory[1]}'
}

# Eight passes over either text (-I): by itself tmterms makes more over a short one.
small=2000 large=20000
generate $small
generate $large
for n in $small $large; do
    tr '\n' ' ' <"a.$n" | fold -s -w 2000 >"run.$n"
    awk 'NR == FNR {a[NR] = $0; next} FNR in a {print a[FNR] " ||| " $0}' "a.$n" "b.$n" >"pairs.$n"
done
for n in $small $large; do
    run "tmseg, $n sentences" "run.$n" tmseg -l kk "run.$n"
done
growth tmseg ten
for n in $small $large; do
    run "tmterms --words, $n lines" "pairs.$n" tmterms --words -I 8 -s kk -t en "pairs.$n"
done
growth "tmterms --words" ten
tmalign -s kk -t en --segmented "a.$large" "b.$large" >tmx
run "tmterms, $large sentences" tmx tmterms -s kk -t en tmx

# Lines as a user has them, of books and of laws; all are to be in beads, however many they are against.
align() { # lines of the first side, of the second
    head -n "$1" a.28000 >a
    head -n "$2" b.28000 >b
    run "tmalign, $1 and $2 lines" a tmalign -s kk -t en --segmented --format=beads -o beads a b
    awk -F '[][]' -v title="tmalign, $1 and $2 lines" -v lines=$(($1 + $2)) '
        {n += split($2, x, ",") + split($4, x, ","); both += $2 != "" && $4 != ""}
        END {
            if (n != lines) { print title ": " n " lines in beads"; exit 1 }
            printf "%s: %d beads, %d of both sides\n", title, NR, both
        }' beads || exit 1
}
generate 28000
align 200 30
align 5500 5400
# sides that end with the same sentence: some of the first are divided
align 14180 13500
align 28360 27000
growth tmalign two

# What a pass over the text costs, from runs of few and of many: -I 28 has 20 passes with the whole
# model and 10 to warm up more than -I 8, in both directions, with two chains for so many lines.
for passes in 8 28; do
    run "tmterms --words -I $passes" "pairs.$large" tmterms --words -s kk -t en -I $passes -j1 "pairs.$large"
done
awk -F ' [|][|][|] ' '{cells += split($1, a, " ") * split($2, b, " ")} END {print cells}' "pairs.$large" |
    cat before last - | awk -v lines="$(wc -l <"pairs.$large")" '
        NR < 3 {time[NR] = $1; memory = $3 * 1024}
        NR == 3 {printf "tmterms --words: %.0f sentences a second and pass in both directions, " \
                     "%.1f bytes a link candidate\n", lines * 30 * 2 / (time[2] - time[1]), memory / $1}'
