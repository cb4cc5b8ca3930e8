noinst_LIBRARIES += libtext.a
libtext_a_SOURCES = \
	%D%/charset.c %D%/charset.h \
	%D%/breaks.c %D%/breaks.h \
	%D%/date.c %D%/date.h \
	%D%/editdist.c %D%/editdist.h \
	%D%/icui18n.c %D%/icui18n.h \
	%D%/icutrans.c %D%/icutrans.h \
	%D%/langscript.c %D%/langscript.h \
	%D%/langtag.c %D%/langtag.h \
	%D%/mixed.c %D%/mixed.h \
	%D%/norm.c %D%/norm.h \
	%D%/number.c %D%/number.h \
	%D%/plain.c %D%/plain.h \
	%D%/plural.c %D%/plural.h \
	%D%/regex.c %D%/regex.h \
	%D%/sentences.c %D%/sentences.h \
	%D%/spans.c %D%/spans.h \
	%D%/uniset.c %D%/uniset.h \
	%D%/spell.c %D%/spell.h \
	%D%/utf8.c %D%/utf8.h \
	%D%/words.c %D%/words.h
libtext_a_CPPFLAGS = $(AM_CPPFLAGS) $(UTF8PROC_CFLAGS) $(ICU_CFLAGS) $(HUNSPELL_CFLAGS)
