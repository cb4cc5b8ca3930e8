/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmterms: align words and extract phrase pairs from aligned text. */
#include "tools/cli.h"
#include "tools/wordlinks.h"

#include <stdio.h>

enum {
    OPT_SOURCE = CLI_OWN_OPTION,
    OPT_TARGET,
    OPT_WORDS,
    OPT_ITERATIONS,
    OPT_SYMMETRIZE,
    OPT_SEED,
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Languages:")},
    {OPT_SOURCE, 's', "source", ARG_REQUIRED, "LANG", KIND_LANG, N_("source language")},
    {OPT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG, N_("target language")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Word alignment:")},
    {OPT_WORDS, 0, "words", ARG_NONE, NULL, KIND_NONE,
     N_("lines \"source ||| target\" in, links \"0-0 1-2\" out")},
    {OPT_ITERATIONS, 'I', "iterations", ARG_REQUIRED, "N", KIND_NONE, N_("passes of estimation")},
    {OPT_SYMMETRIZE, 0, "symmetrize", ARG_REQUIRED, "gdfa|intersect|union", KIND_WORDS,
     N_("how the links of both directions are put together")},
    {OPT_SEED, 0, "seed", ARG_REQUIRED, "N", KIND_NONE,
     N_("taken for compatibility: nothing here is random")},
    {0},
};

struct tmterms {
    const char *source_lang, *target_lang;
    bool words;
    struct words_options align;
};

static bool handle(void *context, int id, const char *arg)
{
    struct tmterms *t = context;
    double number;
    int choice;

    switch (id) {
    case OPT_SOURCE:
        t->source_lang = arg;
        break;
    case OPT_TARGET:
        t->target_lang = arg;
        break;
    case OPT_WORDS:
        t->words = true;
        break;
    case OPT_ITERATIONS:
        if (!cli_number("-I", arg, 1, 100, &number))
            return false;
        t->align.iterations = (unsigned)number;
        break;
    case OPT_SYMMETRIZE:
        choice = cli_choice("--symmetrize", arg, "gdfa|intersect|union");
        if (choice < 0)
            return false;
        t->align.symmetrize = (enum symmetrize)choice;
        break;
    case OPT_SEED:
        return cli_number("--seed", arg, 0, 1e15, &number);
    }
    return true;
}

static int run(struct cli *c, struct tmterms *t)
{
    struct error e = {0};
    enum status st = ST_OK;

    if (!t->source_lang || !t->target_lang)
        return cli_usage(c, _("which languages? Give them with -s LANG and -t LANG"));
    if (t->words)
        st = wordlinks_run(c, &t->align, &e);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

static const struct cli_program program = {
    .name = "tmterms",
    .purpose = N_("Align words and extract phrase pairs from aligned text."),
    .usage = "tmterms -s LANG -t LANG [OPTION]... [FILE]...\n"
             "tmterms --words -s LANG -t LANG [-I N] [--symmetrize=HOW] [FILE]...",
    .examples = "tmterms -s kk -t en memory.tmx\n"
                "tmterms --words -s kk -t en --symmetrize=intersect pairs.txt >links.txt",
    .options = options,
    .features = CLI_OUTPUT | CLI_INVALID,
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct tmterms t = {0};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    return rc >= 0 ? rc : cli_end(&c, run(&c, &t));
}
