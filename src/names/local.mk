# libnames.a
EXTRA_DIST += %D%/authority.h %D%/key.h %D%/sound.h %D%/style.h
