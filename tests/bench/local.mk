# bench
EXTRA_DIST += tests/bench/namenorm.sh
EXTRA_DIST += tests/bench/tmem.sh
EXTRA_DIST += tests/bench/run.sh tests/bench/xlit.sh
EXTRA_DIST += tests/bench/align.sh
