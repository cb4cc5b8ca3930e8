#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program that scores the marked articles: its marks are well formed, and it tells what is wrong.
. "$TILMACH_SRC/tests/lib/tap.sh"

articles=$TILMACH_BUILD/tests/articles/articles
status 0 "the marks of all articles" "$articles" --self-test "$TILMACH_SRC"/tests/articles/*-[0-9][0-9].txt

bad() { # title, text, what is said
    printf '%s\n' "$2" >bad.txt
    status 2 "$1" "$articles" --self-test bad.txt
    like "$1: message" "$(cat "$T/err")" "$3"
}
bad "an open mark" 'a [[b|c' 'bad.txt:1: \[\[ without'
bad "a closed mark" 'a b]]' 'bad.txt:1: \]\] without'
bad "a mark without a bar" 'a [[b]]' 'mark without'
bad "a mark that changes nothing" 'a [[b|b]]' 'changes nothing'
bad "an empty side" 'a [[b|]]' 'empty side'

# A namenorm that changes one name well, one wrongly and one that was right, and misses two.
cat >fake <<'FAKE'
#!/bin/sh
sed 's/Ana/Anna/; s/Bert/Bart/; s/Cora/Kora/; s/plain/plane/'
echo '-:3:11: misnaming: "Gus"' >&2
echo "$*" >args
FAKE
chmod +x fake
cat >en-99.txt <<'TEXT'
# style: rferl
# dict: some.rec
[[Ana|Anna]] and [[Bert|Bernd]]
in a plain house met [[Cora|=]], [[Dan|Don]]
and, then [[Gus|!]] or [[Hal|!]].
TEXT
status 1 "a fake namenorm" "$articles" --namenorm=./fake en-99.txt
out=$(cat "$T/out")
is "its arguments" "$(cat args)" "--no-config -s rferl --no-default -d some.rec --type=plain"
like "totals" "$out" '^all: 2 of 5 right, 1 wrong, 1 missed, 1 not reported; 2 changed wrongly$'
like "wrong" "$out" '^# en-99.txt:1:9: wrong: written "Bert" wanted "Bernd" got "Bart"$'
like "missed" "$out" '^# en-99.txt:2:28: missed: written "Dan" wanted "Don" got "Dan"$'
like "changed wrongly" "$out" '^# en-99.txt:2:22: changed wrongly: written "Cora" wanted "Cora" got "Kora"$'
like "changed wrongly outside marks" "$out" '^# en-99.txt:2:5: changed wrongly: written " plain" wanted " plain" got " plane"$'
like "not reported" "$out" '^# en-99.txt:3:18: not reported: written "Hal"'

printf '[[Ana|Anna]] met [[Otto|=]].\n' >de-99.txt
status 0 "all right" "$articles" --namenorm=./fake --dict=names.rec de-99.txt
is "the style and the authority of a bare article" "$(cat args)" \
   "--no-config -s de-press --no-default -d names.rec --type=plain"
done_testing
