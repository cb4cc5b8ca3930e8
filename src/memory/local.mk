noinst_LIBRARIES += libmemory.a
libmemory_a_SOURCES = \
	%D%/clean.c %D%/clean.h \
	%D%/codes.c %D%/codes.h \
	%D%/concord.c %D%/concord.h %D%/concord_fold.c %D%/concord_match.c %D%/concord_match.h \
	%D%/context.c %D%/context.h \
	%D%/diff.c \
	%D%/direction.c %D%/direction.h \
	%D%/exchange.c %D%/exchange.h %D%/exchange_bi.c \
	%D%/flaws.c %D%/flaws.h \
	%D%/index.c %D%/index.h %D%/index_build.c %D%/index_chars.c %D%/index_part.c %D%/index_part.h \
	%D%/index_search.h %D%/index_words.c \
	%D%/lookup.c %D%/lookup.h \
	%D%/placeable.c %D%/placeable.h \
	%D%/repair.c %D%/repair.h \
	%D%/numbers.c %D%/numbers.h \
	%D%/placing.c %D%/placing.h %D%/pretranslate.c %D%/pretranslate.h \
	%D%/qa.c %D%/qa.h %D%/qa_codes.c %D%/qa_inside.h %D%/qa_marks.c %D%/qa_same.c %D%/qa_words.c \
	%D%/fragment.c %D%/fragment.h %D%/glossary.c %D%/glossary.h %D%/stems.c %D%/stems.h \
	%D%/segment.c %D%/segment.h \
	%D%/pq.c %D%/pq.h \
	%D%/store.c %D%/store.h %D%/store_backend.h \
	%D%/store_pg.c %D%/store_pg.h %D%/store_pg_batch.c %D%/store_pg_flush.c %D%/store_pg_read.c \
	%D%/store_pg_rows.c %D%/store_pg_schema.c %D%/store_pg_write.c \
	%D%/store_sqlite.c %D%/store_sqlite.h %D%/store_sqlite_batch.c %D%/store_sqlite_read.c \
	%D%/terms.c %D%/terms.h \
	%D%/tu.c %D%/tu.h
libmemory_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(PQ_CFLAGS)
L_MEMORY = libmemory.a libnames.a libtranslit.a libpack.a $(L_INTERCHANGE)
MEMORY_LIBS = $(SQLITE_LIBS) $(DL_LIBS) $(EXPAT_LIBS) $(TEXT_LIBS) -lm
