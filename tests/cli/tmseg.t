#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentences out of text: the rules of each language, and the shapes of the output.
. "$TILMACH_SRC/tests/lib/tap.sh"

# language, text with "|" where it is to be cut
cut_at() {
    is "$1: $2" "$(printf '%s\n' "$2" | sed 's/|/ /g' | tmseg -l "$1" | paste -sd'|')" "$2"
}

cut_at kk 'Кездесу Алматы қ. өтті.|Оған 2024 ж. 5 маусымда 120 адам келді.'
cut_at kk 'Т.ғ.к. Б. Омаров сөз сөйледі.|Ғалымдар, студенттер т.б. тыңдады.'
cut_at kk 'Б.з.д. V ғ. сақтар өмір сүрген.|Бұл – тарихи дерек.'
cut_at kk 'Нан, сүт, ет т. б.|Содан кейін дүкен жабылды.'
cut_at kk '— Қайда барасың? — деп сұрады ол.|Мен үндемедім.'
cut_at ru 'Встреча прошла в г. Алматы.|На ней был д-р Ахметов и др.|Потом все уехали.'
cut_at ru 'В 2010 г. Виктор жил на ул. Абая.|Это было в 2011 г.|Он переехал.'
cut_at ru 'А. С. Пушкин родился в 1799 г., т. е. давно.|Книга стоит 5 тыс. руб.|Она редкая.'
cut_at en 'Mr. Lee met Gen. Clark at 5 p.m.|They spoke of oil, gas, etc.|The talks went on.'
cut_at en 'See vol. 2, p. 14, e.g. Table 3.|It costs $3.50.'
cut_at de 'Am 3. Oktober traf er z. B. Frau Dr. Weber.|Danach fuhr er ab.'
cut_at de 'Das sind u. a. Kohle und Öl usw.|Mehr steht auf S. 12.'
cut_at pl 'Spotkali się m.in. prof. Nowak i dr Lis.|Było to 3 maja 2020 r.|Potem wrócili.'
cut_at tr 'Dr. Kaya 19. Yüzyıl tarihini anlattı.|Kitap, defter vb. aldı.'
cut_at uk 'Зустріч була в м. Київ.|Там був проф. Коваль та ін.|Потім усі поїхали.'
cut_at fr 'M. Dupont habite av. Foch.|Il aime le thé, le café, etc.|Elle non.'
cut_at ky 'Проф. А. Усенов сүйлөдү.|Бул 2020-ж. болду.'
cut_at uz 'Prof. A. Karimov gapirdi.|Bu 2020-y. boʻldi.'

# running text of each language: segment/LANG.txt has a sentence a line, an empty line between paragraphs
for sentences in "$TILMACH_SRC"/tests/cli/segment/*.txt; do
    lang=$(basename "$sentences" .txt)
    awk 'NF == 0 { print line; line = ""; next } { line = line (line ? " " : "") $0 } END { print line }' \
        "$sentences" | tmseg -l "$lang" --paragraphs >"$T/cut"
    is "$lang: running text" "$(diff "$sentences" "$T/cut")" ""
done

printf 'Бір. Екі.\n\n\nҮш.\n' >a.txt
is "an empty line between paragraphs" "$(tmseg -l kk --paragraphs a.txt)" "Бір.
Екі.

Үш."
is "offsets count bytes" "$(tmseg -l kk --offsets a.txt)" "$(printf '0\t7\tБір.\n8\t7\tЕкі.\n18\t5\tҮш.')"
is "rules are named" "$(printf 'Dr. Lee. He.\n' | tmseg -l en --rule-names)" \
    "$(printf 'Dr. Lee.\ticu\tabbreviation\nHe.\tend\t')"
is "wrapped lines are joined" "$(printf 'One\r\ntwo. Three\nfour.\n\nFive\n' | tmseg -l en --wrapped)" \
    "One two.
Three four.
Five"
is "a tab in TSV output is escaped" "$(printf 'a\tb\n' | tmseg -l en --offsets)" "$(printf '0\t3\ta\\tb')"

printf '  Бір. Екі.\r\n\r\n\tҮш. \n  ' >b.txt
tmseg -l kk --keep -z b.txt | tr -d '\0' >b.out
ok "--keep -z loses nothing" cmp b.txt b.out
is "--keep -z makes a part of each segment" "$(tmseg -l kk --keep -z b.txt | tr -dc '\0' | wc -c)" 3
is "the last line may lack its newline" "$(printf 'Бір. Екі.' | tmseg -l kk)" "Бір.
Екі."
is "each line is a document of its own" "$(printf 'A. B\nC d.\n' | tmseg -l xx --line-buffered | wc -l)" 2

# abbreviations learned from the text
lesson='Die hyg. Anlage nahm zu, hyg. geprüft, hyg. nicht, hyg. 5 war es, sehr hyg. alles, hyg. ist es.'
printf '%s\nDie hyg. Prüfung.\n' "$lesson" >hyg.txt
is "an abbreviation that the text teaches, told by its rule" \
    "$(tmseg -l de --rule-names hyg.txt | tail -n 1)" "$(printf 'Die hyg. Prüfung.\tend\tlearned')"
is "each file is a document of its own" "$(echo 'Die hyg. Prüfung.' | tmseg -l de hyg.txt - | tail -n 1)" 'Prüfung.'
is "so is each record" "$(printf 'Die hyg. Prüfung.\0%s\0' "$lesson" | tmseg -l de -z | tr '\0' '\n' | head -n 1)" 'Die hyg.'
{ cat hyg.txt; seq 50000; cat hyg.txt; } >long.txt
is "the rest of a long text profits from its beginning" "$(tmseg -l de long.txt | tail -n 1)" 'Die hyg. Prüfung.'
{ seq 50000; cat hyg.txt; } >late.txt
is "what comes after the first 256 KiB teaches nothing" "$(tmseg -l de late.txt | tail -n 1)" 'Prüfung.'
is "a long text comes whole" "$(tmseg -l de --keep -z long.txt | tr -d '\0' | cmp - long.txt && echo same)" same
is "offsets in a long text" "$(tmseg -l de --offsets long.txt | tail -n 1 | cut -f1)" \
    "$(($(wc -c <long.txt) - $(printf 'Die hyg. Prüfung.\n' | wc -c)))"

status 2 "no language" tmseg a.txt
like "it names the option" "$(cat "$T/err")" '^tmseg: .*-l LANG'
status 2 "no such file" tmseg -l kk nowhere.txt
status 2 "--keep without -z" tmseg -l kk --keep a.txt
printf 'ok\nbad \377 byte\n' >bad.txt
status 2 "bytes that are not UTF-8" tmseg -l kk bad.txt
like "they are located" "$(cat "$T/err")" '^tmseg: bad.txt:2: byte 5: invalid UTF-8'
is "what comes before them is written" "$(tmseg -l kk bad.txt 2>/dev/null)" ok
printf 'Бір. Екі.\nүш' >good.txt
is "so it is in the middle of several files, each of which begins anew" \
    "$(tmseg -l kk --offsets good.txt bad.txt good.txt 2>/dev/null | cut -f1,3 | paste -sd' ')" \
    "$(printf '0\tБір. 8\tЕкі. 16\tүш 0\tok 0\tБір. 8\tЕкі. 16\tүш')"
{ seq 100000; printf 'x \377\n'; seq 5; } >bad2.txt
is "and behind the first 256 KiB" "$(tmseg -l kk bad2.txt 2>"$T/err" | tail -n 1)" 100000
like "with the line" "$(cat "$T/err")" '^tmseg: bad2.txt:100001: byte 3: invalid UTF-8'
is "and of wrapped lines" "$(printf 'One\ntwo.\n\nThree \377.\n' | tmseg -l en --wrapped 2>/dev/null)" 'One two.'
mkdir data && printf '[oops] x.\n' >data/segment-kk.txt
status 2 "a damaged rule file" env TILMACH_DATA="$T/data" tmseg -l kk a.txt
like "its line is named" "$(cat "$T/err")" 'segment-kk.txt:1: unknown section'

# rules of a user's own
srx() { # version, attributes of the header, languagerules, maps
    printf '<?xml version="1.0"?>\n<srx xmlns="http://www.lisa.org/srx20" version="%s">\n' "$1"
    printf '<header segmentsubflows="yes" %s</header>\n<body><languagerules>\n%s\n' "$2" "$3"
    printf '</languagerules><maprules>%s</maprules></body></srx>\n' "$4"
}
rule() { printf '<rule break="%s"><beforebreak>%s</beforebreak><afterbreak>%s</afterbreak></rule>\n' "$@"; }
language() { # name, rules...
    printf '<languagerule languagerulename="%s">\n' "$1"; shift
    printf '%s\n</languagerule>\n' "$@"
}
map() { printf '<languagemap languagepattern="%s" languagerulename="%s"/>' "$@"; }

never=$(rule no '\b(?i)dr\.' '\s'; rule no '\d' '(?=\d)')
stops=$(rule yes '[.?!]+' '\s')
en=$(language English "$never")
all=$(language Default "$stops")
srx 2.0 'cascade="yes">' "$en$all" "$(map '[Ee][Nn].*' English; map '.*' Default)" >two.srx
echo 'See DR. Lee at no. 5. He is in! Go' >srx.txt
is "SRX: rules of all maps with cascade, the first that matches decides" \
    "$(tmseg -l en-GB --srx=two.srx srx.txt | paste -sd'|')" 'See DR. Lee at no.|5.|He is in!|Go'
is "SRX: of the maps that match" "$(tmseg -l kk --srx=two.srx srx.txt | paste -sd'|')" \
    'See DR.|Lee at no.|5.|He is in!|Go'
is "SRX: rules are named by their languagerule and line" \
    "$(tmseg -l EN --srx=two.srx --rule-names srx.txt | head -n 1)" \
    "$(printf 'See DR. Lee at no.\tDefault:9\tEnglish:6')"
sed 's/cascade="yes"/cascade="no"/' two.srx >first.srx
is "SRX: without cascade those of the first map alone" "$(tmseg -l en --srx=first.srx srx.txt)" \
    "$(cat srx.txt)"
srx 1.0 '>' "$all" "<maprule maprulename=\"m\">$(map '.*' Default)</maprule>" |
    sed 's/ xmlns="[^"]*"//' >one.srx
is "SRX 1.0: maps in a maprule" "$(tmseg -l kk --srx=one.srx srx.txt | wc -l)" 5
srx 2.0 'cascade="no"><o:options xmlns:o="http://okapi.sf.net/srx-extensions" useIcu4jBreakRules="yes"/>' \
    "$en" "$(map '.*' English)" >icu.srx
is "SRX: rules over ICU's boundaries" "$(tmseg -l en --srx=icu.srx srx.txt | paste -sd'|')" \
    'See DR. Lee at no.|5.|He is in!|Go'
srx 2.0 '>' "$(language A "$(rule yes '.*\.' '')")" "$(map '.*' A)" >greedy.srx
is "SRX: a greedy expression ends everywhere that it can" \
    "$(echo 'a.b.c' | tmseg -l en --srx=greedy.srx | paste -sd'|')" 'a.|b.|c'
srx 2.0 '>' "$(language A "$(rule yes '.' '.')")" "$(map '.*' A)" >each.srx
is "SRX: no character is cut in two" "$(printf 'a😀ә' | tmseg -l en --srx=each.srx | paste -sd'|')" 'a|😀|ә'
tmseg -l ru --srx=two.srx --keep -z b.txt | tr -d '\0' >b.out
ok "SRX: --keep -z loses nothing" cmp b.txt b.out
iconv -t UTF-16 two.srx | sed '1s/x/x/' >wide.srx
is "SRX: a file in UTF-16" "$(tmseg -l en --srx=wide.srx srx.txt | wc -l)" 4

refused() { # title, file, what the message must match
    status 2 "SRX: $1" timeout 20 tmseg -l en --srx="$2" srx.txt
    like "SRX: $1: the message" "$(cat "$T/err")" "$3"
}
refused "no such file" none.srx '^tmseg: none\.srx: '
echo '<tmx version="1.4"/>' >tmx.srx
refused "another format" tmx.srx '^tmseg: tmx\.srx:1: not an SRX file: .*<tmx>'
sed 's/version="2.0"/version="3.0"/' two.srx >three.srx
refused "another version" three.srx 'three\.srx:2: SRX 1\.0 or 2\.0 is wanted, not “3\.0”'
sed 's/break="yes"/break="maybe"/' two.srx >maybe.srx
refused "break is neither yes nor no" maybe.srx 'maybe\.srx:9: break is “maybe”'
sed 's/(?i)dr/(?i)(dr/' two.srx >paren.srx
refused "no regular expression" paren.srx 'paren\.srx:6: not a regular .*MISMATCHED_PAREN at character'
sed 's/<beforebreak>\[.*\]+</<beforebreak>a)|(b</' two.srx >halves.srx
refused "two halves of groups" halves.srx 'halves\.srx:9: not a regular'
sed 's/languagerulename="Default"\/>/languagerulename="Defualt"\/>/' two.srx >typo.srx
refused "a map of no rules" typo.srx 'typo\.srx:11: there is no languagerule “Defualt”'
srx 2.0 '>' "$all" "$(map 'kk' Default)" >kk.srx
refused "no map for the language" kk.srx 'kk\.srx: no languagemap matches “en”'
srx 2.0 '>' "$(language A "$(rule yes '(x+x+)+y' ' ')")" "$(map '.*' A)" >slow.srx
printf 'x%.0s' $(seq 60) >srx.txt
refused "an expression that takes too long" slow.srx 'slow\.srx:6: the regular expression takes too long'
printf '%s' '<srx version="2.0"><header/>' >cut.srx
refused "XML that ends too early" cut.srx '^tmseg: cut\.srx:1:'
done_testing
