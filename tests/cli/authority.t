#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The project's own names and house styles: whole, consistent, and large enough.
. "$TILMACH_SRC/tests/lib/tap.sh"

names=$TILMACH_SRC/dictionaries/names
styles=$TILMACH_SRC/dictionaries/styles

is "recfix has nothing to say" "$(for f in "$names"/*.rec "$styles"/*.rec; do recfix --check "$f"; done 2>&1)" ""
status 0 "namedict check has nothing to say" namedict check "$names"/*.rec "$styles"/*.rec
is "not one word" "$(cat out err)" ""

# one line a record: its fields, each with a tab before it
cat "$names"/*.rec | awk -v RS= -v FS='\n' '{
    line = ""
    for (i = 1; i <= NF; i++)
        if ($i !~ /^[#%]/) line = line "\t" $i
    if (line ~ /\tId: /) print line
}' >records

at_least() { # title, number wanted, pattern
    is "at least $2 $1" "$(grep -cE "$3" records | awk -v n="$2" '{print ($1 >= n)}')" 1
}
tab=$(printf '\t')
at_least people 600 "${tab}Kind: person"
at_least places 800 "${tab}Kind: place"
at_least "organizations and titles" 200 "${tab}Kind: (organization|title)"

is "every place is named in Kazakh, Russian and English" "$(grep "${tab}Kind: place" records |
    awk '!/\tkk: / || !/\tru: / || !/\ten: / {print $2}' FS='\t')" ""
is "people of Kazakhstan are named in Kazakh and Russian" "$(
    awk -v RS= '/\nNative: kk/ && !/\nru: /' "$names/people-kz.rec")" ""
is "every person has a gender" "$(grep "${tab}Kind: person" records | grep -v "${tab}Gender: [mf]")" ""

# The listed spelling is the native one in another alphabet, unless the record says otherwise:
# family name and given name, for patronymics differ between languages.
awk -F'\t' '
function first_two(name) {
    if (split(name, part, ", ") < 2) return name
    split(part[2], given, " ")
    return part[1] ", " given[1]
}
/\tKind: person/ {
    native = ""; delete spelling; exonym = " "
    for (i = 2; i <= NF; i++) {
        split($i, f, ": ")
        if (f[1] == "Native") native = f[2]
        else if (f[1] == "Exonym") exonym = exonym f[2] " "
        else if (f[1] ~ /^[a-z][a-z]$/) spelling[f[1]] = substr($i, 5)
    }
    sub(/_.*/, "", native)
    if (native ~ /^(kk|ru|uk|be|ky|tg|mn|uz|tk|az|hy|ka|tr|ro)$/)
        for (lang in spelling)
            if (lang != native && !index(exonym, " " lang " "))
                print first_two(spelling[native]) "\t" first_two(spelling[lang])
}' records | LC_ALL=C sort -u >pairs
is "hundreds of pairs are compared" "$(wc -l <pairs | awk '{print ($1 > 900)}')" 1
namematch --no-config --pairs pairs >scores 2>err
is "each has a score" "$(wc -l <scores)" "$(wc -l <pairs)"
# a few truly differ: Дулатұлы is Дулатов in Russian
is "nearly all score as one name" "$(
    awk -F'\t' '$3 >= 60 {n++} END {print (n >= 0.95 * NR)}' scores)" 1

# Styles spell names that are there.
sed -n 's/^Id: //p' "$names"/*.rec | LC_ALL=C sort >ids
is "the styles name no Id that is in no file" "$(sed -n 's/^Id: //p' "$styles"/*.rec |
    LC_ALL=C sort -u | LC_ALL=C comm -23 - ids)" ""
done_testing
