# dictionaries
include dictionaries/segment/local.mk
include dictionaries/systems/local.mk
