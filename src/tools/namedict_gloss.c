/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glossaries: TBX with every language of a record, OmegaT's table of two languages. */
#include "interchange/tbx.h"
#include "interchange/tsv.h"
#include "names/parts.h"
#include "names/record.h"
#include "names/tags.h"
#include "tools/namedict_export.h"

/* The first Role of the record, which tells one bearer of a name from another. */
static struct span role_of(const struct authority *a, uint32_t entity)
{
    struct auth_field f;
    struct span lang;

    for (uint32_t i = 0; auth_field(a, entity, i, &f); i++) {
        if (field_kind(f.name, &lang) == FIELD_ROLE)
            return f.value;
    }
    return (struct span){0};
}

/* --- TBX --- */

static void tbx_head(struct buf *out)
{
    tbx_begin(out, "namedict");
}

static bool lang_wanted(const struct namedict *n, struct span lang)
{
    for (size_t i = 0; i < n->targets.len; i++) {
        if (tag_fit(lang, span_str(n->targets.v[i])))
            return true;
    }
    return n->targets.len == 0;
}

static void add_running(struct buf *out, const struct auth_name *name, bool family_first)
{
    struct parts p = {name->family, name->given, (struct span){0}};

    if (name->family.len)
        parts_add_running(out, &p, family_first);
    else
        buf_add(out, name->whole);
}

/* The tag that a field's name ends with ("en_GB" is en-GB). */
static struct span tag_of(struct span lang, char *tag, size_t size)
{
    size_t n = lang.len < size ? lang.len : size;

    for (size_t i = 0; i < n; i++)
        tag[i] = lang.ptr[i] == '_' ? '-' : lang.ptr[i];
    return span_of(tag, n);
}

/* Spellings that are not the house's: a Variant with a language, a Former name. */
static void tbx_others(struct export *x, uint32_t entity, struct span native)
{
    struct auth_field f;
    struct auth_former former;
    struct span lang;
    char tag[32];

    for (uint32_t i = 0; auth_field(x->authority, entity, i, &f); i++) {
        if (field_kind(f.name, &lang) != FIELD_VARIANT || lang.len == 0 ||
            span_find(f.value, span_str(","), 0) >= 0)
            continue;
        lang = tag_of(lang, tag, sizeof tag);
        if (lang_wanted(x->n, lang))
            tbx_term(&x->text, lang, f.value, TBX_DEPRECATED);
    }
    for (uint32_t i = 0; auth_former(x->authority, entity, i, &former); i++) {
        if (lang_wanted(x->n, native))
            tbx_term(&x->text, native, former.text, TBX_SUPERSEDED);
    }
}

static enum status tbx_entity(struct export *x, uint32_t entity, struct error *e)
{
    struct auth_entity ent;
    struct auth_name name;
    struct buf term = BUF_INIT;
    enum status st;

    auth_entity(x->authority, entity, &ent);
    tbx_entry(&x->text, ent.id, role_of(x->authority, entity));
    for (uint32_t i = 0; auth_name_at(x->authority, entity, i, &name); i++) {
        if (!lang_wanted(x->n, name.lang))
            continue;
        buf_reset(&term);
        add_running(&term, &name, ent.family_first);
        tbx_term(&x->text, name.lang, buf_span(&term), TBX_PREFERRED);
    }
    tbx_others(x, entity, ent.native);
    tbx_entry_end(&x->text);
    st = buf_status(&term, e);
    buf_free(&term);
    return st;
}

const struct export_format format_tbx = {.name = "tbx", .head = tbx_head, .entity = tbx_entity,
                                         .tail = tbx_end};

/* --- OmegaT: source, target, comment --- */

static void omegat_row(struct export *x, struct span source, struct span target,
                       struct span comment)
{
    if (!source.len || !target.len)
        return;
    tsv_add_escaped(&x->text, source);
    tsv_add_next(&x->text, target);
    tsv_add_next(&x->text, comment);
    buf_addch(&x->text, '\n');
}

static enum status omegat_entity(struct export *x, uint32_t entity, struct error *e)
{
    const struct style_name *from, *to;
    struct span comment = role_of(x->authority, entity);
    enum status st = style_spelling(x->source, entity, &from, e);

    if (st == ST_OK)
        st = style_spelling(x->style, entity, &to, e);
    if (st != ST_OK || from->from == STYLE_MISSING || to->from == STYLE_MISSING)
        return st;
    omegat_row(x, from->whole, to->whole, comment);
    if (!span_eq(from->whole, from->family))
        omegat_row(x, from->family, to->family, comment);
    omegat_row(x, from->abbr, to->abbr, comment);
    return ST_OK;
}

const struct export_format format_omegat = {.name = "omegat", .wants_style = true,
                                            .wants_source = true, .entity = omegat_entity};
