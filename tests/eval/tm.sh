#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Translation memory on files that nobody here wrote.
#   1. every TMX file of $TILMACH_EVAL_DATA/vectors/tmx: units taken, and whether what is exported
#      reads back the same
#   2. the encodings of the compliance kit's tests D, F and H hold one text
#   3. look-ups through the index against comparing everything, on a memory made from the message
#      catalogues (.mo) of this machine
: "${TILMACH_BUILD:?}" "${TILMACH_SRC:?}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
unset TILMACH_MEMORY
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
data=${TILMACH_EVAL_DATA:+$TILMACH_EVAL_DATA/vectors/tmx}

# import, export, import that, export again
round_trip() { # file
    rm -f "$T"/a.tmdb* "$T"/b.tmdb*
    tmem -m "$T/a.tmdb" import "$1" 2>"$T/said" &&
        tmem -m "$T/a.tmdb" export >"$T/a.tmx" &&
        tmem -m "$T/b.tmdb" import -q "$T/a.tmx" 2>/dev/null &&
        tmem -m "$T/b.tmdb" export >"$T/b.tmx" && cmp -s "$T/a.tmx" "$T/b.tmx"
}

files() {
    good=0 all=0 taken=0 merged=0 refused=0
    find "$data" -name '*.tmx' | sort >"$T/list"
    while read -r f; do
        all=$((all + 1))
        if round_trip "$f"; then good=$((good + 1)); else echo "  differs: ${f#"$data"/}"; fi
        set -- $(sed -n 's/.*: units taken: \([0-9]*\), already there: \([0-9]*\), not taken: \([0-9]*\)$/\1 \2 \3/p' "$T/said")
        printf '  %-62s %4s units, %s twice, %s not taken\n' "${f#"$data"/}" "${1:-?}" "${2:-?}" "${3:-?}"
        taken=$((taken + ${1:-0})) merged=$((merged + ${2:-0})) refused=$((refused + ${3:-0}))
    done <"$T/list"
    echo "TMX files: $all, read and written the same: $good; units $taken, twice $merged, not taken $refused"
}

kit() {
    n=0
    for t in 1D 1F 1H; do
        f=$data/tmx-compliance-kit/ImportTest$t.tmx
        [ -f "$f" ] || continue
        rm -f "$T"/k.tmdb*
        tmem -m "$T/k.tmdb" import -q "$f"
        tmem -m "$T/k.tmdb" export --format=tsv -s en-us -t en-gb >"$T/$t.tsv"
        awk -F'\t' '$1 != $2 {exit 1}' "$T/$t.tsv" && cmp -s "$T/1D.tsv" "$T/$t.tsv" && n=$((n + 1))
    done
    echo "compliance kit D, F, H: $n of 3 give the same text in every encoding"
}

# PO on standard input to TSV: translation, message
po_to_tsv() {
    awk '
        function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); gsub(/\\"/, "\"", s); return s }
        function flush() { if (id != "" && str != "" && !plural) print str "\t" id
                           id = str = where = ""; plural = 0 }
        /^msgid_plural/ { plural = 1; where = ""; next }
        /^msgctxt/ { flush(); where = "ctx"; next }
        /^msgid /  { if (where != "ctx") flush(); where = "id"; id = unquote($0); next }
        /^msgstr / { where = "str"; str = unquote($0); next }
        /^"/       { if (where == "id") id = id unquote($0)
                     else if (where == "str") str = str unquote($0); next }
        /^$/       { flush() }
        END        { flush() }'
}

same() { # options: the index and comparing everything answer alike
    tmem -m "$T/m.tmdb" lookup -s ru -t en "$@" "$T/queries" >"$T/fast"
    tmem -m "$T/m.tmdb" lookup -s ru -t en "$@" --exhaustive "$T/queries" >"$T/slow"
    lines=$(wc -l <"$T/queries")
    if cmp -s "$T/fast" "$T/slow"; then
        echo "  $lines queries $*: the same answers ($(cut -f2 "$T/fast" | grep -vc '^0\.00$') rows)"
    else
        echo "  $lines queries $*: DIFFERENT: $(diff "$T/fast" "$T/slow" | grep -c '^[<>]') rows"
    fi
}

catalogues() {
    for f in /usr/share/locale/ru/LC_MESSAGES/*.mo; do
        [ -f "$f" ] && msgunfmt "$f" 2>/dev/null |
            msgconv --no-wrap -t UTF-8 2>/dev/null | po_to_tsv
    done >"$T/all.tsv"
    [ -s "$T/all.tsv" ] || { echo "look-ups: skipped, no Russian message catalogues here"; return; }
    awk 'NR % 23 == 7' "$T/all.tsv" | cut -f1 | head -n 400 >"$T/queries"
    awk 'NR % 23 != 7' "$T/all.tsv" >"$T/memory.tsv"
    tmem -m "$T/m.tmdb" import -q -s ru -t en "$T/memory.tsv" 2>/dev/null
    units=$(tmem -m "$T/m.tmdb" stats | sed -n 's/^units\t//p')
    [ "${units:-0}" -gt 0 ] || { echo "look-ups: FAILED, the memory is empty"; return; }
    echo "look-ups in $units units of message catalogues:"
    same --min-score=70
    same --min-score=40 --top=20
    same --no-penalties --min-score=60
    same --metric=chars --min-score=75
    same --metric=chars --no-penalties --min-score=50
}

# All queries of the corpora that make_tm_corpora.sh makes, at three scores, by both metrics.
corpora() {
    c=${TILMACH_TM_CORPORA:-}
    [ -f "$c/kk-en.tsv" ] ||
        { echo "look-ups in large memories: skipped, TILMACH_TM_CORPORA is not set to what make_tm_corpora.sh makes"; return; }
    for pair in kk ru; do
        rm -rf "$T"/c.tmdb*
        tmem -m "$T/c.tmdb" import -q -s en -t $pair "$c/$pair-en.tsv" 2>/dev/null
        cut -f1 "$c/queries-en-$pair.tsv" >"$T/queries"
        echo "look-ups in $(tmem -m "$T/c.tmdb" stats | sed -n 's/^units\t//p') units en-$pair:"
        for metric in words chars; do
            for score in 50 70 85; do
                for how in "" --exhaustive; do
                    tmem -m "$T/c.tmdb" lookup -s en -t $pair --metric=$metric --min-score=$score $how "$T/queries" >"$T/got$how"
                done
                if cmp -s "$T/got" "$T/got--exhaustive"; then verdict="the same answers"; else verdict=DIFFERENT; fi
                echo "  $(wc -l <"$T/queries") queries, $metric, $score: $verdict ($(cut -f2 "$T/got" | grep -vc '^0\.00$') rows)"
            done
        done
    done
}

if [ -n "$data" ] && [ -d "$data" ]; then
    files
    kit
else
    echo "TMX files: skipped, TILMACH_EVAL_DATA is not set"
fi
if command -v msgunfmt >/dev/null; then
    catalogues
else
    echo "look-ups: skipped, no msgunfmt (gettext) here"
fi
corpora
