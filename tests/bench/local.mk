# bench
EXTRA_DIST += tests/bench/namenorm.sh
EXTRA_DIST += tests/bench/tmem.sh
EXTRA_DIST += tests/bench/run.sh tests/bench/xlit.sh
EXTRA_DIST += tests/bench/align.sh

# what tmem.sh compares with
EXTRA_PROGRAMS += tests/bench/tm_brute
tests_bench_tm_brute_SOURCES = tests/bench/tm_brute.c
tests_bench_tm_brute_LDADD = $(L_MEMORY) $(MEMORY_LIBS)
