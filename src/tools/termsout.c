/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/termsout.h"

#include "interchange/csv.h"
#include "interchange/tbx.h"
#include "interchange/tsv.h"

#include <stdio.h>

enum { RIVALS_SHOWN = 3 };

struct row {
    const struct phrase_pair *pair;
    const struct phrase_vec *pairs; /* of which it is one */
    struct span source, target; /* as they stand in the first place */
    struct span other;          /* what the glossary has instead; ptr NULL = not asked */
    size_t number;              /* from 1 */
};

struct terms_format {
    const char *name;
    void (*head)(struct buf *b), (*tail)(struct buf *b); /* NULL = nothing */
    void (*row)(struct buf *b, const struct terms_input *in, const struct row *r);
};

/* A half of a pair as it stands in its first place. */
static struct span half(const struct phrase_side *s, const struct phrase_pair *p, bool source)
{
    const struct phrase_place *x = &p->places[0];

    return source ? phrase_text(s, x->segment, x->source, p->n_source)
                  : phrase_text(s, x->segment, x->target, p->n_target);
}

static void put_counts(struct buf *b, const struct row *r, const char *format)
{
    buf_printf(b, format, r->pair->score, r->pair->pairs, r->pair->source_count,
               r->pair->target_count);
}

static double percent(const struct row *r)
{
    return 100 * r->pair->confidence;
}

/* Other translations of the source phrase, the best first, with the segments that link them. */
static void add_rivals(struct buf *b, const struct terms_input *in, const struct row *r)
{
    const struct phrase_pair *p = &r->pairs->v[r->pair->rival];

    for (int n = 0; p != r->pair && n < RIVALS_SHOWN; p = &r->pairs->v[p->rival], n++) {
        buf_adds(b, n ? "; " : "");
        buf_add(b, half(&in->target, p, false));
        buf_printf(b, " (%u)", p->linked);
    }
}

/* A segment with the phrase marked. */
static void add_marked(struct buf *b, const struct phrase_side *s, const struct phrase_place *place,
                       uint32_t at, uint32_t n)
{
    struct span text = s->texts.v[place->segment];
    struct span phrase = phrase_text(s, place->segment, at, n);
    size_t from = (size_t)(phrase.ptr - text.ptr);

    buf_add(b, span_cut(text, 0, from));
    buf_adds(b, "[[");
    buf_add(b, phrase);
    buf_adds(b, "]]");
    buf_add(b, span_cut(text, from + phrase.len, text.len));
}

/* Empty for one that the pair does not have. */
static void add_example(struct buf *b, const struct terms_input *in, const struct phrase_pair *p,
                        size_t i)
{
    if (i >= p->n_places || in->phrases_only)
        return;
    add_marked(b, &in->source, &p->places[i], p->places[i].source, p->n_source);
    buf_adds(b, " ||| ");
    add_marked(b, &in->target, &p->places[i], p->places[i].target, p->n_target);
}

static void tsv_row(struct buf *b, const struct terms_input *in, const struct row *r)
{
    struct buf field = BUF_INIT;

    tsv_add_escaped(b, r->source);
    tsv_add_next(b, r->target);
    put_counts(b, r, "\t%.2f\t%u\t%u\t%u");
    if (r->other.ptr)
        tsv_add_next(b, r->other);
    for (size_t i = 0; i < PHRASE_EXAMPLES; i++) {
        buf_reset(&field);
        add_example(&field, in, r->pair, i);
        tsv_add_next(b, buf_span(&field));
    }
    buf_printf(b, "\t%.2f", percent(r));
    buf_reset(&field);
    add_rivals(&field, in, r);
    tsv_add_next(b, buf_span(&field));
    buf_addch(b, '\n');
    b->failed = b->failed || field.failed;
    buf_free(&field);
}

static void csv_head(struct buf *b)
{
    buf_adds(b, "source,target,score,pairs,source_count,target_count,confidence,rivals\r\n");
}

static void csv_row(struct buf *b, const struct terms_input *in, const struct row *r)
{
    struct buf rivals = BUF_INIT;

    add_rivals(&rivals, in, r);
    csv_add_quoted(b, r->source);
    buf_addch(b, ',');
    csv_add_quoted(b, r->target);
    put_counts(b, r, ",%.2f,%u,%u,%u");
    buf_printf(b, ",%.2f,", percent(r));
    csv_add_quoted(b, buf_span(&rivals));
    buf_adds(b, "\r\n");
    b->failed = b->failed || rivals.failed;
    buf_free(&rivals);
}

static void rec_head(struct buf *b)
{
    buf_adds(b, "%rec: Term\n");
}

/* A language tag as a rec field name: "en-GB" is en_GB. */
static void rec_field(struct buf *b, const char *lang, struct span value)
{
    for (; *lang; lang++)
        buf_addch(b, *lang == '-' ? '_' : *lang);
    buf_adds(b, ": ");
    for (size_t i = 0; i < value.len; i++)
        buf_addch(b, value.ptr[i] == '\n' || value.ptr[i] == '\r' ? ' ' : value.ptr[i]);
    buf_addch(b, '\n');
}

static void rec_row(struct buf *b, const struct terms_input *in, const struct row *r)
{
    struct buf field = BUF_INIT;

    buf_adds(b, "\n");
    rec_field(b, in->source_lang, r->source);
    rec_field(b, in->target_lang, r->target);
    put_counts(b, r, "Score: %.2f\nPairs: %u\nSource_count: %u\nTarget_count: %u\n");
    buf_printf(b, "Confidence: %.2f\n", percent(r));
    add_rivals(&field, in, r);
    if (field.len)
        rec_field(b, "Rivals", buf_span(&field));
    for (size_t i = 0; i < r->pair->n_places && !in->phrases_only; i++) {
        buf_reset(&field);
        add_example(&field, in, r->pair, i);
        rec_field(b, "Example", buf_span(&field));
    }
    b->failed = b->failed || field.failed;
    buf_free(&field);
}

static void tbx_row(struct buf *b, const struct terms_input *in, const struct row *r)
{
    char id[24];
    struct buf note = BUF_INIT;

    snprintf(id, sizeof id, "t%zu", r->number);
    put_counts(&note, r, "score %.2f, pairs %u, source %u, target %u");
    buf_printf(&note, ", confidence %.2f", percent(r));
    tbx_entry(b, span_str(id), buf_span(&note));
    tbx_term(b, span_str(in->source_lang), r->source, TBX_UNSAID);
    tbx_term(b, span_str(in->target_lang), r->target, TBX_UNSAID);
    tbx_entry_end(b);
    b->failed = b->failed || note.failed;
    buf_free(&note);
}

static void tbx_head(struct buf *b)
{
    tbx_begin(b, "tmterms");
}

static void omegat_row(struct buf *b, const struct terms_input *in UNUSED, const struct row *r)
{
    tsv_add_escaped(b, r->source);
    tsv_add_next(b, r->target);
    put_counts(b, r, "\tscore %.2f, %u pairs (%u, %u)\n");
}

static const struct terms_format formats[] = {
    {"tsv", NULL, NULL, tsv_row},
    {"csv", csv_head, NULL, csv_row},
    {"rec", rec_head, NULL, rec_row},
    {"tbx", tbx_head, tbx_end, tbx_row},
    {"omegat", NULL, NULL, omegat_row},
};

/* Is the row to be written?  Notes in it what the glossary has instead. */
static enum status is_selected(const struct terms_selection *which, struct row *r, bool *yes,
                               struct error *e)
{
    bool pair = false, source = false;
    enum status st = ST_OK;

    *yes = true;
    if (which->known)
        st = glossary_find(which->known, r->source, r->target, &pair, &source, NULL, e);
    *yes = !pair;
    if (st || !which->conflicts || !*yes)
        return st;
    st = glossary_find(which->conflicts, r->source, r->target, &pair, &source, &r->other, e);
    *yes = source && !pair;
    return st;
}

static enum status write_rows(struct writer *out, const struct terms_format *f,
                              const struct terms_input *in, const struct phrase_vec *pairs,
                              const struct terms_selection *which, struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st = ST_OK;
    size_t written = 0;

    for (size_t i = 0; !st && i < pairs->len && (!which->top || written < which->top); i++) {
        const struct phrase_pair *p = &pairs->v[i];
        struct row r = {p, pairs, half(&in->source, p, true), half(&in->target, p, false),
                        {NULL, 0}, written + 1};
        bool yes;
        st = is_selected(which, &r, &yes, e);
        if (st || !yes)
            continue;
        written++;
        buf_reset(&b);
        f->row(&b, in, &r);
        writer_put(out, buf_span(&b));
        st = buf_status(&b, e);
    }
    buf_free(&b);
    return st;
}

/* What stands before or behind the rows. */
static enum status write_frame(struct writer *out, void (*frame)(struct buf *b), struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st;

    if (frame)
        frame(&b);
    writer_put(out, buf_span(&b));
    st = buf_status(&b, e);
    buf_free(&b);
    return st;
}

enum status terms_write(struct writer *out, const char *format, const struct terms_input *in,
                        const struct phrase_vec *pairs, const struct terms_selection *which,
                        struct error *e)
{
    const struct terms_format *f = NULL;
    enum status st;

    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (strcmp(formats[i].name, format) == 0)
            f = &formats[i];
    if (!f)
        return error_set(e, ST_USAGE, _("unknown format “%s”"), format);
    st = write_frame(out, f->head, e);
    if (!st)
        st = write_rows(out, f, in, pairs, which, e);
    return st ? st : write_frame(out, f->tail, e);
}
