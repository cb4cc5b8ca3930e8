/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/bilingual.h"

#include "base/reader.h"
#include "interchange/bifile.h"
#include "interchange/tmx.h"
#include "interchange/tsv.h"
#include "memory/exchange.h"
#include "text/utf8.h"

enum { HEAD = 1024 /* bytes that tell the kind of a file */ };

struct bilingual {
    struct cli *c;
    const char *name;
    struct reader in;
    const struct tm_direction *direction;
    bilingual_fn *fn;
    void *context;
};

/* --- XLIFF, PO --- */

static enum status tell_unit(struct bilingual *r, const struct bi_unit *u, struct error *e)
{
    enum status st = ST_OK;
    size_t n = u->n_targets ? u->n_targets : 1;

    for (size_t i = 0; !st && i < n; i++) {
        static const struct bi_text none = {.text = {"", 0}, .markup = {"", 0}};
        const struct bi_text *target = u->n_targets ? &u->targets[i] : &none;
        const struct qa_pair p = {
            .file = r->name,
            .line = u->target_line && !u->plural.text.ptr ? u->target_line : u->line,
            .source = u->source.text,
            .target = target->text,
            .source_markup = u->source.markup,
            .target_markup = target->markup,
            .plural = u->plural.text,
            .form = i,
            .forms = n,
            .context = u->context,
            .format = u->format,
            .source_lang = u->source_lang,
            .target_lang = u->target_lang,
            .unfinished = u->state == BI_EMPTY || u->state == BI_FUZZY,
        };

        st = r->fn(r->context, &p, e);
        if (u->state == BI_EMPTY || u->state == BI_FUZZY)
            break; /* said once is enough */
    }
    return st;
}

static enum status read_bifile(struct bilingual *r, struct error *e)
{
    struct read_chunk chunk;
    struct bifile *f;
    enum status st;
    int got = reader_next(&r->in, READ_WHOLE, &chunk, e);

    if (got < 0)
        return e->code;
    st = bifile_open_bytes(&f, got ? chunk.text : span_of("", 0), r->name, e);
    for (size_t i = 0; !st && i < bifile_count(f); i++) {
        const struct bi_unit *u = bifile_unit(f, i);

        if (!u->obsolete && u->translate)
            st = tell_unit(r, u, e);
    }
    bifile_close(f);
    return st;
}

/* --- TMX --- */

static enum status tell_variants(struct bilingual *r, uint64_t line,
                                 const struct tm_variant *a, const struct tm_variant *b,
                                 struct error *e)
{
    const struct qa_pair p = {
        .file = r->name, .line = line, .source = a->text, .target = b->text,
        .source_markup = a->markup, .target_markup = b->markup, .forms = 1,
        .context = {"", 0}, .format = {"", 0}, .source_lang = a->lang,
        .target_lang = b->lang,
    };

    return r->fn(r->context, &p, e);
}

static enum status take_tmx(struct bilingual *r, const struct tmx_unit *in, struct arena *a,
                            struct error *e)
{
    const char *reason;
    struct tm_unit u;
    struct tm_sides sides = {.n_sources = 1};
    enum status st;

    arena_reset(a);
    st = tm_from_tmx(&u, in, r->direction, a, &reason, e);
    if (st || reason)
        return st;
    if (r->direction) {
        if (!tm_direction_pick(r->direction, &u, &sides))
            return ST_OK;
    } else {
        sides = tm_original(&u);
    }
    for (size_t i = 0; i < sides.n_sources; i++)
        for (size_t k = 0; !st && k < sides.n_targets; k++)
            st = tell_variants(r, in->line, &u.variants[sides.sources[i]],
                               &u.variants[sides.targets[k]], e);
    return st;
}

static enum status read_tmx(struct bilingual *r, struct error *e)
{
    const struct tmx_unit *in;
    struct tmx_reader *t;
    struct arena a = ARENA_INIT;
    enum status st = tmx_open_reader(&t, &r->in, e);
    int got = 0;

    while (!st && (got = tmx_next(t, &in, e)) > 0)
        st = take_tmx(r, in, &a, e);
    tmx_close(t);
    arena_free(&a);
    return st ? st : got < 0 ? e->code : ST_OK;
}

/* --- TSV --- */

static enum status take_row(struct bilingual *r, struct span line, uint64_t number, struct error *e)
{
    struct span rest = tsv_chomp(line);
    struct buf source = BUF_INIT, target = BUF_INIT;
    struct qa_pair p = {.file = r->name, .line = number, .forms = 1, .context = {"", 0},
                        .format = {"", 0}, .source_lang = {"", 0},
                        .target_lang = {"", 0}, .source_markup = {"", 0},
                        .target_markup = {"", 0}};
    size_t good = utf8_valid_prefix(line);
    enum status st = ST_OK;

    if (good < line.len && r->c->invalid == INVALID_ERROR)
        return error_at(e, ST_ENCODING, r->name, number, 0, _("byte %zu: invalid UTF-8"), good + 1);
    if (!tsv_next(&rest, &source))
        return ST_OK;
    if (rest.ptr)
        (void)tsv_next(&rest, &target);
    st = buf_status(&source, e);
    if (!st)
        st = buf_status(&target, e);
    p.source = buf_span(&source);
    p.target = buf_span(&target);
    if (!st)
        st = r->fn(r->context, &p, e);
    buf_free(&source);
    buf_free(&target);
    return st;
}

static enum status read_tsv(struct bilingual *r, struct error *e)
{
    struct buf line = BUF_INIT;
    struct read_chunk chunk;
    enum status st = ST_OK;
    uint64_t number = 0;
    int got = 0;

    while (!st && (got = reader_next(&r->in, READ_LINE, &chunk, e)) > 0) {
        if (line.len == 0)
            number = chunk.line;
        buf_add(&line, chunk.text);
        st = buf_status(&line, e);
        if (st || chunk.more)
            continue;
        if (!(r->c->header && number == 1))
            st = take_row(r, buf_span(&line), number, e);
        buf_reset(&line);
    }
    buf_free(&line);
    return st ? st : got < 0 ? e->code : ST_OK;
}

/* --- all --- */

static bool is_tmx(struct span head)
{
    static const char *const marks[] = {"<tmx", "<\0t\0m\0x", "\0<\0t\0m\0x"};
    static const size_t lengths[] = {4, 7, 8};

    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (span_find(head, span_of(marks[i], lengths[i]), 0) >= 0)
            return true;
    return false;
}

bool bilingual_looks_like(struct span head, const char *name)
{
    return is_tmx(head) || bifile_format(head, name) != BI_NONE;
}

enum status bilingual_each(struct cli *c, const char *path, const struct tm_direction *direction,
                           bilingual_fn *fn, void *context, struct error *e)
{
    struct bilingual r = {.c = c, .name = cli_display_name(c, path), .direction = direction,
                        .fn = fn, .context = context};
    struct span head;
    enum status st = reader_open(&r.in, path, e);

    if (st)
        return st;
    r.in.name = r.name;
    st = reader_peek(&r.in, HEAD, &head, e);
    if (!st && is_tmx(head))
        st = read_tmx(&r, e);
    else if (!st && bifile_format(head, r.name) != BI_NONE)
        st = read_bifile(&r, e);
    else if (!st && !(st = utf16_refuse(head, r.name, e)))
        st = read_tsv(&r, e);
    reader_close(&r.in);
    return st;
}
