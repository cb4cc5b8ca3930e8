# libtranslit.a
