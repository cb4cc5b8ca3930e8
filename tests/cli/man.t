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
    program=${name%.1}
    if [ "$program" != "$name" ]; then # an overview has no options
        "$program" --help | sed -nE 's/^(  -[A-Za-z], |      )(--[a-z0-9-]+).*/\2/p; s/^  (-[A-Za-z])  .*/\1/p' |
            LC_ALL=C sort -u >options
        awk '/^\.TP/ {getline; print}' "$page" | unroff >tags
        { grep -oE -- '--[a-z0-9-]+' tags; sed -nE 's/^\\fB(-[A-Za-z])\\fP$/\1/p' tags; } |
            LC_ALL=C sort -u >described
        is "$name describes every option of --help" "$(LC_ALL=C comm -23 options described)" ""
        is "$name describes no other options" "$(LC_ALL=C comm -13 options described)" ""
    fi
    if command -v man >/dev/null && command -v groff >/dev/null; then
        is "$name is clean for groff" "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" ""
    fi
done
done_testing
