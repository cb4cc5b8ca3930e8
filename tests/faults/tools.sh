# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced after tap.sh: the one list of programs that the fault tests sweep.  Each line is a title
# and a command that reads the file $IN (of a kind that suits it) and writes to standard output.
. "$TILMACH_SRC/tests/lib/office.sh"
prepare_inputs() {
    printf 'Премьер-министр Олжас Бектенов прилетел в Туркестан.\nТоқаевтың сөзі: https://a.example/Тоқаев\n' >cyr.txt
    printf 'Mr Tokajew met Olschas Bektenow in Astana. It was cold.\n\nThey left.\n' >en.txt
    printf 'Касым-Жомарт Токаев\nTokajew\n' >names.txt
    docx en.docx '<w:p><w:r><w:t>Mr Tokajew met Olschas Bektenow.</w:t></w:r></w:p>'
    printf 'one two three\nfour five\n' >a.en
    printf 'бір екі үш\nтөрт бес\n' >b.kk
    printf 'one two three\tбір екі үш\nfour five\tтөрт бес\n' >pairs.tsv
    printf '<srx version="1.0"><body><languagerules><languagerule languagerulename="a"><rule><beforebreak>[.]</beforebreak></rule></languagerule></languagerules><maprules><languagemap languagepattern="en" languagerulename="a"/></maprules></body></srx>' >a.srx
    printf '%%rec: Name\n%%key: Id\n%%mandatory: Kind Native\n\nId: x1\nKind: place\nNative: kk\nkk: Тараз\nen: Taraz\n' >one.rec
}

# name|files it reads|command
fault_tools='xlit|cyr.txt|xlit -t ru-bgn cyr.txt
xlit-explain|cyr.txt|xlit -x -t kk-2021 cyr.txt
namenorm|en.txt|namenorm -l en -s en-press en.txt
namenorm-check|en.txt|namenorm -l en -s en-press -c --fail-on= en.txt
namenorm-docx|en.docx|namenorm -l en -c --fail-on= en.docx
namematch|names.txt|namematch names.txt
namematch-pairs|pairs.tsv|namematch --pairs pairs.tsv
namedict-check|one.rec|namedict check one.rec
namedict-show|one.rec|namedict show Q559194
tmseg|en.txt|tmseg -l en en.txt
tmseg-srx|en.txt|tmseg -l en --srx=a.srx en.txt
tmalign|a.en|tmalign -s en -t kk --segmented a.en b.kk
tmterms|pairs.tsv|tmterms -s en -t kk pairs.tsv
tmem-lookup|a.en|tmem -m m.tmdb lookup -s en -t kk a.en'

# Build what some commands need: a memory.
prepare_state() {
    tmem -m m.tmdb import -s en -t kk --from=tsv pairs.tsv >/dev/null 2>&1
}
