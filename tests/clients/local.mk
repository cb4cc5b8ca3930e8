# Our output in the hands of other programs; `./setup check --full` runs them (run.sh), not make check.
EXTRA_DIST += tests/clients/run.sh tests/clients/serve.t tests/clients/libreoffice.t tests/clients/omegat.t tests/clients/postgres.t \
	tests/clients/translate_toolkit.t
