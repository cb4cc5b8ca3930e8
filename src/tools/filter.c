/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/filter.h"
#include "tools/crew.h"
#include "tools/progress.h"

#include "text/utf8.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a unit becomes, and its text with broken bytes replaced.  Where it has a line that is no
 * UTF-8, `made` is of the lines before that, and `failure` tells of it. */
struct conversion {
    struct buf made, clean;
    struct error failure;
};

/* One file on its way through the filter. */
struct run {
    struct cli *c;
    const struct filter *f;
    void *state;
    const char *name;
    struct reader in;
    struct writer *out;
    bool same; /* output equals input so far: an unchanged file is not touched */
    struct conversion v;
    struct progress progress;
};

/* A byte-order mark is copied and hidden from the program.  NULs between records tell nothing. */
static enum status read_mark(struct run *r, struct error *e)
{
    static const struct span bom = {"\xEF\xBB\xBF", 3};
    const size_t most = r->c->null ? bom.len : UTF16_HEAD;
    struct span head;
    enum status st;

    if (r->f->bytes || r->c->line_buffered) /* do not wait for more of a dialogue */
        return ST_OK;
    st = reader_peek(&r->in, most, &head, e);
    if (!st)
        st = utf16_refuse(span_cut(head, 0, most), r->name, e);
    if (!st && span_starts(head, bom)) {
        reader_skip(&r->in, bom.len);
        if (!r->c->check)
            writer_put(r->out, bom);
    }
    return st;
}

/* *start: where the line with the bytes begins. */
static enum status invalid_bytes(struct run *r, const struct read_chunk *chunk, size_t at,
                                 size_t *start, struct error *e)
{
    uint64_t line = chunk->line;

    *start = 0;
    for (size_t i = 0; i < at; i++) {
        if (chunk->text.ptr[i] == '\n') {
            line++;
            *start = i + 1;
        }
    }
    at += *start ? 0 : chunk->bytes_before;
    return error_at(e, ST_ENCODING, r->name, line, 0, _("byte %zu: invalid UTF-8"), at - *start + 1);
}

/* The terminator of a line or record: "\n", "\r\n", "\0" or nothing. */
static struct span terminator(struct span s, enum read_unit unit)
{
    size_t n = 0;

    if (s.len && s.ptr[s.len - 1] == (unit == READ_RECORD ? '\0' : '\n'))
        n = 1;
    if (n && unit == READ_LINE && s.len > 1 && s.ptr[s.len - 2] == '\r')
        n = 2;
    return span_from(s, s.len - n);
}

static enum read_unit unit_of(const struct run *r)
{
    return r->c->null ? READ_RECORD : r->c->line_buffered ? READ_LINE : r->f->unit;
}

/* May a unit be ended at any of its lines?  What was read whole is taken whole. */
static bool has_lines(enum read_unit unit)
{
    return unit == READ_PARAGRAPH || unit == READ_BLOCK;
}

/* One unit as the program has it.  Threads may do this at once, each with a state of its own. */
static enum status convert(struct run *r, void *state, const struct read_chunk *chunk, void *seen,
                           struct conversion *v, struct error *e)
{
    const enum read_unit unit = unit_of(r);
    bool strip = !r->f->keep_terminator && (unit == READ_LINE || unit == READ_RECORD);
    struct span tail = strip ? terminator(chunk->text, unit) : span_of("", 0);
    struct filter_input in = {r->name, span_cut(chunk->text, 0, chunk->text.len - tail.len),
                              chunk->offset, chunk->line, chunk->more, chunk->chars_before, seen};
    size_t good = r->f->bytes ? in.text.len : utf8_valid_prefix(in.text), whole;
    enum status st;

    v->failure.code = ST_OK;
    buf_reset(&v->made);
    if (good < in.text.len && r->c->invalid == INVALID_ERROR) {
        st = invalid_bytes(r, chunk, good, &whole, &v->failure);
        if (whole == 0 || !has_lines(unit)) {
            *e = v->failure;
            return st;
        }
        in.text.len = good = whole;
        in.more = false;
    }
    if (good < in.text.len && r->c->invalid == INVALID_REPLACE) {
        buf_reset(&v->clean);
        utf8_add_replaced(&v->clean, in.text);
        in.text = buf_span(&v->clean);
    }
    st = r->f->chunk(state, &in, &v->made, e);
    if (st)
        return st;
    if (!r->c->check)
        buf_add(&v->made, tail);
    return buf_status(&v->made, e);
}

static enum status write_out(struct run *r, struct span text, const struct conversion *v,
                             struct error *e)
{
    r->same = r->same && span_eq(buf_span(&v->made), text);
    writer_put(r->out, buf_span(&v->made));
    if (v->failure.code) {
        *e = v->failure;
        return e->code;
    }
    return r->c->line_buffered ? writer_flush(r->out, e) : ST_OK;
}

static enum status run_units(struct run *r, struct error *e)
{
    struct read_chunk chunk;
    enum status st = ST_OK;
    int got = 0;

    while (!st && (got = reader_next(&r->in, unit_of(r), &chunk, e)) > 0) {
        st = convert(r, r->state, &chunk, NULL, &r->v, e);
        if (!st)
            st = write_out(r, chunk.text, &r->v, e);
        progress_step(&r->progress, r->in.offset);
    }
    return !st && got < 0 ? e->code : st;
}

/* With several threads: what crew.h asks for. */

struct job {
    struct buf text;
    struct read_chunk chunk;
    struct conversion v;
};

static int read_job(void *context, void *job, struct error *e)
{
    struct run *r = context;
    struct job *j = job;
    int got = reader_next(&r->in, unit_of(r), &j->chunk, e);

    buf_reset(&j->text);
    buf_add(&j->text, j->chunk.text);
    j->chunk.text = buf_span(&j->text);
    return got > 0 && buf_status(&j->text, e) ? -1 : got;
}

static enum status do_job(void *context, void *state, void *job, struct error *e)
{
    struct job *j = job;

    return convert(context, state, &j->chunk, NULL, &j->v, e);
}

static enum status write_job(void *context, void *job, struct error *e)
{
    struct run *r = context;
    struct job *j = job;

    progress_step(&r->progress, j->chunk.offset);
    return write_out(r, j->chunk.text, &j->v, e);
}

static void free_job(void *job)
{
    struct job *j = job;

    buf_free(&j->text);
    buf_free(&j->v.made);
    buf_free(&j->v.clean);
}

static enum status run_threads(struct run *r, void **states, size_t count, struct error *e)
{
    static const struct crew_work work = {sizeof(struct job), read_job, do_job, write_job, free_job};

    return crew_run(&work, r, states, count, e);
}

/* With several threads that look ahead: a job is a run of units, which are converted when it is
 * written. */

struct unit {
    struct read_chunk chunk;
    void *seen;
};

struct look_job {
    struct buf text;
    VEC(struct unit) units;
    size_t count; /* of the units that are filled */
    void (*unsee)(void *seen);
};

static bool add_unit(struct look_job *j, const struct read_chunk *chunk)
{
    if (j->count == j->units.len && !vec_push(&j->units, ((struct unit){.seen = NULL})))
        return false;
    j->units.v[j->count].chunk = *chunk;
    j->units.v[j->count++].chunk.text.ptr = NULL; /* the buffer may move still */
    buf_add(&j->text, chunk->text);
    return !j->text.failed;
}

static int read_look_job(void *context, void *job, struct error *e)
{
    enum { ENOUGH = 256 << 10 };
    struct run *r = context;
    struct look_job *j = job;
    struct read_chunk chunk;
    size_t at = 0;
    int got = 1;

    j->unsee = r->f->unsee;
    j->count = 0;
    buf_reset(&j->text);
    while (j->text.len < ENOUGH && (got = reader_next(&r->in, unit_of(r), &chunk, e)) > 0)
        if (!add_unit(j, &chunk)) {
            error_nomem(e);
            return -1;
        }
    for (size_t i = 0; i < j->count; i++) {
        j->units.v[i].chunk.text.ptr = j->text.data + at;
        at += j->units.v[i].chunk.text.len;
    }
    return got > 0 || (got == 0 && j->count > 0) ? 1 : got;
}

static enum status look(void *context, void *state, void *job, struct error *e)
{
    struct run *r = context;
    struct look_job *j = job;
    enum status st = ST_OK;

    for (size_t i = 0; i < j->count && st == ST_OK; i++) {
        const struct read_chunk *chunk = &j->units.v[i].chunk;
        struct filter_input in = {.name = r->name, .text = chunk->text, .offset = chunk->offset,
                                  .line = chunk->line, .more = chunk->more};

        if (utf8_valid(in.text))
            st = r->f->look(state, &in, &j->units.v[i].seen, e);
    }
    return st;
}

static enum status write_look_job(void *context, void *job, struct error *e)
{
    struct run *r = context;
    struct look_job *j = job;
    enum status st = ST_OK;

    for (size_t i = 0; i < j->count && st == ST_OK; i++) {
        struct unit *u = &j->units.v[i];

        st = convert(r, r->state, &u->chunk, u->seen, &r->v, e);
        if (st == ST_OK)
            st = write_out(r, u->chunk.text, &r->v, e);
        progress_step(&r->progress, u->chunk.offset);
    }
    return st;
}

static void free_look_job(void *job)
{
    struct look_job *j = job;

    for (size_t i = 0; i < j->units.len; i++)
        j->unsee(j->units.v[i].seen);
    vec_free(&j->units);
    buf_free(&j->text);
}

static enum status run_all(struct run *r, struct error *e)
{
    static const struct crew_work looking = {sizeof(struct look_job), read_look_job, look,
                                             write_look_job, free_look_job};
    const size_t count = r->c->threads;
    void *states[MAX_THREADS];

    if (count < 2 || !r->f->another || r->c->line_buffered)
        return run_units(r, e);
    states[0] = r->state;
    for (size_t i = r->f->look ? 0 : 1; i < count; i++)
        if (!(states[i] = r->f->another(r->state, e)))
            return e->code;
    return r->f->look ? crew_run(&looking, r, states, count, e) : run_threads(r, states, count, e);
}

/* A file without a byte gives no unit.  What reads files as they are, packages and catalogues, has to
 * see it all the same: it is none. */
static enum status run_empty(struct run *r, struct error *e)
{
    const struct read_chunk nothing = {.text = {"", 0}, .line = 1};
    enum status st;

    if (!r->f->bytes || unit_of(r) != READ_WHOLE || r->in.offset > 0)
        return ST_OK;
    st = convert(r, r->state, &nothing, NULL, &r->v, e);
    return st ? st : write_out(r, nothing.text, &r->v, e);
}

/* `end` or `broken`. */
typedef enum status rest_fn(void *state, struct buf *out, struct error *e);

static enum status write_rest(struct run *r, rest_fn *rest, struct error *e)
{
    enum status st;

    buf_reset(&r->v.made);
    st = rest(r->state, &r->v.made, e);
    r->same = r->same && r->v.made.len == 0;
    writer_put(r->out, buf_span(&r->v.made));
    return st ? st : buf_status(&r->v.made, e);
}

static enum status run_to_end(struct run *r, struct error *e)
{
    struct error second = {0}; /* the first failure is the one to tell of */
    enum status st = run_all(r, e);

    if (!st)
        st = run_empty(r, e);
    if (st && r->f->broken)
        (void)!write_rest(r, r->f->broken, &second);
    return st || !r->f->end ? st : write_rest(r, r->f->end, e);
}

static uint64_t file_size(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

static enum status run_open(struct run *r, struct error *e)
{
    enum status st = r->f->begin ? r->f->begin(r->state, r->name, e) : ST_OK;

    progress_start(&r->progress, r->name, file_size(r->in.fd), r->c->quiet || r->c->check);
    if (!st)
        st = read_mark(r, e);
    if (!st)
        st = run_to_end(r, e);
    progress_end(&r->progress);
    return st;
}

static enum status run_in_place(struct run *r, struct error *e)
{
    struct atomic_file file;
    enum status st = atomic_open(&file, r->in.name, e);

    if (st)
        return st;
    r->out = &file.out;
    st = run_open(r, e);
    if (st || r->same)
        atomic_abort(&file);
    else
        st = atomic_commit(&file, r->c->suffix, e);
    return st;
}

static enum status run_file(struct cli *c, const struct filter *f, void *state, const char *path,
                            struct error *e)
{
    struct run r = {.c = c, .f = f, .state = state, .name = cli_display_name(c, path), .same = true};
    enum status st = reader_open(&r.in, path, e);

    if (st)
        return st;
    if (c->in_place) {
        st = run_in_place(&r, e);
    } else {
        r.out = cli_out(c);
        st = run_open(&r, e);
        if (!st && f->written)
            st = writer_flush(r.out, e);
    }
    if (!st && f->written)
        f->written(state);
    reader_close(&r.in);
    buf_free(&r.v.made);
    buf_free(&r.v.clean);
    return st;
}

enum status filter_set_package(struct filter *f, const struct cli *c, bool package, struct error *e)
{
    f->bytes = package;
    if (!package || c->check || c->in_place)
        return ST_OK;
    if (!c->output)
        return error_set(e, ST_USAGE, _("a package is no text for standard output: give -i, -o FILE, "
                                        "or -c to see what is found"));
    if (c->n_files > 1)
        return error_set(e, ST_USAGE, _("several packages do not go into one -o FILE: give -i"));
    return ST_OK;
}

int filter_run(struct cli *c, const struct filter *f, void *state)
{
    int rc = EXIT_DONE;

    for (size_t i = 0; i < c->n_files; i++) {
        struct error e = {0};
        if (run_file(c, f, state, c->files[i], &e) == ST_OK)
            continue;
        if (e.sys && e.sys == c->out.sys)
            return EXIT_TROUBLE; /* standard output, of which cli_end tells, or an -o that was told */
        error_locate(&e, cli_display_name(c, c->files[i]), 0);
        rc = cli_fail(c, &e);
        if (cli_out(c)->sys) /* the output is gone: nothing more can be done */
            break;
    }
    return rc;
}
