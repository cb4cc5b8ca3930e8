#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of tmseg, tmalign and tmterms, and how time and memory grow with ten times the text.
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

now() { date +%s.%N; }
# Processor seconds where time(1) is installed, else those of the clock.
measure() { # title, file whose bytes count, command...
    title=$1 bytes=$(wc -c <"$2"); shift 2
    from=$(now)
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f '%U %S %M' -o "$T/used" "$@" >"$T/out" || return
    else
        "$@" >"$T/out" || return
        echo "$from $(now)" | awk '{print $2 - $1, 0, 0}' >"$T/used"
    fi
    tail -n 1 "$T/used" | awk -v t="$title" -v bytes="$bytes" '{
        s = $1 + $2 > 0.005 ? $1 + $2 : 0.005
        printf "%s: %.2f s, %.2f MB/s, %.0f MB of memory\n", t, s, bytes / s / 1e6, $3 / 1024}' |
        tee -a "$T/$seen"
}
growth() { # what was measured
    paste -d' ' "$T/small" "$T/large" | awk -v w="$1" '
        {n = split($0, p, " "); k = 0
         for (i = 1; i <= n; i++) {
             if (p[i + 1] == "s,") time[++k] = p[i]
             if (p[i + 1] == "MB" && p[i + 2] == "of") mem[k] = p[i]
         }
         printf "%s: ten times the text takes %.1f times the time", w, time[2] / (time[1] > 0.005 ? time[1] : 0.005)
         if (mem[1] > 0) printf " and %.1f times the memory", mem[2] / mem[1]
         print ""}'
    rm -f "$T/small" "$T/large"
}

small=2000 large=20000
generate $small
generate $large
for n in $small $large; do
    tr '\n' ' ' <"a.$n" | fold -s -w 2000 >"run.$n"
    awk 'NR == FNR {a[NR] = $0; next} FNR in a {print a[FNR] " ||| " $0}' "a.$n" "b.$n" >"pairs.$n"
done
for n in $small $large; do
    seen=$([ $n = $small ] && echo small || echo large)
    measure "tmseg, $n sentences" "run.$n" tmseg -l kk "run.$n"
done
growth tmseg
for n in $small $large; do
    seen=$([ $n = $small ] && echo small || echo large)
    measure "tmalign, $n sentences" "a.$n" tmalign -s kk -t en --segmented --format=beads "a.$n" "b.$n"
done
growth tmalign
for n in $small $large; do
    seen=$([ $n = $small ] && echo small || echo large)
    measure "tmterms --words, $n lines" "pairs.$n" tmterms --words -s kk -t en "pairs.$n"
done
growth "tmterms --words"
for n in $small $large; do
    seen=$([ $n = $small ] && echo small || echo large)
    tmalign -s kk -t en --segmented "a.$n" "b.$n" >"$n.tmx"
    measure "tmterms, $n sentences" "$n.tmx" tmterms -s kk -t en "$n.tmx"
done
growth tmterms

# What a pass over the text costs, from runs of few and of many: -I 28 has 20 passes with the whole
# model and 10 to warm up more than -I 8, in both directions, with two chains for so many lines.
if [ -x /usr/bin/time ]; then
    for passes in 8 28; do
        /usr/bin/time -f '%U %S %M' -o "$T/passes.$passes" \
            tmterms --words -s kk -t en -I $passes -j1 "pairs.$large" >"$T/out" || exit 2
    done
    awk -F ' [|][|][|] ' '{cells += split($1, a, " ") * split($2, b, " ")} END {print cells}' \
        "pairs.$large" >"$T/cells"
    cat "$T/passes.8" "$T/passes.28" "$T/cells" | awk -v lines="$(wc -l <"pairs.$large")" '
        NR < 3 {time[NR] = $1 + $2; memory = $3 * 1024}
        NR == 3 {printf "tmterms --words: %.0f sentences a second and pass in both directions, " \
                     "%.1f bytes a link candidate\n", lines * 30 * 2 / (time[2] - time[1]), memory / $1}'
fi
