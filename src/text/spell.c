/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/spell.h"

#include "base/reader.h"

#include <dirent.h>
#include <hunspell/hunspell.h>
#include <iconv.h>
#include <stdlib.h>
#include <unistd.h>

struct spell {
    Hunhandle *handle;
    iconv_t conv; /* from UTF-8; (iconv_t)-1 where the dictionary is in UTF-8 */
    iconv_t back;   /* to UTF-8; 0 = not opened */
    struct buf dic; /* path of the list of words */
};

/* Does a file name "ru_RU.dic" answer for the tag "ru" or "ru-RU"?  2: with the region. */
static int fit(struct span file, struct span lang)
{
    struct span dic = span_str(".dic");
    int best = 0;

    if (!span_ends(file, dic))
        return 0;
    file.len -= dic.len;
    if (file.len == lang.len) {
        best = 2;
        for (size_t i = 0; i < lang.len; i++) {
            if (file.ptr[i] != lang.ptr[i] && !(file.ptr[i] == '_' && lang.ptr[i] == '-'))
                best = 0;
        }
    }
    for (size_t i = 0; !best && i < lang.len && i < file.len; i++) {
        if (lang.ptr[i] == '-' || lang.ptr[i] == '_')
            lang.len = i;
    }
    if (!best && file.len > lang.len && file.ptr[lang.len] == '_' && span_starts(file, lang))
        best = 1;
    return best;
}

/* Put the path without ".dic" of the best file of a folder into `best`.  Among equals the first in
 * byte order, but de_DE before de_BE: the country named like the language. */
static int search(const char *folder, struct span lang, struct buf *best, int found)
{
    DIR *dir = opendir(folder);
    struct dirent *d;
    struct buf name = BUF_INIT;

    while (dir && (d = readdir(dir))) {
        struct span file = span_str(d->d_name);
        int f = fit(file, lang);
        bool own = f && file.len == 9 && (file.ptr[0] | 0x20) == (file.ptr[3] | 0x20) &&
                   (file.ptr[1] | 0x20) == (file.ptr[4] | 0x20);

        f = f * 2 + own;
        if (f < 2 || f < found || (f == found && strcmp(d->d_name, buf_cstr(&name)) > 0))
            continue;
        found = f;
        buf_reset(&name);
        buf_adds(&name, d->d_name);
        buf_reset(best);
        buf_printf(best, "%s/%.*s", folder, (int)file.len - 4, d->d_name);
    }
    if (dir)
        closedir(dir);
    buf_free(&name);
    return found;
}

bool spell_find(struct span lang, struct buf *base)
{
    static const char *const folders[] = {"/usr/share/hunspell", "/usr/share/myspell/dicts"};
    const char *own = getenv("TILMACH_HUNSPELL");
    int found = 0;

    if (own)
        return search(own, lang, base, 0) > 0;
    for (size_t i = 0; i < COUNT_OF(folders) && found == 0; i++)
        found = search(folders[i], lang, base, found);
    return found > 0;
}

static enum status load(struct spell *s, const char *base, struct error *e)
{
    struct buf aff = BUF_INIT;
    const char *encoding;

    buf_printf(&aff, "%s.aff", base);
    buf_printf(&s->dic, "%s.dic", base);
    if (!aff.failed && !s->dic.failed)
        s->handle = Hunspell_create(buf_cstr(&aff), buf_cstr(&s->dic));
    buf_free(&aff);
    if (!s->handle)
        return error_nomem(e);
    encoding = Hunspell_get_dic_encoding(s->handle);
    s->conv = (iconv_t)-1;
    if (encoding && strcmp(encoding, "UTF-8") != 0) {
        s->conv = iconv_open(encoding, "UTF-8");
        if (s->conv == (iconv_t)-1)
            return error_set(e, ST_ENCODING, _("%s: unknown encoding %s"), base, encoding);
    }
    return ST_OK;
}

enum status spell_open(struct spell **out, struct span lang, struct error *e)
{
    struct buf base = BUF_INIT;
    struct spell *s = NULL;
    enum status st = ST_OK;

    *out = NULL;
    if (!spell_find(lang, &base)) {
        st = error_set(e, ST_NOTFOUND, _("no Hunspell dictionary for %.*s (on Debian: package "
                                         "hunspell-%.*s)"), SPAN_ARG(lang), SPAN_ARG(lang));
    } else {
        s = calloc(1, sizeof *s);
        st = s ? load(s, buf_cstr(&base), e) : error_nomem(e);
    }
    buf_free(&base);
    if (st != ST_OK) {
        spell_close(s);
        return st;
    }
    *out = s;
    return ST_OK;
}

void spell_close(struct spell *s)
{
    if (!s)
        return;
    if (s->handle)
        Hunspell_destroy(s->handle);
    if (s->conv != (iconv_t)-1 && s->conv != (iconv_t)0)
        iconv_close(s->conv);
    if (s->back)
        iconv_close(s->back);
    buf_free(&s->dic);
    free(s);
}

enum { LONGEST = 256 };

/* Text in another encoding; false where it has letters that this lacks, or is too long. */
static bool convert(iconv_t conv, struct span word, char out[LONGEST])
{
    char in[LONGEST], *from = in, *to = out;
    size_t left = word.len, room = LONGEST - 1;

    if (word.len == 0 || word.len >= sizeof in)
        return false;
    memcpy(in, word.ptr, word.len);
    in[word.len] = '\0';
    if (conv == (iconv_t)-1) {
        memcpy(out, in, word.len + 1);
        return true;
    }
    iconv(conv, NULL, NULL, NULL, NULL);
    if (iconv(conv, &from, &left, &to, &room) == (size_t)-1)
        return false;
    *to = '\0';
    return true;
}

bool spell_check(struct spell *s, struct span word)
{
    char text[LONGEST];

    return convert(s->conv, word, text) && Hunspell_spell(s->handle, text) != 0;
}

/* Hand on a list of Hunspell's, which is freed. */
static bool each_of(struct spell *s, char **list, int n, spell_entry *each, void *context)
{
    char text[LONGEST];
    bool ok = true;

    if (s->conv != (iconv_t)-1 && !s->back) {
        s->back = iconv_open("UTF-8", Hunspell_get_dic_encoding(s->handle));
        if (s->back == (iconv_t)-1)
            s->back = 0;
    }
    for (int i = 0; i < n && ok; i++)
        if (s->conv == (iconv_t)-1)
            ok = each(context, span_str(list[i]));
        else if (s->back && convert(s->back, span_str(list[i]), text))
            ok = each(context, span_str(text));
    Hunspell_free_list(s->handle, &list, n);
    return ok;
}

bool spell_stems(struct spell *s, struct span word, spell_entry *each, void *context)
{
    char text[LONGEST], **list = NULL;
    int n;

    if (!convert(s->conv, word, text))
        return true;
    n = Hunspell_stem(s->handle, &list, text);
    return each_of(s, list, n, each, context);
}

bool spell_proposals(struct spell *s, struct span word, spell_entry *each, void *context)
{
    char text[LONGEST], **list = NULL;
    int n;

    if (!convert(s->conv, word, text))
        return true;
    n = Hunspell_suggest(s->handle, &list, text);
    return each_of(s, list, n, each, context);
}

/* The word of a line "word/FLAGS". */
static struct span entry_word(struct span line)
{
    size_t n = 0;

    while (n < line.len && !strchr("/\t\r", line.ptr[n]))
        n++;
    return span_cut(line, 0, n);
}

enum status spell_entries(struct spell *s, spell_entry *each, void *context, struct error *e)
{
    struct buf text = BUF_INIT;
    struct span rest, line;
    enum status st;

    if (s->conv != (iconv_t)-1)
        return error_set(e, ST_UNSUPPORTED, _("%.*s: not in UTF-8"), SPAN_ARG(buf_span(&s->dic)));
    st = file_read(buf_cstr(&s->dic), &text, e);
    rest = buf_span(&text);
    span_split(&rest, '\n', &line); /* their number */
    while (st == ST_OK && rest.len > 0 && span_split(&rest, '\n', &line))
        if (!each(context, entry_word(line)))
            st = error_nomem(e);
    buf_free(&text);
    return st;
}
