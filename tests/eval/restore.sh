#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The way back to Kazakh Cyrillic on real text: Debian's Kazakh catalogues to an alphabet and back.
# Rules and likelihoods were tuned on the first part ("tuned"); nothing of the second was looked at.
# Needs python3, Hunspell's Kazakh dictionary and either a network or a filled $TILMACH_EVAL_CACHE;
# see catalogues.py.
: "${TILMACH_BUILD:?run by make eval}" "${TILMACH_SRC:?run by make eval}"
LC_ALL=C.UTF-8 LANGUAGE=
export LC_ALL LANGUAGE
for need in python3 apt-get dpkg-deb; do
    if ! command -v $need >/dev/null; then
        echo "restore: not run: no $need"
        exit 0
    fi
done
if [ ! -r "${TILMACH_HUNSPELL:-/usr/share/hunspell}/kk_KZ.dic" ]; then
    echo "restore: not run: no Kazakh Hunspell dictionary (on Debian: package hunspell-kk)"
    exit 0
fi
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
python3 "$TILMACH_SRC/tests/eval/catalogues.py" kk | cut -f 2 >"$T/tuned" || exit 1
python3 "$TILMACH_SRC/tests/eval/catalogues.py" --held kk | cut -f 2 >"$T/held"
rc=0
for part in tuned held; do
    echo "-- $part"
    [ -s "$T/$part" ] || { echo "nothing to read"; continue; }
    python3 "$TILMACH_SRC/tests/eval/restore.py" "$TILMACH_BUILD/xlit" "$T/$part" \
        kk-2021 kk-2018 kk-arab || rc=1
done
exit $rc
