/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/namenorm.h"

#include "names/key.h"
#include "text/norm.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* What becomes of the text: rewritten on its way, or only reported. */
static bool reporting(const struct namenorm *n)
{
    return n->cli->check && !n->diff;
}

static enum finding_format format_of(const struct namenorm *n)
{
    static const char *const names[] = {"text", "json", "tsv", "github", "sarif"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(n->cli->format, names[i]) == 0)
            return (enum finding_format)i;
    return FINDING_TEXT;
}

/* --- which mentions count --- */

static bool in_list(struct span list, struct span id)
{
    struct span field;

    while (span_split(&list, ',', &field))
        if (span_eq(span_trim(field), id))
            return true;
    return false;
}

static struct span id_of(const struct namenorm *n, const struct mention *m)
{
    struct auth_entity e;

    return auth_entity(n->authority, m->entity, &e) ? e.id : span_str("");
}

static bool wanted(const struct namenorm *n, struct span id)
{
    for (size_t i = 0; i < n->only.len; i++)
        if (in_list(span_str(n->only.v[i]), id))
            return true;
    return n->only.len == 0;
}

/* Does the text have the word, whole, whatever the capitals? */
static bool has_word(struct namenorm *n, struct span text, const char *word)
{
    struct buf in = BUF_INIT, what = BUF_INIT;
    bool found = false;
    struct span rest, one;

    if (key_add(&in, text, NULL) == ST_OK && key_add(&what, span_str(word), NULL) == ST_OK) {
        found = what.len && span_eq(buf_span(&in), buf_span(&what));
        for (rest = buf_span(&in); !found && what.len && span_split(&rest, ' ', &one);)
            found = span_eq(one, buf_span(&what));
    }
    n->notes.failed = n->notes.failed || in.failed || what.failed;
    buf_free(&in);
    buf_free(&what);
    return found;
}

static bool ignored(struct namenorm *n, const struct mention *m, struct span text)
{
    if (doc_ignored(n->doc, m->at))
        return true;
    for (size_t i = 0; i < n->ignore.len; i++)
        if (has_word(n, text, n->ignore.v[i]))
            return true;
    return false;
}

/* --- writing findings --- */

static struct finding to_finding(struct namenorm *n, const struct doc_segment *segment,
                                 const struct mention *m)
{
    struct doc_place place;
    struct finding f = {.file = n->name, .id = id_of(n, m), .kind = m->kind,
                        .replacement = m->replacement, .score = m->score, .rule = m->rule,
                        .message = m->message, .explain = n->cli->explain,
                        .record = segment->record, .field = segment->field,
                        .part = segment->part, .paragraph = segment->paragraph};

    doc_place(n->doc, m->at, &place);
    f.line = place.line;
    f.column = place.column;
    f.byte_column = place.byte_column;
    f.text = span_cut(segment->text, m->at, m->at + m->len);
    f.length = doc_source(n->doc, m->at, m->len, &f.offset).len;
    f.dictionaries = span_str(n->hashes);
    return f;
}

static void report(struct namenorm *n, const struct doc_segment *segment, const struct mention *m,
                   struct buf *out)
{
    struct finding f = to_finding(n, segment, m);

    if (reporting(n)) {
        n->failing = n->failing || (n->fail_on & 1u << f.kind);
        if (!n->cli->quiet)
            finding_write(out, format_of(n), &f, n->findings == 0);
        n->findings++;
        return;
    }
    if (m->rewrite && n->diff && n->cli->explain) {
        buf_adds(&n->reasons, "# ");
        finding_write(&n->reasons, FINDING_TEXT, &f, false);
    } else if (!m->rewrite && m->kind != FINDING_CORRECT) {
        finding_write(&n->notes, FINDING_TEXT, &f, false);
    } else if (n->cli->explain || m->kind == FINDING_CORRECT) {
        finding_write(&n->notes, FINDING_TEXT, &f, false);
    }
}

static struct span line_around(struct span text, size_t at)
{
    size_t from = at, to = at;

    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    while (to < text.len && text.ptr[to] != '\n')
        to++;
    return span_cut(text, from, to);
}

/* For --diff of a package: the paragraph as it becomes. */
static void note_edit(struct namenorm *n, const struct doc_segment *segment,
                      const struct find_edit *edit)
{
    if (!n->diff || !n->package)
        return;
    buf_add(&n->edited, span_cut(segment->text, n->edited_to, edit->at));
    buf_add(&n->edited, edit->text);
    n->edited_to = edit->at + edit->len;
}

static enum status take_mention(struct namenorm *n, const struct doc_segment *segment,
                                const struct mention *found, struct buf *out, struct error *e)
{
    struct mention copy = *found, *m = &copy;
    struct span text = span_cut(segment->text, m->at, m->at + m->len);
    enum status st = ST_OK;

    if (segment->attribute && !n->attributes)
        m->rewrite = false; /* told only */

    if (!wanted(n, id_of(n, m)) || ignored(n, m, text))
        return ST_OK;
    if (n->interactive && m->rewrite) {
        struct finding f = to_finding(n, segment, m);

        if (!namenorm_ask(n, &f, line_around(segment->text, m->at)))
            return ST_OK;
    }
    if (!segment->repeated)
        report(n, segment, m, out);
    if (m->kind == FINDING_CORRECT)
        return ST_OK;
    n->changing = n->changing || m->rewrite;
    if (m->rewrite)
        n->rewritten += !segment->repeated;
    else
        n->looks += !segment->repeated;
    for (size_t i = 0; i < m->n_edits && m->rewrite && !reporting(n) && !st; i++) {
        note_edit(n, segment, &m->edits[i]);
        st = doc_replace(n->doc, m->edits[i].at, m->edits[i].len, m->edits[i].text, e);
    }
    return st;
}

/* A paragraph as one line of the texts that --diff compares. */
static void add_line(struct buf *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_addch(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
    buf_addch(out, '\n');
}

static void add_paragraph(struct namenorm *n, const struct doc_segment *segment)
{
    buf_add(&n->edited, span_from(segment->text, n->edited_to));
    add_line(&n->before, segment->text);
    add_line(&n->after, buf_span(&n->edited));
    n->after.failed = n->after.failed || n->edited.failed;
    buf_reset(&n->edited);
    n->edited_to = 0;
}

static enum status take_segment(struct namenorm *n, const struct doc_segment *segment,
                                struct buf *out, struct error *e)
{
    const unsigned facts = (segment->starts_document ? FIND_STARTS : 0) |
                           (segment->heading ? FIND_HEADING : 0) |
                           (segment->quoted ? FIND_QUOTED : 0);
    const struct mention *mentions;
    enum status st;
    size_t count;

    finder_set_language(n->finder, segment->lang);
    st = finder_run(n->finder, segment->text, facts, &mentions, &count, e);
    for (size_t i = 0; i < count && !st; i++)
        st = take_mention(n, segment, &mentions[i], out, e);
    if (n->diff && n->package)
        add_paragraph(n, segment);
    return st ? st : buf_status(out, e);
}

/* --- the filter's callbacks --- */

static void flush_notes(struct namenorm *n)
{
    if (!n->cli->quiet && n->notes.len)
        fwrite(n->notes.data, 1, n->notes.len, stderr);
    buf_reset(&n->notes);
}

/* -C as --field has it. */
static struct span fields_of(struct namenorm *n)
{
    if (n->cli->columns.len == 0)
        return span_str(n->fields ? n->fields : "");
    buf_reset(&n->columns);
    for (size_t i = 0; i < n->cli->columns.len; i++)
        buf_printf(&n->columns, "%s%u", i ? "," : "", n->cli->columns.v[i]);
    return buf_span(&n->columns);
}

static enum doc_type type_of(const struct namenorm *n, const char *name)
{
    enum doc_type told = n->type != DOC_AUTO        ? n->type
                         : n->cli->columns.len > 0 ? DOC_TSV
                                                   : doc_type_of(span_str(name));

    return told != DOC_AUTO ? told : n->usual_type;
}

/* The time of revisions as XML Schema writes it; $SOURCE_DATE_EPOCH, where it is set. */
static struct span now(struct namenorm *n)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t t = time(NULL);
    uint64_t given;
    struct tm tm;

    if (epoch && span_to_u64(span_str(epoch), &given))
        t = (time_t)given;
    if (n->now[0] == '\0' && gmtime_r(&t, &tm))
        strftime(n->now, sizeof n->now, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return span_str(n->now);
}

/* Packages come whole; what a document is, is told by the file. */
static enum status begin_package(struct namenorm *n, struct doc_options *options, struct error *e)
{
    n->package = doc_is_package(options->type);
    if (n->package && (n->cli->null || n->cli->line_buffered || n->fields || n->cli->columns.len))
        return error_set(e, ST_USAGE, _("-z, --line-buffered, -C and --field are for text, not for "
                                        "packages"));
    if (n->package && n->track && options->type != DOC_DOCX)
        return error_set(e, ST_USAGE, _("--track-changes is for docx only"));
    options->track = !n->no_track;
    options->author = span_str(n->author ? n->author : "namenorm");
    options->date = now(n);
    return filter_set_package(&n->filter, n->cli, n->package, e);
}

static enum status begin(void *state, const char *name, struct error *e)
{
    struct namenorm *n = state;
    struct doc_options options = {.type = type_of(n, name), .scope = n->scope,
                                  .nul = n->cli->null, .line_buffered = n->cli->line_buffered,
                                  .header = n->cli->header,
                                  .fields = fields_of(n)};
    enum status st;

    if (n->columns.failed)
        return error_nomem(e);
    if (n->fields && options.type != DOC_JSONL && options.type != DOC_TSV &&
        options.type != DOC_CSV)
        return error_set(e, ST_USAGE, _("%s: --field is for JSON Lines and tables (--type=jsonl, "
                                        "tsv, csv)"),
                         name);
    n->name = name;
    n->rewritten = n->looks = 0;
    n->scouts_used = 0;
    buf_reset(&n->before);
    buf_reset(&n->after);
    buf_reset(&n->reasons);
    buf_reset(&n->notes);
    doc_close(n->doc);
    n->doc = NULL;
    st = begin_package(n, &options, e);
    if (!st)
        st = doc_open(&n->doc, &options, &n->document, e);
    if (!st)
        n->filter.unit = doc_unit(n->doc);
    return st;
}

static enum status chunk(void *state, const struct filter_input *in, struct buf *out,
                         struct error *e)
{
    struct namenorm *n = state;
    struct read_chunk chunk = {in->text, in->offset, in->line, in->more};
    const struct doc_segment *segment;
    enum status st;
    int got = 0;

    buf_reset(&n->document);
    finder_give(n->finder, in->seen);
    st = doc_feed(n->doc, &chunk, e);
    while (!st && (got = doc_next(n->doc, &segment, e)) > 0)
        st = take_segment(n, segment, out, e);
    if (!st && got < 0)
        st = e->code;
    if (st)
        return st;
    if (n->diff && !n->package) {
        buf_add(&n->before, in->text);
        buf_add(&n->after, buf_span(&n->document));
    } else if (!reporting(n) && !n->diff) {
        buf_add(out, buf_span(&n->document));
    }
    if (n->cli->line_buffered)
        flush_notes(n);
    return buf_status(&n->notes, e);
}

/* -j: other threads look at plain text, whose paragraphs are segments as they stand. */

static void *another_scout(void *state, struct error *e)
{
    struct namenorm *n = state;
    struct finder *scout;

    if (n->scouts_used == n->scouts.len) {
        if (finder_scout(&scout, n->finder, e) != ST_OK)
            return NULL;
        if (!vec_push(&n->scouts, scout)) {
            finder_close(scout);
            error_nomem(e);
            return NULL;
        }
    }
    return n->scouts.v[n->scouts_used++];
}

static enum status look(void *scout, const struct filter_input *in, void **seen, struct error *e)
{
    struct find_look *look = *seen;
    enum status st = finder_look(scout, in->text, &look, e);

    *seen = look;
    return st;
}

static void unsee(void *seen)
{
    find_look_free(seen);
}

static void summary(struct namenorm *n)
{
    struct buf name = BUF_INIT;

    if (reporting(n) || n->cli->quiet || n->rewritten + n->looks == 0)
        return;
    buf_add_escaped(&name, span_str(n->name));
    if (n->looks)
        buf_printf(&n->notes,
                   ngettext("%s: %zu rewritten, %zu needs a look\n",
                            "%s: %zu rewritten, %zu need a look\n", n->looks),
                   buf_cstr(&name), n->rewritten, n->looks);
    else
        buf_printf(&n->notes, _("%s: %zu rewritten\n"), buf_cstr(&name), n->rewritten);
    n->notes.failed |= name.failed;
    buf_free(&name);
}

static enum status end(void *state, struct buf *out, struct error *e)
{
    struct namenorm *n = state;

    if (n->diff) {
        enum status st = buf_status(&n->before, e);

        if (!st)
            st = buf_status(&n->after, e);
        if (!st)
            st = buf_status(&n->reasons, e);
        if (st)
            return st;
        if (!n->cli->quiet && !span_eq(buf_span(&n->before), buf_span(&n->after))) {
            buf_add(out, buf_span(&n->reasons));
            namenorm_diff(out, n->name, buf_span(&n->before), buf_span(&n->after));
        }
    }
    summary(n);
    return buf_status(out, e);
}

static void written(void *state)
{
    flush_notes(state);
}

/* --- all files --- */

static void frame(struct namenorm *n, bool first)
{
    struct buf b = BUF_INIT;

    if (!reporting(n) || n->cli->quiet)
        return;
    if (first)
        finding_begin(&b, format_of(n), PACKAGE_NAME, PACKAGE_VERSION);
    else
        finding_end(&b, format_of(n));
    if (b.len)
        writer_put(cli_out(n->cli), buf_span(&b));
    buf_free(&b);
}

int namenorm_run(struct namenorm *n)
{
    int rc;

    n->filter = (struct filter){.unit = READ_PARAGRAPH, .keep_terminator = true, .begin = begin,
                                .chunk = chunk, .end = end, .written = written,
                                .another = another_scout, .look = look, .unsee = unsee};
    if (n->diff)
        n->cli->check = true; /* the text itself is no output */
    frame(n, true);
    rc = filter_run(n->cli, &n->filter, n);
    frame(n, false);
    if (rc != EXIT_DONE)
        return rc;
    if ((reporting(n) && n->failing) || (n->exit_code && n->changing))
        return EXIT_NEGATIVE;
    return EXIT_DONE;
}
