noinst_LIBRARIES += libmemory.a
libmemory_a_SOURCES = \
	%D%/concord.c %D%/concord.h \
	%D%/direction.c %D%/direction.h \
	%D%/exchange.c %D%/exchange.h \
	%D%/index.h %D%/index_build.c %D%/index_ram.h %D%/index_search.c \
	%D%/lookup.c %D%/lookup.h \
	%D%/segment.c %D%/segment.h \
	%D%/store.h %D%/store_batch.c %D%/store_read.c %D%/store_sqlite.c %D%/store_sqlite.h \
	%D%/tu.c %D%/tu.h
libmemory_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
L_MEMORY = libmemory.a $(L_INTERCHANGE)
MEMORY_LIBS = $(SQLITE_LIBS) $(EXPAT_LIBS) $(TEXT_LIBS)
