#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# There and back, byte for byte, for every system that says it is reversible ("yes" in xlit --list), or
# for $EVAL_SYSTEMS.
# Data: the words of its language (tests/lib/corpora.sh) and every two letters of its alphabet inside a
# word, in small letters, with a capital, in capitals, and decomposed; then 5 MB of text: what the
# catalogues installed here say, and sentences strung together from the words.  Kazakh systems are
# given the Russian words too.  A text in which Latin letters, or signs that the system writes, stand
# already can't come back: such words are taken out of it, and counted.
# Exit: 1 if anything differs.
. "$TILMACH_SRC/tests/lib/eval.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"
echo ':: NFC ;' >"$T/nfc.rules"
want_bytes=5000000

# The same sentences in every run: a generator of numbers seeded with 1.
sentences() { # words, bytes
    LC_ALL=C awk -v bytes="$2" 'function rnd(n) { x = (x * 1103515245 + 12345) % 2147483648; return int(x / 65536) % n }
        { word[n++] = $0 }
        END {
            x = 1
            split(", |; | - | |: |-|, «|» ", between, "|")
            while (n && written < bytes) {
                line = word[rnd(n) * 32768 % n]
                for (i = 2 + rnd(12); i > 0; i--)
                    line = line (rnd(3) ? " " : between[1 + rnd(8)]) word[(rnd(32768) * 32768 + rnd(32768)) % n]
                line = line (rnd(5) ? "." : " (" rnd(2000) ").")
                print line
                written += length(line) + 1
            }
        }' "$1"
}

# The signs that a system writes, besides Latin letters without marks; a quote that no text has
# stands for none.
signs() { # system, language
    _letters=$(corpus_alphabet "$2" | sed 's/.*/&\U&/')
    echo "$_letters" | sed 's/./& /g' | xlit -q --skip= -t "$1" |
        sed "s/[A-Za-z[:space:]$_letters]//g" | tr -d '\n'
    printf '\342\200\233'
}

# Latin letters as bytes: ASCII, U+00C0 to U+02BF, U+1E00 to U+1EFF.
latin=$(printf '([A-Za-z]|[\303-\312].|\341[\270-\273].)')

without_own() { # system, language: standard input without the words with what the system writes
    sed "s/[^[:space:]]*[$(signs "$1" "$2")][^[:space:]]*//g" | LC_ALL=C sed -E "s/[^ ]*$latin[^ ]*//g"
}

differ() { # system, file, option: how many lines do not come back
    xlit -q --skip= ${3:+"$3"} -t "$1" "$2" >"$T/there" || return
    xlit -q --skip= ${3:+"$3"} -r -t "$1" "$T/there" >"$T/back" || return
    cmp -s "$2" "$T/back" && echo 0 && return
    paste -d '\n' "$2" "$T/back" |
        LC_ALL=C awk 'NR % 2 { a = $0; next } ("x" a) != ("x" $0) { n++ } END { print n + 0 }'
    [ -z "${EVAL_VERBOSE:-}" ] || diff "$2" "$T/back" | grep '^[<>]' | head -n "${EVAL_ROWS:-40}" >&2
}

language=
corpus() { # language
    [ "$language" = "$1" ] && return
    language=$1
    { corpus_words "$1"; [ "$1" != kk ] || corpus_words ru; } | corpus_own "$1" | grep .. >"$T/found"
    { cat "$T/found"; corpus_letters "$1"; } | corpus_cases | LC_ALL=C sort -u >"$T/words"
    xlit -q --skip= --nfd --rules="$T/nfc.rules" "$T/words" >"$T/decomposed"
    corpus_text "$1" | corpus_own "$1" >"$T/catalogues"
}

rc=0
for system in ${EVAL_SYSTEMS:-$(xlit --list | awk -F '\t' '$5 == "yes" { print $1 }')}; do
    corpus "$(xlit --list | awk -F '\t' -v s="$system" '$1 == s { print $7 }')"
    without_own "$system" "$language" <"$T/catalogues" >"$T/text"
    out=$(($(wc -w <"$T/catalogues") - $(wc -w <"$T/text")))
    own=$(wc -c <"$T/text")
    [ "$own" -ge "$want_bytes" ] || sentences "$T/words" $((want_bytes - own)) >>"$T/text"
    a=$(differ "$system" "$T/words") b=$(differ "$system" "$T/decomposed" --nfd)
    c=$(differ "$system" "$T/text")
    printf '%-14s %6d words of dictionaries, %7d forms: %s differ, decomposed %s; ' "$system" \
        "$(wc -l <"$T/found")" "$(wc -l <"$T/words")" "$a" "$b"
    printf '%d bytes of text, %d of them from catalogues (%d words taken out): %s lines differ\n' \
        "$(wc -c <"$T/text")" "$own" "$out" "$c"
    [ "$a$b$c" = 000 ] || rc=1
done
exit $rc
