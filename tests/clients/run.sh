#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Our output in the hands of the programs it is for (LibreOffice, OmegaT, PostgreSQL, …): every
# tests/clients/*.t, one after the other.
#
#   tests/clients/run.sh SRC BUILD [NAME...]
#
# Prints what failed and what could not run, and last a line
#   clients: N passed, N failed, N not run
# Exit status 1 if a point failed, 2 if a script broke off.  Whole output: BUILD/clients.log.
set -u
src=$(cd "$1" && pwd) && build=$(cd "$2" && pwd) || exit 2
shift 2
TILMACH_SRC=$src TILMACH_BUILD=$build
export TILMACH_SRC TILMACH_BUILD
[ $# -gt 0 ] || set -- $(cd "$src/tests/clients" && ls ./*.t | sed 's/^\.\///; s/\.t$//')

# Points of a TAP output that begin with $1 and are, or are not ($3 = -v), skipped.
points() { # pattern, file, option of grep
    grep -E "$1" "$2" | grep -c ${3:-} '# SKIP'
}

passed=0 failed=0 not_run=0 status=0
: >"$build/clients.log"
for name; do
    log=$build/clients-$name.log
    timeout "${TILMACH_CLIENT_TIME:-600}" sh "$src/tests/clients/$name.t" >"$log" 2>&1 </dev/null
    sed "s/^/$name: /" "$log" >>"$build/clients.log"
    if grep -q '^1\.\.0 # SKIP' "$log"; then
        sed -n "s/^1\.\.0 # SKIP /not run: $name: /p" "$log"
        not_run=$((not_run + 1))
    else
        sed -n "s/^ok [0-9]* - \(.*\) # SKIP /not run: $name: \1: /p" "$log"
        sed -n "s/^not ok [0-9]* - /FAIL: $name: /p" "$log"
        passed=$((passed + $(points '^ok ' "$log" -v)))
        failed=$((failed + $(points '^not ok ' "$log" -v)))
        not_run=$((not_run + $(points '^ok ' "$log")))
        if [ "$(tail -n 1 "$log")" != "1..$(grep -Ec '^(not )?ok ' "$log")" ]; then
            echo "FAIL: $name: broke off before its end"
            failed=$((failed + 1)) status=2
        fi
    fi
    rm -f "$log"
done
[ $failed -eq 0 ] || [ $status -ne 0 ] || status=1
echo "clients: $passed passed, $failed failed, $not_run not run"
exit $status
