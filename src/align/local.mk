noinst_LIBRARIES += libalign.a
libalign_a_SOURCES = \
	%D%/band.c \
	%D%/beads.c %D%/beads.h \
	%D%/cognate.c %D%/cognate.h \
	%D%/document.c %D%/document.h \
	%D%/docalign.c %D%/docalign.h \
	%D%/lexicon.c %D%/lexicon.h \
	%D%/phrase_side.c \
	%D%/phrases.c %D%/phrases.h \
	%D%/prior.c %D%/prior.h \
	%D%/rejoin.c %D%/rejoin.h \
	%D%/sampler.c %D%/sampler.h \
	%D%/scores.c %D%/scores.h \
	%D%/vocab.c %D%/vocab.h \
	%D%/weak.c %D%/weak.h \
	%D%/words.c %D%/words.h
