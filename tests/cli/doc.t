#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Commands in README.md, HACKING.md and doc/*.md print what the documents say.
#
# An example is an indented block; a line that begins with "$ " is a command, the lines after it are
# what it prints on both outputs.  "$ cat FILE" of a file that is not there makes it of those lines.
# Each document has a folder of its own with the demonstration texts.
. "$TILMACH_SRC/tests/lib/tap.sh"

run_example() { # document: files cmd and want
    read -r what file <cmd
    if [ "$what" = cat ] && [ ! -e "$file" ]; then
        mkdir -p "$(dirname "$file")" && cp want "$file"
        return
    fi
    sh ./cmd >got 2>&1
    if cmp -s got want; then
        _say ok "$1: $(cat cmd)"
    else
        _say "not ok" "$1: $(cat cmd)"
        diff want got | sed 's/^/#   /'
    fi
}

for document in ${1:-"$TILMACH_SRC"/README.md "$TILMACH_SRC"/HACKING.md "$TILMACH_SRC"/doc/*.md}; do
    name=$(basename "$document")
    mkdir "$T/$name" && cd "$T/$name" || exit 99
    cp "$TILMACH_SRC"/doc/demo/*.txt .
    awk '/^    / {if (on) printf "%s", held; held = ""; print substr($0, 5); on = 1; next}
        /^$/ && on {held = held "\n"; next}
        on {print "\001"; on = 0; held = ""}
        END {print "\001"}' "$document" >blocks
    rm -f cmd
    while IFS= read -r line; do
        case $line in
        '$ '*)
            [ ! -f cmd ] || run_example "$name"
            printf '%s\n' "${line#??}" >cmd; : >want ;;
        "$(printf '\001')")
            [ ! -f cmd ] || run_example "$name"
            rm -f cmd ;;
        *) printf '%s\n' "$line" >>want ;;
        esac
    done <blocks
done
done_testing
