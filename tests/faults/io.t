#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Failing reads and writes are never silent: one clear line, exit status 2, nothing lost.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/faults/tools.sh"
prepare_inputs
prepare_state
mkdir adir

while IFS='|' read -r name file command; do
    # shellcheck disable=SC2086 # command lines of words
    {
        if [ -n "$(sh -c "$command" 2>/dev/null)" ]; then # a check that finds nothing prints nothing
            sh -c "$command >/dev/full" 2>err
            is "$name: a full disk is exit status 2" "$?" 2
            like "$name: and is told" "$(cat err)" "^[a-z]+: .*(No space left|write)"
            sh -c "$command >&-" 2>err
            is "$name: a closed standard output is exit status 2" "$?" 2
        fi
        broken=$(echo "$command" | sed "s/[^ ]*$file/adir/")
        sh -c "$broken" >out 2>err
        is "$name: a directory as input is exit status 2" "$?" 2
        like "$name: and is named" "$(cat err)" "adir"
        broken=$(echo "$command" | sed "s/[^ ]*$file/no-such-file/")
        sh -c "$broken" >out 2>err
        is "$name: a missing file is exit status 2" "$?" 2
        like "$name: and the file is named" "$(cat err)" "no-such-file"
    }
    program=${command%% *}
    $program --help >/dev/full 2>/dev/null
    is "$name: --help into a full disk is exit status 2" "$?" 2
done <<EOF
$(printf '%s\n' "$fault_tools" | grep -v '^namedict-show')
EOF

# A file limit that is hit in the middle of an in-place edit leaves the old file.
i=0
while [ $i -lt 3000 ]; do echo "Токаев прилетел в Астану, $i"; i=$((i + 1)); done >big.txt
cp big.txt big.old
sh -c 'trap "" XFSZ; ulimit -f 16; exec xlit -i -t ru-bgn big.txt' 2>err
is "in place beyond the file limit: exit status 2" "$?" 2
ok "in place beyond the file limit: the old file is there" cmp -s big.txt big.old
is "in place beyond the file limit: nothing is left behind" "$(find . -name '.*tilmach-*')" ""

# -o is all or nothing.
printf 'good\n\377bad\n' >mixed.txt
echo old >out.txt
status 2 "-o with bad input" xlit -t ru-bgn -o out.txt mixed.txt
is "-o keeps the old file" "$(cat out.txt)" old

sh -c 'xlit -t ru-bgn -o /dev/stdout big.txt >&-' 2>err
is "-o /dev/stdout where that is closed: exit status 2" "$?" 2

# An unreadable file among good ones: the rest is done.
if [ "$(id -u)" -ne 0 ]; then
    echo Щука >locked.txt; chmod 000 locked.txt; echo Щука >free.txt
    status 2 "an unreadable file among others" xlit -i -t ru-bgn locked.txt free.txt
    is "the others are done" "$(cat free.txt)" Shchuka
else
    echo Щука >free.txt
    status 2 "a missing file among others" xlit -i -t ru-bgn no-such.txt free.txt
    is "the others are done" "$(cat free.txt)" Shchuka
fi

# A reader that goes away ends the program quietly.
sh -c 'xlit -t ru-bgn big.txt; echo $? >st' 2>err | head -n 1 >/dev/null
is "a closed pipe is quiet" "$(cat err)" ""
done_testing
