#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Memory that runs out at any allocation, once or from then on, gives the same output or exit status
# 2, and never a damaged file.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/faults/tools.sh"
so=$TILMACH_BUILD/tests/faults/oom.so
if [ ! -f "$so" ]; then
    skip "allocation failures" "a sanitizer has its own malloc"
    done_testing
fi
prepare_inputs
prepare_state

# At most this many points of failure a program and mode, spread evenly.
points=60

sweep() { # title, mode, command...
    title=$1 mode=$2; shift 2
    LD_PRELOAD=$so TILMACH_OOM_COUNT=$T/count "$@" >"$T/want" 2>/dev/null
    total=$(cat "$T/count" 2>/dev/null || echo 0)
    bad= n=1 step=$((total / points + 1))
    while [ "$n" -le "$total" ]; do
        LD_PRELOAD=$so TILMACH_OOM_AT=$n TILMACH_OOM_MODE=$mode timeout 20 "$@" >"$T/got" 2>"$T/err"
        rc=$?
        if [ $rc -ne 2 ] && ! { [ $rc -le 1 ] && cmp -s "$T/want" "$T/got"; }; then
            bad="$bad call $n: status $rc;"
        fi
        n=$((n + step))
    done
    is "$title, failing $mode: $total allocations" "$bad" ""
}

while IFS='|' read -r name _ command; do
    case $name in namedict*) TILMACH_OOM_ONLY=program; export TILMACH_OOM_ONLY ;; *) unset TILMACH_OOM_ONLY ;; esac
    for mode in once from; do
        # shellcheck disable=SC2086 # a command line of words
        sweep "$name" $mode $command
    done
done <<EOF
$fault_tools
EOF

unset TILMACH_OOM_ONLY
# In place: the old file or the new one, nothing between and nothing left behind.
xlit -t ru-bgn cyr.txt >want.new
cp cyr.txt want.old
bad= n=1
while [ $n -le 300 ]; do
    cp want.old edit.txt
    LD_PRELOAD=$so TILMACH_OOM_AT=$n xlit -i -t ru-bgn edit.txt 2>/dev/null
    rc=$?
    if [ $rc -eq 0 ]; then cmp -s edit.txt want.new || bad="$bad $n"; else cmp -s edit.txt want.old || bad="$bad $n"; fi
    n=$((n + 5))
done
is "in place: old file or new file" "$bad" ""
is "in place: no temporary file is left" "$(find . -name '.*tilmach-*')" ""
done_testing
