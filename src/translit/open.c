/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rule files to compiled and to opened systems. */
#include "translit/compile.h"

#include "base/reader.h"
#include "text/icutrans.h"
#include "translit/engine.h"
#include "translit/rules.h"

#include <stdlib.h>

enum status compiled_read(struct compiled *c, const char *path, struct error *e)
{
    enum status st;

    memset(c, 0, sizeof *c);
    st = file_read(path, &c->text, e);
    if (st == ST_OK)
        st = header_read(buf_span(&c->text), path, &c->info, &c->joined, e);
    if (st == ST_OK && c->info.id.len == 0)
        st = error_at(e, ST_SYNTAX, path, 1, 0, _("the header names no id"));
    return st;
}

enum status compiled_build(struct compiled *c, const char *path, const struct rule_library *library,
                           struct error *e)
{
    struct rule_file file = {buf_span(&c->text), path, false, library};
    enum status st = compile_rules(&file, &c->forward, e);

    file.reverse = true;
    if (st == ST_OK && c->info.reversible != XLIT_REVERSIBLE_NO)
        st = compile_rules(&file, &c->backward, e);
    return st;
}

void compiled_free(struct compiled *c)
{
    buf_free(&c->text);
    buf_free(&c->joined);
    buf_free(&c->forward);
    buf_free(&c->backward);
}

/* Move the strings of a header behind the block, into memory that the opened system owns. */
static void keep_strings(struct xlit_info *info, char *to)
{
    for (size_t i = 0; i < HEADER_STRINGS; i++) {
        struct span *s = header_string(info, i);

        if (s->len)
            memcpy(to, s->ptr, s->len);
        *s = span_of(to, s->len);
        to += s->len;
    }
}

enum status compile_open(struct xlit **x, const struct rule_file *file, struct error *e)
{
    struct buf block = BUF_INIT, joined = BUF_INIT;
    struct xlit_info info;
    size_t len, strings = 0;
    enum status st = header_read(file->text, file->name, &info, &joined, e);

    if (st == ST_OK)
        st = compile_rules(file, &block, e);
    if (st == ST_OK && info.id.len == 0)
        info.id = span_str(file->name);
    for (size_t i = 0; i < HEADER_STRINGS && st == ST_OK; i++)
        strings += header_string(&info, i)->len;
    len = block.len;
    if (st == ST_OK && !buf_reserve(&block, strings))
        st = error_nomem(e);
    if (st == ST_OK) {
        keep_strings(&info, block.data + len);
        st = xlit_new(x, span_of(block.data, len), &info, file->reverse, block.data, e);
        block = (struct buf)BUF_INIT; /* the system's now */
    }
    buf_free(&block);
    buf_free(&joined);
    return st;
}

/* Doubts about rules of the way there; where the header says that all comes back, with the rules of
 * the way back beside them. */
static enum status advise(const struct rules *rules, const struct rule_file *file,
                          compile_report *report, void *context, struct error *e)
{
    struct rule_file back = *file;
    struct buf joined = BUF_INIT;
    struct xlit_info info;
    struct rules back_rules = {0};
    enum status st = header_read(file->text, file->name, &info, &joined, e);
    bool all = st == ST_OK && info.reversible == XLIT_REVERSIBLE_YES;

    back.reverse = true;
    if (all && rules_parse(&back_rules, &back, NULL, NULL, e) != ST_OK)
        all = false; /* which its own check tells */
    if (st == ST_OK)
        rules_advise(rules, all ? &back_rules : NULL, file->name, report, context);
    rules_free(&back_rules);
    buf_free(&joined);
    return st;
}

enum status compile_check(const struct rule_file *file, compile_report *report, void *context,
                          struct error *e)
{
    struct rules rules;
    enum status st = rules_parse(&rules, file, report, context, e);

    if (st == ST_OK && !file->reverse)
        st = advise(&rules, file, report, context, e);
    rules_free(&rules);
    return st;
}

static enum status other_run(void *other, struct span in, struct buf *out, struct error *e)
{
    return icutrans_run(other, in, out, e);
}

static void other_close(void *other)
{
    icutrans_close(other);
}

/* A system without rules of ours, for its header, and ICU's transliterator in it. */
static enum status open_other(struct xlit **x, const struct rule_file *file, const char *why,
                              struct error *e)
{
    struct buf header = BUF_INIT;
    struct icutrans *t = NULL;
    struct span rest = file->text, line;
    char *reason = strdup(why);
    enum status st = reason ? icutrans_open(&t, file->text, file->reverse, e) : error_nomem(e);

    while (span_split(&rest, '\n', &line) && line.len > 0 && line.ptr[0] == '#') {
        buf_add(&header, line);
        buf_addch(&header, '\n');
    }
    if (st == ST_OK) {
        struct rule_file empty = *file;

        empty.text = buf_span(&header);
        st = compile_open(x, &empty, e);
    }
    buf_free(&header);
    if (st != ST_OK) {
        icutrans_close(t);
        free(reason);
        error_locate(e, file->name, 0);
        return st;
    }
    (*x)->why = reason;
    (*x)->other = t;
    (*x)->other_run = other_run;
    (*x)->other_close = other_close;
    return ST_OK;
}

enum status compile_open_any(struct xlit **x, const struct rule_file *file, struct error *e)
{
    struct error other;
    enum status st = compile_open(x, file, e);

    if (st != ST_UNSUPPORTED)
        return st;
    st = open_other(x, file, e->message, &other);
    if (st != ST_OK && st != ST_UNSUPPORTED)
        *e = other;
    return st;
}
