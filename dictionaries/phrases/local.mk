# Function words for phrase extraction, one file a language; comments are left out of what is
# installed.
phrases_langs = de en fr kk ky pl ru tr uk uz
phrases_words = \
	%D%/de.txt %D%/en.txt %D%/fr.txt %D%/kk.txt %D%/ky.txt \
	%D%/pl.txt %D%/ru.txt %D%/tr.txt %D%/uk.txt %D%/uz.txt
phrases_data = \
	dictionaries/phrases-de.txt dictionaries/phrases-en.txt \
	dictionaries/phrases-fr.txt dictionaries/phrases-kk.txt \
	dictionaries/phrases-ky.txt dictionaries/phrases-pl.txt \
	dictionaries/phrases-ru.txt dictionaries/phrases-tr.txt \
	dictionaries/phrases-uk.txt dictionaries/phrases-uz.txt
nodist_pkgdata_DATA += $(phrases_data)
EXTRA_DIST += $(phrases_words) %D%/README.md
CLEANFILES += $(phrases_data) dictionaries/phrases.stamp

$(phrases_data): dictionaries/phrases.stamp
	@test -f $@ || { rm -f dictionaries/phrases.stamp; \
	  $(MAKE) $(AM_MAKEFLAGS) dictionaries/phrases.stamp; }

dictionaries/phrases.stamp: $(phrases_words)
	$(AM_V_GEN)$(MKDIR_P) dictionaries
	$(AM_V_at)for lang in $(phrases_langs); do \
	  $(SED) -e 's/^#.*//' -e 's/ #.*//' -e '/^ *$$/d' $(srcdir)/%D%/$$lang.txt \
	    >dictionaries/phrases-$$lang.tmp && \
	  mv dictionaries/phrases-$$lang.tmp dictionaries/phrases-$$lang.txt || exit 1; \
	done
	$(AM_V_at)touch $@
