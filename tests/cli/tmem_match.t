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
cat >order.tsv <<EOF
Kassym-Jomart Tokayev spoke.${tab}Касым-Жомарт Токаев выступил.
President Xi Jinping came.${tab}Приехал президент Си Цзиньпин.
The speech of Tokayev${tab}Речь Токаева
EOF
tmem -q -m order.tmdb add -s en -t ru order.tsv
is "a full name has its own order, and a family name alone remains one" \
    "$(printf '%s\n' 'Xi Jinping spoke.' 'President Tokayev came.' 'The speech of Xi Jinping' |
        tmem -m order.tmdb lookup -s en -t ru --best)" \
    "Си Цзиньпин выступил.
Приехал президент Касым-Жомарт Токаев.
Речь Си"
printf 'According to Nazarbayev, 10%% is enough.\tПо словам Назарбаева, 10 %% достаточно.\n' >r.tsv
tmem -q -m r.tmdb add -s en -t ru r.tsv
is "a form that is his daughter's name too" "$(echo 'According to Tokayev, 12.5% is enough.' |
    tmem -m r.tmdb lookup -s en -t ru --best)" "По словам Токаева, 12,5 % достаточно."
cat >cases.tsv <<EOF
He flew to Almaty.${tab}Он улетел в Алматы.
He came from Almaty.${tab}Он приехал из Алматы.
We invited him to Shymkent.${tab}Мы пригласили его в Шымкент.
He was born in Shymkent.${tab}Он родился в Шымкенте.
EOF
tmem -q -m cases.tmdb add -s en -t ru cases.tsv
is "a case that the old name hides is asked of the preposition, or the name is left" \
    "$(printf 'He %s.\n' 'flew to Shymkent' 'came from Shymkent' 'was born in Kyzylorda' |
        tmem -m cases.tmdb lookup -s en -t ru --best
       printf 'We invited him to %s.\n' Kyzylorda Pavlodar |
        tmem -m cases.tmdb lookup -s en -t ru --best)" \
    "Он улетел в Алматы.
Он приехал из Шымкента.
Он родился в Кызылорде.
Мы пригласили его в Шымкент.
Мы пригласили его в Павлодар."

# What a number counts may have another form now: that is told.
cat >count.tsv <<EOF
There were 3 letters.${tab}Было 3 письма.
Article 5 of the law${tab}Статья 5 закона
In 2021 it took 5 days${tab}В 2021 году ушло 5 дней
EOF
tmem -q -m count.tmdb add -s en -t ru count.tsv
changes() { tmem -m "$1" lookup -s "$2" -t "$3" --top=1 | cut -f6; }
is "number classes: few and many, few again; many before a noun that is not counted; years; one" \
    "$(printf '%s\n' 'There were 12 letters.' 'There were 104 letters.' 'Article 12 of the law' \
        'In 2022 it took 21 days' | changes count.tmdb en ru)" \
    "repaired: 3 -> 12 (письма?)
repaired: 3 -> 104
repaired: 5 -> 12
repaired: 2021 -> 2022; 5 -> 21 (дней?)"
printf '%s\t%s\n' 'We read 1 letter.' 'Біз 1 хат оқыдық.' 'We read 2 books!' 'Mamy 2 książki!' >count2.tsv
tmem -q -m kk.tmdb add -s en -t kk count2.tsv
tmem -q -m pl.tmdb add -s en -t pl count2.tsv
is "Kazakh counts in the singular" "$(echo 'We read 7 letter.' | changes kk.tmdb en kk)" "repaired: 1 -> 7"
is "English has two classes" "$(echo 'Біз 7 хат оқыдық.' | changes kk.tmdb kk en)" "repaired: 1 -> 7 (letter?)"
is "Polish 22 are few and 21 many" "$(printf 'We read %s books!\n' 22 21 | changes pl.tmdb en pl)" \
    "repaired: 2 -> 22
repaired: 2 -> 21 (książki?)"
is "a name that nobody lists is a word" \
    "$(echo 'President Qwertyev arrived in Astana on 12 November 2021.' | ask en kk | cut -f1)" \
    87.50

# how it is told
is "the note" "$(echo 'President Tokayev arrived in Astana on 12 November 2021.' |
    tmem lookup -s en -t kk --top=1 | cut -f6)" "repaired: Назарбаев -> Тоқаев"
is "what could not be repaired is told" "$(echo 'Tokayev met Nazarbayev.' |
    tmem lookup -s en -t kk --top=1 | cut -f2,6)" "99.00${tab}unrepaired: Nazarbayev -> Tokayev"
is "in JSON, too" "$(echo 'Tokayev met Nazarbayev.' |
    tmem lookup -s en -t kk --top=1 --json | sed 's/.*"repaired"/"repaired"/')" \
    '"repaired": false, "unrepaired": "Nazarbayev -> Tokayev"}'
is "not where it was not tried" "$(echo 'Tokayev met Nazarbayev.' |
    tmem lookup -s en -t kk --top=1 --no-repair | cut -f6)" ""
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

# in context
printf '%s\t%s\n' One. Бір. Yes. Иә. Two. Екі. Yes. Әрине. Three. Үш. >c.tsv
status 0 "a memory in the order of a document" tmem -q -m c.tmdb add -s en -t kk c.tsv
cat >c.tmx <<'EOF'
<?xml version="1.0"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1"
segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu><prop type="x-context-pre">&lt;seg&gt;Four.&lt;/seg&gt;</prop><prop type="x-context-post">&lt;seg&gt;Five.&lt;/seg&gt;</prop>
<tuv xml:lang="en"><seg>Perhaps.</seg></tuv><tuv xml:lang="kk"><seg>Мүмкін.</seg></tuv></tu>
<tu><prop type="prev">Five.</prop><prop type="next"></prop>
<tuv xml:lang="en"><seg>Perhaps.</seg></tuv><tuv xml:lang="kk"><seg>Бәлкім.</seg></tuv></tu>
</body></tmx>
EOF
status 0 "a memory that names neighbours" tmem -q -m c.tmdb import c.tmx
in_context() { tmem -m c.tmdb lookup -s en -t kk "$@" | cut -f1,2,4 | tr '\t\n' ' ;'; }
is "the neighbours decide between two translations" \
    "$(printf 'Two.\nYes.\nThree.\n' | in_context --top=1)" \
    "1 100.00 Екі.;2 101.00 Әрине.;3 101.00 Үш.;"
is "the beginning of the document" "$(printf 'One.\nYes.\nTwo.\n' | in_context --top=1)" \
    "1 101.00 Бір.;2 101.00 Иә.;3 100.00 Екі.;"
is "neighbours that the unit names" "$(printf 'Four.\nPerhaps.\nFive.\n' | in_context --top=2)" \
    "1 0.00 ;2 101.00 Мүмкін.;2 100.00 Бәлкім.;3 0.00 ;"
is "nothing behind it" "$(printf 'Five.\nPerhaps.\n' | tmem -m c.tmdb lookup -s en -t kk --best | tr '\n' ';')" \
    ";Бәлкім.;"
is "each file is a document" "$(printf 'Two.\nYes.\n' >f1; printf 'Three.\n' >f2
    in_context --top=1 f1 f2)" "1 100.00 Екі.;2 100.00 Иә.;1 100.00 Үш.;"
is "so is a record" "$(printf 'Two.\0Yes.\0Three.\0' | in_context -z --top=1 | tr '\0' ';' |
    grep -c 101)" 0
is "--line-buffered: so is a line" "$(printf 'Two.\nYes.\nThree.\n' |
    in_context --line-buffered --top=1 | grep -c 101)" 0
is "a column" "$(printf 'a\tTwo.\nb\tYes.\nc\tThree.\n' | in_context --top=1 -C 2)" \
    "1 100.00 Екі.;2 101.00 Әрине.;3 101.00 Үш.;"
is "--exhaustive" "$(printf 'Two.\nYes.\nThree.\n' | in_context --top=1 --exhaustive)" \
    "1 100.00 Екі.;2 101.00 Әрине.;3 101.00 Үш.;"

# several memories
printf 'Good day.\tҚайырлы күн.\nOne day.\tБір күн.\n' >a.tsv
printf 'Good day.\tҚош келдіңіз.\nGood days.\tЖақсы күндер.\n' >b.tsv
tmem -q -m a.tmdb add -s en -t kk a.tsv && tmem -q -m b.tmdb add -s en -t kk b.tsv
several() { echo 'Good day.' | tmem "$@" lookup -s en -t kk --min-score=60 | cut -f2,4 |
    tr '\t\n' ' ;'; }
is "equal scores in the order of the memories" "$(several -m b.tmdb -m a.tmdb)" \
    "100.00 Қош келдіңіз.;100.00 Қайырлы күн.;66.67 Жақсы күндер.;66.67 Бір күн.;"
is "--penalty is of the memory before it" "$(several -m b.tmdb --penalty=3 -m a.tmdb)" \
    "100.00 Қайырлы күн.;97.00 Қош келдіңіз.;66.67 Бір күн.;63.67 Жақсы күндер.;"
is "and counts before the limit" "$(several -m b.tmdb --penalty=6.67 -m a.tmdb --penalty=6.66)" \
    "93.34 Қайырлы күн.;93.33 Қош келдіңіз.;60.01 Бір күн.;"
is "--json names the memory" "$(echo 'Good day.' | tmem -m a.tmdb -m b.tmdb lookup -s en -t kk --json |
    sed -n 's/.*"memory": "\([^"]*\)".*/\1/p' | tr '\n' ' ')" "a.tmdb b.tmdb "
is "a concordance of several: equal hits in their order" \
    "$(tmem -q -m b.tmdb -m a.tmdb concord -s en -t kk 'good day' --json |
        sed 's/.*"target": "\([^"]*\)".*"memory": "\([^"]*\)".*/\2 \1/')" \
    "b.tmdb Қош келдіңіз.
a.tmdb Қайырлы күн.
b.tmdb Жақсы күндер."
is "their pages run through all" "$(tmem -q -m b.tmdb -m a.tmdb concord -s en -t kk day --top=1 --page=2 |
    cut -f2,3)" "Good day.${tab}Қайырлы күн."
status 2 "only one is written to" tmem -m a.tmdb -m b.tmdb add -s en -t kk a.tsv
like "and that is said" "$(cat err)" "^tmem: add takes one memory"

# concordance: names, stems, pages
cat >k.tsv <<EOF
The sessions were long.${tab}Сессиялар ұзақ болды.
A session of Tokayev.${tab}Тоқаевтың сессиясы.
Toqaev spoke.${tab}Тоқаев сөйледі.
Obsession is a word.${tab}Бұл бір сөз.
Tokayevs are no session.${tab}Олар сессия емес.
EOF
status 0 "a memory to search" tmem -q -m k.tmdb add -s en -t kk k.tsv
concord() { tmem -q -m k.tmdb concord -s en -t kk "$@"; }
is "whole words, then other forms, then parts of words" \
    "$(concord session | cut -f1 | tr '\n' ' ')" "2 5 1 4 "
is "a name in any spelling" "$(concord Tokaev | cut -f1 | tr '\n' ' ')" "2 3 5 "
is "--no-penalties: as it is only" "$(concord --no-penalties Tokaev | wc -l)" 0
is "a Russian spelling in Kazakh text" "$(concord Токаев | cut -f1 | tr '\n' ' ')" "2 3 "
esc=$(printf '\033')
is "highlighted with its ending" "$(concord --color=always Тоқаев | cut -f3 |
    sed "s/$esc\\[1;31m/</; s/$esc\\[m/>/" | tr '\n' ' ')" \
    "<Тоқаев> сөйледі. <Тоқаевтың> сессиясы. "
is "--json says where" "$(concord --json Tokaev | sed 's/.*"whole_words"/"whole_words"/' | head -n 1)" \
    '"whole_words": true, "in_source": {"offset": 13, "length": 7}, "in_target": null}'
is "forms of several words" "$(concord 'long session' | cut -f1)" ""
is "in their order" "$(concord 'sessions are long' | cut -f1)" ""
is "--page" "$(concord --top=2 --page=2 session | cut -f1 | tr '\n' ' ')" "1 4 "
is "the page is told" "$(tmem -m k.tmdb concord -s en -t kk --top=2 --page=2 session 2>&1 >out)" \
    "tmem: 3 to 4 of 4 shown; --top=N shows more, --page=N others"
is "what was added since is found" "$(printf 'The last session.\tСоңғы сессия.\n' |
    tmem -q -m k.tmdb add -s en -t kk; concord 'LAST session' | cut -f1)" 6
is "signs alone" "$(concord . | wc -l)" 6

printf '%s\t%s\n' 'Menu item.' 'Пункт меню.' 'save files!' 'сохраняйте файлы!' >ends.tsv
tmem -q -m ends.tmdb add -s en -t ru ends.tsv
is "a fragment that is a sentence in the memory" \
    "$(echo 'Choose the menu item and save files, please.' |
        tmem -m ends.tmdb lookup -s en -t ru --fragments | cut -f2,4,6 | tr "$tab\n" '|;')" \
    "0.00||;99.00|Пункт меню|fragment: menu item;99.00|сохраняйте файлы|fragment: save files;"

# parts of a line: segments of the memory, terms of glossaries
printf '%s\t%s\n' 'Heads of state' 'Мемлекет басшылары' 'in the city of Astana' \
    'Астана қаласында' 'of the' 'x' 'Heads of state and government' 'Мемлекет және үкімет басшылары' >p.tsv
tmem -q -m p.tmdb add -s en -t kk p.tsv
cat >g.tsv <<EOF
member state${tab}мүше мемлекет
state${tab}мемлекет
WHO${tab}ДДСҰ
general${tab}генерал
Secretary General${tab}Бас хатшы
Secretary General${tab}бас хатшы
EOF
printf 'city,"қала, шаһар"\n' >g.csv
cat >g.tbx <<EOF
<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body><termEntry id="c1">
<langSet xml:lang="en"><tig><term>meeting</term></tig></langSet>
<langSet xml:lang="kk"><tig><term>кездесу</term></tig></langSet>
<langSet xml:lang="ru"><tig><term>встреча</term></tig></langSet></termEntry></body></text></martif>
EOF
echo 'The secretary general of WHO met heads of state in the city of Almaty, who agreed.' >line
parts() { tmem -m p.tmdb lookup -s en -t kk "$@" line | cut -f2,4,6 | tr '\t\n' '|;'; }
is "fragments, the longest first, repaired" "$(parts --fragments)" \
    "0.00||;99.00|Мемлекет басшылары|fragment: heads of state;99.00|Алматы қаласында|fragment: in the city of Almaty;"
is "--no-repair" "$(parts --fragments --no-repair | tr ';' '\n' | tail -n 1)" \
    "99.00|Астана қаласында|fragment: in the city of Almaty"
is "terms: longer ones first, capitals" "$(parts --glossary=g.tsv)" \
    "0.00||;100.00|Бас хатшы|term: secretary general;100.00|бас хатшы|term: secretary general;100.00|ДДСҰ|term: WHO;100.00|мемлекет|term: state;"
is "several glossaries: CSV" "$(parts --glossary=g.csv --glossary=g.tsv | tr ';' '\n' | tail -n 1)" \
    "100.00|қала, шаһар|term: city"
is "TBX, in any form of the word" "$(echo 'Two meetings.' >line; parts --glossary=g.tbx)" \
    "0.00||;100.00|кездесу|term: meetings;"
is "--json" "$(tmem -m p.tmdb lookup -s en -t kk --json --glossary=g.tbx line | tail -n 1)" \
    '{"line": 1, "query": "Two meetings.", "kind": "term", "offset": 4, "length": 8, "score": 100.00, "source": "meeting", "target": "кездесу", "origin": ""}'
status 0 "a term is something found" tmem -m p.tmdb lookup -s en -t kk --glossary=g.tbx line
status 2 "not with --best" tmem -m p.tmdb lookup -s en -t kk --best --glossary=g.tbx line
status 2 "a glossary that is not there" tmem -m p.tmdb lookup -s en -t kk --glossary=none.csv line
printf 'one\n' >bad.csv
status 2 "a glossary without targets" tmem -m p.tmdb lookup -s en -t kk --glossary=bad.csv line
like "names its line" "$(cat err)" "bad.csv:1: no second field"

done_testing
