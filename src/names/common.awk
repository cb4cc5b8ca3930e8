# SPDX-License-Identifier: GPL-3.0-or-later
# Makes tables in C of dictionaries/sounds/common.txt, with table.awk: spellings without spaces, with
# their kind and the number of their group (of numbers: the number), and the names of the groups.
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
        table_add(key, sprintf("COMMON_%s, %s, %d", toupper(kind), capitals ? "true" : "false",
            number_of[name]))
    }
}
END {
    print "/* Made by src/names/common.awk; the source is dictionaries/sounds/common.txt. */"
    table_print("static const struct common commons[]")
    print "static const char *const groups[] = {"
    print "    \"\","
    for (i = 1; i <= groups; i++)
        printf "    \"%s\",\n", names[i]
    print "};"
}
