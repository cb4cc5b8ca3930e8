# Scripts that run the programs as a user does.
t_tests = tests/cli/layers.t
t_tests += tests/cli/tmseg.t
t_tests += tests/cli/doc.t
t_tests += tests/cli/inplace.t
t_tests += tests/cli/install.t
t_tests += tests/cli/man.t
t_tests += tests/cli/settings.t
t_tests += tests/cli/xlit.t
EXTRA_DIST += tests/cli/xlit
t_tests += tests/cli/tmalign.t
t_tests += tests/cli/tmem.t
t_tests += tests/cli/namedict.t
t_tests += tests/cli/namematch.t
t_tests += tests/cli/namenorm.t
EXTRA_DIST += tests/cli/namenorm
t_tests += tests/cli/tmterms.t
EXTRA_DIST += tests/cli/tmterms
