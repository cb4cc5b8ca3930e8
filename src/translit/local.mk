# What runs compiled systems, and apart from it, since it needs ICU, what compiles them.
noinst_LIBRARIES += libtranslit.a libcompile.a
libtranslit_a_SOURCES = \
	%D%/chains.c %D%/chains.h \
	%D%/choose.c %D%/choose.h \
	%D%/db.c %D%/db.h \
	%D%/detect.c %D%/detect.h %D%/detect_runs.c %D%/detect_table.c \
	%D%/engine.h \
	%D%/fast.c %D%/fast.h \
	%D%/header.c %D%/header.h \
	%D%/match.c %D%/match.h \
	%D%/readings.c %D%/readings.h \
	%D%/restore.c %D%/restore.h \
	%D%/run.c \
	%D%/shapes.c %D%/shapes.h \
	%D%/table.c %D%/table.h \
	%D%/tongue.c %D%/tongue.h \
	%D%/xlit.c %D%/xlit.h
libcompile_a_SOURCES = \
	%D%/advice.c \
	%D%/automaton.c %D%/automaton.h \
	%D%/casing.c \
	%D%/compile.c %D%/compile.h \
	%D%/half.c %D%/parser.h \
	%D%/index.c %D%/index.h \
	%D%/machine.c \
	%D%/masks.c \
	%D%/open.c \
	%D%/rules.c %D%/rules.h \
	%D%/source.c %D%/source.h
