# SPDX-License-Identifier: GPL-3.0-or-later
# Makes tables in C of dictionaries/sounds/common.txt: spellings without spaces, sorted by bytes, with
# their kind and the number of their group (of numbers: the number), and the names of the groups.  Run
# with LC_ALL=C.
/^#/ || NF == 0 { next }
{
    colon = index($0, ":")
    split(substr($0, 1, colon - 1), head, " ")
    kind = head[1]
    name = kind " " head[2]
    if (!(name in number_of)) {
        names[++groups] = head[2]
        number_of[name] = kind == "number" ? head[2] + 0 : groups
    }
    n = split(substr($0, colon + 1), spellings, ";")
    for (i = 1; i <= n; i++) {
        key = spellings[i]
        gsub(/ /, "", key)
        capitals = sub(/^!/, "", key)
        if (key == "" || key in known)
            continue
        known[key] = sprintf("COMMON_%s, %s, %d", toupper(kind), capitals ? "true" : "false",
            number_of[name])
        print key | "sort >" keys
    }
}
END {
    close("sort >" keys)
    print "/* Made by src/names/common.awk; the source is dictionaries/sounds/common.txt. */"
    print "static const struct common commons[] = {"
    while ((getline key <keys) > 0)
        printf "    {\"%s\", %s},\n", key, known[key]
    print "};"
    print "static const char *const groups[] = {"
    print "    \"\","
    for (i = 1; i <= groups; i++)
        printf "    \"%s\",\n", names[i]
    print "};"
}
