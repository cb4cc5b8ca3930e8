/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/termsin.h"

#include "base/reader.h"
#include "interchange/tmx.h"
#include "interchange/tsv.h"
#include "memory/direction.h"
#include "memory/store.h"
#include "text/utf8.h"
#include "tools/memfile.h"
#include "tools/textfile.h"

#include <sys/stat.h>

static enum status add_pair(void *context, struct span source, struct span target,
                            struct error *e)
{
    struct terms_input *in = context;
    enum status st;

    if (span_trim(source).len == 0 || span_trim(target).len == 0) {
        in->skipped++;
        return ST_OK;
    }
    st = phrase_side_add(&in->source, source, e);
    if (!st)
        st = phrase_side_add(&in->target, target, e);
    if (!st && in->full && in->source.side.segments.len >= TERMS_BATCH)
        st = in->full(in->context, e);
    return st;
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
    struct tm_direction d;
    const struct tmx_unit *u;
    enum status st = tm_direction_set(&d, in->source_lang, in->target_lang, e);
    int got = 0;

    while (!st && (got = tmx_next(r, &u, e)) > 0) {
        in->done = tmx_offset(r);
        const struct tmx_variant *s = pick(u, &d.source, NULL), *t = pick(u, &d.target, s);
        if (s && t)
            st = add_pair(in, s->text, t->text, e);
        else
            in->skipped++;
    }
    return got < 0 ? e->code : st;
}

struct row {
    struct buf line, source, target;
};

static enum status read_row(struct cli *c, struct terms_input *in, const char *path,
                            struct row *r, struct error *e)
{
    enum status st = textfile_check(c, path, &r->line, e);
    struct span rest = buf_span(&r->line);

    if (st || rest.len == 0)
        return st;
    if (!tsv_next(&rest, &r->source) || !rest.ptr || !tsv_next(&rest, &r->target))
        return error_set(e, ST_SYNTAX, _("two fields are needed, source TAB target"));
    if (r->source.failed || r->target.failed)
        return error_nomem(e);
    return add_pair(in, buf_span(&r->source), buf_span(&r->target), e);
}

static enum status read_rows(struct cli *c, struct terms_input *in, struct reader *in_file,
                             const char *path, struct error *e)
{
    struct row r = {BUF_INIT, BUF_INIT, BUF_INIT};
    enum status st = ST_OK;
    uint64_t number = 0;
    int got = 0;

    while (!st && (got = reader_line(in_file, &r.line, &number, e)) > 0) {
        in->done = in_file->offset;
        st = read_row(c, in, path, &r, e);
    }
    if (st) /* a row knows no line but its own */
        e->line = e->code == ST_SYNTAX || e->code == ST_ENCODING ? number : e->line;
    buf_free(&r.line);
    buf_free(&r.source);
    buf_free(&r.target);
    return got < 0 ? e->code : st;
}

static const struct span bom = {"\xEF\xBB\xBF", 3};

/* What a file is by its name and beginning. */
static const char *guess_format(const char *path, struct span text)
{
    static const struct span wide[] = {{"\xFF\xFE<", 4}, {"\xFE\xFF\0<", 4}}; /* UTF-16 */

    if (memfile_looks_like(text))
        return "memory";
    if (span_ends(span_str(path), span_str(".tmx")) || span_starts(text, wide[0]) ||
        span_starts(text, wide[1]))
        return "tmx";
    if (span_starts(text, bom))
        text = span_from(text, bom.len);
    return span_starts(span_trim(text), span_str("<")) ? "tmx" : "tsv";
}

static enum status read_memory(struct cli *c, struct terms_input *in, const char *path,
                               struct error *e)
{
    return memfile_each(c, path, in->source_lang, in->target_lang, add_pair, in, &in->skipped,
                        e);
}

static enum status read_file(struct cli *c, struct terms_input *in, const char *path,
                             const char *from, struct error *e)
{
    enum { ENOUGH = 256 /* bytes to tell the format by */ };
    struct tmx_reader *r = NULL;
    struct reader file;
    struct span ahead;
    enum status st = reader_open(&file, path, e);

    if (st)
        return st;
    st = reader_peek(&file, ENOUGH, &ahead, e);
    if (!st && !from)
        from = guess_format(path, ahead);
    if (!st && strcmp(from, "tmx") == 0) {
        st = tmx_open_reader(&r, &file, e);
        if (!st)
            st = read_units(in, r, e);
        tmx_close(r);
        return st;
    }
    if (!st && strcmp(from, "memory") == 0) {
        st = read_memory(c, in, path, e);
    } else if (!st) {
        if (span_starts(ahead, bom))
            reader_skip(&file, bom.len);
        st = read_rows(c, in, &file, path, e);
    }
    reader_close(&file);
    return st;
}

enum status terms_read(struct cli *c, struct terms_input *in, const char *path, const char *from,
                       struct error *e)
{
    enum status st = !from && tm_store_on_server(path) ? read_memory(c, in, path, e)
                                                       : read_file(c, in, path, from, e);

    if (st)
        error_locate(e, cli_display_name(c, path), 0);
    return st;
}

uint64_t terms_size(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}
