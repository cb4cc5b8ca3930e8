#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Memories on PostgreSQL, with servers of the test's own: the same answers as from a file, writers at
# once, clients and servers that die, commits that come late, several servers.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/serve.sh"
. "$TILMACH_SRC/tests/lib/postgres.sh"
if [ -n "$(pg_missing)" ]; then
    echo "1..0 # SKIP $(pg_missing)"
    exit 0
fi
if ! pg_start a; then
    sed 's/^/# /' "$T/a.initdb" "$PG_ROOT/a.log"
    ok "a server starts" false
    done_testing
fi
url=$(pg_url a)
tab=$(printf '\t')

# Sentences of a few words each, of which some come again with other numbers, letter case or context.
sentences() { # first, last
    awk -v from="$1" -v to="$2" 'BEGIN {
        split("river road school bridge winter letter garden market window teacher song stone", w, " ")
        split("өзен жол мектеп көпір қыс хат бақ базар терезе мұғалім ән тас", k, " ")
        for (i = from; i <= to; i++) {
            a = i % 12 + 1; b = int(i / 12) % 12 + 1; c = int(i / 144) % 12 + 1
            printf "The %s by the %s was built after the %s of %d.\t%s пен %s арасында %s, %d.\t%s\torigin-%d\n",
                w[a], w[b], w[c], i % 700, k[a], k[b], k[c], i % 700, i % 5 ? "" : "at " i % 11, i % 3
        }
    }'
}
empty() { pg_sql "${1:-a}" "DROP SCHEMA IF EXISTS tilmach CASCADE" 2>/dev/null; }
units() { tmem -m "$1" stats | head -n 1; }

# --- what store.h promises ---
if [ -x "$TILMACH_BUILD/tests/unit/test_store" ]; then
    cat >empty.sh <<END
exec "$PG_BIN/psql" -Xq -h 127.0.0.1 -p $(pg_port a) tm -c 'DROP SCHEMA IF EXISTS tilmach CASCADE' 2>&1
END
    status 0 "the unit tests of the store, on a server" env CK_FORK=no CK_TAP_LOG_FILE_NAME=- \
        TILMACH_TEST_MEMORY="$url" TILMACH_TEST_EMPTY="sh $T/empty.sh >/dev/null" \
        "$TILMACH_BUILD/tests/unit/test_store"
    grep '^not ok' out
    is "all of them ran" "$(grep -c '^ok' out)" "$(grep -c '^START_TEST' "$TILMACH_SRC/tests/unit/test_store.c")"
else
    skip "the unit tests of the store, on a server" "not built (make check builds them)"
fi
empty

# --- the same as a file ---
sentences 1 3000 >one.tsv
sentences 2500 4000 >two.tsv
cat >three.tmx <<'END'
<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="7" changedate="20200102T030405Z"><note>n	t</note><prop type="x-origin">web</prop><prop type="d">law</prop>
 <tuv xml:lang="en-US" creationid="me"><seg>A <bpt i="1">&lt;b></bpt>bold<ept i="1"/> river</seg></tuv>
 <tuv xml:lang="kk_KZ"><seg>Қалың өзен </seg></tuv><tuv xml:lang="ru"><prop type="x">y</prop><seg>Широкая река</seg></tuv></tu>
<tu changedate="19650102T030405Z"><tuv xml:lang="en"><seg>old</seg></tuv><tuv xml:lang="kk"><seg>ескі</seg></tuv></tu>
<tu><tuv xml:lang="EN"><seg>quote " ' \ { } , NULL</seg></tuv><tuv xml:lang="kk-Arab"><seg>تىرناقشا</seg></tuv></tu>
<tu changedate="20210102T030405Z"><tuv xml:lang="kk"><seg>ескі</seg></tuv><tuv xml:lang="en"><seg>old</seg></tuv></tu>
</body></tmx>
END
{ sentences 100 140; sentences 5 20 | sed 's/built/painted/; s/The /THE /'; echo old; echo 'nothing like it'; } | cut -f1 >queries

# Both memories are told the same, and answer.
both() { # title, arguments of tmem...
    _title=$1; shift
    tmem -m file.tmdb "$@" >file.out 2>file.err; _file=$?
    tmem -m "$url" "$@" >server.out 2>server.err; _server=$?
    sed -i "s,$url,file.tmdb,; s,postgresql://[^ ]*/tm,file.tmdb," server.err
    if cmp -s file.out server.out && cmp -s file.err server.err && [ $_file -eq $_server ]; then
        _say ok "the same: $_title"
    else
        _say "not ok" "the same: $_title"
        echo "# status $_file, $_server"
        diff file.out server.out | head -n 10 | sed 's/^/#   /'
        diff file.err server.err | head -n 10 | sed 's/^/#   /'
    fi
}
ok "there is something to compare" test "$(wc -l <queries)" -gt 50
status 2 "no memory yet" tmem -m "$url" log
is "which is told" "$(cat err)" "tmem: postgresql://127.0.0.1:$(pg_port a)/tm: this memory is empty; fill it with “tmem import”"
both "import" import -s en -t kk one.tsv
both "import of what is there partly" import -s en -t kk two.tsv
both "import of TMX" import three.tmx
both "the same file again" import three.tmx
both "add" add -q -s en -t kk --origin=by-hand two.tsv
for metric in words chars; do
    for score in 50 70 85; do
        both "lookup, $metric, $score" lookup -s en -t kk --metric=$metric --min-score=$score queries
    done
done
ok "much was found" test "$(grep -c "${tab}[1-9]" server.out)" -gt 50
both "lookup --exhaustive" lookup -s en -t kk --exhaustive --min-score=50 --no-penalties queries
both "lookup --best the other way" lookup -s kk -t en --best queries
both "concord" concord -s en -t kk 'by the river'
both "concord in the other language" concord -s en -t kk 'өзен пен' --json
both "stats" stats
both "stats of a file" stats -s en -t kk queries
both "export of TSV" export -s en -t kk --format=tsv
both "export of an origin" export -s en -t kk --format=tsv --origin='o*-[12]'
both "export since" export -s en -t kk --format=tsv --since=2024-01-31
both "export of another pair" export -s ru -t en
both "clean, to look" clean
both "clean" clean --apply
both "export after it" export -s en -t kk --format=tsv
both "undo of it" undo 6
both "undo" undo 2
both "undo twice" undo 2
both "lookup after undo" lookup -s en -t kk --min-score=50 queries
both "undo of the first" undo 1
both "export after undo" export --format=tsv -s en -t kk
tmem -m file.tmdb log | cut -f1,3- >file.out
is "the same: log" "$(tmem -m "$url" log | cut -f1,3-)" "$(cat file.out)"
for m in file.tmdb "$url"; do
    tmem -m "$m" export | sed 's/ creationdate="[^"]*"//g' >"$(basename "$m" .tmdb).tmx"
done
ok "the same: TMX of everything" cmp file.tmx tm.tmx
status 0 "compact" tmem -m "$url" compact
ok "the index is in the cache" test -d "$XDG_CACHE_HOME"/tilmach/memory-*-index
printf 'a null\000byte\tx\ngood\tжақсы\n' >null.tsv
status 0 "what the server cannot hold is named" tmem -m "$url" import -s en -t kk null.tsv
like "with its line" "$(cat err)" '^tmem: null.tsv:1: not taken: PostgreSQL cannot hold this text'
is "and the rest is taken" "$(echo good | tmem -m "$url" lookup -s en -t kk --best)" жақсы
echo 'just added' >q
printf 'just added\tжаңа\n' | tmem -m "$url" add -q -s en -t kk -
is "what was added is found at once" "$(tmem -m "$url" lookup -s en -t kk --best q)" жаңа

# --- addresses, and what goes wrong ---
port=$(pg_port a)
address() { echo "postgresql://tester:$1@127.0.0.1:$2/$3"; }
fails() { # title, pattern, address, environment...
    _title=$1 _pattern=$2 _address=$3; shift 3
    status 2 "$_title" timeout 30 env "$@" tmem -m "$_address" lookup -s en -t kk q
    like "  which is told" "$(cat err)" "$_pattern"
    is "  in one line" "$(wc -l <err)" 1
    is "  without the password" "$(grep -c -e sesame -e secret err)" 0
}
is "the password may be in the address" \
    "$(env -u PGPASSWORD tmem -m "$(address open-sesame "$port" tm)" lookup -s en -t kk --best q)" жаңа
tmem -v -m "$(address open-sesame "$port" tm)" lookup -s en -t kk q >out 2>err
tmem --json -m "$(address open-sesame "$port" tm)" lookup -s en -t kk q >>out 2>>err
is "and is never shown" "$(cat out err | grep -c sesame)" 0
fails "a wrong password" 'password authentication failed' "$(address secret "$port" tm)"
fails "no password" 'asks for a password: put it into ~/.pgpass' "$url" -u PGPASSWORD
fails "no such database" 'database "none" does not exist' "$(address open-sesame "$port" none)"
fails "no server" 'cannot connect: .*refused' "$(address secret 1 tm)"
fails "an address that cannot be read" 'address of the memory cannot be read' "postgresql://tester:se%zzsecret@h/tm"
fails "a port that is none" 'tmem: ' "postgresql://tester:secret@127.0.0.1:x1/tm"
fails "a service that is not known" 'service' "service=nowhere"
printf '[team]\nhost=127.0.0.1\nport=%s\ndbname=tm\n' "$port" >service.conf
is "a service" "$(PGSERVICEFILE=$T/service.conf tmem -m service=team lookup -s en -t kk --best q)" жаңа
is "postgres://" "$(tmem -m "postgres://127.0.0.1:$port/tm" lookup -s en -t kk --best q)" жаңа
pg_sql a "CREATE DATABASE latin TEMPLATE template0 ENCODING latin1 LOCALE 'C'"
fails "a database that is not in UTF-8" 'createdb -E UTF8' "$(address open-sesame "$port" latin)"
pg_sql a "CREATE DATABASE other" && "$PG_BIN/psql" -Xq -h 127.0.0.1 -p "$port" other -c "CREATE SCHEMA tilmach"
fails "a schema that is no memory" 'not a translation memory' "$(address open-sesame "$port" other)"
pg_sql a "CREATE ROLE reader LOGIN PASSWORD 'open-sesame'"
reader="postgresql://reader@127.0.0.1:$port/tm"
fails "somebody without rights" '/tm: permission denied .*GRANT' "$reader"
pg_sql a "GRANT USAGE ON SCHEMA tilmach TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA tilmach TO reader"
is "who may read looks up" "$(tmem -m "$reader" lookup -s en -t kk --best q)" жаңа
status 2 "and does not write" tmem -m "$reader" add -s en -t kk one.tsv
like "  which is told" "$(cat err)" 'permission denied .*GRANT'
pg_sql a "UPDATE tilmach.meta SET value = 99 WHERE key = 'version'"
fails "a newer version" 'newer version of the program \(format 99' "$url"
pg_sql a "UPDATE tilmach.meta SET value = 1 WHERE key = 'version'"

# --- two writers at once ---
empty
sentences 1 12000 >all.tsv
sentences 1 8000 >left.tsv
sentences 4000 12000 >right.tsv
tmem -m all.tmdb import -q -s en -t kk all.tsv
tmem -m "$url" add -q -s en -t kk /dev/null
tmem -m "$url" import -s en -t kk left.tsv 2>left.err & one=$!
tmem -m "$url" import -s en -t kk right.tsv 2>right.err & two=$!
wait $one; first=$?
wait $two; second=$?
is "both are done" "$first $second" "0 0"
rows() { tmem -m "$1" export -s en -t kk --format=tsv | sort; }
rows all.tmdb >all.rows
rows "$url" >server.rows
ok "nothing is lost, nothing is there twice" cmp all.rows server.rows
is "each unit was taken once" "$(cat left.err right.err | sed 's/.*taken: \([0-9]*\),.*/\1/' | awk '{n += $1} END {print n}')" \
    "$(wc -l <all.rows)"
tmem -m "$url" undo 1 2>err || tmem -m "$url" undo 2
last=$(tmem -m "$url" log | awk -F'\t' '$4 == "done" {n = $1; f = $7} END {print f}')
rows "$url" >server.rows
tmem -m rest.tmdb import -q -s en -t kk "$last"
rows rest.tmdb >rest.rows
ok "with one of them undone, all of the other is there" cmp rest.rows server.rows

# one hundred times the same unit, by ten writers
empty
tmem -m "$url" add -q -s en -t kk /dev/null
n=0
while [ $n -lt 10 ]; do
    (for i in 1 2 3 4 5 6 7 8 9 10; do printf 'the same\tбірдей\n' | tmem -m "$url" add -q -s en -t kk - || echo failed; done >"add.$n" 2>&1) &
    n=$((n + 1))
done
wait
is "no writer failed" "$(cat add.[0-9])" ""
is "it is there once" "$(units "$url")" "units${tab}1"
is "all batches hold it" "$(tmem -m "$url" log | awk -F'\t' '{a += $5; m += $6} END {print a, m}')" "1 99"

# writers who add and undo at random: in the end there is what the batches hold that were not undone
empty
tmem -m "$url" add -q -s en -t kk /dev/null
mkdir random
writer() { # number
    _i=0
    while [ $_i -lt 12 ]; do
        awk -v seed="$1$_i" 'BEGIN { srand(seed); for (k = 0; k < 8; k++) { n = int(rand() * 40); print "source " n "\ttarget " n } }' \
            >"random/$1-$_i.tsv"
        tmem -m "$url" add -q -s en -t kk "random/$1-$_i.tsv" || echo failed
        if [ $((_i % 3)) -eq "$(($1 % 3))" ]; then
            _batch=$(tmem -m "$url" log | awk -F'\t' -v seed="$1$_i" 'BEGIN { srand(seed) } $4 == "done" && rand() < 0.3 { print $1; exit }')
            [ -z "$_batch" ] || tmem -m "$url" undo "$_batch" 2>&1 | grep -v 'that could be undone'
        fi
        _i=$((_i + 1))
    done
}
for w in 1 2 3 4 5; do writer $w >"random.$w" 2>&1 & done
wait
is "writers who add and undo: none failed" "$(cat random.[1-5])" ""
tmem -m "$url" log | awk -F'\t' '$4 == "done" { print $7 }' | xargs cat | sort -u | awk -F'\t' '{ print $1 "\t" $2 "\t\t" }' >wanted
rows "$url" >server.rows
ok "there is what the batches hold that were not undone" cmp wanted server.rows
ok "some were undone" test "$(tmem -m "$url" log | grep -c "${tab}undone${tab}")" -gt 3
is "the counts are right" "$(tmem -m "$url" log | awk -F'\t' '$5 + $6 != 8' | wc -l)" 0
tmem -m "$url" log | awk -F'\t' '$4 == "done" { print $1 }' | while read -r batch; do tmem -m "$url" undo "$batch"; done
is "all undone, nothing is left" "$(pg_sql a "SELECT (SELECT count(*) FROM tilmach.units), (SELECT count(*) FROM tilmach.touches)")" "0|0"

# --- a client that dies ---
empty
sentences 1 40000 | awk -F'\t' -v OFS='\t' '{$1 = $1 " Line " NR; print}' >big.tsv
tmem -m big.tmdb import -q -s en -t kk big.tsv
rows big.tmdb >big.rows
killed() { # milliseconds
    tmem -m "$url" import -q -s en -t kk big.tsv 2>/dev/null & _pid=$!
    sleep "$(awk "BEGIN {print $1 / 1000}")"
    kill -9 $_pid 2>/dev/null
    wait $_pid 2>/dev/null
}
tmem -m "$url" add -q -s en -t kk /dev/null
bad= open=0
for ms in 50 150 300 500 800; do
    killed $ms
    n=$(units "$url" | cut -f2)
    [ "$n" -eq 0 ] || [ "$n" -eq "$(wc -l <big.rows)" ] || bad="$bad $ms:$n"
    open=$((open + $(tmem -m "$url" log | grep -c "${tab}open${tab}")))
    tmem -m "$url" import -q --abort || bad="$bad abort"
    [ "$n" -eq 0 ] || tmem -m "$url" undo "$(tmem -m "$url" log | awk -F'\t' '$4 == "done" {print $1}')"
done
is "killed imports: all or nothing" "$bad" ""
ok "some were killed in the middle" test $open -gt 0
is "nothing is left of them" "$(pg_sql a "SELECT count(*) FROM tilmach.units")" 0
killed 700
status 0 "go on with an import that was killed" tmem -m "$url" import -q --resume
rows "$url" >server.rows
ok "it is complete" cmp big.rows server.rows

# an import that is running is not an interrupted one
empty
tmem -m "$url" add -q -s en -t kk /dev/null
mkfifo pipe
tmem -m "$url" import -q -s en -t kk --from=tsv - <pipe & job=$!
exec 3>pipe
head -n 5001 big.tsv >&3
n=0
while [ $n -lt 200 ] && ! tmem -m "$url" log | grep -q "${tab}5000${tab}"; do n=$((n + 1)); sleep 0.05; done
is "--abort leaves it alone" "$(tmem -m "$url" import --abort 2>&1)" "tmem: interrupted imports removed: 0"
is "--resume too" "$(tmem -m "$url" import --resume 2>&1)" "tmem: no interrupted import to resume"
exec 3>&-
wait $job
is "it ends well" "$(units "$url")" "units${tab}5001"

# --- a commit that comes late ---
# A transaction marks a batch as published and is held open while another batch is published and
# indexed; then it is committed.
empty
printf 'slow words here\tбаяу\n' | tmem -m "$url" add -q -s en -t kk -
sentences 1 3000 | tmem -m "$url" add -q -s en -t kk -
pg_sql a "UPDATE tilmach.batches SET state = 0, change = '0' WHERE id = 1"
echo 'slow words here' >q
echo 'quick words there' >q2
tmem -m "$url" lookup -s en -t kk q >out
rm -f held go; mkfifo go
{ echo "BEGIN; UPDATE tilmach.batches SET state = 1, change = pg_current_xact_id() WHERE id = 1;"
  echo "\\! touch $T/held"; read -r line <go; echo "COMMIT;"; } |
    "$PG_BIN/psql" -Xq -h 127.0.0.1 -p "$port" tm >/dev/null & job=$!
n=0
while [ $n -lt 100 ] && [ ! -e held ]; do n=$((n + 1)); sleep 0.05; done
ok "a transaction is held open" test -e held
printf 'quick words there\tтез\n' | tmem -m "$url" add -q -s en -t kk -
is "what is committed meanwhile is found" "$(tmem -m "$url" lookup -s en -t kk --best q2)" тез
is "what is not committed is not" "$(tmem -m "$url" lookup -s en -t kk --best q)" ""
sentences 3000 6000 | tmem -m "$url" add -q -s en -t kk -
tmem -m "$url" lookup -s en -t kk q2 >out
echo >go
wait $job
is "the late commit is not skipped" "$(tmem -m "$url" lookup -s en -t kk --best q)" баяу
is "nor the other one forgotten" "$(tmem -m "$url" lookup -s en -t kk --best q2)" тез

# --- a server that goes away ---
mkfifo lines
tmem -m "$url" lookup -s en -t kk --line-buffered --best <lines >out 2>err & job=$!
exec 3>lines
cat q2 >&3
n=0
while [ $n -lt 100 ] && [ ! -s out ]; do n=$((n + 1)); sleep 0.05; done
is "a look-up is answered" "$(cat out)" тез
pg_stop a immediate
cat q2 >&3
exec 3>&-
wait $job; rc=$?
is "the server is gone in the middle of a look-up: exit status 2" $rc 2
like "  with one clear line" "$(cat err)" '^tmem: postgresql://127.0.0.1:[0-9]*/tm: the connection to the server was lost \(.*\); run the command again'
is "  and no other" "$(wc -l <err)" 1
ok "the server comes back" pg_again a
is "and answers as before" "$(tmem -m "$url" lookup -s en -t kk --best q2)" тез

# --- tmem serve on it ---
if command -v curl >/dev/null; then
    memory=$url
    printf '0123456789abcdef-token\n' >token && chmod 600 token
    serve -m "$memory" --writable --token-file=token
    at=$url url=$memory
    asked() { get "$at/en/kk/unit/$1?max_candidates=1" 2>&1 | sed -n 's/.*"target": "\([^"]*\)".*/\1/p'; }
    soon() { # word, wanted: it is there after a moment
        _n=0
        while [ $_n -lt 60 ] && [ "$(asked "$1")" != "$2" ]; do _n=$((_n + 1)); sleep 0.1; done
        asked "$1"
    }
    is "serve answers from a server's memory" "$(asked "quick%20words%20there")" тез
    printf 'served soon\tжақында\n' | tmem -m "$memory" add -q -s en -t kk -
    is "what somebody else adds is served" "$(soon "served%20soon" жақында)" жақында
    is "what a client puts is in the memory" \
        "$(get -X PUT -H 'Authorization: Bearer 0123456789abcdef-token' -d '{"source": "put there", "target": "қойылды"}' "$at/en/kk/unit/put%20there" >/dev/null
           echo 'put there' | tmem -m "$memory" lookup -s en -t kk --best)" қойылды
    pg_stop a fast
    like "without its server it says so" "$(get "$at/en/kk/unit/quick%20words%20there" 2>&1)" 'connection|connect'
    ok "the server comes back" pg_again a
    is "serve connects again" "$(soon "served%20soon" жақында)" жақында
    get -X PUT -H 'Authorization: Bearer 0123456789abcdef-token' -d '{"source": "put again", "target": "тағы"}' "$at/en/kk/unit/put%20again" >out
    is "and writes again" "$(echo 'put again' | tmem -m "$memory" lookup -s en -t kk --best)" тағы
    stop
    is "it ends well" $stopped 0
    url=$memory
else
    skip "tmem serve on a server's memory" "no curl"
fi

# killed in the middle of an import
empty
tmem -m "$url" add -q -s en -t kk one.tsv
tmem -m "$url" import -q -s en -t kk big.tsv 2>err & job=$!
n=0
while [ $n -lt 200 ] && ! tmem -m "$url" log | grep -q "${tab}open${tab}[1-9]"; do n=$((n + 1)); sleep 0.02; done
kill -9 "$(head -n 1 "$PG_ROOT/a/postmaster.pid")"
wait $job
is "the server is killed during an import: exit status 2" $? 2
like "  which is told" "$(cat err)" 'the connection to the server was lost'
sleep 1
rm -f "$PG_ROOT/a/postmaster.pid"
ok "the server recovers" pg_again a
is "the batch before it is whole" "$(units "$url")" "units${tab}$(sort -u one.tsv | cut -f1-3 | sort -u | wc -l)"
status 0 "the import goes on" tmem -m "$url" import -q --resume
tmem -m both.tmdb add -q -s en -t kk one.tsv
tmem -m both.tmdb import -q -s en -t kk big.tsv
rows both.tmdb >both.rows
rows "$url" >server.rows
ok "and is complete" cmp both.rows server.rows

# --- several servers ---
# As doc/scale.md tells it.
empty
tmem -m "$url" import -q -s en -t kk one.tsv
rm -f file.tmdb*
tmem -m file.tmdb import -q -s en -t kk one.tsv
for name in b c; do
    pg_start $name || ok "server $name starts" false
    status 0 "server $name: the schema" tmem -m "$(pg_url $name)" add -s en -t kk /dev/null
    is "server $name: a table for the pair" "$(pg_sql $name "SELECT tilmach.make_part('en-kk')")" units_en_kk
done
pg_sql a "CREATE EXTENSION postgres_fdw" 2>err
if [ -s err ]; then
    skip "units on several servers" "no postgres_fdw (Debian package postgresql-contrib)"
    done_testing
fi
for name in b c; do
    pg_sql a "CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1',
        port '$(pg_port $name)', dbname 'tm', batch_size '1000', fetch_size '10000', async_capable 'true');
        CREATE USER MAPPING FOR PUBLIC SERVER $name OPTIONS (user 'tester', password '$PGPASSWORD')"
done
pg_sql a "SELECT tilmach.shard('en-kk', '{b,c}')" >out 2>err
is "the units of the pair move" "$(cat err)$(pg_sql a "SELECT count(*) FROM ONLY tilmach.units_rest")" 0
held() { pg_sql "$1" "SELECT count(*) FROM tilmach.units_en_kk"; }
ok "some are on one server" test "$(held b)" -gt 1000
ok "some on the other" test "$(held c)" -gt 1000
both "lookup on several servers" lookup -s en -t kk --min-score=50 queries
both "import on several servers" import -s en -t kk two.tsv
both "TMX with other languages" import three.tmx
both "lookup after it" lookup -s en -t kk --min-score=50 --metric=chars queries
both "concord on several servers" concord -s en -t kk 'by the river'
both "undo on several servers" undo 1
both "export from several servers" export -s en -t kk --format=tsv
is "each server holds its own" "$(($(held b) + $(held c) + $(pg_sql a "SELECT count(*) FROM tilmach.units_rest")))" \
    "$(pg_sql a "SELECT count(*) FROM tilmach.units")"
tmem -m "$url" import -q -s en -t kk big.tsv & job=$!
n=0
while [ $n -lt 400 ] && ! tmem -m "$url" log | grep -q "${tab}open${tab}[1-9]"; do n=$((n + 1)); sleep 0.02; done
kill -9 $job
wait $job 2>/dev/null
both "a killed import is not seen" export -s en -t kk --format=tsv
status 0 "it goes on" tmem -m "$url" import -q --resume
tmem -m file.tmdb import -q -s en -t kk big.tsv
rows file.tmdb >file.rows
rows "$url" >server.rows
ok "and is complete on all servers" cmp file.rows server.rows
pg_stop c immediate
status 2 "one of the servers is gone" tmem -m "$url" export -s en -t kk --format=tsv -o x.tsv
is "  which is told in one line" "$(wc -l <err)" 1
is "  without the password" "$(grep -c sesame err)" 0
ok "  and nothing is written" test ! -e x.tsv
done_testing
