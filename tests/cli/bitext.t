#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# XLIFF, PO and TBX into a memory and out of it.
. "$TILMACH_SRC/tests/lib/tap.sh"
TILMACH_MEMORY=$T/m.tmdb
export TILMACH_MEMORY

# Units of the memory, as TSV.
units() { tmem export "$@" --format=tsv; }
tsv() { printf "$(printf '%s' "$1" | sed 's/|/\\t/g')"; }

# PO
cat >a.po <<'END'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgctxt "menu"
msgid "Open"
msgstr "Открыть"

msgid "Open"
msgstr "Открыто"

#, fuzzy
msgid "Close"
msgstr "Закрыто"

msgid "Print"
msgstr ""

#, c-format
msgid "%d page"
msgid_plural "%d pages"
msgstr[0] "%d страница"
msgstr[1] "%d страницы"
msgstr[2] "%d страниц"

#~ msgid "Old"
#~ msgstr "Старое"
END
status 0 "import of PO" tmem import -s en -t ru a.po
is "fuzzy, empty and obsolete entries are named and not taken" "$(cat err)" \
"tmem: a.po:15: not taken: nobody has confirmed the translation
tmem: a.po:18: not taken: no text in the target language
tmem: a.po:28: not taken: obsolete
tmem: a.po: units taken: 5, already there: 0, not taken: 3"
is "one source with two translations, contexts, plural forms" "$(units -s en -t ru)" \
    "$(tsv 'Open|Открыть|menu|\nOpen|Открыто||\n%%d page|%%d страница||\n%%d pages|%%d страницы||\n%%d pages|%%d страниц||\n')"
is "the number of a form is kept" \
    "$(tmem export -s en -t ru | sed -n 's/.*plural-form">\(.*\)<.*/\1/p' | tr '\n' ' ')" "0/3 1/3 2/3 "
status 2 "PO does not say from which language" tmem import a.po
status 0 "a catalogue in another language" tmem import -s en -t kk a.po
like "takes no unit" "$(cat err)" 'units taken: 0, already there: 0, not taken: 8'
printf 'msgid "a"\nmsgstr "b\n' >bad.po
status 2 "a broken catalogue" tmem import -s en -t ru bad.po
like "is refused with its line" "$(cat err)" '^tmem: bad.po:3: gettext refuses this catalogue: '

# and out again
status 0 "export as PO" tmem export -s en -t ru --format=po -o out.po
is "is what came in: contexts, plural forms, one translation a source and context" \
    "$(msgcat --no-wrap out.po | sed '1,/^$/d')" \
    "$(msgattrib --no-wrap --translated --no-fuzzy --no-obsolete a.po | sed '1,/^$/d' | grep -v '^#')"
ok "GNU gettext takes it" sh -c 'msgfmt -c -o /dev/null out.po 2>/dev/null'
tmem -m again.tmdb import -q -s en -t ru out.po
is "and in again it is the same memory" "$(tmem -m again.tmdb export -s en -t ru --format=tsv | sort)" \
    "$(units -s en -t ru | sort)"
printf 'Open\tРаскрыть\n' | tmem import -q -s en -t ru -
status 0 "a second translation" tmem export -s en -t ru --format=po -o out2.po
same_file "is not in it" out2.po out.po
like "and counted" "$(cat err)" ': 1$'
status 2 "reports are not written as PO" tmem log --format=po
status 2 "PO needs languages" tmem export --format=po

# XLIFF
rm -rf m.tmdb*
cat >a.xlf <<'END'
<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="page.html" source-language="en" target-language="kk" datatype="html"><body>
<trans-unit id="1"><source>One</source><target>Бір</target></trans-unit>
<trans-unit id="2"><source>Two <g id="1">bold</g></source><target state="final">Екі <g id="1">қалың</g></target></trans-unit>
<trans-unit id="3"><source>Three</source><target state="needs-review-translation">Төрт</target></trans-unit>
<trans-unit id="4" approved="yes"><source>Four</source><target state="needs-adaptation">Төрт</target></trans-unit>
<trans-unit id="5"><source>Five</source></trans-unit>
<trans-unit id="6"><source>A. B.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">B.</mrk></seg-source><target><mrk mtype="seg" mid="0">Ә.</mrk></target></trans-unit>
</body></file></xliff>
END
status 0 "import of XLIFF 1.2: it names its languages" tmem import a.xlf
is "what is not reviewed or empty is not taken" "$(cat err)" \
"tmem: a.xlf:6: not taken: nobody has confirmed the translation
tmem: a.xlf:8: not taken: no text in the target language
tmem: a.xlf:9: not taken: no text in the target language
tmem: a.xlf: units taken: 4, already there: 0, not taken: 3"
is "segments, with the file as their origin" "$(units -s en -t kk)" \
    "$(tsv 'One|Бір||page.html\nTwo bold|Екі қалың||page.html\nFour|Төрт||page.html\nA.|Ә.||page.html\n')"
is "inline codes are kept as tags of TMX" "$(tmem export -s en -t kk | sed -n 's/.*<seg>\(.*қ.*\)<.seg>/\1/p')" \
    'Екі <bpt i="1" x="1"/>қалың<ept i="1"/>'
cat >b.xlf <<'END'
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="kk">
<file id="f1"><unit id="1"><segment state="translated"><source>Six</source><target>Алты</target></segment>
<segment state="initial"><source>Seven</source><target>Жеті?</target></segment></unit></file></xliff>
END
status 0 "import of XLIFF 2.0" tmem import -s en -t kk b.xlf
is "a first draft is not taken" "$(cat err)" \
"tmem: b.xlf:3: not taken: nobody has confirmed the translation
tmem: b.xlf: units taken: 1, already there: 0, not taken: 1"
status 0 "XLIFF in another language" tmem import -s en -t ru b.xlf
like "takes no unit" "$(cat err)" 'units taken: 0, already there: 0, not taken: 2'
sed '$d' a.xlf >cut.xlf
status 2 "XLIFF that is cut off" tmem import cut.xlf
status 0 "standard input is known by its content" sh -c 'tmem import - <b.xlf'
like "as the same units" "$(cat err)" 'units taken: 0, already there: 1, not taken: 1'

# TBX
rm -rf m.tmdb*
cat >a.tbx <<'END'
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1"><langSet xml:lang="en"><tig><term>memory</term></tig><tig><term>store</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="kk"><ntig><termGrp><term>жады</term></termGrp></ntig></langSet>
<langSet xml:lang="ru"><tig><term>память</term></tig><tig><term>запас</term></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>lonely</term></tig></langSet></termEntry>
</body></text></martif>
END
status 0 "import of TBX: each term of a language is a variant" tmem import a.tbx
is "what cannot be taken is named" "$(cat err)" \
"tmem: a.tbx:4: not taken: a term that is not to be used
tmem: a.tbx:8: not taken: fewer than two languages with text
tmem: a.tbx: units taken: 1, already there: 0, not taken: 2"
is "both Russian terms are translations" "$(units -s kk -t ru)" "$(tsv 'жады|память||\nжады|запас||\n')"
cat >b.tbx <<'END'
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term> bow </term></termSec></langSec>
<langSec xml:lang="kk"><termSec><term>садақ</term></termSec></langSec></conceptEntry></body></text></tbx>
END
status 0 "TBX of 2019, for one direction" tmem import -s kk -t en b.tbx
is "white space is no part of a term" "$(units -s en -t kk | sed -n 2p)" "$(tsv 'bow|садақ||\n')"

# pretranslate: PO
rm -rf m.tmdb*
tmem import -q -s en -t ru a.po 2>/dev/null
cat >new.po <<'END'
# a comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"MIME-Version: 1.0\n"
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgctxt "menu"
msgid "Open"
msgstr ""

#: b.c:3
msgid ""
"Open\n"
msgstr ""

#, c-format
msgid "%d page"
msgid_plural "%d pages"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""

#, c-format
msgid "%d old page"
msgid_plural "%d old pages"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""

#, fuzzy
msgid "Open"
msgstr "Дверь"

msgid "Something else"
msgstr ""

#~ msgid "Old"
#~ msgstr ""
END
cat >want.diff <<'END'
11c11
< msgstr ""
---
> msgstr "Открыть"
16c16
< msgstr ""
---
> msgstr "Открыто\n"
21,23c21,23
< msgstr[0] ""
< msgstr[1] ""
< msgstr[2] ""
---
> msgstr[0] "%d страница"
> msgstr[1] "%d страницы"
> msgstr[2] "%d страниц"
25c25
< #, c-format
---
> #, fuzzy, c-format
28,30c28,30
< msgstr[0] ""
< msgstr[1] ""
< msgstr[2] ""
---
> msgstr[0] "%d страница"
> msgstr[1] "%d страницы"
> msgstr[2] "%d страниц"
END
en_ru() { c=$1; shift; tmem "$c" -s en -t ru "$@"; }
status 0 "pretranslate a catalogue" en_ru pretranslate --min-score=60 new.po -o done.po
is "empty ones only, plural forms together, fuzzy below 100" "$(diff new.po done.po)" "$(cat want.diff)"
ok "GNU gettext takes it" msgfmt -c -o /dev/null done.po
status 0 "in place" en_ru pretranslate -i --min-score=60 new.po
same_file "the same" new.po done.po
status 0 "a second time" en_ru pretranslate -i --min-score=60 new.po
same_file "changes nothing" new.po done.po
like "and says so" "$(cat err)" 'exact: 0, fuzzy: 0 '
status 0 "--overwrite" en_ru pretranslate --overwrite --min-score=60 new.po
is "exchanges what is fuzzy, and what is exact is so no more" \
    "$(diff new.po out | grep -c '^[<>] #, fuzzy$') $(grep -c Дверь out)" "1 0"

# plural forms with the same text, and forms for an entry without a plural
{
    sed 6q new.po | grep -v '^#'
    printf '"Plural-Forms: nplurals=3; plural=(n%%10==1 ? 0 : n%%10>=2 ? 1 : 2);\\n"\n\n'
    cat <<'END'
msgid "%d coat"
msgid_plural "%d coats"
msgstr[0] "%d пальто"
msgstr[1] "%d пальто"
msgstr[2] "%d пальто"
END
} >coats.po
status 0 "forms that look alike come in" \
    tmem -q -m coats.tmdb import --from=po -s en -t ru coats.po
{
    sed 's/^\(msgstr.*\) "%d.*/\1 ""/' coats.po
    printf '\nmsgid "%%d coats"\nmsgstr ""\n'
} >bare.po
status 0 "and go out" tmem -m coats.tmdb pretranslate -s en -t ru bare.po -o clad.po
is "all forms" "$(grep -c '^msgstr\[[012]\] "%d пальто"' clad.po)" 3
is "a form in an entry without a plural is to be looked at" "$(tail -3 clad.po)" \
    '#, fuzzy
msgid "%d coats"
msgstr "%d пальто"'
status 2 "a catalogue in another language" tmem pretranslate -s en -t kk new.po
like "is named" "$(cat err)" '^tmem: new.po: the file is in "ru"'
is "and nothing is written" "$(cat out)" ""
: >empty.xlf
status 2 "a file without a byte is no XLIFF" en_ru pretranslate empty.xlf -o none.xlf
like "and that is said" "$(cat err)" '^tmem: empty.xlf:1:1: malformed XML'
ok "nothing is written" test ! -e none.xlf
status 2 "several files without -i" en_ru pretranslate new.po done.po
status 2 "-i is not for look-ups" en_ru lookup -i new.po

# A format string that the memory's translation would break is left to a human.
printf 'Page %%d\tСтраница\n' | tmem import -q -s en -t ru -
printf '#, c-format\nmsgid "Page %%d"\nmsgstr ""\n' >f.po
is "a translation without its directive is fuzzy" "$(en_ru pretranslate -q f.po | head -n 1)" "#, fuzzy, c-format"

# pretranslate: XLIFF
rm -rf m.tmdb*
tmem import -q a.xlf 2>/dev/null
cat >new.xlf <<'END'
<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="other.html" source-language="en" target-language="kk" datatype="html"><body>
<!-- One --><trans-unit id="1"><source>One</source></trans-unit>
<trans-unit id="2"><source>Two <bpt id="9">{</bpt>bold<ept id="9">}</ept></source><target/></trans-unit>
<trans-unit id="3"><source><g id="5"> One </g></source></trans-unit>
<trans-unit id="4"><source>O<x id="1"/>ne</source></trans-unit>
<trans-unit id="5" translate="no"><source>One</source></trans-unit>
<trans-unit id="6"><source>One</source><target>Жалғыз</target></trans-unit>
<trans-unit id="7"><source>Two <g id="1">bold</g></source><target><g id="1">Қате</g></target></trans-unit>
<trans-unit id="8"><source>A. C.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">C.</mrk></seg-source></trans-unit>
</body></file></xliff>
END
cat >want.diff <<'END'
4,6c4,6
< <!-- One --><trans-unit id="1"><source>One</source></trans-unit>
< <trans-unit id="2"><source>Two <bpt id="9">{</bpt>bold<ept id="9">}</ept></source><target/></trans-unit>
< <trans-unit id="3"><source><g id="5"> One </g></source></trans-unit>
---
> <!-- One --><trans-unit id="1"><source>One</source><target state="translated" state-qualifier="exact-match">Бір</target></trans-unit>
> <trans-unit id="2"><source>Two <bpt id="9">{</bpt>bold<ept id="9">}</ept></source><target state="translated" state-qualifier="exact-match">Екі <bpt id="9">{</bpt>қалың<ept id="9">}</ept></target></trans-unit>
> <trans-unit id="3"><source><g id="5"> One </g></source><target state="needs-review-translation" state-qualifier="fuzzy-match"><g id="5"> Бір </g></target><alt-trans match-quality="99.00" origin="tilmach"><source>One</source><target>Бір</target></alt-trans></trans-unit>
11c11
< <trans-unit id="8"><source>A. C.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">C.</mrk></seg-source></trans-unit>
---
> <trans-unit id="8"><source>A. C.</source><seg-source><mrk mtype="seg" mid="0">A.</mrk> <mrk mtype="seg" mid="1">C.</mrk></seg-source><target state="needs-translation" state-qualifier="exact-match"><mrk mtype="seg" mid="0">Ә.</mrk> <mrk mtype="seg" mid="1"></mrk></target></trans-unit>
END
en_kk() { c=$1; shift; tmem "$c" -s en -t kk "$@"; }
status 0 "pretranslate XLIFF 1.2" en_kk pretranslate new.xlf -o done.xlf
printf 'Room 4\tБөлме 4\n' | tmem add -q -s en -t kk -
sed 's|<source>O.*|<source>Room 12</source></trans-unit>|; /"[35678]"/d' new.xlf >room.xlf
like "a repaired target stands before the match as the memory has it" "$(en_kk pretranslate -q room.xlf)" \
    '<target [^>]*>Бөлме 12</target><alt-trans [^>]*><source>Room 4</source><target>Бөлме 4</target></alt-trans>'
is "empty targets only, with the codes of the source" "$(diff new.xlf done.xlf)" "$(cat want.diff)"
is "what was done" "$(cat err)" "tmem: new.xlf:7: left empty: the inline codes cannot be placed in the translation
tmem: new.xlf: filled in context: 1, exact: 2, fuzzy: 1 (repaired: 0); without a match: 1, codes not placed: 1, left as they were: 3"
is "--overwrite: also what nobody has approved" \
    "$(en_kk pretranslate --overwrite -q new.xlf | grep -c 'Жалғыз\|Қате')" 0
iconv -f UTF-8 -t UTF-16 new.xlf >wide.xlf
en_kk pretranslate -q wide.xlf >wide.done
iconv -f UTF-16 -t UTF-8 wide.done >narrow.done
same_file "UTF-16 stays UTF-16" narrow.done done.xlf
sed 's/^/ /; s/$/\r/; 1s/^ //' new.xlf >crlf.xlf
en_kk pretranslate -q crlf.xlf | sed '1!s/^ //; s/\r$//' >lf.done
same_file "CRLF stays" lf.done done.xlf
{ sed '/<trans-unit/,$d' new.xlf
    i=0
    while [ $i -lt 3000 ]; do i=$((i + 1)); echo "<trans-unit id=\"$i\"><source>One</source></trans-unit>"; done
    echo '</body></file></xliff>'; } >long.xlf
en_kk pretranslate -q long.xlf >long.done
is "a long file is written whole" "$(grep -c '>Бір</target>' long.done) $(tail -n 1 long.done)" \
    "3000 </body></file></xliff>"
cat >new2.xlf <<'END'
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en">
<file id="f"><unit id="u"><segment><source>Two <pc id="b">bold</pc></source></segment></unit></file></xliff>
END
status 0 "pretranslate XLIFF 2.1" en_kk pretranslate new2.xlf
is "with its state, and the language that targets demand" "$(cat out)" \
'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="kk">
<file id="f"><unit id="u"><segment state="translated" subState="tilmach:match-100.00"><source>Two <pc id="b">bold</pc></source><target>Екі <pc id="b">қалың</pc></target></segment></unit></file></xliff>'
# sync
rm -rf m.tmdb*
mkdir -p proj/omegat
cat >proj/omegat.project <<'END'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>terms</glossary_dir><source_lang>EN-US</source_lang><target_lang>KK</target_lang></project></omegat>
END
cat >proj/omegat/project_save.tmx <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" segtype="sentence" o-tmf="OmegaT TMX" adminlang="EN-US" srclang="EN-US" datatype="plaintext"/><body>
<tu><tuv lang="EN-US"><seg>Mine</seg></tuv><tuv lang="KK" changedate="20240101T000000Z"><seg>Менікі</seg></tuv></tu>
</body></tmx>
END
tmem import -q a.xlf 2>/dev/null
tmem import -q a.tbx 2>/dev/null
status 0 "sync a project of OmegaT" tmem sync proj
is "says what went in and out" "$(sed 's/.*project_save.tmx/TMX/' err)" "TMX: units taken: 1, already there: 0, not taken: 0
tmem: proj: units: 4, terms: 1"
is "its translations are in the memory, named after it" "$(units -s en -t kk | grep Mine)" "$(tsv 'Mine|Менікі||proj')"
is "what the memory has from elsewhere is in tm/auto" \
    "$(tmem -m auto.tmdb import -q proj/tm/auto/tilmach.tmx; tmem -m auto.tmdb export -s en -t kk --format=tsv | cut -f1,2)" \
    "$(tsv 'One|Бір\nTwo bold|Екі қалың\nFour|Төрт\nA.|Ә.')"
is "terms are in the glossary" "$(cat proj/terms/tilmach.txt)" "$(tsv 'memory|жады|')"
touch -d '2001-01-01' proj/tm/auto/tilmach.tmx proj/terms/tilmach.txt
log=$(tmem log)
status 0 "again" tmem sync proj
is "nothing changes: no batch" "$(tmem log)" "$log"
is "nothing changes: the files are not touched" "$(find proj -newermt 2001-01-02 -name 'tilmach.*')" ""
status 2 "a folder that is no project" tmem sync .
like "is told so" "$(cat err)" 'no omegat.project in it'
status 2 "sync needs a project" tmem sync
done_testing
