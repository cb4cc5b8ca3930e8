#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tmem serve, asked as its clients ask: Weblate, Virtaal, Okapi, OmegaT, browsers.  What slow, wrong
# and too many clients do is in tests/unit/test_server.c.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/serve.sh"
needs curl
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY
tab=$(printf '\t')

# 60 units for paging, and others; the columns 3 and 4 are context and origin
{
    cat <<'EOF'
Open file	Файлды ашу	menu	editor
Open files	Файлдарды ашу
Save the file "A\tB" as C:\\D	Файлды сақтау
read/write	оқу/жазу
What is 100%?	100% деген не?
C++ & <b>HTML</b>	C++ пен <script>alert('xss')</script>
Chapter 5 begins	5-тарау басталады
EOF
    awk 'BEGIN { for (i = 1; i <= 60; i++) printf "Clause number %d applies\t%d-тармақ қолданылады\n", i, i }'
} >units.tsv
tmem import -q -s en -t kk units.tsv
printf 'salem\tسالەم\n' | tmem add -q -s en-US -t kk-Arab -
serve
like "the address is told" "$(cat serve.log)" '^tmem: listening on http://127\.0\.0\.1:[0-9]+/$'

# Weblate: languages with _ in lower case; text with everything encoded
is "languages" "$(get "$url/tmserver/languages/")" \
    '{"sourceLanguages": ["en", "kk", "en_us", "kk_arab"], "targetLanguages": ["en", "kk", "en_us", "kk_arab"]}'
is "a match" "$(get "$url/tmserver/en/kk/unit/Open%20file")" \
    '[{"source": "Open file", "target": "Файлды ашу", "quality": 100.0, "rank": 100.0, "origin": "editor"}, {"source": "Open files", "target": "Файлдарды ашу", "quality": 90.0, "rank": 90.0}]'
is "of a language with a region" "$(get "$url/tmserver/en/kk_kz/unit/Open%20file?max_candidates=1")" \
    '[{"source": "Open file", "target": "Файлды ашу", "quality": 100.0, "rank": 100.0, "origin": "editor"}]'
is "an encoded slash" "$(get "$url/tmserver/en/kk/unit/read%2Fwrite" | cut -d, -f1-3)" \
    '[{"source": "read/write", "target": "оқу/жазу", "quality": 100.0'
is "a bare one" "$(get "$url/tmserver/en/kk/unit/read/write" | cut -d, -f3)" ' "quality": 100.0'
is "a per cent sign and a question mark" "$(get "$url/tmserver/en/kk/unit/What%20is%20100%25%3F" | cut -d, -f1-3)" \
    '[{"source": "What is 100%?", "target": "100% деген не?", "quality": 100.0'
is "a plus is a plus in a path" "$(get "$url/en/kk/unit/C++%20%26%20%3Cb%3EHTML%3C%2Fb%3E" | cut -d, -f3)" \
    ' "quality": 100.0'
is "quotes and backslashes are escaped" \
    "$(get "$url/en/kk/unit/?source=Save+the+file+%22A%09B%22+as+C%3A%5CD" | cut -d, -f1)" \
    '[{"source": "Save the file \"A\tB\" as C:\\D"'
is "a number is repaired" "$(get "$url/en/kk/unit/Chapter%207%20begins")" \
    '[{"source": "Chapter 5 begins", "target": "7-тарау басталады", "quality": 99.0, "rank": 99.0}]'
is "slashes of a badly joined address" \
    "$(get --path-as-is "$url//tmserver//en//kk//unit//Open%20file?max_candidates=1" | cut -d, -f3)" ' "quality": 100.0'
is "the other direction" \
    "$(get "$url/tmserver/kk/en/unit/%D0%A4%D0%B0%D0%B9%D0%BB%D0%B4%D1%8B%20%D0%B0%D1%88%D1%83?max_candidates=1" | cut -d, -f2)" \
    ' "target": "Open file"'

# Virtaal, amaGama: prefixes, options of the request, an empty list, 404
for base in tmserver api/v1; do
    is "/$base" "$(get "$url/$base/EN/Kk/unit/Open%20file?max_candidates=1" | cut -d, -f3)" ' "quality": 100.0'
done
is "nothing found is an empty list" "$(code "$url/api/v1/en/kk/unit/quite%20different") $(cat body)" "200 []"
is "min_similarity" "$(get "$url/en/kk/unit/Open%20file?min_similarity=91" | grep -o '"quality": [0-9.]*')" '"quality": 100.0'
is "30 is the least" "$(get "$url/en/kk/unit/Open%20abcdefghijklmnopqrstuvwxyz?min_similarity=1")" "[]"
is "max_candidates" "$(get "$url/en/kk/unit/Clause%20number%202%20applies?max_candidates=100" | grep -o quality | wc -l | tr -d ' ')" 50
is "as many as by default" "$(get "$url/en/kk/unit/Clause%20number%202%20applies" | grep -o quality | wc -l | tr -d ' ')" 5
is "an unknown language" "$(code "$url/api/v1/xx/kk/unit/File")" 404
is "one that is none" "$(code "$url/api/v1/x1/kk/unit/File")" 404
is "a known one without a text in the other" "$(code "$url/api/v1/en/fr/unit/File") $(cat body)" "200 []"
is "the same language twice" "$(code "$url/api/v1/en/en/unit/File")" 404
is "no text" "$(code "$url/api/v1/en/kk/unit/")" 404
is "no such path" "$(code "$url/api/v2/")" 404
is "a text that is not UTF-8" "$(code "$url/en/kk/unit/%ff%fe")" 400
is "bad percent-encoding" "$(code "$url/en/kk/unit/%4")" 400
is "errors say what is wrong" "$(cat body)" '{"error": "bad percent-encoding in the address"}'

# Okapi: POSIX locales; quality is a floating-point number, the best first
clauses="$url/tmserver/en_US/kk_KZ/unit/Clause%20number%2031%20applies?max_candidates=50"
is "every quality has a point" "$(get "$clauses" | grep -oE '"quality": [0-9.]+' | grep -cvE ': [0-9]+\.[0-9]+$')" 0
is "and they fall" "$(get "$clauses" | grep -oE '"quality": [0-9.]+' | cut -d' ' -f2 | sort -c -rn 2>&1)" ""

# Apertium's shape, as OmegaT asks
is "OmegaT" "$(get "$url/translate?q=Open+file&markUnknown=no&langpair=en|kk&key=abc")" \
    '{"responseData":{"translatedText":"Файлды ашу"},"responseDetails":null,"responseStatus":200}'
is "nothing like it" "$(get "$url/translate?q=Something%20else&langpair=en%7Ckk")" \
    '{"responseData":{"translatedText":""},"responseDetails":null,"responseStatus":200}'
is "no pair" "$(code "$url/translate?q=a")" 400
like "the encoding is named" "$(get -i "$url/translate?q=a&langpair=en|kk")" '^Content-Type: application/json; charset=utf-8'

# methods, and who may ask
is "HEAD" "$(get -I "$url/en/kk/unit/Open%20file" | sed -n 's/^HTTP.* \([0-9]*\) .*/\1/p')" 200
like "OPTIONS" "$(get -i -X OPTIONS "$url/en/kk/unit/x")" '^Allow: GET, HEAD, OPTIONS'
is "no pages of others may read" "$(get -i -H 'Origin: https://example.org' "$url/languages/" | grep -ci access-control)" 0
is "no callbacks either" "$(code "$url/en/kk/unit/Open%20file?jsoncallback=f")" 403
is "a server that only reads" "$(code -X PUT -d '{}' "$url/en/kk/unit/a")" 405
is "a name of somebody else" "$(code -H 'Host: evil.example' "$url/languages/")" 421

# the page
page() { get "$@" | tr '\n' ' '; }
like "the page in English" "$(page "$url/")" '<html lang="en".*<h1>Concordance</h1>.*<label for="q">Phrase</label>'
like "in Kazakh" "$(page -H 'Accept-Language: kk-KZ,kk;q=0.9,en;q=0.8' "$url/")" '<html lang="kk".*<button type="submit">Іздеу</button>'
like "in Russian" "$(page -H 'Accept-Language: de,ru;q=0.8,en;q=0.5' "$url/")" '<html lang="ru".*Найти'
like "a hit" "$(page "$url/concordance?s=en&t=kk&q=read")" \
    '<td lang="en" dir="ltr"><mark>read</mark>/write</td><td lang="kk" dir="ltr">оқу/жазу</td>'
like "in the other language" "$(page "$url/concordance?s=en&t=kk&q=%D0%9E%D2%9A%D0%A3")" \
    '<td lang="en" dir="ltr">read/write</td><td lang="kk" dir="ltr"><mark>оқу</mark>/жазу</td>'
like "from right to left" "$(page "$url/concordance?s=en&t=kk-Arab&q=salem")" \
    '<td lang="en-US" dir="ltr"><mark>salem</mark></td><td lang="kk-Arab" dir="rtl">سالەم</td>'
like "what was asked stands in the form" "$(page "$url/concordance?s=kk&t=en&q=read")" \
    'value="read".*<option value="kk" selected="selected">.*<option value="en" selected="selected">'
like "nothing found" "$(page "$url/concordance?s=en&t=kk&q=nowhere")" 'Nothing found'
like "the same language twice" "$(page "$url/concordance?s=en&t=en&q=read")" 'Choose two different languages'
like "a phrase too long" "$(page "$url/concordance?s=en&t=kk&q=$(printf '%1001s' '' | tr ' ' a)")" 'too long'
like "how many" "$(page "$url/concordance?s=en&t=kk&q=clause")" \
    'Found: 60; shown: 1–50.*<a rel="next" href="concordance\?s=en&amp;t=kk&amp;q=clause&amp;p=2">Next page</a>'
like "the next page" "$(page "$url/concordance?s=en&t=kk&q=clause&p=2")" \
    'Found: 60; shown: 51–60.*<a rel="prev" href="concordance\?s=en&amp;t=kk&amp;q=clause&amp;p=1">'
is "all hits once" "$({ get "$url/concordance?s=en&t=kk&q=clause"; get "$url/concordance?s=en&t=kk&q=clause&p=2"; } |
    grep -o '</mark> number [0-9]*' | sort -u | wc -l | tr -d ' ')" 60
is "text of the memory is no markup" "$(get "$url/concordance?s=en&t=kk&q=html" | grep -ci '<script\|<b>')" 0
like "it is shown" "$(get "$url/concordance?s=en&t=kk&q=html")" \
    "&lt;b&gt;<mark>HTML</mark>&lt;/b&gt;.*&lt;script&gt;alert\('xss'\)&lt;/script&gt;"
evil='%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%27'
for where in "q=$evil" "q=a&s=$evil" "q=a&t=$evil" "q=a&s=en&t=kk&p=$evil" "q=clause$evil&s=en&t=kk"; do
    is "nor is what is asked: $where" "$(get "$url/concordance?$where" | grep -c '<script')" 0
done
like "the policy lets no script run" "$(get -i "$url/?q=a")" \
    "^Content-Security-Policy: default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
like "the style" "$(get -i "$url/style.css")" '^Content-Type: text/css'
is "nothing is fetched from elsewhere" "$({ get "$url/"; get "$url/style.css"; } | grep -cE '(https?:)?//|url\(|@import')" 0

# what other programs write is seen
printf 'Fresh from elsewhere\tБасқа жақтан\n' | tmem add -q -s en -t kk -
is "a new unit of another program" "$(get "$url/en/kk/unit/Fresh%20from%20elsewhere" | cut -d, -f2)" ' "target": "Басқа жақтан"'
printf 'bonjour\tсәлем\n' | tmem add -q -s fr -t kk -
like "a new language" "$(get "$url/languages/")" '"fr"'
is "finds" "$(code "$url/fr/kk/unit/bonjour")" 200
tmem undo 4
is "a batch taken back is gone" "$(get "$url/languages/" | grep -c '"fr"')" 0
stop
is "SIGTERM ends it well" "$stopped" 0
serve
stop INT
is "SIGINT too" "$stopped" 0

# writing
printf '0123456789abcdef-secret\n' >token
chmod 600 token
serve --writable --token-file=token
auth='Authorization: Bearer 0123456789abcdef-secret'
is "no token" "$(code -X PUT -d '{"source": "a", "target": "b"}' "$url/en/kk/unit/a")" 401
is "a wrong token" "$(code -X PUT -H "${auth%?}T" -d '{"source": "a", "target": "b"}' "$url/en/kk/unit/a")" 401
is "PUT of a unit, as Virtaal does" \
    "$(printf '{"source": "Undo", "target": "Болдырмау"}' | get -T - -H "$auth" "$url/tmserver/en/kk/unit/Undo")" \
    '{"added": 1, "merged": 0, "refused": 0}'
is "it is found" "$(get "$url/en/kk/unit/Undo" | cut -d, -f2)" ' "target": "Болдырмау"'
is "POST of the same" "$(get -H "$auth" -d '{"source": "Undo", "target": "Болдырмау"}' "$url/en/kk/unit/Undo")" \
    '{"added": 0, "merged": 1, "refused": 0}'
is "the source may be in the address alone" \
    "$(get -H "$auth" -d '{"target": "Қайталау", "origin": "web"}' "$url/en/kk/unit/Redo") $(get "$url/en/kk/unit/Redo")" \
    '{"added": 1, "merged": 0, "refused": 0} [{"source": "Redo", "target": "Қайталау", "quality": 100.0, "rank": 100.0, "origin": "web"}]'
is "no JSON" "$(code -X PUT -H "$auth" -d '{"source": ' "$url/en/kk/unit/a")" 400
is "no target" "$(code -X PUT -H "$auth" -d '{"source": "a"}' "$url/en/kk/unit/a")" 400
is "a list of units" "$(get -H "$auth" "$url/tmserver/en/kk/store/numbers" -d '[
    {"source": "one", "target": "бір"}, {"source": "two", "target": "екі"}, {"source": "", "target": "жоқ"}]')" \
    '{"added": 2, "merged": 0, "refused": 1}'
cat >up.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Close the window"
msgstr "Терезені жабу"

msgid "Not yet"
msgstr ""
EOF
is "a PO file" "$(get -T up.po -H "$auth" "$url/tmserver/en/kk/store/up.po")" '{"added": 1, "merged": 0, "refused": 1}'
is "is found" "$(get "$url/en/kk/unit/Close%20the%20window" | cut -d, -f2)" ' "target": "Терезені жабу"'
tmem export -s en -t kk -o all.tmx
n=$(grep -c '<tu[ >]' all.tmx)
is "a TMX file" "$(get -T all.tmx -H "$auth" "$url/tmserver/en/kk/store/all.tmx")" "{\"added\": 0, \"merged\": $n, \"refused\": 0}"
like "its name is in the log" "$(tmem log)" "serve${tab}done${tab}0${tab}$n${tab}all.tmx"
is "a file that is cut off" "$(head -c 2000 all.tmx | code -T - -H "$auth" "$url/en/kk/store/cut.tmx")" 400
is "leaves nothing" "$(tmem log | grep -c -e cut.tmx -e "${tab}open${tab}")" 0
{
    printf '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa">'
    for pair in ab bc cd de ef fg; do
        x="&${pair%?};"
        printf '<!ENTITY %s "%s">' "${pair#?}" "$x$x$x$x$x$x$x$x$x$x"
    done
    printf ']><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>&g;&g;&g;&g;</seg></tuv></tu></body></tmx>'
} >bomb.tmx
like "an XML bomb" "$(code -T bomb.tmx -H "$auth" "$url/en/kk/store/bomb.tmx")" '^4'
status 0 "another program writes meanwhile" sh -c \
    "printf 'Written while it serves\tҚатар жазылған\n' | tmem add -q -s en -t kk -"
is "what it wrote is found" "$(get "$url/en/kk/unit/Written%20while%20it%20serves" | cut -d, -f3)" ' "quality": 100.0'
get -H "$auth" -d '{"source": "Take me back", "target": "Қайтар"}' "$url/en/kk/unit/x" >/dev/null
tmem undo "$(tmem log | tail -n 1 | cut -f1)"
is "a batch of the server can be taken back" "$(get "$url/en/kk/unit/Take%20me%20back")" "[]"
stop

# web pages of others, by choice
serve --cors='*'
like "by any" "$(get -i "$url/languages/")" '^Access-Control-Allow-Origin: \*'
is "by callback" "$(get "$url/en/kk/unit/Open%20file?max_candidates=1&jsoncallback=a.b_1" | tr -d '\n')" \
    '/**/a.b_1([{"source": "Open file", "target": "Файлды ашу", "quality": 100.0, "rank": 100.0, "origin": "editor"}]);'
is "a callback is a name" "$(code "$url/en/kk/unit/Open%20file?callback=alert(1)//")" 400
is "the page is not for others" "$(get -i "$url/" | grep -ci access-control)" 0
stop
serve --cors=https://example.org --host=tm.example.org
like "by one" "$(get -i "$url/languages/")" '^Access-Control-Allow-Origin: https://example.org'
is "a name of our own" "$(code -H 'Host: tm.example.org' "$url/languages/")" 200
stop

# how it counts, and other options
serve --metric=words --min-score=50 --top=1 -s kk -t en
is "by words" "$(get "$url/en/kk/unit/Open%20the%20file" | grep -o '"quality": [0-9.]*')" '"quality": 66.67'
like "languages of the page" "$(page "$url/")" '<select id="s" name="s">.*<option value="kk" selected="selected">'
stop
serve -v
get "$url/en/kk/unit/Open%20file?max_candidates=1" >/dev/null
stop
like "-v names requests" "$(cat serve.log)" '^tmem: 127\.0\.0\.1 GET /en/kk/unit/Open%20file\?max_candidates=1 200 [0-9]+ [0-9]+ µs'
if grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null; then
    serve --listen='[::1]:0'
    is "IPv6" "$(code "$url/languages/") ${url%:*}" "200 http://[::1]"
    stop
else
    skip "IPv6" "this machine has no ::1"
fi

# several memories, searched as one: the first is written to, the others may have a penalty
printf 'The moon rises.\tАй туады.\nPresident Tokayev met the guests.\tПрезидент Тоқаев қонақтармен кездесті.\n' |
    tmem -m old.tmdb import -q -s en-US -t kk -
printf 'The moon rises.\tАй шығады.\n' | tmem -m new.tmdb import -q -s en -t kk -
printf '0123456789abcdef-secret\n' >token
chmod 600 token
serve -m new.tmdb -m old.tmdb --penalty=3 --writable --token-file=token
is "matches of both, the penalty taken off" \
    "$(get "$url/en/kk/unit/The%20moon%20rises." | grep -oE '"(target|quality)": [^,]*' | paste -sd' ')" \
    '"target": "Ай шығады." "quality": 100.0 "target": "Ай туады." "quality": 97.0'
is "the languages of both" "$(get "$url/languages/" | sed 's/, "target.*//')" '{"sourceLanguages": ["en", "kk", "en_us"]'
is "a name of the authority is put in" \
    "$(get "$url/en_GB/kk/unit/President%20Putin%20met%20the%20guests." | grep -oE '"(target|quality)": [^,]*' | paste -sd' ')" \
    '"target": "Президент Путин қонақтармен кездесті." "quality": 96.0'
like "the page finds a name in another spelling" "$(page "$url/concordance?q=Tokaev&s=en-GB&t=kk")" \
    'President <mark>Tokayev</mark> met the guests'
like "and keeps the language that was asked for" "$(page "$url/concordance?q=Tokaev&s=en-GB&t=kk")" \
    '<option value="en-GB" selected="selected">'
is "what is written" \
    "$(code -H "Authorization: Bearer $(cat token)" -d '{"source": "One", "target": "Бір"}' "$url/en/kk/unit/One")" 200
stop
is "goes into the first" "$(tmem -m new.tmdb stats | head -n 1) $(tmem -m old.tmdb stats | head -n 1)" \
    "units${tab}2 units${tab}2"
serve -m old.tmdb --no-default
is "--no-default: no names" "$(get "$url/en/kk/unit/President%20Putin%20met%20the%20guests." | grep -o '"quality": [0-9.]*')" \
    '"quality": 78.79' # 7 of 33 characters
stop
status 2 "names that are not there" timeout 10 tmem serve -m old.tmdb -d none.rec --listen=127.0.0.1:0
like "are told at the start" "$(cat err)" '^tmem: none.rec: '
status 2 "a further memory that is not there" timeout 10 tmem serve -m old.tmdb -m none.tmdb --listen=127.0.0.1:0

# usage
status 2 "an address that others reach" timeout 10 tmem serve --listen=0.0.0.0:0
like "wants a word" "$(cat err)" '--public$'
status 2 "no address" timeout 10 tmem serve --listen=localhost
status 2 "writing without a token" timeout 10 tmem serve --writable
chmod 644 token
status 2 "a token that everybody can read" timeout 10 tmem serve --writable --token-file=token
like "is named" "$(cat err)" '^tmem: token: .*chmod 600$'
echo short >token
chmod 600 token
status 2 "a short token" timeout 10 tmem serve --writable --token-file=token
status 2 "no memory" timeout 10 tmem serve -m none.tmdb --listen=127.0.0.1:0
is "none is made" "$(ls none.tmdb 2>/dev/null)" ""
status 2 "a file too many" timeout 10 tmem serve --listen=127.0.0.1:0 file
serve
status 2 "an address that is taken" timeout 10 tmem serve --listen="${url#http://}"
like "is named, too" "$(cat err)" "^tmem: ${url#http://}: "
stop

# killed in the middle of writing, again and again: the memory is sound, and every unit whose writing
# was answered is there
printf '0123456789abcdef-secret\n' >token
: >written
round=0
while [ $round -lt 8 ]; do
    round=$((round + 1))
    serve --writable --token-file=token --rate=0
    (
        i=0
        while get -H "$auth" -d "{\"source\": \"round $round unit $i\", \"target\": \"т $round-$i\"}" \
            "$url/en/kk/unit/x" 2>/dev/null | grep -q '"added": 1'; do
            echo "round $round unit $i" >>written
            i=$((i + 1))
        done
    ) &
    writer=$!
    n=0
    while [ "$(grep -c "^round $round " written)" -lt $((round * 2)) ] && [ $n -lt 200 ]; do
        n=$((n + 1))
        sleep 0.05
    done
    kill -9 $pid
    wait $pid $writer 2>/dev/null
done
ok "units were written between the kills" test "$(wc -l <written)" -ge 72
is "what was answered is there" \
    "$(tmem lookup -s en -t kk --no-repair --min-score=100 --top=1 written | cut -f2 | sort -u)" 100.00
serve --writable --token-file=token
is "the next start leaves no open batch" "$(tmem log | cut -f5 | grep -c open)" 0
stop
if command -v sqlite3 >/dev/null; then
    is "the database is sound" "$(sqlite3 m.tmdb 'PRAGMA integrity_check')" ok
else
    is "the database can be read to its end" "$(tmem export --format=tsv -s en -t kk | grep -c '^round')" "$(wc -l <written | tr -d ' ')"
fi
done_testing
