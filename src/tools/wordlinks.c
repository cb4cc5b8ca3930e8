/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/wordlinks.h"

#include "tools/hints.h"
#include "tools/textfile.h"

struct pairs {
    struct side source, target;
};

static enum status add_lines(struct pairs *p, struct span text, const char *name, struct error *e)
{
    static const struct span bar = {"|||", 3};
    uint64_t number = 0;
    struct span line;
    enum status st = ST_OK;

    if (text.len && text.ptr[text.len - 1] == '\n')
        text.len--;
    else if (text.len == 0)
        return ST_OK;
    while (!st && span_split(&text, '\n', &line)) {
        ptrdiff_t at = span_find(line, bar, 0);
        number++;
        if (at < 0)
            return error_at(e, ST_SYNTAX, name, number, 0,
                            _("no \"|||\" between source and target"));
        st = side_add_tokens(&p->source, span_cut(line, 0, (size_t)at), e);
        if (!st)
            st = side_add_tokens(&p->target, span_from(line, (size_t)at + bar.len), e);
    }
    return st;
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

enum status wordlinks_run(struct cli *c, const struct words_options *options, const char *priors,
                          struct error *e)
{
    struct words_options with = *options;
    struct hint_vec hints = VEC_INIT;
    struct word_links links = {VEC_INIT, VEC_INIT};
    struct buf text = BUF_INIT;
    struct pairs p;
    enum status st = ST_OK;

    side_init(&p.source, VOCAB_STEM);
    side_init(&p.target, VOCAB_STEM);
    for (size_t i = 0; !st && i < c->n_files; i++) {
        st = textfile_read(c, c->files[i], &text, e);
        if (!st)
            st = add_lines(&p, buf_span(&text), cli_display_name(c, c->files[i]), e);
    }
    if (!st && priors)
        st = hints_read(c, &hints, priors, &p.source, &p.target, e);
    with.hints = hints.v;
    with.n_hints = hints.len;
    if (!st)
        st = words_align(&p.source, &p.target, &with, &links, e);
    if (!st)
        write_links(cli_out(c), &links);
    vec_free(&hints);
    word_links_free(&links);
    buf_free(&text);
    side_free(&p.source);
    side_free(&p.target);
    return st;
}
