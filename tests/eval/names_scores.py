#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well namematch scores and finds names, against a simple method, on vectors/names of
$TILMACH_EVAL_DATA.  Usage: names_scores.py [TASK]...; prints figures and the worst of each task.

People are parted into two halves by the sum of the digits of their number: what was estimated was
estimated on the even half, the figures are those of the odd half ("tune" prints the other one).

The simple method: ICU's Any-Latin and Latin-ASCII, fifty rules that fold spellings to sounds, words
aligned one to one by Levenshtein distance, half the mean and half the worst word.
"""
import os, re, subprocess, sys, tempfile, unicodedata, zlib
from collections import defaultdict

DATA = os.environ['TILMACH_EVAL_DATA'] + '/vectors/names/'
BUILD = os.environ['TILMACH_BUILD'] + '/'
REGION = set('RU UA BY KZ KG UZ TJ TM AZ AM GE Georgia MD MN TR BG RS MK'.split())
WORST = int(os.environ.get('NAMES_EVAL_WORST', 10))


def rows(name):
    with open(DATA + name, encoding='utf-8') as f:
        return [l.rstrip('\n').split('\t') for l in f if not l.startswith('#')]


def even(entity):
    return sum(int(c) for c in entity if c.isdigit()) % 2 == 0


# --- the simple method ---

FOLD = [r.split('>') for r in (
    'schtsch>s shch>s szcz>s sjtj>s stsj>s tsch>c tch>c tsj>c tj>c cz>c sch>s sh>s sz>s sj>s dzh>z '
    'dsch>z dj>z dz>z zh>z zj>z kh>h ch>h gh>g ph>f th>t ts>c tz>c ck>k q>k x>ks w>v ou>u oe>o ue>u '
    'ae>a oo>u ee>i iy>i yy>i ij>i yj>i j>i y>i ie>e ia>a iu>u io>o c>s f>v z>s').split()]


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        diagonal, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            best = min(diagonal + (x != y), row[j + 1] + 1, row[j] + 1)
            diagonal, row[j + 1] = row[j + 1], best
    return row[-1]


class Simple:
    def __init__(self, names):
        names = sorted(set(names))
        out = subprocess.run(['uconv', '-x', 'Any-Latin; Latin-ASCII; Any-Lower'],
                             input='\n'.join(names), capture_output=True, text=True, check=True)
        self.words = {}
        for name, latin in zip(names, out.stdout.split('\n')):
            words = (self.fold(w) for w in re.split(r'[\s,.\-]+', latin))
            self.words[name] = [w for w in words if w]

    @staticmethod
    def fold(word):
        word = re.sub('[^a-z]', '', word)
        for old, new in FOLD:
            word = word.replace(old, new)
        return re.sub(r'(.)\1+', r'\1', word)

    def likeness(self, a, b):
        """Of two words, however little."""
        a, b = ''.join(self.words[a]), ''.join(self.words[b])
        return 1 - levenshtein(a, b) / max(1, len(a), len(b))

    def score(self, a, b):
        a, b = sorted((self.words[a], self.words[b]), key=len)
        if len(a) == 1 and len(b) == 1:
            return float(a == b)
        likes = sorted(((1 - levenshtein(x, y) / max(len(x), len(y)), i, j)
                        for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True)
        used_a, used_b, found = set(), set(), []
        for like, i, j in likes:
            if i not in used_a and j not in used_b:
                used_a.add(i)
                used_b.add(j)
                found.append(like)
        return (sum(found) / len(found) + min(found)) / 2 if found else 0.0


# --- figures ---

def curve(scored):
    """AUC, recall and score where 1 % of the different pairs pass, of (score, same)."""
    scored = sorted(scored, key=lambda s: -s[0])
    positive = sum(1 for s in scored if s[1])
    negative = len(scored) - positive
    area = right = wrong = recall = at = i = 0
    while i < len(scored):
        j, tied = i, []
        while j < len(scored) and scored[j][0] == scored[i][0]:
            tied.append(scored[j][1])
            j += 1
        same = sum(1 for t in tied if t)
        area += (len(tied) - same) * (right + same / 2)
        right += same
        wrong += len(tied) - same
        if wrong <= 0.01 * negative:
            recall, at = right, scored[i][0]
        i = j
    return area / positive / negative, recall / positive, at, positive, negative


def put_curve(title, scored):
    print('names: %s: AUC %.4f, recall at 1 %% false %.3f (score %.2f), %d same, %d different'
          % ((title,) + curve(scored)))


def put_worst(title, scored):
    """The different pairs that score highest and the same ones that score lowest."""
    for label, wanted, sign in (('false match', False, -1), ('miss', True, 1)):
        worst = sorted((s for s in scored if bool(s[1]) == wanted), key=lambda s: sign * s[0])
        for s in worst[:WORST]:
            print('names: %s: %s %.2f: %s | %s' % (title, label, s[0], s[2], s[3]))


def put_reliability(title, scored):
    """What part of the pairs with a score are the same."""
    for low in range(0, 100, 10):
        inside = [s[1] for s in scored if low <= s[0] < low + 10 or (low == 90 and s[0] >= 100)]
        if inside:
            print('names: %s: reliability: scores %d to %d: %d of %d the same, %.3f'
                  % (title, low, low + 10, sum(inside), len(inside), sum(inside) / len(inside)))


# --- namematch ---

def match_pairs(pairs):
    """Scores of namematch --pairs."""
    clean = '\n'.join('%s\t%s' % tuple(n.replace('\\', '\\\\') for n in p) for p in pairs) + '\n'
    out = subprocess.run([BUILD + 'namematch', '--no-config', '--pairs', '-C', '1,2'], input=clean,
                         capture_output=True, text=True, check=True).stdout
    return [float(l.split('\t')[2]) for l in out.splitlines()]


def look_up(records, queries, options=('--best',)):
    """The answers of namematch to queries, (query, id, score, explanation with -x); records are (id, lang, name)."""
    with tempfile.TemporaryDirectory() as work:
        with open(work + '/a.rec', 'w') as f:
            f.write('%rec: Name\n')
            for id_, lang, name in records:
                f.write('\nId: %s\nKind: person\nNative: %s\n%s: %s\n' % (id_, lang, lang, name))
        subprocess.run([BUILD + 'namedict', 'compile', '--no-config', '--no-derive', '-q',
                        work + '/a.rec', '-o', work + '/a.tmd'], check=True)
        out = subprocess.run([BUILD + 'namematch', '--no-config', '-d', work + '/a.tmd',
                              *options], input='\n'.join(queries) + '\n', capture_output=True,
                             text=True).stdout
    return [(f[0], f[2], float(f[4]), *f[5:]) for f in (l.split('\t') for l in out.splitlines())]


# --- people ---

def load():
    people = defaultdict(list)  # entity: (country, lang, script, spelling)
    for entity, country, lang, script, spelling, _ in rows('variants.tsv'):
        people[entity].append((country, lang, script, spelling))
    return people


def of_region(entity):
    return entity.startswith('ofac') or PEOPLE[entity][0][0] in REGION


def plain_script(name):
    return all(unicodedata.name(c, '').split(' ')[0] in ('LATIN', 'CYRILLIC', 'MODIFIER')
               for c in name if c.isalpha())


FATHER = re.compile('(вич|ич|вна|чна|івна|аўна|еўна|ұлы|улы|қызы|кызы|ovich|evich|ovna|evna|ovych|'
                    'ivna|oglu|oğlu|uly|qyzy)$')


def surname(name):
    """The family name of a name in one of the orders of the region; None where it is not plain."""
    if '·' in name or '・' in name:
        return re.split('[·・]', name)[-1]
    if ',' in name:
        words = name.split(',')[0].split()
        return words[0] if len(words) == 1 else None
    words = name.split()
    if len(words) == 3 and FATHER.search(words[2]) and not FATHER.search(words[1]):
        return words[0]
    if len(words) == 3 and FATHER.search(words[1]):
        return words[2]
    return words[1] if len(words) == 2 else None


def inverted(name):
    """As an authority file has it."""
    family = surname(name)
    if ',' in name or not family:
        return name
    given = [w for w in name.split() if w != family]
    return family + ', ' + ' '.join(given) if given else name


# --- tasks ---

def both_halves(title, scored, entity):
    """Print the figures of the odd half, and return its rows."""
    odd = [s for s in scored if not even(entity(s))]
    if os.environ.get('NAMES_EVAL_TUNE'):
        put_curve(title + ', tune', [s for s in scored if even(entity(s))])
    put_curve(title, odd)
    return odd


def task_full():
    pairs = [r for r in rows('pairs.tsv') if r[1] != 'surname-only' and of_region(r[2]) and
             of_region(r[3]) and plain_script(r[5]) and plain_script(r[7])]
    simple = Simple([r[5] for r in pairs] + [r[7] for r in pairs])
    ours = match_pairs([(r[5], r[7]) for r in pairs])
    keep = [(s, r[0] == 'same', r[5], r[7], r[2]) for s, r in zip(ours, pairs)]
    both_halves('full names of the region, simple method',
                [(simple.score(r[5], r[7]), r[0] == 'same', r[5], r[7], r[2]) for r in pairs],
                lambda s: s[4])
    odd = both_halves('full names of the region', keep, lambda s: s[4])
    put_reliability('full names of the region', odd)
    put_worst('full names of the region', odd)
    world = [r for r in rows('pairs.tsv') if r[1] != 'surname-only' and not even(r[2])]
    for title, fits in (('full names of the world, all scripts', lambda r: True),
                        ('full names of the world, Latin and Cyrillic',
                         lambda r: plain_script(r[5]) and plain_script(r[7]))):
        some = [r for r in world if fits(r)]
        put_curve(title, list(zip(match_pairs([(r[5], r[7]) for r in some]),
                                  [r[0] == 'same' for r in some])))


ALTERNATE = [set(s) for s in ('иыійїy', 'еэёєe', 'гґ', 'iyj', 'vw', 'ckq', 'szсз', 'ʼ\'ь', 'uw', 'аa')]


def bare_letters(word):
    return ''.join(c for c in unicodedata.normalize('NFD', word) if c.isalpha()).translate(
        str.maketrans('øłđıßəæ', 'oldisae'))


def one_letter_apart(a, b):
    """In a letter that is not a usual alternation of spellings."""
    a, b = bare_letters(a), bare_letters(b)
    if a == b or abs(len(a) - len(b)) > 1 or levenshtein(a, b) != 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return not any(a[i] in s and b[i] in s for s in ALTERNATE)
    c, longer = (a[i], a) if len(a) > len(b) else (b[i], b)
    return c not in "ьъ'’hyjй" and not (i > 0 and longer[i - 1] == c)


def task_surnames():
    names = defaultdict(dict)  # entity: {lang: surname}
    for entity, spellings in PEOPLE.items():
        for _, lang, script, spelling in spellings:
            if script in ('Latn', 'Cyrl') and plain_script(spelling):
                family = surname(spelling)
                if family and len(family) > 3:
                    names[entity].setdefault(lang, family)
    same, different = [], []
    for entity, by_lang in names.items():
        langs = sorted(by_lang)
        pairs = [(x, y) for i, x in enumerate(langs) for y in langs[i + 1:]]
        for x, y in pairs[:6]:
            if by_lang[x].lower() != by_lang[y].lower():
                same.append((by_lang[x], by_lang[y], entity))
    for lang in ('ru', 'en', 'uk', 'be', 'tr'):
        bins = defaultdict(set)
        for entity, by_lang in sorted(names.items()):
            if lang in by_lang:
                w = by_lang[lang].lower()
                for i in range(len(w)):
                    bins[w[:i] + w[i + 1:]].add((by_lang[lang], entity))
                    bins[w[:i] + '_' + w[i + 1:]].add((by_lang[lang], entity))
                bins[w].add((by_lang[lang], entity))
        done = set()
        for near in map(sorted, bins.values()):
            for a, e in near:
                for b, g in near:
                    if a < b and (a, b) not in done and one_letter_apart(a.lower(), b.lower()):
                        done.add((a, b))
                        # the other one in another language where it is known
                        others = sorted(l for l in names[g] if l != lang)
                        k = zlib.crc32((a + b).encode()) % (len(others) + 1)
                        different.append((a, names[g][others[k]] if k < len(others) else b, e))
    pairs = sorted(set((a, b, True, e) for a, b, e in same) |
                   set((a, b, False, e) for a, b, e in different))
    simple = Simple([p[0] for p in pairs] + [p[1] for p in pairs])
    # labels whose words are in another order than this program thinks have nothing in common
    pairs = [p for p in pairs if not p[2] or simple.likeness(p[0], p[1]) > 0.3]
    ours = match_pairs([p[:2] for p in pairs])
    both_halves('bare surnames, simple method',
                [(simple.score(p[0], p[1]), p[2], p[0], p[1], p[3]) for p in pairs], lambda s: s[4])
    odd = both_halves('bare surnames', [(s, p[2], p[0], p[1], p[3]) for s, p in zip(ours, pairs)],
                      lambda s: s[4])
    put_reliability('bare surnames', odd)
    put_worst('bare surnames', odd)
    own = [r for r in rows('pairs.tsv') if r[1] == 'surname-only']
    s = match_pairs([(r[5], r[7]) for r in own])
    put_curve('bare surnames against those of pairs.tsv',
              [x[:2] for x in odd if x[1]] + [(v, False) for v in s])


def rank(lang):
    return 4 if lang == 'en' else 3 if lang == 'ru' else 1 if lang == 'la' else 2


def put_found(title, answers):
    """answers: (score, right, wanted, query, answer); F1 at its best limit, recall at P >= .98."""
    known = sum(1 for a in answers if a[2])
    answers = sorted(answers, key=lambda a: -a[0])
    right = best = recall = 0
    for n, a in enumerate(answers, 1):
        right += a[1]
        if n < len(answers) and answers[n][0] == a[0]:
            continue
        precision, found = right / n, right / known
        if a[0] > 0 and 2 * precision * found / max(1e-9, precision + found) > best:
            best, at = 2 * precision * found / (precision + found), a[0]
        if a[0] > 0 and precision >= 0.98:
            recall, limit = found, a[0]
    print('names: %s: F1 %.3f (score %.2f), recall at precision .98 %.3f (score %.2f), %d queries'
          % (title, best, at, recall, limit if recall else 0, len(answers)))
    for label, fits in (('false match', lambda a: a[4] and not a[1]),
                        ('miss', lambda a: a[2] and not a[1])):
        for a in [a for a in answers if fits(a)][:WORST]:
            print('names: %s: %s %.2f: %s -> %s' % (title, label, a[0], a[3], a[4]))


def authority(half, asked_about=of_region, all_scripts=False):
    """Records of people of the whole world, one spelling each, and the other spellings of some of them,
    of one half, with their id; a third of these are left out and have None."""
    records, queries = [], []
    for entity, spellings in sorted(PEOPLE.items()):
        fit = [s for s in spellings if s[2] in ('Latn', 'Cyrl') and re.fullmatch('[a-z]{2,3}', s[1])
               and (',' in s[3] or ' ' in s[3])]
        if not fit:
            continue
        chosen = max(fit, key=lambda s: rank(s[1]))
        left_out = zlib.crc32(entity.encode()) % 3 == 0
        asked = asked_about(entity) and even(entity) == half and not entity.startswith('ofac')
        if not (asked and left_out) and len(records) < 15000:
            records.append((entity, chosen[1], inverted(chosen[3])))
        if asked:
            for s in spellings if all_scripts else fit:
                if s is not chosen:
                    queries.append((s[3], None if left_out else entity))
    inside = {r[0] for r in records}
    return records, [q for q in queries if q[1] is None or q[1] in inside]


def task_authority():
    records, queries = authority(False)
    name = {r[0]: r[2] for r in records}
    found = look_up(records, [q[0] for q in queries])
    put_reliability('authority', [(score, id_ == q[1]) for q, (_, id_, score) in zip(queries, found)
                                  if id_])
    put_found('authority of %d' % len(records),
              [(score, id_ == q[1], q[1], q[0], name.get(id_)) for q, (_, id_, score) in zip(queries, found)])


def answers_of(half, region):
    """Answers to look-ups as `authority` has them, (score, right, query, answer, rank): of people of the
    region, or of all others in all scripts.  One spelling may be several people's."""
    records, queries = authority(half, lambda entity: of_region(entity) == region, not region)
    name = {r[0]: r[2] for r in records}
    wanted = defaultdict(set)
    for query, id_ in queries:
        wanted[query].add(id_)
    found, ranks = [], defaultdict(int)
    for query, id_, score in look_up(records, sorted(wanted), ('--min-score=0',)):
        if id_:
            ranks[query] += 1
            found.append((score, id_ in wanted[query], query, name[id_], ranks[query]))
    return found


def task_look_ups():
    """Does the score of an answer tell whether it is right, where the names are alike at all?"""
    for half in (True, False) if os.environ.get('NAMES_EVAL_TUNE') else (False,):
        for title, region in (('of the region', True), ('of the rest of the world', False)):
            title = 'look-ups ' + title + (', tune' if half else '')
            found = answers_of(half, region)
            alike = [(s, f) for s, f in zip(match_pairs([f[2:4] for f in found]), found) if s >= 20]
            put_curve(title + ', right and other answers by the names alone', [(s, f[1]) for s, f in alike])
            put_curve(title + ', right and other answers', [f for _, f in alike])
            put_reliability(title + ', best answers', [f for f in found if f[4] == 1])
            put_worst(title, [f for _, f in alike])


def surname_questions(half):
    """1,900 surnames of one half of the people, (id, lang, surname), and how other languages write them,
    (spelling, id, lang, script)."""
    records, queries, families = [], [], set()
    simple = Simple([surname(s[3]) for v in PEOPLE.values() for s in v
                     if s[1] in ('en', 'ru') and surname(s[3])])
    for entity, spellings in sorted(PEOPLE.items()):
        fit = [s for s in spellings if s[1] in ('en', 'ru') and s[2] in ('Latn', 'Cyrl') and surname(s[3])]
        others = [s for s in spellings if surname(s[3]) and s[2] in
                  ('Latn', 'Cyrl', 'Arab', 'Hebr', 'Hani', 'Kana', 'Hang', 'Grek', 'Armn', 'Geor')]
        if not fit or len({s[1] for s in others}) < 2:
            continue
        chosen = max(fit, key=lambda s: rank(s[1]))
        family = surname(chosen[3])
        key = ' '.join(simple.words[family])
        if even(entity) != half or key in families: # one surname in two spellings would be no fair question
            continue
        families.add(key)
        records.append((entity, chosen[1], family))
        done = {family}
        for s in others:
            if s[1] != chosen[1] and surname(s[3]) not in done:
                done.add(surname(s[3]))
                queries.append((surname(s[3]), entity, s[1], s[2]))
        if len(records) == 1900:
            break
    return records, queries


def task_surname_alone():
    for half in (True, False) if os.environ.get('NAMES_EVAL_TUNE') else (False,):
        surname_alone(half)


ORDERED = 'all but labels in another order'


def surname_alone(half):
    records, queries = surname_questions(half)
    title = 'surname alone, %d' % len(records) + (', tune' if half else '')
    found = look_up(records, [q[0] for q in queries])
    name = {r[0]: r[2] for r in records}
    right, all_ = defaultdict(int), defaultdict(int)
    # labels whose words are in another order than this program thinks have nothing in common
    simple = Simple([q[0] for q in queries] + list(name.values()))
    for q, (_, id_, score) in zip(queries, found):
        keys = ['all', q[3], q[2]]
        if q[3] not in ('Latn', 'Cyrl') or simple.likeness(q[0], name[q[1]]) > 0.3:
            keys.append(ORDERED)
        for key in keys:
            all_[key] += 1
            right[key] += id_ == q[1]
    for key in sorted(all_, key=lambda k: (k != 'all', k != ORDERED, -all_[k])):
        if key == 'all' or all_[key] >= 20:
            print('names: %s: %s: recall at 1 %.3f of %d'
                  % (title, key, right[key] / all_[key], all_[key]))
    wrong = [(s, q, id_) for q, (_, id_, s) in zip(queries, found) if id_ != q[1]]
    for s, q, id_ in sorted(wrong, key=lambda w: -w[0])[:WORST]:
        print('names: %s: wrong %.2f: %s (%s, wanted %s) -> %s'
              % (title, s, q[0], q[2], name[q[1]], name.get(id_)))
    if half and os.environ.get('NAMES_EVAL_ALL'):
        for s, q, id_ in wrong:
            print('wrong %.2f\t%s\t%s\t%s\t%s' % (s, q[2], q[0], name[q[1]], name.get(id_)))


# A keyboard's neighbours, letters told apart by a tail, and slips of the hand.
KEYS = ('qwertyuiop', 'asdfghjkl', 'zxcvbnm')


def typo(word, seed):
    """One slip in a word: a letter dropped, doubled, swapped with the next or hit beside."""
    at = 1 + seed // 7 % max(1, len(word) - 2)
    kind = seed % 4
    c = word[at]
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1:
        return word[:at] + c + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1:at + 2] + c + word[at + 2:]
    for row in KEYS:
        if c in row:
            k = row.index(c)
            return word[:at] + row[k + 1 if k + 1 < len(row) else k - 1] + word[at + 1:]
    return word[:at] + word[at + 1:]


def task_typos():
    """Latin names with one or two slips against names of others that share a word with them."""
    names = [s[3] for e, v in sorted(PEOPLE.items()) if not even(e) and not e.startswith('ofac')
             for s in v if s[1] == 'en' and re.fullmatch('[A-Za-z]+ [A-Za-z]+', s[3])]
    by_word, pairs = defaultdict(list), []
    for n in names:
        for w in n.split():
            by_word[w].append(n)
    for n in names[:3000]:
        seed = zlib.crc32(n.encode())
        words = n.split()
        i = seed % 2
        if len(words[i]) > 3:
            changed = list(words)
            changed[i] = typo(changed[i], seed // 16)
            if seed // 2 % 3 == 0 and len(words[1 - i]) > 3:
                changed[1 - i] = typo(changed[1 - i], seed // 64)
            pairs.append((n, ' '.join(changed), True))
        near = [m for w in words for m in by_word[w] if m != n]
        if near:
            pairs.append((n, near[seed % len(near)], False))
    ours = match_pairs([p[:2] for p in pairs])
    simple = Simple([p[0] for p in pairs] + [p[1] for p in pairs])
    put_curve('typos, simple method', [(simple.score(p[0], p[1]), p[2]) for p in pairs])
    scored = [(s, p[2], p[0], p[1]) for s, p in zip(ours, pairs)]
    put_curve('typos', scored)
    put_worst('typos', scored)


CHECKS = os.environ.get('TILMACH_NAME_CHECKS') or DATA + 'checks.yml'


def read_checks():
    """(query, candidate, same, schema) of OpenSanctions' checks.yml, as far as its YAML goes."""
    checks, side = [], None
    for line in open(CHECKS, encoding='utf-8'):
        key, _, value = line.strip().removeprefix('- ').partition(': ')
        value = value.strip().strip('"')
        if key == 'match':
            checks.append({'same': value == 'true', 'query:': {}, 'candidate:': {}})
        elif key in ('query:', 'candidate:'):
            side = checks[-1][key]
        elif key == 'schema':
            checks[-1]['schema'] = value
        elif value and side is not None:
            side[key] = value

    def name(s):
        if 'name' in s:
            return s['name']
        rest = ' '.join(s[k] for k in ('firstName', 'middleName', 'fatherName') if k in s)
        return s.get('lastName', '') + ', ' + rest
    return [(name(c['query:']), name(c['candidate:']), c['same'], c['schema']) for c in checks]


def task_checks():
    """The checks by which OpenSanctions measures its matchers (nomenklatura, contrib/name_benchmark):
    slips, disguises, companies' legal forms; names typed wrong on purpose."""
    if not os.path.exists(CHECKS):
        print('names: checks of OpenSanctions: not run, there is no %s' % CHECKS)
        return
    checks = read_checks()
    simple = Simple([c[0] for c in checks] + [c[1] for c in checks])
    ours = match_pairs([c[:2] for c in checks])
    for title, fits in (('all', lambda c: True), ('people', lambda c: c[3] == 'Person')):
        for method, scores in (
                (', simple method', [simple.score(c[0], c[1]) for c in checks]), ('', ours)):
            put_curve('checks of OpenSanctions, ' + title + method,
                      [(s, c[2]) for s, c in zip(scores, checks) if fits(c)])
    put_worst('checks of OpenSanctions', [(s, c[2], c[0], c[1]) for s, c in zip(ours, checks)])


TASKS = {'full': task_full, 'surnames': task_surnames, 'authority': task_authority,
         'look-ups': task_look_ups,
         'surname-alone': task_surname_alone, 'typos': task_typos, 'checks': task_checks}

PEOPLE = load()
if __name__ == '__main__':
    for task in sys.argv[1:] or TASKS:
        TASKS[task]()
