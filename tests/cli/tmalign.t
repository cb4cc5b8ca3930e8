#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Two documents into beads: what is paired, split and left out, and how it is written.
. "$TILMACH_SRC/tests/lib/tap.sh"

cat >kk.txt <<'X'
Форум 2024 жылғы 5 маусымда Астанада өтті. Оған 38 елден 1500 қонақ келді, олардың ішінде 12 министр бар, ал Қазақстан 40 құжат ұсынды.

Президент Тоқаев сөз сөйледі. Келесі жиын 2026 жылы Алматыда болады.
X
cat >en.txt <<'X'
The forum was held in Astana on 5 June 2024.
It was attended by 1500 guests from 38 countries, among them 12 ministers. Kazakhstan submitted 40 documents.
The weather in the capital was warm and sunny during all days of this event, they say.

President Tokayev made a speech. The next meeting will be in Almaty in 2026.
X
tmalign -s kk -t en --format=beads kk.txt en.txt >beads
is "a split sentence and one left out" "$(cut -d: -f1,2 beads | paste -sd' ')" \
    "[0]:[0] [1]:[1, 2] []:[3] [2]:[4] [3]:[5]"
is "scores are percent" "$(cut -d: -f3 beads | grep -vcE '^[0-9]{1,3}\.[0-9]{2}$')" 0
is "tsv" "$(tmalign -s kk -t en --format=tsv kk.txt en.txt | sed -n 4p | cut -f1,2)" \
    "$(printf 'Президент Тоқаев сөз сөйледі.\tPresident Tokayev made a speech.')"
is "what is left out has an empty field" \
    "$(tmalign -s kk -t en --format=tsv kk.txt en.txt | cut -f1,3 | sed -n 3p)" "$(printf '\t0.00')"
is "ladder" "$(tmalign -s kk -t en --format=ladder kk.txt en.txt | cut -f1,2 | tr '\t\n' ', ')" \
    "0,0 1,1 2,3 2,4 3,5 4,6 "

tmalign -s kk -t en kk.txt en.txt >a.tmx
is "tmx is the default, pairs only" "$(grep -c '<tu>\|<tu ' a.tmx)" 4
like "languages" "$(cat a.tmx)" 'xml:lang="kk"'
like "joined segments" "$(cat a.tmx)" '12 ministers\. Kazakhstan submitted 40 documents\.</seg>'
tmalign -s kk -t en kk.txt en.txt -o b.tmx
ok "-o writes the same" cmp a.tmx b.tmx
like "html marks what was left out" "$(tmalign -s kk -t en --format=html kk.txt en.txt)" \
    'class="left".*The weather'
is "--min-score" "$(tmalign -s kk -t en --format=beads --min-score=98 kk.txt en.txt | grep -vc '\[\]')" \
    "$(awk -F: '$1 != "[]" && $2 != "[]" && $3 >= 98' beads | wc -l)"

printf 'бір\nекі\nүш\n' >a
printf 'one\ntwo\nthree\n' >b
is "--segmented keeps lines, empty ones too" \
    "$(printf 'бір\n\nүш 33\n' | tmalign -s kk -t en --segmented --format=beads - b | grep -o '^\[[^]]*\]' | tr -dc '0-9')" 012
tmalign -s kk -t en --segmented --anchor=3:1 --format=beads a b >beads
ok "an anchor puts its segments into one bead" grep -qE '^\[([0-9], )*2\]:\[0(, [0-9])*\]' beads
printf 'бір\tthree\n' >d.tsv
status 0 "a dictionary" tmalign -s kk -t en --segmented --dict=d.tsv a b
# Of 120 lines 20 are translated: the rest is one passage, or two.
long() { # first of the lines that are translated
    awk -v from="$1" 'BEGIN {
        srand(7)
        n = split("қала өзен тау жол бала кітап су жер күн түн ай жыл үй есік терезе орман дала көл қыс жаз " \
                  "нан сүт ат ит мысық құс балық ағаш гүл шөп", kk, " ")
        split("town river mountain road child book water land day night moon year house door " \
              "window forest steppe lake winter summer bread milk horse dog cat bird fish tree flower grass", en, " ")
        for (i = 0; i < 120; i++) {
            s = t = ""
            for (k = 2 + int(rand() * 10); k > 0; k--) {
                w = 1 + int(rand() * n)
                s = s (s ? " " : "") kk[w]; t = t (t ? " " : "") en[w]
            }
            print s "." >"long.kk"
            if (i >= from && i < from + 20) print t "." >"long.en." from
        }
    }'
    tmalign -s kk -t en --segmented --format=beads long.kk "long.en.$1" |
        awk -F '[][]' -v from="$1" '$4 != "" && $2 == $4 + from {n++} END {print n + 0}'
}
for from in 0 50 100; do is "a long passage left out: line $from and on" "$(long $from)" 20; done
# Every seventh line of the second is not in the first.  Of the words every other is one of eight,
# and half of the rest are those of the lines around, too: what is known of them says little.
awk 'function name(n, set, count,   w) {
    for (w = ""; n > 0; n = int(n / count)) w = w set[1 + n % count]
    return w
}
BEGIN {
    srand(5)
    ca = split("қа ле бо сы ті ның ды ған ма ер жа ұл", a, " ")
    cb = split("to she ko ry ai man os ur ze da pi", b, " ")
    for (w = 0; w < 400; w++) print name(w + 200, a, ca) "\t" name(w * 2 + 300, b, cb) >"topic.tsv"
    for (i = 0; i < 60; i++) {
        s = t = ""
        for (k = 0; k < 16; k++) {
            w = k % 2 ? int(rand() * 8) : k % 4 ? 8 + int(i / 4) * 4 + int(rand() * 6) : \
                100 + int(rand() * 300)
            s = s name(w + 200, a, ca) " "; t = t name(w * 2 + 300, b, cb) " "
        }
        if (i % 7 != 3) print s >"topic.kk"
        print t >"topic.en"
    }
}'
left() { # option
    tmalign -s kk -t en --segmented --format=beads "$@" topic.kk topic.en |
        awk -F '[][]' '$2 == "" {n++; right += $4 % 7 == 3} END {print n + 0, right + 0}'
}
is "a line on the same matter is left out, not joined" "$(left --dict=topic.tsv)" "9 9"
set -- $(left)
ok "nearly as well by what the two say themselves" [ "$2" -ge 7 ]
ok "and little else is left out" [ "$1" -le 11 ]
# Lines that nothing but a dictionary can tell apart.
printf 'ала қоян тауда жүр\nқара қазан отта тұр\n' >d.kk
printf 'black kettle on fire is\n' >d.en
cat >d.tbx <<'X'
<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="kk"><tig><term>қара қазан</term></tig></langSet>
<langSet xml:lang="en"><tig><term>black kettle</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="kk"><tig><term>отта</term></tig></langSet>
<langSet xml:lang="en"><tig><term>fire</term></tig></langSet></termEntry>
</body></text></martif>
X
cat >d.dix <<'X'
<?xml version="1.0"?><dictionary><sdefs><sdef n="n"/></sdefs><section id="main" type="standard">
<e><p><l>black<s n="adj"/></l><r>қара<s n="adj"/></r></p></e>
<e><p><l>kettle<s n="n"/></l><r>қазан<s n="n"/></r></p></e>
<e r="LR"><p><l>on<b/>fire<s n="adv"/></l><r>отта<s n="adv"/></r></p></e>
</section></dictionary>
X
printf 'қара қазан\tblack kettle\nотта\tfire\n' >d2.tsv
paired() { tmalign -s kk -t en --segmented --dict="$1" --format=beads d.kk d.en | grep -o '^\[.*\]:\[0\]'; }
for dict in d2.tsv d.tbx d.dix; do
    is "$dict decides" "$(paired $dict)" '[1]:[0]'
    sed 's/қара/ала/; s/қазан/қоян/; s/отта/тауда/' $dict >other.${dict#*.}
    is "another ${dict#*.} decides otherwise" "$(paired other.${dict#*.})" '[0]:[0]'
done
sed 's/"en"/"de"/' d.tbx >de.tbx
sed 's/"en"/"de"/; s/қара/ала/; s/қазан/қоян/; s/отта/тауда/' d.tbx >e.tbx
is "terms of other languages are passed over" "$(paired de.tbx)" "$(paired e.tbx)"
printf '<a/>' >bad.xml
status 2 "XML that is no dictionary" tmalign -s kk -t en --segmented --dict=bad.xml a b
like "it is said" "$(cat "$T/err")" '^tmalign: bad.xml:1: .*Apertium'
is "the same input gives the same output" "$(tmalign -s kk -t en kk.txt en.txt | cksum)" "$(cksum <a.tmx)"

# Text copied from slides: the sentences of one side have lost their full stops.
cat >slides.ru.txt <<'X'
Откройте папку с файлами Выберите рисунок для фона. Сохраните изменения в файле

Удалите лишние сообщения из почты Закройте окно программы. Проверьте подключение к сети

Выберите язык программы Откройте список языков. Закройте список
X
cat >slides.en.txt <<'X'
Open the folder with the files. Choose a picture for the background. Save the changes in the file.

Delete needless messages from the mail. Close the window of the program. Check the network connection.

Choose the language of the program. Open the list of languages. Close the list.
X
tmalign -s ru -t en --format=tsv slides.ru.txt slides.en.txt >slides.tsv
is "a sentence without a full stop is parted where the other side ends one" \
    "$(cut -f1,2 slides.tsv | grep '^Выберите')" \
    "$(printf 'Выберите рисунок для фона.\tChoose a picture for the background.
Выберите язык программы\tChoose the language of the program.')"
is "nothing is lost by it" "$(cut -f1 slides.tsv | tr -d ' \n')" "$(tr -d ' \n' <slides.ru.txt)"
is "a text that ends its sentences is not parted at capitals" \
    "$(sed 's/файлами/файлами Новая Почта./; s/файле/файле./; s/почты/почты./; s/сети/сети./' slides.ru.txt |
        sed 's/программы О/программы. О/' | tmalign -s ru -t en --format=tsv - slides.en.txt |
        head -n 1 | cut -f1)" \
    "Откройте папку с файлами Новая Почта."
is "--segmented lines are never parted" \
    "$(tmalign -s ru -t en --segmented --format=ladder slides.ru.txt slides.en.txt | tail -n 1 | cut -f1,2)" \
    "$(printf '5\t5')"

status 2 "no languages" tmalign a b
status 2 "one document" tmalign -s kk -t en a
status 2 "no such file" tmalign -s kk -t en a nowhere
like "it is named" "$(cat "$T/err")" '^tmalign: nowhere: '
: >empty
status 2 "an empty document" tmalign -s kk -t en a empty
like "it is said" "$(cat "$T/err")" '^tmalign: empty: there is no text'
status 2 "an anchor beyond the end" tmalign -s kk -t en --segmented --anchor=9:1 a b
status 2 "anchors that cross" tmalign -s kk -t en --segmented --anchor=1:3 --anchor=2:1 a b
status 2 "a malformed anchor" tmalign -s kk -t en --anchor=x a b
printf 'one field\n' >bad.tsv
status 2 "a malformed dictionary" tmalign -s kk -t en --dict=bad.tsv a b
like "its line is named" "$(cat "$T/err")" 'bad.tsv:1: '
printf 'ok\n\377\n' >bad
status 2 "bytes that are not UTF-8" tmalign -s kk -t en a bad
like "they are located" "$(cat "$T/err")" 'bad:2: byte 1'
# Nothing in these lines tells which belong together but what a memory has of them.
printf 'ала қоян тауда жүр\tthe hare is on the hill\nқара қазан отта тұр\ta kettle hangs over flames\n' >m.tsv
tmem -m m.tmdb import -q -s kk -t en --from=tsv m.tsv
printf 'қара қазан отта тұр\nала қоян тауда жүр\n' >m.kk
printf 'some words of another sort here\nthe hare is on the hill\n' >m.en
m_beads() { tmalign -s kk -t en --segmented --format=beads "$@" m.kk m.en | cut -d: -f1,2 | paste -sd' '; }
is "what a memory has belongs together" "$(m_beads -m m.tmdb | grep -o '\[1\]:\[1\]')" "[1]:[1]"
printf 'some words of another sort here\nthe hare sits on the hill\n' >m.en
is "what it nearly has, too" "$(m_beads -m m.tmdb | grep -o '\[1\]:\[1\]')" "[1]:[1]"
cp m.tmdb before
m_beads -m m.tmdb >/dev/null
ok "the memory is only read" cmp m.tmdb before
status 2 "no such memory" tmalign -s kk -t en -m none.tmdb m.kk m.en
like "its message" "$(tmalign -s kk -t en -m none.tmdb m.kk m.en 2>&1)" 'none\.tmdb'
status 2 "no memory" tmalign -s kk -t en -m m.en m.kk m.en
tmem -m de.tmdb import -q -s de -t fr --from=tsv m.tsv
is "other languages help nothing" "$(m_beads -m de.tmdb)" "$(m_beads)"

done_testing
