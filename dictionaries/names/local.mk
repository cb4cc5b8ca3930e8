# Authority files of names, compiled into names.tmd.
names_rec = \
	%D%/organizations.rec \
	%D%/people-kz.rec \
	%D%/people-region.rec \
	%D%/people-world.rec \
	%D%/places-asia.rec \
	%D%/places-caucasus.rec \
	%D%/places-europe.rec \
	%D%/places-kz.rec \
	%D%/places-russia.rec \
	%D%/places-world.rec \
	%D%/titles.rec
EXTRA_DIST += $(names_rec) %D%/README.md
nodist_pkgdata_DATA += dictionaries/names.tmd
CLEANFILES += dictionaries/names.tmd

dictionaries/names.tmd: $(names_rec) namedict$(EXEEXT) dictionaries/systems.tmd
	@$(MKDIR_P) dictionaries
	$(AM_V_GEN)recs=; for f in $(names_rec); do recs="$$recs $(srcdir)/$$f"; done; \
	./namedict$(EXEEXT) compile --no-config --systems=dictionaries/systems.tmd -o $@ $$recs
