#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Odd surroundings: no home, relative XDG folders, folders that cannot be written, odd file names.
. "$TILMACH_SRC/tests/lib/tap.sh"

printf '%%rec: Name\n%%key: Id\n\nId: x1\nKind: place\nNative: kk\nkk: Тараз\nen: Taraz\n' >one.rec
echo Taraz >names.txt
want=$(printf 'Taraz\t1\tx1\tTaraz\t100.00')

is "a .rec file with a cache" "$(namematch -d one.rec names.txt)" "$want"
like "is compiled once" "$(ls cache/tilmach)" '^names-.*\.tmd$'

mkdir tmp
without="env -u XDG_CACHE_HOME -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u HOME TMPDIR=$T/tmp"
is "a .rec file without a home" "$($without namematch -d one.rec names.txt)" "$want"
is "leaves no temporary file" "$(ls tmp)" ""
is "nor does a bad one" "$(echo nonsense >bad.rec; $without namematch -d bad.rec names.txt 2>err; ls tmp)" ""
like "which is told" "$(cat err)" "bad.rec:1: "
status 2 "no memory without a home" $without tmem lookup -s en -t kk names.txt
is "and how to name one is told" "$(cat err)" "tmem: HOME is not set: name a memory with -m"
echo Щука >fish.txt
is "configuration without a home" "$($without xlit -t ru-bgn fish.txt)" Shchuka

# Paths in these variables that are not absolute are not valid and do not count.
is "a relative cache" "$(XDG_CACHE_HOME=rel namematch -d one.rec names.txt)" "$want"
XDG_DATA_HOME=rel tmem import -q -s en -t kk --from=tsv /dev/null 2>/dev/null
ok "nothing is made in a relative XDG folder" [ ! -e rel ]
ok "the folder below HOME is taken instead" [ -d .cache/tilmach ]

# A home that cannot be written, as of service accounts
if [ "$(id -u)" -eq 0 ]; then
    home=/proc
else
    home=$T/locked; mkdir locked; chmod 500 locked
fi
is "a home that cannot be written" \
    "$($without HOME=$home namematch -d one.rec names.txt)" "$want"

name=$(printf 'x\ny\033[1m"\\.txt')
echo Tokajew >"$name"
namenorm -l en --diff "$name" >out 2>err
is "control characters in the name of a summary" "$(cat err)" 'x\x0Ay\x1B[1m"\.txt: 1 rewritten'
is "and of a diff" "$(head -n 2 out)" '--- "a/x\012y\033[1m\"\\.txt"
+++ "b/x\012y\033[1m\"\\.txt"'
namenorm -l en -c "$name" >out
is "and of a finding" "$(cat out)" 'x\x0Ay\x1B[1m"\.txt:1:1: variant: "Tokajew" -> "Tokayev" [Q559194]'

status 2 "a loop of symbolic links as input" xlit -t ru-bgn "$(ln -s loop loop; echo loop)"
mkdir -p walk/in; ln -s ../in walk/in/self; ln -s .. walk/in/up; echo Щ >walk/in/f.txt
is "a walk follows no symbolic links" "$(xlit -t ru-bgn --recursive walk)" Shch
is "the same file twice with -i" "$(cp fish.txt f; xlit -i -t ru-bgn f f; cat f)" Shchuka
is "-o may name the input" "$(xlit -t ru-bgn -o fish.txt fish.txt; cat fish.txt)" Shchuka
done_testing
