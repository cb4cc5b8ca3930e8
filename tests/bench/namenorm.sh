#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of namenorm in MB/s (user and system time of the best of three runs, start included), beside
# `rg -F` looking for every form of the dictionary in the same text.  The text: 20 MB of words drawn
# at random, seeded, from a Hunspell dictionary, a name in every third sentence.
. "$TILMACH_SRC/tests/lib/bench.sh"
size=${BENCH_BYTES:-20000000}

for lang in en_US:en-press ru_RU:ru-press; do
    dic=/usr/share/hunspell/${lang%:*}.dic style=${lang#*:}
    if [ ! -r "$dic" ]; then
        echo "namenorm: not run: $dic is not there"
        continue
    fi
    case $style in
    en-press) random_text "$dic" "$size" "Qasym-Zhomart Toqaev" Tokajew Putin "President Nazarbaev" \
        Turkestan Astana "Olschas Bektenow" ;;
    ru-press) random_text "$dic" "$size" "Касым-Жомартом Тоқаевым" Тоқаева Путину "президент Назарбаев" \
        Түркістан Астане "Олжаса Бектенова" ;;
    esac >"$T/text"
    u=
    if command -v rg >/dev/null; then
        namedict export --format=csv 2>/dev/null | tr ',' '\n' | tr -d '"' |
            awk 'length > 3' | sort -u >"$T/forms"
        u=$(cpu rg -F -f "$T/forms" "$T/text")
        row "rg -F -f ($(wc -l <"$T/forms") forms, ${lang%_*})" "$T/text" "$u"
    else
        echo "namenorm: rg is not there: no ratio"
    fi
    row "namenorm -s $style" "$T/text" "$(cpu namenorm --no-config -q -s "$style" "$T/text")" \
        "rg -F" "$u"
done
