#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed of namenorm beside `rg -F -f` looking for the same spellings in the same text, in processor
# seconds of the best of three runs, start included; names from 50 to $BENCH_NAMES (1,000,000): time and
# memory to compile, size, time to be ready, memory; all names of the suite, beside `rg` with the
# spellings of theirs that styles change; seconds of the clock with one thread and two;
# growth of the text to $BENCH_GROWTH bytes (1e9 for a gigabyte), beside rg too.
# The text: $BENCH_TEXT with a name behind every hundredth line, else $BENCH_BYTES (104 MB) of English, Russian, Kazakh and Polish words drawn
# at random, seeded, from Hunspell dictionaries (the n-th about as often as 1/n, as in text), in blocks
# of 25 sentences; a name in one of 60.
. "$TILMACH_SRC/tests/lib/bench.sh"
size=${BENCH_BYTES:-104000000} most=${BENCH_NAMES:-1000000}
dictionaries=/usr/share/hunspell
styles="-s en-press -s ru-press -s kk -s pl-press"

# names N: family names of syllables, those of the region's languages in turn with Latin ones.
names() {
    awk -v n="$1" 'BEGIN {
        srand(20240101)
        k = split("Ба Ге Да Жа За Ке Ла Ма Не Ра Са Та Ше Уа Ор Ел", first, " ")
        split("ба бе бу га ге да де жа же за ка ке ку ла ле ма ме му на не ра ре са се та те ша ай ор ул ел ын", syl, " ")
        split("Ba Ge Da Zha Za Ke La Ma Ne Ra Sa Ta She Ua Or El", First, " ")
        split("ba be bu ga ge da de zha zhe za ka ke ku la le ma me mu na ne ra re sa se ta te sha ai or ul el yn", Syl, " ")
        while (done < n) {
            latin = done % 2
            f = 1 + int(rand() * k); s = latin ? First[f] : first[f]
            for (m = 2 + int(rand() * 3); m > 0; m--) {
                r = 1 + int(rand() * 32); s = s (latin ? Syl[r] : syl[r])
            }
            s = s (latin ? "kov" : "ков")
            if (seen[s]++) continue
            print s
            done++
        }
    }'
}

# records: one a name, on standard input.
records() {
    printf '%%rec: Name\n%%key: Id\n%%mandatory: Kind Native\n\n'
    awk '{ l = /^[A-Z]/ ? "en" : "ru"
           printf "Id: b%d\nKind: person\nNative: %s\n%s: %s\n\n", NR, l, l, $0 }'
}

# spellings: those of the suite's names that the styles change, as a list for programs that only replace.
spellings() {
    for style in en-press ru-press kk pl-press; do
        namedict export --format=autocorrect -s "$style"
    done | sed -n '/&/d; s/.*abbreviated-name="\([^"]*\)".*/\1/p' | sort -u
}

make_text() {
    for lang in en_US ru_RU kk_KZ pl_PL; do
        case $lang in pl_PL) charset=ISO-8859-2 ;; *) charset=UTF-8 ;; esac
        iconv -f $charset -t UTF-8 "$dictionaries/$lang.dic" 2>/dev/null | tr -d '\r' |
            sed '1d; s/[/ \t].*//; /^$/d' >"$T/words.$lang"
        [ -s "$T/words.$lang" ] || { echo "namenorm: not run: no $dictionaries/$lang.dic" >&2; return 1; }
    done
    names 50 >"$T/some"
    LC_ALL=C awk -v size="$size" -v some="$T/some" 'BEGIN {
        srand(20240607)
        while ((getline line <some) > 0) name[k++] = line
        for (f = 1; f < ARGC; f++)
            while ((getline line <ARGV[f]) > 0) word[f, n[f]++] = line
        while (bytes < size) {
            f = 1 + int(rand() * (ARGC - 1))
            for (i = 0; i < 25; i++) {
                s = ""
                for (m = 4 + int(rand() * 11); m > 0; m--) {
                    rank = int(exp(rand() * log(n[f])))
                    s = s word[f, rank * 7919 % n[f]] " "
                }
                if (rand() * 60 < 1) s = s name[int(rand() * k)] " "
                s = s "."
                print s
                bytes += length(s) + 1
            }
            print ""
        }
    }' "$T/words.en_US" "$T/words.ru_RU" "$T/words.kk_KZ" "$T/words.pl_PL"
}

norm() { cpu namenorm --no-config -q "$@"; }

text=$T/text
if [ -n "$BENCH_TEXT" ]; then
    names 50 >"$T/some"
    awk -v some="$T/some" 'BEGIN { while ((getline line <some) > 0) name[k++] = line }
        { print } NR % 100 == 0 { print name[NR / 100 % k] "." }' "$BENCH_TEXT" >"$text"
else
    make_text >"$text" || exit 0
fi
command -v rg >/dev/null || echo "namenorm: rg is not there: no ratios"

for n in 50 1000 50000 1000000; do
    [ "$n" -le "$most" ] || continue
    names "$n" >"$T/forms"
    records <"$T/forms" >"$T/names.rec"
    compile=$(measure 1 /dev/null namedict compile --no-derive -q "$T/names.rec" -o "$T/names.tmd")
    only="--no-default -d $T/names.tmd"
    # shellcheck disable=SC2086
    ready=$(INPUT=/dev/null clock namenorm --no-config -q $only $styles) \
        memory=$(memory namenorm --no-config -q $only $styles)
    printf '%s names: compiled in %s s and %d MB, %d bytes a name, ready in %s s, %d MB of memory\n' "$n" \
        "${compile%% *}" $((${compile##* } / 1024)) $(($(wc -c <"$T/names.tmd") / n)) "$ready" \
        $((memory / 1024))
    u=
    if command -v rg >/dev/null; then
        u=$(cpu rg -F -f "$T/forms" "$text")
        row "  rg -F -f" "$text" "$u"
    fi
    # shellcheck disable=SC2086
    row "  namenorm --exact" "$text" "$(norm $only --exact $styles "$text")" "rg -F" "$u"
    # shellcheck disable=SC2086
    row "  namenorm" "$text" "$(norm $only $styles "$text")" "rg -F" "$u"
done

spellings >"$T/forms"
u=
if command -v rg >/dev/null; then
    u=$(cpu rg -F -f "$T/forms" "$text")
    row "$(wc -l <"$T/forms") spellings of the suite: rg -F -f" "$text" "$u"
fi
# shellcheck disable=SC2086
row "all names of the suite, --exact" "$text" "$(norm --exact $styles "$text")" "rg -F" "$u"
# shellcheck disable=SC2086
row "all names of the suite" "$text" "$(norm $styles "$text")" "rg -F" "$u"

for threads in 1 2; do
    # shellcheck disable=SC2086
    row "the same by the clock, -j$threads" "$text" "$(clock namenorm --no-config -q -j "$threads" $styles "$text")"
done

if [ -n "$BENCH_GROWTH" ]; then
    growth=$(printf '%.0f' "$BENCH_GROWTH")
    : >"$T/long"
    while [ "$(wc -c <"$T/long")" -lt "$growth" ]; do cat "$text" >>"$T/long"; done
    names 1000 >"$T/forms"
    records <"$T/forms" >"$T/names.rec"
    namedict compile --no-derive -q "$T/names.rec" -o "$T/names.tmd"
    only="--no-default -d $T/names.tmd"
    u=
    if command -v rg >/dev/null; then
        u=$(ROUNDS=1 cpu rg -F -f "$T/forms" "$T/long")
        row "1,000 names, $growth bytes: rg" "$T/long" "$u"
    fi
    # shellcheck disable=SC2086
    row "  namenorm --exact" "$T/long" "$(ROUNDS=1 norm $only --exact $styles "$T/long")" "rg -F" "$u"
    # shellcheck disable=SC2086
    echo "  $(($(memory namenorm --no-config -q $only --exact $styles "$T/long") / 1024)) MB of memory"
fi
