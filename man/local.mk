# man
dist_man_MANS += %D%/namedict.1 %D%/namematch.1 %D%/namenorm.1 %D%/tmalign.1 %D%/tmem.1 %D%/tmseg.1 %D%/tmterms.1 %D%/tilmach.7 %D%/xlit.1
