# eval
EXTRA_DIST += tests/eval/names_articles.sh tests/eval/names_text.sh tests/eval/names_words.sh
EXTRA_DIST += tests/eval/names_pairs.sh tests/eval/names_scores.py tests/eval/weights.py
EXTRA_DIST += tests/eval/tm.sh tests/eval/tm_stream.sh
EXTRA_DIST += tests/eval/xlit-disputed.tsv
EXTRA_DIST += tests/eval/run.sh tests/eval/xlit.sh tests/eval/xlit_back.sh
EXTRA_DIST += tests/eval/align.sh tests/eval/segment.sh tests/eval/segment_text.py
EXTRA_DIST += tests/eval/xlit_leaks.sh tests/eval/xlit_round.sh
EXTRA_DIST += tests/eval/restore.sh tests/eval/restore.py tests/eval/catalogues.py tests/eval/detect.sh tests/eval/detect.py tests/eval/runs.py
EXTRA_DIST += tests/eval/oracle.sh
EXTRA_DIST += tests/eval/lexicon.sh
EXTRA_PROGRAMS += tests/eval/lexicon tests/eval/figures
tests_eval_lexicon_SOURCES = tests/eval/lexicon.c
tests_eval_lexicon_LDADD = $(L_NAMES) $(TEXT_LIBS)
tests_eval_figures_SOURCES = tests/eval/figures.c
tests_eval_figures_LDADD = $(L_NAMES) $(TEXT_LIBS) -lm
CLEANFILES += tests/eval/lexicon$(EXEEXT) tests/eval/figures$(EXEEXT)
