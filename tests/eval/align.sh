#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Alignment on sets whose truth is known by construction: beads, running text, word links, terms.
# The sets are in the folder $TILMACH_ALIGN_SETS, else made once in align-sets/ of the build folder by
# tools/make_align_sets.py of $TILMACH_EVAL_DATA, which needs python3, npm and apt-get; its scorers
# are used, too.
: "${TILMACH_BUILD:?}" "${TILMACH_EVAL_DATA:?run by make eval}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
tool=$TILMACH_EVAL_DATA/tools/make_align_sets.py
[ -f "$tool" ] && command -v python3 >/dev/null ||
    { echo "alignment: not run, no python3 or no $tool"; exit 0; }
sets=${TILMACH_ALIGN_SETS:-$TILMACH_BUILD/align-sets}
if [ ! -d "$sets/sent" ]; then
    echo "alignment: making the sets in $sets"
    timeout 900 python3 "$tool" make "$sets" >/dev/null 2>&1
    [ -d "$sets/sent" ] || { echo "alignment: not run, the sets could not be made (npm, apt-get)"; exit 0; }
fi
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM

score() { # title, values of the scorer to show, its arguments...
    title=$1 keys=$2; shift 2
    python3 "$tool" "$@" | tr ' ' '\n' | awk -F= -v t="$title" -v keys="$keys" '
        {v[$1] = $2}
        END {n = split(keys, k, " "); printf "%-26s", t
             for (i = 1; i <= n; i++) printf " %s %s", k[i], v[k[i]]; print ""}' | tee -a "$T/scores"
}
languages() { # NAME.kk-en.level: -s kk -t en
    pair=${1#*.}; pair=${pair%%.*}
    echo "-s ${pair%-*} -t ${pair#*-}"
}
mean() { # first words of titles, key
    grep "^$1" "$T/scores" | awk -v key="$2" '
        {for (i = 2; i < NF; i++) if ($i == key) {sum += $(i + 1); n++}}
        END {if (n) printf "mean %s of %d sets: %.4f\n", key, n, sum / n}'
}

for d in "$sets"/sent/*/; do
    name=$(basename "$d")
    tmalign $(languages "$name") --segmented --format=beads "$d/src.txt" "$d/tgt.txt" >"$T/beads"
    score "beads $name" "P R F laxF omitF" beads "$d/gold.beads" "$T/beads"
done
mean beads F
for d in "$sets"/sent/*/; do
    name=$(basename "$d")
    case $name in quranall*) continue ;; esac
    tmalign $(languages "$name") --format=tsv "$d/src.raw.txt" "$d/tgt.raw.txt" |
        sed 's/\\\\/\\/g' >"$T/tsv"
    score "text $name" "P R F" text "$d/gold.beads" "$d/src.txt" "$d/tgt.txt" "$T/tsv"
done
mean text F
for d in "$sets"/words/*/; do
    name=$(basename "$d")
    awk 'NR == FNR {a[NR] = $0; next} {print a[FNR] " ||| " $0}' "$d/src.tok" "$d/tgt.tok" >"$T/pairs"
    for how in gdfa intersect; do
        tmterms --words $(languages "$name") --symmetrize=$how "$T/pairs" >"$T/links"
        score "words-$how $name" "P R F AER" words "$d/gold.partial" "$T/links"
    done
done
# How errors grow as sentences shrink, and of every fifth sentence by a model of the others.
for name in po.kk-ru po.kk-en; do
    d=$sets/words/$name
    [ -d "$d" ] || continue
    awk 'NR == FNR {a[NR] = $0; next} {print a[FNR] " ||| " $0}' "$d/src.tok" "$d/tgt.tok" >"$T/pairs"
    for n in 2353 1200 600 300; do
        head -n $n "$T/pairs" | tmterms --words $(languages "$name") >"$T/links"
        head -n $((n + 1)) "$d/gold.partial" >"$T/gold"
        score "curve-$n $name" "P R AER" words "$T/gold" "$T/links"
    done
    awk 'NR == 1 || (NR - 1) % 5 == 0' "$d/gold.partial" >"$T/gold"
    awk 'NR % 5' "$T/pairs" | tmterms --words $(languages "$name") --save-model="$T/model" >"$T/links"
    awk 'NR % 5 == 0' "$T/pairs" >"$T/fifth"
    tmterms --words $(languages "$name") --model="$T/model" "$T/fifth" >"$T/links"
    score "words-by-model $name" "P R AER" words "$T/gold" "$T/links"
    tmterms --words $(languages "$name") "$T/fifth" >"$T/links"
    score "words-without $name" "P R AER" words "$T/gold" "$T/links"
done
mean words-gdfa F
mean words-intersect F
for d in "$sets"/terms/*/; do
    name=$(basename "$d")
    awk 'NR == FNR {a[NR] = $0; next} {print a[FNR] "\t" $0}' "$d/src.txt" "$d/tgt.txt" |
        sed 's/\\/\\\\/g' >"$T/pairs.tsv"
    tmterms $(languages "$name") --from=tsv "$T/pairs.tsv" >"$T/terms"
    score "terms $name" "P_at_n recall top1" terms "$d/gold.tsv" "$T/terms" 100 "${name#*.}"
done
mean terms P_at_n
mean terms recall
