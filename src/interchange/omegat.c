/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/omegat.h"
#include "base/reader.h"
#include "interchange/xmltree.h"

#include <stdlib.h>
#include <unistd.h>

/* "DIR/name"; NULL: no memory. */
static char *path_in(struct arena *a, const char *dir, struct span name)
{
    struct buf b = BUF_INIT;
    char *path;

    if (!name.len || name.ptr[0] != '/')
        buf_printf(&b, "%s/", dir);
    buf_add(&b, name);
    while (b.len > 1 && b.data[b.len - 1] == '/')
        b.len--;
    path = b.failed ? NULL : arena_strdup(a, buf_span(&b));
    buf_free(&b);
    return path;
}

/* Text of the first element of this name, trimmed; empty for none. */
static struct span setting(const struct xml_tree *t, const char *name, struct arena *a)
{
    for (const struct xml_node *n = t->root; n; n = xml_walk(t->root, n)) {
        if (n->name.ptr && span_eqs(n->name, name))
            return span_trim(xml_text(n, a));
    }
    return span_of("", 0);
}

static char *folder(struct omegat_project *p, const struct xml_tree *t, const char *dir,
                    const char *name, const char *otherwise)
{
    struct span value = setting(t, name, &p->arena);

    if (!value.len || span_eqs(value, "__DEFAULT__"))
        value = span_str(otherwise);
    return path_in(&p->arena, dir, value);
}

static const char *name_of(struct arena *a, const char *dir)
{
    char *full = realpath(dir, NULL);
    const char *slash = full ? strrchr(full, '/') : NULL;
    const char *name = full ? arena_strdup(a, span_str(slash ? slash + 1 : full)) : NULL;

    free(full);
    return name;
}

static enum status read_project(struct omegat_project *p, const struct xml_tree *t,
                                const char *path, const char *dir, struct error *e)
{
    struct span source = setting(t, "source_lang", &p->arena);
    struct span target = setting(t, "target_lang", &p->arena);

    if (!span_eqs(t->root->name, "omegat") || !source.len || !target.len)
        return error_at(e, ST_SYNTAX, path, t->root->line, 0, "%s",
                        _("not the project file of OmegaT, or it names no languages"));
    p->source_lang = arena_strdup(&p->arena, source);
    p->target_lang = arena_strdup(&p->arena, target);
    p->name = name_of(&p->arena, dir);
    p->saved = path_in(&p->arena, dir, span_str("omegat/project_save.tmx"));
    p->memories = folder(p, t, dir, "tm_dir", "tm");
    p->glossaries = folder(p, t, dir, "glossary_dir", "glossary");
    return p->source_lang && p->target_lang && p->name && p->saved && p->memories && p->glossaries
               ? ST_OK
               : error_nomem(e);
}

enum status omegat_open(struct omegat_project *p, const char *dir, struct error *e)
{
    struct buf bytes = BUF_INIT;
    struct xml_tree tree;
    const char *path;
    enum status st;

    memset(p, 0, sizeof *p);
    path = path_in(&p->arena, dir, span_str("omegat.project"));
    if (!path)
        return error_nomem(e);
    if (access(path, F_OK) != 0)
        st = error_at(e, ST_NOTFOUND, dir, 0, 0, "%s",
                      _("no project of OmegaT: there is no omegat.project in it"));
    else
        st = file_read(path, &bytes, e);
    if (!st)
        st = xml_tree_parse(&tree, buf_span(&bytes), path, e);
    if (!st) {
        st = read_project(p, &tree, path, dir, e);
        xml_tree_free(&tree);
    }
    buf_free(&bytes);
    if (st)
        omegat_close(p);
    return st;
}

void omegat_close(struct omegat_project *p)
{
    arena_free(&p->arena);
}
