#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
. "$TILMACH_SRC/tests/lib/tap.sh"
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY

tab=$(printf '\t')
kk_en() { c=$1; shift; tmem "$c" -s kk -t en "$@"; }

# import, duplicates, what cannot be taken
cat >a.tsv <<EOF
Қайырлы таң!${tab}Good morning!${tab}greeting${tab}phrasebook
Жиналыс сағат 10-да басталады.${tab}The meeting begins at 10.
Қайырлы таң!${tab}Good morning!${tab}greeting${tab}elsewhere
Бос${tab}
Екі\\nжол${tab}two\\nlines${tab}c\\ttab${tab}o\\\\
EOF
status 0 "import of TSV" kk_en import a.tsv
is "what cannot be taken is named and counted" "$(cat err)" "tmem: a.tsv:4: not taken: no text in the target language
tmem: a.tsv: units taken: 3, already there: 1, not taken: 1"
is "import writes nothing to standard output" "$(cat out)" ""
status 0 "the same again" kk_en import -q a.tsv
is "-q: only what was not taken" "$(cat err)" "tmem: a.tsv:4: not taken: no text in the target language"
is "log" "$(tmem log | cut -f1,3-)" "1${tab}import${tab}done${tab}3${tab}1${tab}a.tsv${tab}0
2${tab}import${tab}done${tab}0${tab}4${tab}a.tsv${tab}0"
is "stats of the memory" "$(tmem stats)" "units${tab}3
kk${tab}3${tab}9
en${tab}3${tab}9"

# look-up
printf 'Қайырлы таң!\nЖиналыс сағат 12-де басталады.\nжоқ\n\n' >q
is "a row for every line" "$(kk_en lookup q)" "1${tab}100.00${tab}Қайырлы таң!${tab}Good morning!${tab}phrasebook${tab}
2${tab}84.71${tab}Жиналыс сағат 10-да басталады.${tab}The meeting begins at 12.${tab}${tab}repaired: 10 -> 12
3${tab}0.00${tab}${tab}${tab}${tab}
4${tab}0.00${tab}${tab}${tab}${tab}" 
is "only the number differs" "$(echo 'Жиналыс сағат 16-да басталады.' | kk_en lookup | cut -f2)" 99.00
is "the bare formula" "$(echo 'Жиналыс сағат 16-да басталады.' | kk_en lookup --no-penalties | cut -f2)" 85.71
is "characters" "$(echo 'Қайырлы тан!' | kk_en lookup --metric=chars | cut -f2)" 91.67
# A line that is no sentence: no unit is nearly as long, so nothing is prepared to compare it.
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "Қазақстан %d ", i }' >huge
(ulimit -v 1000000; tmem --version >/dev/null 2>&1) && most=1000000 || most=unlimited # sanitizers map more
(ulimit -v $most; kk_en lookup huge | cut -f1,2) >huge.rows
is "a line of some megabytes is answered in bounded memory" "$(cat huge.rows)" "1${tab}0.00"
is "--min-score is exact" "$(echo 'Қайырлы кеш!' | kk_en lookup --no-penalties --min-score=66.67 | cut -f2)" 0.00
is "and reached exactly" "$(echo 'Қайырлы таң екі үш төрт' | kk_en lookup --no-penalties --min-score=40 | cut -f2)" 40.00
status 1 "nothing found at all" kk_en lookup <<EOF
мүлде басқа
EOF
is "it was answered all the same" "$(cat out)" "1${tab}0.00${tab}${tab}${tab}${tab}"
is "--best" "$(kk_en lookup --best q; echo .)" "Good morning!
The meeting begins at 12.


."
is "--fallback=source" "$(kk_en lookup --best --fallback=source q; echo .)" "Good morning!
The meeting begins at 12.
жоқ

."
printf 'Қайырлы таң!\nҚайырлы таң!\n\377\nҚайырлы таң!\n' >bad
status 2 "a line that is not UTF-8" kk_en lookup bad
is "all lines before it are answered" "$(cut -f1,2 out)" "1${tab}100.00
2${tab}100.00"
is "and its place is told" "$(cat err)" "tmem: bad:3: byte 1: invalid UTF-8"
is "with --best, too" "$(kk_en lookup --best bad 2>err)" "Good morning!
Good morning!"
is "the next file is answered" "$(kk_en lookup bad q 2>err | wc -l)" 6
is "--best keeps line ends" "$(printf 'Қайырлы таң!\r\nжоқ' | kk_en lookup --best | od -An -c | tr -d ' \n')" 'Goodmorning!\r\n'
is "a translation of two lines stays on one" "$(printf 'Екі жол\n' | kk_en lookup --best)" "two lines"
is "fields are escaped" "$(printf 'Екі жол\n' | kk_en lookup)" "1${tab}100.00${tab}Екі\\nжол${tab}two\\nlines${tab}o\\\\${tab}"
is "-C with --best replaces the column" "$(printf 'x\tҚайырлы таң!\ty\\n\nz\n' | kk_en lookup --best -C 2)" "x${tab}Good morning!${tab}y\\n
z"
is "-C without --best asks with the column" "$(printf 'x\tЕкі\\nжол\n' | kk_en lookup -C 2 | cut -f2)" 100.00
is "records" "$(printf 'Қайырлы таң!\0жоқ\0' | kk_en lookup -z --best | tr '\0' '|')" "Good morning!||"
is "--diff" "$(echo 'Жиналыс сағат 16-да аяқталады.' | kk_en lookup --diff | cut -f3)" \
    "Жиналыс сағат [-10-]{+16+}-да [-басталады-]{+аяқталады+}."
is "--json" "$(echo 'Қайырлы таң!' | kk_en lookup --json | sed 's/"changed": "[^"]*", //')" \
    '{"line": 1, "query": "Қайырлы таң!", "rank": 1, "score": 100.00, "source": "Қайырлы таң!", "target": "Good morning!", "origin": "phrasebook", "context": "greeting", "unit": 1, "source_lang": "kk", "target_lang": "en", "repaired": false}'
is "the other way round" "$(echo 'Good morning!' | tmem lookup -s en -t kk --best)" "Қайырлы таң!"
is "kk matches kk-KZ" "$(echo 'Қайырлы таң!' | tmem lookup -s kk-KZ -t en-GB --best)" "Good morning!"
status 1 "script is never crossed" sh -c 'echo "Қайырлы таң!" | tmem lookup -s kk-Latn -t en'
like "and why nothing is found is told" "$(cat err)" '^tmem: no unit is in both kk-Latn and en; languages of the memory: .*kk'
status 1 "where there are units and none is like the line" sh -c 'echo "мүлде басқа" | tmem lookup -s kk -t en'
is "there is nothing to tell" "$(cat err)" ""
status 1 "a phrase in languages that are not there" tmem concord -s kk -t uk таң
like "is told, too" "$(cat err)" '^tmem: no unit is in both kk and uk; '
printf 'Рахмет!\tThanks!\n' | tmem -m gone.tmdb add -q -s kk -t en -
tmem -m gone.tmdb undo 1
status 1 "an empty memory" sh -c 'echo "Рахмет!" | tmem -m gone.tmdb lookup -s kk -t en'
is "is called so" "$(cat err)" "tmem: the memory is empty"
printf 'Рахмет!\tThanks!\n' >kk.tsv
tmem -m more.tmdb add -q -s kk-KZ -t en-GB kk.tsv
is "stats of two memories" "$(tmem -m gone.tmdb -m more.tmdb stats | paste -sd' ')" "units${tab}1 kk-KZ${tab}1${tab}1 en-GB${tab}1${tab}1"
is "one asked for as en is found under en-GB" "$(echo 'Thanks!' | tmem -m more.tmdb lookup -s en -t kk --best)" "Рахмет!"
is "as a co-process" "$(printf 'Қайырлы таң!\nжоқ\n' | kk_en lookup --line-buffered --best; echo .)" "Good morning!

."
is "exhaustive is the same" "$(kk_en lookup --exhaustive --min-score=1 q)" "$(kk_en lookup --min-score=1 q)"

# ties: the newest change first; --top counts distinct translations
printf 'Сәлем\tHello\n' | kk_en add -q -
printf 'Сәлем\tHi\nСәлем\tHey\n' | kk_en add -q -
printf 'Сәлем!\tHi\n' | kk_en add -q -
is "newest first, then in order" "$(echo Сәлем | kk_en lookup | cut -f4 | tr '\n' ' ')" "Hi Hey Hello "
is "--top" "$(echo Сәлем | kk_en lookup --top=2 | wc -l)" 2
is "distinct translations" "$(echo 'Сәлем!' | kk_en lookup --min-score=50 | cut -f2,4 | tr '\t\n' '  ')" "100.00 Hi 50.00 Hey 50.00 Hello "

# concordance
is "concord finds words in either language" "$(kk_en concord 'good MORNING')" "1${tab}Қайырлы таң!${tab}Good morning!${tab}phrasebook"
is "and the beginning of longer ones" "$(kk_en concord 'басталад' | cut -f3)" "The meeting begins at 10."
like "highlighted in colour" "$(kk_en concord --color=always morning | cat -v)" 'Good \^\[\[1;31mmorning\^\[\[m!'
status 1 "nothing found" kk_en concord 'no such phrase'

# export and round trips
tmem export -s kk -t en -o out.tmx
is "TSV out is TSV in" "$(kk_en export --format=tsv | head -3)" "Қайырлы таң!${tab}Good morning!${tab}greeting${tab}phrasebook
Жиналыс сағат 10-да басталады.${tab}The meeting begins at 10.${tab}${tab}
Екі\\nжол${tab}two\\nlines${tab}c\\ttab${tab}o\\\\"
tmem -m two.tmdb import -q - <out.tmx
tmem -m two.tmdb export -s kk -t en -o out2.tmx
is "TMX out, in and out again" "$(cat out2.tmx)" "$(cat out.tmx)"
is "--origin" "$(kk_en export --format=tsv --origin='phrase*' | cut -f4)" phrasebook
is "--since" "$(kk_en export --format=tsv --since=2999-01-01)" ""

# undo
status 0 "undo" tmem undo 5
is "an undone batch is out of sight" "$(echo Сәлем | kk_en lookup --best)" "Hi"
status 0 "undo of what brought Hi" tmem undo 4
is "older ones are back" "$(echo Сәлем | kk_en lookup --best)" Hello
status 2 "not twice" tmem undo 4
like "and it says so" "$(cat err)" 'no batch 4 that could be undone'

# TMX
cat >x.tmx <<'EOF'
<?xml version='1.0'?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en"/>
<body>
<tu changedate="20200101T000000Z"><prop type="x-origin">web</prop><prop type="domain">law</prop>
 <tuv xml:lang="EN-us"><seg>A <bpt i="1">&lt;b></bpt>bold<ept i="1">&lt;/b></ept> word</seg></tuv>
 <tuv xml:lang="kk_KZ"><seg>Қалың сөз </seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
</body></tmx>
EOF
status 0 "import of TMX" tmem -m x.tmdb import x.tmx
is "a unit with one language" "$(cat err)" "tmem: x.tmx:8: not taken: fewer than two languages with text
tmem: x.tmx: units taken: 1, already there: 0, not taken: 1"
is "tags are set aside" "$(echo 'A bold word' | tmem -m x.tmdb lookup -s en -t kk)" "1${tab}100.00${tab}A bold word${tab}Қалың сөз ${tab}web${tab}"
like "and kept" "$(tmem -m x.tmdb export)" '<seg>A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> word</seg>'
like "with all properties" "$(tmem -m x.tmdb export)" '<prop type="domain">law</prop>'
status 2 "--strict" tmem -m strict.tmdb import --strict x.tmx
is "nothing of it is there" "$(tmem -m strict.tmdb stats)" "units${tab}0"
head -c 300 x.tmx >cut.tmx
status 2 "a TMX that is cut off" tmem -m cut.tmdb import cut.tmx
like "says where and what to do" "$(cat err)" '^tmem: cut.tmx:[56]: the file ends inside <[a-z]+>: it is cut off; get a whole copy$'
is "one line" "$(wc -l <err)" 1
is "nothing of it is there either" "$(tmem -m cut.tmdb stats; tmem -m cut.tmdb log)" "units${tab}0"
status 2 "a bad file among good ones" tmem -m some.tmdb import x.tmx cut.tmx out.tmx
is "the good ones are in" "$(tmem -m some.tmdb log | cut -f7 | tr '\n' ' ')" "x.tmx out.tmx "
printf 'a\tb\nc\377\td\n' >bad.tsv
status 2 "bytes that are not UTF-8" kk_en import bad.tsv
like "with place" "$(cat err)" '^tmem: bad.tsv:2: byte 2: invalid UTF-8'
printf '"a, b","say ""x"""\nc,d\n' >c.csv
kk_en import -m csv.tmdb -q c.csv
is "CSV" "$(kk_en export -m csv.tmdb --format=tsv | head -1)" "a, b${tab}say \"x\"${tab}${tab}"

status 0 "a pipe with a name" sh -c 'cat a.tsv | tmem -m pipe.tmdb import -q -s kk -t en --from=tsv /dev/stdin'
is "is read as any file" "$(tmem -m pipe.tmdb stats | head -n 1)" "units${tab}3"

# an import that was killed: an open batch, resumed or removed
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "сөйлем нөмірі %d осы жерде\tsentence number %d is here\n", i, i }' >big.tsv
tmem import -s kk -t en -m k.tmdb -q big.tsv & pid=$! # no function: its shell would be killed instead
n=0
while [ $n -lt 500 ] && ! [ "$(tmem -m k.tmdb log 2>/dev/null | cut -f5)" -ge 5000 ] 2>/dev/null &&
      kill -0 $pid 2>/dev/null; do n=$((n + 1)); sleep 0.01; done
kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
if [ "$(tmem -m k.tmdb log | cut -f4)" = open ]; then
    is "look-ups see nothing of an open batch" "$(tmem -m k.tmdb stats)" "units${tab}0"
    cp k.tmdb k2.tmdb
    [ -f k.tmdb-wal ] && cp k.tmdb-wal k2.tmdb-wal
    status 0 "resume" tmem -m k.tmdb import -q --resume
    is "all units are there, once" "$(tmem -m k.tmdb stats | head -1)" "units${tab}60000"
    status 0 "abort" tmem -m k2.tmdb import -q --abort
    is "nothing is left" "$(tmem -m k2.tmdb log)" ""
else
    skip "interrupted import" "it was not interrupted in the middle"
fi

# the index in files
awk 'BEGIN {for (i = 0; i < 4000; i++) print "сөз" i " және " i % 7 " бар\tword " i}' >many.tsv
mkdir kept && tmem -m kept/m.tmdb import -q -s kk -t en many.tsv
ask() { echo "$1" | tmem -m kept/m.tmdb lookup -s kk -t en --best; }
is "a look-up in a larger memory" "$(ask 'сөз77 және 0 бар')" "word 77"
is "leaves the index beside it" "$(ls kept/m.tmdb-index)" "kk-Cyrl_en-Latn.words.base"
cp kept/m.tmdb-index/* before
is "which the next one uses" "$(ask 'сөз78 және 1 бар')" "word 78"
ok "as it is" cmp -s before kept/m.tmdb-index/kk-Cyrl_en-Latn.words.base
printf 'сөз77 және 0 бар\tnewer\n' | tmem -m kept/m.tmdb add -q -s kk -t en -
is "what is added is found at once" "$(ask 'сөз77 және 0 бар')" newer
tmem -m kept/m.tmdb undo -q 2
is "and what is taken back is not" "$(ask 'сөз77 және 0 бар')" "word 77"
head -c 3000 before >kept/m.tmdb-index/kk-Cyrl_en-Latn.words.base
is "a damaged index is made again" "$(ask 'сөз79 және 2 бар')" "word 79"
rm -r kept/m.tmdb-index; : >kept/m.tmdb-index
is "where it cannot be kept" "$(ask 'сөз79 және 2 бар' 2>said)" "word 79"
like "the user hears why" "$(cat said)" '^tmem: the index is not kept \(kept/m.tmdb-index'

# usage
status 2 "no languages" tmem lookup q
status 2 "a folder" tmem -m . lookup -s kk -t en q
like "is none" "$(cat err)" ': Is a directory$'
status 2 "a number out of bounds" tmem lookup -s kk -t en --top=0 q
like "and the bounds" "$(cat err)" ' from 1 to 1000000$'
status 2 "no such memory" tmem -m none.tmdb lookup -s kk -t en q
like "what to do about it" "$(cat err)" 'none.tmdb: there is no such memory'
is "looking makes no file" "$(ls none.tmdb 2>/dev/null)" ""
status 2 "not a memory" tmem -m a.tsv lookup -s kk -t en q
status 2 "no language tag" tmem lookup -s 12 -t en q
status 2 "unknown command" tmem frob
status 0 "help" tmem --help
is "a memory in the default place" "$(unset TILMACH_MEMORY; tmem import -q -s kk -t en a.tsv 2>/dev/null; echo 'Қайырлы таң!' | kk_en lookup --best; ls "$XDG_DATA_HOME/tilmach" 2>/dev/null | head -1)" "Good morning!
memory.tmdb"
printf 'Қайырлы таң!\nҚайырлы таң!\nжоқ бар\n' >f
is "stats of a file" "$(kk_en stats f | cut -f1,2 | tr '\t\n' '  ')" "101 0 100 2 95-99 0 85-94 0 75-84 0 50-74 0 new 1 repeated 0 total 3 "
tmem -m kept.tmdb add -q -s kk -t en kk.tsv
for command in "tmem -m kept.tmdb export -o kept.tmdb" "tmem -m more.tmdb -m kept.tmdb stats -o ./kept.tmdb" \
    "tmterms -s kk -t en kept.tmdb -o kept.tmdb" "tmalign -s kk -t en -m kept.tmdb kk.tsv kk.tsv -o kept.tmdb"; do
    # shellcheck disable=SC2086 # command lines of words
    status 2 "no output over a memory: $command" $command
    like "which is named" "$(cat err)" '^tm[a-z]*: kept.tmdb: -o would overwrite this memory$'
done
is "and it is there" "$(tmem -m kept.tmdb stats | head -n 1)" "units${tab}1"

for score in 98.86 97.20; do
    printf '<tmx version="1.4"><header srclang="kk"/><body><tu><prop type="x-score">%s</prop><tuv xml:lang="kk"><seg>Рахмет!</seg></tuv><tuv xml:lang="en"><seg>Thanks!</seg></tuv></tu></body></tmx>' \
        $score | tmem -m again.tmdb import -q -
done
is "another score of an alignment makes no second unit" "$(tmem -m again.tmdb log | cut -f5,6 | paste -sd' ')" \
    "1${tab}0 0${tab}1"
done_testing
