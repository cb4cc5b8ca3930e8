noinst_LIBRARIES += libinterchange.a
libinterchange_a_SOURCES = \
	%D%/bi_markup.c %D%/bifile.c %D%/bifile.h %D%/bifile_codes.c %D%/bifile_inside.h \
	%D%/bifile_po.c %D%/bifile_po_check.c %D%/bifile_po_put.c \
	%D%/bifile_xliff.c %D%/bifile_xliff_put.c \
	%D%/csv.c %D%/csv.h \
	%D%/doc/doc.c %D%/doc/doc.h %D%/doc/doc_reader.h \
	%D%/doc/html.c %D%/doc/jsonl.c %D%/doc/markdown.c %D%/doc/plain.c %D%/doc/po.c %D%/doc/table.c \
	%D%/doc/texts.c %D%/doc/texts.h %D%/doc/odf.c %D%/doc/office.c %D%/doc/office.h %D%/doc/tags.c %D%/doc/tags.h %D%/doc/word.c \
	%D%/finding.c %D%/finding.h \
	%D%/json.c %D%/json.h \
	%D%/jsonin.c %D%/jsonin.h \
	%D%/omegat.c %D%/omegat.h \
	%D%/po_write.c %D%/po_write.h \
	%D%/rec.c %D%/rec.h \
	%D%/srx.c %D%/srx.h \
	%D%/tbx.h %D%/tbx_read.c %D%/tbx_write.c \
	%D%/tmx.h %D%/tmx_parse.c %D%/tmx_parse.h %D%/tmx_read.c %D%/tmx_write.c \
	%D%/tsv.c %D%/tsv.h \
	%D%/xliff2.h %D%/xliff2_check.c %D%/xliff2_modules.c %D%/xliff2_tables.c %D%/xliff2_unit.c \
	%D%/xliff2_values.c \
	%D%/xmlin.c %D%/xmlin.h %D%/xmlout.c %D%/xmlout.h %D%/xmltree.c %D%/xmltree.h \
	%D%/zipfile.c %D%/zipfile.h
libinterchange_a_CPPFLAGS = $(AM_CPPFLAGS) $(EXPAT_CFLAGS) $(JANSSON_CFLAGS) $(ZIP_CFLAGS)
