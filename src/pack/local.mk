noinst_LIBRARIES += libpack.a
libpack_a_SOURCES = %D%/pack.c %D%/pack.h
