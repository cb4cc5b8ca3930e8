#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ordinary words are no names: findings of namenorm with the project's own dictionary, a word a line
# and each line a document of its own, in small letters and with a capital.  Words that a dictionary
# itself has with a capital are mostly names, so they are counted apart.  Prints the counts, findings
# of the kinds `possible` and `former` apart, which are reported only, and every other finding.
# Data: the words of Hunspell's dictionaries of seven languages; one that is not there is told.
# Exit: 2 where namenorm fails; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"
for dictionary in en_US kk_KZ ru_RU pl_PL de_DE uk_UA tr_TR; do
    file=/usr/share/hunspell/$dictionary.dic lang=${dictionary%_*}
    if [ ! -r "$file" ]; then
        echo "words: not run: $file is not there"
        continue
    fi
    hunspell_words "$file" | grep '..' >"$T/all"
    grep '^[[:lower:]]' "$T/all" >"$T/small"
    sed 's/^./\U&/' "$T/small" >"$T/capital"
    grep '^[[:upper:]]' "$T/all" >"$T/names"
    for kind in small capital names; do
        namenorm --no-config -l "$lang" --document=line -c --stdin-filename="$lang-$kind" \
            <"$T/$kind" >"$T/found"
        [ $? -le 1 ] || exit 2
        awk -F': ' -v words="$(wc -l <"$T/$kind")" -v what="$dictionary, $kind" '
            $2 == "possible" { possible++; next }
            $2 == "former" { former++; next }
            { found[++n] = $0 }
            END {
                printf "words: %s: %d words, %d findings (%.2f a thousand), %d possible, %d superseded\n",
                    what, words, n, words ? 1000 * n / words : 0, possible, former
                for (i = 1; i <= n; i++) print found[i]
            }' "$T/found"
    done
done
