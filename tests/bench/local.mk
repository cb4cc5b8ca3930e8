# bench
EXTRA_DIST += tests/bench/namenorm.sh tests/bench/namematch.sh
EXTRA_DIST += tests/bench/tmem.sh tests/bench/tmem_server.sh
EXTRA_DIST += tests/bench/serve.sh
EXTRA_DIST += tests/bench/run.sh tests/bench/xlit.sh
EXTRA_DIST += tests/bench/align.sh tests/bench/corpora.sh tests/bench/tmseg.sh
EXTRA_DIST += tests/lib/bench.sh

# what runs and times all of them, and what xlit.sh compares with
EXTRA_PROGRAMS += tests/bench/measure tests/bench/byte_table
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_byte_table_SOURCES = tests/bench/byte_table.c

# what tmem.sh compares with
EXTRA_PROGRAMS += tests/bench/tm_brute
tests_bench_tm_brute_SOURCES = tests/bench/tm_brute.c
tests_bench_tm_brute_LDADD = $(L_MEMORY) $(MEMORY_LIBS)

# the peer of tmseg
EXTRA_PROGRAMS += tests/bench/icu_sentences
tests_bench_icu_sentences_SOURCES = tests/bench/icu_sentences.c
tests_bench_icu_sentences_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)
tests_bench_icu_sentences_LDADD = $(ICU_LIBS)
