#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# -l auto on the messages of Debian's catalogues in languages with Cyrillic letters and in the
# alphabets of Kazakh.  Needs python3 and a network or a filled $TILMACH_EVAL_CACHE (catalogues.py).
: "${TILMACH_BUILD:?run by make eval}" "${TILMACH_SRC:?run by make eval}"
LC_ALL=C.UTF-8 LANGUAGE=
export LC_ALL LANGUAGE
for need in python3 apt-get dpkg-deb; do
    if ! command -v $need >/dev/null; then
        echo "detect: not run: no $need"
        exit 0
    fi
done
exec python3 "$TILMACH_SRC/tests/eval/detect.py" "$TILMACH_BUILD/xlit" ru uk be bg mk sr kk ky uz tg tt mn
