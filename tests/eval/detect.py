# SPDX-License-Identifier: GPL-3.0-or-later
"""detect.py XLIT LANG...: is the language of Debian's catalogues told right, message by message?

Only catalogues that the runs of letters were not counted in (runs.py), without lists of
places.  By length of the message: all, and the short ones.  Messages with fewer than half their letters in
the language's script (names of programs) are left out.  With kk, also its other alphabets."""
import collections, re, subprocess, sys
import catalogues, runs

DEBIAN = {'uz': ['uz@cyrillic'], 'sr': ['sr'], 'kk': ['kk']}
SYSTEMS = ['kk-2017', 'kk-2018', 'kk-2019', 'kk-2021', 'kk-arab']
PER_LANGUAGE = 3000


def told(xlit, lines):
    """The language of each line: what -v says of each paragraph."""
    done = subprocess.run([xlit, '-l', 'auto', '-t', 'iso9', '-v', '--type=plain'],
                          input='\n\n'.join(lines).encode(), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE)
    out = {}
    for m in re.finditer(r':(\d+): language: (\S+) \((\d+) %\)', done.stderr.decode()):
        out[(int(m.group(1)) - 1) // 2] = m.group(2)
    return [out.get(i) for i in range(len(lines))]


def main():
    xlit, catalogues_read = sys.argv[1], {}
    catalogues.fetch()
    for lang in sys.argv[2:]:
        lines = [re.sub(r'[_&]', '', line) for name in DEBIAN.get(lang, [lang]) for c, line in catalogues.lines(name) if not runs.is_training(c, lang) and not runs.is_places(c)]
        catalogues_read[lang] = [x for x in lines if 2 * len(re.findall('[\u0400-\u04ff]', x)) > len(re.findall(r'[^\W\d_]', x))]
    sets = dict(catalogues_read)
    for system in SYSTEMS:
        text = '\n'.join(sets['kk'])
        sets[system] = subprocess.run([xlit, '-q', '-t', system], input=text.encode(), stdout=subprocess.PIPE).stdout.decode().split('\n')
    for lang, lines in sets.items():
        step = max(1, len(lines) // PER_LANGUAGE)
        lines = [x for x in lines if '\n' not in x][::step]
        bins, wrong = collections.defaultdict(lambda: [0, 0]), collections.Counter()
        for line, got in zip(lines, told(xlit, lines)):
            n = len(re.findall(r'[^\W\d_]', line))
            right = got == lang
            wrong[got] += not right
            for b in ('all', '1-15' if n <= 15 else '16-40' if n <= 40 else '41-' if n <= 100 else '101-'):
                bins[b][0] += 1
                bins[b][1] += right
        print('%-8s' % lang, '  '.join('%s letters: %.1f %% of %d' % (b, 100 * bins[b][1] / bins[b][0], bins[b][0])
                                       if b != 'all' else 'all: %.1f %% of %d' % (100 * bins[b][1] / bins[b][0], bins[b][0])
                                       for b in ('all', '1-15', '16-40', '41-', '101-') if bins[b][0]),
              ' wrong:', ' '.join('%s %d' % x for x in wrong.most_common(4) if x[1]))


main()
