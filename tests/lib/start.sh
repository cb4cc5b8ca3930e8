# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by what runs the programs (tap.sh, eval.sh, bench.sh): those of the build come first in the
# search path, messages are in English, and all that is written goes into the folder $T, which is
# removed in the end; the user's configuration, cache and memory are left alone.
: "${TILMACH_BUILD:?run by make check, make eval or make bench}" "${TILMACH_SRC:?the same}"
PATH=${TILMACH_PATH:-$TILMACH_BUILD}:$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
unset TILMACH_DATA TILMACH_MEMORY NO_COLOR
T=$(mktemp -d "$TILMACH_BUILD/scratch-XXXXXX") || exit 99
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
HOME=$T TMPDIR=$T XDG_CONFIG_HOME=$T/config XDG_DATA_HOME=$T/data XDG_CACHE_HOME=$T/cache
export HOME TMPDIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME
