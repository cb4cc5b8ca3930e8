# One libFuzzer target a parser; without --enable-fuzzing each gets a plain main that replays the
# corpus.  A target: tests/fuzz/fuzz_NAME.c, corpus in tests/fuzz/corpus/NAME/, and here
#   fuzz_programs += tests/fuzz/fuzz_NAME
#   tests_fuzz_fuzz_NAME_SOURCES = tests/fuzz/fuzz_NAME.c $(fuzz_main)
#   tests_fuzz_fuzz_NAME_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
#   tests_fuzz_fuzz_NAME_LDADD = …
fuzz_programs =
if FUZZING
fuzz_main =
else
fuzz_main = tests/fuzz/replay.c
endif
t_tests += tests/fuzz/replay.t
EXTRA_DIST += tests/fuzz/fuzz.h tests/fuzz/run.sh tests/fuzz/corpus

# utf8
fuzz_programs += tests/fuzz/fuzz_utf8
tests_fuzz_fuzz_utf8_SOURCES = tests/fuzz/fuzz_utf8.c $(fuzz_main)
tests_fuzz_fuzz_utf8_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_utf8_LDADD = $(L_TEXT) $(TEXT_LIBS)

# rules (xlit)
fuzz_programs += tests/fuzz/fuzz_rules
tests_fuzz_fuzz_rules_SOURCES = tests/fuzz/fuzz_rules.c $(fuzz_main)
tests_fuzz_fuzz_rules_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_rules_LDADD = $(L_COMPILE) $(TEXT_LIBS)

# pack, authority
fuzz_programs += tests/fuzz/fuzz_authority
tests_fuzz_fuzz_authority_SOURCES = tests/fuzz/fuzz_authority.c $(fuzz_main)
tests_fuzz_fuzz_authority_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_authority_LDADD = $(L_NAMES) $(TEXT_LIBS) -lm

# systems, styles
fuzz_programs += tests/fuzz/fuzz_packs
tests_fuzz_fuzz_packs_SOURCES = tests/fuzz/fuzz_packs.c tests/fuzz/fuzz_pack.h $(fuzz_main)
tests_fuzz_fuzz_packs_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_packs_LDADD = $(L_NAMES) $(TEXT_LIBS) -lm

# models of word links
fuzz_programs += tests/fuzz/fuzz_model
tests_fuzz_fuzz_model_SOURCES = tests/fuzz/fuzz_model.c tests/fuzz/fuzz_pack.h $(fuzz_main)
tests_fuzz_fuzz_model_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_model_LDADD = libalign.a libpack.a libsegment.a $(L_TEXT) $(TEXT_LIBS) -lm

# counts of phrases
fuzz_programs += tests/fuzz/fuzz_counts
tests_fuzz_fuzz_counts_SOURCES = tests/fuzz/fuzz_counts.c $(fuzz_main)
tests_fuzz_fuzz_counts_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_counts_LDADD = libalign.a libpack.a libsegment.a $(L_TEXT) $(TEXT_LIBS) -lm

# rec
fuzz_programs += tests/fuzz/fuzz_rec
tests_fuzz_fuzz_rec_SOURCES = tests/fuzz/fuzz_rec.c $(fuzz_main)
tests_fuzz_fuzz_rec_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_rec_LDADD = libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(REC_LIBS)

# lists of other people's
fuzz_programs += tests/fuzz/fuzz_import
tests_fuzz_fuzz_import_SOURCES = tests/fuzz/fuzz_import.c $(fuzz_main)
tests_fuzz_fuzz_import_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_import_LDADD = libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(REC_LIBS) \
	$(JANSSON_LIBS)

# markdown, jsonl
fuzz_programs += tests/fuzz/fuzz_doc
tests_fuzz_fuzz_doc_SOURCES = tests/fuzz/fuzz_doc.c $(fuzz_main)
tests_fuzz_fuzz_doc_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_doc_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS)

# docx, odt
fuzz_programs += tests/fuzz/fuzz_office
tests_fuzz_fuzz_office_SOURCES = tests/fuzz/fuzz_office.c $(fuzz_main)
tests_fuzz_fuzz_office_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
tests_fuzz_fuzz_office_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_office_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(ZIP_LIBS)

# tmx, tsv
fuzz_programs += tests/fuzz/fuzz_tmx tests/fuzz/fuzz_tsv
tests_fuzz_fuzz_tmx_SOURCES = tests/fuzz/fuzz_tmx.c $(fuzz_main)
tests_fuzz_fuzz_tmx_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_tmx_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS)
tests_fuzz_fuzz_tsv_SOURCES = tests/fuzz/fuzz_tsv.c $(fuzz_main)
tests_fuzz_fuzz_tsv_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_tsv_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS)

# xliff and po, tbx
fuzz_programs += tests/fuzz/fuzz_bifile tests/fuzz/fuzz_tbx
tests_fuzz_fuzz_bifile_SOURCES = tests/fuzz/fuzz_bifile.c $(fuzz_main)
tests_fuzz_fuzz_bifile_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_bifile_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) $(GETTEXTPO_LIBS)
tests_fuzz_fuzz_tbx_SOURCES = tests/fuzz/fuzz_tbx.c $(fuzz_main)
tests_fuzz_fuzz_tbx_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_tbx_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS)

# rows of PostgreSQL
fuzz_programs += tests/fuzz/fuzz_pgrow
tests_fuzz_fuzz_pgrow_SOURCES = tests/fuzz/fuzz_pgrow.c $(fuzz_main)
tests_fuzz_fuzz_pgrow_CPPFLAGS = $(AM_CPPFLAGS) $(PQ_CFLAGS)
tests_fuzz_fuzz_pgrow_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_pgrow_LDADD = $(L_MEMORY) $(MEMORY_LIBS)

# segment, srx
fuzz_programs += tests/fuzz/fuzz_segment tests/fuzz/fuzz_srx
tests_fuzz_fuzz_segment_SOURCES = tests/fuzz/fuzz_segment.c tests/fuzz/fuzz_segments.h $(fuzz_main)
tests_fuzz_fuzz_segment_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_segment_LDADD = libsegment.a $(L_TEXT) $(TEXT_LIBS) -lm
tests_fuzz_fuzz_srx_SOURCES = tests/fuzz/fuzz_srx.c tests/fuzz/fuzz_segments.h $(fuzz_main)
tests_fuzz_fuzz_srx_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_srx_LDADD = libsegment.a $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) -lm

# numbers, dates, repaired translations
fuzz_programs += tests/fuzz/fuzz_placeables
tests_fuzz_fuzz_placeables_SOURCES = tests/fuzz/fuzz_placeables.c $(fuzz_main)
tests_fuzz_fuzz_placeables_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_placeables_LDADD = $(L_MEMORY) $(MEMORY_LIBS)

# request (HTTP)
fuzz_programs += tests/fuzz/fuzz_request
tests_fuzz_fuzz_request_SOURCES = tests/fuzz/fuzz_request.c $(fuzz_main)
tests_fuzz_fuzz_request_LDFLAGS = $(AM_LDFLAGS) $(TM_FUZZ_CFLAGS)
tests_fuzz_fuzz_request_LDADD = libserve.a $(L_TEXT) $(TEXT_LIBS)

check_PROGRAMS += $(fuzz_programs)
