/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/namenorm.h"

#include "base/reader.h"
#include "names/tags.h"
#include "text/spell.h"
#include "tools/datapath.h"
#include "tools/settings.h"

#include <stdio.h>

static enum status add_language(struct namenorm *n, struct span tag, struct error *e)
{
    struct endings *g;
    struct span lang = tag_primary(tag);
    bool written_otherwise = lang.len < tag.len && (span_find(tag, span_str("Latn"), 0) > 0 ||
                                                    span_find(tag, span_str("Arab"), 0) > 0);
    enum status st = endings_open(written_otherwise ? span_str("") : lang, &g, e);

    return st ? st : finder_add_language(n->finder, tag, g, e);
}

static enum status add_languages(struct namenorm *n, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < n->styles.len && !st; i++)
        st = add_language(n, style_lang(n->styles.v[i]), e);
    for (const char *const *lang = endings_languages(); *lang && !st; lang++)
        st = add_language(n, span_str(*lang), e);
    for (size_t i = 0; i < n->styles.len && !st; i++)
        st = finder_add_style(n->finder, n->styles.v[i], e);
    return st;
}

static enum status add_style(struct namenorm *n, const char *name, const char *lang,
                             struct error *e)
{
    struct styles *file = NULL;
    struct style *style = NULL;
    char *found = NULL;
    enum status st = styles_open_named(&file, name, &found, e);

    if (!st && !vec_push(&n->style_files, file)) {
        styles_close(file);
        st = error_nomem(e);
    }
    if (!st)
        st = name ? style_open(&style, file, found, n->authority, n->systems, e)
                  : style_open_lang(&style, file, span_str(lang), n->authority, n->systems, e);
    if (!st && !vec_push(&n->styles, style)) {
        style_close(style);
        st = error_nomem(e);
    }
    free(found);
    return st;
}

static bool has_style_for(const struct namenorm *n, const char *lang)
{
    struct span want = tag_primary(span_str(lang));

    for (size_t i = 0; i < n->styles.len; i++)
        if (span_eq(tag_primary(style_lang(n->styles.v[i])), want))
            return true;
    return false;
}

static enum status add_styles(struct namenorm *n, struct error *e)
{
    const char *style = settings_get(n->cli, "style"), *lang = n->lang;
    enum status st = ST_OK;

    if (!lang && n->style_names.len == 0)
        lang = settings_get(n->cli, "lang");
    if (n->style_names.len == 0 && !n->lang && style && !vec_push(&n->style_names, style))
        return error_nomem(e);
    for (size_t i = 0; i < n->style_names.len && !st; i++)
        st = add_style(n, n->style_names.v[i], NULL, e);
    if (!st && n->lang && n->style_names.len && !has_style_for(n, n->lang))
        return error_set(e, ST_USAGE, _("no -s rewrites text in '%s' (-l)"), n->lang);
    if (!st && lang && n->style_names.len == 0)
        st = add_style(n, NULL, lang, e);
    return st;
}

static void note_hashes(struct namenorm *n)
{
    char names[13], styles[13];

    auth_fingerprint(n->authority, names);
    styles_fingerprint(n->style_files.v[0], styles);
    snprintf(n->hashes, sizeof n->hashes, "names %s, styles %s", names, styles);
    if (n->cli->verbose)
        diag_message("%s %s: %s", PACKAGE_NAME, PACKAGE_VERSION, n->hashes);
}

/* --spell needs Hunspell's dictionaries; the error names the missing package. */
static enum status check_spelling(const struct namenorm *n, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < n->styles.len && !st && n->find.spell; i++) {
        struct span lang = style_lang(n->styles.v[i]);
        struct buf base = BUF_INIT;
        struct spell *spell = NULL;

        if (!spell_find(lang, &base))
            st = spell_open(&spell, lang, e);
        spell_close(spell);
        buf_free(&base);
    }
    return st;
}

static enum status open_all(struct namenorm *n, struct error *e)
{
    struct names_wanted wanted = {n->cli->data.v, n->cli->data.len, n->no_default,
                                  settings_get(n->cli, "names")};
    enum status st = names_open(&n->authority, &wanted, e);

    if (!st)
        st = systems_open(&n->systems, e);
    if (!st)
        st = add_styles(n, e);
    if (!st)
        st = check_spelling(n, e);
    if (!st)
        st = words_open(&n->words, e);
    if (!st)
        st = finder_open(&n->finder, n->authority, &n->find, e);
    if (st)
        return st;
    finder_use_lexicons(n->finder, n->words);
    return add_languages(n, e);
}

/* The configuration's type, for files whose name tells none. */
static bool take_type(struct namenorm *n)
{
    const char *type = settings_get(n->cli, "type");

    n->usual_type = type ? doc_type_named(span_str(type)) : DOC_AUTO;
    if (type && n->usual_type == DOC_AUTO)
        diag_message(_("the configuration's type \"%s\" is not one of %s"), type,
                     DOC_TYPE_NAMES);
    return !type || n->usual_type != DOC_AUTO;
}

/* An id that no dictionary has is a slip: with it nothing would ever be found. */
static bool only_known(const struct namenorm *n)
{
    for (size_t i = 0; i < n->only.len; i++) {
        struct span list = span_str(n->only.v[i]), id;
        uint32_t entity;

        while (span_split(&list, ',', &id)) {
            id = span_trim(id);
            if (id.len && !auth_by_id(n->authority, id, &entity)) {
                diag_message(_("--only: no dictionary has a name '%.*s'"), SPAN_ARG(id));
                return false;
            }
        }
    }
    return true;
}

int namenorm_open(struct namenorm *n)
{
    struct error e = {0};

    if (!take_type(n))
        return EXIT_TROUBLE;
    if (!n->lang && n->style_names.len == 0 && !settings_get(n->cli, "style") &&
        !settings_get(n->cli, "lang"))
        return cli_usage(n->cli, _("give the language of the text (-l LANG) or a house style (-s "
                                   "STYLE)"));
    if (open_all(n, &e) != ST_OK)
        return cli_fail(n->cli, &e);
    if (!only_known(n))
        return EXIT_TROUBLE;
    note_hashes(n);
    return EXIT_DONE;
}

void namenorm_close(struct namenorm *n)
{
    namenorm_ask_end(n);
    for (size_t i = 0; i < n->scouts.len; i++)
        finder_close(n->scouts.v[i]);
    vec_free(&n->scouts);
    finder_close(n->finder);
    for (size_t i = 0; i < n->styles.len; i++)
        style_close(n->styles.v[i]);
    for (size_t i = 0; i < n->style_files.len; i++)
        styles_close(n->style_files.v[i]);
    lexicons_close(n->words);
    auth_close(n->authority);
    xlit_db_free(n->systems);
    doc_close(n->doc);
    vec_free(&n->styles);
    vec_free(&n->style_files);
    vec_free(&n->style_names);
    vec_free(&n->only);
    vec_free(&n->ignore);
    buf_free(&n->columns);
    buf_free(&n->document);
    buf_free(&n->before);
    buf_free(&n->after);
    buf_free(&n->edited);
    buf_free(&n->reasons);
    buf_free(&n->notes);
}
