/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/finding.h"

#include "interchange/json.h"
#include "interchange/tsv.h"
#include "text/utf8.h"

#include <inttypes.h>

static const char *const names[FINDING_KINDS] = {
    [FINDING_VARIANT] = "variant",
    [FINDING_ENDING] = "ending",
    [FINDING_MIXED_SCRIPT] = "mixed-script",
    [FINDING_MISNAMING] = "misnaming",
    [FINDING_FORMER] = "former",
    [FINDING_INCONSISTENT] = "inconsistent",
    [FINDING_FIRST_MENTION] = "first-mention",
    [FINDING_POSSIBLE] = "possible",
    [FINDING_SPELLING] = "spelling",
    [FINDING_CORRECT] = "correct",
};

const char *finding_kind_name(enum finding_kind kind)
{
    return names[kind];
}

/* The kind of that name, FINDING_KINDS for none. */
static enum finding_kind finding_kind_named(struct span name)
{
    int k = 0;

    while (k < FINDING_KINDS && !span_eqs(name, names[k]))
        k++;
    return (enum finding_kind)k;
}

bool finding_kinds_parse(struct span list, unsigned *kinds, struct span *bad)
{
    struct span field;

    *kinds = 0;
    while (span_split(&list, ',', &field)) {
        enum finding_kind k = finding_kind_named(span_trim(field));

        *bad = field;
        if (k == FINDING_KINDS && span_trim(field).len)
            return false;
        if (k < FINDING_KINDS)
            *kinds |= 1u << k;
    }
    return true;
}

/* --- text --- */

/* Text between quotes on one line: line breaks as spaces, other control characters escaped. */
static void add_quoted(struct buf *out, struct span s)
{
    buf_addch(out, '"');
    while (s.len) {
        size_t plain = 0;

        while (plain < s.len && !memchr("\n\r\"\\", s.ptr[plain], 4))
            plain++;
        buf_add_escaped(out, span_cut(s, 0, plain));
        s = span_from(s, plain);
        if (!s.len)
            break;
        if (s.ptr[0] == '\n')
            buf_addch(out, ' ');
        else if (s.ptr[0] != '\r')
            buf_printf(out, "\\%c", s.ptr[0]);
        s = span_from(s, 1);
    }
    buf_addch(out, '"');
}

static void add_change(struct buf *out, const struct finding *f)
{
    buf_adds(out, finding_kind_name(f->kind));
    buf_adds(out, ": ");
    add_quoted(out, f->text);
    if (f->replacement.len) {
        buf_adds(out, " -> ");
        add_quoted(out, f->replacement);
    }
    if (f->id.len)
        buf_printf(out, " [%.*s]", SPAN_ARG(f->id));
}

/* --- findings of checks: whole lines --- */

static const char *const levels[] = {
    [FINDING_WARNING] = "warning", [FINDING_NOTE] = "note", [FINDING_ERROR] = "error",
};

static void write_check_text(struct buf *out, const struct finding *f)
{
    struct buf message = BUF_INIT;

    add_quoted(&message, f->message);
    buf_add_escaped(out, span_str(f->file));
    buf_printf(out, ":%" PRIu64 ": %s: ", f->line, f->check);
    if (message.len >= 2)
        buf_add(out, span_cut(buf_span(&message), 1, message.len - 1));
    out->failed = out->failed || message.failed;
    buf_free(&message);
    buf_addch(out, '\n');
}

static void write_check_json(struct buf *out, const struct finding *f)
{
    struct jsonw j = jsonw_begin(out);

    jsonw_string(&j, "file", span_str(f->file));
    jsonw_uint(&j, "line", f->line);
    jsonw_string(&j, "kind", span_str(f->check));
    jsonw_string(&j, "level", span_str(levels[f->level]));
    jsonw_string(&j, "message", f->message);
    jsonw_string(&j, "source", f->source);
    jsonw_string(&j, "target", f->target);
    jsonw_end(&j);
}

static void write_check_tsv(struct buf *out, const struct finding *f)
{
    tsv_add_escaped(out, span_str(f->file));
    buf_printf(out, "\t%" PRIu64 "\t%s\t%s", f->line, levels[f->level], f->check);
    tsv_add_next(out, f->source);
    tsv_add_next(out, f->target);
    tsv_add_next(out, f->message);
    buf_addch(out, '\n');
}

static void write_text(struct buf *out, const struct finding *f)
{
    buf_add_escaped(out, span_str(f->file));
    if (f->part.len) {
        buf_addch(out, '/');
        buf_add_escaped(out, f->part);
    }
    buf_printf(out, ":%" PRIu64 ":%" PRIu64 ": ", f->line, f->column);
    add_change(out, f);
    if (f->explain && f->message.len)
        buf_printf(out, " (%.*s)", SPAN_ARG(f->message));
    buf_addch(out, '\n');
}

/* --- json, tsv, github --- */

static void write_json(struct buf *out, const struct finding *f)
{
    struct jsonw j = jsonw_begin(out);

    jsonw_string(&j, "file", span_str(f->file));
    jsonw_uint(&j, "line", f->line);
    jsonw_uint(&j, "column", f->column);
    jsonw_uint(&j, "byte_column", f->byte_column);
    jsonw_uint(&j, "offset", f->offset);
    jsonw_uint(&j, "length", f->length);
    jsonw_string(&j, "text", f->text);
    jsonw_string(&j, "id", f->id);
    jsonw_string(&j, "kind", span_str(finding_kind_name(f->kind)));
    jsonw_string(&j, "replacement", f->replacement);
    jsonw_number(&j, "score", f->score, 2);
    jsonw_string(&j, "rule", f->rule);
    jsonw_string(&j, "message", f->message);
    if (f->dictionaries.len)
        jsonw_string(&j, "dictionaries", f->dictionaries);
    if (f->record)
        jsonw_uint(&j, "record", f->record);
    if (f->field.len)
        jsonw_string(&j, "field", f->field);
    if (f->part.len)
        jsonw_string(&j, "part", f->part);
    if (f->paragraph)
        jsonw_uint(&j, "paragraph", f->paragraph);
    jsonw_end(&j);
}

static void write_tsv(struct buf *out, const struct finding *f)
{
    tsv_add_escaped(out, span_str(f->file));
    buf_printf(out, "\t%" PRIu64 "\t%" PRIu64 "\t%s", f->line, f->column,
               finding_kind_name(f->kind));
    tsv_add_next(out, f->text);
    tsv_add_next(out, f->replacement);
    tsv_add_next(out, f->id);
    buf_printf(out, "\t%.2f", f->score);
    tsv_add_next(out, f->rule);
    tsv_add_next(out, f->message);
    tsv_add_next(out, f->part);
    buf_addch(out, '\n');
}

/* Workflow commands escape % and line ends, in properties also : and , */
static void add_command(struct buf *out, struct span s, bool property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            buf_printf(out, "%%%02X", (unsigned char)c);
        else
            buf_addch(out, c);
    }
}

static void write_github(struct buf *out, const struct finding *f)
{
    struct buf change = BUF_INIT;

    if (f->check)
        buf_printf(out, "::%s file=", f->level == FINDING_NOTE ? "notice" : levels[f->level]);
    else
        buf_adds(out, f->kind == FINDING_CORRECT ? "::notice file=" : "::warning file=");
    add_command(out, span_str(f->file), true);
    buf_printf(out, ",line=%" PRIu64, f->line);
    if (!f->check)
        buf_printf(out, ",col=%" PRIu64, f->column);
    buf_adds(out, "::");
    if (f->check)
        buf_printf(&change, "%s: %.*s", f->check, SPAN_ARG(f->message));
    else
        add_change(&change, f);
    add_command(out, buf_span(&change), false);
    out->failed = out->failed || change.failed;
    buf_free(&change);
    buf_addch(out, '\n');
}

/* --- SARIF 2.1.0 --- */

static void sarif_head(struct buf *out, const char *rule, const char *level, struct span message,
                       const char *file, bool first)
{
    buf_adds(out, first ? "\n" : ",\n");
    buf_printf(out, "{\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{\"text\":", rule, level);
    jsonw_add_string(out, message);
    buf_adds(out, "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    jsonw_add_string(out, span_str(file));
}

static void sarif_fix(struct buf *out, const struct finding *f)
{
    buf_adds(out, ",\"fixes\":[{\"artifactChanges\":[{\"artifactLocation\":{\"uri\":");
    jsonw_add_string(out, span_str(f->file));
    buf_printf(out,
               "},\"replacements\":[{\"deletedRegion\":{\"startLine\":%" PRIu64
               ",\"startColumn\":%" PRIu64 ",\"endColumn\":%" PRIu64
               "},\"insertedContent\":{\"text\":",
               f->line, f->column, f->column + utf8_count(f->text));
    jsonw_add_string(out, f->replacement);
    buf_adds(out, "}}]}]}]");
}

static void write_sarif(struct buf *out, const struct finding *f, bool first)
{
    struct buf text = BUF_INIT;

    if (f->check) {
        sarif_head(out, f->check, levels[f->level], f->message, f->file, first);
        buf_printf(out, "},\"region\":{\"startLine\":%" PRIu64 "}}}]}", f->line);
        return;
    }
    add_change(&text, f);
    sarif_head(out, finding_kind_name(f->kind), f->kind == FINDING_CORRECT ? "none" : "warning",
               buf_span(&text), f->file, first);
    buf_printf(out,
               "},\"region\":{\"startLine\":%" PRIu64 ",\"startColumn\":%" PRIu64
               ",\"byteOffset\":%" PRIu64 ",\"byteLength\":%" PRIu64 "}}}]",
               f->line, f->column, f->offset, f->length);
    if (f->replacement.len && f->kind != FINDING_POSSIBLE && f->kind != FINDING_MISNAMING)
        sarif_fix(out, f);
    buf_addch(out, '}');
    out->failed = out->failed || text.failed;
    buf_free(&text);
}

void finding_begin(struct buf *out, enum finding_format format, const char *program,
                   const char *version)
{
    if (format == FINDING_SARIF)
        buf_printf(out,
                   "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                   "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"%s\","
                   "\"version\":\"%s\"}},\"columnKind\":\"unicodeCodePoints\",\"results\":[",
                   program, version);
}

void finding_write(struct buf *out, enum finding_format format, const struct finding *f, bool first)
{
    switch (format) {
    case FINDING_TEXT:
        f->check ? write_check_text(out, f) : write_text(out, f);
        break;
    case FINDING_JSON:
        f->check ? write_check_json(out, f) : write_json(out, f);
        break;
    case FINDING_TSV:
        f->check ? write_check_tsv(out, f) : write_tsv(out, f);
        break;
    case FINDING_GITHUB:
        write_github(out, f);
        break;
    case FINDING_SARIF:
        write_sarif(out, f, first);
        break;
    }
}

void finding_end(struct buf *out, enum finding_format format)
{
    if (format == FINDING_SARIF)
        buf_adds(out, "\n]}]}\n");
}
