#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Documents of word processors: DOCX and ODT.  The packages are made here.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/office.sh"
SOURCE_DATE_EPOCH=86400 # the time of revisions
export SOURCE_DATE_EPOCH

# The text of a rewritten body without its tags.
body() { # file
    "$package" show "$1" word/document.xml | sed -n 's/<\/w:body>.*//; s/.*<w:body>//p'
}

# Rewritten without revisions: its body.
plain() { # body
    docx p.docx "$1"
    namenorm -l en --no-track-changes -i p.docx 2>err
    body p.docx
}

# With them; the date is fixed.
tracked() { # body
    docx t.docx "$1"
    namenorm -l en --author='A & "B"' -i t.docx 2>err
    body t.docx | sed 's/ w:author="A &amp; &quot;B&quot;" w:date="1970-01-02T00:00:00Z"/@/g'
}

# --- runs

is "one run" "$(plain '<w:p><w:r><w:t>Met Tokaev.</w:t></w:r></w:p>')" \
    '<w:p><w:r><w:t>Met Tokayev.</w:t></w:r></w:p>'
is "a name over several runs: what stays keeps its formatting" \
    "$(plain '<w:p><w:r><w:t xml:space="preserve">With Kassym-</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Zhom</w:t></w:r><w:r><w:t>art Tokayev</w:t></w:r></w:p>')" \
    '<w:p><w:r><w:t xml:space="preserve">With Kassym-</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Jom</w:t></w:r><w:r><w:t>art Tokayev</w:t></w:r></w:p>'
is "marks of proofing and bookmarks between runs part no word" \
    "$(plain '<w:p><w:r><w:t>Toka</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="3" w:name="x"/><w:r><w:t>ev said</w:t></w:r></w:p>')" \
    '<w:p><w:r><w:t>Toka</w:t></w:r><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="3" w:name="x"/><w:r><w:t xml:space="preserve">yev said</w:t></w:r></w:p>'
is "references are read and written" \
    "$(plain '<w:p><w:r><w:t>A &amp; B&#8217;s Toka&#101;v &lt;ok&gt;</w:t></w:r></w:p>')" \
    '<w:p><w:r><w:t>A &amp; B&#8217;s Tokayev &lt;ok&gt;</w:t></w:r></w:p>'
is "a hyphen that does not break belongs to the name" \
    "$(plain '<w:p><w:r><w:t>Kassym</w:t><w:noBreakHyphen/><w:t>Zhomart Tokayev</w:t></w:r></w:p>')" \
    '<w:p><w:r><w:t>Kassym</w:t><w:noBreakHyphen/><w:t xml:space="preserve">Jomart Tokayev</w:t></w:r></w:p>'
is "a tab parts words, tab stops are none" \
    "$(plain '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>Tokaev</w:t><w:tab/><w:t>Nazarbaev</w:t></w:r></w:p>')" \
    '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">Tokayev</w:t><w:tab/><w:t xml:space="preserve">Nazarbayev</w:t></w:r></w:p>'
is "another prefix for the namespace" "$(
    printf '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>Tokaev</x:t></x:r></x:p></x:body></x:document>' >x.xml
    docx x.docx ''
    "$package" make x.docx "[Content_Types].xml=types.xml" word/document.xml=x.xml
    namenorm -l en -i x.docx 2>err
    "$package" show x.docx word/document.xml | grep -o '<x:ins.*</x:ins>')" \
    '<x:ins x:id="2" x:author="namenorm" x:date="1970-01-02T00:00:00Z"><x:r><x:t xml:space="preserve">Tokayev</x:t></x:r></x:ins>'

# --- what is no text

for what in \
    '<w:p><w:del w:id="1"><w:r><w:delText>Tokaev</w:delText></w:r></w:del></w:p>' \
    '<w:p><w:moveFrom w:id="1"><w:r><w:t>Tokaev</w:t></w:r></w:moveFrom></w:p>' \
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "Tokaev"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' \
    '<w:p><w:hyperlink w:anchor="Tokaev" r:id="Tokaev"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>' \
    '<w:p><w:bookmarkStart w:id="0" w:name="Tokaev"/></w:p>' \
    '<w:p><!-- Tokaev --><w:r><w:t>x</w:t></w:r></w:p>'; do
    is "left alone: $what" "$(plain "$what")" "$what"
done
is "the words of a link are text" \
    "$(plain '<w:p><w:hyperlink r:id="a"><w:r><w:t>Tokaev</w:t></w:r></w:hyperlink></w:p>')" \
    '<w:p><w:hyperlink r:id="a"><w:r><w:t xml:space="preserve">Tokayev</w:t></w:r></w:hyperlink></w:p>'

# --- revisions

D='<w:del w:id' I='<w:ins w:id'
is "a word in a run" "$(tracked '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Met Tokaev twice</w:t></w:r></w:p>')" \
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Met </w:t></w:r>$D=\"1\"@><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del>$I=\"2\"@><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> twice</w:t></w:r></w:p>"
is "a whole run" "$(tracked '<w:p><w:r><w:t>Tokaev</w:t></w:r></w:p>')" \
    "<w:p>$D=\"1\"@><w:r><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del>$I=\"2\"@><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins></w:p>"
is "two in one run, numbers above those that are there" \
    "$(tracked '<w:p><w:bookmarkStart w:id="41" w:name="x"/><w:r><w:t>Tokaev, Nazarbaev</w:t></w:r></w:p>')" \
    "<w:p><w:bookmarkStart w:id=\"41\" w:name=\"x\"/>$D=\"42\"@><w:r><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del>$I=\"43\"@><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\">, </w:t></w:r>$D=\"44\"@><w:r><w:delText xml:space=\"preserve\">Nazarbaev</w:delText></w:r></w:del>$I=\"45\"@><w:r><w:t xml:space=\"preserve\">Nazarbayev</w:t></w:r></w:ins></w:p>"
is "behind a line break in the run" "$(tracked '<w:p><w:r><w:t>x</w:t><w:br/><w:t>Tokaev</w:t></w:r></w:p>')" \
    "<w:p><w:r><w:t>x</w:t><w:br/></w:r>$D=\"1\"@><w:r><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del>$I=\"2\"@><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins></w:p>"
is "over two runs: old text leaves both, new text has the formatting of the first" \
    "$(tracked '<w:p><w:r><w:t>Nasar</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>bajew</w:t></w:r></w:p>')" \
    "<w:p><w:r><w:t xml:space=\"preserve\">Na</w:t></w:r>$D=\"1\"@><w:r><w:delText xml:space=\"preserve\">sar</w:delText></w:r></w:del>$I=\"2\"@><w:r><w:t xml:space=\"preserve\">zarbayev</w:t></w:r></w:ins>$D=\"3\"@><w:r><w:rPr><w:i/></w:rPr><w:delText xml:space=\"preserve\">bajew</w:delText></w:r></w:del></w:p>"
O='<w:ins w:id="7" w:author="C">'
is "somebody's insertion ends before ours and goes on behind it" \
    "$(tracked "<w:p>$O<w:r><w:t>A Tokaev b</w:t></w:r></w:ins></w:p>")" \
    "<w:p>$O<w:r><w:t xml:space=\"preserve\">A </w:t></w:r>$D=\"8\"@><w:r><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del></w:ins>$I=\"9\"@><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins>$O<w:r><w:t xml:space=\"preserve\"> b</w:t></w:r></w:ins></w:p>"
is "… round a link it does not, and the new text is a part of it" \
    "$(tracked "<w:p>$O<w:hyperlink><w:r><w:t>Tokaev</w:t></w:r></w:hyperlink></w:ins></w:p>")" \
    "<w:p>$O<w:hyperlink>$D=\"8\"@><w:r><w:delText xml:space=\"preserve\">Tokaev</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:hyperlink></w:ins></w:p>"
is "a CDATA section is closed and opened again" \
    "$(tracked '<w:p><w:r><w:t>x<![CDATA[ <a> Tokaev & ]]></w:t></w:r></w:p>')" \
    "<w:p><w:r><w:t xml:space=\"preserve\">x<![CDATA[ <a> ]]></w:t></w:r>$D=\"1\"@><w:r><w:delText xml:space=\"preserve\"><![CDATA[Tokaev]]></w:delText></w:r></w:del>$I=\"2\"@><w:r><w:t xml:space=\"preserve\">Tokayev</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"><![CDATA[ & ]]></w:t></w:r></w:p>"
tracked '<w:p><w:r><w:t>A Tokaev, Nazarbaev &amp; Kazahstan.</w:t></w:r></w:p>' >/dev/null
cp t.docx again.docx
status 0 "what is deleted is not found again" namenorm -l en -c again.docx
is "… nothing is reported" "$(cat out)" ""
ok "the result is well-formed" sh -c "'$package' show t.docx word/document.xml | xmllint --noout -"

# --- the parts of a package

printf '<w:hdr %s><w:p><w:r><w:t>Header Tokaev</w:t></w:r></w:p></w:hdr>' "$W" >header1.xml
printf '<w:ftr %s><w:p><w:r><w:t>Footer Tokaev</w:t></w:r></w:p></w:ftr>' "$W" >footer1.xml
printf '<w:footnotes %s><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Note Tokaev</w:t></w:r></w:p></w:footnote></w:footnotes>' "$W" >footnotes.xml
printf '<w:endnotes %s><w:endnote w:id="2"><w:p><w:r><w:t>Endnote Tokaev</w:t></w:r></w:p></w:endnote></w:endnotes>' "$W" >endnotes.xml
printf '<w:comments %s><w:comment w:id="0" w:author="Tokaev" w:initials="T"><w:p><w:r><w:t>Comment Tokaev</w:t></w:r></w:p></w:comment></w:comments>' "$W" >comments.xml
printf '<w:styles %s><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a5"><w:name w:val="Rubrik"/><w:basedOn w:val="1"/></w:style></w:styles>' "$W" >styles.xml
printf 'PNG Tokaev' >image.png
docx parts.docx '<w:p><w:r><w:t>Body</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/><w:p><w:r><w:t>Cell Tokaev</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' \
    word/header1.xml=header1.xml word/footer1.xml=footer1.xml word/footnotes.xml=footnotes.xml \
    word/endnotes.xml=endnotes.xml word/comments.xml=comments.xml word/styles.xml=styles.xml \
    word/media/image1.png=image.png
namenorm -l en -c parts.docx >found
is "body, notes, header, footer and comments are searched" "$(cut -d : -f 1-3 found)" \
    "parts.docx/word/document.xml:3:6
parts.docx/word/footnotes.xml:1:6
parts.docx/word/endnotes.xml:1:9
parts.docx/word/header1.xml:1:8
parts.docx/word/footer1.xml:1:8
parts.docx/word/comments.xml:1:9"
like "JSON has the part, the paragraph and the place in the part" \
    "$(namenorm -l en -c --json parts.docx | head -n 1)" \
    '"file": "parts.docx", "line": 3, "column": 6, "byte_column": 6,.*"part": "word/document.xml", "paragraph": 3\}'
is "the offset is that of the bytes in the part" \
    "$("$package" show parts.docx word/header1.xml | tail -c +$(($(namenorm -l en -c --json parts.docx |
        sed -n 's/.*"offset": \([0-9]*\),.*header1.*/\1/p') + 1)) | head -c 6)" Tokaev
"$package" list parts.docx >before
mkdir -p keep && cp parts.docx keep/
namenorm -l en -i parts.docx 2>err
"$package" list parts.docx >after
is "the summary counts all parts" "$(cat err)" "parts.docx: 6 rewritten"
is "order, kind of compression and times stay" "$(cut -f 1-3 after)" "$(cut -f 1-3 before)"
is "entries without a change stay packed byte for byte" \
    "$(comm -12 before after 2>/dev/null | cut -f 1 | sort | tr '\n' ' ')" \
    "$(printf '%s\n' '[Content_Types].xml' word/media/image1.png word/styles.xml | sort | tr '\n' ' ')"
is "the author of a comment stays" "$("$package" show parts.docx word/comments.xml | grep -o 'w:author="T[a-z]*"')" \
    'w:author="Tokaev"'
docx same.docx '<w:p><w:r><w:t>Nothing here</w:t></w:r></w:p>'
cp -p same.docx same2.docx
touch -d '2001-01-01' same2.docx
namenorm -l en -i same2.docx
ok "a document without a finding is not written" test same2.docx -ot same.docx
ok "… and is the same" cmp same.docx same2.docx
namenorm -l en -o copy.docx same.docx
ok "-o of one without a finding: the same bytes" cmp same.docx copy.docx
namenorm -l en --type=docx -o out.docx <keep/parts.docx 2>err
is "standard input with --type" "$("$package" show out.docx word/header1.xml | grep -o '<w:ins.*Tokayev')" \
    "$("$package" show parts.docx word/header1.xml | grep -o '<w:ins.*Tokayev')"

# --- text boxes

box='<w:p><w:r><w:t>Tokaev A</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Nazarbaev in</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Nazarbaev in</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space="preserve"> Tokaev B</w:t></w:r></w:p>'
is "a text box in a paragraph, its older form too" "$(plain "$box" | sed 's/<[^>]*>/|/g; s/||*/|/g')" \
    "|Tokayev A|Nazarbayev in|Nazarbayev in| Tokayev B|"
docx box.docx "$box"
is "what is repeated for older programs is reported once, behind its paragraph" \
    "$(namenorm -l en -c box.docx | cut -d ' ' -f 3)" '"Tokaev"
"Tokaev"
"Nazarbaev"'

# --- how it is asked for

docx a.docx '<w:p><w:r><w:t>Tokaev</w:t></w:r></w:p><w:p><w:r><w:t>and</w:t><w:br/><w:t>Nazarbaev</w:t></w:r></w:p>'
status 2 "no package to standard output" namenorm -l en a.docx
like "… the message says what to give" "$(cat err)" 'a\.docx: .*-i, -o FILE'
is "… nothing is written" "$(cat out)" ""
cp a.docx b.docx
status 2 "two into one -o" namenorm -l en -o c.docx a.docx b.docx
ok "… which is not made" test ! -e c.docx
status 2 "-z is for text" namenorm -l en -z -c a.docx
status 2 "both ways at once" namenorm -l en --track-changes --no-track-changes -i a.docx
status 2 "not a package" sh -c 'echo text >no.docx; namenorm -l en -c no.docx'
like "… the message" "$(cat err)" 'no\.docx: not a zip package'
is "--diff shows the text of the paragraphs" "$(namenorm -l en --diff a.docx 2>/dev/null)" \
    "--- a/a.docx
+++ b/a.docx
@@ -1,2 +1,2 @@
-Tokaev
-and Nazarbaev
+Tokayev
+and Nazarbayev"
is "headings by the name of their style" "$(docx h.docx '<w:p><w:pPr><w:pStyle w:val="a5"/></w:pPr><w:r><w:t>Tokaev</w:t></w:r></w:p>' \
    word/styles.xml=styles.xml; namenorm -l en --first-mention -c h.docx | grep -c first-mention)" 0
for broken in '<w:p><w:r></w:p>' '<w:p><w:r><w:t>Tokaev</w:t></w:r>' '<w:p>'; do
    docx broken.docx "$broken"
    cp broken.docx was.docx
    status 2 "not well-formed: $broken" namenorm -l en -i broken.docx
    ok "… it stays" cmp broken.docx was.docx
done
docx dtd.docx ''
printf '<!DOCTYPE w:document [<!ENTITY a "b">]><w:document %s><w:body/></w:document>' "$W" >dtd.xml
"$package" make dtd.docx "[Content_Types].xml=types.xml" word/document.xml=dtd.xml
status 2 "a document type with entities is refused" namenorm -l en -c dtd.docx
awk 'BEGIN { for (i = 0; i < 1000; i++) printf "<w:a>" }' >deep.xml
docx deep.docx "$(cat deep.xml)"
status 2 "elements too deep in each other are refused" namenorm -l en -c deep.docx
head -c 8000000 /dev/zero | tr '\0' ' ' >bomb.xml
docx bomb.docx ''
"$package" make bomb.docx "[Content_Types].xml=types.xml" word/document.xml=bomb.xml
status 2 "what unpacks to far more than it is is refused" namenorm -l en -c bomb.docx
like "… with its size" "$(cat err)" 'word/document.xml would unpack to 8000000 bytes'
head -c $(($(wc -c <a.docx) - 30)) a.docx >cut.docx
status 2 "a package cut off" namenorm -l en -c cut.docx

# --- ODT

written() { # text
    odt o.odt "$1"
    namenorm -l en -i o.odt 2>err
    "$package" show o.odt content.xml | sed 's/.*<office:text>//; s/<\/office:text>.*//'
}

is "spans, spaces, tabs and line breaks" \
    "$(written '<text:p>Kassym-<text:span text:style-name="T1">Zhom</text:span>art<text:s/>Tokayev<text:tab/>Nazar<text:soft-page-break/>baev<text:line-break/>Kazahstan</text:p>')" \
    '<text:p>Kassym-<text:span text:style-name="T1">Jom</text:span>art<text:s/>Tokayev<text:tab/>Nazar<text:soft-page-break/>bayev<text:line-break/>Kazakhstan</text:p>'
is "content controls" \
    "$(written '<text:p>To<loext:content-control>kaev</loext:content-control> said</text:p>')" \
    '<text:p>To<loext:content-control>kayev</loext:content-control> said</text:p>'
is "notes, annotations and text boxes" \
    "$(written '<text:p>Tokaev<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nazarbaev</text:p></text:note-body></text:note> went<office:annotation><text:p>Tokaev</text:p></office:annotation><draw:frame><draw:text-box><text:p>Kazahstan</text:p></draw:text-box></draw:frame> home</text:p>')" \
    '<text:p>Tokayev<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Nazarbayev</text:p></text:note-body></text:note> went<office:annotation><text:p>Tokayev</text:p></office:annotation><draw:frame><draw:text-box><text:p>Kazakhstan</text:p></draw:text-box></draw:frame> home</text:p>'
for what in '<text:tracked-changes><text:changed-region><text:deletion><text:p>Tokaev</text:p></text:deletion></text:changed-region></text:tracked-changes>' \
    '<text:p><text:author-name>Tokaev</text:author-name></text:p>' \
    '<text:p><text:a xlink:href="Tokaev">x</text:a></text:p>'; do
    is "left alone: $what" "$(written "$what")" "$what"
done
like "the header in styles.xml" "$("$package" show o.odt styles.xml)" 'Header Tokayev'
is "mimetype first, and stored" "$("$package" list o.odt | head -n 1 | cut -f 1,2)" "mimetype	0"
odt h.odt '<text:p text:style-name="P1">Tokaev</text:p><text:h>Nazarbaev</text:h>'
is "headings by style and by element" "$(namenorm -l en --first-mention -c h.odt | grep -c 'content.*first-mention')" 0
status 2 "revisions are for docx" namenorm -l en --track-changes -i h.odt

# --- xlit reads them too

docx k.docx '<w:p><w:r><w:t>Қазақстан Респуб</w:t></w:r><w:r><w:t>ликасы</w:t></w:r></w:p>'
xlit -t kk-2021 -i k.docx
is "xlit: every run keeps its text, without revisions" "$(body k.docx)" \
    '<w:p><w:r><w:t xml:space="preserve">Qazaqstan Respub</w:t></w:r><w:r><w:t xml:space="preserve">likasy</w:t></w:r></w:p>'
status 2 "xlit: -c reads text" xlit -t kk-2021 -c k.docx
is "and says so" "$(cat err)" \
    "xlit: k.docx: -c, -x, -C, --both and --check-roundtrip are for text, not for packages"
for file in empty.docx empty.odt; do
    : >$file
    status 2 "a file without a byte is no package: $file" namenorm -s en-press -o none $file
    is "said of $file" "$(cat err)" "namenorm: $file: not a zip package (an encrypted document is none)"
    ok "and nothing is written" test ! -e none
    status 2 "nor is it for -c: $file" namenorm -s en-press -c $file
done
status 2 "xlit: no package to standard output" xlit -t kk-2021 k.docx
done_testing
