# SPDX-License-Identifier: GPL-3.0-or-later
"""restore.py XLIT TEXT SYSTEM...: TEXT (Kazakh in Cyrillic) to each system and back.

Letters and tokens that come back the same; letter case does not count for the Arabic script, which
has none.  A token is a run of letters of one script; only Cyrillic ones count, but `Latin` tells how
many of the Latin ones that stood in the text were left alone on the way back.  `floor` is the share
of tokens that even an oracle gets wrong that takes, for each form, the word that the text itself
has most often for it."""
import collections, ctypes, difflib, os, re, subprocess, sys, unicodedata

WORD = re.compile(r'[^\W\d_]+')
CYRILLIC = re.compile(r'[\u0400-\u04ff]+$')
LATIN = re.compile(r'[A-Za-z]+$')


def known_words(words):
    """Those that Hunspell's Kazakh dictionary has."""
    for name in ('libhunspell-1.7.so.0', 'libhunspell.so'):
        try:
            lib = ctypes.CDLL(name)
            break
        except OSError:
            continue
    folder = os.environ.get('TILMACH_HUNSPELL', '/usr/share/hunspell')
    lib.Hunspell_create.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(lib.Hunspell_create(*(('%s/kk_KZ.%s' % (folder, x)).encode() for x in ('aff', 'dic'))))
    return {w for w in words if lib.Hunspell_spell(handle, w.encode())}


def run(args, text, dictionary=True):
    env = dict(os.environ, **({} if dictionary else {'TILMACH_HUNSPELL': '/nonexistent'}))
    done = subprocess.run([sys.argv[1], '-q'] + args, input=text.encode(), stdout=subprocess.PIPE,
                          env=env, check=True)
    return done.stdout.decode().split('\n')


def tokens(a, b, fold):
    """Pairs of tokens of a line and what came back of it; whole stretches where they do not align."""
    x, y = a.split(), b.split()
    if len(x) != len(y):
        x, y = [a], [b]
    for p, q in zip(x, y):
        u, v = WORD.findall(p), WORD.findall(q)
        if len(u) == len(v):
            yield from ((i, fold(j)) for i, j in zip(u, v))
        else:
            yield from ((i, None) for i in u)


def count(text, back, known, fold):
    n = collections.Counter()
    for a, b in zip(text, back):
        for u, v in tokens(a, b, fold):
            if LATIN.match(u):
                n['latin'] += 1
                n['latin kept'] += fold(u) == v
            if not CYRILLIC.match(u):
                continue
            w = fold(u)
            n['all'] += 1
            n['all right'] += w == v
            n['known'] += u in known
            n['known right'] += u in known and w == v
            n['letters'] += len(w)
            n['letters right'] += len(w) if w == v else sum(
                m.size for m in difflib.SequenceMatcher(None, w, v or '', False).get_matching_blocks())
    return n


def floor(text, there, fold):
    """Share of tokens that the most frequent word for their form is not."""
    forms = collections.defaultdict(collections.Counter)
    for a, b in zip(text, there):
        x, y = a.split(), b.split()
        if len(x) == len(y):
            for p, q in zip(x, y):
                if WORD.search(p):
                    forms[q][fold(p)] += 1
    total = sum(sum(c.values()) for c in forms.values())
    return 1 - sum(max(c.values()) for c in forms.values()) / max(total, 1)


def share(n, what):
    return '%.2f %%' % (100 * n[what + ' right'] / max(n[what], 1))


def main():
    with open(sys.argv[2], encoding='utf-8') as f:
        text = unicodedata.normalize('NFC', f.read()).rstrip('\n').split('\n')
    known = known_words({w for line in text for w in WORD.findall(line) if CYRILLIC.match(w)})
    for system in sys.argv[3:]:
        fold = str.lower if system == 'kk-arab' else str
        there = run(['-t', system], '\n'.join(text))
        rules = count(text, run(['-r', '-t', system], '\n'.join(there), False), known, fold)
        chosen = count(text, run(['-r', '-t', system], '\n'.join(there)), known, fold)
        print('%-8s %d tokens: letters by rule %s (tokens %s); with the dictionary letters %s, known tokens %s, '
              'all tokens %s; floor of the error %.2f %%; Latin left alone %.1f %% of %d' % (
                  system, rules['all'], share(rules, 'letters'), share(rules, 'all'), share(chosen, 'letters'),
                  share(chosen, 'known'), share(chosen, 'all'), 100 * floor(text, there, fold),
                  100 * chosen['latin kept'] / max(chosen['latin'], 1), chosen['latin']))


main()
