# dictionaries
include dictionaries/segment/local.mk
