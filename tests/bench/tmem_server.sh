#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How a memory on PostgreSQL grows: bytes a unit, import, index and look-ups of the memories under
# $TILMACH_TM_CORPORA, beside the same memory in a file in the same run.  The server is one of the
# script's own on loopback (doc/scale.md has the figures).  TMEM_SIZES: which of kk-en ru-en x-en-1m.
. "$TILMACH_SRC/tests/lib/bench.sh"
. "$TILMACH_SRC/tests/lib/postgres.sh"
corpora=${TILMACH_TM_CORPORA:-}
if [ ! -r "$corpora/kk-en.tsv" ]; then
    echo "no corpora: TILMACH_TM_CORPORA names the folder that make_tm_corpora.sh wrote"
    exit 0
fi
if [ -n "$(pg_missing)" ]; then
    pg_missing
    exit 0
fi
PG_FSYNC=on
pg_start a || exit 2

per() { awk -v a="$1" -v b="$2" -v f="${3:-%.0f}" 'BEGIN { printf f, a / (b > 0 ? b : 1e-9) }'; }
size_of() { du -sb "$@" 2>/dev/null | awk '{n += $1} END {print n + 0}'; }

# What of a look-up of all queries is not its start, for one query, in milliseconds.
a_query() { # all, start, queries
    awk -v a="$1" -v b="$2" -v n="$3" 'BEGIN { printf "%.3f", (a - b) * 1000 / n }'
}

measured() { # title, memory, units, source, target, queries, import seconds, bytes
    lookup="tmem -q -m $2 lookup -s $4 -t $5"
    made=$(INPUT=$T/one ROUNDS=1 clock $lookup)
    peak=$(rm -rf "$2-index" "$XDG_CACHE_HOME/tilmach"; INPUT=$T/one memory $lookup)
    start=$(INPUT=$T/one clock $lookup)
    all=$(INPUT=$6 clock $lookup)
    index=$(size_of "$2-index" "$XDG_CACHE_HOME"/tilmach/memory-*-index)
    printf '%-10s %8d units: %6s units/s in, %5s bytes a unit; index %s s, %s bytes a unit, peak %s MB; start %s ms, a look-up %s ms\n' \
        "$1" "$3" "$(per "$3" "$7")" "$(per "$8" "$3")" "$made" "$(per "$index" "$3")" \
        "$(per "$peak" 1024)" "$(per "$start" 0.001)" "$(a_query "$all" "$start" "$(wc -l <"$6")")"
}

for name in ${TMEM_SIZES:-kk-en ru-en x-en-1m}; do
    case $name in
    kk-en) source=en target=kk queries=queries-en-kk ;;
    ru-en) source=en target=ru queries=queries-en-ru ;;
    *) source=ru target=en queries=queries-x-1m ;; # many languages, all called ru
    esac
    [ -r "$corpora/$name.tsv" ] || continue
    n=$(wc -l <"$corpora/$name.tsv")
    cut -f1 "$corpora/$queries.tsv" >"$T/queries"
    # some are found: look-ups without any match end with 1
    head -n 20 "$corpora/$name.tsv" | cut -f1 >"$T/one"
    rm -rf "$T"/m.tmdb* "$XDG_CACHE_HOME/tilmach"
    in=$(ROUNDS=1 clock tmem -q -m "$T/m.tmdb" import -s $source -t $target "$corpora/$name.tsv")
    measured "file" "$T/m.tmdb" "$n" $source $target "$T/queries" "$in" "$(size_of "$T"/m.tmdb)"
    pg_sql a "DROP SCHEMA IF EXISTS tilmach CASCADE" 2>/dev/null
    in=$(ROUNDS=1 clock tmem -q -m "$(pg_url a)" import -s $source -t $target "$corpora/$name.tsv")
    pg_sql a "VACUUM (ANALYZE) tilmach.units"
    measured "PostgreSQL" "$(pg_url a)" "$n" $source $target "$T/queries" "$in" \
        "$(pg_sql a "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'tilmach'::regnamespace")"
done
