#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The Translate Toolkit (Virtaal, Pootle and Weblate read files with it) and GNU gettext take what we
# export and pretranslate.
. "$TILMACH_SRC/tests/lib/tap.sh"
needs po2xliff xliff2po pofilter xmllint msgfmt
python=$(sed -n '1s/^#! *\([^ ]*\).*/\1/p' "$(command -v po2xliff)") # the one that has the toolkit

# Source, target and whether it counts as translated, of each unit that has a source.
units() { # file
    "$python" - "$1" <<'END'
import sys
from translate.storage import factory
for u in factory.getobject(sys.argv[1]).units:
    if u.source:
        targets = u.target.strings if hasattr(u.target, "strings") else [u.target]
        print(u.source, "|".join(t or "" for t in targets), u.istranslated(), u.isfuzzy(), sep="\t")
END
}
tsv() { printf "$(printf '%s' "$1" | sed 's/|/\\t/g')"; }

printf 'Good "morning" & all\tҚайырлы «таң» & бәрі\nTen pages\tОн бет\nThe meeting begins at 10.\tЖиналыс 10-да басталады.\n' >m.tsv
tmem -m m.tmdb import -q -s en -t kk m.tsv
cat >p.po <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\nLanguage: kk\nPlural-Forms: nplurals=2; plural=n!=1;\n"

msgctxt "menu"
msgid "File"
msgstr "Файл"

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файлдар"
END
tmem -m m.tmdb import -q -s en -t kk p.po

tmem -m m.tmdb export -s en -t kk -o out.tmx
is "TMX: all units with their translations" "$(units out.tmx | cut -f1,2)" "$(tmem -m m.tmdb export -s en -t kk --format=tsv | cut -f1,2)"
tmem -m m.tmdb export -s en -t kk --format=po -o out.po
is "PO: the same" "$(units out.po | sort)" \
    "$(tsv '%%d file|%%d файл' | tr -d '\n')|%d файлдар	True	False
$(tsv 'File|Файл|True|False\nGood "morning" & all|Қайырлы «таң» & бәрі|True|False\nTen pages|Он бет|True|False\nThe meeting begins at 10.|Жиналыс 10-да басталады.|True|False')"
is "PO: no fault for pofilter" "$(pofilter --progress=none -t printf -t variables -t xmltags -t newlines -t numbers out.po 2>/dev/null | grep -c '(pofilter)')" 0

cat >new.po <<'END'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: kk\n"
"Plural-Forms: nplurals=2; plural=n!=1;\n"

msgctxt "menu"
msgid "File"
msgstr ""

msgid "The meeting begins at 12."
msgstr ""

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

msgid "Unknown"
msgstr ""
END
tmem -m m.tmdb pretranslate -q -s en -t kk new.po -o done.po
is "pretranslated PO: what is exact counts, what is not waits" "$(units done.po | cut -f1,3,4)" \
    "$(tsv 'File|True|False\nThe meeting begins at 12.|False|True\n%%d file|True|False\nUnknown|False|False')"
ok "GNU gettext takes it" sh -c 'msgfmt -c -o /dev/null done.po 2>/dev/null'

cat >new.xlf <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="kk" datatype="plaintext"><body>
<trans-unit id="1"><source><g id="1">Ten pages</g></source></trans-unit>
<trans-unit id="2"><source>Ten pages</source></trans-unit>
<trans-unit id="3"><source>The meeting begins at 12.</source></trans-unit>
<trans-unit id="4"><source>Unknown</source></trans-unit>
</body></file></xliff>
END
tmem -m m.tmdb pretranslate -q -s en -t kk new.xlf -o done.xlf
# (an XLIFF unit that nobody has approved is fuzzy for the Toolkit, whatever its state)
is "pretranslated XLIFF 1.2: what has a match" "$(units done.xlf | cut -f1,4)" \
    "$(tsv 'Ten pages|True\nTen pages|True\nThe meeting begins at 12.|True\nUnknown|False')"
is "and how good it is" "$(xmllint --xpath '//@state-qualifier' done.xlf | tr -d '\n')" \
    ' state-qualifier="fuzzy-match" state-qualifier="exact-match" state-qualifier="fuzzy-match"'
is "with the quality of the match" \
    "$(xmllint --xpath '//@match-quality' done.xlf | tr -d '\n')" ' match-quality="99.00" match-quality="99.00"'
ok "xmllint takes it" xmllint --noout done.xlf
xliff2po --progress=none done.xlf back.po >/dev/null 2>&1
ok "xliff2po converts it" msgfmt -o /dev/null back.po
po2xliff --progress=none done.po made.xlf >/dev/null 2>&1
status 0 "what po2xliff makes is read" tmem -m again.tmdb import -s en -t kk made.xlf
like "with its finished translations" "$(cat err)" 'units taken: [1-9]'
done_testing
