# libnames.a
