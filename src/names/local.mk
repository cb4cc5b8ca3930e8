noinst_LIBRARIES += libnames.a
libnames_a_SOURCES = \
	%D%/authority.c %D%/authority.h \
	%D%/bearers.c %D%/bearers.h \
	%D%/check.c %D%/check.h \
	%D%/compile.c %D%/compile.h %D%/compile_private.h \
	%D%/derive.c %D%/derive.h \
	%D%/diacritics.c %D%/diacritics.h \
	%D%/alphabet.c %D%/alphabet.h \
	%D%/channel.c %D%/channel.h \
	%D%/common.c %D%/common.h \
	%D%/alike.c %D%/consistency.c %D%/context.c %D%/edits.c %D%/first_mention.c %D%/former.c \
	%D%/endings.c %D%/endings.h %D%/endings_parse.c %D%/endings_private.h \
	%D%/find.c %D%/find.h %D%/find_private.h \
	%D%/format.h \
	%D%/group.c %D%/language.c %D%/look.c %D%/mention.c %D%/part_text.c %D%/part_text.h \
	%D%/person.c %D%/rename.c %D%/respell.c %D%/respell.h %D%/scan.c %D%/starts.c \
	%D%/word.c \
	%D%/token.c %D%/token.h %D%/unlisted.c \
	%D%/forms.c %D%/forms.h \
	%D%/given.c %D%/given.h \
	%D%/import.c %D%/import.h %D%/import_draft.c %D%/import_draft.h %D%/import_json.c \
	%D%/index.c %D%/index.h \
	%D%/key.c %D%/key.h \
	%D%/letters.c %D%/letters.h \
	%D%/list.c %D%/list.h \
	%D%/openings.c %D%/openings.h \
	%D%/near.c %D%/near.h \
	%D%/lexicon.c %D%/lexicon.h %D%/lexicon_compile.c %D%/lexicon_format.h \
	%D%/learned.c %D%/lookup.c %D%/lookup.h \
	%D%/parts.c %D%/parts.h \
	%D%/rarity.c %D%/rarity.h \
	%D%/record.c %D%/record.h \
	%D%/score.c %D%/score.h %D%/score_private.h %D%/score_read.c %D%/score_word.c \
	%D%/quotation.c %D%/spelling.c %D%/spoken.c %D%/sound.c %D%/sound.h \
	%D%/input.c %D%/input.h \
	%D%/style.c %D%/style.h %D%/style_private.h \
	%D%/style_compile.c %D%/style_compile.h %D%/style_format.h \
	%D%/styles.c \
	%D%/swaps.c %D%/swaps.h \
	%D%/table.c %D%/table.h \
	%D%/tags.c %D%/tags.h \
	%D%/write.c

# Letters that are written for one another, given names that are, and the readings of Chinese characters.
%D%/channel.$(OBJEXT): src/names/sounds.inc
%D%/alphabet.$(OBJEXT): src/names/pinyin.inc
%D%/given.$(OBJEXT): src/names/given.inc
%D%/common.$(OBJEXT): src/names/common.inc
src/names/sounds.inc: $(sounds_tables) $(srcdir)/%D%/sounds.awk
	$(AM_V_GEN)$(MKDIR_P) src/names
	$(AM_V_at)cd $(srcdir) && LC_ALL=C $(AWK) -f %D%/sounds.awk $(sounds_tables) \
	  >$(abs_builddir)/$@.tmp
	$(AM_V_at)mv $@.tmp $@
src/names/pinyin.inc: dictionaries/sounds/pinyin.txt $(srcdir)/%D%/pinyin.awk
	$(AM_V_GEN)$(MKDIR_P) src/names
	$(AM_V_at)LC_ALL=C $(AWK) -f $(srcdir)/%D%/pinyin.awk \
	  $(srcdir)/dictionaries/sounds/pinyin.txt >$@.tmp
	$(AM_V_at)mv $@.tmp $@
src/names/given.inc: dictionaries/sounds/given.txt $(srcdir)/%D%/given.awk $(srcdir)/%D%/table.awk
	$(AM_V_GEN)$(MKDIR_P) src/names
	$(AM_V_at)LC_ALL=C $(AWK) -v keys=$@.keys -f $(srcdir)/%D%/table.awk -f $(srcdir)/%D%/given.awk \
	  $(srcdir)/dictionaries/sounds/given.txt >$@.tmp
	$(AM_V_at)rm -f $@.keys && mv $@.tmp $@
src/names/common.inc: dictionaries/sounds/common.txt $(srcdir)/%D%/common.awk $(srcdir)/%D%/table.awk
	$(AM_V_GEN)$(MKDIR_P) src/names
	$(AM_V_at)LC_ALL=C $(AWK) -v keys=$@.keys -f $(srcdir)/%D%/table.awk -f $(srcdir)/%D%/common.awk \
	  $(srcdir)/dictionaries/sounds/common.txt >$@.tmp
	$(AM_V_at)rm -f $@.keys && mv $@.tmp $@
EXTRA_DIST += %D%/common.awk %D%/given.awk %D%/pinyin.awk %D%/sounds.awk %D%/table.awk
CLEANFILES += src/names/common.inc src/names/given.inc src/names/sounds.inc src/names/pinyin.inc
