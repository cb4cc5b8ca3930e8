/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * namenorm: find names in running text; report or rewrite them in one house spelling.
 *
 *     namenorm.c       options
 *     namenorm_open.c  dictionaries, styles, endings
 *     namenorm_run.c   documents through the finder, findings out
 *     namenorm_diff.c  unified diff
 *     namenorm_ask.c   --interactive
 */
#include "tools/namenorm.h"

#include <stdlib.h>

enum {
    OPT_LANG = CLI_OWN_OPTION,
    OPT_STYLE,
    OPT_NO_DEFAULT,
    OPT_DIFF,
    OPT_EXIT_CODE,
    OPT_FAIL_ON,
    OPT_ALL,
    OPT_ONLY,
    OPT_MIN_SCORE,
    OPT_REPORT_SCORE,
    OPT_EXACT,
    OPT_CONSISTENCY,
    OPT_FIRST_MENTION,
    OPT_INTERACTIVE,
    OPT_SPELL,
    OPT_FORMER,
    OPT_DATE,
    OPT_IGNORE,
    OPT_TYPE,
    OPT_FIELD,
    OPT_ATTRIBUTES,
    OPT_DOCUMENT,
    OPT_TRACK,
    OPT_NO_TRACK,
    OPT_AUTHOR,
};

#define TYPES DOC_TYPE_NAMES
#define DOCUMENTS "file|line|blank|record"

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Names and house style:")},
    {OPT_LANG, 'l', "lang", ARG_REQUIRED, "LANG", KIND_LANG,
     N_("language of the text; without -s, its press style")},
    {OPT_STYLE, 's', "style", ARG_REQUIRED, "STYLE", KIND_STYLE,
     N_("house style, a name or a .rec file; repeatable, one a language")},
    {OPT_NO_DEFAULT, 0, "no-default", ARG_NONE, NULL, KIND_NONE, N_("no names but those of -d")},
    {OPT_FORMER, 0, "former", ARG_NONE, NULL, KIND_NONE,
     N_("rewrite superseded names outside their dates")},
    {OPT_DATE, 0, "date", ARG_REQUIRED, "YYYY-MM-DD", KIND_NONE, N_("the day of the text, for --former")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("What is found:")},
    {OPT_EXACT, 0, "exact", ARG_NONE, NULL, KIND_NONE, N_("no recognition by sound")},
    {OPT_CONSISTENCY, 0, "consistency", ARG_NONE, NULL, KIND_NONE,
     N_("also names in no dictionary: one name, several spellings in one document")},
    {OPT_FIRST_MENTION, 0, "first-mention", ARG_OPTIONAL, "rewrite", KIND_WORDS,
     N_("report a first mention without the full name, and later ones with it, or rewrite them")},
    {OPT_SPELL, 0, "spell", ARG_NONE, NULL, KIND_NONE,
     N_("report also words that are none (Hunspell)")},
    {OPT_ALL, 0, "all", ARG_NONE, NULL, KIND_NONE, N_("report also what is right")},
    {OPT_ONLY, 0, "only", ARG_REQUIRED, "ID[,ID...]", KIND_NONE, N_("these names only")},
    {OPT_IGNORE, 0, "ignore", ARG_REQUIRED, "WORD", KIND_NONE,
     N_("leave mentions with this word alone; repeatable")},
    {OPT_MIN_SCORE, 0, "min-score", ARG_REQUIRED, "N", KIND_NONE,
     N_("rewrite what is at least this sure (0-100, default 80)")},
    {OPT_REPORT_SCORE, 0, "report-score", ARG_REQUIRED, "N", KIND_NONE,
     N_("report what is at least this sure (0-100, default 60)")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Reports:")},
    {OPT_DIFF, 0, "diff", ARG_NONE, NULL, KIND_NONE, N_("a unified diff instead of the text")},
    {OPT_FAIL_ON, 0, "fail-on", ARG_REQUIRED, "KIND[,KIND...]", KIND_NONE,
     N_("with -c, exit with 1 for findings of these kinds")},
    {OPT_INTERACTIVE, 0, "interactive", ARG_NONE, NULL, KIND_NONE,
     N_("ask on the terminal about each change: y, n, a(ll), s(kip always), q")},
    {OPT_EXIT_CODE, 0, "exit-code", ARG_NONE, NULL, KIND_NONE,
     N_("exit with 1 if anything was or would be rewritten")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Documents:")},
    {OPT_TYPE, 0, "type", ARG_REQUIRED, TYPES, KIND_WORDS,
     N_("type of the documents (default by file name)")},
    {OPT_FIELD, 0, "field", ARG_REQUIRED, "PATH[,PATH...]", KIND_NONE,
     N_("jsonl, csv, tsv: only these string values or columns, as body,meta.title")},
    {OPT_ATTRIBUTES, 0, "attributes", ARG_NONE, NULL, KIND_NONE,
     N_("html: rewrite names in alt, title, aria-label and descriptions too")},
    {OPT_DOCUMENT, 0, "document", ARG_REQUIRED, DOCUMENTS, KIND_WORDS, N_("what a document is")},
    {OPT_TRACK, 0, "track-changes", ARG_NONE, NULL, KIND_NONE,
     N_("docx: write changes as revisions to accept or reject (default)")},
    {OPT_NO_TRACK, 0, "no-track-changes", ARG_NONE, NULL, KIND_NONE,
     N_("docx: write changes without a trace")},
    {OPT_AUTHOR, 0, "author", ARG_REQUIRED, "NAME", KIND_NONE,
     N_("docx: whose revisions they are (default namenorm)")},
    {0},
};

static bool set_score(const char *name, const char *arg, unsigned *score)
{
    double value;

    if (!cli_number(name, arg, 0, 100, &value))
        return false;
    *score = (unsigned)value;
    return true;
}

static bool set_kinds(const char *arg, unsigned *kinds)
{
    struct span bad;

    if (finding_kinds_parse(span_str(arg), kinds, &bad))
        return true;
    diag_message(_("--fail-on: no kind of finding is called '%.*s'"), SPAN_ARG(bad));
    return false;
}

static bool set_date(struct namenorm *n, const char *arg)
{
    struct span s = span_str(arg);
    bool good = s.len == 4 || s.len == 7 || s.len == 10;

    for (size_t i = 0; i < s.len; i++)
        good = good && (i == 4 || i == 7 ? s.ptr[i] == '-' : s.ptr[i] >= '0' && s.ptr[i] <= '9');
    if (good && s.len >= 7) {
        int month = (s.ptr[5] - '0') * 10 + s.ptr[6] - '0';
        int day = s.len == 10 ? (s.ptr[8] - '0') * 10 + s.ptr[9] - '0' : 1;

        good = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
    if (!good)
        diag_message(_("--date wants a day as 2024-05-31, not '%s'"), arg);
    n->find.date = s;
    return good;
}

static bool set_choice(const char *name, const char *arg, const char *choices, int *out)
{
    *out = cli_choice(name, arg, choices) + 1;
    return *out > 0;
}

static bool handle_document(struct namenorm *n, int id, const char *arg)
{
    int place;

    switch (id) {
    case OPT_TYPE:
        if (!set_choice("--type", arg, TYPES, &place))
            return false;
        n->type = (enum doc_type)place;
        return true;
    case OPT_FIELD:
        n->fields = arg;
        return true;
    case OPT_ATTRIBUTES:
        return n->attributes = true;
    case OPT_DOCUMENT:
        if (!set_choice("--document", arg, DOCUMENTS, &place))
            return false;
        n->scope = (enum doc_scope)place;
        return true;
    case OPT_TRACK:
        return n->track = true;
    case OPT_NO_TRACK:
        return n->no_track = true;
    case OPT_AUTHOR:
        n->author = arg;
        return true;
    }
    return true;
}

static bool handle(void *context, int id, const char *arg)
{
    struct namenorm *n = context;

    switch (id) {
    case OPT_LANG:
        n->lang = arg;
        return true;
    case OPT_STYLE:
        return vec_push(&n->style_names, arg);
    case OPT_NO_DEFAULT:
        return n->no_default = true;
    case OPT_CONSISTENCY:
        return n->find.consistency = true;
    case OPT_FIRST_MENTION:
        if (arg && cli_choice("--first-mention", arg, "rewrite") < 0)
            return false;
        n->find.first_mention_rewrite = arg != NULL;
        return n->find.first_mention = true;
    case OPT_SPELL:
        return n->find.spell = true;
    case OPT_INTERACTIVE:
        return n->interactive = true;
    case OPT_FORMER:
        return n->find.former = true;
    case OPT_DATE:
        return set_date(n, arg);
    case OPT_EXACT:
        return n->find.exact = true;
    case OPT_ALL:
        return n->find.all = true;
    case OPT_ONLY:
        return vec_push(&n->only, arg);
    case OPT_IGNORE:
        return vec_push(&n->ignore, arg);
    case OPT_MIN_SCORE:
        return set_score("--min-score", arg, &n->find.min_score);
    case OPT_REPORT_SCORE:
        return set_score("--report-score", arg, &n->find.report_score);
    case OPT_DIFF:
        return n->diff = true;
    case OPT_FAIL_ON:
        return set_kinds(arg, &n->fail_on);
    case OPT_EXIT_CODE:
        return n->exit_code = true;
    default:
        return handle_document(n, id, arg);
    }
}

static const struct cli_program program = {
    .name = "namenorm",
    .purpose = N_("Find names in running text; report or rewrite them in one house spelling."),
    .usage = "namenorm [OPTION]... [FILE]...",
    .examples = "namenorm -s rferl --diff copy.md\n"
                "namenorm -l en -s en-press -c -x *.txt\n"
                "namenorm -s kk -s ru-press -i news/*.md\n"
                "namenorm --no-default -d names.rec -l de <a.txt >b.txt",
    .status = N_("0 done; 1 with -c: findings of a kind in --fail-on, with --exit-code: something "
                 "was or would be rewritten; 2 trouble"),
    .options = options,
    .features = CLI_OUTPUT | CLI_INPLACE | CLI_NULL | CLI_LINES | CLI_INVALID | CLI_FILES |
                CLI_STDIN | CLI_CHECK | CLI_JSON | CLI_EXPLAIN | CLI_DATA | CLI_COLUMNS | CLI_HEADER | CLI_THREADS,
    .formats = "text|json|sarif|github|tsv",
    .handle = handle,
};

static int run(struct namenorm *n)
{
    int rc;

    if (n->cli->in_place && (n->cli->check || n->diff))
        return cli_usage(n->cli, _("-i with -c or --diff: nothing would be written"));
    if (n->find.former && n->find.date.len == 0)
        return cli_usage(n->cli, _("--former wants the day of the text: --date=YYYY-MM-DD"));
    if (n->cli->columns.len && n->fields)
        return cli_usage(n->cli, _("-C with --field: columns are named by one of them"));
    if (n->interactive && (n->cli->check || n->diff))
        return cli_usage(n->cli, _("--interactive with -c or --diff: there is nothing to ask"));
    if (n->track && n->no_track)
        return cli_usage(n->cli, _("--track-changes with --no-track-changes: one of them"));
    rc = namenorm_open(n);
    return rc == EXIT_DONE ? namenorm_run(n) : rc;
}

int main(int argc, char **argv)
{
    struct namenorm n = {.find = {.min_score = 80, .report_score = 60}};
    struct cli c;
    struct span bad;
    int rc;

    (void)finding_kinds_parse(span_str("variant,ending,mixed-script,misnaming,inconsistent,former"),
                              &n.fail_on, &bad);
    rc = cli_start(&c, &program, argc, argv, &n);
    if (rc < 0) {
        n.cli = &c;
        rc = cli_end(&c, run(&n));
    }
    namenorm_close(&n);
    return rc;
}
