/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem stats FILE: how much of a text the memory knows, by class of match. */
#include "tools/tmem.h"

#include "base/map.h"
#include "base/reader.h"
#include "interchange/json.h"
#include "memory/lookup.h"
#include "text/plain.h"
#include "tools/bilingual.h"
#include "tools/filter.h"

/* Classes by the score that a match must have, the best first. */
static const struct {
    double from;
    const char *name;
} classes[] = {
    {101, "101"}, {100, "100"}, {95, "95-99"}, {85, "85-94"}, {75, "75-84"}, {50, "50-74"},
    {0, "new"},
};

enum { NEW = COUNT_OF(classes) - 1, REPEATED, TOTAL, ROWS };

struct row {
    uint64_t segments, words, chars;
};

/* A segment of the file at hand. */
struct piece {
    struct span text, id; /* id: its context; may be empty */
};

struct analysis {
    struct cli *c;
    struct tm_lookup *memory;
    struct map seen;           /* normalized segments */
    struct row rows[ROWS];
    VEC(struct piece) pieces;  /* of one file */
    struct arena arena;
    struct buf line, key;
};

static const char *row_name(size_t i)
{
    return i == TOTAL ? "total" : i == REPEATED ? "repeated" : classes[i].name;
}

static void count_in(struct row *r, struct span text)
{
    r->segments++;
    r->words += text_words(text);
    r->chars += utf8_count(text);
}

static size_t class_of(const struct tm_matches *matches)
{
    double score = matches->len ? matches->v[0].score : 0;
    size_t i = 0;

    while (i < NEW && score < classes[i].from)
        i++;
    return i;
}

/* A segment that came before in these files and is no full match costs nothing new. */
static enum status analyse(struct analysis *a, size_t i, struct error *e)
{
    static const struct span none = {"", 0};
    const struct piece *p = &a->pieces.v[i];
    const struct tm_context around = {
        .previous = i ? a->pieces.v[i - 1].text : none,
        .next = i + 1 < a->pieces.len ? a->pieces.v[i + 1].text : none,
        .id = p->id,
    };
    const struct tm_lookup_options options = {.min_score = 50, .top = 1, .no_repair = true,
                                              .context = &around};
    const struct tm_matches *matches;
    size_t class;
    bool added = false;
    enum status st;

    buf_reset(&a->key);
    st = tm_normalize(&a->key, p->text, e);
    if (st || a->key.len == 0)
        return st;
    if (!map_put(&a->seen, buf_span(&a->key), &added))
        return error_nomem(e);
    st = tm_lookup_find(a->memory, p->text, &options, &matches, e);
    if (st)
        return st;
    class = class_of(matches);
    if (!added && classes[class].from < 100)
        class = REPEATED;
    count_in(&a->rows[class], buf_span(&a->key));
    count_in(&a->rows[TOTAL], buf_span(&a->key));
    return ST_OK;
}

static enum status analyse_pieces(struct analysis *a, struct error *e)
{
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < a->pieces.len; i++)
        st = analyse(a, i, e);
    vec_clear(&a->pieces);
    arena_reset(&a->arena);
    return st;
}

static enum status add_piece(struct analysis *a, struct span text, struct span id, struct error *e)
{
    struct piece p = {arena_dup(&a->arena, text), arena_dup(&a->arena, id)};

    return p.text.ptr && p.id.ptr && vec_push(&a->pieces, p) ? ST_OK : error_nomem(e);
}

/* --- what a file holds --- */

static enum status take_line(void *state, const struct filter_input *in, struct buf *out,
                             struct error *e)
{
    struct analysis *a = state;
    enum status st;

    (void)out;
    buf_add(&a->line, in->text);
    st = buf_status(&a->line, e);
    if (st || in->more)
        return st;
    st = add_piece(a, buf_span(&a->line), span_of("", 0), e);
    buf_reset(&a->line);
    return st;
}

/* The sources of a bilingual file; of an entry of PO with plural forms both, and each once. */
static enum status take_pair(void *context, const struct qa_pair *p, struct error *e)
{
    struct analysis *a = context;
    struct span id = p->context.ptr ? p->context : span_of("", 0);
    enum status st = ST_OK;

    if (p->form > 0)
        return ST_OK;
    st = add_piece(a, p->source, id, e);
    if (!st && p->plural.ptr)
        st = add_piece(a, p->plural, id, e);
    return st;
}

/* Only the beginning of a file that can be read a second time is looked at. */
static bool is_bilingual(struct cli *c, const char *path)
{
    struct reader in;
    struct span head;
    struct error ignored;
    bool is = false;

    if (strcmp(path, "-") == 0 || reader_open(&in, path, &ignored))
        return false;
    if (reader_peek(&in, 1024, &head, &ignored) == ST_OK)
        is = bilingual_looks_like(head, cli_display_name(c, path));
    reader_close(&in);
    return is;
}

static int read_plain(struct analysis *a, const char *const *path)
{
    const struct filter filter = {.unit = READ_LINE, .keep_terminator = true, .chunk = take_line};
    const char *const *files = a->c->files;
    size_t n = a->c->n_files;
    int rc;

    a->c->files = path;
    a->c->n_files = 1;
    rc = filter_run(a->c, &filter, a);
    a->c->files = files;
    a->c->n_files = n;
    return rc;
}

static int read_files(struct analysis *a)
{
    struct cli *c = a->c;
    struct error e = {0};
    int rc = EXIT_DONE;

    for (size_t i = 0; i < c->n_files; i++) {
        enum status st = ST_OK;

        if (!is_bilingual(c, c->files[i]))
            rc = read_plain(a, &c->files[i]) ? EXIT_TROUBLE : rc;
        else
            st = bilingual_each(c, c->files[i], NULL, take_pair, a, &e);
        if (!st)
            st = analyse_pieces(a, &e);
        if (st) {
            error_locate(&e, cli_display_name(c, c->files[i]), 0);
            rc = cli_fail(c, &e);
        }
    }
    return rc;
}

/* --- the table --- */

static void add_json(struct buf *b, size_t i, const struct row *r)
{
    struct jsonw j = jsonw_begin(b);

    jsonw_string(&j, "match", span_str(row_name(i)));
    jsonw_uint(&j, "segments", r->segments);
    jsonw_uint(&j, "words", r->words);
    jsonw_uint(&j, "characters", r->chars);
    jsonw_end(&j);
}

static void add_text(struct buf *b, size_t i, const struct row *r, const struct row *total)
{
    buf_printf(b, "%-10s %10llu %10llu %10llu %6.1f%%\n", row_name(i),
               (unsigned long long)r->segments, (unsigned long long)r->words,
               (unsigned long long)r->chars,
               total->words ? 100.0 * (double)r->words / (double)total->words : 0);
}

static void write_table(struct cli *c, const struct analysis *a)
{
    bool text = c->format_given && strcmp(c->format, "text") == 0;
    struct buf b = BUF_INIT;

    if (text)
        buf_printf(&b, "%-10s %10s %10s %10s %7s\n", "match", "segments", "words", "characters",
                   "words");
    for (size_t i = 0; i < ROWS; i++) {
        const struct row *r = &a->rows[i];

        if (text)
            add_text(&b, i, r, &a->rows[TOTAL]);
        else if (tmem_json(c))
            add_json(&b, i, r);
        else
            buf_printf(&b, "%s\t%llu\t%llu\t%llu\n", row_name(i), (unsigned long long)r->segments,
                       (unsigned long long)r->words, (unsigned long long)r->chars);
    }
    writer_put(cli_out(c), buf_span(&b));
    buf_free(&b);
}

int tmem_analysis(struct cli *c, struct tmem *t)
{
    struct analysis a = {.c = c, .seen = MAP_INIT};
    int rc = tmem_lookup_open(c, t, &a.memory);

    if (rc)
        return rc;
    rc = read_files(&a);
    write_table(c, &a);
    tm_lookup_free(a.memory);
    map_free(&a.seen);
    vec_free(&a.pieces);
    arena_free(&a.arena);
    buf_free(&a.line);
    buf_free(&a.key);
    return rc;
}
