/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/beadout.h"

#include "interchange/tmx.h"
#include "interchange/tsv.h"
#include "interchange/xmlout.h"

#include <stdio.h>

static double score_of(const struct bead *b)
{
    return 100.0 * (double)b->probability;
}

/* Is a bead to be written?  What was left out on one side always, pairs from min_score on. */
static bool wanted(const struct bead_output *o, const struct bead *b)
{
    return !b->n_source || !b->n_target || score_of(b) >= o->min_score;
}

static void join_both(const struct bead_output *o, const struct bead *b, struct buf *source,
                      struct buf *target)
{
    buf_reset(source);
    buf_reset(target);
    document_join(o->source, b->source, b->n_source, source);
    document_join(o->target, b->target, b->n_target, target);
}

enum status beadout_tmx(const struct bead_output *o, struct error *e)
{
    struct arena arena = ARENA_INIT;
    struct tmx_writer w = {o->out, 0};
    struct tmx_header header = {.srclang = span_str(o->source_lang)};
    struct buf source = BUF_INIT, target = BUF_INIT;
    bool ok = tmx_attr_add(&arena, &header.attrs, span_str("creationtool"), span_str("tmalign"));

    tmx_write_header(&w, &header);
    for (size_t i = 0; ok && i < o->beads->len; i++) {
        const struct bead *b = &o->beads->v[i];
        struct tmx_variant second = {.lang = span_str(o->target_lang), .has_seg = true};
        struct tmx_variant first = {.lang = span_str(o->source_lang), .has_seg = true,
                                    .next = &second};
        struct tmx_unit unit = {.variants = &first};
        char score[16];
        if (!b->n_source || !b->n_target || !wanted(o, b))
            continue;
        join_both(o, b, &source, &target);
        first.text = buf_span(&source);
        second.text = buf_span(&target);
        ok = !source.failed && !target.failed;
        if (first.text.len == 0 || second.text.len == 0)
            continue;
        snprintf(score, sizeof score, "%.2f", score_of(b));
        ok = ok && tmx_prop_add(&arena, &unit.infos, span_str("x-score"), span_str(score));
        if (ok)
            tmx_write_unit(&w, &unit);
        arena_reset(&arena);
    }
    tmx_write_end(&w);
    arena_free(&arena);
    buf_free(&source);
    buf_free(&target);
    return ok ? ST_OK : error_nomem(e);
}

enum status beadout_tsv(const struct bead_output *o, struct error *e)
{
    struct buf source = BUF_INIT, target = BUF_INIT, line = BUF_INIT;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < o->beads->len; i++) {
        const struct bead *b = &o->beads->v[i];
        if (!wanted(o, b))
            continue;
        join_both(o, b, &source, &target);
        buf_reset(&line);
        tsv_add_escaped(&line, buf_span(&source));
        tsv_add_next(&line, buf_span(&target));
        buf_printf(&line, "\t%.2f\n", b->n_source && b->n_target ? score_of(b) : 0.0);
        writer_put(o->out, buf_span(&line));
        if (source.failed || target.failed || line.failed)
            st = error_nomem(e);
    }
    buf_free(&source);
    buf_free(&target);
    buf_free(&line);
    return st;
}

enum status beadout_ladder(const struct bead_output *o, struct error *e UNUSED)
{
    for (size_t i = 0; i < o->beads->len; i++) {
        const struct bead *b = &o->beads->v[i];
        if (wanted(o, b))
            writer_printf(o->out, "%u\t%u\t%.2f\n", b->source, b->target, score_of(b));
    }
    writer_printf(o->out, "%zu\t%zu\t%.2f\n", o->source->texts.len, o->target->texts.len, 0.0);
    return ST_OK;
}

static void put_list(struct writer *w, uint32_t first, uint32_t n)
{
    writer_putc(w, '[');
    for (uint32_t i = 0; i < n; i++)
        writer_printf(w, "%s%u", i ? ", " : "", first + i);
    writer_putc(w, ']');
}

enum status beadout_beads(const struct bead_output *o, struct error *e UNUSED)
{
    for (size_t i = 0; i < o->beads->len; i++) {
        const struct bead *b = &o->beads->v[i];
        if (!wanted(o, b))
            continue;
        put_list(o->out, b->source, b->n_source);
        writer_putc(o->out, ':');
        put_list(o->out, b->target, b->n_target);
        writer_printf(o->out, ":%.2f\n", score_of(b));
    }
    return ST_OK;
}

static const char page_style[] =
    "<style>body{font:16px/1.4 sans-serif;margin:1em}table{border-collapse:collapse;width:100%}\n"
    "td,th{border:1px solid #bbb;padding:.3em .5em;vertical-align:top;text-align:start}\n"
    ".no{color:#555;text-align:right;white-space:nowrap}.doubt{background:#ffe9b0}\n"
    ".left{background:#f6d5d5}td p{margin:0 0 .3em}</style>\n";

static void put_cell(const struct document *d, uint32_t first, uint32_t n, struct buf *page)
{
    buf_adds(page, "<td>");
    for (uint32_t i = 0; i < n; i++) {
        buf_adds(page, "<p>");
        xml_add_text(page, d->texts.v[first + i].text, NULL);
        buf_adds(page, "</p>");
    }
    buf_adds(page, "</td>");
}

static void put_heading(const struct bead_output *o, struct buf *page)
{
    buf_adds(page, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<title>");
    xml_add_text(page, span_str(o->source_name), NULL);
    buf_adds(page, " – ");
    xml_add_text(page, span_str(o->target_name), NULL);
    buf_adds(page, "</title>\n");
    buf_adds(page, page_style);
    buf_adds(page, "</head><body>\n<table>\n<tr><th>#</th><th>");
    xml_add_text(page, span_str(o->source_lang), NULL);
    buf_adds(page, "</th><th>");
    xml_add_text(page, span_str(o->target_lang), NULL);
    buf_adds(page, "</th><th>%</th></tr>\n");
}

enum status beadout_html(const struct bead_output *o, struct error *e)
{
    struct buf page = BUF_INIT;
    enum status st;

    put_heading(o, &page);
    for (size_t i = 0; i < o->beads->len; i++) {
        const struct bead *b = &o->beads->v[i];
        bool left = !b->n_source || !b->n_target;
        if (!wanted(o, b))
            continue;
        buf_printf(&page, "<tr%s><td class=\"no\">%zu</td>",
                   left ? " class=\"left\"" : score_of(b) < 80 ? " class=\"doubt\"" : "", i + 1);
        put_cell(o->source, b->source, b->n_source, &page);
        put_cell(o->target, b->target, b->n_target, &page);
        buf_printf(&page, "<td class=\"no\">%.0f</td></tr>\n", score_of(b));
    }
    buf_adds(&page, "</table>\n</body></html>\n");
    writer_put(o->out, buf_span(&page));
    st = buf_status(&page, e);
    buf_free(&page);
    return st;
}
