# libmemory.a
