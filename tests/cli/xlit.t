#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# xlit as users run it; and every system's own cases (xlit/ID.tsv: input TAB expected).
. "$TILMACH_SRC/tests/lib/tap.sh"

x() { # text, arguments of xlit
    _text=$1; shift
    printf '%s\n' "$_text" | xlit "$@"
}

# the systems
rules=$(cd "$TILMACH_SRC/dictionaries/systems" && echo *.rules | sed 's/\.rules//g')
is "each rule file is compiled, in order of id" "$(xlit --list | cut -f1 | tr '\n' ' ')" \
    "$(printf '%s\n' $rules | LC_ALL=C sort | tr '\n' ' ')"
for f in "$TILMACH_SRC"/tests/cli/xlit/*.tsv; do
    id=$(basename "$f" .tsv)
    grep -v '^#' "$f" | grep . >cases
    cut -f1 cases | xlit --nfc -t "$id" >got
    cut -f2 cases >want
    is "$id: $(wc -l <cases) cases" "$(diff got want)" ""
done
for f in "$TILMACH_SRC"/tests/cli/xlit-back/*.tsv; do
    [ -f "$f" ] || continue
    id=$(basename "$f" .tsv)
    grep -v '^#' "$f" | grep . >cases
    cut -f1 cases | TILMACH_HUNSPELL=$T/none xlit --nfc -r -t "$id" >got
    cut -f2 cases >want
    is "$id backwards: $(wc -l <cases) cases" "$(diff got want)" ""
done
is "a list for one language" "$(xlit --list=kk | cut -f7 | sort -u)" kk
status 1 "no system for a language" xlit --list=xx
status 0 "an alias names a system" xlit -t bgnpcgn-rus-Cyrl-Latn-1947 /dev/null
status 2 "an unknown system" xlit -t ru-bgm /dev/null
like "names those near it and the list" "$(cat err)" 'unknown.*"ru-bgm".*ru-bgn.*xlit --list'
status 2 "a name that needs a language" xlit -t yanalif /dev/null
like "asks for the language" "$(cat err)" '"yanalif" goes with a language: give it with -l, or take one of: ky-yanalif$'
status 2 "no system at all" xlit /dev/null
status 2 "a system without a way back" xlit -r -t ru-bgn /dev/null
like "says where to look for one" "$(cat err)" 'backwards; `xlit --list` shows which can'

# text
is "capitals and initials" "$(x 'ЩУКА Щука щука Щ.' -t ru-bgn)" 'SHCHUKA Shchuka shchuka Shch.'
is "addresses and placeholders stay" "$(x 'Щ https://egov.kz/Щука п@чта.рф {имя} {name} %s' -t ru-bgn)" \
    'Shch https://egov.kz/Щука п@чта.рф {imya} {name} %s'
is "nothing is skipped when told so" "$(x 'www.Щ' --skip= -t ru-bgn)" 'www.Shch'
printf 'a > x ;\nЩ > Ъ ;\n' >latin.rules
is "Latin words can be left alone" "$(x 'ab Щ' --skip=latin --rules=latin.rules)" 'ab Ъ'
status 2 "an unknown kind to skip" xlit -t ru-bgn --skip=urls /dev/null
is "decomposed input stays decomposed" "$(x "Айгүл" -t kk-2021 | od -An -tx1)" \
    "$(printf 'Aigu\314\210l\n' | od -An -tx1)"
is "and is the same text after composition" "$(x "Айгүл" -t kk-2021 --nfc)" "$(x Айгүл -t kk-2021)"
is "composed input gives decomposed output when asked" "$(x Айгүл -t kk-2021 --nfd)" \
    "$(printf 'Aigu\314\210l')"
is "backwards" "$(x 'Ŝuka Ûrij' -r -t ru-iso9)" 'Щука Юрий'
is "words that no Kazakh word can be stay Latin" "$(x 'Qazaqstan iPhone Watt' -r -t kk-2021)" \
    'Қазақстан iPhone Watt'
is "Roman numerals come back as they are, initials as letters" \
    "$(x 'VII ğasyr, II tom, V tarau, VI-şy, I. V. Qali' -r -t kk-2021)" \
    'VII ғасыр, II том, V тарау, VI-шы, І. В. Қали'
is "also where X is a letter, but not what no numeral is" "$(x 'XXI asr, XIX, IIX, VX' -r -t uz-latn)" \
    'XXI аср, XIX, ИИХ, ВХ'
is "words of one letter are none" "$(x 'V Moskve. I vot II tom' -r -t ru-alalc)" 'В Москве. И вот II том'
is "nor is a letter with its apostrophe" "$(x "I'" -r -t kk-2017)" 'И'
is "a name in capitals and small letters is Kazakh by its letters" \
    "$(x 'QazMūnaiGaz YouTube' -r -t kk-2021)" 'ҚазМұнайГаз YouTube'
is "foreign words go on behind a hyphen, endings do not" \
    "$(x 'Wi-Fi-ğa, Kaspi.kz-te' -r -t kk-2021)" 'Wi-Fi-ға, Kaspi.kz-те'
is "named placeholders in any letters" "$(x 'Щ ${имя} %(дата)s' -t ru-bgn)" \
    'Shch ${имя} %(дата)s'
printf 'aты\tаты\nIле\tҚала\\nсы Aқтау\n' >columns.tsv
status 1 "a check of columns" xlit -c -C 2 --header columns.tsv
is "finds nothing in other columns, in the header or at an escape" "$(cat out)" \
    'columns.tsv:2:14: mixed-script: "Aқтау" -> "Ақтау"'
is "and explains what is in the column" \
    "$(printf 'Қ\tа\\nа\n' | xlit -t kk-2021 -C 2 -x | cut -f1-3 | tr '\t\n' ' ;')" '1 а a;1 а a;'
is "the letter of an escape is no part of the word" "$(printf 'f("Алма\\nқала")\n' | xlit -c)" ''
is "systems in turn" "$(x Щука -t ru-iso9 -t ru-iso9 -r 2>&1; x Тоқаев -t kk-ru -t ru-press-de)" \
    "$(printf 'Щука\nTokajew')"
printf 'Щука\n# no word\n' >words
is "words to keep" "$(x 'Щука щука' -t ru-bgn --keep=words)" 'Щука shchuka'
is "by language and name" "$(x Щ -l ru -t bgn)" Shch
is "each paragraph by its language" "$(x 'Это язык.

Қала мен дала.

Plain text.' -l auto -t bgn)" "$(printf 'Eto yazyk.\n\nQala men dala.\n\nPlain text.')"

# unmapped letters
is "unmapped letters are kept" "$(x 'Қа' -t ru-bgn)" 'Қa'
is "dropped" "$(x 'Қа' -t ru-bgn --unmapped=drop)" 'a'
is "marked" "$(x 'Қа' -t ru-bgn --unmapped=mark)" '⟨Қ⟩a'
printf 'а\nҚ\n' >two
status 2 "or an error" xlit -t ru-bgn --unmapped=error two
like "with file and line" "$(cat err)" '^xlit: two:2: .*Қ'
like "-v counts them" "$(x 'Қа' -t ru-bgn -v 2>&1)" 'without a rule: 1'
is "letters in what is skipped do not count" "$(x 'www.kk.kz/Қ' -t ru-bgn -v 2>&1 | grep -c 'rule: 0')" 1

# words of two scripts
is "a garbled word is left alone, as it is" "$(x 'Казaк қəзір Қазақстаннiң шет' -t kk-2021)" \
    'Казaк қəзір Қазақстаннiң şet'
is "decomposed too" "$(x 'Шaй шaй шай' -t ru-bgn | cut -d' ' -f2-)" 'шaй shay'
is "a Latin beginning has its ending converted" "$(x 'Windowsта «iPhoneды» Kaspiде EXPOға' -t kk-2021)" \
    'Windowsta «iPhonedy» Kaspide EXPOğa'
is "letters beside a sign are of no one word" "$(x 'a-ба oф. e1а' -t ru-bgn)" 'a-ba oф. e1a'
is "back from Latin as well" "$(x 'Qаzaq tort' -r -t kk-2021)" 'Qаzaq торт'
is "and a Cyrillic beginning with its ending" "$(x 'Қазақстанda' -r -t kk-2021)" 'Қазақстанда'
is "from Cyrillic to Arabic" "$(x 'мaл мал' -t kk-arab)" 'мaл مال'
is "unless told otherwise" "$(x 'Казaк' -t kk-2021 --skip=url,email)" 'Kazak'
is "by name" "$(x 'Казaк a@ы.kz' -t kk-2021 --skip=mixed)" 'Казaк a@y.kz'
is "letters of another script that the system takes are meant" "$(x 'кIайн' -t ce-bgn)" khayn
is "with words to keep" "$(x 'Казaк Щука щука' -t ru-bgn --keep=words)" 'Казaк Щука shchuka'
is "they have no letters without a rule" "$(x 'Қaқ' -t ru-bgn -v 2>&1 | grep -c 'rule: 0')" 1
printf 'Қазақстаннiң\nWindowsта\nEXPOда\nҚaз\n' >mixed.txt
status 1 "-c reports them all" xlit -c -t kk-2021 mixed.txt
is "with a word in one script where letters look alike" "$(cat out)" \
    'mixed.txt:1:1: mixed-script: "Қазақстаннiң" -> "Қазақстаннің"
mixed.txt:2:1: mixed-script: "Windowsта"
mixed.txt:3:1: mixed-script: "EXPOда"
mixed.txt:4:1: mixed-script: "Қaз" -> "Қаз"'
status 1 "-c on the way back" xlit -c -r -t kk-2021 mixed.txt
(i=0; while [ $i -lt 50 ]; do printf '%*sмəтiн Windowsта ж Казaк\n' $i ''; i=$((i + 1)); done) >mixed
xlit -t kk-2021 mixed >mixed.whole
is "wherever they stand" "$(grep -c 'мəтiн Windowsta j Казaк$' mixed.whole)" 50
for n in 1 2 3 7 4096; do
    ok "and in pieces of $n bytes" sh -c "dd bs=$n if=mixed status=none | xlit -t kk-2021 | cmp -s - mixed.whole"
done
is "in a line longer than any block" \
    "$(yes 'мəтiн үш' | head -n 30000 | tr '\n' ' ' | xlit -t kk-2021 | tr ' ' '\n' | sort -u | tr '\n' ' ')" 'üş мəтiн '

# columns
printf 'a\tЩ\\tб\tЯ\nшорт\n' >t.tsv
is "columns" "$(xlit -t ru-bgn -C 2,3 t.tsv)" "$(printf 'a\tShch\\tb\tYa\nшорт')"
is "appended" "$(xlit -t ru-bgn -C 2,3 --append t.tsv | head -1)" "$(printf 'a\tЩ\\tб\tЯ\tShch\\tb\tYa')"
is "both" "$(x Щ -t ru-bgn --both)" "$(printf 'Щ\tShch')"
is "both of columns" "$(xlit -t ru-bgn -C 3 --both t.tsv | head -1)" "$(printf 'Я\tYa')"
is "a header line" "$(printf 'имя\nЩ\n' | xlit -t ru-bgn -C 1 --append --header)" \
    "$(printf 'имя\tимя-ru-bgn\nЩ\tShch')"
status 2 "--append without -C" xlit -t ru-bgn --append /dev/null

# bytes
is "line ends and a missing last one" "$(printf 'Б\r\nВ' | xlit -t ru-bgn | od -An -tx1)" \
    "$(printf 'B\r\nV' | od -An -tx1)"
is "records" "$(printf 'Б\0В\0' | xlit -z -t ru-bgn | tr '\0' '|')" 'B|V|'
printf 'Б\n\377Б\n' >bad
status 2 "bytes that are not UTF-8" xlit -t ru-bgn bad
like "with file, line and byte" "$(cat err)" '^xlit: bad:2: byte 1: invalid UTF-8'
is "let through" "$(xlit --invalid=pass -t ru-bgn bad | od -An -tx1)" "$(printf 'B\n\377B\n' | od -An -tx1)"
printf 'Б\n' >in-place
status 0 "in place" xlit -i -t ru-bgn in-place
is "the file is changed" "$(cat in-place)" B

(i=0; while [ $i -lt 40 ]; do printf 'Щука\tи ЩИ https://a.kz/Щ\n\nЁж\r\n'; i=$((i + 1)); done) >many
xlit -t ru-bgn many >whole
for n in 1 2 3 7 4096; do
    ok "input in pieces of $n bytes" \
        sh -c "dd bs=$n if=many status=none | xlit -t ru-bgn | cmp -s - whole"
done

# documents
cat >doc.md <<'E'
# Щука

Вот **Щ**ука и `Щука`, [ссылка](http://a.kz/Щ "Щ").

    Щука
E
is "Markdown by the file's name: code and links stay" "$(xlit -t ru-bgn doc.md)" '# Shchuka

Vot **Shch**uka i `Щука`, [ssylka](http://a.kz/Щ "Щ").

    Щука'
is "plain text when told so" "$(xlit -t ru-bgn --type=plain doc.md | head -1)" '# Shchuka'
is "JSON Lines: the values only" "$(x '{"имя": "Щука \"Ё\"", "n": 1, "b": ["Ж"]}' --type=jsonl -t ru-bgn)" \
    '{"имя": "Shchuka \"Yë\"", "n": 1, "b": ["Zh"]}'
is "and of these fields" "$(x '{"a": "Щ", "b": "Щ"}' --type=jsonl --field=b -t ru-bgn)" '{"a": "Щ", "b": "Shch"}'

# checks
printf 'Казaк\nҚ да\n' >c.txt
status 1 "-c finds something" xlit -c -t ru-bgn c.txt
is "with kind and place" "$(cat out)" "$(printf 'c.txt:1:1: mixed-script: "Казaк" -> "Казак"\nc.txt:2:1: unmapped: "Қ"')"
status 1 "-q is silent" xlit -c -q -t ru-bgn c.txt
is "entirely" "$(cat out err)" ""
status 0 "nothing to find" xlit -c -t kk-bgn two
status 0 "a reversible system survives" xlit --check-roundtrip -t ru-iso9 two
printf 'Шуйский\nии\n' >r.txt
status 1 "another does not" xlit --check-roundtrip -t kk-2021 r.txt
like "and says so" "$(cat out)" '^r.txt:2:1: roundtrip: '
is "rules are explained" "$(x Щи -t ru-bgn -x | cut -f1-3)" "$(printf '1\tЩ\tShch\n1\tи\ti')"
like "with their system and line" "$(x Щ -t ru-bgn -x | cut -f4-)" '^ru-bgn:[0-9]+	Щ > Shch'

# rules of the user's own
cat >own.rules <<'E'
# a comment
:: NFC ;
$v = [аеё] ;
$v { й > y ;
й > j ;
E
is "own rules" "$(x 'май йод' --rules=own.rules)" 'маy jод'
status 0 "are checked" xlit --check-rules=own.rules
printf 'а > b ;\n\nа > c ;\n' >masked.rules
status 2 "a masked rule" xlit --check-rules=masked.rules
like "is named with both lines" "$(cat err)" '^xlit: masked.rules:3:.*line 1'
printf 'а > b c\n;\nб > (a ;\nв > $v ;\n# г >\nд > [a] ;\nе > e ;\n' >many.rules
status 2 "several faults" xlit --check-rules=many.rules
is "are all named" "$(cut -d: -f3 err | tr '\n' ' ')" "3 4 6 "
cat >faults.rules <<'E'
$v = [аб] ;
а > $w ;
[бв > x ;
г > g
д > d ;
е > e ;
е > ie ;
ж > [z] ;
(з) > $2 ;
и > i } j ;
:: ru_bgm ;
:: ru_bgn ;
E
status 2 "each kind of fault" xlit --check-rules=faults.rules
is "with its line, in their order" "$(cut -d: -f3 err | tr '\n' ' ')" "2 3 5 7 8 9 10 11 "
has() { # line, what the cure says
    like "line $1: $2" "$(sed -n "s/^xlit: faults.rules:$1:\([0-9]*:\)* *//p" err)" "$2"
}
has 2 'undefined variable \$w: define it above'
has 3 'set \[ is not closed: write ]'
has 5 'a second operator in one rule: is a ";" missing'
has 7 'the rule in line 6 takes all its text; put this one before it, or drop it'
has 8 'one rule for each'
has 9 'names no segment: put'
has 10 'it belongs to the side that is read'
has 11 'is called ru_bgm; `xlit --list` shows the systems'
cat >doubts.rules <<'E'
# id: d
# reversible: yes
а <> a ;
А <> A ;
Щ > Shch ;
щ > shch ;
а { е > je ;
Е > E ;
Й > J ;
й > j ;
х <> h ;
Х <> H ;
һ > h ;
E
status 0 "doubts are no faults" xlit --check-rules=doubts.rules
is "but are told" "$(sed 's/^xlit: doubts.rules:\([0-9]*\): doubt: /\1 /; s/\(.\{22\}\).*/\1/; s/ $//' err)" \
    "5 among capitals Щ get
5 going back nothing m
6 going back nothing m
7 this rule never appl
8 going back nothing m
9 going back nothing m
9 Й may also be writte
10 going back nothing
13 going back nothing
13 һ has a rule and it"
is "no bundled rule is in doubt" \
    "$(for f in "$TILMACH_SRC"/dictionaries/systems/*.rules; do xlit --check-rules="$f" 2>&1; done)" ""
printf '::Latin-Katakana ;\n' >icu.rules
status 0 "what only ICU can run is not wrong" xlit --check-rules=icu.rules -v
like "-v tells" "$(cat err)" '^xlit: icu.rules:1:1: left to ICU'
is "it gives what ICU gives" "$(x 'sakura e' --rules=icu.rules)" 'サクラ エ'
is "with a note under -v" "$(x a --rules=icu.rules -v 2>&1 >/dev/null | grep -c 'run by ICU: ')" 1
is "and none else" "$(x a --rules=icu.rules 2>&1)" ア
{
    echo '# id: deep'; printf 'а > '; printf '&Lower( %.0s' $(seq 5000); printf '$0'; printf ')%.0s' $(seq 5000); echo ' ;'
} >deep.rules
status 2 "functions nested without end are refused" xlit --rules=deep.rules cyr.txt
is "and ICU runs it" "$(x 'ka a@b.kz' --rules=icu.rules)" 'カ a@b.kz'
printf 'ґ > щ ;\n:: ru_bgn ;\n' >call.rules
is "a bundled system is called" "$(x 'Ґщ' --rules=call.rules)" 'Ґshch'
is "by its own rules" "$(x 'щ' --rules=call.rules -x | cut -f4 | cut -d: -f1)" 'ru-bgn'
printf 'а > [b] ;\n' >set.rules
status 2 "a malformed rule" xlit --rules=set.rules two
like "is named with line and column" "$(cat err)" '^xlit: set.rules:1:1: '
printf 'а > | а ;\n' >endless.rules
status 2 "rules without an end" xlit --rules=endless.rules two
like "are reported" "$(cat err)" 'endless.rules do not come to an end'

# words in two scripts: what is meant, where letters look alike
mixed() { # word, what -c says behind the kind
    is "mixed: $1" "$(printf '%s\n' "$1" | xlit -c | sed 's/^[^"]*//')" "$2"
}
mixed 'сəлем' '"сəлем" -> "сәлем"'
mixed 'мiр' '"мiр" -> "мір"'
mixed 'Kурс' '"Kурс" -> "Курс"'
mixed 'pаper' '"pаper" -> "paper"'
mixed 'Wьy' '"Wьy"'

# -l auto
is "where the letters say nearly nothing the language that is written more" \
    "$(printf 'ИВАНОВ ИВАН ИВАНОВИЧ\n\nҚР\n' | xlit -l auto -t bgn)" "$(printf 'IVANOV IVAN IVANOVICH\n\nQR')"
is "-v tells the language and how sure" \
    "$(printf 'Қазақстан халқы туралы жаңа кітап\n' | xlit -l auto -t bgn -v 2>&1 >/dev/null | grep language)" \
    'xlit: -:1: language: kk (100 %)'
is "an alphabet of Kazakh goes back" \
    "$(printf 'Qazaqstan halqy turaly jaña kıtap\n' | xlit -q -r -l auto -t kk-2021)" 'Қазақстан халқы туралы жаңа кітап'
# threads, blocks, long lines
# A line longer than what is read at once: positions count from its beginning.
awk 'BEGIN { print "x"; for (i = 0; i < 60000; i++) printf "щи "; print "Ѫ" }' >far
is "a place far into a line" "$(xlit -t ru-bgn -c far)" 'far:2:180001: unmapped: "Ѫ"'
sed 's/Ѫ/\xff/' far >far.bad
status 2 "a bad byte far into a line" xlit -t ru-bgn far.bad
is "counts from the beginning of the line" "$(cat err)" "xlit: far.bad:2: byte 300001: invalid UTF-8"
awk 'BEGIN { for (i = 0; i < 9000; i++) { printf "%d Щука ОҢТҮСТІК, объём www.щ.kz ә", i; if (i % 7) print ""
     else printf "\n\n" } }' >many
xlit -t ru-bgn many >one
for j in 2 5; do
    xlit -j$j -t ru-bgn many >threads
    same_file "-j$j makes the same" threads one
done
is "and counts the same letters" "$(xlit -j3 -v -t ru-bgn many 2>&1 >/dev/null | tail -n 1)" \
    "$(xlit -v -t ru-bgn many 2>&1 >/dev/null | tail -n 1)"
{ cat many; printf 'Щ\377\n'; } >broken
status 2 "a broken byte far on, with threads" sh -c 'xlit -j2 -t ru-bgn broken >got 2>err'
is "is told as with one" "$(cat err)" "$(xlit -t ru-bgn broken 2>&1 >/dev/null)"
head -n 4000 many | xlit -t ru-bgn >some
head -n 4000 got >before
same_file "and what stands before it is written" before some
tr '\n' ' ' <many >line
is "one long line is made as its words are" "$(xlit -t ru-bgn line | tr -d ' ' | cksum)" \
    "$(tr -d ' \n' <one | cksum)"
done_testing
