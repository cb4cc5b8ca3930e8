#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm and ordinary words: those of the compiled lexicon (words.tmd) count before Hunspell's.  A
# word before a family name is somebody else's given name, unless it is an ordinary word.
. "$TILMACH_SRC/tests/lib/tap.sh"

cat >names.rec <<'END'
%rec: Name
%key: Id

Id: tokpanov
Kind: person
Native: kk
kk: Тоқпанов, Ерлан
en: Tokpanov, Yerlan
END
mkdir own none
printf 'SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n' >own/en_XX.aff
printf '1\nblerk/S\n' >own/en_XX.dic
namedict compile -q names.rec -o names.tmd || exit 99
norm() { namenorm --no-config -q --no-default -d names.tmd -l en; }

lexicon() { # FOLDER OUT: the lexicon of the dictionaries of a folder
    TILMACH_HUNSPELL=$1 "$TILMACH_BUILD/compile-lexicons" "$2" en 2>"$T/told"
}
mkdir with without
lexicon own with/words.tmd || exit 99
lexicon none without/words.tmd || exit 99
is "languages without a dictionary are told" "$(cat told)" \
    "compile-lexicons: no Hunspell dictionary compiled for en"

is "a word of the lexicon is nobody's name" \
    "$(echo 'Blerks Toqpanov saw.' | TILMACH_DATA=with norm)" 'Blerks Tokpanov saw.'
is "another one is" "$(echo 'Blerko Toqpanov saw.' | TILMACH_DATA=with norm)" 'Blerko Toqpanov saw.'
is "without a lexicon Hunspell is asked" \
    "$(echo 'Blerks Toqpanov saw.' | TILMACH_HUNSPELL=own norm)" 'Blerks Tokpanov saw.'
is "dictionaries of the user's own go before the lexicon" \
    "$(echo 'Blerks Toqpanov saw.' | TILMACH_DATA=with TILMACH_HUNSPELL=none norm)" \
    'Blerks Toqpanov saw.'
is "an empty lexicon leaves all to Hunspell" \
    "$(echo 'Toqpanov saw.' | TILMACH_DATA=without norm)" 'Tokpanov saw.'

lexicon own again.tmd
ok "two builds of a lexicon are the same" cmp with/words.tmd again.tmd
printf 'no pack' >with/words.tmd
status 2 "a damaged lexicon is told" env TILMACH_DATA=with namenorm --no-config -l en - </dev/null
status 1 "compile-lexicons wants languages" "$TILMACH_BUILD/compile-lexicons" x.tmd
done_testing
