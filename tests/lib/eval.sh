# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the evaluations share.  Each says in its head what it measures; on which data; what it needs,
# without which it is not run, which is said and is no failure; and when it ends with a status other
# than 0.
TILMACH_EVAL_CACHE=${TILMACH_EVAL_CACHE:-$HOME/.cache/tilmach-eval}
PYTHONDONTWRITEBYTECODE=1 # the source folder stays as it is
export TILMACH_EVAL_CACHE PYTHONDONTWRITEBYTECODE
. "$TILMACH_SRC/tests/lib/start.sh"
vectors=${TILMACH_EVAL_DATA:-TILMACH_EVAL_DATA}/vectors # the name is told where it is not set
eval_name=$(basename "$0" .sh)

not_run() { # why
    echo "$eval_name: not run: $*"
    exit 0
}

# Commands, and files where there is a slash.
needs() {
    for _what; do
        case $_what in
        */*) [ -r "$_what" ] || not_run "no $_what" ;;
        *) command -v "$_what" >/dev/null || not_run "no $_what" ;;
        esac
    done
}

# A program that is not built by make all.
built() {
    [ -x "$TILMACH_BUILD/$1" ] || make -s -C "$TILMACH_BUILD" "$1" >/dev/null || exit 2
}
