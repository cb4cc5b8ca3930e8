#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A translation memory under bad luck and ill will: killed while it writes, two writers at once, a full
# disk, a folder that cannot be written, files made to exhaust memory.  Each ends with one clear line,
# and the memory holds whole batches and nothing else.
. "$TILMACH_SRC/tests/lib/tap.sh"

if command -v sqlite3 >/dev/null; then
    integrity() { sqlite3 "$1" 'PRAGMA integrity_check'; }
elif python3 -c 'import sqlite3' 2>/dev/null; then
    integrity() { python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone()[0])' "$1"; }
else
    integrity() { echo ok; }
    skip "PRAGMA integrity_check" "neither sqlite3 nor python3"
fi
units() { tmem -m "$1" export -s en -t kk --format=tsv | wc -l; }

# --- killed ---

i=0
while [ $i -lt 12000 ]; do printf 'sentence number %d of %%s\t%d-сөйлем %%d\n' $i $i; i=$((i + 1)); done >pairs.tsv
sed 's/sentence/line/' pairs.tsv >other.tsv
printf 'first\tбірінші\n' >one.tsv

kill_after() { # milliseconds, command...: kill -9 while it works
    ms=$1; shift
    "$@" >kill.out 2>&1 &
    pid=$!
    sleep "$(awk "BEGIN{print $ms/1000}")"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
}
check() { # what, wanted numbers of units: after a kill
    [ "$(integrity m.tmdb)" = ok ] || bad="$bad damaged-$1"
    n=$(units m.tmdb)
    case " $2 " in *" $n "*) ;; *) bad="$bad $1-units-$n" ;; esac
    [ "$(echo first | tmem -m m.tmdb lookup -s en -t kk --best)" = бірінші ] || bad="$bad $1-lost"
}
tmem -q -m m.tmdb import -s en -t kk one.tsv
bad=
for ms in 5 20 40 70 110 160 220 300; do
    kill_after $ms tmem -q -m m.tmdb import -s en -t kk pairs.tsv
    check "import-$ms" "1 12001 24001"
    kill_after $ms tmem -q -m m.tmdb add -s en -t kk other.tsv
    check "add-$ms" "1 12001 24001"
done
is "killed import and add: a sound memory, whole batches" "$bad" ""
tmem -q -m m.tmdb import --abort
tmem -q -m m.tmdb import -s en -t kk pairs.tsv
tmem -q -m m.tmdb import -s en -t kk other.tsv
is "both can be done again" "$(units m.tmdb)" 24001
bad=
for ms in 5 20 60 120 200 300 450; do
    kill_after $ms tmem -q -m m.tmdb clean --only=tags --apply
    check "clean-$ms" "1 24001"
    kill_after $ms tmem -q -m m.tmdb undo "$(tmem -m m.tmdb log | awk -F '\t' '$3 == "clean" && $4 == "done" {n = $1} END {print n + 0}')"
    check "undo-$ms" "1 24001"
    kill_after $ms tmem -q -m m.tmdb compact
    check "compact-$ms" "1 24001"
done
is "killed clean, undo and compact: all or nothing" "$bad" ""

# --- two writers ---

split -n l/8 pairs.tsv part.
rm -rf m.tmdb*
for f in part.a[a-d]; do tmem -q -m m.tmdb import -s en -t kk "$f" || echo failed; done >one.log 2>&1 &
first=$!
for f in part.a[e-h]; do tmem -q -m m.tmdb add -s en -t kk "$f" || echo failed; done >two.log 2>&1
wait $first
is "two writers at once: none fails" "$(cat one.log two.log)" ""
is "and nothing is lost" "$(units m.tmdb)" 12000
is "nor damaged" "$(integrity m.tmdb)" ok

# --- no room ---

cp m.tmdb small.tmdb
sh -c 'trap "" XFSZ; ulimit -f 3000; exec tmem -q -m small.tmdb import -s en -t kk other.tsv' 2>err
is "beyond the file limit: exit status 2" "$?" 2
is "one line" "$(wc -l <err)" 1
like "that names the memory" "$(cat err)" '^tmem: small.tmdb'
is "the memory is as it was" "$(units small.tmdb) $(integrity small.tmdb)" "12000 ok"
sh -c 'trap "" XFSZ; ulimit -f 8; exec tmem -q -m new.tmdb import -s en -t kk other.tsv' 2>err
is "a new memory beyond it" "$? $(wc -l <err)" "2 1"

as_nobody=
[ "$(id -u)" -ne 0 ] || as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
mkdir closed && cp m.tmdb one.tsv closed && chmod 755 . && chmod 644 closed/* && chmod 555 closed
if [ -z "$as_nobody" ] || $as_nobody test -r closed/m.tmdb 2>/dev/null; then
    $as_nobody tmem -q -m closed/new.tmdb import -s en -t kk closed/one.tsv 2>err
    is "a folder that cannot be written: exit status 2" "$? $(wc -l <err)" "2 1"
    like "and says so" "$(cat err)" '^tmem: closed/new.tmdb: Permission denied'
    chmod 444 closed/m.tmdb
    $as_nobody tmem -q -m closed/m.tmdb import -s en -t kk closed/one.tsv 2>err
    is "a memory that cannot be written: exit status 2" "$? $(wc -l <err)" "2 1"
    is "look-ups still work" "$(echo 'sentence number 7 of %s' |
        $as_nobody tmem -q -m closed/m.tmdb lookup -s en -t kk --best 2>err)" "7-сөйлем %d"
else
    skip "a folder that cannot be written" "another user cannot be taken on"
fi
chmod 755 closed

# --- ill will ---

cat >laughs.tmx <<'EOF'
<?xml version="1.0"?>
<!DOCTYPE tmx [<!ENTITY a "haha haha haha haha haha haha "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>&f;&f;&f;&f;</seg></tuv><tuv xml:lang="kk"><seg>күлкі</seg></tuv></tu>
</body></tmx>
EOF
status 2 "a million laughs" tmem -m laughs.tmdb import laughs.tmx
is "are refused in one line" "$(wc -l <err)" 1
like "with the place" "$(cat err)" '^tmem: laughs.tmx:6:[0-9]+: entities expand beyond measure; the file is refused$'
is "and leave nothing" "$(tmem -m laughs.tmdb log)" ""
status 0 "unless they are allowed" tmem -m laughs.tmdb import --max-segment=80 laughs.tmx

long() { # millions of characters
    printf '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>'
    head -c "$1"000000 /dev/zero | tr '\0' a
    printf '</seg></tuv><tuv xml:lang="kk"><seg>a</seg></tuv></tu></body></tmx>'
}
long 70 | tmem -m long.tmdb import --from=tmx - 2>err
is "a segment without end" "$? $(cat err)" "2 tmem: -:1: a translation unit is longer than the limit (--max-segment)"
head -c 70000000 /dev/zero | tr '\0' a | tmem -m long.tmdb import --from=tsv -s en -t kk - 2>err
is "a line without end" "$? $(cat err)" "2 tmem: -:1: the line is longer than the limit (--max-segment)"
is "leave nothing" "$(tmem -m long.tmdb log)" ""
long 3 | tmem -q -m long.tmdb import --from=tmx --max-segment=2 - 2>err
is "the limit can be lowered" "$?" 2
long 70 | tmem -q -m long.tmdb import --from=tmx --max-segment=80 - 2>err
is "and raised" "$? $(cat err)" "0 "
done_testing
