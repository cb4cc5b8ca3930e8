#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of xlit in MB/s (user and system time of the best of three runs, start included), beside
# ICU's uconv on the same text in the same run.  The text: 20 MB of words drawn at random, seeded,
# from the Hunspell dictionaries of Russian and Kazakh, in sentences and paragraphs.
: "${TILMACH_BUILD:?run by make bench}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
size=${BENCH_BYTES:-20000000}

make_text() { # dictionary: sentences of 4 to 14 words, a blank line after every fifth
    LC_ALL=C awk -v size="$size" 'NR > 1 { sub(/[\/ \t\r].*/, ""); if ($0 != "") word[n++] = $0 }
        END {
            srand(20240101)
            while (bytes < size) {
                k = 4 + int(rand() * 11); s = ""
                for (i = 0; i < k; i++) s = s (i ? " " : "") word[int(rand() * n)]
                print s "."
                bytes += length(s) + 2
                if (++lines % 5 == 0) print ""
            }
        }' "$1"
}

cpu() { # command...: user + system seconds, the best of three
    for round in 1 2 3; do
        ("$@" >/dev/null 2>&1; times) | tail -1
    done | tr 'ms' '  ' | awk '{ t = $1 * 60 + $2 + $3 * 60 + $4; if (NR == 1 || t < best) best = t }
        END { print best }'
}

row() { # title, file, seconds, seconds of uconv or nothing
    awk -v title="$1" -v bytes="$(wc -c <"$2")" -v t="$3" -v u="$4" 'BEGIN {
        if (t <= 0) t = 0.01
        printf "%-36s %8.1f MB/s", title, bytes / t / 1e6
        if (u != "") printf "   %6.1f times uconv", u / t
        print "" }'
}

for lang in ru_RU:ru-bgn kk_KZ:kk-2021; do
    dic=/usr/share/hunspell/${lang%:*}.dic system=${lang#*:}
    if [ ! -r "$dic" ]; then
        echo "xlit: not run: $dic is not there"
        continue
    fi
    make_text "$dic" >"$T/text"
    u=
    if command -v uconv >/dev/null; then
        u=$(cpu uconv -x Cyrillic-Latin "$T/text")
        row "uconv -x Cyrillic-Latin (${lang%_*})" "$T/text" "$u" ""
    fi
    row "xlit -t $system" "$T/text" "$(cpu xlit -t "$system" "$T/text")" "$u"
done
