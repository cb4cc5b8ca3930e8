# libsegment.a
