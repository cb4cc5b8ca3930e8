#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of tmem on a generated memory of 50,000 units: import, look-ups a second through the index,
# and the ratio to comparing everything in the same run.
. "$TILMACH_SRC/tests/lib/bench.sh"
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY

# Segments of 10 words on average (shorter ones are more frequent, as in memories), words made of
# syllables; word n is about as frequent as 1/n, as in text; seeded, so every run has the same.
awk -v queries="$T/queries" 'BEGIN {
    srand(20240101)
    count = split("қа ле бо сы ті ның ды ған ма ер жа ұл те ше кө ры ай мен ос ұр зе дә пі қы", syl, " ")
    for (n = 1; n <= 30000; n++) {
        w = ""; for (m = n * 7; m > 0; m = int(m / count)) w = w syl[1 + m % count]
        word[n] = w
    }
    for (i = 0; i < 50000; i++) {
        n = 1 + int(-9 * log(1 - rand())); s = ""
        for (k = 0; k < n; k++)
            s = s (k ? " " : "") (rand() < 0.03 ? int(rand() * 2000) : word[int(exp(rand() * log(30000)))])
        print s ".\tsentence number " i "."
        if (i % 50 == 0) {
            split(s, w2, " "); w2[1 + int(rand() * n)] = "басқа"; q = ""
            for (k = 1; k <= n; k++) q = q (k > 1 ? " " : "") w2[k]
            print q "." >queries
        }
    }
}' >"$T/units.tsv"

ROUNDS=1
cpu tmem import -q -s kk -t en "$T/units.tsv" | awk '{printf "tmem import: 50000 units in %.2f s, %.0f units/s\n", $1, 50000 / $1}'
head -n 1 "$T/queries" >"$T/one"
lookup="tmem lookup -s kk -t en"
for options in "" "--metric=chars"; do
    many=8000 few=500
    [ -z "$options" ] || many=500 few=100
    made=$(cpu $lookup $options "$T/one")
    start=$(cpu $lookup $options "$T/one")
    for again in 1 2 3 4 5 6 7 8; do cat "$T/queries"; done | head -n "$many" >"$T/asked"
    fast=$(cpu $lookup $options "$T/asked")
    head -n "$few" "$T/queries" >"$T/some"
    slow=$(cpu $lookup $options --exhaustive "$T/some")
    echo "$start $fast $slow $many $few $made" | awk -v o="${options:---metric=words}" '{
        f = $4 / ($2 - $1 > 0.001 ? $2 - $1 : 0.001); s = $5 / ($3 - $1 > 0.001 ? $3 - $1 : 0.001)
        printf "tmem lookup %s: index made in %.2f s, then ready in %.3f s, %.0f queries/s; comparing everything %.0f queries/s, ratio %.1f\n", o, $6, $1, f, s, f / s}'
    $lookup $options "$T/some" >"$T/a"
    $lookup $options --exhaustive "$T/some" | cmp -s - "$T/a" || echo "tmem lookup $options: the answers DIFFER"
done

# Large memories, made by make_tm_corpora.sh of the evaluation data: against comparing everything
# well (tm_brute.c), and against SQLite's FTS5, which only proposes candidates (the 50 best by BM25
# of any words in common), and the Levenshtein module of Python, which scores every segment.  The
# latter two are asked fewer queries.  Processor time, one thread.
if [ ! -f "${TILMACH_TM_CORPORA:-}/ru-en.tsv" ]; then
    echo "tmem on large memories: not run: TILMACH_TM_CORPORA is not what make_tm_corpora.sh makes"
    exit 0
fi
fts5() { # title, memory.tsv, column of the source
    command -v sqlite3 >/dev/null || { echo "$1: FTS5 not run: no sqlite3"; return; }
    cut -f"$3" "$2" | sort -u >"$T/sources"
    printf '%s\n' 'CREATE VIRTUAL TABLE s USING fts5(t);' '.mode ascii' \
        '.separator "\037" "\n"' ".import $T/sources s" | sqlite3 "$T/fts.db" 2>/dev/null
    awk '{ n = split(tolower($0), w, /[^[:alnum:]\200-\377]+/); q = ""
           for (i = 1; i <= n; i++) if (w[i] != "") q = q (q == "" ? "" : " OR ") "\"" w[i] "\""
           if (q != "") print "SELECT count(*) FROM (SELECT t FROM s WHERE s MATCH \x27" q "\x27 ORDER BY rank LIMIT 50);" }' \
        "$T/some" >"$T/fts.sql"
    echo "$(cpu sqlite3 "$T/fts.db" ".read $T/fts.sql") $(wc -l <"$T/fts.sql")" | awk -v t="$1" '{printf "%s: candidates of FTS5 %.1f ms a query\n", t, $1 * 1000 / $2}'
    rm -f "$T/fts.db"
}
levenshtein() { # title: over what fts5 left in $T/sources
    /usr/bin/python3 -c 'import Levenshtein' 2>/dev/null ||
        { echo "$1: not run: no python3-levenshtein"; return; }
    head -n 5 "$T/some" >"$T/few"
    /usr/bin/python3 - "$T/sources" "$T/few" >"$T/out" <<'END'
import sys, time, Levenshtein
sources = open(sys.argv[1], encoding="utf-8").read().split("\n")
queries = open(sys.argv[2], encoding="utf-8").read().split("\n")[:-1]
began = time.process_time()
for q in queries:
    band = [s for s in sources if len(q) * .7 <= len(s) <= len(q) / .7]
    sorted(((Levenshtein.distance(q, s) / max(len(q), len(s)), s) for s in band))[:5]
print((time.process_time() - began) * 1000 / len(queries))
END
    awk -v t="$1" '{printf "%s: python3-levenshtein, the segments of a fitting length by characters, %.0f ms a query\n", t, $1}' "$T/out"
}
# Memory of a process that answered all queries: proportional set size, mapped files included.
resident() { # title, units, options...
    title=$1 n=$2
    shift 2
    rm -f "$T/pipe" "$T/answers" && mkfifo "$T/pipe" && : >"$T/answers"
    tmem -m "$T/l.tmdb" lookup "$@" --line-buffered "$T/pipe" >"$T/answers" &
    pid=$!
    exec 9>"$T/pipe"
    cat "$T/asked" >&9
    lines=$(wc -l <"$T/asked")
    for tries in $(seq 600); do
        [ "$(tail -n 1 "$T/answers" | cut -f1)" = "$lines" ] && break
        sleep 0.1
    done
    awk -v t="$title" -v n="$n" '/^Pss:/ {printf "%s: %.0f bytes of memory a unit (Pss, texts included)\n", t, $2 * 1024 / n}' "/proc/$pid/smaps_rollup"
    exec 9>&-
    wait "$pid"
}
# How much longer a look-up takes right after a unit was added than the same look-up once more.
added() { # title, source, target
    before=0 after=0
    for i in 1 2 3 4 5 6 7 8 9 10; do
        printf 'a unit of its own, number %s\tfound\n' "$i" | tmem -q -m "$T/l.tmdb" add -s "$2" -t "$3"
        echo "a unit of its own, number $i" >"$T/new"
        after="$after + $(cpu $lookup --best "$T/new")"
        before="$before + $(cpu $lookup --best "$T/new")"
        [ "$($lookup --best "$T/new")" = found ] || echo "$1: an added unit was NOT FOUND"
    done
    awk "BEGIN {printf \"%s: an added unit is found by the next look-up, in %.1f ms more\\n\", \"$1\", ($after - ($before)) * 100}"
}
large() { # title, memory.tsv, queries.tsv, source, target, column of the source
    rm -rf "$T"/l.tmdb*
    took=$(cpu tmem -m "$T/l.tmdb" import -q -s "$4" -t "$5" "$2")
    units=$(tmem -m "$T/l.tmdb" stats | sed -n 's/^units\t//p')
    echo "$took $units" | awk -v t="$1" '{printf "%s: import of %d units, %.0f units/s\n", t, $2, $2 / $1}'
    cut -f1 "$3" >"$T/asked"
    head -n 20 "$2" | cut -f"$6" >"$T/one" # some are found: without any match it would end with 1
    head -n 100 "$T/asked" >"$T/some"
    lookup="tmem -m $T/l.tmdb lookup -s $4 -t $5"
    for metric in words chars; do
        made=$(cpu $lookup --metric=$metric "$T/one")
        start=$(cpu $lookup --metric=$metric "$T/one")
        ours=$(cpu $lookup --metric=$metric "$T/asked")
        brute=$("$TILMACH_BUILD/tests/bench/tm_brute" $metric 70 5 "$2" "$T/some" | sed 's/.*queries, \([0-9.]*\) ms.*/\1/')
        echo "$made $start $ours $(wc -l <"$T/asked") $brute" | awk -v t="$1 $metric" '{
            ms = ($3 - $2) * 1000 / $4; if (ms <= 0) ms = 0.001
            printf "%s: index made in %.1f s, first answer %.0f ms, %.4f ms a query; everything well compared %.2f ms, ratio %.0f\n",
                t, $1, $2 * 1000, ms, $5, $5 / ms}'
    done
    for metric in words chars; do
        resident "$1 $metric" "$units" -s "$4" -t "$5" --metric=$metric
    done
    added "$1" "$4" "$5"
    fts5 "$1" "$2" "$6"
    levenshtein "$1"
    du -sk "$T/l.tmdb-index" | awk -v t="$1" -v u="$units" '{printf "%s: both indexes %.0f bytes a unit, their texts included\n", t, $1 * 1024 / u}'
}
large "ru-en" "$TILMACH_TM_CORPORA/ru-en.tsv" "$TILMACH_TM_CORPORA/queries-en-ru.tsv" en ru 1
if [ -f "$TILMACH_TM_CORPORA/x-en-1m.tsv" ] && [ -f "$TILMACH_TM_CORPORA/queries-x-1m.tsv" ]; then
    large "million" "$TILMACH_TM_CORPORA/x-en-1m.tsv" "$TILMACH_TM_CORPORA/queries-x-1m.tsv" ru en 1
fi
