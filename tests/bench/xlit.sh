#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of xlit beside ICU's uconv on the same text in the same run, what it takes from start to end
# beside a loop over a table of bytes, memory, start-up and threads.  The text: paragraphs of words
# drawn at random, seeded, from the Hunspell dictionaries of Russian and Kazakh in turn.
. "$TILMACH_SRC/tests/lib/bench.sh"
size=${BENCH_BYTES:-20000000}
ROUNDS=${BENCH_ROUNDS:-9}
dictionaries=/usr/share/hunspell

for dic in ru_RU kk_KZ; do
    if [ ! -r "$dictionaries/$dic.dic" ]; then
        echo "xlit: not run: $dictionaries/$dic.dic is not there"
        exit 0
    fi
    random_text "$dictionaries/$dic.dic" $((size / 2)) >"$T/$dic"
done
# every paragraph is six lines: take them in turn
paste -d'\n' "$T/ru_RU" "$T/kk_KZ" >"$T/text"
INPUT=$T/text

u=
if command -v uconv >/dev/null; then
    u=$(ROUNDS=3 cpu uconv -x Cyrillic-Latin)
    row "uconv -x Cyrillic-Latin" "$T/text" "$u"
else
    echo "xlit: uconv is not there: no ratios to it"
fi
for system in ru-bgn ru-iso9 kk-2021 kk-bgn kk-arab ru-alalc ru-press-fr; do
    row "xlit -t $system" "$T/text" "$(cpu xlit -t "$system")" uconv "$u"
done

# Other text: ASCII only, and back from Latin.
tr -cd 'a-zA-Z .\n' <"$dictionaries/en_US.dic" 2>/dev/null | tr '\n' ' ' | fold -s -w 100 >"$T/words"
: >"$T/ascii"
while [ "$(wc -c <"$T/ascii")" -lt "$size" ] && [ -s "$T/words" ]; do cat "$T/words" >>"$T/ascii"; done
INPUT=$T/ascii row "xlit -t ru-bgn, ASCII only" "$T/ascii" "$(INPUT=$T/ascii cpu xlit -t ru-bgn)" uconv \
    "$(INPUT=$T/ascii ROUNDS=1 cpu uconv -x Cyrillic-Latin)"
xlit -t ru-iso9 "$T/ru_RU" >"$T/iso9"
row "xlit -r -t ru-iso9" "$T/iso9" "$(INPUT=$T/iso9 ROUNDS=3 cpu xlit -r -t ru-iso9)" \
    "uconv -x Latin-Cyrillic" "$(INPUT=$T/iso9 ROUNDS=1 cpu uconv -x Latin-Cyrillic)"

# Where the time goes.
printf 'Қазақстан.\n' >"$T/twenty"
start=$(INPUT=$T/twenty ROUNDS=50 cpu xlit -t ru-bgn)
copy=$(cpu byte_table copy) table=$(cpu byte_table table) all=$(cpu xlit -t ru-bgn)
row "byte_table" "$T/text" "$table"
echo "$start $copy $table $all" | awk '{
    share = 100 / $4
    printf "xlit -t ru-bgn takes %.2f times as long as the table of bytes: ", $4 / $3
    printf "%.0f %% start, %.0f %% reading and writing, %.0f %% what the table takes, ", \
        $1 * share, $2 * share, ($3 - $2) * share
    printf "%.0f %% contexts, checks of UTF-8 and NFC, addresses\n", ($4 - $3 - $1) * share }'

# Memory does not grow with the text nor with its longest line.
for i in 1 2 3 4 5 6 7 8 9 10; do cat "$T/text"; done | tr '\n' ' ' >"$T/line"
tr -d ' \n' <"$T/text" >"$T/word"
for file in twenty text line word; do
    echo "$(INPUT=$T/$file memory xlit -t ru-bgn) $(wc -c <"$T/$file") $file" | awk '{
        what = $3 == "line" ? ", one line" : $3 == "word" ? ", one line without a blank" : ""
        printf "peak memory for %.6g MB%s: %.1f MiB\n", $2 / 1e6, what, $1 / 1024 }'
done
rm -f "$T/line" "$T/word"

# Start-up, by the clock.
INPUT=$T/twenty ROUNDS=100
echo "$(clock true) $(clock xlit -t ru-bgn) $(clock xlit -t kk-2021)" | awk '{
    printf "start-up on 20 bytes: %.2f ms more than true (kk-2021: %.2f ms)\n", ($2 - $1) * 1e3,
        ($3 - $1) * 1e3 }'

# Threads, by the clock; what they take of the processors shows how much of that is the machine's doing.
INPUT=$T/text ROUNDS=${BENCH_ROUNDS:-9}
for system in ru-bgn kk-arab; do
    echo "$(clock xlit -t $system) $(clock xlit -j2 -t $system)" \
        "$(cpu xlit -t $system) $(cpu xlit -j2 -t $system)" | awk -v s="$system" '{
        printf "xlit -j2 -t %s: %.2f times the speed of one thread, %.2f times its processor time\n", s,
            $1 / $2, $4 / $3 }'
done
