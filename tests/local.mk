include tests/unit/local.mk
include tests/cli/local.mk
include tests/faults/local.mk
include tests/articles/local.mk
include tests/fuzz/local.mk
include tests/eval/local.mk
include tests/bench/local.mk
include tests/clients/local.mk

# Every test script and the helpers that they source.
EXTRA_DIST += tests/lib/office.sh tests/lib/corpora.sh tests/lib/serve.sh tests/lib/postgres.sh tests/lib/tap.sh
EXTRA_DIST += tests/lib/start.sh tests/lib/eval.sh tests/lib/parts.sh
EXTRA_DIST += $(t_tests)
TESTS += $(t_tests)

# Zip packages made and looked into by the scripts.
check_PROGRAMS += tests/lib/package
tests_lib_package_SOURCES = tests/lib/package.c
tests_lib_package_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
tests_lib_package_LDADD = $(ZIP_LIBS)
