# SPDX-License-Identifier: GPL-3.0-or-later
# Pairs of words out of the spellings of people: given name with given name, family name with family
# name.  Reads variants.tsv; variables left and right are ISO 15924 codes of scripts.  Only people of
# the half that is for tuning, whose number has an even sum of digits, and who are in Wikidata.
BEGIN { FS = "\t"; OFS = "\t" }

function even(id, i, sum) {
    for (i = 2; i <= length(id); i++)
        sum += substr(id, i, 1)
    return sum % 2 == 0
}
# Given name and family name of a name into part[1] and part[2]; false where it is not plain.
function split_name(name, n, w, p) {
    inverted = index(name, ",")
    gsub(/,|・|·/, " ", name)
    n = split(name, w, " ")
    if (n == 3)
        for (p = 2; p <= 3; p++)
            if (w[p] ~ /(ич|іч|на|ұлы|қызы|ич|ich|ych|vna)$/)
                break
    if (n == 3 && p > 3)
        return 0
    if (n < 2 || n > 3)
        return 0
    part[1] = w[1]
    part[2] = w[n]
    if (inverted || (n == 3 && p == 3)) {
        part[1] = w[2]
        part[2] = w[1]
    }
    return 1
}
function put(i, j) {
    if (script[i] == left && script[j] == right) {
        print given[i], given[j], 1
        print family[i], family[j], 1
    }
}
function flush_person(i, j) {
    for (i = 1; i <= n_names; i++)
        for (j = left == right ? i + 1 : 1; j <= n_names; j++)
            put(i, j)
    n_names = 0
}
/^Q/ && even($1) && ($4 == left || $4 == right) {
    if ($1 != person)
        flush_person()
    person = $1
    if (n_names < 14 && split_name($5)) {
        n_names++
        script[n_names] = $4
        given[n_names] = part[1]
        family[n_names] = part[2]
    }
}
END { flush_person() }
