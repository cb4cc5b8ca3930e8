#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Does a Cyrillic letter leak into another script?  Each system of a language is run with
# --unmapped=error over its data in small letters, with a capital and in capitals.  A letter that no
# rule takes and one in what comes out are both leaks.
# Data: the letters of the language's alphabet, its words, and its text, as far as Debian has them
# installed (tests/lib/corpora.sh); words and lines with a letter outside its alphabet, names of other
# languages, are left out; nothing else is left alone.
# Exit: 1 if anything leaks.
. "$TILMACH_SRC/tests/lib/eval.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"

leaks() { # system: the letters that leak
    xlit -q --skip= --unmapped=error -t "$1" "$T/all" >"$T/out" 2>/dev/null ||
        xlit -q --skip= --unmapped=mark -t "$1" "$T/all" | grep -o '⟨[^⟩]*⟩' | sort | uniq -c
    LC_ALL=C grep -aoE "$cyrillic_letter" "$T/out" | sort | uniq -c
}

rc=0 systems=0
for lang in $corpus_languages; do
    corpus_words "$lang" >"$T/found"
    corpus_own "$lang" <"$T/found" >"$T/words"
    corpus_text "$lang" | corpus_own "$lang" >"$T/text"
    { corpus_alphabet "$lang" | sed 's/./&\n/g'; cat "$T/words"; } | corpus_cases >"$T/all"
    cat "$T/text" >>"$T/all"
    list=$(xlit --list="$lang" | awk -F '\t' '$3 == "Cyrl" && $4 != "Cyrl" { print $1 }')
    leaking=
    for system in $list; do
        systems=$((systems + 1))
        leaks "$system" >"$T/leaks"
        [ -s "$T/leaks" ] || continue
        leaking="$leaking $system:$(awk '{ printf " %s (%d)", $2, $1 }' "$T/leaks")"
    done
    printf '%s: %3d systems, %6d words (%d left out), %7d bytes of text: %s\n' "$lang" \
        "$(echo $list | wc -w)" "$(wc -l <"$T/words")" \
        $(($(wc -l <"$T/found") - $(wc -l <"$T/words"))) "$(wc -c <"$T/text")" \
        "${leaking:-no leak}"
    [ -z "$leaking" ] || rc=1
done
echo "total: $systems systems"
exit $rc
