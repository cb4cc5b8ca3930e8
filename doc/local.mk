# doc
dist_doc_DATA = README.md NEWS.md %D%/configuration.md %D%/formats.md %D%/memory.md %D%/names.md %D%/rules.md %D%/scale.md \
	%D%/serve.md
EXTRA_DIST += %D%/demo/demo.sh %D%/demo/news.en.txt %D%/demo/news.kk.txt %D%/demo/news.ru.txt %D%/demo/semicolon.srx \
	%D%/demo/speech.kk.txt %D%/demo/speech.en.txt %D%/demo/query.kk.txt %D%/demo/paragraph.kk.txt
