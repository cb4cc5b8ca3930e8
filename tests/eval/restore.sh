#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The way back to Kazakh Cyrillic on real text: to an alphabet and back.
# Data: Debian's Kazakh catalogues.  Rules and likelihoods were tuned on the first part ("tuned");
# nothing of the second was looked at.
# Needs: python3, Hunspell's Kazakh dictionary (package hunspell-kk), apt-get and a network or a filled
# $TILMACH_EVAL_CACHE (catalogues.py).
# Exit: 1 where xlit fails.
. "$TILMACH_SRC/tests/lib/eval.sh"
needs python3 apt-get dpkg-deb "${TILMACH_HUNSPELL:-/usr/share/hunspell}/kk_KZ.dic"
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
