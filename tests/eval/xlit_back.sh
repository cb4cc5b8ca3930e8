#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The way back to Kazakh Cyrillic: how many words come back the same after going to an alphabet and
# back, by the rules alone and with the choice by a dictionary.  That is the best case: every word is
# known.  Letter case does not count: the Arabic alphabet has none.  EVAL_VERBOSE=1 shows words that
# do not come back, $EVAL_ROWS (40) of each system.
# Data: the words of Hunspell's Kazakh dictionary (package hunspell-kk).
# Exit: 1 where xlit fails; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
dic=${TILMACH_HUNSPELL:-/usr/share/hunspell}/kk_KZ.dic
needs "$dic"
mkdir "$T/none"
# words of Cyrillic letters only; capitals of the alphabet in small letters
sed '1d; s/[/\t\r].*//; s/ .*//' "$dic" | grep -v '[[:space:][:punct:]0-9A-Za-z]' | grep . |
    sed 'y/АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ/аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя/' |
    sort -u >"$T/words"
n=$(wc -l <"$T/words")

same() { # file of words that came back
    paste -d '\n' "$T/words" "$1" | LC_ALL=C awk 'NR % 2 { want = $0; next }
        ("x" want) == ("x" $0) { n++ } END { print n + 0 }'
}

for system in $(xlit --list=kk | awk -F '\t' '$5 == "partly" { print $1 }'); do
    xlit -q -t $system "$T/words" >"$T/there" || exit 1
    TILMACH_HUNSPELL=$T/none xlit -q -r -t $system "$T/there" >"$T/rules" || exit 1
    xlit -q -r -t $system "$T/there" >"$T/chosen" || exit 1
    awk -v s=$system -v n="$n" -v a="$(same "$T/rules")" -v b="$(same "$T/chosen")" 'BEGIN {
        printf "%-16s %6d words: by rules %6d (%.2f %%), with the dictionary %6d (%.2f %%)\n",
            s, n, a, 100 * a / n, b, 100 * b / n }'
    [ -z "${EVAL_VERBOSE:-}" ] || paste "$T/words" "$T/there" "$T/rules" "$T/chosen" |
        awk -F '\t' '$1 != $4' | head -n "${EVAL_ROWS:-40}"
done
