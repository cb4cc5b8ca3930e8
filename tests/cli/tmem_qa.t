#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tmem qa: what it says of bilingual files, and of which it says nothing.
. "$TILMACH_SRC/tests/lib/tap.sh"
tab=$(printf '\t')
kinds() { cut -d: -f2,3 | tr -d ' ' | tr '\n' ' '; }

cat >bad.po <<'EOF'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: kk\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#: a.c:1
#, c-format
msgid "%s has %d files"
msgstr "%d ішінде %s файл бар"

msgid "Page 5 of the report"
msgstr "Есептің 6-беті"

msgid "Press <b>Enter</b> now"
msgstr "Енді Enter басыңыз"

msgid "_Open the file"
msgstr "Файлды ашу"

msgid "Call me (at home)"
msgstr "Маған қоңырау шал (үйге"

msgid "Read the \"manual\" first"
msgstr "Алдымен «нұсқаулықты оқы"

msgid "Are you sure about this?"
msgstr "Бұған сенімдісіз бе."

msgid "Not translated yet"
msgstr ""

#, fuzzy
msgid "Waiting for review"
msgstr "Тексеруді күту"

msgid "Please wait for a moment"
msgstr "Please wait for a moment"

msgid "A text with a blank"
msgstr "Бос орын бар мәтін "

msgid "The second blank here"
msgstr "Мұнда екі  бос орын"

msgctxt "verb"
msgid "Copy"
msgstr "Көшіру"

msgctxt "noun"
msgid "Copy"
msgstr "Көшірме"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"

#~ msgid "gone %d"
#~ msgstr "жоқ"
EOF
status 1 "qa of a PO file" tmem qa bad.po
is "what it finds and where" "$(kinds <out)" "10:format 13:numbers 16:tags 19:accelerator 22:brackets 25:quotes 28:punctuation 31:untranslated 35:untranslated 38:same 41:spaces 44:spaces "

is "in words" "$(sed -n '1,3p;5p' out)" "bad.po:10: format: argument 1 has another type in the target
bad.po:13: numbers: the target lacks 5; the source lacks 6
bad.po:16: tags: the target lacks <b>
bad.po:22: brackets: a bracket is not closed, or not opened"
is "how much" "$(cat err)" "tmem: pairs: 15, errors: 2, warnings: 4, notes: 6"
is "--only" "$(tmem qa -q --only=note bad.po; tmem qa --only=tags,same bad.po 2>/dev/null | kinds)" "16:tags 38:same "
is "--ignore" "$(tmem qa --ignore=note,untranslated bad.po 2>/dev/null | kinds)" "10:format 13:numbers 16:tags 38:same "
status 0 "notes alone are no failure" tmem qa --only=note bad.po
status 1 "unless they are to be one" tmem qa --only=note --fail-on=note bad.po
status 0 "only what --fail-on names" tmem qa --fail-on=names bad.po
status 1 "-q: the status alone" tmem qa -q bad.po
is "and nothing else" "$(cat out err)" ""
cat >named.xlf <<'EOF'
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="kk_KZ" target-language="en-GB" datatype="plaintext"><body>
<trans-unit id="1"><source>Президент Тоқаев келді.</source><target>President Tokaev has come.</target></trans-unit>
</body></file></xliff>
EOF
is "names in the languages of the file" "$(tmem qa named.xlf 2>err; cat err)" \
    "named.xlf:2: names: “Tokaev” is spelt “Tokayev”
tmem: pairs: 1, errors: 0, warnings: 1, notes: 0"
status 2 "an unknown kind" tmem qa --only=spelling bad.po
status 2 "tmx is no format for it" tmem qa --format=tmx bad.po
is "json" "$(tmem qa --json --only=tags bad.po 2>/dev/null)" '{"file": "bad.po", "line": 16, "kind": "tags", "level": "error", "message": "the target lacks <b>", "source": "Press <b>Enter</b> now", "target": "Енді Enter басыңыз"}'
is "tsv" "$(tmem qa --format=tsv --only=format bad.po 2>/dev/null)" \
    "bad.po${tab}10${tab}error${tab}format${tab}%s has %d files${tab}%d ішінде %s файл бар${tab}argument 1 has another type in the target"
is "github" "$(tmem qa --format=github --only=spaces bad.po 2>/dev/null | head -n 1)" \
    "::notice file=bad.po,line=41::spaces: white space at the end differs"
is "sarif" "$(tmem qa --format=sarif --only=tags bad.po 2>/dev/null | tail -n 2)" \
    '{"ruleId":"tags","level":"error","message":{"text":"the target lacks <b>"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"bad.po"},"region":{"startLine":16}}}]}
]}]}'

# the same things done well, in several languages
say() { # language, source, target
    printf '%s\t%s\n' "$2" "$3" | tmem qa -s en -t "$1" 2>/dev/null | sed 's/^-:1: //'
}
is "Greek question mark" "$(say el 'Are you sure now?' 'Είστε βέβαιος τώρα;')" ""
is "Arabic question mark" "$(say ar 'Are you sure now?' 'هل أنت متأكد الآن؟')" ""
is "Chinese full stop" "$(say zh 'This is a short sentence.' '这是一个短句子。')" ""
is "Armenian full stop" "$(say hy 'This is a short sentence.' 'Սա կարճ նախադասություն է։')" ""
is "no full stop in Thai" "$(say th 'This is a short sentence.' 'นี่คือประโยคสั้นๆ')" ""
is "French no-break space" "$(say fr 'Attention please: wait!' "$(printf 'Attention\302\240: attendez\302\240!')")" ""
is "French without it" "$(say fr 'Attention please: wait!' 'Attention : attendez !')" "spaces: “ :” wants a no-break space"
is "a blank before a comma" "$(say ru 'First, the second' 'Сначала , второе')" "spaces: a blank before “,”"
is "numbers as the language has them" "$(say de '1,234.5 tons in 2 days' '1.234,5 Tonnen in zwei Tagen')" ""
is "another language" "$(say kk 'Type your name' 'Руководство учебного заведения сообщило, что сегодня началось строительство нового здания')" \
    "language: the target is in ru, not kk"
is "columns are no double blanks" "$(say ru '-a  all files' '-a    все файлы')" ""
is "snake_case has no access key" "$(say ru 'where from_item is one' 'где элемент является одним')" ""
is "control characters" "$(say ru 'Hello all' "$(printf 'Всем\001 привет')")" "control: control characters in the target"

# consistency
printf '%s\n' "Open file${tab}Файл ашу" "Save it${tab}Сақтау" "Open file${tab}Файлды ашу" "Keep it there${tab}Сол жерде сақтау" \
    "Store it there${tab}Сол жерде сақтау" >same.tsv
is "the same source" "$(tmem qa -s en -t kk same.tsv 2>/dev/null)" \
    "same.tsv:3: inconsistent: translated otherwise in same.tsv:1: “Файл ашу”"
is "the same target, when asked" "$(tmem qa -s en -t kk --only=same-target same.tsv 2>/dev/null)" \
    "same.tsv:5: same-target: also the translation of another text in same.tsv:4: “keepitthere”"

# terms
printf 'translation memory\tжадтама\nmemory\tжад\nfile\tфайл\n' >terms.tsv
cat >terms-in.tsv <<EOF
The translation memories are here${tab}Аударма жадтамалары осында
The translation memory is here${tab}Аударма қоры осында
Files and memory${tab}Файлдар мен жады
EOF
is "terms of a glossary" "$(tmem qa -s en -t kk --glossary=terms.tsv --only=terms terms-in.tsv 2>/dev/null)" \
    "terms-in.tsv:2: terms: “translation memory” is to be “жадтама”"
cat >terms.tbx <<'EOF'
<?xml version="1.0"?>
<martif type="TBX"><text><body><termEntry id="t1">
<langSet xml:lang="en"><tig><term>translation memory</term></tig></langSet>
<langSet xml:lang="kk"><tig><term>жадтама</term></tig></langSet>
</termEntry></body></text></martif>
EOF
is "the same in TBX" "$(tmem qa -s en -t kk --glossary=terms.tbx --only=terms terms-in.tsv 2>/dev/null)" \
    "terms-in.tsv:2: terms: “translation memory” is to be “жадтама”"
status 2 "TBX without languages" tmem qa --glossary=terms.tbx terms-in.tsv
status 2 "a glossary that is not there" tmem qa -s en -t kk --glossary=none.tsv terms-in.tsv

# names
cat >names.rec <<'EOF'
%rec: Name
%key: Id
%mandatory: Kind Native

Id: x1
Kind: person
Native: kk
kk: Тоқаев, Қасым-Жомарт Кемелұлы
ru: Токаев, Касым-Жомарт Кемелевич
en: Tokayev, Kassym-Jomart
EOF
cat >names.tsv <<EOF
Қасым-Жомарт Тоқаев келді${tab}Kassym-Jomart Tokayev has come
Қасым-Жомарт Тоқаев кетті${tab}Kassym-Zhomart Tokaev has gone
Қасым-Жомарт Тоқаев отыр${tab}He sits there
EOF
is "names by authority and style" "$(tmem qa -s kk -t en -d names.rec --no-default --only=names names.tsv 2>/dev/null)" \
    "names.tsv:2: names: “Kassym-Zhomart Tokaev” is spelt “Kassym-Jomart Tokayev”
names.tsv:3: names: “Қасым-Жомарт Тоқаев” is not in the target"

# XLIFF and TMX
cat >a.xlf <<'EOF'
<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
<trans-unit id="1"><source>Press <x id="a"/> twice</source><target>Нажмите дважды</target></trans-unit>
<trans-unit id="2"><source>In 2023</source>
<target>В 2024 году</target></trans-unit>
<trans-unit id="3" translate="no"><source>In 2023</source></trans-unit>
</body></file></xliff>
EOF
is "XLIFF" "$(tmem qa a.xlf 2>/dev/null | kinds)" "4:tags 6:numbers "
cat >a.tmx <<'EOF'
<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>In 2023</seg></tuv><tuv xml:lang="ru"><seg>В 2024 году</seg></tuv>
<tuv xml:lang="kk"><seg>2023 жылы</seg></tuv></tu>
</body></tmx>
EOF
is "TMX" "$(tmem qa a.tmx 2>/dev/null | kinds)" "3:numbers "
is "TMX in a direction" "$(tmem qa -s en -t kk a.tmx 2>/dev/null | kinds)" ""
status 2 "a file that is not there, the rest is done" tmem qa none.po a.tmx
is "done" "$(kinds <out)" "3:numbers "
done_testing
