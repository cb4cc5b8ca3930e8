# SPDX-License-Identifier: GPL-3.0-or-later
"""runs.py XLIT: the lists of src/translit/detect_runs.c, from every second catalogue.

The most frequent runs of three letters of each language, blanks for the edges of words, in order."""
import collections, re, subprocess, sys, zlib
import catalogues

RUNS = 600
LANGS = ['ru', 'uk', 'be', 'bg', 'mk', 'sr', 'kk', 'ky', 'uz', 'tg', 'tt', 'mn', 'ug', 'tr']
SYSTEMS = ['kk-2017', 'kk-2018', 'kk-2019', 'kk-2021', 'kk-arab']
CYRILLIC = 'ru uk be bg mk sr kk ky uz tg tt mn'.split()


def is_training(name, lang):
    """Of names of countries and towns only where there is little else: they are much alike."""
    return zlib.crc32(name.encode()) % 2 == 0 and (lang == 'tt' or not is_places(name))


def is_places(name):
    return re.match('iso_|libgweather|kgeography', name)


def words(text):
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?", text.lower().replace('’', "'"))


def main():
    catalogues.fetch()
    texts = {}
    for lang in LANGS:
        name = {'uz': 'uz@cyrillic'}.get(lang, lang)
        texts[lang] = [line for c, line in catalogues.lines(name) if is_training(c, lang)]
        if lang in CYRILLIC:
            texts[lang] = [re.sub(r'[_&A-Za-z]', '', x) for x in texts[lang] if re.search('[\u0400-\u04ff]', x)]
        elif lang == 'ug':
            texts[lang] = [re.sub(r'[_&A-Za-z]', '', x) for x in texts[lang]]
    for system in SYSTEMS:
        texts[system] = subprocess.run([sys.argv[1], '-q', '-t', system], input='\n'.join(texts['kk']).encode(),
                                       stdout=subprocess.PIPE).stdout.decode().split('\n')
    english = set()
    for f in catalogues.glob.glob('/usr/share/locale/de/LC_MESSAGES/*.mo') + catalogues.glob.glob('/usr/share/locale/ru/LC_MESSAGES/*.mo'):
        english |= {k for k, _ in catalogues.messages(f)}
    texts['en'] = sorted(english)
    print('/* SPDX-License-Identifier: GPL-3.0-or-later */')
    print('/* Written by tests/eval/runs.py: the most frequent runs of three letters, counted in messages of\n'
          ' * free programs, in order; `_` is the edge of a word. */')
    print('#include "translit/detect.h"\n')
    print('const struct detect_runs detect_runs[] = {')
    for lang, lines in texts.items():
        n = collections.Counter()
        for line in set(lines):
            for w in words(line):
                w = '_' + w + '_'
                n.update(w[i:i + 3] for i in range(len(w) - 2))
        runs = [r for r, _ in sorted(n.items(), key=lambda x: (-x[1], x[0]))[:RUNS]]
        print('    {"%s",' % lang)
        row = ''
        for r in runs:
            if len(row) + len(r) > 88:
                print('     "%s"' % row)
                row = ''
            row += r + ' '
        print('     "%s"},' % row)
    print('};\n\nconst size_t detect_runs_len = COUNT_OF(detect_runs);')


if __name__ == '__main__':
    main()
