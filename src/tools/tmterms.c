/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmterms: align words and extract phrase pairs from aligned text. */
#include "base/threads.h"
#include "tools/cli.h"
#include "tools/langdata.h"
#include "tools/termsout.h"
#include "tools/wordlinks.h"

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
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Languages:")},
    {OPT_SOURCE, 's', "source", ARG_REQUIRED, "LANG", KIND_LANG, N_("source language")},
    {OPT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG, N_("target language")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Phrase pairs:")},
    {OPT_FROM, 0, "from", ARG_REQUIRED, "tmx|tsv", KIND_WORDS,
     N_("format of the input (default: by name and content)")},
    {OPT_MIN_COUNT, 0, "min-count", ARG_REQUIRED, "N", KIND_NONE,
     N_("only pairs found in N segments or more (default 2)")},
    {OPT_TOP, 0, "top", ARG_REQUIRED, "N", KIND_NONE, N_("only the N best")},
    {OPT_KNOWN, 0, "known", ARG_REQUIRED, "GLOSSARY", KIND_FILE,
     N_("leave out the pairs of this glossary (TSV: source, target)")},
    {OPT_CONFLICTS, 0, "conflicts", ARG_REQUIRED, "GLOSSARY", KIND_FILE,
     N_("only pairs whose source this glossary translates otherwise")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Word alignment:")},
    {OPT_WORDS, 0, "words", ARG_NONE, NULL, KIND_NONE,
     N_("lines \"source ||| target\" in, links \"0-0 1-2\" out")},
    {OPT_ITERATIONS, 'I', "iterations", ARG_REQUIRED, "N", KIND_NONE, N_("passes of estimation")},
    {OPT_SYMMETRIZE, 0, "symmetrize", ARG_REQUIRED, "gdfa|intersect|union", KIND_WORDS,
     N_("how the links of both directions are put together")},
    {OPT_PRIORS, 0, "priors", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("TSV of words that translate each other: source, target")},
    {OPT_SAVE_MODEL, 0, "save-model", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("write what was learned of the words to FILE")},
    {OPT_MODEL, 0, "model", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("link by what FILE has learned, each line by itself")},
    {OPT_SEED, 0, "seed", ARG_REQUIRED, "N", KIND_NONE,
     N_("where random numbers begin; the same N gives the same links (default 0)")},
    {0},
};

struct tmterms {
    const char *source_lang, *target_lang;
    const char *from;
    bool words;
    struct wordlinks_options links;
    struct phrase_options phrases;
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
        t->source_lang = t->links.source_lang = arg;
        break;
    case OPT_TARGET:
        t->target_lang = t->links.target_lang = arg;
        break;
    case OPT_WORDS:
        t->words = true;
        break;
    case OPT_ITERATIONS:
        if (!cli_number("-I", arg, 1, 100, &number))
            return false;
        t->links.align.sampler.sweeps = (unsigned)number;
        break;
    case OPT_SYMMETRIZE:
        choice = cli_choice("--symmetrize", arg, "gdfa|intersect|union");
        if (choice < 0)
            return false;
        t->links.align.symmetrize = (enum symmetrize)choice;
        break;
    case OPT_FROM:
        t->from = arg;
        return cli_choice("--from", arg, "tmx|tsv") >= 0;
    case OPT_MIN_COUNT:
        if (!cli_number("--min-count", arg, 1, 1e9, &number))
            return false;
        t->phrases.min_count = (unsigned)number;
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
        t->links.priors = arg;
        break;
    case OPT_SAVE_MODEL:
        t->links.save_model = arg;
        break;
    case OPT_MODEL:
        t->links.model = arg;
        break;
    case OPT_SEED:
        if (!cli_number("--seed", arg, 0, 1e15, &number))
            return false;
        t->links.align.sampler.seed = (uint64_t)number;
        break;
    }
    return true;
}

static enum status read_glossaries(struct cli *c, struct tmterms *t, struct error *e)
{
    enum status st = ST_OK;

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

static enum status extract(struct cli *c, struct tmterms *t, struct error *e)
{
    enum status st = read_glossaries(c, t, e);

    if (!st)
        st = langdata_function_words(&t->source_words, t->source_lang, e);
    if (!st)
        st = langdata_function_words(&t->target_words, t->target_lang, e);
    t->in.source_lang = t->source_lang;
    t->in.target_lang = t->target_lang;
    if (!st)
        st = open_spell(&t->source_spell, t->source_lang, e);
    if (!st)
        st = open_spell(&t->target_spell, t->target_lang, e);
    phrase_side_init(&t->in.source, &t->source_words, t->source_spell);
    phrase_side_init(&t->in.target, &t->target_words, t->target_spell);
    for (size_t i = 0; !st && i < c->n_files; i++)
        st = terms_read(c, &t->in, c->files[i], t->from, e);
    if (!st)
        st = phrases_extract(&t->in.source, &t->in.target, &t->phrases, &t->pairs, e);
    if (!st && t->in.skipped && !c->quiet)
        diag_message(_("%llu units without text in both languages were left out"),
                     (unsigned long long)t->in.skipped);
    return st ? st : terms_write(cli_out(c), c->format, &t->in, &t->pairs, &t->which, e);
}

/* What -j says, else as many as there are processors. */
static unsigned threads_of(const struct cli *c)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (c->threads)
        return c->threads;
    return processors < 1 ? 1 : processors > THREADS_MAX ? THREADS_MAX : (unsigned)processors;
}

static int run(struct cli *c, struct tmterms *t)
{
    struct error e = {0};
    enum status st;

    if (!t->source_lang || !t->target_lang)
        return cli_usage(c, _("which languages? Give them with -s LANG and -t LANG"));
    if (t->links.model && (t->links.save_model || t->links.priors))
        return cli_usage(c, _("--save-model and --priors are for learning: leave out --model"));
    if (!t->words && (t->links.model || t->links.save_model))
        return cli_usage(c, _("--model and --save-model belong to --words"));
    t->links.align.sampler.threads = t->phrases.threads = threads_of(c);
    if (t->words)
        st = wordlinks_run(c, &t->links, &e);
    else
        st = extract(c, t, &e);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

static const struct cli_program program = {
    .name = "tmterms",
    .purpose = N_("Align words and extract phrase pairs from aligned text."),
    .usage = "tmterms -s LANG -t LANG [OPTION]... [FILE]...\n"
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
    struct tmterms t = {.source_words = MAP_INIT, .target_words = MAP_INIT,
                        .known = GLOSSARY_INIT, .conflicts = GLOSSARY_INIT};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    if (rc >= 0)
        return rc;
    rc = cli_end(&c, run(&c, &t));
    phrase_side_free(&t.in.source);
    phrase_side_free(&t.in.target);
    spell_close(t.source_spell);
    spell_close(t.target_spell);
    vec_free(&t.pairs);
    glossary_free(&t.known);
    glossary_free(&t.conflicts);
    map_free(&t.source_words);
    map_free(&t.target_words);
    return rc;
}
