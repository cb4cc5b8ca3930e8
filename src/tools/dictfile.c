/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/dictfile.h"

#include "base/reader.h"
#include "interchange/tbx.h"
#include "interchange/xmltree.h"
#include "text/langtag.h"
#include "text/norm.h"

struct taker {
    struct lang_tag source, target;
    bool any; /* language */
    pair_fn *fn;
    void *context;
};

static bool is_in(const struct taker *k, const struct tbx_entry_term *t,
                  const struct lang_tag *want)
{
    struct lang_tag have;

    if (k->any)
        return true;
    return lang_parse(t->lang, &have) && lang_match(want, &have) > 0;
}

static enum status take_concept(const struct taker *k, const struct tbx_concept *c,
                                struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; i < c->n_terms; i++)
        for (size_t j = 0; !st && j < c->n_terms && is_in(k, &c->terms[i], &k->source); j++)
            if (is_in(k, &c->terms[j], &k->target))
                st = k->fn(k->context, c->terms[i].text, c->terms[j].text, e);
    return st;
}

static enum status read_tbx(const struct taker *k, struct span bytes, const char *name,
                            struct error *e)
{
    const struct tbx_concept *concept;
    struct tbx_reader *r = NULL;
    enum status st = tbx_open(&r, bytes, name, e);
    int got = 0;

    while (!st && (got = tbx_next(r, &concept, e)) > 0)
        st = take_concept(k, concept, e);
    tbx_close(r);
    return !st && got < 0 ? e->code : st;
}

/* The words of <l>, <r> or <i>: <b/> is a space, <s n="…"/> tells the part of speech. */
static enum status words_of(const struct xml_node *side, struct buf *out, struct error *e)
{
    buf_reset(out);
    for (const struct xml_node *n = side ? xml_walk(side, side) : NULL; n; n = xml_walk(side, n)) {
        if (!n->name.ptr)
            buf_add(out, n->text);
        else if (xml_is(n, "b"))
            buf_addch(out, ' ');
    }
    return buf_status(out, e);
}

static enum status take_entry(const struct taker *k, const struct xml_node *entry, struct buf *a,
                              struct buf *b, struct error *e)
{
    const struct xml_node *pair = xml_child(entry, "p"), *same = xml_child(entry, "i");
    enum status st = words_of(pair ? xml_child(pair, "l") : same, a, e);
    struct span left, right;

    if (!st)
        st = words_of(pair ? xml_child(pair, "r") : same, b, e);
    left = text_trim(buf_span(a));
    right = text_trim(buf_span(b));
    if (st || !left.len || !right.len)
        return st;
    st = k->fn(k->context, left, right, e);
    return st ? st : k->fn(k->context, right, left, e);
}

static enum status read_dix(const struct taker *k, struct span bytes, const char *name,
                            struct error *e)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    struct xml_tree tree;
    enum status st = xml_tree_parse(&tree, bytes, name, e);

    if (st)
        return st;
    if (!span_eq(tree.root->name, span_str("dictionary")))
        st = error_at(e, ST_SYNTAX, name, tree.root->line, 0,
                      _("this is XML, but neither TBX nor a dictionary of Apertium"));
    for (const struct xml_node *n = tree.root; !st && n; n = xml_walk(tree.root, n))
        if (n->name.ptr && xml_is(n, "e"))
            st = take_entry(k, n, &a, &b, e);
    buf_free(&a);
    buf_free(&b);
    xml_tree_free(&tree);
    return st;
}

static bool is_xml(struct span bytes)
{
    static const struct span bom = {"\xEF\xBB\xBF", 3};

    if (span_starts(bytes, bom))
        bytes = span_from(bytes, bom.len);
    return span_starts(span_trim(bytes), span_str("<")) ||
           span_starts(bytes, span_str("\xFF\xFE")) || span_starts(bytes, span_str("\xFE\xFF"));
}

enum status dictfile_each(struct cli *c, const char *path, const char *source_lang,
                          const char *target_lang, pair_fn *fn, void *context, struct error *e)
{
    struct taker k = {.any = !source_lang, .fn = fn, .context = context};
    const char *name = cli_display_name(c, path);
    struct buf bytes = BUF_INIT;
    enum status st = strcmp(path, "-") == 0 ? ST_OK : file_read(path, &bytes, e);

    if (!st && source_lang &&
        (!lang_parse(span_str(source_lang), &k.source) ||
         !lang_parse(span_str(target_lang), &k.target)))
        st = error_set(e, ST_USAGE, _("-s and -t want language tags (such as kk, ru, en-GB)"));
    if (!st && !is_xml(buf_span(&bytes)))
        st = pairfile_each(c, path, fn, context, e);
    else if (!st && tbx_looks_like(buf_span(&bytes)))
        st = read_tbx(&k, buf_span(&bytes), name, e);
    else if (!st)
        st = read_dix(&k, buf_span(&bytes), name, e);
    buf_free(&bytes);
    return st;
}
