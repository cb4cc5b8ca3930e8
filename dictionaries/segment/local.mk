# Rules of sentence segmentation, one file a language; comments and blank lines are left out of
# what is installed.
segment_langs = de en fr kk ky pl ru tr uk uz
segment_rules = \
	%D%/de.txt %D%/en.txt %D%/fr.txt %D%/kk.txt %D%/ky.txt \
	%D%/pl.txt %D%/ru.txt %D%/tr.txt %D%/uk.txt %D%/uz.txt
segment_data = \
	dictionaries/segment-de.txt dictionaries/segment-en.txt dictionaries/segment-fr.txt \
	dictionaries/segment-kk.txt dictionaries/segment-ky.txt dictionaries/segment-pl.txt \
	dictionaries/segment-ru.txt dictionaries/segment-tr.txt dictionaries/segment-uk.txt \
	dictionaries/segment-uz.txt
nodist_pkgdata_DATA += $(segment_data)
EXTRA_DIST += $(segment_rules) %D%/README.md
CLEANFILES += $(segment_data) dictionaries/segment.stamp

$(segment_data): dictionaries/segment.stamp
	@test -f $@ || { rm -f dictionaries/segment.stamp; \
	  $(MAKE) $(AM_MAKEFLAGS) dictionaries/segment.stamp; }

dictionaries/segment.stamp: $(segment_rules)
	$(AM_V_GEN)$(MKDIR_P) dictionaries
	$(AM_V_at)for lang in $(segment_langs); do \
	  $(SED) -e 's/^#.*//' -e 's/ #.*//' -e '/^ *$$/d' $(srcdir)/%D%/$$lang.txt \
	    >dictionaries/segment-$$lang.tmp && \
	  mv dictionaries/segment-$$lang.tmp dictionaries/segment-$$lang.txt || exit 1; \
	done
	$(AM_V_at)touch $@
