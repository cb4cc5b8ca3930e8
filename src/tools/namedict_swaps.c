/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of replacements: rules of prh, a substitution of Vale, LibreOffice's AutoCorrect. */
#include "interchange/xmlout.h"
#include "tools/namedict_export.h"

/* Escape what a regular expression would take for more than a letter. */
static void add_pattern(struct buf *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] && strchr("\\.+*?()|[]{}^$/", s.ptr[i]))
            buf_addch(out, '\\');
        buf_addch(out, s.ptr[i]);
    }
}

/* A YAML string between single quotes. */
static void add_quoted(struct buf *out, struct span s)
{
    buf_addch(out, '\'');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\'')
            buf_addch(out, '\'');
        buf_addch(out, s.ptr[i]);
    }
    buf_addch(out, '\'');
}

/* --- one expression for all spellings of one right form --- */

struct groups {
    struct map places;    /* right spelling: 1 + place in `v` */
    VEC_OF(struct buf)    /* its wrong ones: "Tokajew|Toqaev" */
    bool failed;
};

static bool group_swap(void *context, const struct swap *s)
{
    struct groups *g = context;
    bool added = false;
    uint64_t *place = map_put(&g->places, s->right, &added);
    struct buf new = BUF_INIT;

    if (!place || (added && !vec_push(g, new))) {
        g->failed = true;
        return false;
    }
    if (added)
        *place = g->len;
    struct buf *wrong = &g->v[*place - 1];

    if (wrong->len)
        buf_addch(wrong, '|');
    add_pattern(wrong, s->wrong);
    g->failed = g->failed || wrong->failed;
    return !g->failed;
}

/* Write each group of an entity with `put`. */
static enum status put_groups(struct export *x, uint32_t entity,
                              void (*put)(struct buf *out, struct span wrong, struct span right),
                              struct error *e)
{
    struct groups g = {.places = MAP_INIT};
    enum status st = swaps_each(&x->swaps, entity, group_swap, &g, e);
    const struct map_entry *right = map_first(&g.places);

    for (size_t i = 0; i < g.len; i++, right = map_next(right)) {
        put(&x->text, buf_span(&g.v[i]), map_key(right));
        buf_free(&g.v[i]);
    }
    vec_free(&g);
    map_free(&g.places);
    return g.failed ? error_nomem(e) : st;
}

/* --- prh (https://github.com/prh/prh, rules of version 1) --- */

static void prh_head(struct buf *out)
{
    buf_adds(out, "version: 1\nrules:\n");
}

/* JavaScript's \b knows ASCII letters only, so the ends of words are told by what stands there; prh
 * adds the flag u itself and takes no other. */
static void prh_rule(struct buf *out, struct span wrong, struct span right)
{
    struct buf pattern = BUF_INIT;

    buf_adds(&pattern, "/(?<![\\p{L}\\p{M}\\p{N}])(?:");
    buf_add(&pattern, wrong);
    buf_adds(&pattern, ")(?![\\p{L}\\p{M}\\p{N}])/");
    buf_adds(out, "  - expected: ");
    add_quoted(out, right);
    buf_adds(out, "\n    pattern: ");
    add_quoted(out, buf_span(&pattern));
    buf_addch(out, '\n');
    out->failed = out->failed || pattern.failed;
    buf_free(&pattern);
}

static enum status prh_entity(struct export *x, uint32_t entity, struct error *e)
{
    return put_groups(x, entity, prh_rule, e);
}

const struct export_format format_prh = {.name = "prh", .wants_style = true, .head = prh_head,
                                         .entity = prh_entity};

/* --- Vale (https://vale.sh, extension point substitution) --- */

static void vale_head(struct buf *out)
{
    buf_adds(out, "extends: substitution\n"
                  "message: \"Use '%s' instead of '%s'.\"\n"
                  "level: error\n"
                  "ignorecase: false\n"
                  "swap:\n");
}

static void vale_rule(struct buf *out, struct span wrong, struct span right)
{
    buf_adds(out, "  ");
    add_quoted(out, wrong);
    buf_adds(out, ": ");
    add_quoted(out, right);
    buf_addch(out, '\n');
}

static enum status vale_entity(struct export *x, uint32_t entity, struct error *e)
{
    return put_groups(x, entity, vale_rule, e);
}

const struct export_format format_vale = {.name = "vale", .wants_style = true, .head = vale_head,
                                          .entity = vale_entity};

/* --- AutoCorrect: DocumentList.xml of LibreOffice's acor_LANG.dat --- */

static void autocorrect_head(struct buf *out)
{
    buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<block-list:block-list "
                  "xmlns:block-list=\"http://openoffice.org/2001/block-list\">\n");
}

static bool autocorrect_swap(void *context, const struct swap *s)
{
    struct export *x = context;

    buf_adds(&x->text, " <block-list:block");
    xml_add_attr(&x->text, span_str("block-list:abbreviated-name"), s->wrong, NULL);
    xml_add_attr(&x->text, span_str("block-list:name"), s->right, NULL);
    buf_adds(&x->text, "/>\n");
    return true;
}

static enum status autocorrect_entity(struct export *x, uint32_t entity, struct error *e)
{
    return swaps_each(&x->swaps, entity, autocorrect_swap, x, e);
}

static void autocorrect_tail(struct buf *out)
{
    buf_adds(out, "</block-list:block-list>\n");
}

const struct export_format format_autocorrect = {
    .name = "autocorrect", .wants_style = true, .head = autocorrect_head,
    .entity = autocorrect_entity, .tail = autocorrect_tail};
