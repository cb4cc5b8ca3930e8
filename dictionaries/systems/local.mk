# The rule files; each is named, so that the pack is rebuilt when one changes.
system_rules = \
	%D%/be-2007.rules \
	%D%/be-bgn.rules \
	%D%/bg-2009.rules \
	%D%/kk-2017.rules \
	%D%/kk-2018.rules \
	%D%/kk-2019.rules \
	%D%/kk-2021.rules \
	%D%/kk-alalc.rules \
	%D%/kk-arab.rules \
	%D%/kk-bgn.rules \
	%D%/kk-iso9.rules \
	%D%/kk-press-de.rules \
	%D%/kk-press-en.rules \
	%D%/kk-press-fr.rules \
	%D%/kk-press-pl.rules \
	%D%/kk-press-tr.rules \
	%D%/kk-ru.rules \
	%D%/ky-bgn.rules \
	%D%/ru-alalc.rules \
	%D%/ru-bgn-plain.rules \
	%D%/ru-bgn.rules \
	%D%/ru-gost779b.rules \
	%D%/ru-icao9303.rules \
	%D%/ru-iso9.rules \
	%D%/ru-press-de.rules \
	%D%/ru-press-en.rules \
	%D%/ru-press-fr.rules \
	%D%/ru-press-pl.rules \
	%D%/ru-press-tr.rules \
	%D%/ru-un.rules \
	%D%/sr-latn.rules \
	%D%/tk-latn.rules \
	%D%/uk-2010.rules \
	%D%/uk-alalc.rules \
	%D%/uk-bgn.rules \
	%D%/uk-press-en.rules \
	%D%/uz-latn.rules
EXTRA_DIST += %D%/README.md $(system_rules)

nodist_pkgdata_DATA += dictionaries/systems.tmd
CLEANFILES += dictionaries/systems.tmd
dictionaries/systems.tmd: $(system_rules) compile-systems$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) dictionaries && ./compile-systems$(EXEEXT) $@ \
		`for f in $(system_rules); do if test -f $$f; then echo $$f; else echo $(srcdir)/$$f; fi; done`
