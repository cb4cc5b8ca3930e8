#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# LibreOffice opens what namenorm has rewritten, and namenorm what LibreOffice has
# written, which tmalign pairs, too.
. "$TILMACH_SRC/tests/lib/tap.sh"
needs soffice xmllint
package=$TILMACH_BUILD/tests/lib/package

convert() { # to what (a filter), folder, file
    soffice -env:UserInstallation="file://$T/profile" --headless \
        --convert-to "$1" --outdir "$T/$2" "$3" >"$T/soffice.log" 2>&1
}

# The text of a document as LibreOffice shows it.
text_of() { # file
    convert 'txt:Text (encoded):UTF8' txt "$1"
    _name=${1##*/}
    sed '1s/^\xEF\xBB\xBF//' "$T/txt/${_name%.*}.txt" | grep .
}

cat >page.html <<'END'
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Page</title></head><body>
<p>President <b>Kassym-Jomart</b> Tokajew &amp; his guests.</p>
</body></html>
END
namenorm -l en -s en-press -i page.html 2>err
is "an HTML page: the text with the house spelling" "$(text_of page.html)" \
    "President Kassym-Jomart Tokayev & his guests."

# A document with all that people put into one, written by LibreOffice from its flat form.
cat >all.fodt <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:page-layout style:name="pm1"><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>Header on Tokaev</text:p></style:header><style:footer><text:p>Footer on Tokaev</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:h text:outline-level="1">Tokaev in Astana</text:h>
<text:p>President <text:span text:style-name="T1">Kassym-Zhom</text:span>art Tokayev met Nursultan Nazarbaev.<text:note text:id="f" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Nazarbaev resigned.</text:p></text:note-body></text:note></text:p>
<text:p>A comment<office:annotation><dc:creator>Tokaev</dc:creator><dc:date>2024-05-31T12:00:00</dc:date><text:p>Is it Tokaev?</text:p></office:annotation> and <text:a xlink:href="https://tokaev.example/">a link to Tokaev</text:a>.</text:p>
<table:table><table:table-column/><table:table-row><table:table-cell><text:p>Cell with Kazahstan</text:p></table:table-cell></table:table-row></table:table>
<text:p>A box:<draw:frame text:anchor-type="char" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>Box with Nazarbaev</text:p></draw:text-box></draw:frame></text:p>
</office:text></office:body></office:document>
END
for type in docx odt; do
    case $type in docx) filter='docx:MS Word 2007 XML' ;; odt) filter=odt:writer8 ;; esac
    convert "$filter" made all.fodt
    cp made/all.$type before.$type
    cp made/all.$type after.$type
    ok "$type: LibreOffice wrote one" test -s before.$type
    namenorm -l en --no-track-changes -i after.$type 2>err
    is "$type: everything is found" "$(cat err)" "after.$type: 10 rewritten"
    "$package" list before.$type | cut -f 1,2,3,5 | sort >before
    "$package" list after.$type | cut -f 1,2,3,5 | sort >after
    is "$type: only parts with text change" "$(comm -13 before after | cut -f 1 | tr '\n' ' ')" \
        "$(case $type in docx) echo word/comments.xml word/document.xml word/footer1.xml \
            word/footnotes.xml word/header1.xml ;; odt) echo content.xml styles.xml ;; esac) "
    "$package" list after.$type | cut -f 1 | grep '\.xml$' | while read -r part; do
        "$package" show after.$type "$part" | xmllint --noout - || echo "$part"
    done >broken 2>&1
    is "$type: every part is well-formed" "$(cat broken)" ""
    # Spelled for the whole document as LibreOffice reads it, notes, headers and comments too.
    convert fodt flat after.$type
    is "$type: no old spelling is left in its text" \
        "$(sed 's/<dc:creator>[^<]*//g; s/xlink:href="[^"]*"//g' flat/after.fodt |
            sed '/<office:body>/,$!{/<style:header>/,/<\/style:footer>/!d}' | sed 's/<[^>]*>//g' |
            grep -oE 'Tokaev|Zhomart|Nazarbaev|Kazahstan')" ""
    text_of before.$type | sed 's/Tokaev/Tokayev/g; s/Zhomart/Jomart/g; s/Nazarbaev/Nazarbayev/g
        s/Kazahstan/Kazakhstan/g' >want
    is "$type: its text with the house spelling" "$(text_of after.$type)" "$(cat want)"
    like "$type: the link keeps its target" "$(cat flat/after.fodt)" 'xlink:href="https://tokaev.example/"'
    like "$type: who commented stays" "$(cat flat/after.fodt)" '<dc:creator>Tokaev<'
done

cp before.docx tracked.docx
SOURCE_DATE_EPOCH=90061 namenorm -l en --author='News desk' -i tracked.docx 2>err
convert odt:writer8 flat tracked.docx
"$package" show flat/tracked.odt content.xml >revisions
is "revisions: LibreOffice counts those of the body" \
    "$(grep -o '<text:insertion>' revisions | wc -l) $(grep -o '<text:deletion>' revisions | wc -l)" "7 7"
is "revisions: it knows whose they are, and when" \
    "$(grep -o '<office:change-info><dc:creator>[^/]*/dc:creator><dc:date>[^<]*' revisions | sed 's/<[^>]*>/|/g' | sort -u)" \
    "||News desk||1970-01-02T01:01:01"
"$package" show tracked.docx word/document.xml >part
sed 's/<w:del [^>]*>/\n&/g; s/<\/w:del>/&\n/g; s/<w:ins [^>]*>//g; s/<\/w:ins>//g' part |
    grep -v '^<w:del ' | tr -d '\n' >word.xml
sed 's/<w:ins [^>]*>/\n&/g; s/<\/w:ins>/&\n/g; s/<w:del [^>]*>//g; s/<\/w:del>//g; s/w:delText/w:t/g' part |
    grep -v '^<w:ins ' | tr -d '\n' >old.xml
"$package" show before.docx word/document.xml | sed 's/<[^>]*>//g' | tr -d '\n' >want
is "revisions: rejected, the text is what it was" "$(sed 's/<[^>]*>//g' old.xml)" "$(cat want)"
"$package" show after.docx word/document.xml | sed 's/<[^>]*>//g' | tr -d '\n' >want
is "revisions: accepted, it is the text without them" "$(sed 's/<[^>]*>//g' word.xml)" "$(cat want)"

# Two documents of LibreOffice into a memory.
cat >speech.kk.html <<'END'
<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>Су туралы форум</h1>
<p>Форум 2024 жылғы 5 маусымда <b>Астанада</b> өтті. Оған 38 елден 1500 қонақ келді.</p>
<table><tr><td>12 министр</td><td>40 құжат</td></tr></table></body></html>
END
cat >speech.en.html <<'END'
<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>Water forum</h1>
<p>The forum was held in <b>Astana</b> on 5 June 2024. It was attended by 1500 guests from 38 countries.</p>
<table><tr><td>12 ministers</td><td>40 documents</td></tr></table></body></html>
END
for lang in kk en; do
    soffice -env:UserInstallation="file://$T/profile" --headless --infilter='HTML (StarWriter)' \
        --convert-to odt:writer8 --outdir made speech.$lang.html >soffice.log 2>&1
done
convert 'docx:MS Word 2007 XML' made made/speech.kk.odt
tmalign -s kk -t en made/speech.kk.docx made/speech.en.odt | tmem -m forum.tmdb import -s kk -t en - >import.log 2>&1
is "a DOCX and an ODT: each sentence, heading and cell has its pair in the memory" \
    "$(printf '%s\n' 'Су туралы форум' 'Форум 2024 жылғы 5 маусымда Астанада өтті.' 'Оған 38 елден 1500 қонақ келді.' \
        '12 министр' '40 құжат' | tmem -m forum.tmdb lookup -s kk -t en --best)" \
    "Water forum
The forum was held in Astana on 5 June 2024.
It was attended by 1500 guests from 38 countries.
12 ministers
40 documents"
done_testing
