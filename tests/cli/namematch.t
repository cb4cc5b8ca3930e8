#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists of names: looked up, compared, joined, clustered.
. "$TILMACH_SRC/tests/lib/tap.sh"

cat >people.rec <<'END'
%rec: Name

Id: p1
Kind: person
Native: kk
kk: Әбенов, Ерлан Сәкенұлы
ru: Абенов, Ерлан Сакенович
en: Abenov, Yerlan

Id: p2
Kind: person
Native: ru
ru: Скворцова, Юлия Петровна
Variant: Julia Starling

Id: o1
Kind: organization
Native: en
en: Union of Rivers
Abbr_en: URV
END
nm() { namematch -d people.rec "$@"; }
row() { printf '%s\t%s\t%s\t%s\t%s' "$@"; }

is "a look-up" "$(echo 'Erlan Abenow' | nm | cut -f1-4)" "$(printf 'Erlan Abenow\t1\tp1\tAbenov, Yerlan')"
is "of another script, the parts the other way round" "$(echo 'Скворцова Юля' | nm | cut -f3)" p2
is "of a German spelling" "$(echo 'Julija Skworzowa' | nm | cut -f3)" p2
is "of a variant" "$(echo 'JULIA STARLING' | nm)" \
    "$(row 'JULIA STARLING' 1 p2 'Скворцова, Юлия Петровна' 100.00)"
is "of an abbreviation" "$(echo URV | nm | cut -f3)" o1
is "of an organization with one letter wrong" "$(echo 'Union of Rivrs' | nm | cut -f3)" o1
is "in Arabic letters" "$(echo 'يرلان ابنوف' | nm | cut -f3)" p1
is "in Chinese characters" "$(echo '尤利娅·斯克沃尔佐娃' | nm | cut -f3)" p2
is "with a slip of the hand" "$(echo 'Yuliya Skvorsova' | nm | cut -f3)" p2
printf '%%rec: Name\n\nId: t1\nKind: person\nNative: en\nen: Turner\n\nId: t2\nKind: person\nNative: en\nen: Tarno\n' >bare.rec
is "a bare name is looked for past a poor answer" "$(echo ターナー | namematch -d bare.rec --best | cut -f3)" t1
cat >short.rec <<'END'
%rec: Name

Id: s1
Kind: person
Native: zh
zh: 王毅
en: Wang, Yi
ru: Ван, И

Id: s2
Kind: person
Native: ko
ko: 이재명
en: Lee, Jae Myung

Id: s3
Kind: place
Native: en
en: Nizhyn

Id: s4
Kind: person
Native: zh
zh: 李强
en: Li, Qiang
ru: Ли, Цян
END
is "a letter alone is no name" "$(printf '%s\n' y Y. N И 'Y. N.' | namematch -d short.rec | cut -f2 | paste -sd' ')" \
    "0 0 0 0 0"
is "but one of two letters is, or of one character" \
    "$(printf '%s\n' Li Ли 李 | namematch -d short.rec --best | cut -f3 | paste -sd' ')" "s4 s4 s4"
is "nothing found" "$(echo 'Zzyzx Qwfpg' | nm)" "$(row 'Zzyzx Qwfpg' 0 '' '' 0.00)"
is "an empty line is answered" "$(printf '\n' | nm)" "$(row '' 0 '' '' 0.00)"
is "--best answers each line once" "$(printf 'Abenov\n\nnobody\nСкворцова\n' | nm --best | wc -l)" 4
is "a bare family name is not sure" "$(echo Abenov | nm --min-score=80 | cut -f2)" 0
is "tabs and backslashes in a query are escaped" "$(printf 'a\\b\n' | nm | cut -f1)" 'a\\b'
is "-C takes a column" "$(printf '7\tErlan Abenov\n' | nm -C 2 | cut -f1,3)" "$(printf 'Erlan Abenov\tp1')"
is "the house spelling" "$(echo 'Yerlan Abenov' | nm -s rferl | cut -f4)" "Abenov, Erlan"
is "JSON" "$(echo 'Julia Starling' | nm --json)" \
    '{"query":"Julia Starling","rank":1,"id":"p2","preferred":"Скворцова, Юлия Петровна","score":100.00}'
is "CRLF and a missing last newline stay" "$(printf 'x\r\ny' | nm | od -An -c | tr -d ' \n')" \
    'x\t0\t\t\t0.00\r\ny\t0\t\t\t0.00'
is "-z" "$(printf 'nobody\0nobody\0' | nm --best -z | tr '\0' '\n' | wc -l)" 2
printf 'Erlan Abenov\n' >q
status 0 "something was found" namematch -d people.rec q
echo Zzyzx >q
status 1 "nothing was found at all" namematch -d people.rec q
status 2 "a dictionary that is not there" namematch -d absent.rec q
printf 'Id: a\nKind: person\n' >bad.rec
status 2 "a dictionary that is wrong" namematch -d bad.rec q
like "a dictionary that is wrong: where" "$(cat err)" 'bad.rec:1: a: the record lacks Native'
printf 'a\377\n' >q
status 2 "invalid UTF-8" namematch -d people.rec q
like "invalid UTF-8: where" "$(cat err)" '^namematch: q:1: byte 2: invalid UTF-8'

# a compiled cache is made once, and anew when the file changes
nm q >/dev/null 2>&1
n=$(ls "$XDG_CACHE_HOME/tilmach" | wc -l)
echo Abenov | nm >/dev/null
is "the cache is used again" "$(ls "$XDG_CACHE_HOME/tilmach" | wc -l)" "$n"
printf '\nId: p9\nKind: person\nNative: en\nen: Newcomer, Nat\n' >>people.rec
is "and made anew for a changed file" "$(echo 'Nat Newcomer' | nm | cut -f3)" p9

# two dictionaries that know the same person: the one named first answers first
printf 'Id: a-mine\nKind: person\nNative: en\nen: Abenov, Yerlan\n' >mine.rec
printf 'Id: z-mine\nKind: person\nNative: en\nen: Abenov, Yerlan\n' >other.rec
is "the first dictionary answers first" \
    "$(echo 'Erlan Abenow' | namematch -d other.rec -d mine.rec | cut -f3 | paste -sd' ')" "z-mine a-mine"
is "and what it does not know the second answers" \
    "$(echo 'Julia Starling' | namematch -d mine.rec -d people.rec --best | cut -f3)" p2

status 2 "a score that is none" namematch --min-score=x q
like "a score that is none: which option" "$(cat err)" '^namematch: --min-score: "x" is not a number'

# pairs
pair() { printf '%s\t%s\n' "$1" "$2" | namematch --pairs | cut -f4; }
is "pairs: two scripts" "$(pair 'Abenow, Jerlan' 'Ерлан Әбенов')" same
is "pairs: two people" "$(pair 'Abenow, Jerlan' 'Болат Әбенов')" different
is "pairs: too little to tell" "$(pair 'Abenow' 'Ерлан Әбенов')" unsure
is "pairs: the names come first" "$(printf 'a\tb\n' | namematch --pairs | cut -f1,2)" "$(printf 'a\tb')"
is "pairs: columns" "$(printf 'x\tAbenow\ty\tАбенов\n' | namematch --pairs -C 2,4 | cut -f4)" same
like "pairs: explained" "$(printf 'Abenow\tАбенов\n' | namematch --pairs -x | cut -f5)" \
    '^Abenow ~ Абенов: 0\.[0-9][0-9]$'
like "pairs: explained by letters" "$(printf 'Kairat Pak\tҚайырат Пағ\n' | namematch --pairs -x | cut -f5)" \
    '; Pak ~ Пағ: 0\.[0-9][0-9] \(k~ғ\)'
is "pairs: legal forms" "$(pair 'Romashka LLC' 'ООО «Ромашка»')" same
is "pairs: another legal form" "$(pair 'Romashka LLC' 'АО «Ромашка»')" different
is "pairs: numbers" "$(pair 'Brigade 44' 'Brigade Forty-Four')" same
is "pairs: a letter that is the whole name" "$(pair Yu Ю)" same
is "pairs: another number" "$(pair 'Brigade 44' 'Brigade 45')" different
is "pairs: brothers" "$(pair 'Serik Omarov' 'Berik Omarov')" different
like "pairs: explained by a legal form" \
    "$(printf 'Romashka LLC\tООО «Ромашка»\n' | namematch --pairs -x | cut -f5)" 'LLC ~ ООО: 1\.00 \(legal form\)'
like "pairs: explained by a number" \
    "$(printf 'Brigade 44\tBrigade Forty-Four\n' | namematch --pairs -x | cut -f5)" '44 ~ Forty-Four: 1\.00 \(number\)'
printf 'a\tb\nalone\n' >q
status 2 "pairs: a line with one name" namematch --pairs q
like "pairs: a line with one name: where" "$(cat err)" '^namematch: q:2: two names are wanted'

# join
printf 'Abenow, Jerlan\nNobody Else\nJulia Skvortsova\n' >a
printf 'Юлия Скворцова\nЕрлан Абенов\nСерик Омаров\n' >b
is "join" "$(namematch --join a b | cut -f1-4,6)" "$(printf '1\tAbenow, Jerlan\t2\tЕрлан Абенов\tsame
2\tNobody Else\t\t\t
3\tJulia Skvortsova\t1\tЮлия Скворцова\tsame')"
printf 'Romashka LLC\nNordstern AG\n' >a2
printf 'Nordstern Aktiengesellschaft\nООО «Ромашка»\n' >b2
is "join of companies" "$(namematch --join a2 b2 | cut -f1,3,6)" "$(printf '1\t2\tsame\n2\t1\tsame')"
status 2 "join wants two files" namematch --join a

# how many of a list bear a name
record() { printf '\nId: %s\nKind: person\nNative: en\nen: %s\n' "$1" "$2"; }
given='Adam Bruno Carla Dora Edgar Felix Gloria Hugo Irma Jasper Klara Leon Magda Nora Otto Petra Quentin
Rudolf Sonya Tamara Ursula Victor Wanda Xenia Yvonne Zeno Astrid Boris Cyril Diana Emil Frida Gustav Helga
Ingrid Konrad Ludmila Moritz Nadia'
{
    printf '%%rec: Name\n'
    record one "Haverford, Simon"
    record many "Lindqvist, Simon"
    for g in $given; do record "l-$g" "Lindqvist, $g"; done
    record b1 "Boiko, Simon"
    record b2 "Boyko, Erika"
    record b3 "Бойко, Walter"
} >common.rec
common() { echo "$1" | namematch -d common.rec --min-score=0 --top=50 | awk -F'\t' -v id="$2" '$3 == id { print $5 }'; }
pairs() { printf '%s\t%s\n' "$1" "$2" | namematch --pairs | cut -f3; }
less() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && b != "" && a < b) }' && echo yes; }
is "a family name alone that one bears has the score of the names" "$(common Haverford one)" "$(pairs Haverford 'Haverford, Simon')"
is "one that forty bear has less" "$(less "$(common Lindqvist l-Adam)" "$(common Haverford one)")" yes
is "and stays possible" "$(echo Lindqvist | namematch -d common.rec --best | cut -f2)" 1
is "a rare full name has the score of the names" "$(common 'Simon Haverfort' one)" "$(pairs 'Simon Haverfort' 'Haverford, Simon')"
is "a common one has less" "$(less "$(common 'Simon Lindqwist' many)" "$(pairs 'Simon Lindqwist' 'Lindqvist, Simon')")" yes
is "the same letters stay the same" "$(common 'Simon Lindqvist' many)" 100.00
like "spellings of one sound are counted together, and -x tells it" \
    "$(echo 'Boiko' | namematch -d common.rec -x --best | cut -f6)" 'Boiko: borne by 3 of 44 records: -[0-9.]*$'
like "-x names the word that fewest bear" "$(echo 'Simon Lindqwist' | namematch -d common.rec -x --best | cut -f6)" \
    '; Simon: borne by 3 of 44 records: -[0-9.]*$'
{ printf '%%rec: Name\n'; record s1 "Lindqvist, Simon"; record s2 "Haverford, Erika"; record s3 "Boiko, Walter"; } >small.rec
is "a list of three different names says nothing" "$(echo 'Simon Lindqwist' | namematch -d small.rec --best | cut -f5)" \
    "$(pairs 'Simon Lindqwist' 'Lindqvist, Simon')"
is "nor does another dictionary with the same people" \
    "$(echo 'Simon Lindqwist' | namematch -d small.rec -d common.rec --best | cut -f3,5)" \
    "$(printf 's1\t%s' "$(pairs 'Simon Lindqwist' 'Lindqvist, Simon')")"

# the same in lists
sed -n 's/^en: //p' common.rec >many.txt
sed -n 's/^en: //p' small.rec >few.txt
echo 'Simon Lindqwist' >who.txt
first() { namematch --join who.txt "$1" | head -1 | cut -f5; }
is "join: a list of three different names says nothing" "$(first few.txt)" "$(pairs 'Simon Lindqwist' 'Lindqvist, Simon')"
is "join: a common name has less" "$(less "$(first many.txt)" "$(first few.txt)")" yes
like "join: explained" "$(namematch --join -x who.txt many.txt | head -1 | cut -f7)" 'Simon: borne by 3 of 44 records: -'
printf 'Lindqvist, Simon\nSimon Lindkvist\nLINDQVIST Simon\n' >twice.txt
is "join: one name in several spellings has one bearer" "$(namematch --join -x who.txt twice.txt | grep -c 'borne by 1 of 3 records: +0.00')" 3
is "join: a line without an answer has an empty explanation" \
    "$(echo Zzyzx >nobody.txt; namematch --join -x nobody.txt few.txt | awk -F'\t' '{ print NF, $5 }')" "7 0.00"
is "cluster: scores are those of the names" \
    "$(cat who.txt many.txt | sed 's/Lindqvist, Simon/Simon Lindqvist/' >all.txt; namematch --cluster all.txt | head -1 | cut -f4)" \
    "$(pairs 'Simon Lindqwist' 'Simon Lindqvist')"

# cluster
printf 'Abenow, Jerlan\nЮлия Скворцова\nЕрлан Абенов\nOmarov\nJulia Skvortsova\n' >c
is "cluster" "$(namematch --cluster c | cut -f1-3)" "$(printf '1\t1\tAbenow, Jerlan
1\t3\tЕрлан Абенов
2\t2\tЮлия Скворцова
2\t5\tJulia Skvortsova
3\t4\tOmarov')"
is "cluster: a line alone has no score" "$(namematch --cluster c | tail -1 | cut -f4)" 0.00
status 2 "two things at once" namematch --pairs --cluster c

is "it starts without librec, libpq, SQLite and ICU" \
    "$(ldd "$TILMACH_BUILD/namematch" | grep -cE 'librec|libpq|sqlite|libicu')" 0
is "-guly is no patronymic, so a real one may be missing on one side" \
    "$(printf 'Berdimuhamedow, Gurbanguly Mälikgulyýewiç\tGurbanguly Berdimuhamedov\n' | namematch --pairs | cut -f4)" same
done_testing
