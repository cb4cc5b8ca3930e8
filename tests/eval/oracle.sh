#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The oracle at length: every bundled system, both ways, beside ICU with the same rules, line by line.
# Data: the inputs of vectors/translit of $TILMACH_EVAL_DATA, where there are any; $ORACLE_BYTES (5 MB)
# of manual pages and message catalogues of the Cyrillic languages and of words of Hunspell's
# dictionaries, as Debian installs them; random strings of up to 64 characters, $ORACLE_STRINGS (5,000)
# for each system and direction, more than a million in all.
# Needs: Check, for the program.
# Exit: not 0 where a result differs.
. "$TILMACH_SRC/tests/lib/eval.sh"
. "$TILMACH_SRC/tests/lib/corpora.sh"
built tests/unit/test_oracle

for tsv in "$vectors"/translit/*.tsv; do
    [ -r "$tsv" ] && tail -n +2 "$tsv" | cut -f5 | sed 's/\\n/\n/g'
done >"$T/vectors"
[ -s "$T/vectors" ] || echo "oracle: vectors/translit not run: no data"
{
    for page in /usr/share/man/ru/man*/*.gz /usr/share/man/uk/man*/*.gz /usr/share/man/sr/man*/*.gz; do
        [ -r "$page" ] && zcat "$page" | LC_ALL=C grep -a "$cyrillic_letter"
    done
    for lang in kk ru uk be bg ky mk mn sr tg tt uz; do corpus_text $lang; done
    for lang in kk ru; do corpus_hunspell $lang; done
} 2>/dev/null | iconv -c -f UTF-8 -t UTF-8 | tr -d '\r' | head -c "${ORACLE_BYTES:-5000000}" |
    iconv -c -f UTF-8 -t UTF-8 2>/dev/null >"$T/text"
echo "oracle: $(wc -l <"$T/vectors") lines of vectors, $(wc -c <"$T/text") bytes of text"
cat "$T/vectors" "$T/text" >"$T/lines"
ORACLE_TEXT=$T/lines ORACLE_STRINGS=${ORACLE_STRINGS:-5000} CK_FORK=no "$TILMACH_BUILD/tests/unit/test_oracle"
