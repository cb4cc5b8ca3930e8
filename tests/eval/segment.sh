#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentence segmentation.  Golden rules: how many texts of each language are cut exactly as they should
# be.  Running text: F1 of boundaries, beside ICU's own breaker in the same run, and what was confused.
# -v in $TILMACH_EVAL_OPTIONS lists what is wrong.
# Data: vectors/segment/*.jsonl of $TILMACH_EVAL_DATA; the project's hard cases; treebanks (*.conllu of
# Universal Dependencies in the folder $TILMACH_TREEBANKS); messages of catalogues that are one sentence
# in another language ($TILMACH_TM_CORPORA; of the "false" breaks there most are translators').
# Needs: python3; of the data what is there.
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
needs python3
built tests/bench/icu_sentences
PATH=$TILMACH_BUILD/tests/bench:$PATH
for f in "$vectors"/segment/*.jsonl; do
    [ -f "$f" ] || { echo "golden rules: not run: no $f"; continue; }
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
    echo "treebanks: not run: no *.conllu in \$TILMACH_TREEBANKS"
fi
corpora=${TILMACH_TM_CORPORA:-}
if [ -f "$corpora/ru-en.tsv" ]; then
    text catalogue "$corpora/kk-en.tsv" kk 1 0
    text catalogue "$corpora/ru-en.tsv" ru 1 0
    text catalogue "$corpora/ru-en.tsv" en 0 1
    for lang in de fr pl uk; do text catalogue "$corpora/x-en-1m.tsv" $lang 0 1 2; done
else
    echo "catalogues: not run: no ru-en.tsv in \$TILMACH_TM_CORPORA"
fi
