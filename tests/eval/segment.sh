#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentence segmentation.  First golden rules, $TILMACH_EVAL_DATA/vectors/segment/*.jsonl: how many texts of
# each language are cut exactly as they should be.  Then running text: F1 of boundaries, beside ICU's own
# breaker in the same run, and what was confused, on the project's hard cases, on treebanks (*.conllu of
# Universal Dependencies in the folder $TILMACH_TREEBANKS), and on messages of catalogues that are one
# sentence in another language ($TILMACH_TM_CORPORA; of the "false" breaks there most are translators').
# -v in $TILMACH_EVAL_OPTIONS lists what is wrong.
: "${TILMACH_BUILD:?}" "${TILMACH_SRC:?}" "${TILMACH_EVAL_DATA:?run by make eval}"
PATH=$TILMACH_BUILD:$TILMACH_BUILD/tests/bench:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
command -v python3 >/dev/null || { echo "segments: not run, no python3"; exit 0; }
for f in "$TILMACH_EVAL_DATA"/vectors/segment/*.jsonl; do
    [ -f "$f" ] || { echo "segments: golden rules not run, no data"; continue; }
    python3 - "$f" ${TILMACH_EVAL_OPTIONS:-} <<'X'
import json, subprocess, sys
score = {}
for line in open(sys.argv[1], encoding='utf-8'):
    d = json.loads(line)
    run = subprocess.run(['tmseg', '-l', d['lang']], input=d['text'], text=True, capture_output=True)
    got = run.stdout.split('\n')[:-1]
    good = got == d['segments']
    for key in (d['lang'], 'all'):
        n = score.setdefault(key, [0, 0])
        n[0] += good
        n[1] += 1
    if not good and '-v' in sys.argv:
        print(d['id'], 'got', got, 'wanted', d['segments'])
for key, (good, all) in score.items():
    print(f'segments {key}: {good} of {all} texts right')
X
done

text() { python3 "$TILMACH_SRC/tests/eval/segment_text.py" "$@"; }
text sentences "$TILMACH_SRC"/tests/cli/segment/*.txt
banks=
[ -z "${TILMACH_TREEBANKS:-}" ] || banks=$(find "$TILMACH_TREEBANKS" -name '*.conllu' | LC_ALL=C sort)
if [ -n "$banks" ]; then
    printf '%s\n' "$banks" | while IFS= read -r f; do text treebank "$f"; done
else
    echo "treebanks: not run, no *.conllu in \$TILMACH_TREEBANKS"
fi
corpora=${TILMACH_TM_CORPORA:-}
if [ -f "$corpora/ru-en.tsv" ]; then
    text catalogue "$corpora/kk-en.tsv" kk 1 0
    text catalogue "$corpora/ru-en.tsv" ru 1 0
    text catalogue "$corpora/ru-en.tsv" en 0 1
    for lang in de fr pl uk; do text catalogue "$corpora/x-en-1m.tsv" $lang 0 1 2; done
else
    echo "catalogues: not run, no ru-en.tsv in \$TILMACH_TM_CORPORA"
fi
