/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem import, tmem add: one batch a file; TMX and rows.  tmem_import_trees.c: XLIFF, PO, TBX. */
#include "tools/tmem_import.h"

#include "interchange/csv.h"
#include "interchange/tbx.h"
#include "interchange/tsv.h"
#include "memory/exchange.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    SAVE_EVERY = 5000, /* units between two transactions */
    NAME_AT_MOST = 50, /* units that could not be taken, without -v */
};

void import_refuse(struct import *m, uint64_t line, const char *reason)
{
    m->refused++;
    if (m->refused <= NAME_AT_MOST || m->c->verbose)
        diag_at(m->name, line, 0, _("not taken: %s"), reason);
}

enum status import_take(struct import *m, const struct tm_unit *u, uint64_t line, struct error *e)
{
    enum status st = tm_batch_put(m->t->store, u, e);

    if (st == ST_ENCODING) {
        import_refuse(m, line, e->message);
        return ST_OK;
    }
    if (st)
        return st;
    if (++m->unsaved < SAVE_EVERY)
        return ST_OK;
    m->unsaved = 0;
    return tm_batch_save(m->t->store, m->seen, e);
}

enum status import_converted(struct import *m, struct tm_unit *u, const char *reason, uint64_t line,
                             struct error *e)
{
    if (reason) {
        import_refuse(m, line, reason);
        return ST_OK;
    }
    if (!u->origin.len && m->t->origin)
        u->origin = span_str(m->t->origin);
    return import_take(m, u, line, e);
}

bool import_dealt_with(struct import *m)
{
    return ++m->seen <= m->skip;
}

/* Bytes that a segment may have. */
static size_t limit_of(const struct import *m)
{
    enum { DEFAULT_MIB = 64 };

    return (m->t->max_segment ? m->t->max_segment : DEFAULT_MIB) << 20;
}

/* TMX */

static enum status take_tmx(struct import *m, const struct tmx_unit *in, struct error *e)
{
    const char *reason;
    struct tm_unit u;
    enum status st;

    arena_reset(&m->arena);
    st = tm_from_tmx(&u, in, tmem_pair(m->t), &m->arena, &reason, e);
    return st ? st : import_converted(m, &u, reason, in->line, e);
}

static enum status import_tmx(struct import *m, struct error *e)
{
    const struct tmx_unit *in;
    struct tmx_reader *r;
    enum status st = tmx_open_reader(&r, &m->in, e);
    int got = 0;

    if (!st)
        tmx_set_limit(r, limit_of(m));
    while (!st && (got = tmx_next(r, &in, e)) > 0) {
        if (!import_dealt_with(m))
            st = take_tmx(m, in, e);
        progress_step(&m->progress, tmx_offset(r));
    }
    tmx_close(r);
    return st ? st : got < 0 ? e->code : ST_OK;
}

/* Rows */

/* A unit from the fields source, target, context, origin. */
static enum status take_row(struct import *m, const struct span fields[4], uint64_t line,
                            struct error *e)
{
    struct tm_variant variants[2] = {
        {.lang = span_str(m->t->source), .text = fields[0]},
        {.lang = span_str(m->t->target), .text = fields[1]},
    };
    struct buf extra = BUF_INIT;
    struct tm_unit u = {
        .srclang = span_str(m->t->source),
        .context = fields[2],
        .origin = fields[3].len ? fields[3] : span_str(m->t->origin ? m->t->origin : ""),
        .variants = variants,
        .n_variants = 2,
    };
    enum status st;

    if (!span_trim(fields[0]).len || !span_trim(fields[1]).len) {
        import_refuse(m, line, fields[0].len ? _("no text in the target language")
                                             : _("no text in the source language"));
        return ST_OK;
    }
    buf_printf(&extra, "a\tcreationdate\t%s\n", m->created);
    u.extra = buf_span(&extra);
    st = buf_status(&extra, e);
    if (!st)
        st = import_take(m, &u, line, e);
    buf_free(&extra);
    return st;
}

/* Bytes that are not UTF-8 are an error, or replaced with --invalid=replace or pass (a memory holds
 * text, so there they cannot pass as they are). */
static enum status check_utf8(struct import *m, struct span *s, uint64_t line, struct error *e)
{
    size_t good = utf8_valid_prefix(*s);
    struct buf clean = BUF_INIT;

    if (good == s->len)
        return ST_OK;
    if (m->c->invalid == INVALID_ERROR)
        return error_at(e, ST_ENCODING, m->name, line, 0, _("byte %zu: invalid UTF-8"), good + 1);
    utf8_add_replaced(&clean, *s);
    *s = clean.failed ? span_of(NULL, 0) : arena_dup(&m->arena, buf_span(&clean));
    buf_free(&clean);
    return s->ptr ? ST_OK : error_nomem(e);
}

static enum status take_line(struct import *m, struct span line, uint64_t number, struct error *e)
{
    struct span fields[4] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}}, rest = tsv_chomp(line);
    struct buf field = BUF_INIT;
    enum status st;

    arena_reset(&m->arena);
    st = check_utf8(m, &rest, number, e);
    for (size_t i = 0; !st && i < 4 && tsv_next(&rest, &field); i++) {
        fields[i] = arena_dup(&m->arena, buf_span(&field));
        if (!fields[i].ptr)
            st = error_nomem(e);
    }
    buf_free(&field);
    return st ? st : take_row(m, fields, number, e);
}

static enum status import_tsv(struct import *m, struct error *e)
{
    struct buf line = BUF_INIT;
    struct read_chunk chunk;
    enum status st = ST_OK;
    uint64_t number = 0;
    int got = 0;
    bool more = false;

    while (!st && (got = reader_next(&m->in, READ_LINE, &chunk, e)) > 0) {
        if (!more) {
            buf_reset(&line);
            number = chunk.line;
        }
        buf_add(&line, chunk.text);
        more = chunk.more;
        st = buf_status(&line, e);
        if (!st && line.len > limit_of(m))
            st = error_at(e, ST_LIMIT, m->name, number, 0, "%s",
                          _("the line is longer than the limit (--max-segment)"));
        if (st || more || (m->c->header && number == 1) || import_dealt_with(m))
            continue;
        st = take_line(m, buf_span(&line), number, e);
        progress_step(&m->progress, m->in.offset);
    }
    buf_free(&line);
    return st ? st : got < 0 ? e->code : ST_OK;
}

/* A semicolon separates where the first line has more of them (as spreadsheets of some countries
 * write it). */
static char guess_separator(struct span head)
{
    size_t commas = 0, semicolons = 0;

    for (size_t i = 0; i < head.len && head.ptr[i] != '\n'; i++) {
        commas += head.ptr[i] == ',';
        semicolons += head.ptr[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static enum status import_csv(struct import *m, struct error *e)
{
    struct csv_reader r = {.in = &m->in, .limit = m->t->max_segment << 20};
    struct span head;
    enum status st = reader_peek(&m->in, 4096, &head, e);
    int got = 0;

    if (!st)
        r.separator = guess_separator(head);
    while (!st && (got = csv_next(&r, e)) > 0) {
        struct span fields[4];
        if ((m->c->header && r.line == 1) || import_dealt_with(m))
            continue;
        arena_reset(&m->arena);
        for (size_t i = 0; !st && i < 4; i++) {
            fields[i] = csv_field(&r, i);
            st = check_utf8(m, &fields[i], r.line, e);
        }
        if (!st)
            st = take_row(m, fields, r.line, e);
        progress_step(&m->progress, m->in.offset);
    }
    csv_free(&r);
    return st ? st : got < 0 ? e->code : ST_OK;
}

/* Formats */

static const struct {
    const char *name;
    const char *ends;    /* how names of such files end, with spaces around each */
    bool names_languages;
    enum status (*read)(struct import *m, struct error *e);
} formats[] = {
    {"tmx", " tmx ", true, import_tmx},
    {"tsv", " tsv txt ", false, import_tsv},
    {"csv", " csv ", false, import_csv},
    {"xliff", " xlf xliff sdlxliff mxliff mqxliff ", true, import_bifile},
    {"po", " po ", false, import_bifile},
    {"tbx", " tbx ", true, import_tbx},
};

static const char *format_by_name(const char *path)
{
    const char *dot = strrchr(path, '.');
    char word[16];

    if (!dot || snprintf(word, sizeof word, " %s ", dot + 1) >= (int)sizeof word)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        if (strcasestr(formats[i].ends, word))
            return formats[i].name;
    }
    return NULL;
}

static bool is_utf16(struct span head)
{
    return span_starts(head, span_of("\xFF\xFE", 2)) || span_starts(head, span_of("\xFE\xFF", 2));
}

/* XML begins with "<", perhaps after a byte-order mark and white space. */
static bool looks_like_xml(struct span head)
{
    if (is_utf16(head))
        return head.len > 3 && (head.ptr[2] == '<' || head.ptr[3] == '<');
    if (span_starts(head, span_str("\xEF\xBB\xBF")))
        head = span_from(head, 3);
    head = span_trim(head);
    return head.len && head.ptr[0] == '<';
}

/* What the beginning of the file looks like. */
static const char *format_by_content(struct span head)
{
    enum bi_format bilingual = bifile_format(head, NULL);

    if (bilingual != BI_NONE)
        return bilingual == BI_PO ? "po" : "xliff";
    if (!looks_like_xml(head))
        return "tsv";
    return tbx_looks_like(head) ? "tbx" : "tmx";
}

static size_t format_number(const struct import *m)
{
    size_t i = 0;

    while (i + 1 < COUNT_OF(formats) && strcmp(formats[i].name, m->format) != 0)
        i++;
    return i;
}

enum status import_choose_format(struct import *m, struct error *e)
{
    struct span head;
    enum status st = reader_peek(&m->in, 4096, &head, e);

    if (st)
        return st;
    m->format = m->t->from ? m->t->from : format_by_name(m->name);
    if (!m->format)
        m->format = format_by_content(head);
    if (formats[format_number(m)].names_languages)
        return ST_OK;
    st = utf16_refuse(head, m->name, e);
    if (st)
        return st;
    if (span_starts(head, span_str("\xEF\xBB\xBF")))
        reader_skip(&m->in, 3);
    if (!tmem_pair(m->t))
        return error_at(e, ST_USAGE, m->name, 0, 0,
                        _("%s names no languages: give -s LANG and -t LANG"), m->format);
    return ST_OK;
}

enum status import_units(struct import *m, struct error *e)
{
    return formats[format_number(m)].read(m, e);
}

/* Batches */

/* What --resume needs: format, languages, path, size and time of the file.  A pipe is as standard
 * input: no path leads to it a second time. */
static enum status describe(struct import *m, const char *path, struct buf *out, struct error *e)
{
    struct stat st = {0};
    bool known = m->in.fd >= 0 && fstat(m->in.fd, &st) == 0;
    bool again = strcmp(path, "-") != 0 && !(known && S_ISFIFO(st.st_mode));
    char *full = again ? realpath(path, NULL) : strdup("-");

    if (!full)
        return error_sys(e, path);
    tsv_add_escaped(out, span_str(m->format));
    tsv_add_next(out, span_str(m->t->source ? m->t->source : ""));
    tsv_add_next(out, span_str(m->t->target ? m->t->target : ""));
    tsv_add_next(out, span_str(full));
    buf_printf(out, "\t%lld\t%lld\t%d", (long long)st.st_size, (long long)st.st_mtime,
               m->c->header);
    tsv_add_next(out, span_str(m->t->origin ? m->t->origin : ""));
    free(full);
    return buf_status(out, e);
}

static enum status begin(struct import *m, const char *path, struct error *e)
{
    struct buf details = BUF_INIT;
    enum status st = describe(m, path, &details, e);

    if (!st)
        st = tm_batch_begin(m->t->store, m->kind, span_str(m->name), buf_span(&details), &m->batch,
                            e);
    buf_free(&details);
    return st;
}

void import_report(struct import *m)
{
    if (m->refused > NAME_AT_MOST && !m->c->verbose)
        diag_message(_("%s: units not taken, not named here: %llu (-v names them)"), m->name,
                     (unsigned long long)(m->refused - NAME_AT_MOST));
    if (!m->c->quiet)
        diag_message(_("%s: units taken: %llu, already there: %llu, not taken: %llu"), m->name,
                     (unsigned long long)m->taken, (unsigned long long)m->merged,
                     (unsigned long long)m->refused);
}

/* Open the batch to look-ups, or remove it when nothing came of it. */
enum status import_finish(struct import *m, enum status st, struct error *e)
{
    struct tm_store *s = m->t->store;
    struct error second;

    if (!st && m->t->strict && m->refused)
        st = error_at(e, ST_SYNTAX, m->name, 0, 0, "%s",
                      _("some units cannot be taken: nothing was imported (--strict)"));
    if (!st)
        st = tm_batch_save(s, m->seen, e);
    tm_batch_counts(s, &m->taken, &m->merged);
    if (st || m->taken + (m->only_new ? 0 : m->merged) == 0) {
        enum status dropped = tm_batch_discard(s, m->batch, st ? &second : e);
        return st ? st : dropped;
    }
    if (m->t->strict)
        return vec_push(&m->waiting, m->batch) ? ST_OK : error_nomem(e);
    st = tm_batch_publish(s, &m->batch, 1, e);
    tm_batch_counts(s, &m->taken, &m->merged);
    return st;
}

void import_start(struct import *m, const char *path)
{
    struct stat st;

    m->seen = m->skip = m->taken = m->merged = m->refused = m->unsaved = 0;
    m->name = cli_display_name(m->c, path);
    tm_time_format(tm_time_now(), m->created);
    progress_start(&m->progress, m->name,
                   m->in.fd >= 0 && fstat(m->in.fd, &st) == 0 ? (uint64_t)st.st_size : 0,
                   m->c->quiet);
}

enum status import_file(struct import *m, const char *path, struct error *e)
{
    enum status st = reader_open(&m->in, path, e);

    if (st)
        return st;
    m->in.name = cli_display_name(m->c, path);
    import_start(m, path);
    st = import_choose_format(m, e);
    if (!st)
        st = begin(m, path, e);
    if (!st)
        st = import_finish(m, import_units(m, e), e);
    progress_end(&m->progress);
    reader_close(&m->in);
    return st;
}

/* --strict: all or nothing. */
static void settle(struct import *m)
{
    struct error e = {0};

    if (m->failed) {
        for (size_t i = 0; i < m->waiting.len; i++) {
            if (tm_batch_discard(m->t->store, m->waiting.v[i], &e))
                cli_fail(m->c, &e);
        }
    } else if (m->waiting.len &&
               tm_batch_publish(m->t->store, m->waiting.v, m->waiting.len, &e)) {
        cli_fail(m->c, &e);
    }
}

void import_files(struct import *m)
{
    for (size_t i = 0; i < m->c->n_files; i++) {
        struct error e = {0};
        if (import_file(m, m->c->files[i], &e)) {
            error_locate(&e, cli_display_name(m->c, m->c->files[i]), 0);
            cli_fail(m->c, &e);
            m->failed = true;
        } else {
            import_report(m);
        }
    }
    settle(m);
}

static int run(struct cli *c, struct tmem *t, const char *kind)
{
    struct import m = {.c = c, .t = t, .kind = kind, .in.fd = -1};
    int rc;

    rc = tmem_open(c, t, TM_WRITE);
    if (!rc)
        rc = import_run(&m, t);
    arena_free(&m.arena);
    vec_free(&m.waiting);
    return rc;
}

int tmem_import(struct cli *c)
{
    struct tmem *t = c->state;
    int rc = tmem_direction(c, t, true);

    if (t->resume && t->abort)
        return cli_usage(c, _("--resume and --abort cannot be used together"));
    if ((t->resume || t->abort) && c->files_given)
        return cli_usage(c, _("--resume and --abort take no files"));
    return rc ? rc : run(c, t, "import");
}

int tmem_add(struct cli *c)
{
    struct tmem *t = c->state;
    int rc = tmem_direction(c, t, false);

    if (!t->from)
        t->from = "tsv";
    return rc ? rc : run(c, t, "add");
}
