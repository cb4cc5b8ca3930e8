# Unit tests, one program a module, with Check.
unit_tests =
UNIT_CPPFLAGS = $(AM_CPPFLAGS) $(CHECK_CFLAGS)
EXTRA_DIST += tests/unit/unit.h

unit_tests += tests/unit/test_base
tests_unit_test_base_SOURCES = tests/unit/test_base.c
tests_unit_test_base_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_base_LDADD = $(L_BASE) $(CHECK_LIBS)

unit_tests += tests/unit/test_text
tests_unit_test_text_SOURCES = tests/unit/test_text.c
tests_unit_test_text_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_text_LDADD = $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_words
tests_unit_test_words_SOURCES = tests/unit/test_words.c
tests_unit_test_words_CPPFLAGS = $(UNIT_CPPFLAGS) $(ICU_CFLAGS)
tests_unit_test_words_LDADD = $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_editdist
tests_unit_test_editdist_SOURCES = tests/unit/test_editdist.c
tests_unit_test_editdist_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_editdist_LDADD = $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_pack
tests_unit_test_pack_SOURCES = tests/unit/test_pack.c
tests_unit_test_pack_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_pack_LDADD = $(L_PACK) $(CHECK_LIBS)

unit_tests += tests/unit/test_langtag
tests_unit_test_langtag_SOURCES = tests/unit/test_langtag.c
tests_unit_test_langtag_CPPFLAGS = $(UNIT_CPPFLAGS) $(ICUI18N_CFLAGS)
tests_unit_test_langtag_LDADD = $(L_TEXT) $(TEXT_LIBS) $(ICUI18N_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_tsv
tests_unit_test_tsv_SOURCES = tests/unit/test_tsv.c
tests_unit_test_tsv_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_tsv_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_tmx
tests_unit_test_tmx_SOURCES = tests/unit/test_tmx.c
tests_unit_test_tmx_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_tmx_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_bifile
tests_unit_test_bifile_SOURCES = tests/unit/test_bifile.c
tests_unit_test_bifile_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_bifile_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) $(GETTEXTPO_LIBS) \
	$(CHECK_LIBS)

unit_tests += tests/unit/test_store
tests_unit_test_store_SOURCES = tests/unit/test_store.c
tests_unit_test_store_CPPFLAGS = $(UNIT_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_store_LDADD = $(L_MEMORY) $(MEMORY_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_xliff2
tests_unit_test_xliff2_SOURCES = tests/unit/test_xliff2.c
tests_unit_test_xliff2_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_xliff2_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) $(GETTEXTPO_LIBS) \
	$(CHECK_LIBS)

unit_tests += tests/unit/test_memory
tests_unit_test_memory_SOURCES = tests/unit/test_memory.c
tests_unit_test_memory_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_memory_LDADD = $(L_MEMORY) $(MEMORY_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_lookup
tests_unit_test_lookup_SOURCES = tests/unit/test_lookup.c
tests_unit_test_lookup_CPPFLAGS = $(UNIT_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_test_lookup_LDADD = $(L_MEMORY) $(MEMORY_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_placeable
tests_unit_test_placeable_SOURCES = tests/unit/test_placeable.c
tests_unit_test_placeable_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_placeable_LDADD = $(L_MEMORY) $(MEMORY_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_cli
tests_unit_test_cli_SOURCES = tests/unit/test_cli.c
tests_unit_test_cli_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_cli_LDADD = $(L_CLI) $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_lexicon
tests_unit_test_lexicon_SOURCES = tests/unit/test_lexicon.c
tests_unit_test_lexicon_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_lexicon_LDADD = $(L_NAMES) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_sound
tests_unit_test_sound_SOURCES = tests/unit/test_sound.c
tests_unit_test_sound_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sound_LDADD = libnames.a $(L_PACK) $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_mixed
tests_unit_test_mixed_SOURCES = tests/unit/test_mixed.c
tests_unit_test_mixed_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_mixed_LDADD = $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_spans
tests_unit_test_spans_SOURCES = tests/unit/test_spans.c
tests_unit_test_spans_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_spans_LDADD = $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_segment
tests_unit_test_segment_SOURCES = tests/unit/test_segment.c
tests_unit_test_segment_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_segment_LDADD = libsegment.a $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS) -lm

unit_tests += tests/unit/test_translit
tests_unit_test_translit_SOURCES = tests/unit/test_translit.c
tests_unit_test_translit_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_translit_LDADD = $(L_COMPILE) $(TEXT_LIBS) $(CHECK_LIBS) -lm

unit_tests += tests/unit/test_restore
tests_unit_test_restore_SOURCES = tests/unit/test_restore.c
tests_unit_test_restore_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_restore_LDADD = $(L_TRANSLIT) $(TEXT_LIBS) -lm $(CHECK_LIBS)

unit_tests += tests/unit/test_oracle
tests_unit_test_oracle_SOURCES = tests/unit/test_oracle.c
tests_unit_test_oracle_CPPFLAGS = $(UNIT_CPPFLAGS) $(ICUI18N_CFLAGS)
tests_unit_test_oracle_LDADD = $(L_COMPILE) $(TEXT_LIBS) $(ICUI18N_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_align
tests_unit_test_align_SOURCES = tests/unit/test_align.c
tests_unit_test_align_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_align_LDADD = libalign.a libpack.a libsegment.a $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS) -lm
unit_tests += tests/unit/test_weak
tests_unit_test_weak_SOURCES = tests/unit/test_weak.c
tests_unit_test_weak_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_weak_LDADD = libalign.a libsegment.a $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS) -lm

unit_tests += tests/unit/test_sampler
tests_unit_test_sampler_SOURCES = tests/unit/test_sampler.c
tests_unit_test_sampler_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_sampler_LDADD = libalign.a libpack.a libsegment.a $(L_TEXT) $(TEXT_LIBS) \
	$(CHECK_LIBS) -lm

unit_tests += tests/unit/test_authority
tests_unit_test_authority_SOURCES = tests/unit/test_authority.c
tests_unit_test_authority_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_authority_LDADD = $(L_NAMES) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_style
tests_unit_test_style_SOURCES = tests/unit/test_style.c
tests_unit_test_style_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_style_LDADD = $(L_NAMES) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_channel
tests_unit_test_channel_SOURCES = tests/unit/test_channel.c
tests_unit_test_channel_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_channel_LDADD = $(L_NAMES) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_find
tests_unit_test_find_SOURCES = tests/unit/test_find.c
tests_unit_test_find_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_find_LDADD = $(L_NAMES) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_score
tests_unit_test_score_SOURCES = tests/unit/test_score.c
tests_unit_test_score_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_score_LDADD = $(L_NAMES) $(TEXT_LIBS) -lm $(CHECK_LIBS)

unit_tests += tests/unit/test_paradigms
tests_unit_test_paradigms_SOURCES = tests/unit/test_paradigms.c tests/unit/endings_of.h
tests_unit_test_paradigms_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_paradigms_LDADD = libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_rec
tests_unit_test_rec_SOURCES = tests/unit/test_rec.c
tests_unit_test_rec_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_rec_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(REC_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_phrases
tests_unit_test_phrases_SOURCES = tests/unit/test_phrases.c
tests_unit_test_phrases_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_phrases_LDADD = libalign.a libpack.a libsegment.a $(L_TEXT) $(TEXT_LIBS) $(CHECK_LIBS) -lm

unit_tests += tests/unit/test_endings tests/unit/test_token tests/unit/test_doc
tests_unit_test_endings_SOURCES = tests/unit/test_endings.c tests/unit/endings_of.h
tests_unit_test_endings_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_endings_LDADD = libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(CHECK_LIBS)
tests_unit_test_token_SOURCES = tests/unit/test_token.c
tests_unit_test_token_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_token_LDADD = libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(CHECK_LIBS)
tests_unit_test_doc_SOURCES = tests/unit/test_doc.c
tests_unit_test_doc_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_doc_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_json
tests_unit_test_json_SOURCES = tests/unit/test_json.c
tests_unit_test_json_CPPFLAGS = $(UNIT_CPPFLAGS) $(JANSSON_CFLAGS)
tests_unit_test_json_LDADD = $(L_INTERCHANGE) $(TEXT_LIBS) $(JANSSON_LIBS) $(CHECK_LIBS)

unit_tests += tests/unit/test_care
tests_unit_test_care_SOURCES = tests/unit/test_care.c
tests_unit_test_care_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_care_LDADD = $(L_MEMORY) $(L_TRANSLIT) $(MEMORY_LIBS) $(CHECK_LIBS) -lm
unit_tests += tests/unit/test_request tests/unit/test_server
tests_unit_test_request_SOURCES = tests/unit/test_request.c
tests_unit_test_request_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_request_LDADD = $(L_SERVE) $(SERVE_LIBS) $(CHECK_LIBS)
tests_unit_test_server_SOURCES = tests/unit/test_server.c
tests_unit_test_server_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_test_server_LDADD = $(L_SERVE) $(SERVE_LIBS) $(CHECK_LIBS)

if HAVE_CHECK
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
