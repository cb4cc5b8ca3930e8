# Each program is src/tools/NAME.c and what all share; what a program links it pays for at every
# start, so libraries are listed program by program.

noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	%D%/cli.c %D%/cli.h \
	%D%/crew.c %D%/crew.h \
	%D%/datapath.c %D%/datapath.h \
	%D%/files.c %D%/files.h \
	%D%/filter.c %D%/filter.h \
	%D%/progress.c %D%/progress.h \
	%D%/settings.c %D%/settings.h
L_CLI = libcli.a

# xlit
noinst_PROGRAMS += compile-systems
compile_systems_SOURCES = %D%/compile-systems.c
compile_systems_LDADD = $(L_COMPILE) $(TEXT_LIBS)
bin_PROGRAMS += xlit
xlit_SOURCES = %D%/xlit.c %D%/xlitcheck.c %D%/xlitcheck.h %D%/xlitdoc.c %D%/xlitdoc.h \
	%D%/xlitrules.c %D%/xlitrules.h \
	%D%/chain.c %D%/chain.h %D%/chain_keep.c %D%/chain_keep.h
xlit_LDADD = $(L_CLI) libcompile.a libtranslit.a libpack.a $(L_INTERCHANGE) $(TEXT_LIBS) -lm

# namenorm
noinst_PROGRAMS += compile-lexicons
compile_lexicons_SOURCES = %D%/compile-lexicons.c
compile_lexicons_LDADD = $(L_NAMES) $(TEXT_LIBS)
bin_PROGRAMS += namenorm
namenorm_SOURCES = \
	%D%/namenorm.c %D%/namenorm.h \
	%D%/namenorm_ask.c \
	%D%/namenorm_diff.c \
	%D%/namenorm_open.c \
	%D%/namenorm_run.c \
	%D%/names_open.c %D%/names_open.h
namenorm_LDADD = $(L_CLI) libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS)

# namematch
bin_PROGRAMS += namematch
namematch_SOURCES = \
	%D%/namematch.c %D%/namematch.h \
	%D%/namematch_join.c \
	%D%/namematch_lookup.c \
	%D%/names_open.c %D%/names_open.h
namematch_LDADD = $(L_CLI) libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) -lm

# namedict
bin_PROGRAMS += namedict
namedict_SOURCES = \
	%D%/namedict.c %D%/namedict.h \
	%D%/namedict_add.c \
	%D%/namedict_check.c \
	%D%/namedict_compile.c \
	%D%/namedict_export.c %D%/namedict_export.h \
	%D%/namedict_gloss.c \
	%D%/namedict_hunspell.c \
	%D%/namedict_import.c \
	%D%/namedict_swaps.c \
	%D%/namedict_show.c \
	%D%/names_open.c %D%/names_open.h
namedict_LDADD = $(L_CLI) libnames.a $(L_INTERCHANGE) $(L_TRANSLIT) $(TEXT_LIBS) $(REC_LIBS) $(JANSSON_LIBS)

# tmseg
bin_PROGRAMS += tmseg
tmseg_SOURCES = %D%/tmseg.c %D%/langdata.c %D%/langdata.h
tmseg_LDADD = $(L_CLI) libsegment.a $(L_INTERCHANGE) $(TEXT_LIBS) $(EXPAT_LIBS) -lm

# tmalign
bin_PROGRAMS += tmalign
tmalign_SOURCES = %D%/tmalign.c %D%/beadout.c %D%/beadout.h %D%/doclines.c %D%/doclines.h \
	%D%/langdata.c %D%/langdata.h \
	%D%/hints.c %D%/hints.h %D%/dictfile.c %D%/dictfile.h \
	%D%/pairfile.c %D%/pairfile.h %D%/textfile.c %D%/textfile.h
tmalign_LDADD = $(L_CLI) libalign.a libsegment.a libpack.a $(L_MEMORY) $(MEMORY_LIBS)

# tmterms
bin_PROGRAMS += tmterms
tmterms_SOURCES = \
	%D%/tmterms.c \
	%D%/glossary.c %D%/glossary.h \
	%D%/hints.c %D%/hints.h %D%/dictfile.c %D%/dictfile.h \
	%D%/langdata.c %D%/langdata.h \
	%D%/memfile.c %D%/memfile.h \
	%D%/pairfile.c %D%/pairfile.h \
	%D%/termscount.c %D%/termscount.h \
	%D%/termsin.c %D%/termsin.h \
	%D%/termsout.c %D%/termsout.h \
	%D%/textfile.c %D%/textfile.h \
	%D%/wordlinks.c %D%/wordlinks.h
tmterms_LDADD = $(L_CLI) libalign.a libsegment.a libpack.a $(L_MEMORY) $(MEMORY_LIBS)

# tmem
bin_PROGRAMS += tmem
tmem_SOURCES = \
	%D%/tmem.c %D%/tmem.h %D%/tmem_analysis.c %D%/tmem_clean.c \
	%D%/tmem_compact.c %D%/tmem_qa.c \
	%D%/bilingual.c %D%/bilingual.h %D%/pairfile.c %D%/pairfile.h %D%/textfile.c %D%/textfile.h \
	%D%/tmem_export.c %D%/tmem_export.h %D%/tmem_export_po.c %D%/tmem_hint.c \
	%D%/tmem_import.c %D%/tmem_import.h %D%/tmem_import_trees.c %D%/tmem_lookup.c \
	%D%/tmem_pretranslate.c %D%/tmem_report.c %D%/tmem_sync.c \
	%D%/tmem_names.c %D%/tmem_names.h %D%/names_open.c %D%/names_open.h \
	%D%/tmem_glossary.c %D%/tmem_lookup.h %D%/tmem_rows.c \
	%D%/tmem_resume.c %D%/tmem_serve.c %D%/tmem_stats.c
tmem_LDADD = $(L_CLI) libserve.a $(L_MEMORY) $(L_TRANSLIT) $(SERVE_LIBS) -lm
