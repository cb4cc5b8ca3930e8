#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What holds for every system that reads Cyrillic, over all pairs of letters of its language
# (xlit-alphabets.tsv): no letter leaks; capitals are all capitals, a word with one capital has one,
# and an initial too; a decomposed letter is the composed one; a word is the same wherever it stands;
# the kinds of apostrophe are one sign.
. "$TILMACH_SRC/tests/lib/tap.sh"

alphabets=$TILMACH_SRC/tests/cli/xlit-alphabets.tsv
echo ':: NFC (NFC) ;' >nfc.rules

within() {
    LC_ALL=C sed 's/.*/« & », (&)/'
}

# lower, upper, title: all pairs, each between two letters and alone, in that case; initials
write_words() { # language
    LC_ALL=C awk -F'\t' -v lang="$1" '$1 == lang {
        n = split($2, low, " "); split($3, up, " ")
        for (i = 1; i <= n; i++) {
            print up[i] ". " up[i] "." >"initials"
            for (k = 1; k <= n; k++) {
                print low[i] low[k] low[1] >"lower"
                print up[i] up[k] up[1] >"upper"
                print up[1] up[i] up[k] >"upper"
                print up[i] low[k] low[1] >"title"
            }
        }
    }' "$alphabets"
    for sign in \' ’ ʼ; do
        printf 'м%sя р%sя б%sю п%sі в%sё з%sї р%sж\n' "$sign" "$sign" "$sign" "$sign" "$sign" "$sign" "$sign"
    done >apostrophes
    xlit -q --nfd --skip= --rules=nfc.rules lower >lower.nfd
    within <title >within
}

# Lines of a file that match, each with the input it comes from.
suspects() { # what, pattern, input, output
    LC_ALL=C.UTF-8 grep -nP "$2" "$4" | head -3 | while IFS=: read -r n line; do
        echo "$1: $(sed -n "${n}p" "$3") -> $line"
    done
}

check_system() { # id, script it writes
    for f in lower upper title initials lower.nfd within apostrophes; do
        xlit -q --nfc --skip= -t "$1" "$f" >"$f.out" || echo "$f: failed"
    done
    case $2 in Cyrl) ;; *)
        suspects leak '\p{Cyrillic}' lower lower.out
        suspects leak '\p{Cyrillic}' upper upper.out ;;
    esac
    case $2 in Latn)
        suspects capitals '\p{Ll}' upper upper.out
        # two letters under a ligature are both capital
        LC_ALL=C.UTF-8 sed 's/͡[A-Z]/͡/g' title.out >t.out
        suspects title '\p{L}.*\p{Lu}' title t.out
        LC_ALL=C.UTF-8 sed 's/͡[A-Z]/͡/g' initials.out >i.out
        suspects initial '\p{Lu}[^. ]*\p{Lu}' initials i.out ;;
    esac
    cmp -s lower.out lower.nfd.out || echo "decomposed: $(diff lower.out lower.nfd.out | sed -n 2p)"
    case $lang in uk | be | rue) # whose spelling has it
        [ "$(sed "s/[’ʼ]/'/g" apostrophes.out | sort -u | wc -l)" -eq 1 ] ||
            echo "apostrophes: $(cat apostrophes.out)" ;;
    esac
    if [ "$2" != Arab ]; then # which has a comma of its own
        within <title.out >expected
        cmp -s expected within.out || echo "within a sentence: $(diff expected within.out | sed -n 2p)"
    fi
}

for lang in $(sed -n 's/^\([a-z]*\)	.*/\1/p' "$alphabets"); do
    write_words "$lang"
    xlit --list="$lang" | cut -f1,3,4 >systems
    while read -r id from to; do
        [ "$from" = Cyrl ] || continue
        is "$lang: $id" "$(check_system "$id" "$to")" ""
    done <systems
done
is "every system that reads Cyrillic is asked" \
    "$(xlit --list | awk -F'\t' '$3 == "Cyrl" { print $7 }' | sort -u | while read -r l; do
        grep -q "^$l	" "$alphabets" || echo "$l"; done)" ""
done_testing
