#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Translation memory on files that nobody here wrote.
#   1. TMX files: units taken, and whether what is exported reads back the same
#   2. XLIFF, PO, TBX, CSV and TSV files: taken in or refused, and why, by folder; XLIFF and PO come
#      back byte for byte when nothing fits, and outside the targets when all is filled
#   3. the encodings of the compliance kit's tests D, F and H hold one text
#   4. look-ups through the index against comparing everything
# Data: vectors/tmx of $TILMACH_EVAL_DATA; for the look-ups memories made from the message catalogues
# (.mo) of this machine and from what make_tm_corpora.sh wrote to $TILMACH_TM_CORPORA.
# Needs: of the data what is there; msgunfmt (gettext) for the catalogues.
# Exit: 0; what differs is told.
. "$TILMACH_SRC/tests/lib/eval.sh"
data=$vectors/tmx

# import, export, import that, export again
round_trip() { # file
    rm -f "$T"/a.tmdb* "$T"/b.tmdb*
    tmem -m "$T/a.tmdb" import "$1" 2>"$T/said" &&
        tmem -m "$T/a.tmdb" export >"$T/a.tmx" &&
        tmem -m "$T/b.tmdb" import -q "$T/a.tmx" 2>/dev/null &&
        tmem -m "$T/b.tmdb" export >"$T/b.tmx" && cmp -s "$T/a.tmx" "$T/b.tmx"
}

files() {
    good=0 all=0 taken=0 merged=0 refused=0
    find "$data" -name '*.tmx' | sort >"$T/list"
    while read -r f; do
        all=$((all + 1))
        if round_trip "$f"; then good=$((good + 1)); else echo "  differs: ${f#"$data"/}"; fi
        set -- $(sed -n 's/.*: units taken: \([0-9]*\), already there: \([0-9]*\), not taken: \([0-9]*\)$/\1 \2 \3/p' "$T/said")
        printf '  %-62s %4s units, %s twice, %s not taken\n' "${f#"$data"/}" "${1:-?}" "${2:-?}" "${3:-?}"
        taken=$((taken + ${1:-0})) merged=$((merged + ${2:-0})) refused=$((refused + ${3:-0}))
    done <"$T/list"
    echo "TMX files: $all, read and written the same: $good; units $taken, twice $merged, not taken $refused"
}

# Import each file that is no TMX, by folder.
others() {
    for folder in "$data"/*/; do
        name=$(basename "$folder")
        find "$folder" -type f \( -name '*.xl*' -o -name '*.po' -o -name '*.tbx' -o -name '*.csv' -o \
            -name '*.tsv' -o -name '*.tab' -o -name 'glossary*.txt' -o -name 'test*.txt' -o -name empty.txt \) | sort >"$T/list"
        [ -s "$T/list" ] || continue
        read_ok=0 bad=0 units=0
        : >"$T/why"
        while read -r f; do
            rm -rf "$T"/o.tmdb*
            case $f in *.xl* | *.tbx) langs= ;; *) langs="-s en -t fr" ;; esac
            if tmem -m "$T/o.tmdb" import $langs "$f" 2>"$T/said"; then
                read_ok=$((read_ok + 1))
                units=$((units + $(sed -n 's/.*: units taken: \([0-9]*\),.*/\1/p' "$T/said")))
            else
                bad=$((bad + 1))
                sed -n "s,^tmem: $folder,    refused: ,p" "$T/said" | tail -n 1 >>"$T/why"
            fi
        done <"$T/list"
        echo "  $name: $read_ok read ($units units), $bad refused"
        cat "$T/why"
    done
}

# The bytes of XLIFF and PO that are not of targets.  Alternatives with a match-quality that came in,
# states, the flag fuzzy and the language of XLIFF 2 are what filling may add.
without_targets() { # file
    python3 - "$1" <<'END'
import re, sys
b = open(sys.argv[1], "rb").read()
for wide in ("utf-16",) if b[:2] in (b"\xff\xfe", b"\xfe\xff") else ():
    b = b.decode(wide).encode()
if re.search(rb"<([\w.-]+:)?xliff", b):
    b = re.sub(rb'\s*<((?:[\w.-]+:)?)alt-trans(?: mid="[^"]*")? match-quality="[\d.]+" origin="tilmach">.*?</\1alt-trans>', b"", b, flags=re.S)
    alternatives = []
    b = re.sub(rb"<((?:[\w.-]+:)?alt-trans|(?:[\w.-]+:)?matches)\b.*?</\1>", lambda m: alternatives.append(m.group()) or b"\0", b, flags=re.S)
    b = re.sub(rb"\s*<((?:[\w.-]+:)?target)\b[^>]*?(?:/>|>.*?</\1>)", b"", b, flags=re.S)
    b = re.sub(rb' (?:sub[Ss]tate|state)=(?:"[^"]*"|\'[^\']*\')| trgLang="zz"', b"", b)
    b += b"\n".join(alternatives)
else:
    b = re.sub(rb'(msgstr(?:\[\d+\])?[ \t]+)"(?:[^"\\\r\n]|\\.)*"(?:[ \t\r\n]+"(?:[^"\\\r\n]|\\.)*")*', rb"\1", b)
    b = re.sub(rb"#, fuzzy\r?\n|(?<=#,) fuzzy,", b"", b)
sys.stdout.buffer.write(b)
END
}

# Each file that can be read, with a memory that knows nothing, and with one that knows each source.
in_place() {
    all=0 same=0 around=0
    find "$data" -type f \( -name '*.xl*' -o -name '*.po' \) | sort >"$T/list"
    rm -rf "$T"/none.tmdb*
    printf 'a\tb\n' | tmem -m "$T/none.tmdb" import -q -s zz -t yy - 2>/dev/null
    while read -r f; do
        langs=$(python3 -c '
import re, sys
b = open(sys.argv[1], "rb").read().replace(b"\0", b"")
find = lambda *names: next((m.group(1).decode() for n in names for m in [re.search(n + rb"=[\"\x27]([^\"\x27]*)", b)] if m), "")
print(find(rb"\bsource-language", rb"\bsrcLang") or "en", find(rb"\btarget-language", rb"\btrgLang") or "zz")' "$f")
        set -- $langs
        tmem -m "$T/none.tmdb" pretranslate -q -s "$1" -t "$2" "$f" >"$T/back" 2>/dev/null || continue
        all=$((all + 1))
        if cmp -s "$f" "$T/back"; then same=$((same + 1)); else echo "  changed though nothing fits: ${f#"$data"/}"; fi
        rm -rf "$T"/full.tmdb*
        python3 -c '
import re, sys, html
b = open(sys.argv[1], "rb").read()
s = b.decode("utf-16" if b[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
for t in set(re.findall(r"<(?:[\w.-]+:)?source\b[^>]*>(.*?)</", s, re.S) + re.findall("msgid \"(.+)\"", s)):
    t = " ".join(html.unescape(re.sub("<[^>]*>", "", t)).split())
    if t: print(t.replace("\\", "\\\\"), "<" + t.replace("\\", "\\\\") + ">", sep="\t")' "$f" >"$T/all.tsv"
        tmem -m "$T/full.tmdb" import -q -s "$1" -t "$2" "$T/all.tsv" 2>/dev/null
        [ -f "$T/full.tmdb" ] || cp "$T/none.tmdb" "$T/full.tmdb"
        tmem -m "$T/full.tmdb" pretranslate -q --overwrite --min-score=50 -s "$1" -t "$2" "$f" >"$T/filled" 2>/dev/null
        without_targets "$f" >"$T/before"
        without_targets "$T/filled" >"$T/after"
        if cmp -s "$T/before" "$T/after"; then around=$((around + 1)); else echo "  changed outside the targets: ${f#"$data"/}"; fi
    done <"$T/list"
    echo "XLIFF and PO files: $all; byte for byte when nothing fits: $same, outside the targets when filled: $around"
}

kit() {
    n=0
    for t in 1D 1F 1H; do
        f=$data/tmx-compliance-kit/ImportTest$t.tmx
        [ -f "$f" ] || continue
        rm -f "$T"/k.tmdb*
        tmem -m "$T/k.tmdb" import -q "$f"
        tmem -m "$T/k.tmdb" export --format=tsv -s en-us -t en-gb >"$T/$t.tsv"
        awk -F'\t' '$1 != $2 {exit 1}' "$T/$t.tsv" && cmp -s "$T/1D.tsv" "$T/$t.tsv" && n=$((n + 1))
    done
    echo "compliance kit D, F, H: $n of 3 give the same text in every encoding"
}

# PO on standard input to TSV: translation, message
po_to_tsv() {
    awk '
        function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); gsub(/\\"/, "\"", s); return s }
        function flush() { if (id != "" && str != "" && !plural) print str "\t" id
                           id = str = where = ""; plural = 0 }
        /^msgid_plural/ { plural = 1; where = ""; next }
        /^msgctxt/ { flush(); where = "ctx"; next }
        /^msgid /  { if (where != "ctx") flush(); where = "id"; id = unquote($0); next }
        /^msgstr / { where = "str"; str = unquote($0); next }
        /^"/       { if (where == "id") id = id unquote($0)
                     else if (where == "str") str = str unquote($0); next }
        /^$/       { flush() }
        END        { flush() }'
}

same() { # options: the index and comparing everything answer alike
    tmem -m "$T/m.tmdb" lookup -s ru -t en "$@" "$T/queries" >"$T/fast"
    tmem -m "$T/m.tmdb" lookup -s ru -t en "$@" --exhaustive "$T/queries" >"$T/slow"
    lines=$(wc -l <"$T/queries")
    if cmp -s "$T/fast" "$T/slow"; then
        echo "  $lines queries $*: the same answers ($(cut -f2 "$T/fast" | grep -vc '^0\.00$') rows)"
    else
        echo "  $lines queries $*: DIFFERENT: $(diff "$T/fast" "$T/slow" | grep -c '^[<>]') rows"
    fi
}

catalogues() {
    for f in /usr/share/locale/ru/LC_MESSAGES/*.mo; do
        [ -f "$f" ] && msgunfmt "$f" 2>/dev/null |
            msgconv --no-wrap -t UTF-8 2>/dev/null | po_to_tsv
    done >"$T/all.tsv"
    [ -s "$T/all.tsv" ] || { echo "look-ups: skipped, no Russian message catalogues here"; return; }
    awk 'NR % 23 == 7' "$T/all.tsv" | cut -f1 | head -n 400 >"$T/queries"
    awk 'NR % 23 != 7' "$T/all.tsv" >"$T/memory.tsv"
    tmem -m "$T/m.tmdb" import -q -s ru -t en "$T/memory.tsv" 2>/dev/null
    units=$(tmem -m "$T/m.tmdb" stats | sed -n 's/^units\t//p')
    [ "${units:-0}" -gt 0 ] || { echo "look-ups: FAILED, the memory is empty"; return; }
    echo "look-ups in $units units of message catalogues:"
    same --min-score=70
    same --min-score=40 --top=20
    same --no-penalties --min-score=60
    same --metric=chars --min-score=75
    same --metric=chars --no-penalties --min-score=50
}

# All queries of the corpora that make_tm_corpora.sh makes, at three scores, by both metrics.
corpora() {
    c=${TILMACH_TM_CORPORA:-}
    [ -f "$c/kk-en.tsv" ] ||
        { echo "look-ups in large memories: not run: TILMACH_TM_CORPORA is not what make_tm_corpora.sh makes"; return; }
    for pair in kk ru; do
        rm -rf "$T"/c.tmdb*
        tmem -m "$T/c.tmdb" import -q -s en -t $pair "$c/$pair-en.tsv" 2>/dev/null
        cut -f1 "$c/queries-en-$pair.tsv" >"$T/queries"
        echo "look-ups in $(tmem -m "$T/c.tmdb" stats | sed -n 's/^units\t//p') units en-$pair:"
        for metric in words chars; do
            for score in 50 70 85; do
                for how in "" --exhaustive; do
                    tmem -m "$T/c.tmdb" lookup -s en -t $pair --metric=$metric --min-score=$score $how "$T/queries" >"$T/got$how"
                done
                if cmp -s "$T/got" "$T/got--exhaustive"; then verdict="the same answers"; else verdict=DIFFERENT; fi
                echo "  $(wc -l <"$T/queries") queries, $metric, $score: $verdict ($(cut -f2 "$T/got" | grep -vc '^0\.00$') rows)"
            done
        done
    done
}

if [ -d "$data" ]; then
    files
    others
    in_place
    kit
else
    echo "TMX files: not run: no $data"
fi
if command -v msgunfmt >/dev/null; then
    catalogues
else
    echo "look-ups: not run: no msgunfmt"
fi
corpora
