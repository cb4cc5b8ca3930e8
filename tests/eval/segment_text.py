# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentence boundaries in running text whose sentences are known: F1 of tmseg and of ICU's own breaker.

    segment_text.py treebank FILE.conllu...    "# text" lines; "# newpar" and "# newdoc" begin paragraphs
    segment_text.py sentences FILE.txt...      a sentence a line, an empty line between paragraphs
    segment_text.py catalogue FILE.tsv LANG COLUMN OTHER [LANG-COLUMN]
                                               messages that are one sentence in the OTHER column

The language of a file is how its name begins.  Boundaries are counted in characters without white space;
the last one of a paragraph counts, as a line break is not hidden from anyone.  Confusions follow by what
stands around them; -v in $TILMACH_EVAL_OPTIONS shows each.
"""
import os, re, subprocess, sys, unicodedata
from collections import Counter

VERBOSE = '-v' in os.environ.get('TILMACH_EVAL_OPTIONS', '').split()
PER_PARAGRAPH = 5     # where the data does not say
MESSAGES = 6000       # of a catalogue, evenly spread

def squeeze(text):
    return re.sub(r'\s+', '', text)

def cuts(lines):
    """Positions of the ends of all lines."""
    ends, at = set(), 0
    for line in lines:
        at += len(squeeze(line))
        ends.add(at)
    return ends

def segments(command, text):
    run = subprocess.run(command, input=text, text=True, capture_output=True)
    return run.stdout.split('\n')[:-1] if run.returncode == 0 else None

def kind(before, after):
    """A name for what stands around a boundary."""
    after = after.lstrip()
    last = re.split(r'\s', before.strip())[-1]
    core = re.sub(r'^[^\w]+|["»”’)\]]+$', '', last)
    first = after[:1]
    if not re.search(r'[.!?…]["»”’)\]]*$', before.strip()):
        return 'no full stop'
    if re.match(r'[-–—]', after):
        return 'before a dash'
    if re.search(r'["»”’)\]]$', last):
        return 'behind a closing mark'
    if re.search(r'[!?]$', core):
        return 'behind ! or ?'
    if core.endswith('…') or core.endswith('..'):
        return 'behind an ellipsis'
    if re.fullmatch(r'[^\W\d_]\.', core):
        return 'behind a letter' + (', before a capital' if first.isupper() else '')
    if re.search(r'\d[^\W\d_]*\.$', core):
        return 'behind a number'
    if first.isdigit():
        return 'before a number'
    if first.islower():
        return 'before a small letter'
    if len(core) <= 5 or '.' in core[:-1]:
        return 'behind a short word'
    return 'behind a long word'

def report(title, lang, paragraphs):
    text = '\n'.join(' '.join(p) for p in paragraphs) + '\n'
    squeezed = []                      # where the characters that are no space stand
    for i, c in enumerate(text):
        if not c.isspace():
            squeezed.append(i)
    gold = cuts(s for p in paragraphs for s in p)
    for name, command in (('tmseg', ['tmseg', '-l', lang]), ('ICU', ['icu_sentences', lang])):
        got = segments(command, text)
        if got is None:
            print(f'{title} {name}: not run')
            continue
        found = cuts(got)
        good = len(gold & found)
        precision, recall = good / max(1, len(found)), good / max(1, len(gold))
        f = 2 * precision * recall / max(1e-9, precision + recall)
        print(f'{title:34} {name:5} F {f:.4f} P {precision:.4f} R {recall:.4f}  '
              f'{len(gold)} sentences, {len(found - gold)} false, {len(gold - found)} missed')
        if name == 'ICU':
            continue
        for what, wrong in (('false', found - gold), ('missed', gold - found)):
            classes = Counter()
            for end in sorted(wrong):
                at = squeezed[end - 1] + 1
                place = kind(text[max(0, at - 40):at], text[at:at + 40])
                classes[place] += 1
                if VERBOSE:
                    print(f'    {what}, {place}: …{text[max(0, at - 40):at]} | {text[at:at + 30].strip()}…'
                          .replace('\n', ' '))
            if classes:
                print(f'    {what}: ' + ', '.join(f'{n} {k}' for k, n in classes.most_common()))

def treebank(path):
    paragraphs, fresh = [], True
    said = False                       # does the file tell paragraphs?
    for line in open(path, encoding='utf-8'):
        if line.startswith('# newpar') or line.startswith('# newdoc'):
            fresh, said = True, True
        elif line.startswith('# text ='):
            sentence = line[8:].strip()
            if fresh or not said and len(paragraphs[-1]) >= PER_PARAGRAPH:
                paragraphs.append([])
            paragraphs[-1].append(sentence)
            fresh = False
    return paragraphs

def sentences(path):
    text = open(path, encoding='utf-8').read().strip()
    return [p.split('\n') for p in re.split(r'\n\n+', text)]

INNER = re.compile(r'[.!?…:]["»”’)\]]*\s|\\n|<|%|\.\w')

def catalogue(path, lang, column, other, lang_column):
    """Messages of one sentence: the other language has no sign within that could end one."""
    rows = []
    for line in open(path, encoding='utf-8'):
        f = line.rstrip('\n').split('\t')
        if len(f) <= max(column, other) or lang_column is not None and f[lang_column] != lang:
            continue
        text, peer = f[column], f[other]
        if 30 <= len(text) <= 400 and text[-1] in '.!?' and text[0].isupper() and peer[-1:] in '.!?' \
                and not INNER.search(peer) and not re.search(r'\\n|<|%', text):
            rows.append(text)
    rows = sorted(set(rows), key=lambda s: squeeze(s)[::-1])     # an order of no meaning
    step = max(1, len(rows) // MESSAGES)
    rows = rows[::step][:MESSAGES]
    return [rows[i:i + PER_PARAGRAPH] for i in range(0, len(rows), PER_PARAGRAPH)]

def main():
    how, args = sys.argv[1], sys.argv[2:]
    if how == 'catalogue':
        path, lang, column, other = args[0], args[1], int(args[2]), int(args[3])
        paragraphs = catalogue(path, lang, column, other, int(args[4]) if len(args) > 4 else None)
        report(f'catalogues {lang}', lang, paragraphs)
        return
    for path in args:
        name = os.path.basename(path)
        lang = re.split(r'[_.-]', name)[0]
        read = treebank if how == 'treebank' else sentences
        report(name if how == 'treebank' else f'hard cases {lang}', lang, read(path))

main()
