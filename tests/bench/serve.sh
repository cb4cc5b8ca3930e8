#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What HTTP adds to a look-up: requests of one and of eight clients at once against `tmem serve`, beside
# `tmem lookup` on the same queries, in processor time of the server.  On the memory of 340,000 units
# under $TILMACH_TM_CORPORA, else on a small one.
. "$TILMACH_SRC/tests/lib/bench.sh"
trap '[ -z "$pid" ] || kill $pid 2>/dev/null; rm -rf "$T"' EXIT
pid=
command -v curl >/dev/null || { echo "tmem serve: not run: no curl"; exit 0; }

if [ -f "${TILMACH_TM_CORPORA:-}/ru-en.tsv" ]; then
    units=$TILMACH_TM_CORPORA/ru-en.tsv
    cut -f1 "$TILMACH_TM_CORPORA/queries-en-ru.tsv" | head -n 1000 >"$T/queries"
else
    units=$T/units.tsv
    random_text /usr/share/hunspell/en_US.dic 2000000 | grep . | awk '{print $0 "\t" NR}' >"$units"
    awk 'NR % 20 == 0 {sub(/ [^ ]+/, " other"); print}' "$units" | cut -f1 | head -n 1000 >"$T/queries"
fi
tmem -m "$T/m.tmdb" import -q -s en -t ru "$units" 2>/dev/null

# hundredths of a second of the processor that a process has had
ticks() { cut -d' ' -f14,15 "/proc/$1/stat" | awk '{print $1 + $2}'; }
encode() { od -An -v -tx1 | tr -d '\n' | sed 's/ /%/g'; }
head -n 1 "$T/queries" >"$T/one"
for metric in chars words; do
    tmem -m "$T/m.tmdb" lookup -s en -t ru --no-default --metric=$metric "$T/one" >/dev/null 2>&1 # makes the index
    start=$(ROUNDS=3 cpu sh -c "tmem -m '$T/m.tmdb' lookup -s en -t ru --no-default --metric=$metric '$T/one'; :")
    direct=$(ROUNDS=1 cpu sh -c "tmem -m '$T/m.tmdb' lookup -s en -t ru --no-default --metric=$metric '$T/queries'; :")
    : >"$T/log"
    tmem -m "$T/m.tmdb" serve --listen=127.0.0.1:0 --rate=0 --metric=$metric 2>"$T/log" &
    pid=$!
    until grep -q listening "$T/log"; do sleep 0.05; done
    url=$(sed 's/.* //; s/\/$//' "$T/log")
    while IFS= read -r line; do
        printf 'url = "%s/en/ru/unit/%s"\noutput = /dev/null\n' "$url" "$(printf %s "$line" | encode)"
    done <"$T/queries" >"$T/urls"
    n=$(wc -l <"$T/queries")
    for at_once in 8 1; do
        curl -s -Z --parallel-max $at_once -K "$T/urls" 2>/dev/null # opens the look-ups
        before=$(ticks $pid)
        took=$(ROUNDS=1 clock curl -s -Z --parallel-max $at_once -K "$T/urls" 2>/dev/null)
        used=$(($(ticks $pid) - before))
        echo "$n $took $used $start $direct" | awk -v m=$metric -v c=$at_once '{
            ms = $3 * 10 / $1; d = ($5 - $4) * 1000 / $1; if (d <= 0) d = 0.001
            printf "tmem serve %s, %d client%s at once: %.0f requests/s, %.3f ms of processor a request; tmem lookup %.3f ms, ratio %.2f\n",
                m, c, (c > 1 ? "s" : ""), $1 / $2, ms, d, ms / d}'
    done
    kill $pid
    wait $pid
    pid=
done
