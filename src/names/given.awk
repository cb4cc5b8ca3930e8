# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a table in C of dictionaries/sounds/given.txt, with table.awk: names, with the number of their
# group.  Where a name is in two groups the first one counts.
/^#/ { next }
{
    group++
    for (i = 1; i <= NF; i++)
        table_add($i, group)
}
END {
    print "/* Made by src/names/given.awk; the source is dictionaries/sounds/given.txt. */"
    table_print("static const struct given given_names[]")
}
