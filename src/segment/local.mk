noinst_LIBRARIES += libsegment.a
libsegment_a_SOURCES = \
	%D%/marks.c %D%/marks.h \
	%D%/rules.c %D%/rules.h \
	%D%/segment.c %D%/segment.h \
	%D%/srxcut.c %D%/srxcut.h
