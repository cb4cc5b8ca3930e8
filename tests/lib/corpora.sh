# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the evaluations: text and words of a language that Debian installs, Hunspell's
# dictionaries (package hunspell-LANG) and the message catalogues of other programs.
#
#   . "$TILMACH_SRC/tests/lib/corpora.sh"
#   corpus_words kk >words      # one a line, sorted, Cyrillic letters only
#   corpus_text kk >text        # what the catalogues say
#
# $T is a folder to work in (start.sh).

corpus_languages=$(sed -n 's/^\([a-z]*\)\t.*/\1/p' "$TILMACH_SRC/tests/cli/xlit-alphabets.tsv")

# The letters of a language, small; what is outside them stands in its text as another's.
corpus_alphabet() { # LANG
    awk -F '\t' -v lang="$1" '$1 == lang { gsub(/ /, "", $2); print $2 }' \
        "$TILMACH_SRC/tests/cli/xlit-alphabets.tsv"
}

# A letter from U+0400 to U+053F, as bytes: what a range of letters is depends on the locale.
cyrillic_letter=$(printf '[\320-\324][\200-\277]')

# A file of a Hunspell dictionary in UTF-8; its words, one a line, without their flags.
hunspell_file() { # FILE.dic, or FILE.aff
    _set=$(sed -n 's/^[^A-Z]*SET[ \t]*\([A-Za-z0-9-]*\).*/\1/p; /SET/q' "${1%.*}.aff")
    case $_set in ISO8859-*) _set=ISO-8859-${_set#ISO8859-} ;; esac
    iconv -f "${_set:-UTF-8}" -t UTF-8 "$1"
}
hunspell_words() { # FILE.dic
    hunspell_file "$1" | sed '1d; s,[/[:space:]].*,,; /^$/d'
}

corpus_hunspell() { # LANG: the words of its dictionaries
    for _dic in "${TILMACH_HUNSPELL:-/usr/share/hunspell}/$1"_*.dic; do
        [ ! -r "$_dic" ] || hunspell_words "$_dic"
    done
}

# Uzbek catalogues in Cyrillic are those of uz@cyrillic.
corpus_text() { # LANG: the lines with Cyrillic letters
    command -v msgunfmt >/dev/null || return 0
    for _mo in /usr/share/locale/"$1"/LC_MESSAGES/*.mo /usr/share/locale/"$1"@cyrillic/LC_MESSAGES/*.mo; do
        [ -r "$_mo" ] && msgunfmt "$_mo" 2>/dev/null
    done | iconv -c -f UTF-8 -t UTF-8 | LC_ALL=C sed -n '/^msgstr/,/^$/{
            s/^msgstr\(\[[0-9]\]\)\{0,1\} //; s/^"//; s/"$//; s/\\n//g; s/\\"/"/g; /./p;}' |
        LC_ALL=C grep -aE "$cyrillic_letter"
}

corpus_words() { # LANG
    { corpus_hunspell "$1"; corpus_text "$1" | LC_ALL=C grep -aoE "($cyrillic_letter)+"; } |
        LC_ALL=C grep -axE "($cyrillic_letter)+" | LC_ALL=C sort -u
}

# Standard input without the lines that have a Cyrillic letter outside the language's alphabet.
corpus_own() { # LANG
    _small=$(corpus_alphabet "$1")
    cat >"$T/own.all"
    LC_ALL=C.UTF-8 sed "s/[$_small$(printf %s "$_small" | LC_ALL=C.UTF-8 sed 's/.*/\U&/')]//g" "$T/own.all" |
        paste -d '\n' - "$T/own.all" |
        LC_ALL=C awk 'NR % 2 { other = /[\320-\324][\200-\277]/; next } !other'
    rm "$T/own.all"
}

# Words of the alphabet alone: every two letters of it inside a word, and after a capital or two.
corpus_letters() { # LANG
    corpus_alphabet "$1" | LC_ALL=C.UTF-8 sed 's/./&\n/g' | grep . >"$T/letters"
    while read -r _a; do
        LC_ALL=C.UTF-8 sed "s/.*/ма$_a&на/" "$T/letters"
        printf '%s\n' "т$_a" "${_a}т" "то$_a" "${_a}о"
    done <"$T/letters"
    rm "$T/letters"
}

# Standard input (words, one a line) in small letters, with a capital, and in capitals.
corpus_cases() {
    LC_ALL=C.UTF-8 sed 's/.*/\L&\n\L\u&\n\U&/'
}
