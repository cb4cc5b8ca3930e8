/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namematch --join and --cluster: whole lists against each other. */
#include "base/reader.h"
#include "names/list.h"
#include "text/utf8.h"
#include "tools/namematch.h"

#include <stdlib.h>

/* A line without its terminator. */
static struct span chomp(struct span line, bool null)
{
    if (line.len && line.ptr[line.len - 1] == (null ? '\0' : '\n'))
        line.len--;
    if (!null && line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

static enum status add_line(struct namematch *m, struct name_list *l, struct span line,
                            struct error *e)
{
    struct span name;
    struct buf clean = BUF_INIT;
    enum status st;

    if (!utf8_valid(line) && m->cli->invalid == INVALID_ERROR)
        return error_set(e, ST_ENCODING, _("byte %zu: invalid UTF-8"),
                         utf8_valid_prefix(line) + 1);
    if (m->cli->invalid == INVALID_REPLACE) {
        utf8_add_replaced(&clean, line);
        line = buf_span(&clean);
    }
    name = namematch_query(m, line, 0, &m->field);
    st = buf_status(&m->field, e);
    if (st == ST_OK)
        st = buf_status(&clean, e);
    if (st == ST_OK)
        st = list_add(l, name.ptr ? name : span_of("", 0), e);
    buf_free(&clean);
    return st;
}

/* Read a file into a list and index it. */
static enum status read_list(struct namematch *m, const char *path, struct name_list **l,
                             struct error *e)
{
    struct reader r;
    struct read_chunk chunk;
    struct span head;
    enum status st = list_new(l, e);
    int more = 1;

    if (st == ST_OK)
        st = reader_open(&r, path, e);
    if (st != ST_OK)
        return st;
    st = reader_peek(&r, m->cli->null ? 0 : UTF16_HEAD, &head, e);
    if (st == ST_OK)
        st = utf16_refuse(head, cli_display_name(m->cli, path), e);
    while (st == ST_OK &&
           (more = reader_next(&r, m->cli->null ? READ_RECORD : READ_LINE, &chunk, e)) > 0) {
        st = add_line(m, *l, chomp(chunk.text, m->cli->null), e);
        if (st != ST_OK)
            error_locate(e, cli_display_name(m->cli, path), chunk.line);
    }
    reader_close(&r);
    if (more < 0)
        st = e->code;
    return st == ST_OK ? list_index(*l, e) : st;
}

static enum status put_match(struct namematch *m, struct buf *out, uint32_t line, struct span name,
                             const struct name_list *other, const struct list_match *match,
                             struct error *e)
{
    struct row r = row_begin(m, out);
    struct span found = match ? list_name(other, match->line) : span_of("", 0);
    enum status st = ST_OK;

    row_count(&r, "line_a", line + 1);
    row_text(&r, "name_a", name);
    if (match) {
        row_count(&r, "line_b", match->line + 1);
        row_text(&r, "name_b", found);
        row_score(&r, match->score);
        row_text(&r, "verdict", span_str(score_verdict_name(score_verdict(match->score))));
    } else {
        row_empty(&r, "line_b");
        row_empty(&r, "name_b");
        row_score(&r, 0);
        row_empty(&r, "verdict");
    }
    if (match && m->cli->explain)
        st = row_explanation(&r, name, found, &match->rarity, match->score, list_count(other), e);
    else if (m->cli->explain)
        row_empty(&r, "explanation");
    row_end(&r, true);
    return st;
}

/* The rows of line `i`. */
static enum status put_matches(struct namematch *m, struct buf *out, uint32_t i, struct span name,
                               const struct name_list *other, const struct list_matches *found,
                               struct error *e)
{
    enum status st = ST_OK;

    m->found += found->len > 0;
    if (found->len == 0)
        st = put_match(m, out, i, name, other, NULL, e);
    for (size_t k = 0; k < found->len && k < (size_t)m->top && st == ST_OK; k++)
        st = put_match(m, out, i, name, other, &found->v[k], e);
    return st;
}

static enum status join_lists(struct namematch *m, struct name_list *a, struct name_list *b,
                              struct error *e)
{
    struct list_matches found[LIST_BATCH] = {VEC_INIT};
    struct buf out = BUF_INIT;
    enum status st = ST_OK;

    for (uint32_t from = 0, n; from < list_count(a) && st == ST_OK; from += n) {
        n = list_count(a) - from < LIST_BATCH ? list_count(a) - from : LIST_BATCH;
        st = list_find_lines(b, a, from, n, m->min_score, m->cli->threads, found, e);
        buf_reset(&out);
        for (uint32_t i = 0; i < n && st == ST_OK; i++)
            st = put_matches(m, &out, from + i, list_name(a, from + i), b, &found[i], e);
        if (st == ST_OK)
            st = buf_status(&out, e);
        writer_put(cli_out(m->cli), buf_span(&out));
    }
    for (size_t i = 0; i < LIST_BATCH; i++)
        vec_free(&found[i]);
    buf_free(&out);
    return st;
}

int namematch_join(struct namematch *m)
{
    struct name_list *a = NULL, *b = NULL;
    struct error e;
    enum status st;

    if (m->cli->n_files != 2)
        return cli_usage(m->cli, _("--join wants two files"));
    st = read_list(m, m->cli->files[0], &a, &e);
    if (st == ST_OK)
        st = read_list(m, m->cli->files[1], &b, &e);
    if (st == ST_OK)
        st = join_lists(m, a, b, &e);
    list_free(a);
    list_free(b);
    if (st != ST_OK)
        return cli_fail(m->cli, &e);
    return m->found ? EXIT_DONE : EXIT_NEGATIVE;
}

/* Rows in order of the clusters' first lines, which are numbered from 1. */
static enum status put_clusters(struct namematch *m, const struct name_list *l,
                                const uint32_t *cluster, const double *score, struct error *e)
{
    struct buf out = BUF_INIT;
    uint64_t number = 0;
    enum status st = ST_OK;

    for (uint32_t first = 0; first < list_count(l) && st == ST_OK; first++) {
        if (cluster[first] != first)
            continue;
        number++;
        buf_reset(&out);
        for (uint32_t i = first; i < list_count(l); i++) {
            struct row r;

            if (cluster[i] != first)
                continue;
            r = row_begin(m, &out);
            row_count(&r, "cluster", number);
            row_count(&r, "line", i + 1);
            row_text(&r, "name", list_name(l, i));
            row_score(&r, score[i]);
            row_end(&r, true);
            if (score[first] <= 0)
                break; /* alone */
        }
        st = buf_status(&out, e);
        writer_put(cli_out(m->cli), buf_span(&out));
    }
    buf_free(&out);
    return st;
}

int namematch_cluster(struct namematch *m)
{
    struct name_list *l = NULL;
    uint32_t *cluster = NULL;
    double *score = NULL;
    struct error e;
    enum status st;

    if (m->cli->n_files != 1)
        return cli_usage(m->cli, _("--cluster wants one file"));
    st = read_list(m, m->cli->files[0], &l, &e);
    if (st == ST_OK) {
        cluster = calloc((size_t)list_count(l) + 1, sizeof *cluster);
        score = calloc((size_t)list_count(l) + 1, sizeof *score);
        st = cluster && score ? list_cluster(l, m->min_score, m->cli->threads, cluster, score,
                                           &e)
                              : error_nomem(&e);
    }
    if (st == ST_OK)
        st = put_clusters(m, l, cluster, score, &e);
    free(cluster);
    free(score);
    list_free(l);
    return st == ST_OK ? EXIT_DONE : cli_fail(m->cli, &e);
}
