#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The compiled lexicons beside Hunspell: how often a lexicon is sure, and where it says otherwise, which
# it never should.
# Data: words made of the entries of Hunspell's dictionaries with endings of their rules, right and
# wrong, and with capitals in all places; $SEED (5) of the draw.
# Needs: the dictionaries of seven languages; one that is not there is told.
# Exit: 1 where a lexicon says otherwise.
. "$TILMACH_SRC/tests/lib/eval.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"
built tests/eval/lexicon
rc=0
for dictionary in en_US ru_RU kk_KZ pl_PL uk_UA tr_TR de_DE; do
    base=/usr/share/hunspell/$dictionary lang=${dictionary%_*}
    if [ ! -r "$base.dic" ]; then
        echo "lexicon: not run: $base.dic is not there"
        continue
    fi
    hunspell_words "$base.dic" >"$T/words"
    hunspell_file "$base.aff" |
        awk '($1 == "SFX" || $1 == "PFX") && NF > 4 && $4 != "0" && $4 !~ /\// { print $1 "\t" $4 }' |
        sort -u >"$T/affixes"
    # WORD|N|ENDING: the word less N letters, with the ending
    awk -F '\t' -v seed="${SEED:-5}" '
        BEGIN { srand(seed) }
        FILENAME ~ /affixes$/ { if ($1 == "SFX") suffix[s++] = $2; else prefix[p++] = $2; next }
        rand() < 1 / 12 {
            print $0 "|0|"
            for (k = 0; k < 8 && s; k++)
                print (p && k > 4 ? prefix[int(rand() * p)] : "") $0 "|" int(rand() * 4) "|" suffix[int(rand() * s)]
        }' "$T/affixes" "$T/words" |
        sed -E 's/^(.*)\|0\|/\1/; s/^(.*).\|1\|/\1/; s/^(.*)..\|2\|/\1/; s/^(.*)...\|3\|/\1/; /\|/d' >"$T/small"
    { cat "$T/small"; sed 's/^./\U&/' "$T/small"
      sed -n '1~9s/.*/\U&/p' "$T/small"; sed -n '2~9s/./\U&/3p' "$T/small"; } | sort -u >"$T/asked"
    "$TILMACH_BUILD/tests/eval/lexicon" "$TILMACH_BUILD/dictionaries/words.tmd" "$lang" <"$T/asked" || rc=1
done
exit $rc
