#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Ordinary words are no names: findings of namenorm, with the project's own dictionary, on the
# lower-case words of the Hunspell dictionaries, as they are and with a capital, a word a line and
# each line a document of its own.  Prints the counts and every finding.
set -u
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for dictionary in en_US:en-press kk_KZ:kk ru_RU:ru-press; do
    file=/usr/share/hunspell/${dictionary%:*}.dic style=${dictionary#*:}
    if [ ! -r "$file" ]; then
        echo "words: not run: $file is not there"
        continue
    fi
    sed -e 1d -e 's/[/[:space:]].*//' "$file" | grep '^[[:lower:]].' >"$work/small"
    sed 's/^./\U&/' "$work/small" >"$work/capital"
    for kind in small capital; do
        namenorm --no-config -s "$style" --document=line -c --stdin-filename="${style}-$kind" \
            <"$work/$kind" >"$work/found"
        [ $? -le 1 ] || exit 2
        printf 'words: %s, %s: %d words, %d findings\n' "${dictionary%:*}" "$kind" \
            "$(wc -l <"$work/$kind")" "$(wc -l <"$work/found")"
        cat "$work/found"
    done
done
