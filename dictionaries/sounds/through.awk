# SPDX-License-Identifier: GPL-3.0-or-later
# Pairs of words of two alphabets that are both paired with the same Latin word: two files of Latin
# word, its counterpart (letters may be parted by spaces) and a count.  The three commonest
# counterparts in either file are paired, unless they are much rarer than the commonest one.
BEGIN { FS = "\t"; OFS = "\t" }

# Keep the three commonest of a word's counterparts.
function keep(side, word, other, count, i, least) {
    i = ++n[side, word]
    if (i > 3) {
        n[side, word] = 3
        least = 1
        for (i = 2; i <= 3; i++)
            if (counts[side, word, i] < counts[side, word, least])
                least = i
        if (counts[side, word, least] >= count)
            return
        i = least
    }
    others[side, word, i] = other
    counts[side, word, i] = count
    if (count > most[side, word])
        most[side, word] = count
}
FNR == 1 { side++ }
{
    gsub(/ /, "", $2)
    keep(side, $1, $2, $3)
    if (side == 2 && !($1 in seen)) {
        seen[$1] = 1
        words[++n_words] = $1
    }
}
END {
    for (w = 1; w <= n_words; w++) {
        word = words[w]
        for (i = 1; i <= n[1, word]; i++)
            for (j = 1; j <= n[2, word]; j++) {
                a = counts[1, word, i]
                b = counts[2, word, j]
                if (5 * a >= most[1, word] && 5 * b >= most[2, word])
                    print others[1, word, i], others[2, word, j], a < b ? a : b
            }
    }
}
