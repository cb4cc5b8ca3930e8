# SPDX-License-Identifier: GPL-3.0-or-later
# Pairs of words of one alphabet that are written the same in another: lines of word, its counterpart
# and a count come in.  The six commonest words of each counterpart are paired.
BEGIN { FS = "\t"; OFS = "\t" }
{
    key = $2
    word = $1
    if (!(key in n))
        keys[++n_keys] = key
    i = ++n[key]
    if (i > 6) { # the rarest one makes room
        least = 1
        for (i = 2; i <= 6; i++)
            if (count[key, i] < count[key, least])
                least = i
        n[key] = 6
        if (count[key, least] >= $3)
            next
        i = least
    }
    words[key, i] = word
    count[key, i] = $3
}
END {
    for (k = 1; k <= n_keys; k++)
        for (i = 1; i < n[keys[k]]; i++)
            for (j = i + 1; j <= n[keys[k]]; j++) {
                a = count[keys[k], i]
                b = count[keys[k], j]
                print words[keys[k], i], words[keys[k], j], a < b ? a : b
            }
}
