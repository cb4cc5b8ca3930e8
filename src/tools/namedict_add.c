/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict add: a record for a new name at the end of an authority file. */
#include "base/reader.h"
#include "names/check.h"
#include "names/key.h"
#include "text/norm.h"
#include "tools/datapath.h"
#include "tools/namedict.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct record {
    struct span heading;  /* the operand without a field name; empty if none */
    struct span id, kind, native;
    struct buf fields;    /* "kk: …\n" of all others, in the order given */
};

/* FIELD=VALUE; false where there is no field name before the first '='. */
static bool split_field(struct span operand, struct span *name, struct span *value)
{
    ptrdiff_t cut = span_find(operand, span_str("="), 0);

    if (cut <= 0)
        return false;
    *name = span_cut(operand, 0, (size_t)cut);
    *value = span_from(operand, (size_t)cut + 1);
    for (size_t i = 0; i < name->len; i++) {
        char c = name->ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
              (i > 0 && c >= '0' && c <= '9')))
            return false;
    }
    return true;
}

/* A field of rec has no '-' in its name, and a language tag written with one means `_`. */
static void add_field(struct buf *out, struct span name, struct span value)
{
    for (size_t i = 0; i < name.len; i++)
        buf_addch(out, name.ptr[i] == '-' ? '_' : name.ptr[i]);
    buf_adds(out, ": ");
    buf_add(out, value);
    buf_addch(out, '\n');
}

static bool take_operand(struct namedict *n, struct record *r, struct span operand)
{
    struct span name, value, lang;

    if (memchr(operand.ptr, '\n', operand.len)) {
        cli_usage(n->cli, _("a name is one line"));
        return false;
    }
    if (!split_field(operand, &name, &value)) {
        if (r->heading.len) {
            cli_usage(n->cli, _("one name without a language is enough: write LANG=NAME for others"));
            return false;
        }
        r->heading = span_trim(operand);
        return true;
    }
    if (span_eqs(name, "Id"))
        r->id = value;
    else if (span_eqs(name, "Kind"))
        r->kind = value;
    else if (span_eqs(name, "Native"))
        r->native = value;
    else
        add_field(&r->fields, name, value);
    if (r->native.len == 0 && field_kind(name, &lang) == FIELD_HEADING)
        r->native = name;
    return true;
}

static bool has_id(const struct rec_file *f, struct span id)
{
    for (size_t i = 0; i < f->entries.len; i++) {
        const struct rec_item *item = rec_get(&f->entries.v[i], "Id");

        if (item && span_eq(item->value, id))
            return true;
    }
    return false;
}

/* An Id from the words of the name, "tokayev-kassym-jomart", with a number where it is taken. */
static enum status make_id(const struct rec_file *f, struct span name, struct buf *id,
                           struct error *e)
{
    enum status st = key_add(id, name, e);
    size_t len = id->len;

    for (size_t i = 0; i < id->len; i++) {
        if (id->data[i] == ' ')
            id->data[i] = '-';
    }
    for (unsigned n = 2; st == ST_OK && has_id(f, buf_span(id)); n++) {
        id->len = len;
        buf_printf(id, "-%u", n);
        st = buf_status(id, e);
    }
    return st;
}

/* Nobody said in which language the heading is: its letters must tell. */
static struct span heading_lang(struct span heading)
{
    size_t at = 0;

    while (at < heading.len) {
        uint32_t c = utf8_next(heading, &at);

        if (c != UTF8_BAD && char_script(c) != SCRIPT_COMMON)
            return span_str(char_script(c) == SCRIPT_CYRILLIC ? "ru" : "en");
    }
    return span_str("en");
}

/* Append the record; *line is where it begins. */
static enum status compose(const struct record *r, const struct rec_file *old, struct span before,
                           struct buf *out, uint64_t *line, struct error *e)
{
    struct buf id = BUF_INIT;
    enum status st = ST_OK;

    buf_add(out, before);
    if (before.len == 0)
        buf_adds(out, "%rec: Name\n%key: Id\n");
    else if (before.ptr[before.len - 1] != '\n')
        buf_addch(out, '\n');
    buf_addch(out, '\n');
    *line = 1;
    for (size_t i = 0; i < out->len; i++)
        *line += out->data[i] == '\n';
    if (r->id.len)
        buf_add(&id, r->id);
    else
        st = make_id(old, r->heading.len ? r->heading : span_str("name"), &id, e);
    add_field(out, span_str("Id"), buf_span(&id));
    add_field(out, span_str("Kind"), r->kind.len ? r->kind : span_str("person"));
    add_field(out, span_str("Native"), r->native.len ? r->native : heading_lang(r->heading));
    buf_add(out, buf_span(&r->fields));
    if (r->heading.len)
        add_field(out, heading_lang(r->heading), r->heading);
    if (st == ST_OK)
        st = buf_status(&id, e);
    buf_free(&id);
    return st == ST_OK ? buf_status(out, e) : st;
}

struct verdict {
    uint64_t from; /* line of the new record */
    bool bad;
    struct error first;
};

static bool judge(void *context, const struct error *what)
{
    struct verdict *v = context;

    if (what->line >= v->from && !v->bad) {
        v->bad = true;
        v->first = *what;
    }
    return true;
}

/* Check the file as it would be; what was wrong before is no reason to refuse. */
static enum status check_new_text(struct span text, const char *path, uint64_t line,
                                  struct error *e)
{
    struct input in = {.kind = INPUT_NAMES, .path = path};
    struct verdict v = {.from = line};
    struct check *check = NULL;
    enum status st = rec_load_memory(&in.rec, text, path, e);

    if (st == ST_OK)
        st = check_new(&check, judge, &v, e);
    if (st == ST_OK)
        st = check_input(check, &in, e);
    check_free(check);
    rec_free(&in.rec);
    if (st == ST_OK && v.bad) {
        *e = v.first;
        e->file[0] = '\0'; /* the line is not there yet */
        e->line = 0;
        st = e->code = ST_USAGE;
    }
    return st;
}

static enum status add_record(const struct record *r, const char *path, struct error *e)
{
    struct buf before = BUF_INIT, after = BUF_INIT;
    struct rec_file old = {0};
    uint64_t line = 0;
    enum status st = ST_OK;

    if (access(path, F_OK) == 0)
        st = file_read(path, &before, e);
    if (st == ST_OK)
        st = rec_load_memory(&old, buf_span(&before), path, e);
    if (st == ST_OK)
        st = compose(r, &old, buf_span(&before), &after, &line, e);
    if (st == ST_OK)
        st = check_new_text(buf_span(&after), path, line, e);
    if (st == ST_OK)
        st = atomic_write(path, buf_span(&after), e);
    rec_free(&old);
    buf_free(&before);
    buf_free(&after);
    return st;
}

/* Returns new: --file, else the project's names.rec, else one in a new .tilmach here. */
static char *target_file(const struct namedict *n)
{
    char *path = n->file ? strdup(n->file) : data_project_file("names.rec");

    if (path)
        return path;
    if (mkdir(".tilmach", 0777) != 0 && errno != EEXIST)
        return NULL;
    return strdup(".tilmach/names.rec");
}

int namedict_add(struct cli *c)
{
    struct namedict *n = c->state;
    struct record r = {.fields = BUF_INIT};
    struct error e;
    char *path;
    int rc = EXIT_TROUBLE;

    if (!n->cli->files_given)
        return cli_usage(n->cli, _("add wants a name"));
    for (size_t i = 0; i < n->cli->n_files; i++) {
        if (!take_operand(n, &r, span_str(n->cli->files[i]))) {
            buf_free(&r.fields);
            return EXIT_TROUBLE;
        }
    }
    path = target_file(n);
    if (!path) {
        error_sys(&e, ".tilmach");
        cli_fail(n->cli, &e);
    } else if (buf_status(&r.fields, &e) != ST_OK || add_record(&r, path, &e) != ST_OK) {
        cli_fail(n->cli, &e);
    } else {
        rc = EXIT_DONE;
        if (n->cli->verbose)
            diag_message(_("added to %s"), path);
    }
    free(path);
    buf_free(&r.fields);
    return rc;
}
