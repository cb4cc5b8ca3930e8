/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/import.h"

#include "interchange/csv.h"
#include "names/import_draft.h"
#include "names/record.h"

const char *const import_names[IMPORT_FORMATS + 1] = {"csv", "popolo", "wikidata", "ftm", NULL};

/* --- JSON --- */

struct walk {
    struct importer *m;
    struct draft draft;
    draft_from *from;
    uint64_t line;
    enum status st;
    struct error *e;
};

static void take(struct walk *w, jsonin *object)
{
    draft_reset(&w->draft);
    if (w->from(&w->draft, object))
        w->st = draft_write(w->m, &w->draft, w->line, w->e);
}

static bool take_member(void *context, struct span key, jsonin *object)
{
    struct walk *w = context;

    (void)key;
    take(w, object);
    return w->st == ST_OK;
}

static void take_array(struct walk *w, jsonin *array)
{
    for (size_t i = 0; i < jsonin_count(array) && w->st == ST_OK; i++)
        take(w, jsonin_at(array, i));
}

static void take_popolo(struct walk *w, jsonin *doc)
{
    w->from = draft_popolo_person;
    take_array(w, jsonin_is_array(doc) ? doc : jsonin_get(doc, "persons"));
    w->from = draft_popolo_organization;
    take_array(w, jsonin_get(doc, "organizations"));
    w->from = draft_popolo_area;
    take_array(w, jsonin_get(doc, "areas"));
}

static void take_document(struct walk *w, enum import_format format, jsonin *doc)
{
    if (format == IMPORT_POPOLO)
        take_popolo(w, doc);
    else if (jsonin_is_array(doc))
        take_array(w, doc);
    else if (jsonin_is_object(jsonin_get(doc, "entities")))
        jsonin_each(jsonin_get(doc, "entities"), take_member, w);
    else
        take(w, doc);
}

enum status import_json(struct importer *m, enum import_format format, struct span text,
                        uint64_t line, struct error *e)
{
    struct walk w = {.m = m, .from = format == IMPORT_FTM ? draft_ftm : draft_wikidata,
                     .line = line, .e = e};
    jsonin *doc;
    enum status st = jsonin_parse(&doc, text, m->name, line, e);

    if (st != ST_OK)
        return st;
    take_document(&w, format, doc);
    draft_free(&w.draft);
    jsonin_free(doc);
    return w.st;
}

/* A line of a dump: without the comma and the brackets that make one array of all lines. */
static struct span dump_line(struct span line)
{
    line = span_trim(line);
    if (span_eqs(line, "[") || span_eqs(line, "]"))
        return (struct span){0};
    return span_ends(line, span_str(",")) ? span_cut(line, 0, line.len - 1) : line;
}

/* One object a line, so that a dump of any size streams. */
static enum status import_lines(struct importer *m, enum import_format format, struct reader *in,
                                import_flush *flush, struct error *e)
{
    struct buf line = BUF_INIT;
    struct read_chunk chunk;
    uint64_t first = 0;
    enum status st = ST_OK;
    int got;

    while (st == ST_OK && (got = reader_next(in, READ_LINE, &chunk, e)) != 0) {
        if (got < 0) {
            st = e->code;
            break;
        }
        if (line.len == 0)
            first = chunk.line;
        buf_add(&line, chunk.text);
        st = buf_status(&line, e);
        if (chunk.more || st != ST_OK)
            continue;
        if (dump_line(buf_span(&line)).len)
            st = import_json(m, format, dump_line(buf_span(&line)), first, e);
        if (st == ST_OK)
            st = flush(m->context, e);
        buf_reset(&line);
    }
    buf_free(&line);
    return st;
}

static enum status import_whole(struct importer *m, enum import_format format, struct reader *in,
                                import_flush *flush, struct error *e)
{
    struct read_chunk chunk;
    int got = reader_next(in, READ_WHOLE, &chunk, e);
    enum status st;

    if (got <= 0)
        return got < 0 ? e->code : ST_OK;
    st = import_json(m, format, chunk.text, 1, e);
    return st == ST_OK ? flush(m->context, e) : st;
}

/* Is every line an object of its own?  The first ones tell: a whole document goes on over lines, or
 * has "entities" at once. */
static enum status is_dump(struct reader *in, bool *dump, struct error *e)
{
    struct span ahead, line;
    enum status st = reader_peek(in, 4096, &ahead, e);

    *dump = false;
    if (st != ST_OK)
        return st;
    while (span_split(&ahead, '\n', &line) && span_trim(line).len == 0) {
    }
    line = span_trim(line);
    *dump = span_eqs(line, "[") || (line.len > 1 && line.ptr[0] == '{' &&
                                    span_find(line, span_str("\"entities\""), 0) < 0);
    return ST_OK;
}

/* --- CSV --- */

/* A column's field: "kk", "Variant_2" (rec2csv numbers what repeats) is Variant. */
static struct span column_field(struct span column, enum field_kind *kind)
{
    struct span lang, name = column;
    size_t n = column.len;

    while (n > 0 && column.ptr[n - 1] >= '0' && column.ptr[n - 1] <= '9')
        n--;
    if (n > 1 && n < column.len && column.ptr[n - 1] == '_')
        name = span_cut(column, 0, n - 1);
    *kind = field_kind(name, &lang);
    return name;
}

static void csv_value(struct draft *d, struct span field, enum field_kind kind, struct span value)
{
    if (kind == FIELD_ID)
        d->id = draft_keep(d, value);
    else if (kind == FIELD_KIND)
        d->kind = draft_keep(d, value);
    else if (kind == FIELD_NATIVE)
        d->native = draft_keep(d, value);
    else
        draft_field(d, field, value);
}

struct table {
    struct csv_reader csv;
    VEC(struct span) columns; /* fields */
    VEC(enum field_kind) kinds;
    struct arena arena;
    bool is_long;             /* id,field,value */
};

static bool add_column(struct table *t, struct span column)
{
    enum field_kind kind;
    struct span field = column_field(column, &kind);
    struct span kept = arena_dup(&t->arena, field);

    return kept.ptr && vec_push(&t->columns, kept) && vec_push(&t->kinds, kind);
}

static enum status read_header(struct table *t, struct error *e)
{
    int got = csv_next(&t->csv, e);
    bool has_id = false;

    if (got < 0)
        return e->code;
    t->is_long = csv_count(&t->csv) == 3 && span_eqs(csv_field(&t->csv, 0), "id") &&
                 span_eqs(csv_field(&t->csv, 1), "field");
    for (size_t i = 0; i < csv_count(&t->csv); i++) {
        struct span column = csv_field(&t->csv, i);

        if (i == 0 && span_starts(column, span_str("\xEF\xBB\xBF")))
            column = span_from(column, 3);
        column = span_eqs(column, "id") ? span_str("Id") : span_trim(column);
        if (!add_column(t, column))
            return error_nomem(e);
        if (!t->is_long && t->kinds.v[i] == FIELD_UNKNOWN)
            return error_at(e, ST_SYNTAX, t->csv.in->name, 1, 0,
                            _("column %zu, \"%.*s\": no field of a record is called so"), i + 1,
                            SPAN_ARG(column));
        has_id = has_id || t->kinds.v[i] == FIELD_ID;
    }
    if (!has_id && got > 0)
        return error_at(e, ST_SYNTAX, t->csv.in->name, 1, 0,
                        _("there is no column Id; the first line names the columns"));
    return ST_OK;
}

static void wide_row(struct table *t, struct draft *d)
{
    for (size_t i = 0; i < t->columns.len; i++)
        csv_value(d, t->columns.v[i], t->kinds.v[i], csv_field(&t->csv, i));
}

/* Add a row to the record that it goes on with, after writing the record before where it is another
 * one's. */
static enum status long_row(struct importer *m, struct table *t, struct draft *d, struct error *e)
{
    struct span id = csv_field(&t->csv, 0), lang;
    enum status st = ST_OK;

    if (d->id.len && !span_eq(d->id, id)) {
        st = draft_write(m, d, t->csv.line, e);
        draft_reset(d);
    }
    d->id = draft_keep(d, id);
    csv_value(d, csv_field(&t->csv, 1), field_kind(csv_field(&t->csv, 1), &lang),
              csv_field(&t->csv, 2));
    return st;
}

static enum status import_rows(struct importer *m, struct table *t, import_flush *flush,
                               struct error *e)
{
    struct draft d = {0};
    enum status st = ST_OK;
    int got = 1;

    while (st == ST_OK && (got = csv_next(&t->csv, e)) > 0) {
        if (t->is_long) {
            st = long_row(m, t, &d, e);
        } else if (csv_count(&t->csv) > 1 || csv_field(&t->csv, 0).len) {
            draft_reset(&d);
            wide_row(t, &d);
            st = draft_write(m, &d, t->csv.line, e);
        }
        if (st == ST_OK)
            st = flush(m->context, e);
    }
    if (st == ST_OK && got < 0)
        st = e->code;
    if (st == ST_OK && t->is_long && d.id.len)
        st = draft_write(m, &d, t->csv.line, e);
    draft_free(&d);
    return st ? st : flush(m->context, e);
}

static enum status import_csv(struct importer *m, struct reader *in, import_flush *flush,
                              struct error *e)
{
    struct table t = {.csv = {.in = in, .separator = ','}, .arena = ARENA_INIT};
    enum status st = read_header(&t, e);

    if (st == ST_OK)
        st = import_rows(m, &t, flush, e);
    csv_free(&t.csv);
    vec_free(&t.columns);
    vec_free(&t.kinds);
    arena_free(&t.arena);
    return st;
}

enum status import_all(struct importer *m, enum import_format format, struct reader *in,
                       import_flush *flush, struct error *e)
{
    bool dump;
    enum status st;

    if (format == IMPORT_CSV)
        return import_csv(m, in, flush, e);
    if (format == IMPORT_POPOLO)
        return import_whole(m, format, in, flush, e);
    st = is_dump(in, &dump, e);
    if (st != ST_OK)
        return st;
    return dump ? import_lines(m, format, in, flush, e) : import_whole(m, format, in, flush, e);
}
