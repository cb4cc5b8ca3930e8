/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/termsin.h"

#include "interchange/tmx.h"
#include "interchange/tsv.h"
#include "text/langtag.h"
#include "text/utf8.h"
#include "tools/textfile.h"

#include <stdio.h>

static enum status add_pair(struct terms_input *in, struct span source, struct span target,
                            struct error *e)
{
    enum status st;

    if (span_trim(source).len == 0 || span_trim(target).len == 0) {
        in->skipped++;
        return ST_OK;
    }
    st = phrase_side_add(&in->source, source, e);
    return st ? st : phrase_side_add(&in->target, target, e);
}

/* The variant of a unit that serves a language best; NULL where none does. */
static const struct tmx_variant *pick(const struct tmx_unit *u, const struct lang_tag *want,
                                      const struct tmx_variant *other)
{
    const struct tmx_variant *best = NULL;
    int most = 0;

    for (const struct tmx_variant *v = u->variants; v; v = v->next) {
        struct lang_tag have;
        int match = lang_parse(v->lang, &have) ? lang_match(want, &have) : 0;
        if (v != other && v->has_seg && match > most) {
            most = match;
            best = v;
        }
    }
    return best;
}

static enum status read_units(struct terms_input *in, struct tmx_reader *r, struct error *e)
{
    struct lang_tag source, target;
    const struct tmx_unit *u;
    enum status st = ST_OK;
    int got = 0;

    if (!lang_parse(span_str(in->source_lang), &source) ||
        !lang_parse(span_str(in->target_lang), &target))
        return error_set(e, ST_USAGE, _("-s and -t want language tags (such as kk, ru, en-GB)"));
    while (!st && (got = tmx_next(r, &u, e)) > 0) {
        const struct tmx_variant *s = pick(u, &source, NULL), *t = pick(u, &target, s);
        if (s && t)
            st = add_pair(in, s->text, t->text, e);
        else
            in->skipped++;
    }
    return got < 0 ? e->code : st;
}

static enum status read_rows(struct terms_input *in, struct span text, const char *name,
                             struct error *e)
{
    struct buf source = BUF_INIT, target = BUF_INIT;
    enum status st = ST_OK;
    uint64_t number = 0;
    struct span line;

    while (!st && span_split(&text, '\n', &line)) {
        number++;
        line = tsv_chomp(line);
        if (line.len == 0)
            continue;
        if (!tsv_next(&line, &source) || !line.ptr || !tsv_next(&line, &target))
            st = error_at(e, ST_SYNTAX, name, number, 0,
                          _("two fields are needed, source TAB target"));
        else if (source.failed || target.failed)
            st = error_nomem(e);
        else
            st = add_pair(in, buf_span(&source), buf_span(&target), e);
    }
    buf_free(&source);
    buf_free(&target);
    return st;
}

/* Is this TMX?  `text` is the beginning of the file. */
static bool looks_like_tmx(const char *path, struct span text)
{
    static const struct span bom = {"\xEF\xBB\xBF", 3};

    if (span_ends(span_str(path), span_str(".tmx")) || span_starts(text, span_str("\xFF\xFE")) ||
        span_starts(text, span_str("\xFE\xFF")))
        return true;
    if (span_starts(text, bom))
        text = span_from(text, bom.len);
    return span_starts(span_trim(text), span_str("<"));
}

enum status terms_read(struct cli *c, struct terms_input *in, const char *path, const char *from,
                       struct error *e)
{
    struct buf text = BUF_INIT;
    struct tmx_reader *r = NULL;
    enum status st = file_read(path, &text, e);
    bool tmx = from ? strcmp(from, "tmx") == 0 : !st && looks_like_tmx(path, buf_span(&text));

    if (!st && tmx) {
        st = tmx_open_bytes(&r, buf_span(&text), 0, e);
        if (!st)
            st = read_units(in, r, e);
        tmx_close(r);
        if (st) /* the reader of bytes knows no name */
            snprintf(e->file, sizeof e->file, "%s", cli_display_name(c, path));
    } else if (!st) {
        st = textfile_check(c, path, &text, e);
        if (!st)
            st = read_rows(in, buf_span(&text), path, e);
    }
    if (st)
        error_locate(e, cli_display_name(c, path), 0);
    buf_free(&text);
    return st;
}
