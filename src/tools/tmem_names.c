/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/tmem_names.h"

#include "names/tags.h"

#include <stdio.h>

/* A finder for one language, in its press style or the one that is named. */
static enum status open_side(struct tmem_names *n, struct tmem_side *side, const char *lang,
                             const char *style, struct tm_language *out, struct error *e)
{
    const struct find_options options = {.exact = n->exact, .all = true, .min_score = 80,
                                         .report_score = 60};
    struct endings *endings = NULL;
    char *name = NULL;
    enum status st = styles_open_named(&side->styles, style, &name, e);

    if (!st)
        st = name ? style_open(&side->style, side->styles, name, n->authority, n->systems, e)
                  : style_open_lang(&side->style, side->styles, span_str(lang), n->authority,
                                    n->systems, e);
    free(name);
    if (!st && style && !span_eq(tag_primary(style_lang(side->style)), out->tag))
        st = error_set(e, ST_USAGE, _("the style %s does not write '%s' (-t)"), style, lang);
    if (!st)
        st = finder_open(&side->finder, n->authority, &options, e);
    if (!st)
        st = endings_open(out->tag, &endings, e);
    if (!st)
        st = finder_add_language(side->finder, style_lang(side->style), endings, e);
    if (!st)
        st = finder_add_style(side->finder, side->style, e);
    out->names = side->finder;
    return st;
}

/* The same for the language of a tag. */
static enum status open_tag(struct tmem_names *n, struct tmem_side *side,
                            const struct lang_tag *tag, const char *style,
                            struct tm_language *out, struct error *e)
{
    struct buf lang = BUF_INIT;
    enum status st;

    lang_add(&lang, tag);
    st = buf_status(&lang, e);
    out->tag = span_str(tag->language);
    if (!st)
        st = open_side(n, side, buf_cstr(&lang), style, out, e);
    buf_free(&lang);
    return st;
}

enum status tmem_names_open(struct tmem_names *n, const struct names_wanted *wanted,
                            const struct tm_direction *direction, const char *style,
                            struct error *e)
{
    struct tm_languages *l = &n->languages;
    enum status st = names_open(&n->authority, wanted, e);
    char fingerprint[13];

    if (!st)
        st = systems_open(&n->systems, e);
    if (!st)
        st = open_tag(n, &n->source, &direction->source, NULL, &l->source, e);
    if (!st)
        st = open_tag(n, &n->target, &direction->target, style, &l->target, e);
    if (!st) {
        auth_fingerprint(n->authority, fingerprint);
        memcpy(l->fingerprint, fingerprint, sizeof fingerprint);
    }
    return st;
}

static void close_side(struct tmem_side *side)
{
    finder_close(side->finder);
    style_close(side->style);
    styles_close(side->styles);
}

void tmem_names_close(struct tmem_names *n)
{
    close_side(&n->source);
    close_side(&n->target);
    auth_close(n->authority);
    xlit_db_free(n->systems);
}
