#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How well namematch tells names apart (--pairs) and finds them (look-up), on the sets of
# $TILMACH_EVAL_DATA/vectors/names.  Prints one figure a line.
set -u
data=${TILMACH_EVAL_DATA:-}/vectors/names
if [ ! -r "$data/pairs.tsv" ]; then
    echo "names: not run, TILMACH_EVAL_DATA has no vectors/names"
    exit 0
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
tab=$(printf '\t')
PATH=$TILMACH_BUILD:$PATH

# Area under the curve and recall where 1 % of the different pairs pass, of rows "score label".
curve() { # title, file
    sort -t"$tab" -k1,1gr "$2" | awk -F"$tab" -v title="$1" '
        { score[NR] = $1; same[NR] = $2 == "same"; positive += same[NR] }
        END {
            negative = NR - positive
            for (i = 1; i <= NR; i = j) {
                tied = wrong = 0
                for (j = i; j <= NR && score[j] == score[i]; j++)
                    if (same[j]) tied++; else wrong++
                area += wrong * (right + tied / 2)
                right += tied; false_ += wrong
                if (false_ <= 0.01 * negative) { recall = right; at = score[i] }
            }
            printf "names: %s: AUC %.4f, recall at 1 %% false %.3f (score %.1f), %d same, %d different\n",
                title, area / positive / negative, recall / positive, at, positive, negative
        }'
}

grep -v '^#' "$data/pairs.tsv" >"$work/rows"
namematch --no-config --pairs -C 6,8 "$work/rows" | cut -f3 >"$work/scores" || exit 2
paste "$work/scores" "$work/rows" >"$work/scored"
cut -f1,2 "$work/scored" >"$work/all"
# rows in scripts that namematch reads: Latin, Cyrillic, Greek, Armenian, Georgian letters only
LC_ALL=C awk -F"$tab" '($7 $9) !~ /[\327-\341]|\342\274|\342\275|[\343-\355]/ || ($7 $9) ~ /\341[\202\203]/' \
    "$work/scored" | cut -f1,2 >"$work/letters"
curve "pairs, all scripts" "$work/all"
curve "pairs, Latin Cyrillic Greek Armenian Georgian" "$work/letters"
awk -F"$tab" '{ n[$2]++; if ($1 >= 80) s[$2]++; if ($1 <= 60) d[$2]++ }
    END { printf "names: verdicts: of same pairs %.3f same, %.3f different; of different pairs %.4f same, %.3f different\n",
        s["same"] / n["same"], d["same"] / n["same"], s["different"] / n["different"], d["different"] / n["different"] }' \
    "$work/letters"

# Look-up: one spelling of each person into a dictionary, the others are asked for.
LC_ALL=C awk -F"$tab" -v rec="$work/people.rec" -v ask="$work/ask.tsv" '
    /^#/ || $3 !~ /^[a-z][a-z][a-z]?$/ || ($4 != "Latn" && $4 != "Cyrl") { next }
    { id[++n] = $1; lang[n] = $3; name[n] = $5
      rank = $3 == "en" ? 4 : $3 == "ru" ? 3 : $3 == "la" ? 1 : 2
      if (rank > best[$1]) { best[$1] = rank; chosen[$1] = n } }
    END {
        print "%rec: Name" >rec
        for (i = 1; i <= n; i++) {
            if (chosen[id[i]] != i) { print id[i] "\t" name[i] >ask; continue }
            given = name[i]; family = given
            if (given !~ /,/ && given ~ / /) {
                sub(/^.* /, "", family); sub(/ [^ ]*$/, "", given); family = family ", " given }
            printf "\nId: %s\nKind: person\nNative: %s\n%s: %s\n", id[i], lang[i], lang[i], family >rec
        }
    }' "$data/variants.tsv"
namedict compile --no-config --no-derive -q "$work/people.rec" -o "$work/people.tmd" || exit 2
cut -f2 "$work/ask.tsv" >"$work/queries"
begin=$(date +%s)
namematch --no-config -d "$work/people.tmd" --best "$work/queries" |
    cut -f3,5 | paste "$work/ask.tsv" - >"$work/answers"
end=$(date +%s)
awk -F"$tab" -v seconds=$((end - begin)) '
    { n++; if ($3 == $1) hit++; else if ($3 != "") wrong++ }
    END { printf "names: look-up: recall at 1 %.3f, wrong %.3f, none %.3f of %d spellings (%d s)\n",
        hit / n, wrong / n, (n - hit - wrong) / n, n, seconds }' "$work/answers"
[ -n "${NAMES_EVAL_KEEP:-}" ] && cp "$work/answers" "$work/scored" "$NAMES_EVAL_KEEP"
exit 0
