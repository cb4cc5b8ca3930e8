/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "tools/files.h"

/* Patterns and what gitignore(5) says of them. */
static const struct {
    const char *pattern, *path;
    bool dir, matches;
} ignore_cases[] = {
    {"*.o", "a.o", false, true},           {"*.o", "sub/a.o", false, true},
    {"/a.o", "a.o", false, true},          {"/a.o", "sub/a.o", false, false},
    {"build/", "build", true, true},       {"build/", "build", false, false},
    {"doc/*.txt", "doc/a.txt", false, true}, {"doc/*.txt", "doc/x/a.txt", false, false},
    {"**/foo", "a/b/foo", false, true},    {"**/foo", "foo", false, true},
    {"a/**/b", "a/b", false, true},        {"a/**/b", "a/x/y/b", false, true},
    {"abc/**", "abc/x/y", false, true},    {"foo", "food", false, false},
};

START_TEST(gitignore_patterns)
{
    for (size_t i = 0; i < COUNT_OF(ignore_cases); i++)
        ck_assert_msg(files_pattern_matches(ignore_cases[i].pattern, ignore_cases[i].path,
                                            ignore_cases[i].dir) == ignore_cases[i].matches,
                      "%s against %s", ignore_cases[i].pattern, ignore_cases[i].path);
}
END_TEST

UNIT_MAIN("cli", gitignore_patterns)
