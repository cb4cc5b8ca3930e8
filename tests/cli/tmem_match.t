#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What translators expect of a match: placeables, repaired translations.
. "$TILMACH_SRC/tests/lib/tap.sh"
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY

tab=$(printf '\t')
ask() { tmem lookup -s "$1" -t "$2" --top=1 | cut -f2,4; }

cat >m.tsv <<EOF
President Nazarbayev arrived in Astana on 12 November 2021.${tab}Президент Назарбаев 2021 жылғы 12 қарашада Астанаға келді.
The speech of Nursultan Nazarbayev cost 1,234.5 tenge.${tab}Нұрсұлтан Назарбаевтың сөзі 1 234,5 теңге тұрды.
Nazarbayev met Nazarbayev.${tab}Назарбаев Назарбаевпен кездесті.
EOF
status 0 "a memory" tmem -q add -s en -t kk m.tsv

# names, dates
is "a name in the house spelling of the target" \
    "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' | ask en kk)" \
    "99.00${tab}Президент Тоқаев 2021 жылғы 12 қарашада Астанаға келді."
is "name, place and date" \
    "$(echo 'President Tokayev arrived in Almaty on May 5, 2022.' | ask en kk)" \
    "97.00${tab}Президент Тоқаев 2022 жылғы 5 мамырда Алматыға келді."
is "a spelling that is only derived" \
    "$(echo 'President Toqaev arrived in Astana on 12 November 2021.' | ask en kk)" \
    "99.00${tab}Президент Тоқаев 2021 жылғы 12 қарашада Астанаға келді."
is "a full name with its ending, a number in the format" \
    "$(echo 'The speech of Kassym-Jomart Tokayev cost 98,765 tenge.' | ask en kk)" \
    "98.00${tab}Қасым-Жомарт Тоқаевтың сөзі 98 765 теңге тұрды."
is "characters" "$(echo 'President Tokayev arrived in Almaty on May 5, 2022.' |
    tmem lookup -s en -t kk --metric=chars --top=1 | cut -f2)" 97.00
is "the other way" \
    "$(echo 'Президент Тоқаев 2022 жылғы 5 мамырда Алматыға келді.' | ask kk en)" \
    "97.00${tab}President Tokayev arrived in Almaty on 5 May 2022."
is "the house style of names" \
    "$(echo 'Президент Тоқаев 2021 жылғы 12 қарашада Астанаға келді.' |
        tmem lookup -s kk -t en --style=rferl --best)" \
    "President Toqaev arrived in Astana on 12 November 2021."
is "a name that stands there twice is left" \
    "$(echo 'Tokayev met Nazarbayev.' | ask en kk)" "99.00${tab}Назарбаев Назарбаевпен кездесті."
is "a name that nobody lists is a word" \
    "$(echo 'President Qwertyev arrived in Astana on 12 November 2021.' | ask en kk | cut -f1)" \
    87.50

# how it is told
is "the note" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -s en -t kk --top=1 | cut -f6)" "repaired: Назарбаев -> Тоқаев"
is "an exact match has none" "$(echo 'Nazarbayev met Nazarbayev.' | tmem lookup -s en -t kk --top=1 |
    cut -f6)" ""
is "--json" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -s en -t kk --top=1 --json | sed 's/.*"repaired"/"repaired"/')" \
    '"repaired": true, "target_before": "Президент Назарбаев 2021 жылғы 12 қарашада Астанаға келді.", "changes": "Назарбаев -> Тоқаев"}'
is "--best is repaired" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -s en -t kk --best)" "Президент Тоқаев 2021 жылғы 12 қарашада Астанаға келді."
is "--no-repair" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -s en -t kk --best --no-repair)" \
    "Президент Назарбаев 2021 жылғы 12 қарашада Астанаға келді."

# whose names
cat >own.rec <<EOF
%rec: Name
%key: Id
%mandatory: Kind Native

Id: own-1
Kind: person
Native: kk
kk: Бұрқанов, Еділхан
en: Burqanov, Edilkhan
EOF
is "names of one's own" "$(echo 'President Burqanov arrived in Astana on 12 November 2021.' |
    tmem lookup -d own.rec -s en -t kk --top=1 | cut -f2,4)" \
    "99.00${tab}Президент Бұрқанов 2021 жылғы 12 қарашада Астанаға келді."
is "--no-default" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -d own.rec --no-default -s en -t kk --top=1 | cut -f2)" 87.50
status 2 "a style of another language" sh -c 'echo x | tmem lookup -s en -t kk --style=rferl'
like "is named" "$(cat err)" "the style rferl does not write .kk."

done_testing
