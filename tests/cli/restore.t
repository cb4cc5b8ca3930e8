#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# xlit on the way back to Kazakh Cyrillic, with a dictionary of a few words.
. "$TILMACH_SRC/tests/lib/tap.sh"

mkdir dic none
printf 'SET UTF-8\n' >dic/kk_KZ.aff
cat >dic/kk_KZ.dic <<'E2'
40
қиын
сурет
ою
тау
суық
сай
ауыл
ия
жою
үй
оқу
министр
шаһар
асхана
мектеп
кітап
мұғалім
роль
цех
E2
TILMACH_HUNSPELL=$T/dic
export TILMACH_HUNSPELL

x() { # text, arguments of xlit
    _text=$1; shift
    printf '%s\n' "$_text" | xlit "$@"
}

text='қиын сурет, ою тау; Суық САЙ ауыл ия жою үй оқу министр шаһар асхана мектеп кітап мұғалім роль цех'
for s in kk-2017 kk-2018 kk-2019 kk-2021; do
    is "$s: words of the dictionary come back" "$(x "$text" -t $s | xlit -r -t $s)" "$text"
done
is "kk-arab: in small letters" "$(x "$text" -t kk-arab | xlit -r -t kk-arab)" \
    "$(printf '%s' "$text" | sed 's/Суық САЙ/суық сай/')"
is "names that it does not have are left to the rules" "$(x 'Aigül' -r -t kk-2021)" Айгүл
is "capitals follow" "$(x 'Şahar ŞAHAR şahar' -r -t kk-2021)" 'Шаһар ШАҺАР шаһар'
is "what is left alone stays" "$(x 'şahar https://şahar.kz {city} iPhone' -r -t kk-2021)" \
    'шаһар https://şahar.kz {city} iPhone'
is "columns" "$(x 'şahar	şahar' -r -t kk-2021 -C 2)" 'şahar	шаһар'
is "decomposed letters stay so" "$(x 'şahar' -r -t kk-2021 --nfd)" 'шаһар'
is "forwards nothing is chosen" "$(x 'шахар' -t kk-2021 -x | grep -c dictionary)" 0

is "a stem that it has, with endings" "$(x 'roldermen tsehterden' -r -t kk-2021)" 'рольдермен цехтерден'
is "-x shows the stem" "$(x 'tsehterden' -r -t kk-2021 -x | tail -n 1 | cut -f5 | cut -d';' -f1)" \
    'endings of цех'
is "-x shows the choice and its rivals" "$(x 'şahar' -r -t kk-2021 -x | tail -n 1)" \
    '1	шаһар	шаһар	kk-2021	dictionary; not шахар'
is "and a word that stays undecided" "$(x 'batşa' -r -t kk-2021 -x | tail -n 1)" \
    '1	батша	батша	kk-2021	undecided, no word: бача'
printf 'qiyn: «batşa»\nşahar\n' >c.txt
status 1 "-c reports it" xlit -r -t kk-2021 -c c.txt
is "with its place and readings" "$(cat out)" 'c.txt:1:8: undecided: "batşa" -> "батша", "бача"'
is "it is marked on request" "$(x 'qiyn: «Batşa» şahar' -r -t kk-2021 --undecided=mark)" \
    'қиын: «⟦Батша⟧» шаһар'
is "else kept" "$(x 'qiyn: «Batşa»' -r -t kk-2021 --undecided=keep)" 'қиын: «Батша»'
is "and what is left alone has no mark" "$(x 'www.batsa.kz batşa' -r -t kk-2021 --undecided=mark)" \
    'www.batsa.kz ⟦батша⟧'
status 2 "no other way" xlit -r -t kk-2021 --undecided=drop sure.txt
printf "mektep\n" >sure.txt
status 0 "-c is silent about what is sure" xlit -r -t kk-2021 -c sure.txt
is "letters with apostrophes are one word" "$(x "s'otsa" -r -t kk-2017 -c | cut -d'"' -f2)" "s'otsa"
printf 'хор\nһор\n' | sed '1i 2' >none/kk_KZ.dic
cp dic/kk_KZ.aff none
is "two words of one spelling: the rules' stays" \
    "$(echo 'hor' | TILMACH_HUNSPELL=$T/none xlit -r -t kk-2021 -x | tail -n 1)" \
    '1	хор	хор	kk-2021	undecided, words: һор'
is "which is marked too" \
    "$(echo 'hor' | TILMACH_HUNSPELL=$T/none xlit -r -t kk-2021 --undecided=mark)" '⟦хор⟧'

rm none/*
TILMACH_HUNSPELL=$T/none
is "without a dictionary the rules decide" "$(x 'tort qiyn' -r -t kk-2021)" 'торт қиын'
like "-v says so" "$(x 'şahar' -r -t kk-2021 -v 2>&1)" 'left to the rules: .*hunspell-kk'
is "and nothing else does" "$(x 'hor' -r -t kk-2021 2>&1)" хор
like "nor does the way there need one" "$(x 'шахар' -t kk-2021 -v 2>&1 | grep -c hunspell)" '^0$'
done_testing
