# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a table in C of dictionaries/sounds/pinyin.txt: the reading of each Chinese character.
# Run with LC_ALL=C: bytes are characters.
BEGIN {
    FS = "\t"
    for (i = 128; i < 256; i++)
        code[sprintf("%c", i)] = i
    first = 19968 # U+4E00
    last = 40959
}
/^#/ { next }
{
    syllable[++count] = $1
    for (i = 1; i + 2 <= length($2); i += 3) {
        c = (code[substr($2, i, 1)] - 224) * 4096 + (code[substr($2, i + 1, 1)] - 128) * 64 + \
            code[substr($2, i + 2, 1)] - 128
        reading[c] = count
    }
}
END {
    print "/* Made by src/names/pinyin.awk; the source is dictionaries/sounds/pinyin.txt. */"
    print "static const char syllables[][7] = {"
    line = "    \"\","
    for (i = 1; i <= count; i++)
        line = add(line, "\"" syllable[i] "\",")
    print line "\n};\n\n/* From U+4E00. */\nstatic const uint16_t readings[] = {"
    line = "   "
    for (c = first; c <= last; c++)
        line = add(line, (reading[c] + 0) ",")
    print line "\n};"
}
function add(line, item) {
    if (length(line) + length(item) < 98)
        return line " " item
    print line
    return "    " item
}
