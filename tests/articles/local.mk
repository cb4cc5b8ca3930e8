# Marked articles, and the program that runs namenorm over them: README.md in this folder.
check_PROGRAMS += tests/articles/articles
tests_articles_articles_SOURCES = %D%/articles.c
tests_articles_articles_LDADD = $(L_BASE)
EXTRA_DIST += %D%/README.md %D%/own.rec $(article_texts)
article_texts = \
	%D%/be-01.txt \
	%D%/cs-01.txt \
	%D%/de-01.txt \
	%D%/de-02.txt \
	%D%/de-03.txt \
	%D%/de-04.txt \
	%D%/de-05.txt \
	%D%/de-21.txt \
	%D%/en-01.txt \
	%D%/en-02.txt \
	%D%/en-03.txt \
	%D%/en-04.txt \
	%D%/en-05.txt \
	%D%/en-06.txt \
	%D%/en-07.txt \
	%D%/en-08.txt \
	%D%/en-09.txt \
	%D%/en-10.txt \
	%D%/en-11.txt \
	%D%/en-12.txt \
	%D%/en-13.txt \
	%D%/en-21.txt \
	%D%/en-22.txt \
	%D%/en-gb-01.txt \
	%D%/es-01.txt \
	%D%/fr-01.txt \
	%D%/fr-02.txt \
	%D%/fr-03.txt \
	%D%/kk-01.txt \
	%D%/kk-02.txt \
	%D%/kk-03.txt \
	%D%/kk-04.txt \
	%D%/kk-05.txt \
	%D%/kk-06.txt \
	%D%/kk-07.txt \
	%D%/kk-08.txt \
	%D%/kk-09.txt \
	%D%/kk-21.txt \
	%D%/ky-01.txt \
	%D%/lt-01.txt \
	%D%/official-01.txt \
	%D%/pl-01.txt \
	%D%/pl-02.txt \
	%D%/pl-03.txt \
	%D%/pl-04.txt \
	%D%/pl-05.txt \
	%D%/pl-21.txt \
	%D%/rferl-01.txt \
	%D%/rferl-02.txt \
	%D%/ru-01.txt \
	%D%/ru-02.txt \
	%D%/ru-03.txt \
	%D%/ru-04.txt \
	%D%/ru-05.txt \
	%D%/ru-06.txt \
	%D%/ru-07.txt \
	%D%/ru-08.txt \
	%D%/ru-21.txt \
	%D%/tr-01.txt \
	%D%/tr-02.txt \
	%D%/tr-03.txt \
	%D%/tr-04.txt \
	%D%/tr-05.txt \
	%D%/tr-21.txt \
	%D%/uk-01.txt \
	%D%/uz-01.txt
