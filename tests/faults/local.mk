# What happens when memory, disk or luck runs out.
t_tests += tests/faults/oom.t tests/faults/io.t tests/faults/crash.t tests/faults/memory.t
EXTRA_DIST += tests/faults/tools.sh tests/faults/oom.c tests/faults/valgrind.sh tests/faults/valgrind.supp
if !SANITIZERS
check_DATA += tests/faults/oom.so
CLEANFILES += tests/faults/oom.so
endif
tests/faults/oom.so: $(srcdir)/tests/faults/oom.c
	@$(MKDIR_P) tests/faults
	$(AM_V_CC)$(CC) -shared -fPIC -O1 -o $@ $(srcdir)/tests/faults/oom.c
