#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Names in running text: how many inflected forms of names namenorm finds, and how much of what it
# finds is a name.  From the base forms of the names marked in the texts an authority is made for each
# language.  The names are divided in two halves; rules may be tuned on one, the figure that counts is
# the other's.  Recall: marked places that a finding of that name touches.
# Precision: words of findings that are in a marked place of these names.  The texts do not mark a
# name inside another one (Конгресс США): `marked` counts those words as wrong, the other figure
# leaves out of both counts findings of places in just the spelling that is marked elsewhere.
# Adjectives and other lemmas in small letters are left out: namenorm looks for names.
# The ten findings of the test half that are most often wrong are listed with one place each; -v in
# $TILMACH_EVAL_OPTIONS lists all that was missed and wrong, of the tune half only.
# Data: vectors/names/text.tsv of $TILMACH_EVAL_DATA.  Needs: python3.
# Exit: 0; the figures are for the reader.
. "$TILMACH_SRC/tests/lib/eval.sh"
needs python3 "$vectors/names/text.tsv"
python3 - "$vectors/names" "$T" ${TILMACH_EVAL_OPTIONS:-} <<'X'
import collections, re, subprocess, sys, zlib

data, work, verbose = sys.argv[1], sys.argv[2], '-v' in sys.argv
HALVES = ('tune', 'test')
word = re.compile(r"\w+")


def half(entity):
    return HALVES[zlib.crc32(entity.encode()) % 2]


def spans_of(field):
    for one in field.split(' || ') if field else []:
        place, kind, lemma, entity = one.split(':', 3)
        start, end = map(int, place.split('-'))
        if entity and not lemma[:1].islower():
            yield start, end, kind, lemma, entity


def heading(kind, lemmas):
    """The base form that stands for the name, as an authority file has it."""
    several = [lemma for lemma in lemmas if ' ' in lemma]
    if kind == 'PER' and several:
        *given, family = several[0].split()
        return family + ', ' + ' '.join(given)
    return lemmas[0]


def write_authority(path, lang, names):
    with open(path, 'w', encoding='utf-8') as rec:
        print('%rec: Name\n%key: Id\n%mandatory: Kind Native', file=rec)
        for entity, (kind, counts) in sorted(names.items()):
            lemmas = in_order(counts)
            head = heading(kind, lemmas)
            family, _, given = head.partition(', ')
            print(f'\nId: {entity}\nKind: {"person" if kind == "PER" else "place"}\nNative: {lang}'
                  f'\n{lang}: {head}', file=rec)
            for lemma in lemmas:
                if lemma not in (head, family, given, given + ' ' + family):
                    print('Variant: ' + lemma, file=rec)
                elif lemma == given:
                    print('Variant: , ' + lemma, file=rec)


def find(rec, lang, texts):
    """Findings of every text, as (start, end, id), offsets in code points."""
    run = subprocess.run(['namenorm', '--no-config', '--no-default', '-d', rec, '-l', lang, '-c',
                          '--all', '--document=line', '--type=plain', '--format=tsv'],
                         input='\n'.join(texts) + '\n', text=True, capture_output=True)
    if run.returncode > 1:
        sys.exit(run.stderr)
    found = [[] for _ in texts]
    for row in run.stdout.split('\n')[:-1]:
        _, line, column, _, text, _, name, *_ = row.split('\t')
        start = int(column) - 1
        found[int(line) - 1].append((start, start + len(text), name))
    return found


def in_order(counts):
    return [lemma for lemma, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))]


def base_forms(names):
    """Which names have the base form: several may.  The family name of a heading is one of its
    person's, even where the texts have only the full name."""
    bearers = collections.defaultdict(set)
    for entity, (kind, counts) in names.items():
        family, comma, _ = heading(kind, in_order(counts)).partition(', ')
        for lemma in list(counts) + [family] * bool(comma):
            bearers[lemma].add(entity)
    return bearers


def context(text, start, end):
    return f'{text[max(start - 30, 0):start]}[{text[start:end]}]{text[end:end + 20]}'


def per(n, of):
    return f'{n / of:.3f}' if of else '-'


texts = collections.defaultdict(list)
worst, place_of = collections.Counter(), {}
for line in open(data + '/text.tsv', encoding='utf-8'):
    if line[0] != '#':
        lang, source, _, text, spans = line.rstrip('\n').split('\t')
        if source == 'slavicner':
            texts[lang].append((text, list(spans_of(spans))))

for lang in sorted(texts):
    # a base form that is a person's elsewhere heads no place: one text has such a slip of its marks
    kinds = collections.defaultdict(collections.Counter)
    for _, spans in texts[lang]:
        for _, _, kind, lemma, _ in spans:
            kinds[lemma][kind] += 1
    kind_of = {lemma: counts.most_common(1)[0][0] for lemma, counts in kinds.items()}
    for part in HALVES:
        names = {}
        for text, spans in texts[lang]:
            for _, _, kind, lemma, entity in spans:
                if half(entity) == part and kind_of[lemma] == kind:
                    names.setdefault(entity, (kind, collections.Counter()))[1][lemma] += 1
        rec = f'{work}/{lang}-{part}.rec'
        write_authority(rec, lang, names)
        found = find(rec, lang, [text for text, _ in texts[lang]])
        hit = collections.Counter()
        all = collections.Counter()
        missed, wrong = collections.Counter(), collections.Counter()
        good = flagged = nested = 0
        bearers = base_forms(names)
        places = {text[a:b] for text, spans in texts[lang] for a, b, kind, _, entity in spans
                  if kind == 'LOC' and half(entity) == part}
        for (text, spans), findings in zip(texts[lang], found):
            mine = [s for s in spans if half(s[4]) == part]
            for start, end, kind, lemma, entity in mine:
                all[kind] += 1
                if any(a < end and b > start and name in bearers[lemma] for a, b, name in findings):
                    hit[kind] += 1
                else:
                    missed[f'{context(text, start, end)} ({lemma}, {entity})'] += 1
            for a, b, name in findings:
                for w in word.finditer(text, a, b):
                    right = any(s < w.end() and e > w.start() for s, e, *_ in mine)
                    good += right
                    flagged += 1
                    if not right and text[a:b] in places:
                        nested += 1
                    elif not right:
                        wrong[f'{context(text, a, b)} ({name})'] += 1
                        if part == 'test':
                            worst[lang, name] += 1
                            place_of.setdefault((lang, name), context(text, a, b))
        print(f'text: {lang} {part}: recall {per(sum(hit.values()), sum(all.values()))} of '
              f'{sum(all.values())} (people {per(hit["PER"], all["PER"])}, places '
              f'{per(hit["LOC"], all["LOC"])}), precision of words {per(good, flagged - nested)}, '
              f'marked {per(good, flagged)}')
        if verbose and part == 'tune':
            for what, of in (('missed', missed), ('wrong', wrong)):
                for one, n in of.most_common():
                    print(f'  {what}\t{n}\t{one}')

for key, n in sorted(worst.items(), key=lambda w: (-w[1], w[0]))[:10]:
    print(f'text: {key[0]} test: wrong {n} times: {place_of[key]} ({key[1]})')

# Forms by themselves, of which the base form is told.
forms = collections.defaultdict(lambda: collections.defaultdict(list))
for line in open(data + '/inflect.tsv', encoding='utf-8'):
    if line[0] != '#':
        lang, form, lemma, entity = line.rstrip('\n').split('\t')
        if lemma[:1].islower():
            continue
        forms[lang][half(lemma)].append((form, lemma, entity))
for lang in sorted(forms):
    for part in HALVES:
        rows = forms[lang][part]
        rec = f'{work}/forms.rec'
        ids = {lemma: f'n{i}' for i, lemma in enumerate(dict.fromkeys(r[1] for r in rows))}
        write_authority(rec, lang, {ids[lemma]: ('PER' if entity.startswith('PER') else 'LOC',
                                                 {lemma: 1}) for _, lemma, entity in rows})
        found = find(rec, lang, [form for form, _, _ in rows])
        right = [any(a == 0 and b == len(row[0]) for a, b, _ in f) for row, f in zip(rows, found)]
        hit = sum(right)
        print(f'text: {lang} {part}: forms by themselves {per(hit, len(rows))} of {len(rows)}')
        if verbose and part == 'tune':
            for row, good in zip(rows, right):
                if not good:
                    print('  missed\t' + '\t'.join(row))
X
