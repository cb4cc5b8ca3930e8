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
is "lines are answered at once" "$(printf 'A. B\nC d.\n' | tmseg -l xx --line-buffered | wc -l)" 2

status 2 "no language" tmseg a.txt
like "it names the option" "$(cat "$T/err")" '^tmseg: .*-l LANG'
status 2 "no such file" tmseg -l kk nowhere.txt
status 2 "--keep without -z" tmseg -l kk --keep a.txt
printf 'ok\nbad \377 byte\n' >bad.txt
status 2 "bytes that are not UTF-8" tmseg -l kk bad.txt
like "they are located" "$(cat "$T/err")" '^tmseg: bad.txt:2: byte 5: invalid UTF-8'
mkdir data && printf '[oops] x.\n' >data/segment-kk.txt
status 2 "a damaged rule file" env TILMACH_DATA="$T/data" tmseg -l kk a.txt
like "its line is named" "$(cat "$T/err")" 'segment-kk.txt:1: unknown section'
done_testing
