/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/termscount.h"

#include "align/counts.h"
#include "base/reader.h"
#include "tools/progress.h"

enum { COUNT_MEMORY = 256 << 20 /* bytes, for what is counted before it is put aside */ };

struct termscount {
    struct cli *c;
    const struct termscount_options *o;
    struct terms_input *in;
    struct buf all;               /* key of what the counts are of */
    struct counts_ranking *ranks; /* NULL: counts are written */
};

/* ---- where counts go ---- */

static enum status put_line(void *context, struct span key, uint64_t n, struct error *e)
{
    struct writer *out = context;

    writer_put(out, key);
    writer_printf(out, "\t%llu\n", (unsigned long long)n);
    return out->sys ? writer_flush(out, e) : ST_OK;
}

static merge_fn *taker(struct termscount *t, void **context)
{
    *context = t->ranks ? (void *)t->ranks : cli_out(t->c);
    return t->ranks ? counts_take : put_line;
}

/* ---- counts of text ---- */

struct count_text {
    struct termscount *t;
    struct word_model model;
    struct words_options words;
    struct word_links links;
    struct counts counts;
    struct progress progress;
};

/* Count the pairs that were read, and forget them. */
static enum status count_batch(void *context, struct error *e)
{
    struct count_text *x = context;
    struct terms_input *in = x->t->in;
    enum status st = words_apply(&x->model, &in->source.side, &in->target.side, &x->words,
                                 &x->links, e);

    if (!st)
        st = counts_add(&x->counts, &in->source, &in->target, &x->links, e);
    phrase_side_reset(&in->source);
    phrase_side_reset(&in->target);
    progress_step(&x->progress, in->done);
    return st;
}

static enum status read_texts(struct count_text *x, struct error *e)
{
    struct termscount *t = x->t;
    enum status st = ST_OK;

    t->in->full = count_batch;
    t->in->context = x;
    for (size_t i = 0; !st && i < t->c->n_files; i++) {
        const char *path = t->c->files[i];
        progress_start(&x->progress, cli_display_name(t->c, path), terms_size(path), t->c->quiet);
        st = terms_read(t->c, t->in, path, t->o->from, e);
        progress_end(&x->progress);
    }
    if (!st)
        st = count_batch(x, e);
    t->in->full = NULL;
    return st;
}

static enum status count_texts(struct termscount *t, struct error *e)
{
    struct count_text x = {.t = t, .words = phrases_words(&t->o->phrases)};
    uint64_t features = words_features(&t->in->source.side, &t->in->target.side);
    enum status st = wordlinks_open_model(&x.model, &t->o->links, features, e);
    void *context;
    merge_fn *take;

    x.words.sampler.sweeps = t->o->links.align.sampler.sweeps;
    if (!st)
        st = counts_open(&x.counts, buf_span(&t->all), COUNT_MEMORY, e);
    if (!st)
        st = read_texts(&x, e);
    if (!st) {
        take = taker(t, &context);
        st = sums_each(x.counts.sums, take, context, e);
    }
    counts_close(&x.counts);
    word_links_free(&x.links);
    word_model_close(&x.model);
    return st;
}

/* ---- counts of files ---- */

struct count_file {
    struct merge_stream stream;
    struct reader in;
    struct buf line, last; /* last: the key before */
};

static int bad_line(const struct count_file *f, uint64_t number, const char *why, struct error *e)
{
    error_at(e, ST_SYNTAX, f->in.name, number, 0, "%s", why);
    return -1;
}

static int count_file_next(struct merge_stream *stream, struct error *e)
{
    struct count_file *f = (struct count_file *)stream;
    struct span line;
    const char *tab;
    uint64_t number;
    int got;

    buf_swap(&f->line, &f->last);
    f->last.len = stream->key.len;
    got = reader_line(&f->in, &f->line, &number, e);
    if (got <= 0)
        return got;
    line = buf_span(&f->line);
    if (number == 1 && !span_starts(line, span_str("all\t")))
        return bad_line(f, number, _("no line \"all\": these are not all counts that tmterms --counts "
                                     "wrote, sorted; count again"), e);
    tab = memrchr(line.ptr, '\t', line.len);
    if (!tab || !span_to_u64(span_from(line, (size_t)(tab + 1 - line.ptr)), &stream->n))
        return bad_line(f, number, _("no counts of phrases, as tmterms --counts writes them"), e);
    stream->key = span_cut(line, 0, (size_t)(tab - line.ptr));
    if (span_cmp(stream->key, buf_span(&f->last)) < 0)
        return bad_line(f, number, _("the lines are not sorted (LC_ALL=C sort)"), e);
    return 1;
}

static enum status merge_files(struct termscount *t, struct error *e)
{
    size_t n = t->c->n_files, opened = 0;
    struct count_file *files = calloc(n, sizeof *files);
    struct merge_stream **streams = calloc(n, sizeof *streams);
    enum status st = files && streams ? ST_OK : error_nomem(e);
    void *context;
    merge_fn *take;

    for (; !st && opened < n; opened++) {
        files[opened].stream.next = count_file_next;
        streams[opened] = &files[opened].stream;
        st = reader_open(&files[opened].in, t->c->files[opened], e);
    }
    if (!st) {
        take = taker(t, &context);
        st = merge_each(streams, n, take, context, e);
    }
    for (size_t i = 0; i < opened; i++) {
        reader_close(&files[i].in);
        buf_free(&files[i].line);
        buf_free(&files[i].last);
    }
    free(files);
    free(streams);
    return st;
}

/* ---- from outside ---- */

static enum status finish(struct termscount *t, struct phrase_vec *pairs, struct error *e)
{
    unsigned least, asked = t->o->phrases.min_count;
    enum status st = counts_rank(t->ranks, pairs, &least, e);

    t->in->phrases_only = true;
    if (!st && least > (asked ? asked : 2) && !t->c->quiet)
        diag_message(_("more pairs than memory is for: only those of %u segments or more"), least);
    return st;
}

enum status termscount_run(struct cli *c, const struct termscount_options *options,
                           struct terms_input *in, struct phrase_vec *pairs, struct error *e)
{
    struct termscount t = {.c = c, .o = options, .in = in, .all = BUF_INIT};
    enum status st;

    counts_add_all(&t.all, &options->phrases.languages, &in->source, &in->target);
    st = buf_status(&t.all, e);
    if (!st && !options->counts)
        st = counts_ranking_open(&t.ranks, buf_span(&t.all), &in->source, &in->target,
                                 &options->phrases, e);
    if (!st)
        st = options->merge ? merge_files(&t, e) : count_texts(&t, e);
    if (!st && t.ranks)
        st = finish(&t, pairs, e);
    counts_ranking_free(t.ranks);
    buf_free(&t.all);
    return st;
}
