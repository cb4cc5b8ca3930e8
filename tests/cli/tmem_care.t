#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tmem clean: what it finds, what it leaves alone, and that all of it can be taken back.
. "$TILMACH_SRC/tests/lib/tap.sh"
tab=$(printf '\t')
m="tmem -q -m m.tmdb"

# units 1 to 13: sound ones and faulty ones
cat >en-kk.tsv <<EOF
Good morning, dear colleagues${tab}Қайырлы таң, құрметті әріптестер
In 2023 we built 5 schools${tab}2024 жылы біз 5 мектеп салдық
Press <b>Enter</b> to go on${tab}Жалғастыру үшін <b>Enter</b> басыңыз
Press <b>Escape</b> to stop${tab}Тоқтату үшін Escape басыңыз
Save the file before closing${tab}Save the file before closing
LibreOffice Writer${tab}LibreOffice Writer
A${tab}Б$(printf '\001')Ә
Type your name here${tab}Руководство учебного заведения сообщило, что сегодня началось строительство нового здания
Total: 1,234.50${tab}Барлығы: 1 234,5
The meeting is at 2 p.m.${tab}Жиналыс сағат 14:00-де
Type your name here${tab}type your own name in this field
Call %s now${tab}Қазір қоңырау шалыңыз
12.05.2024${tab}12.05.2024
EOF
$m import -s en -t kk en-kk.tsv
printf 'Good morning,  dear colleagues\tҚайырлы таң, құрметті әріптестер\n' >double.tsv
sleep 0.01
$m import -s en -t kk double.tsv

status 0 "clean without --apply" tmem -m m.tmdb clean -s en -t kk
is "what it finds" "$(cut -f1,2 out)" "1${tab}duplicate
2${tab}numbers
4${tab}tags
5${tab}same
7${tab}control
8${tab}language
11${tab}language
12${tab}tags"
is "why" "$(cut -f5 out)" "unit 14 says the same
the target lacks 2023; the source lacks 2024
the target lacks <b>
the target is the source
control characters in the target
the target is in ru, not kk
the target is in Latn, not kk
the target lacks %s"
is "what it would do" "$(cat err)" \
    "tmem: units to be taken away: 7, to be repaired: 1, looked at: 14; --apply does it"
is "nothing was changed" "$($m export -s en -t kk --format=tsv | wc -l)" 14
is "--only" "$($m clean -s en -t kk --only=tags,same | cut -f1 | tr '\n' ' ')" "4 5 12 "
is "--ignore" "$($m clean -s en -t kk --ignore=tags,same,language,duplicate | cut -f1 | tr '\n' ' ')" "2 7 "
status 2 "an unknown kind" $m clean --only=tags,wrong
like "and which there are" "$(cat err)" "no kind .*wrong.*; there are: empty, same,"
status 2 "a file is no operand" $m clean en-kk.tsv
is "the other direction" "$($m clean -s kk -t en --only=language | cut -f1,5)" \
    "5${tab}the source is in Latn, not kk
8${tab}the source is in ru, not kk
11${tab}the source is in Latn, not kk"
is "json" "$($m clean --only=same --json)" '{"unit": 5, "kind": "same", "source": "Save the file before closing", "target": "Save the file before closing", "message": "the target is the source", "source_lang": "en", "target_lang": "kk"}'

status 0 "clean --apply" tmem -m m.tmdb clean -s en -t kk --apply
is "what was done" "$(cat err)" \
    "tmem: units taken away: 7, repaired: 1, looked at: 14; “tmem undo 3” takes this back"
is "what is left" "$($m export -s en -t kk --format=tsv | cut -f1 | LC_ALL=C sort)" "12.05.2024
A
Good morning,  dear colleagues
LibreOffice Writer
Press <b>Enter</b> to go on
The meeting is at 2 p.m.
Total: 1,234.50"
is "repaired" "$(echo A | $m lookup -s en -t kk --best)" "БӘ"
is "look-ups see no more of the others" "$(echo 'Call %s now' | $m lookup -s en -t kk --best)" ""
is "in the log" "$($m log | tail -n 1 | cut -f1,3-)" "3${tab}clean${tab}done${tab}1${tab}0${tab}${tab}8"
is "a second time there is nothing" "$($m clean -s en -t kk)" ""
$m undo 3
is "undo brings everything back" "$($m export -s en -t kk --format=tsv | cut -f1,2 | LC_ALL=C sort)" \
    "$(cat en-kk.tsv double.tsv | LC_ALL=C sort)"
is "and to look-ups" "$(echo 'Call %s now' | $m lookup -s en -t kk --best)" "Қазір қоңырау шалыңыз"

# a unit in three languages loses one
cat >three.tmx <<'EOF'
<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="kk"><seg>Қосымша 7</seg></tuv><tuv xml:lang="en"><seg>Annex 7</seg></tuv>
<tuv xml:lang="ru"><seg>Приложение 8</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Press <ph x="1"/> twice</seg></tuv><tuv xml:lang="ru"><seg>Нажмите дважды</seg></tuv></tu>
</body></tmx>
EOF
tmem -q -m 3.tmdb import three.tmx
is "all languages" "$(tmem -q -m 3.tmdb clean | cut -f1-4)" "1${tab}numbers${tab}Annex 7${tab}Приложение 8
2${tab}tags${tab}Press  twice${tab}Нажмите дважды"
tmem -q -m 3.tmdb clean --apply >clean.out
is "only the faulty text goes" "$(tmem -m 3.tmdb export | grep -o '<seg>.*</seg>')" "<seg>Қосымша 7</seg>
<seg>Annex 7</seg>"

# an offer
printf '%s\n' "Good morning, dear friend${tab}Қайырлы таң, досым" "The second line here${tab}Екінші жол осында" \
    "In 2023 we built it${tab}2023 жылы салдық" >offer.tsv
tmem -q -m offer.tmdb import -s en -t kk offer.tsv
o="tmem -q -m offer.tmdb stats -s en -t kk"
cat >offer.txt <<'EOF'
Good morning, dear friend
The second line here
In 2024 we built it
Something new at <b>%s</b>: https://a.kz/b, well-known
Something new at <b>%s</b>: https://a.kz/b, well-known

The second line
EOF
is "the classes of an offer" "$($o offer.txt)" "101${tab}1${tab}4${tab}25
100${tab}1${tab}4${tab}20
95-99${tab}1${tab}5${tab}19
85-94${tab}0${tab}0${tab}0
75-84${tab}1${tab}3${tab}15
50-74${tab}0${tab}0${tab}0
new${tab}1${tab}6${tab}54
repeated${tab}1${tab}6${tab}54
total${tab}6${tab}28${tab}187"
is "json" "$($o --json offer.txt | head -n 1)" '{"match": "101", "segments": 1, "words": 4, "characters": 25}'
like "text" "$($o --format=text offer.txt)" '^total +6 +28 +187 +100.0%$'
cat >offer.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "The second line here"
msgstr ""

msgid "one new file"
msgid_plural "many new files"
msgstr[0] ""

#~ msgid "gone"
#~ msgstr "жоқ"
EOF
is "sources of PO" "$($o offer.po | cut -f1,2 | grep -v '0$')" "100${tab}1
new${tab}2
total${tab}3"
is "files one after another: repetitions count in all" "$($o offer.txt offer.txt | grep -E 'new|repeated' | cut -f2 | tr '\n' ' ')" "1 5 "
status 2 "a file that is not there" $o none.txt

# compacting
awk 'BEGIN {for (i = 0; i < 4000; i++) print "сөз" i " және " i % 7 " бар\tword " i}' >many.tsv
tmem -q -m many.tmdb import -s kk -t en many.tsv
tmem -q -m many.tmdb import -s kk -t ru many.tsv
is "an index is there" "$(echo 'сөз77 және 0 бар' | tmem -m many.tmdb lookup -s kk -t en --best)" "word 77"
tmem -m many.tmdb undo 2
ls -l --full-time many.tmdb-index >before
(while [ ! -e stop ]; do
    [ "$(echo 'сөз77 және 0 бар' | tmem -m many.tmdb lookup -s kk -t en --best)" = "word 77" ] || echo wrong
done) >readers 2>&1 & reader=$!
status 0 "compact" tmem -m many.tmdb compact
touch stop; wait $reader
is "look-ups went on" "$(cat readers)" ""
ok "space was given back" awk -F '\t' '$1 == "memory" && $3 < $2 {n++} $1 == "index" && $3 > 0 {n++} END {exit n != 2}' out
ok "the index is another one" test "$(ls -l --full-time many.tmdb-index)" != "$(cat before)"
is "and the same" "$(echo 'сөз77 және 0 бар' | tmem -m many.tmdb lookup -s kk -t en --best; ls many.tmdb-index)" "word 77
kk-Cyrl_en-Latn.words.base"
is "what was taken away can still come back" "$($m clean -s en -t kk --apply >clean.out; $m compact >c.out; $m undo 4
    $m export -s en -t kk --format=tsv | wc -l)" 14
status 2 "compact makes no memory" tmem -m none.tmdb compact
status 2 "and takes no operands" tmem -m many.tmdb compact x

status 2 "no memory is made" tmem -m none.tmdb clean --apply
ok "and none is there" test ! -e none.tmdb
done_testing
