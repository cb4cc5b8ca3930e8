/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/wordlinks.h"

#include "text/langtag.h"
#include "tools/hints.h"
#include "tools/textfile.h"

/* Lines that are linked by a model together, so that memory does not grow with the text. */
enum { LINES_AT_ONCE = 4096 };

struct pairs {
    struct side source, target;
};

/* Lines of a file. */
struct lines {
    struct span text; /* not yet read */
    const char *name;
    uint64_t number;
};

static struct lines lines_of(struct cli *c, const struct buf *text, const char *file)
{
    struct lines l = {buf_span(text), cli_display_name(c, file), 0};

    if (l.text.len == 0)
        l.text.ptr = NULL;
    else if (l.text.ptr[l.text.len - 1] == '\n')
        l.text.len--;
    return l;
}

/* Add at most `most` lines. */
static enum status add_lines(struct pairs *p, struct lines *l, size_t most, struct error *e)
{
    static const struct span bar = {"|||", 3};
    struct span line;
    enum status st = ST_OK;

    for (; !st && most && span_split(&l->text, '\n', &line); most--) {
        ptrdiff_t at = span_find(line, bar, 0);
        l->number++;
        if (at < 0)
            return error_at(e, ST_SYNTAX, l->name, l->number, 0,
                            _("no \"|||\" between source and target"));
        st = side_add_tokens(&p->source, span_cut(line, 0, (size_t)at), e);
        if (!st)
            st = side_add_tokens(&p->target, span_from(line, (size_t)at + bar.len), e);
    }
    return st;
}

static void pairs_init(struct pairs *p)
{
    side_init(&p->source, VOCAB_STEM);
    side_init(&p->target, VOCAB_STEM);
}

static void pairs_free(struct pairs *p)
{
    side_free(&p->source);
    side_free(&p->target);
}

static void write_links(struct writer *w, const struct word_links *links)
{
    for (size_t k = 0; k + 1 < links->first.len; k++) {
        for (size_t i = links->first.v[k]; i < links->first.v[k + 1]; i++)
            writer_printf(w, "%s%u-%u", i > links->first.v[k] ? " " : "", links->links.v[i].source,
                          links->links.v[i].target);
        writer_putc(w, '\n');
    }
}

/* ---- learning from the text itself ---- */

static enum status read_all(struct cli *c, struct pairs *p, struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < c->n_files; i++) {
        st = textfile_read(c, c->files[i], &text, e);
        if (!st) {
            struct lines l = lines_of(c, &text, c->files[i]);
            st = add_lines(p, &l, SIZE_MAX, e);
        }
    }
    buf_free(&text);
    return st;
}

static enum status learn(struct cli *c, const struct wordlinks_options *o, struct error *e)
{
    struct words_options with = o->align;
    struct hint_vec hints = VEC_INIT;
    struct word_links links = {VEC_INIT, VEC_INIT};
    struct buf model = BUF_INIT;
    struct pairs p;
    enum status st;

    pairs_init(&p);
    st = read_all(c, &p, e);
    if (!st && o->priors)
        st = hints_read(c, &hints, o->priors, NULL, NULL, &p.source, &p.target, e);
    with.hints = hints.v;
    with.n_hints = hints.len;
    with.languages.source = span_str(o->source_lang);
    with.languages.target = span_str(o->target_lang);
    if (!st)
        st = words_align(&p.source, &p.target, &with, &links, o->save_model ? &model : NULL, e);
    if (!st && o->save_model)
        st = atomic_write(o->save_model, buf_span(&model), e);
    if (!st)
        write_links(cli_out(c), &links);
    vec_free(&hints);
    word_links_free(&links);
    buf_free(&model);
    pairs_free(&p);
    return st;
}

/* ---- linking by a model ---- */

static bool serves(const char *want, struct span have)
{
    struct lang_tag a, b;

    return lang_parse(span_str(want), &a) && lang_parse(have, &b) && lang_match(&a, &b) > 0;
}

static enum status check_languages(const struct wordlinks_options *o, const struct word_model *m,
                                   struct error *e)
{
    const struct word_model_languages *l = &m->languages;

    if (serves(o->source_lang, l->source) && serves(o->target_lang, l->target))
        return ST_OK;
    return error_at(e, ST_UNSUPPORTED, o->model, 0, 0,
                    _("a model from %.*s to %.*s, which does not serve from %s to %s"),
                    (int)l->source.len, l->source.ptr, (int)l->target.len, l->target.ptr,
                    o->source_lang, o->target_lang);
}

enum status wordlinks_open_model(struct word_model *m, const struct wordlinks_options *o,
                                 uint64_t features, struct error *e)
{
    enum status st = word_model_open(m, o->model, e);

    if (!st)
        st = check_languages(o, m, e);
    if (!st && m->pack.features != features)
        st = error_at(e, ST_UNSUPPORTED, o->model, 0, 0,
                      _("a model of words in other forms: make it as it is to be used, with --words "
                        "or without, and with the same Hunspell dictionaries"));
    return st;
}

static enum status apply_to(struct cli *c, const struct wordlinks_options *o,
                            const struct word_model *m, struct lines *l, struct error *e)
{
    struct word_links links = {VEC_INIT, VEC_INIT};
    enum status st = ST_OK;

    while (!st && l->text.ptr) {
        struct pairs p;
        pairs_init(&p);
        st = add_lines(&p, l, LINES_AT_ONCE, e);
        if (!st)
            st = words_apply(m, &p.source, &p.target, &o->align, &links, e);
        if (!st)
            write_links(cli_out(c), &links);
        pairs_free(&p);
    }
    word_links_free(&links);
    return st;
}

static enum status apply(struct cli *c, const struct wordlinks_options *o, struct error *e)
{
    struct word_model m;
    struct buf text = BUF_INIT;
    enum status st = wordlinks_open_model(&m, o, 0, e);

    for (size_t i = 0; !st && i < c->n_files; i++) {
        st = textfile_read(c, c->files[i], &text, e);
        if (!st) {
            struct lines l = lines_of(c, &text, c->files[i]);
            st = apply_to(c, o, &m, &l, e);
        }
    }
    word_model_close(&m);
    buf_free(&text);
    return st;
}

enum status wordlinks_run(struct cli *c, const struct wordlinks_options *o, struct error *e)
{
    return o->model ? apply(c, o, e) : learn(c, o, e);
}
