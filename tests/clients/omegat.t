#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# OmegaT fills its projects from what tmem exports, and reads what tmem pretranslates.
. "$TILMACH_SRC/tests/lib/tap.sh"
needs omegat
JAVA_TOOL_OPTIONS="-Duser.home=$T"
export JAVA_TOOL_OPTIONS

# A project with nothing in it, English to Kazakh.
project() { # folder
    mkdir -p "$1"/omegat "$1"/source "$1"/tm/auto "$1"/target "$1"/glossary "$1"/dictionary
    cat >"$1/omegat.project" <<'END'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>KK</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
END
}
translate() { timeout 300 omegat --mode=console-translate "$1" >"$T/omegat.log" 2>&1 </dev/null; }

# every segment of the text has its translation in the memory
project auto
i=0
: >auto/source/text.txt; : >m.tsv; : >want.txt
while [ $i -lt 200 ]; do
    i=$((i + 1))
    printf 'Sentence "%d" of <one> & all, 5 %% of it.\n\n' $i >>auto/source/text.txt
    printf '«%d» сөйлем, <бәрі> & барлығы, оның 5 %%-ы.\n\n' $i >>want.txt
    printf 'Sentence "%d" of <one> & all, 5 %% of it.\t«%d» сөйлем, <бәрі> & барлығы, оның 5 %%-ы.\n' $i $i >>m.tsv
done
tmem -m m.tmdb import -q -s en -t kk m.tsv
tmem -m m.tmdb export -s en -t kk -o auto/tm/auto/memory.tmx
ok "OmegaT takes our TMX as tm/auto" translate auto
is "and fills every segment" "$(cmp auto/target/text.txt want.txt 2>&1)" ""

# what a translator did in one project serves in the next
project first
project second
cat >first/source/page.html <<'END'
<html><head><title>Page</title></head><body><p>Two <b>bold</b> words</p></body></html>
END
cp first/source/page.html second/source/page.html
cat >first/omegat/project_save.tmx <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6.0" segtype="paragraph" srclang="EN"/><body>
<tu><tuv lang="EN"><seg>Page</seg></tuv><tuv lang="KK"><seg>Бет</seg></tuv></tu>
<tu><tuv lang="EN"><seg>Two &lt;b0&gt;bold&lt;/b0&gt; words</seg></tuv><tuv lang="KK"><seg>Екі &lt;b0&gt;қалың&lt;/b0&gt; сөз</seg></tuv></tu>
</body></tmx>
END
tmem -m s.tmdb sync -q first
tmem -m s.tmdb sync -q second
ok "OmegaT takes what sync wrote" translate second
like "with its tags" "$(cat second/target/page.html)" '<title>Бет</title>.*<p>Екі <b>қалың</b> сөз</p>'

# pretranslated files are read with their translations
project files
cat >new.po <<'END'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: kk\n"

msgid "Page"
msgstr ""
END
cat >new.xlf <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="kk" datatype="plaintext"><body>
<trans-unit id="1"><source>Page</source></trans-unit>
</body></file></xliff>
END
tmem -m s.tmdb pretranslate -q -s en -t kk new.po -o files/source/new.po
tmem -m s.tmdb pretranslate -q -s en -t kk new.xlf -o files/source/new.xlf
ok "OmegaT reads pretranslated PO and XLIFF" translate files
is "PO: the translation is there" "$(msgattrib --no-wrap --translated files/target/new.po | grep -A1 '"Page"' | tail -n 1)" 'msgstr "Бет"'
like "XLIFF: the translation is there" "$(cat files/target/new.xlf)" '<target[^>]*>Бет</target>'
done_testing
