#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How many rows each bundled system gets right, both sides compared after NFC.  A file whose name is no
# id or alias of a system is not covered.  Every miss is printed with what it is.
# Data: vectors/translit of $TILMACH_EVAL_DATA: TSV with a header line; system, …, input in column 5,
# expected in column 6, where it is from in column 7.  Rows that the vectors' own README distrusts are
# counted apart, and so are those of xlit-disputed.tsv, which this project judges wrong.
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
data=$vectors/translit
needs "$data/README.md"
echo ':: NFC ;' >"$T/nfc.rules"

# system TAB where TAB kind, of the README's table of rows not to be trusted
sed -n '/^| kind | system |/,/^$/p' "$data/README.md" | LC_ALL=C awk -F' *[|] *' '
    $2 != "kind" && $2 !~ /^-/ && $2 !~ /not-nfc$/ && NF > 6 { print $3 "\t" $6 "\t" $2 }' >"$T/distrusted"
grep -v '^#' "$TILMACH_SRC/tests/eval/xlit-disputed.tsv" >"$T/disputed"

# line TAB class TAB got TAB expected TAB right of each row of a set
judge() { # set, rows, got, want
    cut -f7 "$2" | paste - "$3" "$4" | LC_ALL=C awk -F'\t' -v set="$1" '
        FILENAME ~ /distrusted$/ { if ($1 == set) distrusted[$2] = $3; next }
        FILENAME ~ /disputed$/ { if ($1 == set) disputed[$2] = $3; next }
        {
            where = $1
            sub(/^[^:]*:/, "", where)
            line = FNR + 1
            class = (where in distrusted) ? "distrusted: " distrusted[where] \
                : (line in disputed) ? "disputed: " disputed[line] : "trusted"
            print line "\t" class "\t" $2 "\t" $3 "\t" (("x" $2) == ("x" $3))
        }' "$T/distrusted" "$T/disputed" -
}

: >"$T/all"
files=0 missing=
for f in "$data"/*.tsv; do
    name=$(basename "$f" .tsv)
    sed 1d "$f" >"$T/rows"
    if ! xlit -q --nfc -t "$name" -C 5 "$T/rows" >"$T/made" 2>/dev/null; then
        missing="$missing $name"
        continue
    fi
    cut -f5 "$T/made" >"$T/got"
    xlit -q --nfc --skip= --rules="$T/nfc.rules" -C 6 "$T/rows" | cut -f6 >"$T/want"
    judge "$name" "$T/rows" "$T/got" "$T/want" >"$T/judged"
    sed "s/^/$name	/" "$T/judged" >>"$T/all"
    [ -z "${EVAL_VERBOSE:-}" ] || LC_ALL=C awk -F'\t' -v name="$name" '{ n += $5 }
        END { printf "%-40s %4d of %4d\n", name, n, NR }' "$T/judged"
    files=$((files + 1))
done
LC_ALL=C awk -F'\t' '
    { sub(/:.*/, "", $3); n[$3]++; good[$3] += $6; rows++ }
    END {
        printf "trusted rows: %d of %d exact\n", good["trusted"], n["trusted"]
        printf "rows that the README distrusts: %d of %d as they stand there\n", good["distrusted"], n["distrusted"]
        printf "rows disputed: %d (%.2f %% of %d)\n", n["disputed"], 100 * n["disputed"] / rows, rows
    }' "$T/all"
echo "misses, and disputed rows that are right:"
LC_ALL=C awk -F'\t' '($6 == 0) == ($3 !~ /^disputed/) || ($6 == 0) {
    printf "    %s:%d: got %s, expected %s: %s\n", $1, $2, $4, $5, $3 }' "$T/all"
LC_ALL=C awk -F'\t' 'FILENAME ~ /all$/ { seen[$1 "\t" $2] = 1; next }
    !(($1 "\t" $2) in seen) { print "    disputed, but not there: " $1 ":" $2 }' "$T/all" "$T/disputed"
echo "$files sets; no system for $(echo $missing | wc -w) sets:$missing"
