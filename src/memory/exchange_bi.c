/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/tsv.h"
#include "memory/exchange.h"

#include <stdio.h>

/* Why a translation is not one to be kept, or NULL. */
static const char *unfit(const struct bi_unit *u, struct span source, struct span target)
{
    if (u->obsolete)
        return _("obsolete");
    if (!span_trim(source).len)
        return _("no text in the source language");
    if (u->state == BI_EMPTY || !span_trim(target).len)
        return _("no text in the target language");
    if (u->state == BI_FUZZY)
        return _("nobody has confirmed the translation");
    return NULL;
}

size_t tm_bi_forms(const struct bi_unit *u)
{
    return u->plural.text.ptr ? u->n_targets : 1;
}

/* What the source of one of its units is. */
static const struct bi_text *source_of(const struct bi_unit *u, size_t form)
{
    bool plural = u->plural.text.ptr && (form > 0 || u->n_targets == 1);

    return plural ? &u->plural : &u->source;
}

static void add_prop(struct buf *out, struct span text, const char *type)
{
    buf_addch(out, 'p');
    tsv_add_next(out, text);
    buf_printf(out, "\ttype\t%s\n", type);
}

static bool fill_extra(struct tm_unit *out, const struct bi_unit *in, size_t form,
                       const struct tm_bi_file *file, struct arena *a)
{
    struct buf b = BUF_INIT;
    char number[32];

    if (file->created)
        buf_printf(&b, "a\tcreationdate\t%s\n", file->created);
    if (in->plural.text.ptr) {
        snprintf(number, sizeof number, "%zu/%zu", form, in->n_targets);
        add_prop(&b, span_str(number), TM_PROP_FORM);
        add_prop(&b, in->source.text, TM_PROP_SINGULAR);
        add_prop(&b, in->plural.text, TM_PROP_PLURAL);
        add_prop(&b, file->plural_rule, TM_PROP_RULE);
    }
    out->extra = b.failed ? span_of(NULL, 0) : arena_dup(a, buf_span(&b));
    buf_free(&b);
    return out->extra.ptr != NULL;
}

enum status tm_from_bi(struct tm_unit *out, const struct bi_unit *in, size_t form,
                       const struct tm_bi_file *file, struct arena *a, const char **reason,
                       struct error *e)
{
    const struct bi_text *source = source_of(in, form), *target = &in->targets[form];
    struct tm_variant *variants = arena_array(a, 2, sizeof *variants);

    memset(out, 0, sizeof *out);
    *reason = unfit(in, source->text, target->text);
    if (*reason)
        return ST_OK;
    if (!variants || !fill_extra(out, in, form, file, a))
        return error_nomem(e);
    variants[0] = (struct tm_variant){.lang = file->source_lang, .text = source->text,
                                      .markup = source->markup, .extra = {"", 0}};
    variants[1] = (struct tm_variant){.lang = file->target_lang, .text = target->text,
                                      .markup = target->markup, .extra = {"", 0}};
    out->srclang = file->source_lang;
    out->origin = in->file;
    out->context = in->context.ptr ? in->context : span_of("", 0);
    out->variants = variants;
    out->n_variants = 2;
    return ST_OK;
}

struct span tm_term_extra(struct span definition, struct arena *a)
{
    struct buf b = BUF_INIT;
    struct span kept;

    add_prop(&b, span_str("term"), TM_PROP_KIND);
    if (definition.len) {
        buf_addch(&b, 'n');
        tsv_add_next(&b, definition);
        buf_addch(&b, '\n');
    }
    kept = b.failed ? span_of(NULL, 0) : arena_dup(a, buf_span(&b));
    buf_free(&b);
    return kept;
}

/* Is this line of `extra` a prop of a type (or with none, a note)?  Then its text is in `text`. */
static bool is_info(struct span line, const char *type, struct buf *text, struct buf *field)
{
    bool named = !type;

    if (!tsv_next(&line, field) || !span_eqs(buf_span(field), type ? "p" : "n") ||
        !tsv_next(&line, text))
        return false;
    while (!named && tsv_next(&line, field)) {
        bool is_type = span_eqs(buf_span(field), "type");
        if (!tsv_next(&line, field))
            break;
        named = is_type && span_eqs(buf_span(field), type);
    }
    return named;
}

static enum status first_info(const struct tm_unit *u, const char *type, struct arena *a,
                              struct span *out, struct error *e)
{
    struct buf text = BUF_INIT, field = BUF_INIT;
    struct span rest = u->extra, line;
    enum status st;

    *out = span_of("", 0);
    while (span_split(&rest, '\n', &line)) {
        if (!is_info(line, type, &text, &field))
            continue;
        *out = arena_dup(a, buf_span(&text));
        break;
    }
    st = out->ptr ? buf_status(&text, e) : error_nomem(e);
    if (!st)
        st = buf_status(&field, e);
    buf_free(&text);
    buf_free(&field);
    return st;
}

enum status tm_prop(const struct tm_unit *u, const char *type, struct arena *a, struct span *out,
                    struct error *e)
{
    return first_info(u, type, a, out, e);
}

enum status tm_note(const struct tm_unit *u, struct arena *a, struct span *out, struct error *e)
{
    return first_info(u, NULL, a, out, e);
}
