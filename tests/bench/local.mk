# bench
EXTRA_DIST += tests/bench/tmem.sh
