# SPDX-License-Identifier: GPL-3.0-or-later
"""Text in a language from the message catalogues of Debian, for measuring only.

catalogues.py LANG...          on standard output: catalogue TAB line, each line of text once.
catalogues.py --held LANG...   the same of packages that nothing was tuned on, without the lines
                               that the first has.

Read are /usr/share/locale/LANG/LC_MESSAGES/*.mo of this machine, and of the packages named below,
which are fetched with `apt-get download` once into $TILMACH_EVAL_CACHE (default
~/.cache/tilmach-eval); where that fails, only what is installed is read."""
import glob, os, re, struct, subprocess, sys, zipfile

PACKAGES = '''
atril-common bluedevil caja-common evince-common evolution-common evolution-data-server-common
file-roller gedit-common gnome-calculator gnome-control-center-data gnome-disk-utility
gnome-shell-common gnome-software-common gnome-terminal-data gparted-common iso-codes
kate5-data kgeography-data konsole korganizer krdc ktorrent-data libfm-data libgtk-3-common
libgtk-4-common libgtk2.0-common libgweather-4-common libkf5kiocore5 libkf5texteditor5
libkf5unitconversion-data libreoffice-l10n-kk lokalize lxpanel-data mate-control-center-common
mate-panel-common nautilus-data network-manager-gnome okular seahorse shotwell-common tellico-data
thunar-data transmission-common vlc-l10n xfce4-panel xfce4-settings'''.split()

HELD = 'firefox-esr-l10n-kk thunderbird-l10n-kk gimp-data plasma-desktop-data'.split()

CACHE = os.environ.get('TILMACH_EVAL_CACHE', os.path.expanduser('~/.cache/tilmach-eval'))


def fetch():
    """The packages' catalogues under CACHE/mo; says what is missing."""
    debs, mo = CACHE + '/debs', CACHE + '/mo'
    os.makedirs(debs, exist_ok=True)
    want = [p for p in PACKAGES + HELD if not glob.glob('%s/%s_*' % (debs, p))]
    for i in range(0, len(want), 10):
        subprocess.run(['apt-get', 'download', '-qq'] + want[i:i + 10], cwd=debs,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for deb in sorted(glob.glob(debs + '/*.deb')):
        to = mo + '/' + os.path.basename(deb).split('_')[0]
        if not os.path.isdir(to):
            os.makedirs(to)
            subprocess.run("dpkg-deb --fsys-tarfile '%s' | tar -xC '%s' --wildcards "
                           "--no-same-owner '*/LC_MESSAGES/*.mo' '*.xpi'" % (deb, to),
                           shell=True, stderr=subprocess.DEVNULL)
    if not glob.glob(mo + '/*'):
        print('catalogues: no packages could be fetched; only installed ones', file=sys.stderr)


def messages(path):
    """(msgid, msgstr) of a compiled catalogue."""
    with open(path, 'rb') as f:
        b = f.read()
    if len(b) < 28:
        return
    order = '<' if struct.unpack('<I', b[:4])[0] == 0x950412de else '>'
    n, ids, texts = struct.unpack(order + '3I', b[8:20])
    charset = 'utf-8'
    for i in range(n):
        size, at = struct.unpack_from(order + '2I', b, ids + 8 * i)
        key = b[at:at + size]
        size, at = struct.unpack_from(order + '2I', b, texts + 8 * i)
        text = b[at:at + size]
        if not key:
            m = re.search(rb'charset=([\w-]+)', text)
            charset = m.group(1).decode() if m else charset
            continue
        try:
            yield key.decode(charset).split('\0')[0].split('\x04')[-1], text.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass


def strings(path):
    """Values of the Fluent and properties files of a Mozilla language pack."""
    pack = zipfile.ZipFile(path)
    for name in pack.namelist():
        if name.endswith(('.ftl', '.properties')):
            for line in pack.read(name).decode('utf-8', 'replace').split('\n'):
                m = re.match(r'\s*[.\w-]+\s*=\s*(.+)', line)
                if m and not re.search(r'\\u[0-9A-Fa-f]{4}', line):
                    yield m.group(1)


def texts(package, lang):
    """(catalogue, text) of a package's folder, `package` a pattern."""
    for root in glob.glob(package):
        for path in glob.glob('%s/usr/**/%s/LC_MESSAGES/*.mo' % (root, lang), recursive=True):
            for key, text in messages(path):
                yield os.path.basename(path)[:-3], key, text
        for path in glob.glob('%s/usr/**/*langpack-%s*.xpi' % (root, lang), recursive=True):
            for text in strings(path):
                yield os.path.basename(path), None, text


def lines(lang, held=False):
    """(catalogue, line) of all text, each line once; untranslated messages are left out."""
    seen = {line for _, line in lines(lang)} if held else set()
    packages = HELD if held else PACKAGES
    found = [t for p in packages for t in texts('%s/mo/%s' % (CACHE, p), lang)]
    if not held:
        for path in glob.glob('/usr/share/locale/%s/LC_MESSAGES/*.mo' % lang):
            found += [(os.path.basename(path)[:-3], key, text) for key, text in messages(path)]
    for name, key, text in sorted(found, key=lambda t: t[0]):
        for line in re.split('[\0\n]', text):
            line = line.strip()
            if line and line != key and line not in seen:
                seen.add(line)
                yield name, line


if __name__ == '__main__':
    fetch()
    is_held = sys.argv[1:2] == ['--held']
    for language in sys.argv[1 + is_held:]:
        for name, line in lines(language, is_held):
            print(name, line, sep='\t')
