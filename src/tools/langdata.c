/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/langdata.h"

#include "base/reader.h"
#include "text/langtag.h"
#include "text/norm.h"
#include "tools/datapath.h"

#include <stdio.h>
#include <stdlib.h>

/* Read the file of a kind for a BCP 47 tag into `out` (emptied first) and its path into *path
 * (returns new; free it).  A language without a file leaves both empty and NULL.  ST_USAGE for
 * what is no language tag. */
static enum status langdata_read(const char *kind, const char *lang, struct buf *out, char **path,
                                 struct error *e)
{
    struct lang_tag tag;
    struct error missing;
    char name[64];

    *path = NULL;
    buf_reset(out);
    if (!lang_parse(span_str(lang), &tag))
        return error_set(e, ST_USAGE, _("“%s” is no language tag (such as kk, ru, en-GB)"), lang);
    snprintf(name, sizeof name, "%s-%s.txt", kind, tag.language);
    *path = data_find(name, &missing);
    if (!*path)
        return missing.code == ST_NOTFOUND ? ST_OK : error_nomem(e);
    return file_read(*path, out, e);
}

enum status langdata_segment_rules(struct seg_rules *rules, const char *lang, bool *found,
                                   struct error *e)
{
    struct buf text = BUF_INIT;
    char *path;
    enum status st = langdata_read("segment", lang, &text, &path, e);

    if (!st && path)
        st = seg_rules_parse(rules, buf_span(&text), path, e);
    if (found)
        *found = path != NULL;
    buf_free(&text);
    free(path);
    return st;
}

static enum status add_word(struct map *words, struct span word, bool binds, struct buf *folded,
                            struct error *e)
{
    uint64_t *slot;

    buf_reset(folded);
    if (norm_add_folded(folded, word, e))
        return e->code;
    slot = map_put(words, buf_span(folded), NULL);
    if (!slot)
        return error_nomem(e);
    *slot = binds;
    return ST_OK;
}

enum status langdata_function_words(struct map *words, const char *lang, struct error *e)
{
    struct buf text = BUF_INIT, folded = BUF_INIT;
    char *path;
    enum status st = langdata_read("phrases", lang, &text, &path, e);
    struct span rest = buf_span(&text), line, word;

    while (!st && span_split(&rest, '\n', &line)) {
        bool binds = span_starts(line, span_str("+ "));
        if (binds)
            line = span_cut(line, 2, line.len);
        while (!st && span_split(&line, ' ', &word)) {
            if (span_starts(word, span_str("#")))
                break;
            if (word.len)
                st = add_word(words, word, binds, &folded, e);
        }
    }
    buf_free(&text);
    buf_free(&folded);
    free(path);
    return st;
}
