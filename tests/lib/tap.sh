# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by every test script (*.t): TAP output, in the scratch folder of start.sh.
#
#   . "$TILMACH_SRC/tests/lib/tap.sh"
#   is "what it shows" "$(printf Щука | xlit -t ru-bgn)" Shchuka
#   status 2 "unknown system" xlit -t no-such </dev/null
#   done_testing

. "${TILMACH_SRC:?run by make check}/tests/lib/start.sh"
TAP_N=0 TAP_FAILED=0
cd "$T" || exit 99

_say() { # ok|not ok, title
    TAP_N=$((TAP_N + 1))
    printf '%s\n' "$1 $TAP_N - $2"
    [ "$1" = ok ] || TAP_FAILED=1
}

ok() { # title, command...: the command succeeds
    _t=$1; shift
    if "$@"; then _say ok "$_t"; else _say "not ok" "$_t"; echo "# failed: $*"; fi
}

is() { # title, got, wanted
    if [ "$2" = "$3" ]; then
        _say ok "$1"
    else
        _say "not ok" "$1"
        printf '%s\n' "got:" "$2" "wanted:" "$3" | sed 's/^/#   /'
    fi
}

same_file() { # title, file got, file wanted; both must be there
    diff "$3" "$2" >"$T/differences" 2>&1
    _got=$?
    [ $_got -eq 0 ] && _say ok "$1" && return
    _say "not ok" "$1"
    head -n 40 "$T/differences" | sed 's/^/#   /'
}

like() { # title, text, extended regular expression that a line of it must match
    if printf '%s\n' "$2" | grep -Eq -- "$3"; then
        _say ok "$1"
    else
        _say "not ok" "$1"
        printf '%s\n' "got:" "$2" "wanted a match of:" "$3" | sed 's/^/#   /'
    fi
}

status() { # wanted exit status, title, command...; output goes to $T/out and $T/err
    _want=$1 _t=$2; shift 2
    "$@" >"$T/out" 2>"$T/err"
    _got=$?
    if [ $_got -eq "$_want" ]; then
        _say ok "$_t"
    else
        _say "not ok" "$_t"
        echo "# exit status $_got, wanted $_want: $*"
        sed 's/^/#   /' "$T/err"
    fi
}

skip() { # title, why: not run, and said so
    TAP_N=$((TAP_N + 1))
    echo "ok $TAP_N - $1 # SKIP $2"
}

# Everything in the script is about these commands: without one of them nothing of it is run.
needs() { # command...
    for _c; do
        command -v "$_c" >/dev/null && continue
        echo "1..0 # SKIP $_c is not installed"
        exit 0
    done
}

done_testing() {
    echo "1..$TAP_N"
    exit $TAP_FAILED
}
