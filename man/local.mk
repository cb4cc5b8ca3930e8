# man
dist_man_MANS += %D%/namedict.1 %D%/tmseg.1
