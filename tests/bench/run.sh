#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed: every other script in this folder, in turn.  Name parts (xlit, tmem …) to run only these.
: "${TILMACH_BUILD:?run by make bench}" "${TILMACH_SRC:?run by make bench}"
rc=0
for part in "$TILMACH_SRC"/tests/bench/*.sh; do
    name=$(basename "$part" .sh)
    [ "$name" = run ] && continue
    [ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
    echo "== $name"
    sh "$part" || rc=1
done
exit $rc
