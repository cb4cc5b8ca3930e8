#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Phrases of large corpora: counts by a model, in parts, merged and ranked.
. "$TILMACH_SRC/tests/lib/tap.sh"

# Sentences of a small invented world, seeded; some nouns come with an adjective, an article or a hyphen.
LC_ALL=C awk 'BEGIN {
    srand(7)
    na = split("үй кітап өзен тау қала мектеп жол көпір орман теңіз", a, " ")
    split("house book river mountain city school road bridge forest sea", b, " ")
    nc = split("қызыл көк жасыл үлкен кіші ескі", c, " ")
    split("red blue green big small old", d, " ")
    nv = split("көрді салды тапты сатты", v, " ")
    split("saw built found sold", w, " ")
    for (i = 0; i < 1500; i++) {
        k = 1 + int(rand() * na); l = 1 + int(rand() * nc); m = 1 + int(rand() * nv); r = rand()
        if (r < 0.1) { s = "темір-бетон " a[k]; t = "concrete-steel " b[k] }
        else if (r < 0.7) { s = c[l] " " a[k]; t = "the " d[l] " " b[k] }
        else { s = a[k]; t = "a " b[k] }
        n = int(rand() * 90)
        print "Ол " n " " s " " v[m] ".\tShe " w[m] " " n " " t "."
    }
}' >whole.tsv
phrases() { tmterms -s kk -t en --from=tsv "$@"; }
phrases --save-model=m --seed=1 -I 10 whole.tsv >direct
is "--save-model changes no phrase" "$(phrases --seed=1 -I 10 whole.tsv | cksum)" "$(cksum <direct)"
phrases --model=m whole.tsv >one
ok "pairs of two words are found by the model" grep -q "^қызыл үй	the red house	" one
is "the best with the same counts and scores as from a text that explains itself" \
    "$(cut -f1-6 one | awk -F '\t' '$3 > 170' | sort)" "$(cut -f1-6 direct | awk -F '\t' '$3 > 170' | sort)"
is "without examples" "$(cut -f7-8 one | grep '[^	]')" ""
ok "and hyphens stay inside" grep -q "^темір-бетон [^	]*	concrete-steel " one

phrases --model=m --counts whole.tsv >whole.counts
ok "counts are sorted" env LC_ALL=C sort -c whole.counts
is "the first line says how many segments there are" "$(head -n 1 whole.counts)" \
    "all	kk hunspell	en hunspell	1500"
is "each line counts at least one, none more than all" \
    "$(awk -F '\t' '$NF < 1 || $NF > 1500' whole.counts)" ""
is "a phrase in as many segments as grep finds" \
    "$(awk -F '\t' '$1 == "target" && tolower($3) == "red house" {n += $NF} END {print n}' whole.counts)" \
    "$(grep -c "red house" whole.tsv)"
is "counts, ranked: as from the text at once" "$(phrases --merge whole.counts | cksum)" "$(cksum <one)"

split -n l/4 whole.tsv part.
for part in part.a?; do phrases --model=m --counts -o $part.counts $part; done
is "four parts" "$(ls part.a?.counts | wc -l)" 4
is "merged: the counts of the whole" "$(phrases --merge --counts part.*.counts | cksum)" \
    "$(cksum <whole.counts)"
is "ranked: as from the whole" "$(phrases --merge part.*.counts | cksum)" "$(cksum <one)"
is "in any order" "$(phrases --merge part.ad.counts part.ab.counts part.aa.counts part.ac.counts | cksum)" \
    "$(cksum <one)"
phrases --merge --counts part.aa.counts part.ab.counts >half.1
phrases --merge --counts part.ac.counts part.ad.counts >half.2
is "in steps" "$(phrases --merge half.1 half.2 | cksum)" "$(cksum <one)"
is "merged by sort" "$(LC_ALL=C sort -m part.*.counts | phrases --merge - | cksum)" "$(cksum <one)"
is "of a TMX the same" "$(awk -F '\t' '
    BEGIN {print "<tmx version=\"1.4\"><header srclang=\"kk\"/><body>"}
    {print "<tu><tuv xml:lang=\"kk\"><seg>" $1 "</seg></tuv><tuv xml:lang=\"en\"><seg>" $2 "</seg></tuv></tu>"}
    END {print "</body></tmx>"}' whole.tsv | tmterms -s kk -t en --model=m --counts - | cksum)" \
    "$(cksum <whole.counts)"
is "any number of threads" "$(phrases --model=m --counts -j1 whole.tsv | cksum)" "$(cksum <whole.counts)"
is "--min-count and --top" "$(phrases --merge --min-count=20 --top=3 whole.counts | awk -F '\t' '$4 < 20' | wc -l)" 0
is "glossary formats" "$(phrases --merge --format=csv whole.counts | sed 1d | wc -l)" "$(wc -l <one)"
phrases --model=m -I 1 --counts whole.tsv >quick
is "-I: fewer passes, the same text" "$(head -n 1 quick)" "$(head -n 1 whole.counts)"

if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
    mkdir jobs
    parallel --will-cite --sshlogin 2/: --plain "tmterms -s kk -t en --from=tsv --model=m --counts {} >jobs/{/}" \
        ::: part.a[a-d] 2>parallel.err
    is "four parts by GNU parallel" "$(phrases --merge jobs/* | cksum)" "$(cksum <one)"
    parallel --will-cite --plain --pipe --block 20k \
        "tmterms -s kk -t en --from=tsv --model=m --counts - >jobs/pipe.{#}" <whole.tsv 2>>parallel.err
    ok "and a pipe cut in blocks" test "$(ls jobs/pipe.* | wc -l)" -gt 3
    is "gives the same" "$(phrases --merge jobs/pipe.* | cksum)" "$(cksum <one)"
else
    skip "four parts by GNU parallel" "GNU parallel is not installed"
fi

# What does not go together, and bad counts.
status 2 "--counts without a model" phrases --counts whole.tsv
status 2 "--merge with a model" phrases --merge --model=m whole.counts
status 2 "--merge with --words" tmterms --words --merge -s kk -t en whole.counts
status 2 "counts of other languages" tmterms -s kk -t ru --merge whole.counts
like "it says of which" "$(cat "$T/err")" 'counts of .all.x09kk hunspell.x09en hunspell|counts of .all	kk hunspell	en hunspell'
status 2 "text is no counts" phrases --merge whole.tsv
like "it is located" "$(cat "$T/err")" '^tmterms: whole.tsv:1: no line "all"'
{ head -n 1 whole.counts; tail -n 1 whole.counts; sed '1d;$d' whole.counts; } >unsorted
status 2 "counts out of order" phrases --merge unsorted
like "the line is named" "$(cat "$T/err")" '^tmterms: unsorted:3: the lines are not sorted'
tail -n +2 whole.counts >headless
status 2 "counts without their first line" phrases --merge whole.counts headless
like "which file, and what to do" "$(cat "$T/err")" '^tmterms: headless:1: no line "all": .*count again'
: >nothing
status 0 "a part in which nothing was counted" phrases --merge whole.counts nothing
head -c 3000 whole.counts | head -n -1 >short
status 0 "counts cut at a line can be ranked" phrases --merge short
refused() { # what it is, a line of counts
    { head -n 1 whole.counts; printf "$2\n"; } >bad
    status 2 "$1" phrases --merge bad
}
refused "a line with no number" 'pair\ta b'
refused "a pair with too few fields" 'pair\ta b\tc\t3'
refused "a phrase of seven words" 'pair\ta b c d e f g\tc\t3\t2'
refused "edges that are none" 'pair\ta\tb\tg\t2'
refused "an empty word" 'pair\ta  b\tc\t3\t2'
refused "an unknown kind" 'what\ta\t2'

# Nothing half done.
status 2 "a full disk" sh -c 'tmterms -s kk -t en --from=tsv --model=m --counts whole.tsv >/dev/full'
like "it says so" "$(cat "$T/err")" 'No space left on device'
echo old >kept
(ulimit -f 8; phrases --model=m --counts -o kept whole.tsv) 2>/dev/null
is "a limit on files: the old one is intact" "$(cat kept)" old
cat whole.tsv whole.tsv whole.tsv whole.tsv >long.tsv
mkdir made
timeout -s KILL 0.4 tmterms -s kk -t en --from=tsv --model=m --counts -j1 -o made/c long.tsv 2>killed
ok "killed: whole or not there" sh -c '[ ! -e made/c ] || [ "$(head -n 1 made/c | cut -f4)" = 6000 ]'
phrases --model=m --counts -o made/c long.tsv
is "next time: it and nothing else" "$(ls -A made)" c
is "and whole" "$(head -n 1 made/c | cut -f4)" 6000
done_testing
