#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The suite's main jobs on bundled text: demo.sh BUILD SOURCE
set -u
build=$1 src=$2
PATH=$build:$PATH
texts=$src/doc/demo
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
unset TILMACH_DATA TILMACH_MEMORY
XDG_CACHE_HOME=$work XDG_CONFIG_HOME=$work XDG_DATA_HOME=$work
export XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
cp "$texts"/*.txt "$work" || exit 2
cd "$work" || exit 2
# short lines, so that a changed line fits a terminal
fold -s -w 76 "$texts/news.en.txt" >news.en.txt
fold -s -w 130 "$texts/news.ru.txt" >news.ru.txt
fold -s -w 130 "$texts/news.kk.txt" >news.kk.txt

if [ -t 1 ]; then b=$(printf '\033[1m') n=$(printf '\033[0m'); else b= n=; fi
title() { printf '\n%s%s%s\n\n' "$b" "$*" "$n"; }
run() { # show a command, then what it prints
    printf '%s$ %s%s\n' "$b" "$*" "$n"
    sh -c "$*"
}

title "1. One man, many spellings: names into one house style, and why"
run "namenorm -l en -s en-press --diff news.en.txt"
echo
run "namenorm -l en -s en-press -c -x news.en.txt"
echo
run "namenorm -l ru -s ru-press --diff news.ru.txt"
echo
run "namenorm -l kk -s kk --diff news.kk.txt"

title "2. One paragraph in three scripts"
run "cat paragraph.kk.txt"
run "xlit -t kk-2021 paragraph.kk.txt"
run "xlit -t kk-arab paragraph.kk.txt"

title "3. Two documents into a memory and a glossary"
run "tmalign -s kk -t en speech.kk.txt speech.en.txt -o speech.tmx"
run "tmterms -s kk -t en --top=12 speech.tmx | cut -f1-4"
run "tmem -m demo.tmdb import -s kk -t en speech.tmx"
echo
echo "A sentence that differs in a name and a number:"
run "tmem -m demo.tmdb lookup -s kk -t en --top=1 --diff query.kk.txt"
echo
echo "A translation of it that was copied from the year before and left so:"
printf '%s\t%s\n' "$(cat query.kk.txt)" \
    'The proposal was made by President Kassym-Jomart Tokayev at the General Assembly in 2023.' \
    >translated.tsv
run "tmem qa -s kk -t en translated.tsv"
