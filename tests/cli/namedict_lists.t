#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Authority files out of other people's lists, and into other people's tools.
. "$TILMACH_SRC/tests/lib/tap.sh"

body() { grep -v -e '^%' -e '^$' "$1"; }
import() { # format, file [option...]
    _f=$1; _i=$2; shift 2
    status 0 "$_f is taken" namedict import --from="$_f" -o got.rec "$@" "$_i"
    mv err said
    status 0 "$_f: what comes out passes the check" namedict check got.rec
}

# --- wikidata: a dump, one entity a line ---
cat >w.json <<'END_JSON'
[
{"type":"item","id":"Q900000001","labels":{"en":{"language":"en","value":"Yerlan Abenov"},"kk":{"language":"kk","value":"Ерлан  Сәкенұлы Әбенов"},"ru":{"language":"ru","value":"Абенов, Ерлан Сакенович"},"kk-latn":{"language":"kk-latn","value":"Erlan Äbenov"},"zh-hans":{"language":"zh-hans","value":"阿别诺夫"},"mul":{"language":"mul","value":"Yerlan Abenov"}},"aliases":{"en":[{"language":"en","value":"Erlan Abenov"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q232"}}}}],"P21":[{"mainsnak":{"datavalue":{"value":{"id":"Q6581097"}}}}],"P569":[{"mainsnak":{"datavalue":{"value":{"time":"+1970-02-00T00:00:00Z","precision":10}}}}]}},
{"type":"item","id":"Q900000002","labels":{"en":{"language":"en","value":"Blue Hill"}},"claims":{"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":1}}}}]}},
{"type":"property","id":"P1","labels":{}},
{"type":"item","id":"Q900000003","labels":{},"claims":{}}
]
END_JSON
import wikidata w.json
is "wikidata: persons are inverted, what is unsure is said" "$(body got.rec)" "Id: Q900000001
Kind: person
Native: kk
Gender: m
en: Abenov, Yerlan
kk: Әбенов, Ерлан Сәкенұлы
ru: Абенов, Ерлан Сакенович
kk_Latn: Äbenov, Erlan
zh_Hans: 阿别诺夫
Variant: Erlan Abenov
Born: 1970-02
Id: Q900000002
Kind: place
Native: en
Unsure: Native
en: Blue Hill"
is "wikidata: what is left out is counted and named" "$(cat said)" \
    "namedict: w.json:5: Q900000003: left out: there is no name
namedict: 2 records; 1 left out"
printf '{"entities":{"Q900000001":%s}}' "$(sed -n '2s/,$//p' w.json)" >one.json
namedict import -q --from=wikidata one.json >one.rec
is "wikidata: one entity by itself reads the same" "$(body one.rec)" "$(body got.rec | head -n 11)"
is "and -q is quiet" "$(namedict import -q --from=wikidata one.json 2>&1 >/dev/null)" ""

# --- Popolo ---
cat >p.json <<'END_JSON'
{"persons": [
  {"id": "a/1", "name": "Ursula von der Wiese", "gender": "female", "birth_date": "1958-10-08",
   "other_names": [{"lang": "ru", "name": "Урсула фон дер Визе"}, {"name": "Frau Wiese"}],
   "identifiers": [{"scheme": "wikidata", "identifier": "Q900000004"}]},
  {"id": "a/2", "name": "Sadyr Testov", "family_name": "Testov", "given_name": "Sadyr"},
  {"id": "a/3", "name": "Тестов Иван Петрович"}],
 "organizations": [{"id": "o/1", "name": "Blue Party"}],
 "areas": [{"id": "ar/1", "name": "Жаңаадыр"}]}
END_JSON
import popolo p.json -l en
is "Popolo: particles stay with the family name, three parts are told apart" "$(body got.rec)" \
"Id: Q900000004
Kind: person
Native: en
Gender: f
en: von der Wiese, Ursula
ru: фон дер Визе, Урсула
Variant: Frau Wiese
Born: 1958-10-08
Id: a/2
Kind: person
Native: en
en: Testov, Sadyr
Id: a/3
Kind: person
Native: ru
Unsure: Native
ru: Тестов, Иван Петрович
Id: o/1
Kind: organization
Native: en
en: Blue Party
Id: ar/1
Kind: place
Native: kk
Unsure: Native
kk: Жаңаадыр"

# --- FollowTheMoney ---
cat >f.json <<'END_JSON'
{"id":"NK-a","schema":"Person","properties":{"name":["Yerlan Abenov","Ерлан Әбенов"],"lastName":["Abenov"],"firstName":["Yerlan"],"country":["kz"],"gender":["male"],"birthDate":["1970-02-28"],"position":["Minister"],"alias":["Erlan Abenov"]}}
{"id":"NK-b","schema":"Address","properties":{"full":["Nowhere 1"]}}
{"id":"NK-c","schema":"Company","properties":{"name":["Blue Oil"]}}
END_JSON
import ftm f.json
is "FollowTheMoney: the country tells what is native, an address is no name" "$(body got.rec)" \
"Id: NK-a
Kind: person
Native: kk
Gender: m
en: Abenov, Yerlan
kk: Әбенов, Ерлан
Variant: Erlan Abenov
Role_en: Minister
Born: 1970-02-28
Id: NK-c
Kind: organization
Native: en
Unsure: Native
en: Blue Oil"

# --- CSV: there and back ---
namedict show Q559194 Q649 >two.body
{ printf '%%rec: Name\n%%key: Id\n\n'; cat two.body; } >two.rec
namedict export --no-default -d two.rec --format=csv >two.csv
import csv two.csv
is "CSV: what was exported comes back, field for field" "$(body got.rec | sort)" "$(body two.rec | sort)"
rec2csv two.rec >wide.csv
import csv wide.csv
is "CSV: so does what rec2csv wrote" "$(body got.rec | sort)" "$(body two.rec | sort)"
printf 'Id,Colour\n1,red\n' >bad.csv
status 2 "a column that is no field is refused" namedict import --from=csv bad.csv
like "by its number and name" "$(cat err)" '^namedict: bad.csv:1: column 2, "Colour": no field'
printf 'en,kk\nx,y\n' >bad.csv
status 2 "a table without ids is refused" namedict import --from=csv bad.csv
printf '{"id": \n' >bad.json
status 2 "broken JSON is refused" namedict import --from=ftm -o kept.rec bad.json
like "with its line" "$(cat err)" '^namedict: bad.json:[12]: not JSON: '
ok "and writes nothing" test ! -e kept.rec
status 2 "a format is wanted" namedict import w.json

# --- export ---
ex() { _f=$1; shift; namedict export --format="$_f" "$@"; }
ex vale -s en-press Q559194 >vale.yml
like "Vale: a spelling is swapped for the house's" "$(cat vale.yml)" "  '([^']*\|)?Tokajew(\|[^']*)?': 'Tokayev'"
like "with its given name" "$(cat vale.yml)" "Qasym-Jomart Toqaev.*': 'Kassym-Jomart Tokayev'"
is "but the house spelling is not" "$(cut -d: -f1 vale.yml | grep -cE "['|]Tokayev['|]")" 0
ex vale -s ru-press Q559194 >vale.yml
like "and in each case of the language" "$(cat vale.yml)" "Тоқаевым.*': 'Токаевым'"
ex autocorrect -s en-press Q559194 >acor.xml
ok "AutoCorrect is XML" xmllint --noout acor.xml
is "with the pair in it" "$(xmllint --xpath \
    'string(//*[@*[local-name()="abbreviated-name"]="Tokajew"]/@*[local-name()="name"])' acor.xml)" Tokayev
ex prh -s en-press Q559194 | sed -n "s,^    pattern: '/\(.*\)/'\$,\1,p" >patterns
is "prh: patterns find whole words only" \
    "$(printf 'Tokajew\nTokajewism\nxTokajew\nTokayev\n' |
        perl -CSD -e 'open P, "<:utf8", "patterns"; chomp(@p = <P>); $p = join "|", @p;
            while (<STDIN>) { print if /$p/ }')" Tokajew
is "nobody's ordinary word is swapped" "$(ex vale -s en-press | cut -d: -f1 |
    grep -cE "(^ *'|\|)(Oral|Turkey|Georgia|Bay|Semen)('\$|\|)")" 0

ex tbx Q559194 >g.tbx
ok "TBX is XML" xmllint --noout --nonet g.tbx
is "TBX: a term a language" "$(xmllint --nonet --xpath 'string(//langSet[@xml:lang="pl"]//term)' g.tbx)" \
    "Kasym-Żomart Tokajew"
is "OmegaT: source, target, comment" "$(ex omegat -l kk -s en-press Q559194 | cut -f1,2)" \
    "$(printf 'Қасым-Жомарт Тоқаев\tKassym-Jomart Tokayev\nТоқаев\tTokayev')"

ex hunspell -s kk -o names.dic Q559194
spell() { printf '%s\n' "$@" | hunspell -d ./names -l | paste -sd' '; }
is "Hunspell: the house spelling with its endings" \
    "$(spell Тоқаев Тоқаевтың Тоқаевқа Қасым-Жомарт Жомартты Тоқаевттың Токаев)" "Тоқаевттың Токаев"
is "as many words as the first line says" "$(sed 1d names.dic | wc -l)" "$(head -n 1 names.dic)"
ex hunspell -s pl-press -o names.dic Q559194
is "Hunspell: Polish cases" "$(spell Tokajewa Tokajewowi Tokajeff)" Tokajeff
status 2 "hunspell wants a file" namedict export --format=hunspell -s kk
status 2 "prh wants a style" namedict export --format=prh
status 2 "omegat wants two languages" namedict export --format=omegat -s kk
done_testing
