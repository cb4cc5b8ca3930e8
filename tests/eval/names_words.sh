#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ordinary words are no names: findings of namenorm, with the project's own dictionary, on the words
# of the Hunspell dictionaries, as they are and with a capital, a word a line and each line a document
# of its own.  Words that the dictionary itself has with a capital are mostly names, so they are
# counted apart.  Prints the counts, findings of the kinds `possible` and `former` apart, which are
# reported only, and every other finding.
set -u
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for dictionary in en_US kk_KZ ru_RU pl_PL de_DE uk_UA tr_TR; do
    file=/usr/share/hunspell/$dictionary.dic lang=${dictionary%_*}
    if [ ! -r "$file" ]; then
        echo "words: not run: $file is not there"
        continue
    fi
    set=$(sed -n 's/^[^S]*SET *\([A-Za-z0-9-]*\).*/\1/p' "${file%.dic}.aff" | head -n 1)
    [ "$set" = ISO8859-2 ] && set=ISO-8859-2
    iconv -f "${set:-UTF-8}" -t UTF-8 "$file" | sed -e 1d -e 's/[/[:space:]].*//' | grep '..' >"$work/all"
    grep '^[[:lower:]]' "$work/all" >"$work/small"
    sed 's/^./\U&/' "$work/small" >"$work/capital"
    grep '^[[:upper:]]' "$work/all" >"$work/names"
    for kind in small capital names; do
        namenorm --no-config -l "$lang" --document=line -c --stdin-filename="$lang-$kind" \
            <"$work/$kind" >"$work/found"
        [ $? -le 1 ] || exit 2
        awk -F': ' -v words="$(wc -l <"$work/$kind")" -v what="$dictionary, $kind" '
            $2 == "possible" { possible++; next }
            $2 == "former" { former++; next }
            { found[++n] = $0 }
            END {
                printf "words: %s: %d words, %d findings (%.2f a thousand), %d possible, %d superseded\n",
                    what, words, n, words ? 1000 * n / words : 0, possible, former
                for (i = 1; i <= n; i++) print found[i]
            }' "$work/found"
    done
done
