#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The examples in the man pages print what the pages say, and every option has its place there, and
# only options that exist.
#
# An example is what stands between .EX and .EE: a line that begins with "$ " is a command, the lines
# after it are what it prints.  Commands run in a folder with the demonstration texts.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/office.sh"
cp "$TILMACH_SRC"/doc/demo/*.txt "$TILMACH_SRC"/doc/demo/*.srx .
docx speech.docx '<w:p><w:r><w:t>President Tokaev spoke in Kazahstan.</w:t></w:r></w:p>'
odt speech.odt '<text:p>President Tokaev spoke.</text:p>'

# What roff writes for plain characters.
unroff() { sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g; s/\\(ti/~/g; s/\\(ha/^/g; s/\\&//g; s/\\e/\\/g; s/\\\[u\([0-9A-F]*\)\]/\\u\1/g'; }

run_example() { # page, number: files cmd and want
    sh ./cmd >got 2>&1
    if cmp -s got want; then
        _say ok "$1, example $2: $(head -n 1 cmd)"
    else
        _say "not ok" "$1, example $2: $(head -n 1 cmd)"
        diff want got | sed 's/^/#   /'
    fi
}

for page in ${1:-"$TILMACH_SRC"/man/*.[17]}; do
    [ -f "$page" ] || continue
    name=$(basename "$page")
    n=0
    rm -f cmd
    awk '/^\.EX/ {on=1; next} /^\.EE/ {on=0; print "\001"; next} on' "$page" | unroff >blocks
    while IFS= read -r line; do
        case $line in
        '$ '*)
            if [ -f cmd ]; then n=$((n + 1)); run_example "$name" $n; fi
            printf '%s\n' "${line#??}" >cmd; : >want ;;
        "$(printf '\001')")
            if [ -f cmd ]; then n=$((n + 1)); run_example "$name" $n; rm -f cmd; fi ;;
        *) printf '%s\n' "$line" >>want ;;
        esac
    done <blocks
    ok "$name has examples" test $n -gt 0
    missing=
    program=${name%.1}
    [ "$program" = "$name" ] && program=true # an overview has no options
    for o in $("$program" --help | grep -oE '^ +(-[A-Za-z], |    )--[a-z0-9-]+' | grep -oE -- '--[a-z0-9-]+'); do
        unroff <"$page" | grep -q -- "$o" || missing="$missing $o"
    done
    is "$name names every option of --help" "$missing" ""
    if [ "$program" != true ]; then
        "$program" --help >help
        for o in $(awk '/^\.TP/ {getline; print}' "$page" | unroff | grep -oE -- '--[a-z0-9-]+'); do
            grep -q -e "$o" help || missing="$missing $o"
        done
        is "$name describes no other options" "$missing" ""
    fi
    if command -v man >/dev/null && command -v groff >/dev/null; then
        is "$name is clean for groff" "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" ""
    fi
done
done_testing
