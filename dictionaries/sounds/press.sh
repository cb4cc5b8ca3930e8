#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pairs of spellings of one name in the press of many languages, by the project's own systems: of
# Russian surnames, and of Kazakh names both from their own spelling and from the Russian one.
# Usage: press.sh PAIRED XLIT RUSSIAN KAZAKH >PAIRS: "Latn" pairs Latin spellings with each
# other, "Cyrl" with the Cyrillic ones; the last two are files of a word a line.
set -eu
paired=$1 xlit=$2 russian=$3 kazakh=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
by() { "$xlit" --no-config -t "$1"; }

n=0
column() { # file of words, systems in turn
    n=$((n + 1))
    cat "$1" >"$work/words"
    shift
    for system; do
        by "$system" <"$work/words" >"$work/next"
        mv "$work/next" "$work/words"
    done
    mv "$work/words" "$work/$(printf '%02d' $n)"
}
table() { # a table with a word's spellings in a row
    paste "$work"/[0-9][0-9]
    rm "$work"/[0-9][0-9]
}
{
    n=0
    column "$russian"
    for to in press-en press-de press-fr press-pl press-cs press-hu press-tr press-es press-it press-lt \
        press-lv press-fi press-sv press-nl bgn icao9303 scientific; do
        column "$russian" "ru-$to"
    done
    table
    n=0
    column "$kazakh"
    for to in press-en press-de press-fr press-pl press-cs press-hu press-tr press-es press-it 2021 bgn icao9303; do
        column "$kazakh" "kk-$to"
    done
    for to in press-en press-de press-fr press-pl press-tr bgn; do
        column "$kazakh" kk-ru "ru-$to"
    done
    table
} | awk -F '\t' -v OFS='\t' -v paired="$paired" '
    paired == "Cyrl" { for (i = 2; i <= NF; i++) print $i, $1, 1 }
    paired == "Latn" {
        for (i = 2; i <= NF; i++)
            for (k = 1; k <= 5; k += 2)
                print $i, $(2 + (i - 2 + k) % (NF - 1)), 1
    }'
