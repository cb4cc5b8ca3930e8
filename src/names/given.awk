# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a table in C of dictionaries/sounds/given.txt: names, sorted by bytes, with the number of
# their group.  Where a name is in two groups the first one counts.  Run with LC_ALL=C.
/^#/ { next }
{
    group++
    for (i = 1; i <= NF; i++)
        if (!($i in of)) {
            of[$i] = group
            print $i | "sort >" names
        }
}
END {
    close("sort >" names)
    print "/* Made by src/names/given.awk; the source is dictionaries/sounds/given.txt. */"
    print "static const struct given given_names[] = {"
    while ((getline name <names) > 0)
        printf "    {\"%s\", %d},\n", name, of[name]
    print "};"
}
