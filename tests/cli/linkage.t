#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a program links it pays for at every start: programs load the libraries of this list and no
# others.  Compiled dictionaries are read without librec; SQLite is of those
# that open memories alone, and libpq is opened
# when a memory on a server is (src/memory/pq.h); of ICU the transliterator (libicui18n) is opened
# only when rules need it.
. "$TILMACH_SRC/tests/lib/tap.sh"

if ! readelf -h "$TILMACH_BUILD/xlit" >/dev/null 2>&1; then
    skip "what the programs link" "no readelf, or no ELF files"
    done_testing
fi

while read -r program allowed; do
    needed=$(readelf -d "$TILMACH_BUILD/$program" |
        sed -n 's/.*(NEEDED).*\[lib\([A-Za-z0-9_]*\).*/\1/p' |
        grep -Evx 'c|m|pthread|gcc_s|asan|ubsan|lsan|clang_rt|ld' | LC_ALL=C sort | tr '\n' ' ')
    extra=
    for library in $needed; do
        case " $allowed " in *" $library "*) ;; *) extra="$extra $library" ;; esac
    done
    is "$program loads nothing but: $allowed" "$extra" ""
    like "$program: its libraries were read" "$needed" utf8proc
done <<'END'
xlit utf8proc icuuc hunspell
namenorm utf8proc hunspell
namematch utf8proc
namedict utf8proc hunspell jansson rec
tmseg utf8proc icuuc expat
tmalign utf8proc icuuc hunspell expat sqlite3
tmterms utf8proc icuuc hunspell expat sqlite3
tmem utf8proc hunspell expat sqlite3 gettextpo jansson
END
done_testing
