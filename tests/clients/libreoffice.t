#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# LibreOffice opens what namenorm has rewritten.
. "$TILMACH_SRC/tests/lib/tap.sh"
needs soffice

# The text of a document as LibreOffice shows it.
text_of() { # file
    soffice -env:UserInstallation="file://$T/profile" --headless \
        --convert-to 'txt:Text (encoded):UTF8' --outdir "$T/txt" "$1" >"$T/soffice.log" 2>&1
    _name=${1##*/}
    sed '1s/^\xEF\xBB\xBF//' "$T/txt/${_name%.*}.txt"
}

cat >page.html <<'END'
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Page</title></head><body>
<p>President <b>Kassym-Jomart</b> Tokajew &amp; his guests.</p>
</body></html>
END
namenorm -l en -s en-press -i page.html 2>err
is "an HTML page: the text with the house spelling" "$(text_of page.html | grep .)" \
    "President Kassym-Jomart Tokayev & his guests."
done_testing
