# The rule files; each is named, so that the pack is rebuilt when one changes.
system_rules = \
	%D%/az-alalc.rules \
	%D%/az-latn.rules \
	%D%/ba-bgn.rules \
	%D%/be-2000.rules \
	%D%/be-2007.rules \
	%D%/be-alalc.rules \
	%D%/be-bgn.rules \
	%D%/be-gost1983.rules \
	%D%/be-icao9303.rules \
	%D%/be-odni.rules \
	%D%/bg-2009.rules \
	%D%/bg-antarctic.rules \
	%D%/bg-bgn1952.rules \
	%D%/bg-odni2005.rules \
	%D%/bg-odni2015.rules \
	%D%/bg-un1977.rules \
	%D%/ce-bgn.rules \
	%D%/kk-2017.rules \
	%D%/kk-2018.rules \
	%D%/kk-2019.rules \
	%D%/kk-2021.rules \
	%D%/kk-alalc.rules \
	%D%/kk-arab.rules \
	%D%/kk-bgn.rules \
	%D%/kk-iso9.rules \
	%D%/kk-odni.rules \
	%D%/kk-press-de.rules \
	%D%/kk-press-en.rules \
	%D%/kk-press-fr.rules \
	%D%/kk-press-pl.rules \
	%D%/kk-press-tr.rules \
	%D%/kk-ru.rules \
	%D%/ky-bgn.rules \
	%D%/ky-odni.rules \
	%D%/mk-alalc.rules \
	%D%/mk-latn.rules \
	%D%/mk-un1977.rules \
	%D%/mn-alalc.rules \
	%D%/mn-bgn.rules \
	%D%/mn-cyrl.rules \
	%D%/mn-mns5217.rules \
	%D%/ro-cyrl-latn.rules \
	%D%/ru-alalc.rules \
	%D%/ru-bgn.rules \
	%D%/ru-bgn-plain.rules \
	%D%/ru-bs2979.rules \
	%D%/ru-gost16876.rules \
	%D%/ru-gost16876-1983.rules \
	%D%/ru-gost16876-2.rules \
	%D%/ru-gost52290.rules \
	%D%/ru-gost52535.rules \
	%D%/ru-gost779b.rules \
	%D%/ru-icao9303.rules \
	%D%/ru-iso9.rules \
	%D%/ru-iso9-1954.rules \
	%D%/ru-iso9-1968.rules \
	%D%/ru-mosmetro.rules \
	%D%/ru-mvd310.rules \
	%D%/ru-mvd310-fr.rules \
	%D%/ru-mvd782.rules \
	%D%/ru-odni.rules \
	%D%/ru-press-de.rules \
	%D%/ru-press-en.rules \
	%D%/ru-press-fr.rules \
	%D%/ru-press-pl.rules \
	%D%/ru-press-tr.rules \
	%D%/ru-scientific.rules \
	%D%/ru-streamlined.rules \
	%D%/ru-streamlined-opt.rules \
	%D%/ru-telegram.rules \
	%D%/ru-un.rules \
	%D%/ru-wikipedia.rules \
	%D%/ru-yandex-maps.rules \
	%D%/ru-yandex-money.rules \
	%D%/rue-bgn.rules \
	%D%/sr-alalc.rules \
	%D%/sr-latn.rules \
	%D%/sr-odni.rules \
	%D%/tg-bgn.rules \
	%D%/tg-odni.rules \
	%D%/tk-bgn1979.rules \
	%D%/tk-latn.rules \
	%D%/tk-odni.rules \
	%D%/tt-bgn.rules \
	%D%/uk-1993.rules \
	%D%/uk-1996.rules \
	%D%/uk-2010.rules \
	%D%/uk-alalc.rules \
	%D%/uk-bgn.rules \
	%D%/uk-odni.rules \
	%D%/uk-press-en.rules \
	%D%/uk-un1998.rules \
	%D%/uz-bgn1979.rules \
	%D%/uz-latn.rules \
	%D%/uz-odni.rules
EXTRA_DIST += %D%/README.md $(system_rules)

nodist_pkgdata_DATA += dictionaries/systems.tmd
CLEANFILES += dictionaries/systems.tmd
dictionaries/systems.tmd: $(system_rules) compile-systems$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) dictionaries && ./compile-systems$(EXEEXT) $@ \
		`for f in $(system_rules); do if test -f $$f; then echo $$f; else echo $(srcdir)/$$f; fi; done`
