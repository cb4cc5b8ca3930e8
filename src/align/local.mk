# libalign.a
