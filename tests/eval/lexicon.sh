#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The compiled lexicons beside Hunspell, on words made of the entries of its dictionaries with endings
# of its rules, right and wrong, and with capitals in all places: how often the lexicon is sure, and
# where it says otherwise, which it never should.
. "$TILMACH_SRC/tests/lib/bench.sh"
[ -x "$TILMACH_BUILD/tests/eval/lexicon" ] || make -s -C "$TILMACH_BUILD" tests/eval/lexicon || exit 2
rc=0
for dictionary in en_US ru_RU kk_KZ pl_PL uk_UA tr_TR de_DE; do
    base=/usr/share/hunspell/$dictionary lang=${dictionary%_*}
    if [ ! -r "$base.dic" ]; then
        echo "lexicon: not run: $base.dic is not there"
        continue
    fi
    set=$(sed -n 's/^[^S]*SET *\([A-Za-z0-9-]*\).*/\1/p' "$base.aff" | head -n 1)
    case $set in ISO8859-*) set=ISO-8859-${set#ISO8859-} ;; esac
    iconv -f "${set:-UTF-8}" -t UTF-8 "$base.dic" | sed '1d; s,[/[:space:]].*,,; /^$/d' >"$T/words"
    iconv -f "${set:-UTF-8}" -t UTF-8 "$base.aff" |
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
