#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentence segmentation on golden rules, $TILMACH_EVAL_DATA/vectors/segment/*.jsonl: how many texts of
# each language are cut exactly as they should be.  -v in $TILMACH_EVAL_OPTIONS lists the others.
: "${TILMACH_BUILD:?}" "${TILMACH_EVAL_DATA:?run by make eval}"
PATH=$TILMACH_BUILD:$PATH
LC_ALL=C.UTF-8 LANGUAGE=
export PATH LC_ALL LANGUAGE
command -v python3 >/dev/null || { echo "segments: not run, no python3"; exit 0; }
for f in "$TILMACH_EVAL_DATA"/vectors/segment/*.jsonl; do
    [ -f "$f" ] || { echo "segments: not run, no data"; exit 0; }
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
