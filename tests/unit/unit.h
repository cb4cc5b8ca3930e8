/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every unit test program needs: Check's main in one line. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include "base/compat.h"

#include <check.h>
#include <stdlib.h>

/* Run one test case made of the given tests (an array of TTest pointers). */
static inline int unit_main(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *tc = tcase_create(name);
    SRunner *runner;
    int failed;

    for (size_t i = 0; i < count; i++)
        tcase_add_test(tc, tests[i]);
    tcase_set_timeout(tc, 120);
    suite_add_tcase(suite, tc);
    runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define UNIT_MAIN(name, ...)                                                                       \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return unit_main(name, tests, COUNT_OF(tests));                                            \
    }

#endif
