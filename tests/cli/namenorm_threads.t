#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm -j: what several threads look at ahead comes out as one thread has it, whatever the paragraphs
# of a document say about each other.
. "$TILMACH_SRC/tests/lib/tap.sh"

styles="-s en-press -s ru-press -s kk -s pl-press"
n=0
while [ $n -lt 40 ]; do # longer than one job; each round a paragraph in which something is learned
    cat "$TILMACH_SRC"/tests/articles/en-*.txt "$TILMACH_SRC"/tests/articles/ru-*.txt "$TILMACH_SRC"/tests/articles/kk-*.txt
    printf '\nThen Kasym Zhomart Tokaew spoke.\n\nTokaew %d said so.\n\n' $n
    n=$((n + 1))
done | head -c 700000 | iconv -c -f UTF-8 -t UTF-8 >long.txt
printf '\n\n\377Tokajew\n\n\nTokajew \377\n' >>long.txt

same() { # title, option...: output, report and status with -j 3 are those without
    what=$1
    shift
    # shellcheck disable=SC2086
    namenorm --no-config $styles --invalid=pass "$@" <long.txt >one 2>one.err
    first=$?
    # shellcheck disable=SC2086
    namenorm --no-config $styles --invalid=pass -j 3 "$@" <long.txt >three 2>three.err
    is "-j 3, $what: status" $? $first
    ok "-j 3, $what: output" cmp one three
    ok "-j 3, $what: report" cmp one.err three.err
}
same "rewriting"
ok "something was rewritten" test "$(grep -c Tokayev three)" -gt 40
same "--exact" --exact
same "a report" -c --format=json
same "what is right too" -c --all
same "lines as documents" --document=line
same "paragraphs as documents" --document=blank
same "names in no dictionary" --consistency -c
same "first mentions" --first-mention -c
same "Markdown" --type=markdown
same "records" -z
same "line by line" --line-buffered
same "replaced bytes" --invalid=replace

mkdir a b
for i in 1 2 3; do head -c 200000 long.txt | tail -c +$((i * 5000)) | iconv -c -f UTF-8 -t UTF-8 >a/$i.txt; done
cp a/* b
namenorm --no-config -q -l en -i a/1.txt a/2.txt a/3.txt
namenorm --no-config -q -l en -i -j 2 b/1.txt b/2.txt b/3.txt
ok "several files in place" diff -r a b
status 2 "invalid bytes are an error with threads too" namenorm --no-config -q -l en -j 2 long.txt
like "and told with their line" "$(cat err)" '^namenorm: long.txt:[0-9]+: byte 1: invalid UTF-8$'
status 2 "-j wants a number" namenorm -l en -j 0 a/1.txt
done_testing
