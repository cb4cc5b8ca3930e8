/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict show and spell: what a dictionary knows about a name. */
#include "names/derive.h"
#include "names/key.h"
#include "names/parts.h"
#include "names/tags.h"
#include "tools/namedict.h"
#include "tools/settings.h"

#include <stdlib.h>

struct found {
    VEC_OF(uint32_t) /* entities */
};

struct authority *namedict_open(struct namedict *n)
{
    struct names_wanted wanted = {n->cli->data.v, n->cli->data.len, n->no_default,
                                  settings_get(n->cli, "names")};
    struct authority *a;
    struct error e;

    if (names_open(&a, &wanted, &e) != ST_OK) {
        cli_fail(n->cli, &e);
        return NULL;
    }
    if (n->cli->verbose) {
        char print[13];

        auth_fingerprint(a, print);
        diag_message(_("names: %u records, %u spellings, version %s"), auth_count(a),
                     auth_form_count(a), print);
    }
    return a;
}

static bool add_found(struct found *found, uint32_t entity)
{
    for (size_t i = 0; i < found->len; i++) {
        if (found->v[i] == entity)
            return true;
    }
    return vec_push(found, entity);
}

/* Entities all of whose words of `key` are parts of theirs. */
static bool find_words(const struct authority *a, struct span key, struct found *found)
{
    struct span word;
    struct found all = VEC_INIT;
    size_t words = 0;
    bool ok = true;
    VEC(unsigned) hits = VEC_INIT;

    while (span_split(&key, ' ', &word) && ok) {
        struct auth_run run = auth_find(a, word);

        words++;
        for (uint32_t i = run.first; i < run.first + run.count && ok; i++) {
            struct auth_form f;
            size_t k = 0;

            if (!auth_form(a, auth_run_form(a, run, i), &f) || f.role > AUTH_FULL)
                continue;
            while (k < all.len && all.v[k] != f.entity)
                k++;
            if (k == all.len)
                ok = vec_push(&all, f.entity) && vec_push(&hits, words - 1);
            if (ok && (words == 1 || hits.v[k] == words - 1))
                hits.v[k] = (unsigned)words;
        }
    }
    for (size_t i = 0; i < all.len && ok; i++) {
        if (hits.v[i] == words)
            ok = add_found(found, all.v[i]);
    }
    vec_free(&all);
    vec_free(&hits);
    return ok;
}

/* Entities that an operand names: an Id, or a name by its key; false where there is none (told to
 * the user) or on failure. */
static bool find_entities(struct namedict *n, const struct authority *a, const char *what,
                          struct found *found)
{
    struct buf key = BUF_INIT;
    struct error e;
    uint32_t entity;
    bool ok = true;

    vec_clear(found);
    if (auth_by_id(a, span_str(what), &entity)) {
        ok = add_found(found, entity);
        if (!ok) {
            error_nomem(&e);
            cli_fail(n->cli, &e);
        }
        return ok;
    }
    if (key_add(&key, span_str(what), &e) != ST_OK) {
        cli_fail(n->cli, &e);
        buf_free(&key);
        return false;
    }
    struct auth_run run = auth_find(a, buf_span(&key));

    for (uint32_t i = run.first; i < run.first + run.count && ok; i++) {
        struct auth_form f;

        if (auth_form(a, auth_run_form(a, run, i), &f) && f.role != AUTH_NOT)
            ok = add_found(found, f.entity);
    }
    if (ok && found->len == 0)
        ok = find_words(a, buf_span(&key), found);
    buf_free(&key);
    if (!ok) {
        error_nomem(&e);
        cli_fail(n->cli, &e);
    } else if (found->len == 0) {
        diag_message(_("%s: no such Id or name"), what);
    }
    return ok && found->len > 0;
}

int namedict_each(struct namedict *n, const struct authority *a, namedict_fn *fn, void *context)
{
    struct cli *c = n->cli;
    struct found found = VEC_INIT;
    int rc = EXIT_DONE;

    for (size_t i = 0; i < c->n_files && rc != EXIT_TROUBLE; i++) {
        if (!find_entities(n, a, c->files[i], &found)) {
            rc = c->trouble ? EXIT_TROUBLE : EXIT_NEGATIVE;
            continue;
        }
        for (size_t k = 0; k < found.len && rc != EXIT_TROUBLE; k++) {
            int one = fn(n, a, found.v[k], context);

            rc = one > rc ? one : rc;
        }
    }
    vec_free(&found);
    return rc;
}

static int show_one(struct namedict *n, const struct authority *a, uint32_t entity, void *context)
{
    struct writer *w = cli_out(n->cli);
    bool *more = context;
    struct auth_field f;

    if (*more)
        writer_putc(w, '\n');
    *more = true;
    for (uint32_t i = 0; auth_field(a, entity, i, &f); i++) {
        writer_printf(w, "%.*s: ", SPAN_ARG(f.name));
        for (size_t k = 0; k < f.value.len; k++) {
            writer_putc(w, f.value.ptr[k]);
            if (f.value.ptr[k] == '\n')
                writer_puts(w, "+ ");
        }
        writer_putc(w, '\n');
    }
    return EXIT_DONE;
}

int namedict_show(struct cli *c)
{
    struct namedict *n = c->state;
    struct authority *a;
    bool more = false;
    int rc;

    if (!n->cli->files_given)
        return cli_usage(n->cli, _("show wants an Id or a name"));
    a = namedict_open(n);
    if (!a)
        return EXIT_TROUBLE;
    rc = namedict_each(n, a, show_one, &more);
    auth_close(a);
    return rc;
}

/* --- spell --- */

struct spell_job {
    struct styles *styles;
    struct xlit_db *db;
    struct derive *derive;
    char *style_name;
    struct style *style;
};

static void spell_row(struct namedict *n, struct span id, struct span lang, struct span how,
                      struct span spelling)
{
    writer_printf(cli_out(n->cli), "%.*s\t%.*s\t%.*s\t%.*s\n", SPAN_ARG(id), SPAN_ARG(lang),
                  SPAN_ARG(how), SPAN_ARG(spelling));
}

static bool target_wanted(const struct namedict *n, struct span lang)
{
    for (size_t i = 0; i < n->targets.len; i++) {
        if (tag_fit(lang, span_str(n->targets.v[i])))
            return true;
    }
    return n->targets.len == 0;
}

/* "Family, Given Patronymic" or the whole name of a house spelling. */
static void house_text(const struct style_name *name, struct buf *out)
{
    struct parts p = {name->family, name->given, name->patronymic};

    if (name->family.len)
        parts_add_inverted(out, &p);
    else
        buf_add(out, name->whole);
}

static enum status spell_house(struct namedict *n, struct style *style, uint32_t entity,
                               struct span id, struct error *e)
{
    static const char *const from[] = {"missing", "spelling", "listed", "", "native"};
    const struct style_name *name;
    struct buf text = BUF_INIT, how = BUF_INIT;
    enum status st = style_spelling(style, entity, &name, e);

    if (st != ST_OK)
        return st;
    buf_printf(&how, "%.*s:", SPAN_ARG(style_title(style)));
    if (name->from == STYLE_SYSTEM)
        buf_add(&how, name->system);
    else
        buf_adds(&how, from[name->from]);
    house_text(name, &text);
    spell_row(n, id, style_lang(style), buf_span(&how), buf_span(&text));
    st = buf_status(&text, e);
    if (st == ST_OK)
        st = buf_status(&how, e);
    buf_free(&text);
    buf_free(&how);
    return st;
}

/* The house spelling in each language of -t. */
static enum status spell_targets(struct namedict *n, const struct authority *a,
                                 struct spell_job *j, uint32_t entity, struct span id,
                                 struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < n->targets.len && st == ST_OK; i++) {
        struct style *style;

        st = style_open_lang(&style, j->styles, span_str(n->targets.v[i]), a, j->db, e);
        if (st == ST_OK)
            st = spell_house(n, style, entity, id, e);
        style_close(style);
    }
    return st;
}

static struct span derived_lang(const struct derive *d, size_t system)
{
    const struct xlit_info *info = derive_info(d, system);
    ptrdiff_t press = span_find(info->id, span_str("-press-"), 0);
    struct span to;

    if (press >= 0)
        return span_from(info->id, (size_t)press + 7);
    return derive_is_bridge(d, system, &to) ? to : span_of("", 0);
}

/* One heading through every system that reads it. */
static enum status spell_systems(struct namedict *n, struct spell_job *j, struct span id,
                                 const struct auth_name *name, struct error *e)
{
    enum status st = ST_OK;

    for (size_t s = 0; s < derive_count(j->derive) && st == ST_OK; s++) {
        struct span out, lang = derived_lang(j->derive, s);

        if (!derive_reads(j->derive, s, name->lang, name->listed))
            continue;
        if (n->targets.len && (lang.len == 0 || !target_wanted(n, lang)))
            continue;
        st = derive_text(j->derive, s, name->listed, &out, e);
        if (st == ST_OK)
            spell_row(n, id, lang, derive_info(j->derive, s)->id, out);
    }
    return st;
}

static int spell_one(struct namedict *n, const struct authority *a, uint32_t entity, void *context)
{
    struct spell_job *j = context;
    struct auth_entity ent;
    struct auth_name name;
    struct error e;
    enum status st = ST_OK;

    auth_entity(a, entity, &ent);
    if (j->style) {
        st = spell_house(n, j->style, entity, ent.id, &e);
        return st == ST_OK ? EXIT_DONE : cli_fail(n->cli, &e);
    }
    st = spell_targets(n, a, j, entity, ent.id, &e);
    for (uint32_t i = 0; auth_name_at(a, entity, i, &name); i++) {
        if (target_wanted(n, name.lang))
            spell_row(n, ent.id, name.lang, span_str("listed"), name.listed);
    }
    for (uint32_t i = 0; st == ST_OK && ent.kind <= AUTH_PLACE && auth_name_at(a, entity, i, &name);
         i++) {
        if (derive_regional(name.lang))
            st = spell_systems(n, j, ent.id, &name, &e);
    }
    return st == ST_OK ? EXIT_DONE : cli_fail(n->cli, &e);
}

int namedict_spell(struct cli *c)
{
    struct namedict *n = c->state;
    struct spell_job j = {0};
    struct authority *a;
    struct error e;
    int rc = EXIT_TROUBLE;

    if (!n->cli->files_given)
        return cli_usage(n->cli, _("spell wants an Id or a name"));
    a = namedict_open(n);
    if (!a)
        return EXIT_TROUBLE;
    if (systems_open(&j.db, &e) != ST_OK || derive_new(&j.derive, j.db, &e) != ST_OK ||
        styles_open_named(&j.styles, n->style, &j.style_name, &e) != ST_OK ||
        (n->style && style_open(&j.style, j.styles, j.style_name, a, j.db, &e) != ST_OK))
        cli_fail(n->cli, &e);
    else
        rc = namedict_each(n, a, spell_one, &j);
    style_close(j.style);
    styles_close(j.styles);
    derive_free(j.derive);
    xlit_db_free(j.db);
    free(j.style_name);
    auth_close(a);
    return rc;
}
