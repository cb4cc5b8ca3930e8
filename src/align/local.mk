noinst_LIBRARIES += libalign.a
libalign_a_SOURCES = \
	%D%/apply.c \
	%D%/band.c \
	%D%/beads.c %D%/beads.h \
	%D%/coarse.c %D%/coarse.h \
	%D%/cognate.c %D%/cognate.h \
	%D%/counts.c %D%/counts.h %D%/counts_rank.c \
	%D%/document.c %D%/document.h \
	%D%/docalign.c %D%/docalign.h \
	%D%/hmm.h \
	%D%/lessons.c %D%/lessons.h \
	%D%/lexicon.c %D%/lexicon.h \
	%D%/model.c %D%/model.h \
	%D%/phrase_find.c %D%/phrase_find.h %D%/phrase_forms.c \
	%D%/phrase_rank.c %D%/phrase_settle.c \
	%D%/phrase_side.c \
	%D%/phrase_table.c %D%/phrase_table.h \
	%D%/phrases.c %D%/phrases.h \
	%D%/prior.c %D%/prior.h \
	%D%/recall.c %D%/recall.h \
	%D%/rejoin.c %D%/rejoin.h \
	%D%/sampler.c %D%/sampler.h \
	%D%/scores.c %D%/scores.h \
	%D%/segpairs.c %D%/segpairs.h \
	%D%/tally.c %D%/tally.h \
	%D%/vocab.c %D%/vocab.h \
	%D%/votes.c %D%/votes.h \
	%D%/weak.c %D%/weak.h \
	%D%/words.c %D%/words.h
