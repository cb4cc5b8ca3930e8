/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmterms: align words and extract phrase pairs from aligned text. */
#include "base/threads.h"
#include "tools/cli.h"
#include "tools/langdata.h"
#include "tools/termscount.h"
#include "tools/termsout.h"

#include <unistd.h>

enum {
    OPT_SOURCE = CLI_OWN_OPTION,
    OPT_TARGET,
    OPT_WORDS,
    OPT_ITERATIONS,
    OPT_SYMMETRIZE,
    OPT_SEED,
    OPT_FROM,
    OPT_MIN_COUNT,
    OPT_TOP,
    OPT_KNOWN,
    OPT_CONFLICTS,
    OPT_PRIORS,
    OPT_SAVE_MODEL,
    OPT_MODEL,
    OPT_COUNTS,
    OPT_MERGE,
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Languages:")},
    {OPT_SOURCE, 's', "source", ARG_REQUIRED, "LANG", KIND_LANG, N_("source language")},
    {OPT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG, N_("target language")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Phrase pairs:")},
    {OPT_FROM, 0, "from", ARG_REQUIRED, "tmx|tsv|memory", KIND_WORDS,
     N_("format of the input (default: by name and content)")},
    {OPT_MIN_COUNT, 0, "min-count", ARG_REQUIRED, "N", KIND_NONE,
     N_("only pairs found in N segments or more (default 2)")},
    {OPT_TOP, 0, "top", ARG_REQUIRED, "N", KIND_NONE, N_("only the N best")},
    {OPT_KNOWN, 0, "known", ARG_REQUIRED, "GLOSSARY", KIND_FILE,
     N_("leave out what this glossary or memory has")},
    {OPT_CONFLICTS, 0, "conflicts", ARG_REQUIRED, "GLOSSARY", KIND_FILE,
     N_("only pairs whose source this glossary or memory translates otherwise")},
    {OPT_COUNTS, 0, "counts", ARG_NONE, NULL, KIND_NONE,
     N_("write counts of phrases, to be merged later (with --model or --merge)")},
    {OPT_MERGE, 0, "merge", ARG_NONE, NULL, KIND_NONE,
     N_("the files are such counts of parts of a corpus")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Word alignment:")},
    {OPT_WORDS, 0, "words", ARG_NONE, NULL, KIND_NONE,
     N_("lines \"source ||| target\" in, links \"0-0 1-2\" out")},
    {OPT_ITERATIONS, 'I', "iterations", ARG_REQUIRED, "N", KIND_NONE, N_("passes of estimation")},
    {OPT_SYMMETRIZE, 0, "symmetrize", ARG_REQUIRED, "mean|gdfa|intersect|union", KIND_WORDS,
     N_("how the links of both directions are put together")},
    {OPT_PRIORS, 0, "priors", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("TSV of words that translate each other: source, target")},
    {OPT_SAVE_MODEL, 0, "save-model", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("write what was learned of the words to FILE")},
    {OPT_MODEL, 0, "model", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("link by what FILE has learned, each line or segment by itself")},
    {OPT_SEED, 0, "seed", ARG_REQUIRED, "N", KIND_NONE,
     N_("where random numbers begin; the same N gives the same links (default 0)")},
    {0},
};

struct tmterms {
    const char *source_lang, *target_lang;
    bool words;
    struct termscount_options how;
    struct terms_selection which;
    const char *known_file, *conflicts_file;
    struct glossary known, conflicts;
    struct map source_words, target_words; /* function words */
    struct spell *source_spell, *target_spell;
    struct terms_input in;
    struct phrase_vec pairs;
};

static bool handle(void *context, int id, const char *arg)
{
    struct tmterms *t = context;
    double number;
    int choice;

    switch (id) {
    case OPT_SOURCE:
        t->source_lang = t->how.links.source_lang = arg;
        break;
    case OPT_TARGET:
        t->target_lang = t->how.links.target_lang = arg;
        break;
    case OPT_WORDS:
        t->words = true;
        break;
    case OPT_ITERATIONS:
        if (!cli_number("-I", arg, 1, 100, &number))
            return false;
        t->how.links.align.sampler.sweeps = (unsigned)number;
        break;
    case OPT_SYMMETRIZE:
        choice = cli_choice("--symmetrize", arg, "mean|gdfa|intersect|union");
        if (choice < 0)
            return false;
        t->how.links.align.symmetrize = (enum symmetrize)choice;
        break;
    case OPT_FROM:
        t->how.from = arg;
        return cli_choice("--from", arg, "tmx|tsv|memory") >= 0;
    case OPT_MIN_COUNT:
        if (!cli_number("--min-count", arg, 1, 1e9, &number))
            return false;
        t->how.phrases.min_count = (unsigned)number;
        break;
    case OPT_TOP:
        if (!cli_number("--top", arg, 1, 1e9, &number))
            return false;
        t->which.top = (size_t)number;
        break;
    case OPT_KNOWN:
        t->known_file = arg;
        break;
    case OPT_CONFLICTS:
        t->conflicts_file = arg;
        break;
    case OPT_PRIORS:
        t->how.links.priors = arg;
        break;
    case OPT_SAVE_MODEL:
        t->how.links.save_model = arg;
        break;
    case OPT_MODEL:
        t->how.links.model = arg;
        break;
    case OPT_COUNTS:
        t->how.counts = true;
        break;
    case OPT_MERGE:
        t->how.merge = true;
        break;
    case OPT_SEED:
        if (!cli_number("--seed", arg, 0, 1e15, &number))
            return false;
        t->how.links.align.sampler.seed = t->how.phrases.seed = (uint64_t)number;
        break;
    }
    return true;
}

static enum status read_glossaries(struct cli *c, struct tmterms *t, struct error *e)
{
    enum status st = ST_OK;

    glossary_init(&t->known, t->source_spell, t->target_spell);
    glossary_init(&t->conflicts, t->source_spell, t->target_spell);
    if (t->known_file) {
        st = glossary_read(c, &t->known, t->known_file, t->source_lang, t->target_lang, e);
        t->which.known = &t->known;
    }
    if (!st && t->conflicts_file) {
        st = glossary_read(c, &t->conflicts, t->conflicts_file, t->source_lang, t->target_lang,
                           e);
        t->which.conflicts = &t->conflicts;
    }
    return st;
}

/* Words are only cut where there is no dictionary. */
static enum status open_spell(struct spell **spell, const char *lang, struct error *e)
{
    enum status st = spell_open(spell, span_str(lang), e);

    return st == ST_NOTFOUND || st == ST_UNSUPPORTED ? ST_OK : st;
}

/* What phrases are made of in these languages. */
static enum status open_sides(struct tmterms *t, struct error *e)
{
    enum status st = langdata_function_words(&t->source_words, t->source_lang, e);

    if (!st)
        st = langdata_function_words(&t->target_words, t->target_lang, e);
    if (!st)
        st = open_spell(&t->source_spell, t->source_lang, e);
    if (!st)
        st = open_spell(&t->target_spell, t->target_lang, e);
    t->in.source_lang = t->source_lang;
    t->in.target_lang = t->target_lang;
    phrase_side_init(&t->in.source, &t->source_words, t->source_spell);
    phrase_side_init(&t->in.target, &t->target_words, t->target_spell);
    return st;
}

/* Read all of the text and let it explain itself. */
static enum status extract(struct cli *c, struct tmterms *t, struct error *e)
{
    struct buf model = BUF_INIT;
    const char *save = t->how.links.save_model;
    enum status st = ST_OK;

    for (size_t i = 0; !st && i < c->n_files; i++)
        st = terms_read(c, &t->in, c->files[i], t->how.from, e);
    if (!st)
        st = phrases_extract(&t->in.source, &t->in.target, &t->how.phrases, &t->pairs,
                             save ? &model : NULL, e);
    if (!st && save)
        st = atomic_write(save, buf_span(&model), e);
    buf_free(&model);
    return st;
}

static enum status find_terms(struct cli *c, struct tmterms *t, struct error *e)
{
    enum status st = open_sides(t, e);

    if (!st)
        st = read_glossaries(c, t, e);
    if (!st && (t->how.links.model || t->how.merge))
        st = termscount_run(c, &t->how, &t->in, &t->pairs, e);
    else if (!st)
        st = extract(c, t, e);
    if (!st && t->in.skipped && !c->quiet)
        diag_message(_("%llu units without text in both languages were left out"),
                     (unsigned long long)t->in.skipped);
    if (st || t->how.counts)
        return st;
    return terms_write(cli_out(c), c->format, &t->in, &t->pairs, &t->which, e);
}

/* What -j says, else as many as there are processors. */
static unsigned threads_of(const struct cli *c)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (c->threads)
        return c->threads;
    return processors < 1 ? 1 : processors > THREADS_MAX ? THREADS_MAX : (unsigned)processors;
}

/* False after saying which options do not go together. */
static bool fits_together(struct cli *c, const struct tmterms *t)
{
    const struct wordlinks_options *l = &t->how.links;
    const char *why = NULL;

    if (l->model && (l->save_model || l->priors))
        why = _("--save-model and --priors are for learning: leave out --model");
    else if (t->words && (t->how.counts || t->how.merge))
        why = _("--counts and --merge are for phrases: leave out --words");
    else if (t->how.merge && (l->model || l->save_model))
        why = _("--merge reads counts, which need no model");
    else if (t->how.counts && !l->model && !t->how.merge)
        why = _("--counts needs --model, so that all parts are counted alike (or --merge)");
    if (why)
        cli_usage(c, "%s", why);
    return !why;
}

static int run(struct cli *c, struct tmterms *t)
{
    struct error e = {0};
    enum status st;

    if (!t->source_lang || !t->target_lang)
        return cli_usage(c, _("which languages? Give them with -s LANG and -t LANG"));
    if (!fits_together(c, t))
        return EXIT_TROUBLE;
    t->how.links.align.sampler.threads = t->how.phrases.threads = threads_of(c);
    t->how.phrases.languages.source = span_str(t->source_lang);
    t->how.phrases.languages.target = span_str(t->target_lang);
    if (t->words)
        st = wordlinks_run(c, &t->how.links, &e);
    else
        st = find_terms(c, t, &e);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

static const struct cli_program program = {
    .name = "tmterms",
    .purpose = N_("Align words and extract phrase pairs from aligned text."),
    .usage = "tmterms -s LANG -t LANG [OPTION]... [FILE]...\n"
             "tmterms --model=FILE [--counts] -s LANG -t LANG [OPTION]... [FILE]...\n"
             "tmterms --merge [--counts] -s LANG -t LANG [OPTION]... COUNTS...\n"
             "tmterms --words -s LANG -t LANG [-I N] [--symmetrize=HOW] [FILE]...\n"
             "tmterms --words --model=FILE -s LANG -t LANG [FILE]...",
    .examples = "tmterms -s kk -t en memory.tmx\n"
                "tmterms -s kk -t en --format=tbx --top=200 memory.tmx >glossary.tbx\n"
                "tmterms --words -s kk -t en --symmetrize=intersect pairs.txt >links.txt",
    .options = options,
    .features = CLI_OUTPUT | CLI_INVALID | CLI_JSON | CLI_THREADS,
    .formats = "tsv|csv|rec|tbx|omegat",
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct tmterms t = {.source_words = MAP_INIT, .target_words = MAP_INIT};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    if (rc >= 0)
        return rc;
    rc = cli_end(&c, run(&c, &t));
    phrase_side_free(&t.in.source);
    phrase_side_free(&t.in.target);
    glossary_free(&t.known);
    glossary_free(&t.conflicts);
    spell_close(t.source_spell);
    spell_close(t.target_spell);
    vec_free(&t.pairs);
    map_free(&t.source_words);
    map_free(&t.target_words);
    return rc;
}
