noinst_LIBRARIES += libserve.a
libserve_a_SOURCES = \
	%D%/address.c %D%/address.h \
	%D%/answer.c %D%/answer.h \
	%D%/api_read.c %D%/api_write.c \
	%D%/handles.c %D%/handles.h \
	%D%/languages.c %D%/languages.h \
	%D%/mhd.c %D%/mhd.h \
	%D%/page.c \
	%D%/rate.c %D%/rate.h \
	%D%/request.c %D%/request.h \
	%D%/server.c %D%/server.h \
	%D%/service.h \
	%D%/token.c %D%/token.h \
	%D%/watch.c %D%/watch.h \
	%D%/words.c %D%/words.h
libserve_a_CPPFLAGS = $(AM_CPPFLAGS) $(MICROHTTPD_CFLAGS)
L_SERVE = libserve.a $(L_MEMORY)
SERVE_LIBS = $(JANSSON_LIBS) $(GETTEXTPO_LIBS) $(MEMORY_LIBS)
