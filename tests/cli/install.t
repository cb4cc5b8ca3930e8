#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# make install puts everything in its place, and the installed programs work with the installed data.
. "$TILMACH_SRC/tests/lib/tap.sh"
programs='xlit namenorm namematch namedict tmseg tmalign tmterms tmem'

# A make of its own: the flags of the one that runs the tests are not for it.
install_to() { # folder
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u DESTDIR \
        "${MAKE:-make}" -s -C "$TILMACH_BUILD" install DESTDIR="$1"
}

# Where a name ended up, or nothing.
placed() { # pattern of the end of the path
    find "$T/root" -path "*$1" | head -n 1
}

status 0 "make install" install_to "$T/root"
for p in $programs; do
    ok "$p is installed" test -x "$(placed "/bin/$p")"
    ok "$p has a manual page" test -s "$(placed "/man/man1/$p.1")"
    for completion in "/bash-completion/completions/$p" "/site-functions/_$p" "/vendor_completions.d/$p.fish"; do
        ok "$p has a completion: $completion" test -s "$(placed "$completion")"
    done
done
ok "the overview is installed" test -s "$(placed /man/man7/tilmach.7)"
for language in kk ru; do
    ok "messages in $language are installed" test -s "$(placed "/$language/LC_MESSAGES/tilmach.mo")"
done
for d in formats memory names configuration; do
    ok "doc/$d.md is installed" test -s "$(placed "/doc/tilmach/$d.md")"
done

bin=$(dirname "$(placed /bin/xlit)") data=$(dirname "$(placed /tilmach/systems.tmd)")
PATH=$bin:$PATH TILMACH_DATA=$data TILMACH_LOCALEDIR=$(dirname "$(dirname "$(dirname "$(placed /kk/LC_MESSAGES/tilmach.mo)")")")
export PATH TILMACH_DATA TILMACH_LOCALEDIR
is "the installed program is the one that runs" "$(command -v xlit)" "$bin/xlit"
is "xlit" "$(echo Щука | xlit -t ru-bgn)" Shchuka
is "tmseg has its rules" "$(echo 'Т.ғ.к. Б. Омаров келді. Ол отырды.' | tmseg -l kk | wc -l)" 2
is "namenorm has its names, styles and endings" \
    "$(echo "Toqaev's office" | namenorm -q -l en -s en-press)" "Tokayev's office"
is "namematch has its names" "$(echo 'Токаев Касым-Жомарт' | namematch --best | cut -f3)" Q559194
printf 'Бір.\tOne.\n' | tmem -m a.tmdb add -q -s kk -t en
is "tmem keeps a memory" "$(echo 'Бір.' | tmem -m a.tmdb lookup -s kk -t en --best)" One.
done_testing
