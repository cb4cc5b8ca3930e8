# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a table in C, sorted by bytes (run with LC_ALL=C), for src/names/table.h: for other awk
# programs, with -v keys= a file for the time being.

# A row; of several with one key the first one counts.
function table_add(key, rest)
{
    if (key == "" || key in table_rows)
        return
    table_rows[key] = rest
    print key | "sort >" keys
}

function table_print(head,    key)
{
    close("sort >" keys)
    print head " = {"
    while ((getline key <keys) > 0)
        printf "    {\"%s\", %s},\n", key, table_rows[key]
    print "};"
}
