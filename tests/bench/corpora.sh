#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Phrases of large corpora: a model of a sample, counts of parts side by side, one merge; time, memory and
# disk, and how they grow with ten times the text.  $BENCH_PAIRS sentence pairs (20,000; 10,000,000 need
# some 20 GB under $BENCH_DIR, else the build folder) are made of the Russian-English pairs under
# $TILMACH_TM_CORPORA that have at most 250 bytes, each time with other numbers and one word in twenty
# changed; without these, of invented words.
. "$TILMACH_SRC/tests/lib/bench.sh"
pairs=${BENCH_PAIRS:-20000}
jobs=${BENCH_JOBS:-$(nproc)}
D=$(mktemp -d "${BENCH_DIR:-$T}/corpora-XXXXXX") || exit 2
trap 'rm -rf "$T" "$D"' EXIT
TMPDIR=$D
export TMPDIR
cd "$D" || exit 2

invent() { # 30,000 pairs of two languages with words about as frequent as 1/n
    LC_ALL=C awk 'BEGIN {
        srand(20240202)
        for (i = 0; i < 30000; i++) {
            s = t = ""
            for (k = 3 + int(rand() * 12); k > 0; k--) {
                n = int(exp(rand() * log(20000)))
                s = s sprintf("%s%c%d ", n % 2 ? "ma" : "ko", 97 + n % 26, n)
                t = sprintf("%s%c%d ", n % 3 ? "be" : "su", 97 + n % 25, n) t
            }
            gsub(/[0-9]/, "a&", s); gsub(/[0-9]/, "e&", t)
            gsub(/ $/, "", s); gsub(/ $/, "", t)
            print s "\t" t
        }
    }' | tr 0123456789 bdfghlnprt
}
base=${TILMACH_TM_CORPORA:+$TILMACH_TM_CORPORA/ru-en.tsv}
if [ -r "$base" ]; then
    LC_ALL=C awk -F '\t' 'length($1) + length($2) <= 250 {print $2 "\t" $1}' "$base" >base
else
    invent >base
fi

# The k-th time a line is used its numbers are k more, and of its words those that the turn of k
# falls on get a letter more, on both sides by the word's length and first letter.
corpus() { # pairs
    LC_ALL=C awk -v total="$1" '
        BEGIN {
            FS = OFS = "\t"
            for (i = 0; i < 256; i++) code[sprintf("%c", i)] = i
            while ((getline line <"base") > 0) text[n++] = line
            for (i = 0; i < total; i++) {
                k = int(i / n)
                if (k == 0) { print text[i % n]; continue }
                split(text[i % n], side)
                print vary(side[1]), vary(side[2])
            }
        }
        function vary(s,   w, m, j, out) {
            m = split(s, w, " ")
            for (j = 1; j <= m; j++) {
                if (w[j] ~ /^[0-9]+$/) w[j] += k
                else if ((code[substr(w[j], 2, 1)] + length(w[j])) % 20 == k % 20)
                    w[j] = w[j] sprintf("%c", 97 + k % 26)
                out = out (j > 1 ? " " : "") w[j]
            }
            return out
        }'
}

# What a command of several processes took: seconds of the clock, MB of the largest process.
timed() { # title, command...
    title=$1; shift
    from=$(date +%s.%N)
    /usr/bin/time -a -f %M -o "$D/peaks" "$@" || { echo "$title: failed"; exit 2; }
    echo "$from $(date +%s.%N) $(sort -n "$D/peaks" | tail -n 1)" |
        awk -v t="$title" '{printf "%s: %.1f s, %.0f MB of memory\n", t, $2 - $1, $3 / 1024
                            print $2 - $1, $3 / 1024}' >"$D/said"
    head -n 1 "$D/said"
    tail -n 1 "$D/said" >>"$D/$n.figures"
    rm -f "$D/peaks"
}
whole() { # pairs
    n=$1
    corpus "$n" >text
    echo "$n pairs, $(wc -c <text | awk '{printf "%.0f", $1 / 1e6}') MB"
    head -n 50000 text >sample
    timed "  model of $(wc -l <sample) pairs" \
        tmterms -s ru -t en --from=tsv -I 4 --top=1 --save-model=model -o first sample
    rm -f sample part.*
    split -n "l/$jobs" text part.
    # -I 2: quick, as many pairs make up for doubtful links
    timed "  counts, $jobs at once" sh -c "ls part.* | xargs -P $jobs -I P \
        /usr/bin/time -a -f %M -o peaks tmterms -s ru -t en --from=tsv --model=model -I 2 -j 1 \
            --counts -o P.counts P"
    echo "  counts: $(cat part.*.counts | wc -c | awk '{printf "%.0f", $1 / 1e6}') MB"
    timed "  merged and ranked" tmterms -s ru -t en --merge -o terms part.*.counts
    echo "  $(wc -l <terms) terms"
    rm -f part.* text
}
[ -x /usr/bin/time ] || { echo "not run: no time(1)"; exit 0; }
whole $((pairs / 10))
whole "$pairs"
paste -d ' ' $((pairs / 10)).figures "$pairs".figures | awk -v n="$pairs" '
    NR == 2 {printf "ten times the text: counts %.1f times the time, %.2f times the memory", $3 / $1, $4 / $2
             rate = n / $3}
    NR == 3 {printf "; merging %.1f times, %.2f times\n", $3 / $1, $4 / $2}
    END {printf "%.0f pairs a second counted\n", rate}'
