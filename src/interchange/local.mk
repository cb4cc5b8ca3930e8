# libinterchange.a
