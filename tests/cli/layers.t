#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing includes upwards, foreign libraries stay where they belong, and only the tools and
# base/diag print or exit; the house keeps to its own rules.
. "$TILMACH_SRC/tests/lib/tap.sh"
cd "$TILMACH_SRC/src" || exit 99

# folder: folders that it may include besides its own
rules='base:
text:base
pack:base
interchange:base text
translit:base text pack interchange
names:base text pack interchange translit
segment:base text pack interchange
memory:base text pack interchange names segment
align:base text pack interchange segment names memory translit
serve:base text pack interchange translit names segment memory align
tools:base text pack interchange translit names segment memory align serve'

violations=
while IFS=: read -r dir may; do
    [ -d "$dir" ] || continue
    for inc in $(grep -rhoE '^#include "[a-z]+/' "$dir" --include='*.[ch]' | sed 's/.*"//;s,/,,' | sort -u); do
        case " $dir $may " in *" $inc "*) ;; *) violations="$violations $dir->$inc" ;; esac
    done
done <<EOF
$rules
EOF
is "includes follow the order of the folders" "$violations" ""

# header: the folders that may include it
stray() { # pattern, allowed folders
    grep -rlE "^#include <($1)" . --include='*.[ch]' | grep -vE "^\./($2)/" | sort | tr '\n' ' '
}
is "utf8proc, ICU and Hunspell only in text" "$(stray 'utf8proc|unicode/|hunspell/' text)" ""
is "expat, librec, jansson, libzip, gettext-po only in interchange" \
    "$(stray 'expat|rec\.h|jansson|zip\.h|gettext-po' interchange)" ""
is "databases only in memory" "$(stray 'sqlite3|libpq' memory)" ""
is "libmicrohttpd only in serve" "$(stray 'microhttpd' serve)" ""

is "libraries neither print nor exit" \
    "$(grep -rnE '\b(printf|puts|putchar|perror|exit|_exit|abort|setlocale|signal|sigaction)\(|\b(stdout|stderr)\b' . \
        --include='*.[ch]' | grep -vE '^\./(tools/|base/diag\.)' | grep -vE '^[^:]*:[0-9]+: *(\*|/\*)')" ""

is "no function that this house does not use" \
    "$(grep -rnE '\b(open_memstream|strtok|sprintf|atoi|atol|gets|strcpy|strcat)\(' . --include='*.[ch]')" ""

is "each file says its licence" \
    "$(grep -rL 'SPDX-License-Identifier: GPL-3.0-or-later' . --include='*.[ch]')" ""

long=$(find . -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 800 {print $2, $1}')
is "no source file is longer than 800 lines" "$long" ""

is "temporary files are made in base/temporary alone" \
    "$(grep -rnE '\b(tmpfile|tmpnam|tempnam|mkstemps?|mkostemps?|mkdtemp)\(' . --include='*.[ch]' |
        grep -v '^\./base/temporary\.c')" ""

cd "$TILMACH_SRC/tests" || exit 99
is "each evaluation says on which data, and when it fails" \
    "$(grep -L '^# Data: ' eval/*.sh | grep -v /run.sh; grep -L '^# Exit: ' eval/*.sh | grep -v /run.sh)" ""
done_testing
