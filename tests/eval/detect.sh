#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# -l auto: how often the language of a message is found, with how many letters of it.
# Data: Debian's catalogues in languages with Cyrillic letters, Kazakh in its other alphabets, too.
# Needs: python3, apt-get and a network or a filled $TILMACH_EVAL_CACHE (catalogues.py).
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
needs python3 apt-get dpkg-deb
python3 "$TILMACH_SRC/tests/eval/detect.py" "$TILMACH_BUILD/xlit" ru uk be bg mk sr kk ky uz tg tt mn
