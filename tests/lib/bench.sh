# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the benchmarks share: text of a seeded draw from a Hunspell dictionary, and the best of several
# runs.  Every figure is to be put beside a peer's of the same run.
. "$TILMACH_SRC/tests/lib/start.sh"
PATH=$TILMACH_BUILD/tests/bench:$PATH

# random_text DICTIONARY BYTES [NAME]...: sentences of 4 to 14 words, with one of the names in every
# third, and a blank line after every fifth.
random_text() {
    dic=$1 bytes=$2
    shift 2
    LC_ALL=C awk -v size="$bytes" -v names="$([ $# -eq 0 ] || printf '%s|' "$@")" '
        BEGIN { k = split(names, name, "|") - 1 }
        NR > 1 { sub(/[\/ \t\r].*/, ""); if ($0 != "") word[n++] = $0 }
        END {
            srand(20240101)
            while (bytes < size) {
                m = 4 + int(rand() * 11); s = ""
                for (i = 0; i < m; i++) s = s (i ? " " : "") word[int(rand() * n)]
                if (k > 0 && rand() < 0.33) s = s " " name[1 + int(rand() * k)]
                print s "."
                bytes += length(s) + 2
                if (++lines % 5 == 0) print ""
            }
        }' "$dic"
}

# cpu COMMAND...: processor seconds (user and system), the best of $ROUNDS (3); clock, memory: seconds
# of the clock, KiB at the peak.  With $INPUT as standard input.
cpu() { measure "${ROUNDS:-3}" "${INPUT:-/dev/null}" "$@" | cut -d' ' -f1; }
clock() { measure "${ROUNDS:-3}" "${INPUT:-/dev/null}" "$@" | cut -d' ' -f2; }
memory() { measure 1 "${INPUT:-/dev/null}" "$@" | cut -d' ' -f3; }

# row TITLE FILE SECONDS [PEER [SECONDS]]: megabytes a second, and how many times the peer's that is.
row() {
    awk -v title="$1" -v bytes="$(wc -c <"$2")" -v t="$3" -v peer="$4" -v u="$5" 'BEGIN {
        if (t == "") { printf "%-36s failed\n", title; exit }
        if (t < 1e-5) t = 1e-5
        printf "%-36s %8.1f MB/s", title, bytes / t / 1e6
        if (u != "") printf "   %7.3f times %s", u / t, peer
        print "" }'
}
