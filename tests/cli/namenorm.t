#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# namenorm on small inputs, one behaviour each: namenorm/cases.tsv, and what a table cannot show.
. "$TILMACH_SRC/tests/lib/tap.sh"
cases=$TILMACH_SRC/tests/cli/namenorm
namedict compile "$cases/names.rec" -o "$T/names.tmd" || exit 99
norm() { namenorm --no-default -d "$T/names.tmd" "$@"; }
tab=$(printf '\t')

while IFS=$tab read -r title args input output; do
    case $title in '#'*|'') continue ;; esac
    # shellcheck disable=SC2086
    is "$title" "$(printf '%b.' "$input" | norm -q $args)" "$(printf '%b.' "$output")"
done <"$cases/cases.tsv"

text='Then Sadykow met Karl; "Erlang Sadokhin" said nobody.'
is "-c: a finding a line" "$(printf '%s\n' "$text" | norm -l en -c)" \
'-:1:6: variant: "Sadykow" -> "Sadykov" [sadykov]
-:1:25: misnaming: "Erlang Sadokhin" -> "Yerlan Sadykov" [sadykov]'
status 1 "-c fails on a variant" norm -l en -c -q - <<END
Then Sadykow spoke.
END
status 0 "-c passes clean text" norm -l en -c - <<END
Then Sadykov spoke.
END

# a spelling of the Hungarian press counts in Hungarian text only
cat >hu.rec <<'END'
%rec: Style
%key: Name
%mandatory: Lang

Name: hu-test
Lang: hu
System: kk=ru-press-en ru=ru-press-en
END
is "a press spelling is found in text in its language" \
    "$(echo 'Szadikov szólt.' | norm -q -l hu -s hu.rec)" 'Sadykov szólt.'
is "and not in other text" "$(echo 'Then Szadikov spoke.' | norm -q -l en)" 'Then Szadikov spoke.'

status 0 "-c --fail-on=misnaming passes a variant" norm -l en -c --fail-on=misnaming - <<END
Then Sadykow spoke.
END
status 2 "--fail-on: unknown kind" norm -l en -c --fail-on=nonsense - </dev/null
status 0 "a filter exits with 0" norm -l en - <<END
Then Sadykow spoke.
END
status 1 "--exit-code tells that text was rewritten" norm -l en --exit-code - <<END
Then Sadykow spoke.
END
status 2 "neither -l nor -s" norm - </dev/null
like "the message names both options" "$(cat "$T/err")" '-l.*-s'
status 2 "unknown style" norm -s no-such-style - </dev/null
status 2 "-i with -c" norm -l en -i -c "$cases/names.rec"
is "a superseded name is reported without --former, but not of its time" \
    "$(printf 'From Leninskoye by train.\nIn 1950 Leninskoye grew.\n' | norm -l en -c)" \
    '-:1:6: former: "Leninskoye" -> "Zhemtau" [zhemtau]'
status 2 "--former wants a date" norm -l en --former - </dev/null
status 2 "--date: there is no thirteenth month" norm -l en --former --date=2024-13-01 - </dev/null
status 2 "--only: an id that no dictionary has" norm -l en --only=nobody - </dev/null
status 0 "--only: one that a dictionary has" norm -l en --only=sadykov - </dev/null
status 2 "--field is for JSON Lines" norm -l en --field=body - </dev/null
is "--consistency: the first words of sentences, too" \
    "$(printf 'Kuttymukhamedov spoke. Then Kuttymuhamedov left. Kuttymukhamedov stayed.\n' |
        norm -l en --consistency -c)" \
    '-:1:29: inconsistent: "Kuttymuhamedov" -> "Kuttymukhamedov"'

is "the report stands on standard error" \
    "$(printf '%s\n' "$text" | norm -l en 2>&1 >/dev/null)" \
'-:1:25: misnaming: "Erlang Sadokhin" -> "Yerlan Sadykov" [sadykov]
-: 1 rewritten, 1 needs a look'
if [ -w /dev/full ]; then
    printf '%s\n' "$text" | norm -l en >/dev/full 2>err
    is "a full disk: nothing is said to be rewritten" "$(grep -c rewritten err)" 0
else
    skip "a full disk" "no /dev/full"
fi

# Outside the names no byte changes, whatever the bytes are: a program has NULs, bad UTF-8, CR.
head -c 300000 "$(command -v namenorm)" >noise
around() { # name
    printf '\357\273\277%s spoke.\r\n\r\n' "$1"
    cat noise
    printf '\n\nThen %s spoke, and %s’s.\n\n' "$1" "$1"
    cat noise
    printf '\n\n%s' "$1"
}
around Sadykow | norm -q -l en --invalid=pass >noise.out
around Sadykov >noise.want
ok "outside the names no byte changes" cmp noise.out noise.want
norm -q -l en --invalid=pass --type=markdown noise >noise.out
ok "nor in Markdown" cmp noise.out noise
is "a misnaming is not rewritten" "$(printf '%s\n' "$text" | norm -q -l en)" \
    'Then Sadykov met Karl; "Erlang Sadokhin" said nobody.'

printf 'one\ntwo\nthree\nfour\nThen Sadykow.\nsix\nseven\neight\nnine\n' >a.txt
norm -l en --diff a.txt >a.diff 2>/dev/null
is "--diff: a hunk with its context" "$(cat a.diff)" "--- a/a.txt
+++ b/a.txt
@@ -2,7 +2,7 @@
 two
 three
 four
-Then Sadykow.
+Then Sadykov.
 six
 seven
 eight"
norm -l en -q a.txt >b.txt
ok "patch takes the diff" sh -c 'patch -s -p1 <a.diff && cmp a.txt b.txt'
printf 'Then Sadykow' >c.txt
norm -l en --diff -x c.txt >c.diff 2>/dev/null
like "--diff -x gives reasons" "$(cat c.diff)" '^# c.txt:1:6: variant: .*derived by ru-press-(de|pl)'
like "--diff: a missing last newline" "$(cat c.diff)" 'No newline at end of file'

printf 'x Sadykow\n' >d.txt
norm -q -l en -i d.txt
is "-i rewrites the file" "$(cat d.txt)" "x Sadykov"

printf 'A «Sadykow» B Sadykow\n' >e.txt
like "json: position in bytes and characters" "$(norm -l en -c --json e.txt | head -n 1)" \
    '"column": 4, "byte_column": 5, "offset": 4, "length": 7, "text": "Sadykow"'
is "tsv" "$(norm -l en -c --format=tsv e.txt | head -n 1 | cut -f1-7)" \
    "$(printf 'e.txt\t1\t4\tvariant\tSadykow\tSadykov\tsadykov')"
is "github" "$(norm -l en -c --format=github e.txt | head -n 1)" \
    '::warning file=e.txt,line=1,col=4::variant: "Sadykow" -> "Sadykov" [sadykov]'
ok "sarif is JSON" sh -c 'if command -v python3 >/dev/null; then namenorm --no-default -d names.tmd \
    -l en -c --format=sarif e.txt | python3 -c "import json, sys; d = json.load(sys.stdin); \
    sys.exit(len(d[\"runs\"][0][\"results\"]) != 2)"; fi'

# Markdown and JSON Lines
cat >m.md <<'END'
# Sadykow speaks

`Sadykow` and [Sadykow](http://x.example/Sadykow "t") and **Erlan** Sadykow.

```
Sadykow
```

    Sadykow in code

<a href="Sadykow">Sadykow</a> <!-- Sadykow -->

[r]: http://x.example/Sadykow
END
is "markdown: text is rewritten, code and targets are not" "$(norm -q -l en m.md)" \
'# Sadykov speaks

`Sadykow` and [Sadykov](http://x.example/Sadykow "t") and **Yerlan** Sadykov.

```
Sadykow
```

    Sadykow in code

<a href="Sadykow">Sadykov</a> <!-- Sadykow -->

[r]: http://x.example/Sadykow'
cat >j.jsonl <<'END'
{"id": "Sadykow", "body" : "Then Sadykow\n\"spoke\"", "meta":{"title":"Sadykow"}, "n": 1.50}
{"body":"\u0054hen Sadyk\u006fw","tags":["Sadykow"]}
END
is "jsonl: the values asked for, every other byte stays" \
    "$(norm -q -l en --field=body,meta.title j.jsonl)" \
'{"id": "Sadykow", "body" : "Then Sadykov\n\"spoke\"", "meta":{"title":"Sadykov"}, "n": 1.50}
{"body":"\u0054hen Sadykov","tags":["Sadykow"]}'
is "jsonl: all strings, never keys" \
    "$(echo '{"Sadykow":["Sadykow",{"a":"Sadykow"}]}' | norm -q -l en --type=jsonl)" \
    '{"Sadykow":["Sadykov",{"a":"Sadykov"}]}'
like "jsonl: record and field are told" "$(norm -l en -c --json --field=meta.title j.jsonl)" \
    '"record": 1, "field": "meta.title"'
cat >d.html <<'END'
<html class="Sadykow"><head><title>Sadykow &amp; sons</title><script>"Sadykow"</script></head>
<!-- Sadykow --><p>Mr <b>Sady</b>kow<br>met a&nbsp;man. <a href="/Sadykow" title="Sadykow">Sadykow&rsquo;s</a> 1 < 2</p>
<code>Sadykow</code><img alt='Sadykow "smiles"'></html>
END
is "html: text, not tags, comments, scripts and code" "$(norm -q -l en d.html)" \
    '<html class="Sadykow"><head><title>Sadykov &amp; sons</title><script>"Sadykow"</script></head>
<!-- Sadykow --><p>Mr <b>Sady</b>kov<br>met a&nbsp;man. <a href="/Sadykow" title="Sadykow">Sadykov&rsquo;s</a> 1 < 2</p>
<code>Sadykow</code><img alt='"'"'Sadykow "smiles"'"'"'></html>'
norm -l en d.html >/dev/null 2>err.txt
is "html: attributes for people are reported" "$(grep -c variant err.txt)" 2
is "html: and rewritten with --attributes" "$(norm -q -l en --attributes d.html | grep -o 'Sadykov' | wc -l)" 4
printf 'id;title;body\r\n1;Sadykow;"Sadykow ""here""\nSadykow; Sadykow"\r\n' >d.csv
is "csv: every field" "$(norm -q -l en d.csv)" \
    "$(printf 'id;title;body\r\n1;Sadykov;"Sadykov ""here""\nSadykov; Sadykov"\r')"
is "csv: columns by name and number" "$(norm -q -l en --field=title,1 d.csv)" \
    "$(printf 'id;title;body\r\n1;Sadykov;"Sadykow ""here""\nSadykow; Sadykow"\r')"
printf 'Sadykow\tbody\nSadykow\tSadykow "x"\n' >d.tsv
is "tsv: a column by number has no heading" "$(norm -q -l en --field=1 d.tsv)" \
    "$(printf 'Sadykov\tbody\nSadykov\tSadykow "x"')"
is "-C: these columns of a table" "$(norm -q -l en -C 2 d.tsv)" \
    "$(printf 'Sadykow\tbody\nSadykow\tSadykov "x"')"
is "-C with --header: the first line stays" "$(norm -q -l en -C 1 --header d.tsv)" \
    "$(printf 'Sadykow\tbody\nSadykov\tSadykow "x"')"
cat >d.po <<'END'
# Sadykow
msgid ""
msgstr "Last-Translator: Sadykow\n"

msgid "Sadykow %s"
msgid_plural "Sadykow"
msgstr[0] "\"Sady_kow\" met\n"
"Sady"
"kow"

#~ msgstr "Sadykow"
END
is "po: translations only" "$(norm -q -l en d.po | sed -n '3p;7,11p')" 'msgstr "Last-Translator: Sadykow\n"
msgstr[0] "\"Sady_kov\" met\n"
"Sady"
"kov"

#~ msgstr "Sadykow"'
printf 'msgid "a"\nmsgstr "Sadykow\n' >bad.po
status 2 "po: a string that does not end" norm -l en bad.po
is "po: nothing of it is written" "$(cat "$T/out")" ""
like "po: the message has the line" "$(cat "$T/err")" 'bad.po:2: not a PO catalogue'
printf 'msgid "a"\nmsgtsr "Sadykow"\n' >bad.po
status 2 "po: no such keyword" norm -l en bad.po
printf 'msgctxt "x" # and a comment\nmsgid "a"\nmsgstr\n"\\"Sadykow\\\\"\n' >good.po
is "po: what gettext reads is read" "$(norm -q -l en good.po | tail -n 1)" '"\"Sadykov\\"'
echo '<f><source>Sadykow</source><target state="x">Mr <g id="1">Sadykow</g> &lt;</target></f>' >d.xlf
is "xliff: targets only" "$(norm -q -l en d.xlf)" \
    '<f><source>Sadykow</source><target state="x">Mr <g id="1">Sadykov</g> &lt;</target></f>'
echo '{"a": ' >bad.jsonl
status 2 "jsonl: malformed" norm -l en bad.jsonl
like "jsonl: the message has the line" "$(cat "$T/err")" 'bad.jsonl:1'

# How the input arrives makes no difference.
i=0
while [ $i -lt 60 ]; do
    printf 'Paragraph %d: Erlan\nSadykow met Dr. Sadykow, Aliia Kozhakhmetova.\n\n' $i
    i=$((i + 1))
done >long.txt
norm -q -l en long.txt >whole.txt
for size in 1 7 4096; do
    dd if=long.txt bs=$size 2>/dev/null | norm -q -l en >pieces.txt
    ok "in pieces of $size bytes" cmp -s whole.txt pieces.txt
done
is "--document=line: what one line said does not help the next" \
    "$(printf 'Moss town is far.\nThen Moss came.\n' | norm -l en -c --all --document=line | wc -l)" \
    "$(printf 'Moss town is far.\n' | norm -l en -c --all | wc -l)"
like "a byte-order mark counts in offsets, not in columns" \
    "$(printf '\357\273\277Sadykow\n' | norm -l en -c --json)" '"column": 1, "byte_column": 1, "offset": 3'
is "-z: records" "$(printf 'Sadykow\0x Sadykow\0' | norm -q -l en -z | tr '\0' '|')" \
    "Sadykov|x Sadykov|"
is "NFC and NFD: the same findings" \
    "$(printf 'Пришёл Садықов й.\n' | norm -l ru -c | cut -d: -f4-)" \
    "$(printf 'Пришёл Садықов й.\n' | norm -l ru -c | cut -d: -f4-)"
is "--first-mention: full name first, family name after" \
    "$(printf 'Sadykov met Aliya Kozhakhmetova. Yerlan Sadykov left; Yerlan Sadykov and Aliya Kozhakhmetova.\n' |
        norm -l en -c --first-mention)" \
'-:1:1: first-mention: "Sadykov" -> "Yerlan Sadykov" [sadykov]
-:1:55: first-mention: "Yerlan Sadykov" -> "Sadykov" [sadykov]
-:1:74: first-mention: "Aliya Kozhakhmetova" -> "Kozhakhmetova" [kozhakhmetova]'
if script -qec true /dev/null >/dev/null 2>&1; then
    mkdir ask && printf 'Then Sadykow. Then Sadıqov.\nThen Sadykow left Erlan Sadıqov.\n' >ask/a.txt
    (cd ask && (echo s; sleep 0.2; echo s; sleep 0.2; echo a) | timeout 20 script -qec \
        "namenorm --no-default -d '$T/names.tmd' -l en -i --interactive a.txt" /dev/null) >ask.out
    is "--interactive: s holds for this run, too" "$(cat ask/a.txt)" 'Then Sadykow. Then Sadıqov.
Then Sadykow left Yerlan Sadykov.'
    is "--interactive: one record a name, whatever was skipped" \
        "$(sort ask/.tilmach/names.rec)" "$(printf '\n%%key: Id\n%%rec: Name\nId: sadykov\nNot: Sadykow\nNot: Sadıqov' | sort)"
else
    skip "--interactive" "no script(1), or no terminal to be had"
fi
is "names of time zones stay" "$(printf 'Europe/Sadykow and Sadykow/Sadykow\n' | norm -q -l en)" \
    'Europe/Sadykow and Sadykov/Sadykov'
status 2 "--interactive with -c" norm -l en -c --interactive - </dev/null
is "--consistency: names in no dictionary" \
    "$(printf 'We met Mr Zhumagazin, then Dzhumagazin and Zhumagazin’s aide.\n' | norm -l en -c --consistency)" \
    '-:1:28: inconsistent: "Dzhumagazin" -> "Zhumagazin"'
is "--consistency: a declined form is no other spelling" \
    "$(printf 'Был там Жумагазин. Видели Жумагазина с Жумагазиным.\n' | norm -l ru -c --consistency)" ""

# --- what only looks like a name (the bundled dictionary)

as_it_stands() { # lang, text: nothing is rewritten
    is "$1, stays: $2" "$(echo "$2" | namenorm -q -l "$1")" "$2"
}
as_it_stands en "The Horgos family runs a bakery, and Horgos Brothers Ltd sells the bread."
as_it_stands fr "La famille Horgos habite Lyon."
as_it_stands de "Familie Horgos wohnt in Bonn."
as_it_stands pl "Rodzina Horgos mieszka w Opolu, a Kossi przyszedł."
as_it_stands en "CHARIN publishes a standard for charging cars."
is "… where everything is in capitals it is the name" \
    "$(echo "WATER RISES IN THE CHARIN GORGE" | namenorm -q -l en)" "WATER RISES IN THE CHARYN GORGE"
is "… and in text too" "$(echo "Trains run to Horgos every day." | namenorm -q -l en)" \
    "Trains run to Khorgos every day."
as_it_stands pl "Film „Moscow on the Hudson” i książka „Kazakhstan: Unfulfilled Promise?” są znane."
as_it_stands de "Sein Buch „The Rise of Tokayev and His Time“ ist gerade erschienen."
as_it_stands fr "Il a lu « The Rise of Putin » hier soir, avant de dormir."
is "… where the words of the language are not known too" \
    "$(echo "Řekl: „Pro Tokayeva je to dobré, a on by do Astany se svými přáteli jel.“" |
        namenorm --no-config -l cs -q)" \
    "Řekl: „Pro Tokajeva je to dobré, a on by do Astany se svými přáteli jel.“"
is "a quotation in German is left alone in English text" \
    "$(printf 'Toqaev read "Tokajew reist nach Berlin" and "Toqaev is here".\n' |
        namenorm --no-config -s en-press -q)" \
    'Tokayev read "Tokajew reist nach Berlin" and "Tokayev is here".'
is "Ukrainian and Belarusian are not respelled as Russian" \
    "$(printf '%s\n' 'Президент Казахстану Токаєв зустрівся з Володимиром Зеленським у Києві.' '' \
        'Прэзідэнт Такаеў сустрэўся з Аляксандрам Лукашэнкам у Мінску.' |
        namenorm --no-config -s ru-press -q)" \
    'Президент Казахстану Токаєв зустрівся з Володимиром Зеленським у Києві.

Прэзідэнт Такаеў сустрэўся з Аляксандрам Лукашэнкам у Мінску.'
is "Russian with names spelt in Kazakh and Ukrainian is respelled" \
    "$(echo 'Президент Қасым-Жомарт Тоқаев встретился с Мұратом Нұртілеу и сказал, что ждет Зеленського.' |
        namenorm --no-config -s ru-press -q)" \
    'Президент Касым-Жомарт Токаев встретился с Муратом Нуртлеу и сказал, что ждет Зеленского.'
is "a quotation in the language of the text is respelled" \
    "$(echo "Powiedział: „Prezydent Tokayev spotkał Johna Smitha w Astanie”." | namenorm -q -l pl)" \
    "Powiedział: „Prezydent Tokajew spotkał Johna Smitha w Astanie”."
is "… also where it is a list of names" \
    "$(echo "Napis głosił „Tokayev, Putin”." | namenorm -q -l pl)" "Napis głosił „Tokajew, Putin”."
is "one frequent word decides between two styles of a script" \
    "$(printf 'Президент Касым-Жомарт Тоқаев встретился с послами.\n' | namenorm -q -s kk -s ru-press)" \
    "Президент Касым-Жомарт Токаев встретился с послами."
is "… without any the first style has it" \
    "$(printf 'Президент Касым-Жомарт Токаев.\n' | namenorm -q -s kk -s ru-press)" \
    "Президент Қасым-Жомарт Тоқаев."
done_testing
