#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Word links and phrase pairs.
. "$TILMACH_SRC/tests/lib/tap.sh"
speech=$TILMACH_SRC/tests/cli/tmterms/speech

tmalign -s kk -t en $speech.kk $speech.en -o s.tmx
tmterms -s kk -t en s.tmx >terms
is "the form of address is found first" "$(head -n 1 terms | cut -f1,2,4,5,6)" \
    "$(printf 'Жоғары мәртебелі\tYour Excellency\t3\t3\t3')"
{
    tmalign -s kk -t en --format=tsv $speech.kk $speech.en | cut -f1,2 | grep -v '^	'
    printf 'Біз кеме жөндеу зауытын аралап көрдік.\tWe have visited the ship repair plant.\n'
} >more.tsv
ok "a term of three words" sh -c 'tmterms -s kk -t en more.tsv | grep -q "^[Кк]еме жөндеу зауыт[^	]*	ship repair plant	"'
ok "and one of two" grep -q "онтейнер терминал[^	]*	container terminal	" terms
is "scores fall" "$(cut -f3 terms)" "$(cut -f3 terms | sort -gr)"
is "scores have two decimals" "$(cut -f3 terms | grep -vcE '^[0-9]+\.[0-9]{2}$')" 0
like "examples follow, with the phrases marked" "$(head -n 1 terms | cut -f7)" \
    '^\[\[Жоғары мәртебелі\]\] Министр мырза! \|\|\| \[\[Your Excellency\]\]'
is "two examples, confidence and rivals in each row" "$(awk -F'\t' '{print NF}' terms | sort -u)" 10
is "confidence is a percentage" "$(awk -F'\t' '!($9 > 0 && $9 <= 100)' terms)" ""
for word in қызыл:red жаңа:new көк:blue үлкен:large кіші:small ескі:old таза:clean; do
    printf '%s терезе.\tThe %s window.\n%s үй.\tThe %s house.\n' "${word%:*}" "${word#*:}" "${word%:*}" "${word#*:}"
done >rivals.tsv
sed -n '/терезе/s/window/casement/p' rivals.tsv | head -n 3 >casements.tsv
is "another translation is a rival" "$(tmterms -s kk -t en rivals.tsv casements.tsv | awk -F'\t' '$2 == "casement" {print $10}' | cut -d' ' -f1)" window
is "from a pipe, the same" "$(tmterms -s kk -t en - <s.tmx | cksum)" "$(cksum <terms)"
is "--top" "$(tmterms -s kk -t en --top=2 s.tmx)" "$(head -n 2 terms)"
is "--min-count" "$(tmterms -s kk -t en --min-count=3 s.tmx | awk -F'\t' '$4 < 3')" ""
printf 'жоғары мәртебелі\tyour excellency\nКонтейнер терминалы\tbox terminal\n' >known.tsv
is "--known leaves out what a glossary has" "$(tmterms -s kk -t en --known=known.tsv s.tmx | cut -f1,2)" \
    "$(tail -n +2 terms | cut -f1,2)"
tmterms -s kk -t en --format=tbx --top=2 s.tmx >known.tbx
is "--known reads TBX" "$(tmterms -s kk -t en --known=known.tbx s.tmx)" "$(tail -n +3 terms)"
is "--conflicts" "$(tmterms -s kk -t en --conflicts=known.tsv s.tmx | cut -f1,2,7)" \
    "$(printf 'Контейнер терминалы\tcontainer terminal\tbox terminal')"
printf 'контейнер терминалының\tcontainer terminals\n' >forms.tsv
is "--known knows other forms of a term" \
    "$(tmterms -s kk -t en --known=forms.tsv s.tmx | cut -f1,2 | grep -c 'онтейнер терминал')" 0
is "--conflicts does not take them for others" "$(tmterms -s kk -t en --conflicts=forms.tsv s.tmx)" ""
tmem -m m.tmdb import -q -s kk -t en --from=tsv known.tsv
is "a memory is a glossary, too" "$(tmterms -s kk -t en --known=m.tmdb s.tmx)" \
    "$(tmterms -s kk -t en --known=known.tsv s.tmx)"
is "and gives conflicts" "$(tmterms -s kk -t en --conflicts=m.tmdb s.tmx | cut -f1,2,7)" \
    "$(printf 'Контейнер терминалы\tcontainer terminal\tbox terminal')"
tmalign -s kk -t en --format=tsv $speech.kk $speech.en | cut -f1,2 | grep -v '^	' >s.tsv
is "TSV gives the same as TMX" "$(tmterms -s kk -t en s.tsv | cksum)" "$(cksum <terms)"
is "regions match" "$(sed 's/xml:lang="kk"/xml:lang="kk-KZ"/' s.tmx | tmterms -s kk -t en - | cksum)" \
    "$(cksum <terms)"
tmem -m s.tmdb import -q -s kk -t en s.tmx
is "a memory" "$(tmterms -s kk -t en s.tmdb | cksum)" "$(cksum <terms)"
is "by its format" "$(tmterms -s kk-KZ -t en-GB --from=memory s.tmdb | cksum)" "$(cksum <terms)"
status 2 "a memory that is not there" tmterms -s kk -t en --from=memory none.tmdb
{ printf '\357\273\277'; tmem -m s.tmdb export -s kk -t en --format=tsv | cut -f1,2; } >bom.tsv
is "a byte-order mark is no text" "$(tmterms -s kk -t en bom.tsv | cksum)" "$(cksum <terms)"
printf '\377\376\072\004\011\000k\000\012\000' >wide.tsv
status 2 "a table in UTF-16" tmterms -s kk -t en wide.tsv
like "with its cure" "$(cat err)" '^tmterms: wide.tsv:.* iconv -f UTF-16 -t UTF-8 wide.tsv$'
is "csv" "$(tmterms -s kk -t en --format=csv --top=1 s.tmx | tr -d '\r' | sed -n 2p | cut -d, -f1,2,4-6)" \
    '"Жоғары мәртебелі","Your Excellency",3,3,3'
tmterms -s kk -t en --format=rec s.tmx >g.rec
if command -v recfix >/dev/null; then
    ok "rec is sound" recfix --check g.rec
    is "and has all pairs" "$(recsel -c g.rec)" "$(wc -l <terms)"
else
    skip "rec is sound" "no recfix"
fi
is "rec" "$(tmterms -s kk -t en-GB --format=rec --top=1 s.tmx | sed -n 1,4p)" "%rec: Term

kk: Жоғары мәртебелі
en_GB: Your Excellency"
tmterms -s kk -t en --format=tbx s.tmx >g.tbx
like "tbx" "$(cat g.tbx)" '<langSet xml:lang="en"><tig><term>Your Excellency</term>'
if command -v xmllint >/dev/null; then
    ok "tbx is well-formed" xmllint --nonet --noout g.tbx
else
    skip "tbx is well-formed" "no xmllint"
fi
like "omegat" "$(tmterms -s kk -t en --format=omegat --top=1 s.tmx)" '^Жоғары мәртебелі	Your Excellency	'

cat >pairs <<'X'
қызыл үй ||| red house
көк үй ||| blue house
қызыл кітап ||| red book
көк кітап ||| blue book

X
sed -i '$d' pairs
tmterms --words -s kk -t en pairs >links
is "links" "$(cat links)" "0-0 1-1
0-0 1-1
0-0 1-1
0-0 1-1"
is "intersection" "$(tmterms --words -s kk -t en --symmetrize=intersect pairs)" "$(cat links)"
is "an empty side has no links" "$(printf 'a b ||| \n ||| c\n' | tmterms --words -s kk -t en | wc -l)" 2
yes 'а б в' | head -n 400 | tr '\n' ' ' >long
{ cat long; printf '||| '; cat long; echo; cat pairs; } | timeout 20 tmterms --words -s kk -t en >links.long
is "a line as long as a book has no links, the others have theirs" "$(cat links.long)" "
$(cat links)"
ok "-I and --seed are taken, and change nothing of chance" sh -c \
    'a=$(tmterms --words -s kk -t en -I 3 --seed=1 pairs); b=$(tmterms --words -s kk -t en -I 3 --seed=2 pairs); [ "$a" = "$b" ]'

printf 'жаңа ||| alt\nескі ||| neu\nжаңа ескі ||| neu alt\n' >odd
printf 'жаңа\tneu\nескі\talt\n' >priors
is "--priors" "$(tmterms --words -s kk -t de --priors=priors odd | tail -n 1)" "0-0 1-1"

# Models.
cat >colours <<'X'
қызыл үй ||| red house
көк үй ||| blue house
жасыл кітап ||| green book
қызыл кітап ||| red book
көк кітап ||| blue book
жасыл үй ||| green house
X
tmterms --words -s kk -t en --save-model=m --seed=3 colours >links.learnt
is "--save-model changes no link" "$(tmterms --words -s kk -t en --seed=3 colours)" "$(cat links.learnt)"
is "the model links what it was made of as training did" \
    "$(tmterms --words -s kk -t en --model=m colours)" "$(cat links.learnt)"
printf 'үй қызыл ||| red house\nкөк жасыл қызыл ||| red green blue\n ||| a\n' >unseen
is "and what it has not seen, in orders that it has not seen" \
    "$(tmterms --words -s kk -t en --model=m unseen; echo end)" "0-1 1-0
0-2 1-1 2-0

end"
is "line by line the same" \
    "$(while IFS= read -r l; do printf '%s\n' "$l" | tmterms --words -s kk -t en --model=m; done <unseen)" \
    "$(tmterms --words -s kk -t en --model=m unseen)"
for i in 1 2 3 4 5 6 7 8 9 10; do cat colours unseen; done >many
is "-j: the same with any number of threads" "$(tmterms --words -s kk -t en --model=m -j3 many | cksum)" \
    "$(tmterms --words -s kk -t en --model=m -j1 many | cksum)"
is "also while it learns" "$(tmterms --words -s kk -t en -I 2 -j3 many | cksum)" \
    "$(tmterms --words -s kk -t en -I 2 -j1 many | cksum)"
tmterms --words -s kk -t en --save-model=m2 --seed=3 -j1 colours >links.again
ok "the file is the same with any number of threads" cmp m m2
is "another region is served" "$(tmterms --words -s kk-KZ -t en-GB --model=m unseen | cksum)" \
    "$(tmterms --words -s kk -t en --model=m unseen | cksum)"
status 2 "another language is not" tmterms --words -s kk -t de --model=m unseen
like "it says which it serves" "$(cat "$T/err")" '^tmterms: m: a model from kk to en, which does not serve from kk to de$'
status 2 "nor the other way round" tmterms --words -s en -t kk --model=m unseen
status 2 "a file that is no model" tmterms --words -s kk -t en --model=colours unseen
like "it says so" "$(cat "$T/err")" '^tmterms: colours: damaged or not a model'
{ head -c 20 m; printf '\377'; tail -c +22 m; } >other
status 2 "a model of another version" tmterms --words -s kk -t en --model=other unseen
like "it says that, too" "$(cat "$T/err")" '^tmterms: other: a model of another version'
head -c 1000 m >cut
status 2 "a truncated model" tmterms --words -s kk -t en --model=cut unseen
status 2 "no such model" tmterms --words -s kk -t en --model=nowhere unseen
status 2 "--model and --save-model" tmterms --words -s kk -t en --model=m --save-model=m3 unseen
status 2 "a model of --words is not for phrases" tmterms -s kk -t en --model=m s.tmx
like "it says why" "$(cat "$T/err")" '^tmterms: m: a model of words in other forms'
tmterms --words -s kk -t en --model=m -I 1 many >links.quick
is "-I with a model: that many passes" "$(wc -l <links.quick)" "$(wc -l <many)"
is "which any number of threads links alike" "$(tmterms --words -s kk -t en --model=m -I 1 -j3 many | cksum)" \
    "$(cksum <links.quick)"
ok "nothing was written" test ! -e m3

status 2 "no languages" tmterms s.tmx
status 2 "no such file" tmterms -s kk -t en nowhere.tmx
printf 'no bars\n' >bad
status 2 "a line without |||" tmterms --words -s kk -t en bad
like "it is located" "$(cat "$T/err")" '^tmterms: bad:1: '
printf 'one field\n' >bad.tsv
status 2 "TSV with one field" tmterms -s kk -t en bad.tsv
like "it is located, too" "$(cat "$T/err")" '^tmterms: bad.tsv:1: '
head -c 600 s.tmx >cut.tmx
status 2 "a truncated TMX" tmterms -s kk -t en cut.tmx
like "and it is named" "$(cat "$T/err")" '^tmterms: cut.tmx:[0-9]+'
status 2 "an unknown format" tmterms -s kk -t en --format=nix s.tmx
status 0 "no pairs in other languages" tmterms -s de -t fr s.tmx
is "nothing comes out" "$(cat "$T/out")" ""
like "and it says why" "$(cat "$T/err")" '21 units'
done_testing
