#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tmem serve before a real browser, and beside the Translate Toolkit's own server.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/serve.sh"
needs curl
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY
tab=$(printf '\t')
{
    printf '%s\t%s\n' 'Open file' 'Файлды ашу' 'Open files' 'Файлдарды ашу' 'Save the file' 'Файлды сақтау'
    printf '%s\t%s\n' "An <script>document.title = 'broken'</script> open tag" "Ашық <img src=x onerror=\"document.title='broken'\"> тег"
} >units.tsv
tmem import -q -s en -t kk units.tsv
printf 'open gate\tاشىق قاقپا\n' | tmem add -q -s en -t kk-Arab -

# Chromium: what the browser makes of the page, as HTML after all scripts had their chance
browse() { # address, options...: the document
    _address=$1; shift
    timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
        --user-data-dir="$T/profile" --virtual-time-budget=3000 "$@" --dump-dom "$_address" 2>browser.log
}
if command -v chromium >/dev/null; then
    serve
    is "the page is there" "$(browse "$url/" | grep -c '<h1>Concordance</h1>')" 1
    browse "$url/concordance?s=en&t=kk&q=open" >dom
    is "three hits are marked" "$(grep -o '<mark>[Oo]pen</mark>' dom | wc -l | tr -d ' ')" 3
    is "the phrase stands in the title" "$(grep -o '<title>[^<]*' dom)" "<title>open – Concordance"
    is "no script of the memory ran" "$(grep -c "<title>broken\|<script\|<img" dom)" 0
    like "it is text" "$(cat dom)" "&lt;script&gt;document.title = 'broken'&lt;/script&gt;"
    evil='%22%3E%3Cscript%3Edocument.title%3D%27broken%27%3C%2Fscript%3E'
    is "no script of the address ran" "$(browse "$url/concordance?s=en&t=kk&q=$evil" | grep -c '<title>broken\|<script')" 0
    is "from right to left" "$(browse "$url/concordance?s=en&t=kk-Arab&q=open" | grep -c '<td lang="kk-Arab" dir="rtl">اشىق قاقپا')" 1
    is "in the browser's language" "$(browse "$url/" --accept-lang=kk | grep -o '<html lang="[a-z]*"')" '<html lang="kk"'
    timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$T/profile" --enable-logging=stderr \
        --screenshot="$T/page.png" "$url/concordance?s=en&t=kk&q=open" 2>console
    is "the style was taken, nothing was refused" "$(grep -ciE 'refused to|violates|ERR_' console)" 0
    ok "it can be painted" test -s page.png
    # what a page of somebody else may do: nothing
    cat >foreign.html <<EOF
<title>waiting</title><script>
fetch("$url/en/kk/unit/Open%20file").then(r => r.text()).then(t => document.title = "read " + t, () => document.title = "kept out")
</script>
EOF
    is "a page of others is kept out" "$(browse "file://$T/foreign.html" | grep -o '<title>[^<]*')" "<title>kept out"
    stop
    serve --cors='*'
    sed -i "s|http://127[^/]*|$url|" foreign.html
    like "unless it is let in" "$(browse "file://$T/foreign.html" | grep -o '<title>[^<]*')" '<title>read \[\{'
    stop
else
    skip "the page in a browser" "no chromium"
fi

# the Translate Toolkit's tmserver with the same units: the same best translations, the same shape
if /usr/bin/python3 -c 'import translate.storage.tmdb' 2>/dev/null; then
    cat >units.po <<'EOF'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Open file"
msgstr "Файлды ашу"

msgid "Open files"
msgstr "Файлдарды ашу"

msgid "Save the file"
msgstr "Файлды сақтау"
EOF
    # its own program wants cheroot for the sockets; Python's server does as well
    cat >toolkit.py <<'EOF'
import sys, types
sys.modules["cheroot"] = types.ModuleType("cheroot")
sys.modules["cheroot.wsgi"] = types.ModuleType("cheroot.wsgi")
sys.modules["cheroot.wsgi"].Server = None
from wsgiref.simple_server import make_server
from translate.services.tmserver import TMServer
tm = TMServer("toolkit.tmdb", ["units.po"], prefix="/tmserver", source_lang="en", target_lang="kk")
server = make_server("127.0.0.1", 0, tm.rest)
print("listening on", server.server_port, flush=True)
server.serve_forever()
EOF
    /usr/bin/python3 toolkit.py >toolkit.log 2>&1 &
    toolkit=$!
    n=0
    until grep -q listening toolkit.log || [ $n -ge 200 ]; do n=$((n + 1)); sleep 0.1; done
    port=$(sed -n 's/listening on //p' toolkit.log)
    serve --min-score=75 --top=3
    shape() { # address: sources, targets and qualities rounded
        curl -s "$1" | /usr/bin/python3 -c '
import json, sys
for m in json.load(sys.stdin):
    print(m["source"], m["target"], round(m["quality"]), sep="|")'
    }
    like "tmserver answers" "$(shape "http://127.0.0.1:$port/tmserver/en/kk/unit/Open%20file")" '^Open file.Файлды ашу.100$'
    for text in Open%20file Open%20files Save%20the%20file Save%20the%20files nothing%20at%20all Open%20file/; do
        is "we answer as tmserver: $text" "$(shape "$url/tmserver/en/kk/unit/$text")" \
            "$(shape "http://127.0.0.1:$port/tmserver/en/kk/unit/$text")"
    done
    kill $toolkit
    wait $toolkit 2>/dev/null
    stop
else
    skip "beside tmserver" "no Translate Toolkit"
fi

# OmegaT's own reader of web pages, which Apertium's answers go through
jar=$(ls /usr/share/omegat/OmegaT.jar /usr/share/java/OmegaT.jar 2>/dev/null | head -n 1)
if [ -n "$jar" ] && command -v javac >/dev/null; then
    cat >Ask.java <<'EOF'
public class Ask {
    public static void main(String[] a) throws Exception {
        System.out.write(org.omegat.util.WikiGet.getURL(a[0]).getBytes("UTF-8"));
        System.out.flush();
    }
}
EOF
    serve
    javac -cp "$jar" Ask.java 2>javac.log
    is "OmegaT reads the answer" \
        "$(java -cp "$jar:." Ask "$url/translate?q=Open+file&langpair=en|kk&key=x" 2>java.log | grep -o '"translatedText":"[^"]*"')" \
        '"translatedText":"Файлды ашу"'
    stop
else
    skip "OmegaT's reader" "no OmegaT, or no Java compiler"
fi
done_testing
