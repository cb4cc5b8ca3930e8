#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What holds for every program: help, version, usage errors, encodings, line ends, output files.
. "$TILMACH_SRC/tests/lib/tap.sh"

for p in xlit namenorm namematch namedict tmseg tmalign tmterms tmem; do
    status 0 "$p --help" $p --help
    like "$p --help shows how it is called" "$(cat "$T/out")" "^Usage: $p"
    for title in "Common options:" "Examples:" "Exit status:"; do
        like "$p --help has $title" "$(cat "$T/out")" "^$title"
    done
    is "$p --help fits a terminal" "$(awk 'length > 118' "$T/out")" ""
    status 0 "$p --version" $p --version
    like "$p --version" "$(cat "$T/out")" "^$p \(tilmach\) [0-9]+\.[0-9]+"
    status 2 "$p with an unknown option" $p --no-such-option
    like "$p names the unknown option" "$(cat "$T/err")" "$p: .*no-such-option"
    for shell in bash zsh fish; do
        status 0 "$p completion for $shell" $p --print-completion=$shell
        mv out c.$shell
    done
    ok "$p: bash takes its completion" bash -n c.bash
    # what each shell offers is what --help has: bash a letter only where there is no name
    $p --help | sed -nE 's/^(  -[A-Za-z], |      )(--[a-z0-9-]+).*/\2/p; s/^  (-[A-Za-z])  .*/\1/p' | sort >want
    bash -c '. ./c.bash; COMP_WORDS=("$0" -) COMP_CWORD=1; "_$0"; printf "%s\n" "${COMPREPLY[@]}"' $p |
        sed 's/=$//' | sort >offered
    is "$p: bash offers its options" "$(cat offered)" "$(cat want)"
    sed -E 's/^complete -c [a-z]*( -s .)?( -l [^ ]+)?.*/\1\2/; s/ -s . -l|^ -l/ -l/; /./!d; s/ -l /--/; s/ -s /-/' c.fish |
        sort >offered
    is "$p: fish offers its options" "$(cat offered)" "$(cat want)"
    $p --help | sed -nE 's/^  (-[A-Za-z])[ ,].*/\1/p' | cat - want | sort -u >all
    sed -nE "s/^    '\\*(-[A-Za-z]|--[a-z0-9-]+).*/\\1/p" c.zsh | sort >offered
    is "$p: zsh offers its options" "$(cat offered)" "$(cat all)"
done
is "bash offers the values of an option" "$(xlit --print-completion=bash >c.bash; bash -c '. ./c.bash
    COMP_WORDS=(xlit --invalid = r) COMP_CWORD=3; _xlit; echo "${COMPREPLY[@]}"')" replace
for shell in bash zsh fish; do tmem --print-completion=$shell >c.$shell; done
is "bash offers the commands" "$(bash -c '. ./c.bash
    COMP_WORDS=(tmem pre) COMP_CWORD=1; _tmem; echo "${COMPREPLY[@]}"')" pretranslate
like "zsh offers the commands" "$(cat c.zsh)" "^    '1:command:\(import .*pretranslate"
like "fish offers the commands" "$(cat c.fish)" '^complete -c tmem .* -a pretranslate$'

# What is wrong with an option is said in the suite's own words, so that they can be translated.
while IFS='|' read -r option said; do
    status 2 "usage error: $option" xlit -t ru-bgn "$option"
    is "told: $option" "$(head -n 1 "$T/err")" "xlit: $said"
done <<'END'
--no-such=1|unknown option --no-such=1
-Z|unknown option -Z
-cZ|unknown option -Z
--c|option --c is ambiguous
--nfc=2|option --nfc takes no argument
--lang|option --lang needs an argument
-l|option -l needs an argument
END

# An option of another command is not ignored: whoever gave it would take it for done.
while IFS='|' read -r given said; do
    status 2 "an option of another command: $given" $given
    is "told with the commands it is for: $given" "$(head -n 1 "$T/err")" "${given%% *}: $said"
done <<'END'
tmem lookup --apply|lookup takes no --apply: that is for clean
tmem clean --page=2|clean takes no --page: that is for concord
tmem log -s kk|log takes no --source: that is for import, add, export, lookup, concord, stats, clean, qa, pretranslate, serve
tmem add --resume|add takes no --resume: that is for import
tmem lookup -i|lookup takes no -i: that is for pretranslate
tmem import -o x|import takes no --output: that is for export, lookup, concord, stats, log, clean, qa, compact, pretranslate
tmem pretranslate -z|pretranslate takes no --null: that is for lookup, stats
tmem qa -m x|qa takes no --memory: that is for import, add, export, lookup, concord, stats, log, undo, clean, compact, pretranslate, sync, serve
tmem serve --best|serve takes no --best: that is for lookup
namedict check -t de|check takes no --target: that is for spell, export
namedict add --no-derive|add takes no --no-derive: that is for compile
namedict show --format=csv|show takes no --format: that is for export
END

# xlit stands for the filters: all run through the same driver.
printf 'Щука\r\nщи' >crlf.txt
is "CRLF and a missing last newline are kept" "$(xlit -t ru-bgn crlf.txt | od -c)" "$(printf 'Shchuka\r\nshchi' | od -c)"
printf '\357\273\277Щука\n' >bom.txt
is "a byte-order mark is kept" "$(xlit -t ru-bgn bom.txt)" "$(printf '\357\273\277Shchuka')"
printf '\377\376\051\004' >utf16.txt
status 2 "UTF-16 is refused" xlit -t ru-bgn utf16.txt
like "UTF-16 is named with its cure" "$(cat "$T/err")" "^xlit: utf16.txt: .*iconv -f UTF-16 -t UTF-8"
for e in UTF-16LE UTF-16BE; do
    printf 'Щука — 5 «сом»\n' | iconv -f UTF-8 -t $e >wide.txt
    printf 'x\ty\n' | iconv -f UTF-8 -t $e >wide.tsv
    printf 'Id: a\nKind: person\nNative: en\nen: Roe, Jo\n' | iconv -f UTF-8 -t $e >wide.rec
    for p in "xlit -t ru-bgn wide.txt" "xlit -t ru-bgn --invalid=pass wide.txt" "namenorm -l ru wide.txt" \
        "namematch wide.txt" "namematch --cluster wide.txt" "namedict check wide.rec" "tmseg -l ru wide.txt" \
        "tmalign -s en -t ru --segmented wide.tsv wide.txt" "tmem import -m w.tmdb -s en -t ru wide.tsv" \
        "tmem qa -s en -t ru wide.tsv" "tmterms -s en -t ru wide.tsv"; do
        status 2 "$p: $e without a byte-order mark" $p
        like "is named with its cure" "$(cat err)" "^[a-z]+: wide.*: this is UTF-16, .* iconv -f $e -t UTF-8 wide"
    done
done
is "a NUL here and there is text" "$(printf 'а\0б\nщи\n' | xlit -t ru-bgn | tr '\0' '|')" "$(printf 'a|b\nshchi')"
is "as are records of one letter" "$(printf 'a\0b\0' | xlit -z -t ru-bgn | tr '\0' '|')" 'a|b|'
printf 'а\nб\303в\n' >bad.txt
status 2 "invalid UTF-8 is refused" xlit -t ru-bgn bad.txt
is "with file, line and byte" "$(cat "$T/err")" "xlit: bad.txt:2: byte 3: invalid UTF-8"
is "what stands before it is done" "$(xlit -t ru-bgn bad.txt 2>/dev/null)" a
for p in "xlit -t ru-bgn" "xlit -t ru-bgn -j 2" "xlit -t ru-bgn -C 1" "namenorm -l ru" "namenorm -l ru -j 2" \
    "namenorm -l ru --document=line" "namenorm -l ru --document=blank" "namematch" "tmseg -l ru" "tmseg -l ru --wrapped"; do
    awk 'BEGIN { for (i = 0; i < 30000; i++) print i; print ""; print "а\nб" }' >good
    { cat good; printf 'в\377\n'; } >broken
    $p good >wanted 2>/dev/null
    $p broken >got 2>told
    same_file "$p: all lines before invalid UTF-8 are answered" got wanted
    like "$p: and its place is told" "$(cat told)" '^[a-z]+: broken:30004: byte 3: invalid UTF-8$'
done
printf 'а\nб\377\n' >once.txt
xlit -t ru-bgn -i once.txt 2>/dev/null
is "a file in place is left as it is" "$(od -c once.txt)" "$(printf 'а\nб\377\n' | od -c)"
is "--invalid=replace" "$(xlit -t ru-bgn --invalid=replace bad.txt | tail -n 1)" "b$(printf '\357\277\275')v"
is "--invalid=pass" "$(xlit -t ru-bgn --invalid=pass bad.txt | od -c)" "$(printf 'a\nb\303v\n' | od -c)"
is "-z: NUL-terminated records" "$(printf 'щи\0ёж\0' | xlit -z -t ru-bgn | od -c)" "$(printf 'shchi\0yëzh\0' | od -c)"

echo Щука >a.txt; echo latin >b.txt; touch -d 2001-01-01 b.txt
status 0 "-i changes files" xlit -i -t ru-bgn a.txt b.txt
is "in place" "$(cat a.txt)" Shchuka
is "an unchanged file is not touched" "$(date -r b.txt +%Y)" 2001
echo Щука >a.txt; xlit --in-place=.bak -t ru-bgn a.txt
is "--in-place=SUFFIX keeps a backup" "$(cat a.txt.bak a.txt)" "Щука
Shchuka"
status 2 "-i with standard input" xlit -i -t ru-bgn
status 2 "-i with -o" xlit -i -o x -t ru-bgn a.txt
status 2 "-i with -c" xlit -i -c -t ru-bgn a.txt
echo Щука >-dash.txt
is "-- ends the options" "$(xlit -t ru-bgn -- -dash.txt)" Shchuka

mkdir -p d/sub d/skip; echo Щ >d/1.txt; echo Ж >d/sub/2.txt; echo Ч >d/skip/3.txt; echo skip/ >d/.gitignore
is "a walk goes in order and obeys .gitignore" "$(xlit -t ru-bgn --recursive d | grep -v skip | tr '\n' ' ')" "Shch Zh "
status 2 "a directory without --recursive" xlit -t ru-bgn d
printf 'd/1.txt\0d/sub/2.txt\0' >list
is "--files0-from" "$(xlit -t ru-bgn --files0-from=list | tr '\n' ' ')" "Shch Zh "
is "several files, one bad: the rest is done" "$(xlit -t ru-bgn no-such d/1.txt 2>/dev/null)" Shch

# A failed write is told once.
echo 'President Tokaev came.' >variant.txt
for to in '' '-o no-such-folder/x'; do
    namenorm -s en-press -c $to variant.txt >/dev/full 2>told
    is "told once: ${to:-standard output}" "$? $(wc -l <told)" "2 1"
done
xlit -t ru-bgn <&- 2>told
is "standard input that is closed" "$? $(cat told)" "2 xlit: -: Bad file descriptor"
(trap '' PIPE; namenorm -s en-press -c variant.txt 2>told; echo $? >rc) | true
is "a closed pipe is no news" "$(cat rc told)" 2

# A dialogue: an answer comes before the next question is asked.
mkfifo ask answer
trap '' PIPE # a program that ended is told by its answer, not by the end of this script
printf 'Hello\tСәлем\n' | tmem -q -m hello.tmdb add -s en -t kk
while IFS='|' read -r command one answer two another; do
    timeout 20 $command --line-buffered <ask >answer 2>err &
    exec 3>ask 4<answer
    echo "$one" >&3; read -r first <&4; echo "$two" >&3; read -r second <&4
    exec 3>&- 4<&-; wait
    is "--line-buffered answers each line at once: ${command%% *}" "$first|$second" "$answer|$another"
done <<'END'
xlit -t ru-bgn|Щука|Shchuka|Ёж|Yëzh
namenorm -q -l en|Tokajew came.|Tokayev came.|Olschas Bektenow, too.|Olzhas Bektenov, too.
namematch --best --json|nobody at all|{"query":"nobody at all","rank":0,"id":null,"preferred":null,"score":0.00}|nobody else|{"query":"nobody else","rank":0,"id":null,"preferred":null,"score":0.00}
tmseg -l en|?|?|He did.|He did.
tmem -m hello.tmdb lookup -s en -t kk --best --fallback=source|Hello|Сәлем|Hola|Hola
END
trap - PIPE

mkdir -p "$XDG_CONFIG_HOME/tilmach" project/.tilmach project/deep
echo 'color = red' >"$XDG_CONFIG_HOME/tilmach/config"
status 2 "an unknown key in the configuration" xlit -t ru-bgn a.txt
like "with file, line and the known keys" "$(cat "$T/err")" "config:1: .*color.*known"
status 0 "--no-config ignores it" xlit --no-config -t ru-bgn a.txt
rm "$XDG_CONFIG_HOME/tilmach/config"
echo 'memory = /tmp/stolen.tmdb' >project/.tilmach/config
(cd project/deep && xlit -t ru-bgn ../../a.txt 2>"$T/err"); rc=$?
is "a project may not redirect the memory" "$rc" 2
like "and says so" "$(cat "$T/err")" "a project may not set .*memory"
echo 'names = ../../names.rec' >project/.tilmach/config
(cd project && xlit -t ru-bgn ../a.txt 2>"$T/err"); rc=$?
is "nor name files outside its folder" "$rc" 2
# the locale is the language of messages alone: in Turkish I is no capital i
printf '<TITLE>Щи</TITLE><SCRIPT>щи</SCRIPT>\n' >shout.html
t="what is English stays it in a Turkish locale"
localedef -i tr_TR -f UTF-8 "$T/tr_TR.UTF-8" 2>/dev/null
if [ -d "$T/tr_TR.UTF-8" ]; then
    is "$t" "$(LOCPATH=$T LC_ALL=tr_TR.UTF-8 xlit -t ru-bgn shout.html)" '<TITLE>Shchi</TITLE><SCRIPT>щи</SCRIPT>'
else
    skip "$t" "no localedef, or no sources of locales"
fi
done_testing
