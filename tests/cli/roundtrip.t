#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# There and back: every system that says it is reversible, on every two letters of its language's
# alphabet inside a word; those that say partly on what they do promise.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"

back() { # system, file: there and back in $T/back
    xlit -q --skip= -t "$1" "$2" | xlit -q --skip= -r -t "$1" >"$T/back"
}

xlit --list | awk -F '\t' '$5 == "yes" { print $1, $7 }' >claim
ok "some systems are reversible" test -s claim
while read -r system lang; do
    corpus_letters "$lang" | corpus_cases >words
    ok "$system: $(wc -l <words) words of its alphabet" test -s words
    back "$system" words
    is "$system: all come back" "$(diff words back | head -n 5)" ""
done <claim

# what has no case, stress, and words in capitals within the line
printf '%s\n' 'ЛЬ Ль ОБЪЕКТ Объект «РОЛЬ» МиБ МакДональд' 'Осо́бый стра́ны Я́ма' >ru
back ru-iso9 ru
is "ru-iso9: signs, inner capitals, stress" "$(diff ru back)" ""
printf '%s\n' 'Ъгъл ЪГЪЛ ФАЙЛът ѝ форма̀та' >bg
back bg-iso9 bg
is "bg-iso9: a capital ъ before small letters, the grave accent" "$(diff bg back)" ""
printf '%s\n' 'Ә. ӘУЕЗОВ ӘЛЬ-Фараби ҰЛЬ, Ұлы; А.Ә. ҰҒЫМ 5-ші' >kk
back kk-iso9 kk
is "kk-iso9: letters that take a mark" "$(diff kk back)" ""
xlit -q --nfd --skip= --rules=/dev/stdin kk <<'E' >kk.nfd
:: NFC ;
E
is "decomposed letters" "$(xlit -q --nfd -t kk-iso9 kk.nfd | xlit -q --nfd -r -t kk-iso9 | cmp - kk.nfd 2>&1)" ""
done_testing
