#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How many of the rows of $TILMACH_EVAL_DATA/vectors/translit each bundled system gets right: TSV
# with a header line; system, …, input in column 5, expected in column 6.  Both are compared after
# NFC.  A file whose name is no id or alias of a system is counted as not covered.
: "${TILMACH_BUILD:?run by make eval}" "${TILMACH_SRC:?run by make eval}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
data=${TILMACH_EVAL_DATA:-}/vectors/translit
if [ ! -d "$data" ]; then
    echo "xlit: not run: no vectors/translit in TILMACH_EVAL_DATA"
    exit 0
fi
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
echo ':: NFC ;' >"$T/nfc.rules"
good=0 all=0 files=0 missing=
for f in "$data"/*.tsv; do
    name=$(basename "$f" .tsv)
    sed 1d "$f" >"$T/rows"
    rows=$(wc -l <"$T/rows")
    if ! xlit -q --nfc -t "$name" -C 5 "$T/rows" >"$T/made" 2>/dev/null; then
        missing="$missing $name"
        continue
    fi
    xlit -q --nfc --skip= --rules="$T/nfc.rules" -C 6 "$T/rows" | cut -f6 >"$T/want"
    cut -f5 "$T/made" | paste -d '\n' - "$T/want" >"$T/pairs"
    right=$(LC_ALL=C awk 'NR % 2 { got = $0; next } ("x" got) == ("x" $0) { n++ } END { print n + 0 }' \
        "$T/pairs")
    printf '%-40s %4d of %4d\n' "$name" "$right" "$rows"
    if [ -n "${EVAL_VERBOSE:-}" ]; then
        LC_ALL=C awk 'NR % 2 { got = $0; next } ("x" got) != ("x" $0) {
            print "    got " got ", expected " $0 }' "$T/pairs"
    fi
    good=$((good + right)) all=$((all + rows)) files=$((files + 1))
done
echo "total: $good of $all rows in $files sets; no system for $(echo $missing | wc -w) sets"
[ -z "${EVAL_VERBOSE:-}" ] || echo "no system for:$missing"
