noinst_LIBRARIES += libsegment.a
libsegment_a_SOURCES = \
	%D%/candidates.c %D%/candidates.h \
	%D%/judge.c %D%/judge.h \
	%D%/learnt.c %D%/learnt.h \
	%D%/look.c %D%/look.h \
	%D%/marks.c %D%/marks.h \
	%D%/rules.c %D%/rules.h \
	%D%/segment.c %D%/segment.h \
	%D%/srxcut.c %D%/srxcut.h
