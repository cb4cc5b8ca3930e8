noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
	%D%/arena.c %D%/arena.h \
	%D%/ascii.h \
	%D%/atomic.c %D%/atomic.h \
	%D%/buf.c %D%/buf.h \
	%D%/compat.h \
	%D%/diag.c %D%/diag.h \
	%D%/error.c %D%/error.h \
	%D%/map.c %D%/map.h \
	%D%/merge.c %D%/merge.h \
	%D%/options.c %D%/options.h \
	%D%/reader.c %D%/reader.h \
	%D%/span.c %D%/span.h \
	%D%/sums.c %D%/sums.h \
	%D%/temporary.c %D%/temporary.h \
	%D%/threads.c %D%/threads.h \
	%D%/vec.c %D%/vec.h \
	%D%/writer.c %D%/writer.h
