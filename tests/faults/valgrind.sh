#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run the unit tests and the programs' own tests under valgrind: valgrind.sh SOURCE BUILD
src=$1 build=$2
wrap=$build/valgrind-bin
rm -rf "$wrap"; mkdir -p "$wrap"
vg="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --suppressions=$src/tests/faults/valgrind.supp"
for p in xlit namenorm namematch namedict tmseg tmalign tmterms tmem; do
    [ -x "$build/$p" ] || continue
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$vg" "$build/$p" >"$wrap/$p"
    chmod +x "$wrap/$p"
done
export TILMACH_BUILD="$build" TILMACH_SRC="$src" TILMACH_PATH="$wrap"
LC_ALL=C.UTF-8 LANGUAGE= CK_FORK=no CK_TAP_LOG_FILE_NAME=-
export LC_ALL LANGUAGE CK_FORK CK_TAP_LOG_FILE_NAME
failed=0
for t in "$build"/tests/unit/test_*; do
    case $t in
    *.o|*.log|*.trs) continue ;;
    */test_oracle) echo "not run: test_oracle, most of which is ICU's time"; continue ;;
    esac
    [ -x "$t" ] && [ -f "$t" ] || continue
    (cd "$build" && $vg "$t") || { echo "FAIL $t"; failed=1; }
done
# The programs' own tests; those of manuals, articles and installation run the same code again.
for t in $(cd "$wrap" && ls); do
    t=$src/tests/cli/$t.t
    sh "$t" || { echo "FAIL $t"; failed=1; }
done
exit $failed
