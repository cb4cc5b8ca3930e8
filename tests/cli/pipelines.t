#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The programs together, as the manual shows them.
. "$TILMACH_SRC/tests/lib/tap.sh"
texts=$TILMACH_SRC/doc/demo
cp "$texts"/speech.kk.txt "$texts"/speech.en.txt .

# tmalign writes TMX on standard output, tmem reads it from there.
tmalign -s kk -t en speech.kk.txt speech.en.txt | tmem import -s kk -t en - >import.out 2>&1
is "aligned documents become a memory" "$?" 0
units=$(tmem export -s kk -t en --format=tsv | wc -l)
ok "with most of the speech's sentences" test "$units" -ge 25

# A sentence of the speech with another number still finds its translation; one line a segment.
first=$(tmseg -l kk speech.kk.txt | sed -n 3p)
printf '%s\n%s\n' "$first" "Мұндай сөйлем еш жерде болған емес шығар" >new.kk.txt
tmseg -l kk new.kk.txt | tmem lookup -s kk -t en --best | namenorm -l en -s en-press >out 2>err
is "segments, look-up, house style: one line for each segment" "$(wc -l <out | tr -d ' ')" "$(tmseg -l kk new.kk.txt | wc -l | tr -d ' ')"
is "the translation is the one of the speech" "$(sed -n 1p out)" "$(tmem export -s kk -t en --format=tsv | awk -F'\t' -v s="$first" '$1 == s {print $2; exit}')"
is "what has no match is an empty line" "$(sed -n 2p out)" ""

cat >people.rec <<'EOF'
%rec: Name
%key: Id
%mandatory: Kind Native

Id: p-tokayev
Kind: person
Native: kk
kk: Тоқаев, Қасым-Жомарт Кемелұлы
ru: Токаев, Касым-Жомарт Кемелевич
en: Tokayev, Kassym-Jomart

Id: p-bektenov
Kind: person
Native: kk
kk: Бектенов, Олжас Абайұлы
ru: Бектенов, Олжас Абаевич
en: Bektenov, Olzhas
EOF
printf '1\tOlschas Bektenow\n2\tQassym-Jomart Toqayev\n3\tSomebody Else\n' >guests.tsv
is "a list of guests gets its ids" "$(cut -f2 guests.tsv | namematch -d people.rec --best | cut -f3 | tr '\n' '|')" \
    "p-bektenov|p-tokayev||"

tmalign -s kk -t en speech.kk.txt speech.en.txt -o memory.tmx
tmterms -s kk -t en --format=tbx memory.tmx >glossary.tbx
is "a glossary in TBX" "$?" 0
if command -v xmllint >/dev/null; then
    ok "well-formed" xmllint --noout --nonet glossary.tbx
    ok "the TMX too" xmllint --noout --nonet memory.tmx
fi
ok "the form of address was found in the speech" \
    sh -c "tmterms -s kk -t en --top=15 memory.tmx | cut -f1,2 | grep -qixF 'жоғары мәртебелі$(printf '\t')your excellency'"

cat >kk.po <<'EOF'
msgid ""
msgstr ""
"Language: kk\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "Open"
msgstr "Ашу"

msgid "Kazakhstan, %s"
msgstr "Қазақстан, %s"
EOF
msgfilter -i kk.po -o kk@latin.po xlit -t kk-2021 2>err
is "msgfilter drives xlit" "$?" 0
is "a catalogue in Latin letters, placeholders kept" "$(grep '^msgstr "[^"]' kk@latin.po | tr '\n' ' ')" 'msgstr "Aşu" msgstr "Qazaqstan, %s" '
done_testing
