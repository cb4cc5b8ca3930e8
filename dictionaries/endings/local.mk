# Endings of names, one file a language; comments and blank lines are left out of what is installed.
endings_langs = be cs de en es fr kk ky lt lv pl ru tr uk uz
endings_texts = \
	%D%/be.txt %D%/cs.txt %D%/de.txt %D%/en.txt %D%/es.txt \
	%D%/fr.txt %D%/kk.txt %D%/ky.txt %D%/lt.txt %D%/lv.txt \
	%D%/pl.txt %D%/ru.txt %D%/tr.txt %D%/uk.txt %D%/uz.txt
endings_data = \
	dictionaries/endings-be.txt dictionaries/endings-cs.txt dictionaries/endings-de.txt \
	dictionaries/endings-en.txt dictionaries/endings-es.txt dictionaries/endings-fr.txt \
	dictionaries/endings-kk.txt dictionaries/endings-ky.txt dictionaries/endings-lt.txt \
	dictionaries/endings-lv.txt dictionaries/endings-pl.txt dictionaries/endings-ru.txt \
	dictionaries/endings-tr.txt dictionaries/endings-uk.txt dictionaries/endings-uz.txt
nodist_pkgdata_DATA += $(endings_data)
EXTRA_DIST += $(endings_texts) %D%/README.md
CLEANFILES += $(endings_data) dictionaries/endings.stamp

$(endings_data): dictionaries/endings.stamp
	@test -f $@ || { rm -f dictionaries/endings.stamp; \
	  $(MAKE) $(AM_MAKEFLAGS) dictionaries/endings.stamp; }

dictionaries/endings.stamp: $(endings_texts)
	$(AM_V_GEN)$(MKDIR_P) dictionaries
	$(AM_V_at)for lang in $(endings_langs); do \
	  $(SED) -e '/^#/d' -e '/^ *$$/d' $(srcdir)/%D%/$$lang.txt >dictionaries/endings-$$lang.tmp && \
	  mv dictionaries/endings-$$lang.tmp dictionaries/endings-$$lang.txt || exit 1; \
	done
	$(AM_V_at)touch $@
