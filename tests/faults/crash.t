#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 at any moment leaves the old file or the new one, a sound memory with whole batches, and no
# stale temporary file after the next start.
. "$TILMACH_SRC/tests/lib/tap.sh"

i=0
while [ $i -lt 40000 ]; do echo "Токаев прилетел в Астану, строка $i"; i=$((i + 1)); done >old.txt
xlit -t ru-bgn old.txt >new.txt

# Kill a command after a growing delay; both early and late moments are met.
kill_after() { # milliseconds, command...
    ms=$1; shift
    "$@" >/dev/null 2>&1 &
    pid=$!
    sleep "$(awk "BEGIN{print $ms/1000}")"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
}

bad=
for ms in 1 3 5 8 12 16 20 25 30 40 50 70 90 120; do
    cp old.txt edit.txt
    kill_after $ms xlit -i -t ru-bgn edit.txt
    cmp -s edit.txt old.txt || cmp -s edit.txt new.txt || bad="$bad $ms"
done
is "killed in place: old file or new file" "$bad" ""
xlit -i -t ru-bgn edit.txt
is "the next start removes what was left" "$(find . -name '.edit.txt.tilmach-*')" ""

cat >a.rec <<'EOF'
%rec: Name
%key: Id
%mandatory: Kind Native

Id: x1
Kind: place
Native: kk
kk: Тараз
en: Taraz
EOF
namedict compile a.rec -o a.tmd 2>/dev/null
cp a.tmd first.tmd
bad=
for ms in 1 2 4 6 9 13 20; do
    kill_after $ms namedict compile a.rec -o a.tmd
    cmp -s a.tmd first.tmd || bad="$bad $ms"
done
is "killed compile: a whole dictionary" "$bad" ""

i=0
while [ $i -lt 20000 ]; do printf 'sentence number %d of the text\t%d-сөйлем\n' $i $i; i=$((i + 1)); done >pairs.tsv
printf 'first\tбірінші\n' >one.tsv
tmem -m m.tmdb import -s en -t kk --from=tsv one.tsv >/dev/null 2>&1
bad=
for ms in 5 20 40 80 150 250; do
    kill_after $ms tmem -m m.tmdb import -s en -t kk --from=tsv pairs.tsv
    [ "$(printf 'first\n' | tmem -m m.tmdb lookup -s en -t kk --best)" = бірінші ] || bad="$bad lost-$ms"
    n=$(tmem -m m.tmdb export -s en -t kk --format=tsv | wc -l)
    [ "$n" -eq 1 ] || [ "$n" -eq 20001 ] || bad="$bad units-$ms-$n"
done
is "killed import: the old units, and all of the new ones or none" "$bad" ""
done_testing
