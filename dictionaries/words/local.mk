# Ordinary words of the languages of names/ and endings/, from the Hunspell dictionaries that are there.
EXTRA_DIST += %D%/README.md
nodist_pkgdata_DATA += dictionaries/words.tmd
CLEANFILES += dictionaries/words.tmd

dictionaries/words.tmd: compile-lexicons$(EXEEXT)
	@$(MKDIR_P) dictionaries
	$(AM_V_GEN)./compile-lexicons$(EXEEXT) $@ \
	  be cs de en es fr kk ky lt lv pl ru tr uk uz
