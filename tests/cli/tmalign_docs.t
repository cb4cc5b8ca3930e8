#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Documents of all types are aligned by their text.
. "$TILMACH_SRC/tests/lib/tap.sh"
. "$TILMACH_SRC/tests/lib/office.sh"

# The same little text in each type: a heading, two sentences with markup inside, an item.
docx a.docx '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Су туралы есеп 2024</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Астанада 38 елден </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>1500 қонақ</w:t></w:r><w:r><w:t xml:space="preserve"> болды. Келесі жиын 2026 жылы өтеді.</w:t></w:r></w:p><w:p><w:r><w:t>12 министр</w:t></w:r></w:p>'
odt b.odt '<text:h text:outline-level="1">Report on water 2024</text:h><text:p>In Astana there were <text:span>1500 guests</text:span> from 38 countries. The next meeting will be in 2026.</text:p><text:list><text:list-item><text:p>12 ministers</text:p></text:list-item></text:list>'
cat >b.html <<'X'
<!DOCTYPE html><html><head><title>Report on water 2024</title><style>p{color:red}</style></head>
<body><p>In Astana there were <b>1500
guests</b> from 38&nbsp;countries. The next meeting will be in 2026.</p><ul><li>12 ministers</ul></body></html>
X
cat >b.md <<'X'
# Report on water 2024

In Astana there were **1500
guests** from 38 countries. The next meeting will be in 2026.

- 12 ministers
X
cat >b.srt <<'X'
1
00:00:01,000 --> 00:00:02,500
Report on water 2024.

2
00:00:03,000 --> 00:00:05,000
In Astana there were
<i>1500 guests</i> from

3
00:00:05,100 --> 00:00:09,000
38 countries.
The next meeting will be in 2026.

4
00:00:10,000 --> 00:00:11,000
12 ministers
X
cat >want <<'X'
Су туралы есеп 2024|Report on water 2024
Астанада 38 елден 1500 қонақ болды.|In Astana there were 1500 guests from 38 countries.
Келесі жиын 2026 жылы өтеді.|The next meeting will be in 2026.
12 министр|12 ministers
X
pairs() { # source, target
    tmalign -s kk -t en --format=tsv "$@" | cut -f1,2 | tr '\t' '|' | sed 's/\xc2\xa0/ /g'
}
for type in html md odt; do
    is "docx and $type" "$(pairs a.docx b.$type | grep -v '^|Header ')" "$(cat want)"
done
is "docx and srt: a sentence goes on over captions" "$(pairs a.docx b.srt | sed 's/ 2024\.$/ 2024/')" \
    "$(cat want)"
# what stands inside a paragraph comes behind it; notes behind the body, as DOCX has them
odt notes.odt '<text:p>The dam held.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Says the ministry.</text:p></text:note-body></text:note><office:annotation><text:p>Check this.</text:p></office:annotation><draw:frame><draw:text-box><text:p>Call us.</text:p></draw:text-box></draw:frame> Nobody was hurt.</text:p><text:p>The road is open.</text:p>'
printf 'The dam held.\nNobody was hurt.\nCall us.\nThe road is open.\nSays the ministry.\nCheck this.\nHeader Tokaev\n' >notes.seg
is "notes of an ODT come behind the body" "$(tmalign -s en -t en --format=tsv notes.odt notes.odt 2>/dev/null | cut -f1)" "$(cat notes.seg)"
tmalign -s kk -t en a.docx b.odt | tmem -m ab.tmdb import -s kk -t en - >/dev/null 2>&1
is "into a memory" "$(echo 'Келесі жиын 2026 жылы өтеді.' | tmem -m ab.tmdb lookup -s kk -t en --best)" \
    "The next meeting will be in 2026."
printf 'no zip\n' >bad.docx
status 2 "a damaged package" tmalign -s kk -t en bad.docx b.md
like "it is named" "$(cat "$T/err")" '^tmalign: bad.docx: '
printf '<p>one</p>\n' >lines.html
is "--segmented takes lines as they are" \
    "$(tmalign -s kk -t en --segmented --format=tsv lines.html lines.html | cut -f1)" '<p>one</p>'
done_testing
