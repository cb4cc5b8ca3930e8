# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after tap.sh: small documents of word processors, made with tests/lib/package.  The parts
# are left in the running folder.
package=$TILMACH_BUILD/tests/lib/package

W='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# A .docx of a body, and of further parts: NAME=FILE...
docx() { # out, body, parts...
    _out=$1; shift
    printf '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document %s xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>%s</w:body></w:document>' \
        "$W" "$1" >document.xml
    shift
    {
        printf '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        printf '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        for _part; do
            _name=${_part%%=*} _kind=${_part%%.xml=*}
            _kind=$(printf %s "${_kind#word/}" | tr -d 0-9)
            printf '<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"/>' \
                "$_name" "$_kind"
        done
        printf '</Types>'
    } >types.xml
    "$package" make "$_out" "[Content_Types].xml=types.xml" word/document.xml=document.xml "$@" ||
        echo "# no package $_out"
}

O='xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
odt() { # out, text
    printf 'application/vnd.oasis.opendocument.text' >mimetype
    printf '<office:document-styles %s><office:styles><style:style style:name="Title"/></office:styles><office:master-styles><style:header><text:p>Header Tokaev</text:p></style:header></office:master-styles></office:document-styles>' "$O" >ostyles.xml
    printf '<office:document-content %s><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document-content>' \
        "$O" "$2" >content.xml
    "$package" make "$1" mimetype=mimetype content.xml=content.xml styles.xml=ostyles.xml
}
