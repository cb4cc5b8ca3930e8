#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of namenorm in MB/s (user and system time of the best of three runs, start included), beside
# `rg -F` looking for every form of the dictionary in the same text.  The text: 20 MB of words drawn
# at random, seeded, from a Hunspell dictionary, a name in every third sentence.
: "${TILMACH_BUILD:?run by make bench}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
size=${BENCH_BYTES:-20000000}

make_text() { # dictionary, name, name…
    dic=$1
    shift
    LC_ALL=C awk -v size="$size" -v names="$(printf '%s|' "$@")" '
        BEGIN { k = split(names, name, "|") - 1 }
        NR > 1 { sub(/[\/ \t\r].*/, ""); if ($0 != "") word[n++] = $0 }
        END {
            srand(20240101)
            while (bytes < size) {
                m = 4 + int(rand() * 11); s = ""
                for (i = 0; i < m; i++) s = s (i ? " " : "") word[int(rand() * n)]
                if (rand() < 0.33) s = s " " name[1 + int(rand() * k)]
                print s "."
                bytes += length(s) + 2
                if (++lines % 5 == 0) print ""
            }
        }' "$dic"
}

cpu() { # command...: user + system seconds, the best of three
    for round in 1 2 3; do
        ("$@" >/dev/null 2>&1; times) | tail -1
    done | tr 'ms' '  ' | awk '{ t = $1 * 60 + $2 + $3 * 60 + $4; if (NR == 1 || t < best) best = t }
        END { print best }'
}

row() { # title, file, seconds, seconds of rg or nothing
    awk -v title="$1" -v bytes="$(wc -c <"$2")" -v t="$3" -v u="$4" 'BEGIN {
        if (t <= 0) t = 0.01
        printf "%-36s %8.1f MB/s", title, bytes / t / 1e6
        if (u != "") printf "   %6.3f times rg -F", u / t
        print "" }'
}

for lang in en_US:en-press ru_RU:ru-press; do
    dic=/usr/share/hunspell/${lang%:*}.dic style=${lang#*:}
    if [ ! -r "$dic" ]; then
        echo "namenorm: not run: $dic is not there"
        continue
    fi
    case $style in
    en-press) make_text "$dic" "Qasym-Zhomart Toqaev" Tokajew Putin "President Nazarbaev" \
        Turkestan Astana "Olschas Bektenow" ;;
    ru-press) make_text "$dic" "Касым-Жомартом Тоқаевым" Тоқаева Путину "президент Назарбаев" \
        Түркістан Астане "Олжаса Бектенова" ;;
    esac >"$T/text"
    u=
    if command -v rg >/dev/null; then
        namedict export --format=csv 2>/dev/null | tr ',' '\n' | tr -d '"' |
            awk 'length > 3' | sort -u >"$T/forms"
        u=$(cpu rg -F -f "$T/forms" "$T/text")
        row "rg -F -f ($(wc -l <"$T/forms") forms, ${lang%_*})" "$T/text" "$u" ""
    else
        echo "namenorm: rg is not there: no ratio"
    fi
    row "namenorm -s $style" "$T/text" "$(cpu namenorm --no-config -q -s "$style" "$T/text")" "$u"
done
