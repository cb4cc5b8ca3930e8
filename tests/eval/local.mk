# eval
EXTRA_DIST += tests/eval/names_pairs.sh
