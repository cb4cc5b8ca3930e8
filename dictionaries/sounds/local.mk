# Letters that are written for one another, compiled into the programs (src/names/local.mk).
sounds_tables = \
	%D%/cyrillic-arabic.txt %D%/cyrillic-cyrillic.txt %D%/cyrillic-hangul.txt \
	%D%/cyrillic-hebrew.txt %D%/cyrillic-kana.txt %D%/cyrillic-pinyin.txt \
	%D%/latin-arabic.txt %D%/latin-cyrillic.txt %D%/latin-hangul.txt \
	%D%/latin-hebrew.txt %D%/latin-kana.txt %D%/latin-latin.txt %D%/latin-pinyin.txt \
	%D%/cyrillic-cyrillic+kazakh.txt %D%/cyrillic-cyrillic+slavic.txt \
	%D%/latin-cyrillic+kazakh.txt %D%/latin-cyrillic+press.txt \
	%D%/latin-latin+press.txt %D%/latin-latin+usage.txt
EXTRA_DIST += $(sounds_tables) %D%/common.txt %D%/given.txt %D%/pinyin.txt %D%/README.md
EXTRA_DIST += %D%/learn.sh %D%/press.sh %D%/pairs.awk %D%/pivot.awk %D%/through.awk

# The files are learned from outside data on demand only.
EXTRA_PROGRAMS += %D%/estimate
dictionaries_sounds_estimate_SOURCES = %D%/estimate.c
dictionaries_sounds_estimate_LDADD = $(L_NAMES) $(TEXT_LIBS) -lm
CLEANFILES += %D%/estimate$(EXEEXT)
.PHONY: learn-sounds
learn-sounds: %D%/estimate$(EXEEXT) xlit$(EXEEXT)
	$(SHELL) $(srcdir)/%D%/learn.sh "$${TILMACH_EVAL_DATA:?}" ./%D%/estimate$(EXEEXT) \
	  ./xlit$(EXEEXT) $(srcdir)/%D%
