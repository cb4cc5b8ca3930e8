#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of tmseg beside ICU's sentence iterator, which knows no rules, on the same text in the same run,
# and its memory.  The text: paragraphs of sentences of words drawn at random, seeded, from the Hunspell
# dictionaries, five sentences a line.
. "$TILMACH_SRC/tests/lib/bench.sh"
size=${BENCH_BYTES:-20000000}
ROUNDS=${BENCH_ROUNDS:-5}

for pair in ru:ru_RU kk:kk_KZ en:en_US de:de_DE; do
    lang=${pair%:*} dic=/usr/share/hunspell/${pair#*:}.dic
    if [ ! -r "$dic" ]; then
        echo "tmseg -l $lang: not run: $dic is not there"
        continue
    fi
    # A sentence begins with a capital, which is put before a word that the dictionary writes small.
    iconv -f UTF-8 -t UTF-8 "$dic" >"$T/dic" 2>/dev/null || iconv -f ISO-8859-1 -t UTF-8 "$dic" >"$T/dic"
    random_text "$T/dic" "$size" | awk 'NF { printf "%s%s", (n++ ? " X" : "X"), $0; next } { n = 0; print "" }' \
        >"$T/text"
    INPUT=$T/text
    peer=$(cpu icu_sentences "$lang")
    row "ICU, $lang" "$T/text" "$peer"
    row "tmseg -l $lang" "$T/text" "$(cpu tmseg -l "$lang")" ICU "$peer"
done
if [ -s "$T/text" ]; then
    echo "$(INPUT=$T/text memory tmseg -l "$lang") $(wc -c <"$T/text")" |
        awk '{ printf "peak memory for %.6g MB: %.1f MiB\n", $2 / 1e6, $1 / 1024 }'
fi
