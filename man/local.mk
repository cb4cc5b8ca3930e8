# man
dist_man_MANS += %D%/tmseg.1
