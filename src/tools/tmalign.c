/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmalign: align two documents sentence by sentence into a translation memory. */
#include "tools/beadout.h"
#include "tools/cli.h"
#include "tools/dictfile.h"
#include "tools/doclines.h"
#include "tools/langdata.h"
#include "tools/textfile.h"

#include "align/docalign.h"
#include "align/rejoin.h"

enum {
    OPT_SOURCE = CLI_OWN_OPTION,
    OPT_TARGET,
    OPT_SEGMENTED,
    OPT_ANCHOR,
    OPT_DICT,
    OPT_MEMORY,
    OPT_MIN_SCORE,
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Documents:")},
    {OPT_SOURCE, 's', "source", ARG_REQUIRED, "LANG", KIND_LANG, N_("language of SOURCE")},
    {OPT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG, N_("language of TARGET")},
    {OPT_SEGMENTED, 0, "segmented", ARG_NONE, NULL, KIND_NONE,
     N_("the files have one segment a line")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("What is known:")},
    {OPT_ANCHOR, 0, "anchor", ARG_REQUIRED, "N:M", KIND_NONE,
     N_("source segment N belongs to target segment M (from 1); repeatable")},
    {OPT_DICT, 0, "dict", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("dictionary: TSV of source and target, TBX, or a .dix of Apertium")},
    {OPT_MEMORY, 'm', "memory", ARG_REQUIRED, "MEMORY", KIND_FILE,
     N_("earlier translations: a memory of tmem")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Output:")},
    {OPT_MIN_SCORE, 0, "min-score", ARG_REQUIRED, "N", KIND_NONE,
     N_("write only pairs with a probability of N percent or more")},
    {0},
};

struct tmalign {
    const char *source_lang, *target_lang, *dict, *memory;
    bool segmented;
    double min_score;
    VEC(struct bead_anchor) anchors;
    struct recall recall;
    struct document source, target;
    struct bead_vec beads;
};

static bool read_anchor(struct tmalign *t, const char *arg)
{
    struct span rest = span_str(arg), n, m;
    uint64_t a, b;

    if (!span_split(&rest, ':', &n) || !span_split(&rest, ':', &m) || !span_to_u64(n, &a) ||
        !span_to_u64(m, &b) || rest.ptr || !a || !b || a > INT32_MAX || b > INT32_MAX) {
        diag_message(_("--anchor=%s: two segment numbers are needed, such as 12:13"), arg);
        return false;
    }
    return vec_push(&t->anchors, ((struct bead_anchor){(uint32_t)a - 1, (uint32_t)b - 1}));
}

static bool handle(void *context, int id, const char *arg)
{
    struct tmalign *t = context;

    switch (id) {
    case OPT_SOURCE:
        t->source_lang = arg;
        break;
    case OPT_TARGET:
        t->target_lang = arg;
        break;
    case OPT_SEGMENTED:
        t->segmented = true;
        break;
    case OPT_ANCHOR:
        return read_anchor(t, arg);
    case OPT_DICT:
        t->dict = arg;
        break;
    case OPT_MEMORY:
        t->memory = arg;
        break;
    case OPT_MIN_SCORE:
        return cli_number("--min-score", arg, 0, 100, &t->min_score);
    }
    return true;
}

static enum status load(struct cli *c, const struct tmalign *t, const char *path,
                        const char *lang, struct document *d, struct error *e)
{
    struct seg_rules rules = SEG_RULES_INIT;
    struct segmenter *segmenter = NULL;
    enum status st = t->segmented ? textfile_read(c, path, &d->text, e)
                                : doclines_read(c, path, &d->text, e);

    if (!st && !t->segmented)
        st = langdata_segment_rules(&rules, lang, NULL, e);
    if (!st && !t->segmented)
        st = seg_open(&segmenter, lang, &rules, e);
    if (!st)
        st = document_cut(d, segmenter, t->anchors.len == 0, e);
    if (!st && d->texts.len == 0)
        st = error_at(e, ST_SYNTAX, path, 0, 0, _("there is no text to align"));
    seg_close(segmenter);
    seg_rules_free(&rules);
    return st;
}

static enum status check_anchors(const struct tmalign *t, struct error *e)
{
    for (size_t i = 0; i < t->anchors.len; i++) {
        const struct bead_anchor *a = &t->anchors.v[i];
        if (a->source >= t->source.texts.len || a->target >= t->target.texts.len)
            return error_set(e, ST_USAGE,
                             _("--anchor=%u:%u: the documents have %zu and %zu segments"),
                             a->source + 1, a->target + 1, t->source.texts.len,
                             t->target.texts.len);
        if (i && (a->source <= a[-1].source || a->target <= a[-1].target))
            return error_set(e, ST_USAGE, _("anchors must rise on both sides: %u:%u, %u:%u"),
                             a[-1].source + 1, a[-1].target + 1, a->source + 1, a->target + 1);
    }
    return ST_OK;
}

static int anchor_cmp(const void *a, const void *b)
{
    const struct bead_anchor *x = a, *y = b;

    return x->source < y->source ? -1 : x->source > y->source;
}

static enum status remember(struct cli *c, struct tmalign *t, struct error *e)
{
    struct tm_direction direction;
    struct tm_store *store = NULL;
    enum status st = tm_direction_set(&direction, t->source_lang, t->target_lang, e);

    if (!st)
        st = cli_spare_memory(c, t->memory, e);
    if (!st)
        st = tm_store_open(&store, t->memory, TM_READ, e);
    if (!st)
        st = recall_read(&t->recall, store, &direction, &t->source.side, &t->target.side, e);
    tm_store_close(store);
    return st;
}

static enum status take_term(void *context, struct span source, struct span target,
                             struct error *e)
{
    struct tmalign *t = context;

    return recall_term(&t->recall, &t->source.side, &t->target.side, source, target, e);
}

static enum status align(struct cli *c, struct tmalign *t, struct error *e)
{
    struct doc_options o = {0};
    enum status st = load(c, t, c->files[0], t->source_lang, &t->source, e);

    if (!st)
        st = load(c, t, c->files[1], t->target_lang, &t->target, e);
    if (!st && t->memory)
        st = remember(c, t, e);
    if (!st && t->dict)
        st = dictfile_each(c, t->dict, t->source_lang, t->target_lang, take_term, t, e);
    if (t->anchors.len)
        qsort(t->anchors.v, t->anchors.len, sizeof *t->anchors.v, anchor_cmp);
    if (!st)
        st = check_anchors(t, e);
    o.anchors = t->anchors.v;
    o.n_anchors = t->anchors.len;
    o.source_chances = t->source.chances.v;
    o.target_chances = t->target.chances.v;
    o.recall = &t->recall;
    if (!st)
        st = doc_align(&t->source.side, &t->target.side, &o, &t->beads, e);
    if (!st)
        rejoin(&t->source, &t->target, &t->beads);
    return st;
}

static enum status write_out(struct cli *c, const struct tmalign *t, struct error *e)
{
    static const struct {
        const char *format;
        enum status (*write)(const struct bead_output *o, struct error *e);
    } formats[] = {{"tmx", beadout_tmx}, {"tsv", beadout_tsv}, {"ladder", beadout_ladder},
                   {"beads", beadout_beads}, {"html", beadout_html}};
    struct bead_output o = {.out = cli_out(c), .source = &t->source, .target = &t->target,
                            .source_lang = t->source_lang, .target_lang = t->target_lang,
                            .source_name = c->files[0], .target_name = c->files[1],
                            .beads = &t->beads, .min_score = t->min_score};

    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (strcmp(c->format, formats[i].format) == 0)
            return formats[i].write(&o, e);
    return error_set(e, ST_USAGE, _("unknown format \"%s\""), c->format);
}

static int run(struct cli *c, struct tmalign *t)
{
    struct error e = {0};
    size_t paired = 0;

    if (!t->source_lang || !t->target_lang)
        return cli_usage(c, _("which languages? Give them with -s LANG and -t LANG"));
    if (c->n_files != 2)
        return cli_usage(c, _("two documents are needed, SOURCE and TARGET"));
    document_init(&t->source);
    document_init(&t->target);
    if (align(c, t, &e) || write_out(c, t, &e))
        return cli_fail(c, &e);
    for (size_t i = 0; i < t->beads.len; i++)
        paired += t->beads.v[i].n_source && t->beads.v[i].n_target;
    if (c->verbose)
        diag_message(_("%zu and %zu segments, %zu pairs, %zu left out"), t->source.texts.len,
                     t->target.texts.len, paired, t->beads.len - paired);
    return EXIT_DONE;
}

static const struct cli_program program = {
    .name = "tmalign",
    .purpose = N_("Align two documents sentence by sentence into a translation memory."),
    .usage = "tmalign -s LANG -t LANG [OPTION]... SOURCE TARGET",
    .examples = "tmalign -s kk -t en speech.kk.txt speech.en.txt -o speech.tmx\n"
                "tmalign -s kk -t en a.kk b.en | tmem import -s kk -t en -\n"
                "tmalign -s ru -t en --format=tsv --min-score=80 a.ru b.en\n"
                "tmalign -s kk -t en -m earlier.tmdb a.kk b.en -o ab.tmx\n"
                "tmalign -s kk -t en --segmented --format=beads a.seg b.seg",
    .options = options,
    .features = CLI_OUTPUT | CLI_INVALID | CLI_JSON,
    .formats = "tmx|tsv|ladder|beads|html",
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct tmalign t = {0};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    if (rc >= 0)
        return rc;
    rc = cli_end(&c, run(&c, &t));
    document_free(&t.source);
    document_free(&t.target);
    vec_free(&t.beads);
    vec_free(&t.anchors);
    recall_free(&t.recall);
    return rc;
}
