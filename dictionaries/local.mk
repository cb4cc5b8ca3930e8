# dictionaries
include dictionaries/endings/local.mk
include dictionaries/names/local.mk
include dictionaries/phrases/local.mk
include dictionaries/segment/local.mk
include dictionaries/sounds/local.mk
include dictionaries/styles/local.mk
include dictionaries/systems/local.mk
