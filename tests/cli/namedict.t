#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Authority files: checked, compiled, shown, spelt, exported.
. "$TILMACH_SRC/tests/lib/tap.sh"

cat >people.rec <<'END'
%rec: Name
%key: Id
%mandatory: Kind Native

Id: p1
Kind: person
Gender: m
Native: kk
kk: Әбенов, Ерлан Сәкенұлы
ru: Абенов, Ерлан Сакенович
en: Abenov, Yerlan
Born: 1970-02-28

Id: p2
Kind: place
Native: ru
ru: Синегорск
Former: Красногорск | 1935 | 1992-05-01
END

status 0 "a good file has no findings" namedict check people.rec
is "and nothing is said" "$(cat out err)" ""

# findings, one a line of the file
check() { # title, record lines, expected finding
    printf '%b' "$2" >bad.rec
    status 1 "$1: exit 1" namedict check bad.rec
    is "$1" "$(cut -d: -f1,2,3 out)" "$3"
}
head='%%rec: Name\n%%key: Id\n%%mandatory: Kind Native\n\n'
head=$(printf "$head" | sed 's/$/\\n/' | tr -d '\n')
check "missing mandatory field" "${head}Id: a\nKind: place\nen: X\n" \
    'bad.rec:5: the record lacks its mandatory field Native'
check "one Id twice" "${head}Id: a\nKind: place\nNative: en\nen: X\n\nId: a\nKind: place\nNative: en\nen: Y\n" \
    'bad.rec:10: Id a is already the key of the record in line 5'
check "native spelling missing" "Id: a\nKind: place\nNative: kk\nen: X\n" \
    'bad.rec:3: the native spelling is missing'
check "bad date" "Id: a\nKind: person\nNative: en\nen: X\nBorn: 2001-02-29\n" \
    'bad.rec:5: "2001-02-29" is no date'
check "former name that ends before it begins" \
    "Id: a\nKind: place\nNative: en\nen: X\nFormer: Y | 1990 | 1980\n" \
    'bad.rec:5: the former name ends before it begins'
check "unknown field" "Id: a\nKind: place\nNative: en\nen: X\nColour: red\n" \
    'bad.rec:5: unknown field Colour'
check "unknown kind" "Id: a\nKind: planet\nNative: en\nen: X\n" 'bad.rec:2: unknown Kind "planet"'
check "Latin letter in a Cyrillic word" "Id: a\nKind: place\nNative: ru\nru: Mосква\n" \
    'bad.rec:4: "Mосква" mixes Latin and Cyrillic letters'
check "not in NFC" "Id: a\nKind: place\nNative: ru\nru: И\0314\0206о\n" \
    'bad.rec:4: ru is not in Unicode normalization form C'
check "a field twice" "Id: a\nKind: place\nNative: en\nen: X\nen: Y\n" \
    'bad.rec:5: en stands in this record already, in line 4'
check "variant that is another name" \
    "Id: a\nKind: place\nNative: en\nen: Xavia\n\nId: b\nKind: place\nNative: en\nen: Yavia\nVariant: Xavia\n" \
    'bad.rec:10: Variant "Xavia" is the name of a'
two='Id: a\nKind: place\nNative: en\nen: Xavia\n\nId: b\nKind: place\nNative: en\nen: Xavia\nde: Xavia\n'
check "two places of one name" "$two" \
    'bad.rec:9: "Xavia" is the name of a too'
printf '%b' "${two}Note: The other one is in the north.\n" >bad.rec
status 0 "a Note tells them apart" namedict check bad.rec
check "former name that is another name" \
    "Id: a\nKind: place\nNative: en\nen: Xavia\n\nId: b\nKind: place\nNative: en\nen: Yavia\nFormer: Xavia\n" \
    'bad.rec:10: "Xavia" is the name of a too'
check "place with the name of a person" \
    "Id: a\nKind: person\nNative: en\nen: Xavia, Yan\n\nId: b\nKind: place\nNative: en\nen: Xavia\n" \
    'bad.rec:9: "Xavia" is the name of a too'
printf 'Id: a\nKind: person\nNative: en\nen: Xavia, Yan\n\nId: b\nKind: person\nNative: en\nen: Xavia, Zoe\n' >bad.rec
status 0 "two people of one family name" namedict check bad.rec
check "no rec file" "Id: a\n\nnonsense\n" 'bad.rec:3: not a rec field'
printf '%s\n' 'Id: p1' 'Kind: place' 'Native: en' 'en: Z' >other.rec
status 1 "one Id in two files" namedict check people.rec other.rec
is "one Id in two files" "$(cat out)" \
    "other.rec:1: Id p1 is already in people.rec:5: join the two records or give one another Id"
printf '%s\n' 'Id: p1' 'Kind: place' 'Native: en' 'en: Z' '' 'Id: p3' 'Kind: place' 'Native: en' 'en: Y' \
    'Colour: red' >fourth.rec
printf '%b' "$two\nId: c\nKind: planet\nNative: en\nen: W\n" >third.rec
status 1 "findings of every kind" namedict check third.rec people.rec fourth.rec
is "findings are told by file and line" "$(cut -d: -f1,2 out | tr '\n' ' ')" \
    "third.rec:9 third.rec:13 fourth.rec:1 fourth.rec:10 "
status 1 "-q is silent" namedict check -q other.rec people.rec
is "-q is silent, really" "$(cat out err)" ""
status 2 "an absent file is trouble" namedict check absent.rec

status 0 "the dictionaries of the suite have no findings" namedict check \
    "$TILMACH_SRC"/dictionaries/names/*.rec "$TILMACH_SRC"/dictionaries/styles/*.rec

# compile
status 0 "compile" namedict compile people.rec -o one.tmd
sed -n '1,4p' people.rec >b.rec; sed -n '14,$p' people.rec >>b.rec
sed -n '1,12p' people.rec >a.rec
namedict compile a.rec b.rec -o two.tmd && namedict compile b.rec a.rec -o three.tmd
ok "the order of files does not matter" cmp -s two.tmd three.tmd
ok "one file or two do not matter" cmp -s one.tmd two.tmd
namedict compile one.tmd -o four.tmd
ok "compiled again it is the same" cmp -s one.tmd four.tmd
printf 'Id: a\nKind: place\n' >bad.rec
cp one.tmd kept.tmd
status 2 "a bad record stops the compiler" namedict compile bad.rec -o kept.tmd
like "with file, line and cure" "$(cat err)" '^namedict: bad.rec:1: a: the record lacks Native: name'
ok "and the old file stays" cmp -s one.tmd kept.tmd
status 2 "compile wants -o" namedict compile people.rec
printf 'Id: p1\nen: Abenoff, Yerlan\nNot: Abenov Street\n' >near.rec
namedict compile --layers near.rec people.rec -o layers.tmd
is "nearer layers win field by field" "$(namedict show --no-default -d layers.tmd p1 |
    grep -E '^(en|ru|Not)')" "en: Abenoff, Yerlan
Not: Abenov Street
ru: Абенов, Ерлан Сакенович"

# show
nd() { _c=$1; shift; namedict "$_c" --no-default -d people.rec "$@"; }
is "show by Id" "$(nd show p2 | head -1)" "Id: p2"
is "show by a derived spelling" "$(nd show ABENOW | head -1)" "Id: p1"
is "show by a former name" "$(nd show Красногорск | head -1)" "Id: p2"
is "show by two words" "$(nd show 'Yerlan Abenov' | head -1)" "Id: p1"
status 1 "nobody of that name" namedict show --no-default -d people.rec Nobody
like "nobody of that name: said" "$(cat err)" 'Nobody: no such Id or name'
is "what is shown is a rec file again" "$(nd show p1 p2 >again.rec; namedict check again.rec; echo $?)" 0

# spell
is "spell for a language" "$(nd spell -t de p1 | head -1)" "$(printf 'p1\tde\tde-press:ru-press-de\tAbenow, Jerlan Sakenuly')"
is "spell in a style" "$(nd spell -s rferl p1)" "$(printf 'p1\ten\trferl:kk-bgn\tAbenov, Erlan Sakenuly')"
like "spell by every system" "$(nd spell p1)" "$(printf 'p1\t\tru-iso9\tAbenov, Erlan Sakenovič')"
cat >house.rec <<'END'
%rec: Style

Name: mine
Lang: en

%rec: Spelling

Style: mine
Id: p1
Spelling: Abenov, Erlan
END
is "a style of the user's own" "$(nd spell -s ./house.rec p1 | cut -f3,4)" \
    "$(printf 'mine:spelling\tAbenov, Erlan Sakenuly')"
status 2 "unknown style" namedict spell --no-default -d people.rec -s nosuch p1
like "unknown style: the known ones" "$(cat err)" 'no style "nosuch"; there are: bgn, '

# add
ok "add to a file that is not there" namedict add --file=new.rec 'Abenov, Yerlan' kk='Әбенов, Ерлан' Gender=m
is "what was added" "$(tail -n 6 new.rec)" "Id: abenov-yerlan
Kind: person
Native: kk
kk: Әбенов, Ерлан
Gender: m
en: Abenov, Yerlan"
ok "add once more" namedict add --file=new.rec 'Abenov, Yerlan' ru='Абенов, Ерлан'
is "with an Id of its own" "$(grep -c '^Id: abenov-yerlan-2$' new.rec)" 1
is "and it is a good file" "$(namedict check new.rec; echo $?)" 0
cp new.rec old.rec
status 2 "add what is wrong" namedict add --file=new.rec 'X' Kind=planet
like "add what is wrong: said" "$(cat err)" '^namedict: unknown Kind "planet"'
ok "and the file stays" cmp -s new.rec old.rec
(mkdir project && cd project && namedict add 'Zedov, Zed' && test -f .tilmach/names.rec)
is "add in a project is found there" "$(cd project && namedict show Zedov | head -1)" "Id: zedov-zed"

# export
is "export CSV" "$(nd export --format=csv p2 | tail -1)" "p2,Former,Красногорск | 1935 | 1992-05-01"
nd export --format=regex p1 >patterns
printf 'Toqaev\nAbenow\nАбенову\n' >text
is "export regex finds derived and inflected spellings" "$(grep -Ef patterns text | paste -sd' ')" \
    "Abenow Абенову"
status 2 "unknown command" namedict frobnicate
done_testing
