# House styles, compiled into styles.tmd.
styles_rec = \
	%D%/bgn.rec \
	%D%/de-press.rec \
	%D%/en-gb-press.rec \
	%D%/en-press.rec \
	%D%/fr-press.rec \
	%D%/kk.rec \
	%D%/lt-press.rec \
	%D%/lv-press.rec \
	%D%/official-kz.rec \
	%D%/pl-press.rec \
	%D%/rferl.rec \
	%D%/ru-press.rec \
	%D%/tr-press.rec \
	%D%/uz-press.rec
EXTRA_DIST += $(styles_rec) %D%/README.md
nodist_pkgdata_DATA += dictionaries/styles.tmd
CLEANFILES += dictionaries/styles.tmd

dictionaries/styles.tmd: $(styles_rec) namedict$(EXEEXT)
	@$(MKDIR_P) dictionaries
	$(AM_V_GEN)recs=; for f in $(styles_rec); do recs="$$recs $(srcdir)/$$f"; done; \
	./namedict$(EXEEXT) compile --no-config -o $@ $$recs
