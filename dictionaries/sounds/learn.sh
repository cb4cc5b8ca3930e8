#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Learns the files of this folder anew.  Usage: learn.sh DATA ESTIMATE XLIT FOLDER: the data of names,
# the programs estimate and xlit, and where the files go.
set -eu
data=$1/vectors/names estimate=$2 xlit=$3 out=$4 what=
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
words="pairs of name words of NETransliteration-COLING2018, from Wikidata, CC0"
labels="labels of people in Wikidata, CC0"

pairs() { awk -v left="$1" -v right="$2" -f "$here/pairs.awk" "$data/variants.tsv"; }
themselves() { cut -f1,2 "$1" | tr '\t' '\n' | awk '{ print $0 "\t" $0 "\t1" }'; }
thrice() { cat "$1" "$1" "$1"; }
put() { # left, right, file of pairs, origin, options of the program
    left=$1 right=$2 from=$3 origin=$4
    shift 4
    {
        echo "# SPDX-License-Identifier: CC0-1.0"
        echo "# Letters that are written for one another in names: left, right, cost.  See README.md."
        echo "# origin: $origin"
        "$estimate" "$@" "$left" "$right" <"$from"
    } >"$out/$left-$right$what.txt.tmp"
    mv "$out/$left-$right$what.txt.tmp" "$out/$left-$right$what.txt"
}

while read -r alphabet file script; do
    pairs Latn "$script" >"$work/labels"
    { cat "$data/words/en-$file.tsv"; thrice "$work/labels"; } >"$work/pairs"
    put latin "$alphabet" "$work/pairs" "$words; $labels"
    [ "$alphabet" = cyrillic ] && continue
    pairs Cyrl "$script" >"$work/labels"
    awk -f "$here/through.awk" "$data/words/en-russian.tsv" "$data/words/en-$file.tsv" >"$work/pairs"
    thrice "$work/labels" >>"$work/pairs"
    put cyrillic "$alphabet" "$work/pairs" "$words; $labels"
done <<END
cyrillic russian Cyrl
arabic arabic Arab
hebrew hebrew Hebr
pinyin chinese Hani
hangul korean Hang
kana katakana Kana
END
pairs Cyrl Cyrl >"$work/labels"
{ thrice "$work/labels"; themselves "$work/labels"; } >"$work/pairs"
put cyrillic cyrillic "$work/pairs" "$labels"
pairs Latn Latn >"$work/labels"
sed 's/ //g' "$data/words/en-russian.tsv" | awk -f "$here/pivot.awk" >"$work/pivot"
{ cat "$work/pivot"; thrice "$work/labels"; themselves "$work/pivot"; themselves "$work/labels"; } >"$work/pairs"
put latin latin "$work/pairs" "$words; $labels" -g "$out/latin-cyrillic.txt"

# surnames of the region, as the press of other languages writes them
what=+press
words="Russian words of NETransliteration-COLING2018 and Kazakh names of this project, written by its systems"
cut -f 2 "$data/words/en-russian.tsv" | tr -d ' ' |
    grep -E '(ов|ев|ин|ын|ский|цкий|ова|ева|ко|ук|юк|вич|ян|дзе|швили|ец|ых|их)$' |
    LC_ALL=C sort -u | awk 'NR % 5 == 0' >"$work/russian"
sed -n 's/^kk: //p' "$here/../names/people-kz.rec" | tr -d , | tr ' ' '\n' | LC_ALL=C sort -u >"$work/kazakh"
press() { sh "$here/press.sh" "$1" "$xlit" "$work/russian" "$work/kazakh" >"$work/pairs"; }
press Latn
put latin latin "$work/pairs" "$words" -g "$out/latin-cyrillic.txt"
press Cyrl
put latin cyrillic "$work/pairs" "$words"
