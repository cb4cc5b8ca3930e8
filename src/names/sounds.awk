# SPDX-License-Identifier: GPL-3.0-or-later
# Makes tables in C of dictionaries/sounds/LEFT-RIGHT.txt and LEFT-RIGHT+WHAT.txt: which letters are
# written for one another, and at what cost; the smallest counts.  Run with LC_ALL=C: bytes are characters.
BEGIN {
    FS = "\t"
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
    n_alphabets = split("latin cyrillic arabic hebrew pinyin kana hangul", alphabets, " ")
}
FNR == 1 {
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/(\+.*)?\.txt$/, "", name)
    split(name, side, "-")
    if (!(name in n_rows))
        tables[++n_tables] = name
    n_rows[name] += 0
}
/^#/ || NF < 3 { next }
{
    learn(side[1], $1)
    learn(side[2], $2)
    put($1, $2, int($3 * 100 / 3 + 0.5))
    if (side[1] == side[2])
        put($2, $1, int($3 * 100 / 3 + 0.5))
}
END {
    print "/* Made by src/names/sounds.awk; the source is dictionaries/sounds. */"
    for (a = 1; a <= n_alphabets; a++)
        put_alphabet(alphabets[a])
    for (t = 1; t <= n_tables; t++)
        put_table(tables[t])
    print "static const struct inventory inventories[ALPHABETS] = {"
    for (a = 1; a <= n_alphabets; a++)
        printf "    {%s_letters, COUNT_OF(%s_letters), %s_pieces, COUNT_OF(%s_pieces)},\n", \
            alphabets[a], alphabets[a], alphabets[a], alphabets[a]
    print "};\n\nstatic const struct table tables[ALPHABETS][ALPHABETS] = {"
    for (t = 1; t <= n_tables; t++) {
        split(tables[t], side, "-")
        symbol = side[1] "_" side[2]
        printf "    [ALPHABET_%s][ALPHABET_%s] = {%s_rows, %s_columns, &%s_costs[0][0], %d},\n", \
            toupper(side[1]), toupper(side[2]), symbol, symbol, symbol, columns[tables[t]]
    }
    print "};"
}

# Two words of one alphabet cost the same either way round: the smaller cost counts.
function put(left, right, cost, key) {
    key = name SUBSEP left SUBSEP right
    if (!(key in costs)) {
        row[name, ++n_rows[name]] = left "\t" right
        costs[key] = cost
    } else if (cost < costs[key]) {
        costs[key] = cost
    }
}

# The code points of a piece into cp[1..]; "-" has none.
function decode(s, i, c, n, more) {
    n = 0
    if (s == "-")
        return 0
    for (i = 1; i <= length(s); i++) {
        c = code[substr(s, i, 1)]
        more = c < 192 ? 0 : c < 224 ? 1 : c < 240 ? 2 : 3
        c -= more == 0 ? 0 : more == 1 ? 192 : more == 2 ? 224 : 240
        for (; more > 0; more--)
            c = c * 64 + code[substr(s, ++i, 1)] - 128
        cp[++n] = c
    }
    return n
}
function learn(alphabet, piece, n, i) {
    n = decode(piece)
    for (i = 1; i <= n; i++)
        if (!((alphabet, cp[i]) in known)) {
            known[alphabet, cp[i]] = 1
            letter[alphabet, ++n_letters[alphabet]] = cp[i]
        }
    if (n > 0 && !((alphabet, piece) in seen)) {
        seen[alphabet, piece] = 1
        pieces[alphabet, ++n_pieces[alphabet]] = piece
    }
}
# Sort v[1..n] by value; heap sort, as awk has none.
function sift(at, n, child, x) {
    x = v[at]
    while ((child = 2 * at) <= n) {
        if (child < n && v[child + 1] > v[child])
            child++
        if (v[child] <= x)
            break
        v[at] = v[child]
        at = child
    }
    v[at] = x
}
function sort(n, i, x) {
    for (i = int(n / 2); i > 0; i--)
        sift(i, n)
    for (i = n; i > 1; i--) {
        x = v[i]
        v[i] = v[1]
        v[1] = x
        sift(1, i - 1)
    }
}
# A piece as one number of its letters' numbers, the first one lowest.
function packed(alphabet, piece, n, i, key, place) {
    n = decode(piece)
    place = 1
    for (i = 1; i <= n; i++) {
        key += number[alphabet, cp[i]] * place
        place *= 256
    }
    return key + 0
}
function list(type, symbol, n, i, line) {
    print "static const " type " " symbol "[] = {"
    line = "   "
    for (i = 1; i <= n; i++) {
        if (length(line) + length(v[i]) > 96) {
            print line
            line = "   "
        }
        line = line " " v[i] ","
    }
    print line "\n};\n"
}
function put_alphabet(alphabet, n, i) {
    n = n_letters[alphabet]
    for (i = 1; i <= n; i++)
        v[i] = letter[alphabet, i]
    sort(n)
    for (i = 1; i <= n; i++)
        number[alphabet, v[i]] = i
    list("uint16_t", alphabet "_letters", n)
    n = n_pieces[alphabet]
    for (i = 1; i <= n; i++)
        v[i] = packed(alphabet, pieces[alphabet, i])
    sort(n)
    for (i = 1; i <= n; i++)
        id[alphabet, v[i]] = i
    list("uint32_t", alphabet "_pieces", n)
}
# Number of a piece in its alphabet, 0 for nothing.
function global(alphabet, piece) {
    return piece == "-" ? 0 : id[alphabet, packed(alphabet, piece)]
}
# Pieces of an alphabet that a table knows, from 1; others are 0, as nothing is.
function put_places(alphabet, symbol, table, which, i, f, g) {
    for (i = 0; i <= n_pieces[alphabet]; i++)
        v[i + 1] = 0
    places = 0
    for (i = 1; i <= n_rows[table]; i++) {
        split(row[table, i], f, "\t")
        g = global(alphabet, f[which])
        if (g && !v[g + 1])
            v[g + 1] = ++places
    }
    for (i = 0; i <= n_pieces[alphabet]; i++)
        place[which, i] = v[i + 1]
    list("uint16_t", symbol, n_pieces[alphabet] + 1)
    return places + 1
}
function put_table(table, side, symbol, rows, i, f) {
    split(table, side, "-")
    symbol = side[1] "_" side[2]
    rows = put_places(side[1], symbol "_rows", table, 1)
    columns[table] = put_places(side[2], symbol "_columns", table, 2)
    print "static const uint8_t " symbol "_costs[" rows "][" columns[table] "] = {"
    for (i = 1; i <= n_rows[table]; i++) {
        split(row[table, i], f, "\t")
        printf "    [%d][%d] = %d,\n", place[1, global(side[1], f[1])], place[2, global(side[2], f[2])], \
            costs[table, f[1], f[2]] + 1
    }
    print "};\n"
}
