#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every program speaks Kazakh and Russian: help and errors, with nothing left in English.
. "$TILMACH_SRC/tests/lib/tap.sh"

for lang in kk ru; do
    mkdir -p "locale/$lang/LC_MESSAGES"
    ok "$lang: is built" grep -qw $lang "$TILMACH_SRC/po/LINGUAS"
    ok "$lang: compiles" msgfmt -o "locale/$lang/LC_MESSAGES/tilmach.mo" "$TILMACH_SRC/po/$lang.po"
    stats=$(msgfmt --statistics -o /dev/null "$TILMACH_SRC/po/$lang.po" 2>&1)
    like "$lang: complete" "$stats" '^[0-9]+ translated messages\.$'
    ok "$lang: formats agree" msgfmt -c -o /dev/null "$TILMACH_SRC/po/$lang.po"
done

# one by one: not every grep and awk knows ranges of such letters
cyrillic=абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүіһ

for lang in kk ru; do
    case $lang in
    kk) usage='Қолданысы:' status='Шығу коды:' ;;
    ru) usage='Использование:' status='Код выхода:' ;;
    esac
    for p in xlit namenorm namematch namedict tmseg tmalign tmterms tmem; do
        TILMACH_LOCALEDIR=$T/locale LANGUAGE=$lang $p --help >help 2>&1
        like "$p --help in $lang" "$(cat help)" "^$usage $p"
        like "$p --help in $lang: to the end" "$(cat help)" "^$status"
        # option descriptions begin in column 31 and may take several lines: all of them in Cyrillic
        english=$(awk -v letters="[$cyrillic]" '
            function tell() {if (d != "" && d !~ letters) print d; d = ""}
            /[^ ]/ && substr($0, 1, 30) ~ /^ *$/ {d = d substr($0, 31); next}
            {tell()}
            /^ +-/ {if (substr($0, 30, 1) == " ") d = substr($0, 31)}
            END {tell()}' help)
        is "$p --help in $lang: no description left in English" "$english" ""
        TILMACH_LOCALEDIR=$T/locale LANGUAGE=$lang $p --format=no-such no-such-file >out 2>err
        is "$p: an error in $lang is status 2" "$?" 2
        like "$p: and is told in $lang" "$(cat err)" "[$cyrillic]"
    done
done

# Every source with messages is in the list that xgettext reads.
cd "$TILMACH_SRC" || exit 99
is "po/POTFILES.in is complete" \
    "$(grep -lE '\b(_|N_|ngettext)\("' -r src --include='*.c' | sort)" "$(grep -v '^#' po/POTFILES.in | sort)"
done_testing
