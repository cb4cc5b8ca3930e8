/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem import: the formats that are read whole, XLIFF and PO, TBX. */
#include "tools/tmem_import.h"

#include "interchange/tbx.h"
#include "memory/exchange.h"

/* All of the open file; borrowed until the reader is closed. */
static enum status read_whole(struct import *m, struct span *out, struct error *e)
{
    struct read_chunk chunk;
    int got = reader_next(&m->in, READ_WHOLE, &chunk, e);

    *out = got > 0 ? chunk.text : span_of("", 0);
    return got < 0 ? e->code : ST_OK;
}

/* XLIFF, PO */

/* The language that counts for one side of a unit: what the file says, else what -s or -t says.
 * *reason is set when both say something and it is not the same, or none does. */
static struct span language(struct span in_file, const char *asked, const struct lang_tag *want,
                            const char *other, const char **reason)
{
    struct lang_tag have;

    if (!in_file.len && asked)
        return span_str(asked);
    if (!in_file.len)
        *reason = _("the file names no language: give -s LANG and -t LANG");
    else if (asked && (!lang_parse(in_file, &have) || !lang_match(want, &have)))
        *reason = other;
    return in_file;
}

static enum status take_form(struct import *m, const struct bi_unit *in, size_t form,
                             struct span plural_rule, struct error *e)
{
    const struct tm_direction *pair = tmem_pair(m->t);
    const char *reason = NULL;
    struct tm_bi_file file = {.plural_rule = plural_rule, .created = m->created};
    struct tm_unit u;
    enum status st = ST_OK;

    file.source_lang = language(in->source_lang, m->t->source, pair ? &pair->source : NULL,
                                _("no text in the source language"), &reason);
    file.target_lang = language(in->target_lang, m->t->target, pair ? &pair->target : NULL,
                                _("no text in the target language"), &reason);
    arena_reset(&m->arena);
    if (!reason)
        st = tm_from_bi(&u, in, form, &file, &m->arena, &reason, e);
    return st ? st : import_converted(m, &u, reason, in->line, e);
}

static enum status take_units(struct import *m, const struct bifile *f, struct error *e)
{
    struct buf rule = BUF_INIT;
    struct span expression;
    size_t forms = bifile_plurals(f, &expression);
    enum status st;

    if (forms)
        buf_printf(&rule, "nplurals=%zu; plural=%.*s;", forms, SPAN_ARG(expression));
    st = buf_status(&rule, e);
    for (size_t i = 0; !st && i < bifile_count(f); i++) {
        const struct bi_unit *u = bifile_unit(f, i);
        for (size_t form = 0; !st && form < tm_bi_forms(u); form++) {
            if (!import_dealt_with(m))
                st = take_form(m, u, form, buf_span(&rule), e);
        }
    }
    buf_free(&rule);
    return st;
}

enum status import_bifile(struct import *m, struct error *e)
{
    struct bifile *f;
    struct span bytes;
    enum status st = read_whole(m, &bytes, e);

    if (st)
        return st;
    st = bifile_open_bytes(&f, bytes, m->name, e);
    if (!st)
        st = take_units(m, f, e);
    bifile_close(f);
    return st;
}

/* TBX */

/* Does the direction, if there is one, want this language? */
static bool is_wanted(const struct import *m, struct span lang)
{
    const struct tm_direction *pair = tmem_pair(m->t);
    struct lang_tag tag;

    return lang.len && (!pair || (lang_parse(lang, &tag) && (lang_match(&pair->source, &tag) ||
                                                             lang_match(&pair->target, &tag))));
}

/* A concept is one unit, its terms are variants. */
static enum status take_concept(struct import *m, const struct tbx_concept *in, struct error *e)
{
    const struct tm_direction *pair = tmem_pair(m->t);
    struct tm_unit u = {.srclang = {"", 0}, .context = {"", 0}};
    struct tm_sides sides;

    arena_reset(&m->arena);
    u.extra = tm_term_extra(in->definition, &m->arena);
    u.origin = span_str(m->t->origin ? m->t->origin : "");
    u.variants = arena_array(&m->arena, in->n_terms + 1, sizeof *u.variants);
    if (!u.variants || !u.extra.ptr)
        return error_nomem(e);
    for (size_t i = 0; i < in->n_terms; i++) {
        const struct tbx_entry_term *t = &in->terms[i];
        bool avoid = t->status == TBX_DEPRECATED || t->status == TBX_SUPERSEDED;
        if (avoid && is_wanted(m, t->lang))
            import_refuse(m, t->line, _("a term that is not to be used"));
        else if (t->text.len && is_wanted(m, t->lang))
            u.variants[u.n_variants++] = (struct tm_variant){
                .lang = t->lang, .text = t->text, .markup = {"", 0}, .extra = {"", 0}};
    }
    if (u.n_variants < 2)
        import_refuse(m, in->line, _("fewer than two languages with text"));
    else if (pair && !tm_direction_pick(pair, &u, &sides))
        import_refuse(m, in->line, sides.n_sources ? _("no text in the target language")
                                                   : _("no text in the source language"));
    else
        return import_take(m, &u, in->line, e);
    return ST_OK;
}

enum status import_tbx(struct import *m, struct error *e)
{
    const struct tbx_concept *in;
    struct tbx_reader *r;
    struct span bytes;
    enum status st = read_whole(m, &bytes, e);
    int got = 0;

    if (st)
        return st;
    st = tbx_open(&r, bytes, m->name, e);
    while (!st && (got = tbx_next(r, &in, e)) > 0) {
        if (!import_dealt_with(m))
            st = take_concept(m, in, e);
    }
    tbx_close(r);
    return st ? st : got < 0 ? e->code : ST_OK;
}
