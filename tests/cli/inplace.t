#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Text is edited in place, Markdown too: names change, every other byte stays.
. "$TILMACH_SRC/tests/lib/tap.sh"

cat >a.md <<'EOF'
# Toqaev's visit

The `code` Toqaev said, `Toqaev` and [Toqaev](https://example.org/Toqaev) and <b title="Toqaev">Toqaev</b>.

    Toqaev in indented code

```
Toqaev in a fence
```

Toqaev <!-- tilmach:ignore -->
EOF
cat >want.md <<'EOF'
# Tokayev's visit

The `code` Tokayev said, `Toqaev` and [Tokayev](https://example.org/Toqaev) and <b title="Toqaev">Tokayev</b>.

    Toqaev in indented code

```
Toqaev in a fence
```

Toqaev <!-- tilmach:ignore -->
EOF
namenorm -q -l en -s en-press a.md >got.md
is "text changes; code, targets of links, attributes and what is to be ignored do not" "$(diff want.md got.md)" ""
namenorm -q -l en -s en-press --type=markdown <a.md >got2.md
ok "the same from standard input" cmp got.md got2.md
is "what is reported is what is replaced: a possessive stays outside both" \
    "$(echo "Tokajew's plan" | namenorm -l en -s en-press -c --format=tsv | cut -f3,5,6)" "$(printf '1\tTokajew\tTokayev')"
done_testing
