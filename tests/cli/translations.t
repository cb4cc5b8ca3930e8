#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm on files of translators: PO and XLIFF.
. "$TILMACH_SRC/tests/lib/tap.sh"

norm() { # lang, file
    namenorm -q -l "$1" "$2"
}

cat >kk.po <<'END'
# Тоқаев туралы
msgid ""
msgstr ""
"Project-Id-Version: Токаев\n"
"Language: kk\n"

#. Токаев
#: Токаев.c:1
msgid "Токаев"
msgstr "Токаев"

msgctxt "Токаев"
msgid "one"
msgid_plural "Токаев"
msgstr[0] "&Токаев"
msgstr[1] ""
"Пре&зидент Ток"
"аев\n"

#~ msgid "x"
#~ msgstr "Токаев"
END
sed 's/^msgstr "Токаев"/msgstr "Тоқаев"/; s/"&Токаев"/"\&Тоқаев"/; s/зидент Ток"/зидент Тоқ"/' kk.po >want.po
is "PO: msgstr only, over lines and behind accelerators; comments and obsolete entries stay" \
    "$(norm kk kk.po)" "$(cat want.po)"
is "PO in another language than the style's is left alone" "$(norm ru kk.po)" "$(cat kk.po)"
sed 's/Language: kk/Language: en_US/' kk.po >en.po
is "… whatever its text looks like" "$(norm kk en.po)" "$(cat en.po)"
grep -v Language kk.po >none.po
is "without a language in the header it is told from the text" "$(norm kk none.po | grep -c Тоқаев)" 3
printf 'msgid ""\nmsgstr "Language: sr@latin\\n"\n\nmsgid "a"\nmsgstr "Tokaev"\n' >sr.po
is "a header on one line, a script" "$(norm en sr.po)" "$(cat sr.po)"

cat >a.xlf <<'END'
<xliff version="1.2"><file source-language="en" target-language="de" original="Tokaev"><body>
<trans-unit id="1"><source>Tokaev</source><target>Präsident <g id="1">Toka</g>ev<x id="2"/>, <ph id="3">Tokaev</ph><bpt id="4">&lt;b Tokaev&gt;</bpt>Tokaev<ept id="4">Tokaev</ept></target>
<alt-trans><target>Tokaev</target></alt-trans><note>Tokaev</note></trans-unit>
<trans-unit id="2"><target>In <mrk mtype="protected">Tokaev</mrk> und <mrk mtype="term">Tokaev</mrk></target></trans-unit>
</body></file></xliff>
END
sed 's|<g id="1">Toka</g>ev|<g id="1">Toka</g>jew|; s|</bpt>Tokaev|</bpt>Tokajew|
    s|"term">Tokaev|"term">Tokajew|' a.xlf >want.xlf
is "XLIFF 1.2: targets without codes of the original, protected text and other people's matches" \
    "$(norm de a.xlf)" "$(cat want.xlf)"
is "XLIFF in another language is left alone" "$(norm en a.xlf)" "$(cat a.xlf)"
cat >b.xlf <<'END'
<xliff version="2.0" srcLang="en" trgLang="de-AT"><file id="f"><unit id="u">
<mtc:matches><mtc:match ref="#m"><source>Tokaev</source><target>Tokaev</target></mtc:match></mtc:matches>
<originalData><data id="d">Tokaev</data></originalData>
<segment><source>Tokaev</source><target>Rede <pc id="1">Tokaevs</pc><ph id="2" dataRef="d"/> und <mrk id="m" translate="no">Tokaev</mrk></target></segment>
<segment><source>Tokaev</source><target xml:lang="en">Tokaev</target></segment>
</unit></file></xliff>
END
sed 's|<pc id="1">Tokaevs|<pc id="1">Tokajews|' b.xlf >want.xlf
is "XLIFF 2: trgLang, inline codes, matches; a target in a language of its own" "$(norm de b.xlf)" "$(cat want.xlf)"
is "… which has its own style" "$(namenorm -q -l en b.xlf | grep -c 'xml:lang="en">Tokayev<')" 1
done_testing
