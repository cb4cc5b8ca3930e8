/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tmem keeps a translation memory.
 *
 *     tmem.c               options, the table of commands, which memory
 *     tmem_import.c        import, add: TMX, TSV, CSV
 *     tmem_import_trees.c  import: XLIFF, PO, TBX
 *     tmem_resume.c        import --resume, --abort
 *     tmem_export.c        export (tmem_export_po.c: as PO)
 *     tmem_lookup.c        lookup
 *     tmem_pretranslate.c  pretranslate
 *     tmem_sync.c          sync
 *     tmem_report.c        concord, log, undo
 *     tmem_hint.c          why a look-up found nothing
 *     tmem_stats.c         stats
 *     tmem_clean.c         clean, compact
 *     tmem_serve.c         serve
 */
#include "tools/tmem.h"
#include "tools/datapath.h"
#include "tools/settings.h"

#include <errno.h>
#include <stdlib.h>

enum {
    OPT_MEMORY = CLI_OWN_OPTION, OPT_SOURCE, OPT_TARGET, OPT_FROM, OPT_ORIGIN, OPT_SINCE,
    OPT_MIN_SCORE, OPT_TOP, OPT_BEST, OPT_FALLBACK, OPT_METRIC, OPT_NO_PENALTIES, OPT_EXHAUSTIVE,
    OPT_DIFF, OPT_STRICT, OPT_RESUME, OPT_ABORT, OPT_NO_REPAIR, OPT_STYLE, OPT_NO_DEFAULT,
    OPT_OVERWRITE, OPT_APPLY, OPT_ONLY, OPT_IGNORE, OPT_PENALTY, OPT_PAGE, OPT_FAIL_ON, OPT_MAX_SEGMENT,
    OPT_GLOSSARY, OPT_FRAGMENTS,
};

#define WITH_MEMORY                                                                                \
    "import|add|export|lookup|concord|stats|log|undo|clean|compact|pretranslate|sync|serve"
#define WITH_LANGUAGES "import|add|export|lookup|concord|stats|clean|qa|pretranslate|serve"

static const struct option_def options[] = {
    {.help = N_("Memory and languages:")},
    {OPT_MEMORY, 'm', "memory", ARG_REQUIRED, "MEMORY", KIND_FILE,
     N_("the memory: a file, or postgresql://HOST/DATABASE (default $TILMACH_MEMORY, else the one "
        "in your data folder); lookup, concord, pretranslate, stats and serve take several"),
     WITH_MEMORY},
    {OPT_SOURCE, 's', "source", ARG_REQUIRED, "LANG", KIND_LANG, N_("source language, such as kk"),
     WITH_LANGUAGES},
    {OPT_TARGET, 't', "target", ARG_REQUIRED, "LANG", KIND_LANG, N_("target language, such as en"),
     WITH_LANGUAGES},
    {.help = N_("import, add, export:")},
    {OPT_FROM, 0, "from", ARG_REQUIRED, "tmx|xliff|po|tsv|csv|tbx", KIND_WORDS,
     N_("format of what is imported (default by file name or content)"), "import|add"},
    {OPT_ORIGIN, 0, "origin", ARG_REQUIRED, "NAME", KIND_NONE,
     N_("import: origin of units that name none; export: only units with this one (a glob)"),
     "import|add|export"},
    {OPT_SINCE, 0, "since", ARG_REQUIRED, "DATE", KIND_NONE,
     N_("export only what changed on DATE (2024-01-31) or later"), "export"},
    {OPT_MAX_SEGMENT, 0, "max-segment", ARG_REQUIRED, "MIB", KIND_NONE,
     N_("import segments up to so many MiB; longer ones stop it (default 64)"), "import|add|sync"},
    {OPT_STRICT, 0, "strict", ARG_NONE, NULL, KIND_NONE,
     N_("import all units or, if one cannot be taken, nothing"), "import|add"},
    {OPT_RESUME, 0, "resume", ARG_NONE, NULL, KIND_NONE,
     N_("go on with an import that was interrupted"), "import"},
    {OPT_ABORT, 0, "abort", ARG_NONE, NULL, KIND_NONE,
     N_("remove what an interrupted import left"), "import"},
    {.help = N_("lookup, concord, stats, pretranslate:")},
    {OPT_MIN_SCORE, 0, "min-score", ARG_REQUIRED, "N", KIND_NONE,
     N_("lowest score of a match, 0 to 100 (default 70; pretranslate: 75)"),
     "lookup|pretranslate|serve"},
    {OPT_TOP, 0, "top", ARG_REQUIRED, "N", KIND_NONE,
     N_("at most N different translations a line (default 5); hits of concord (default 50)"),
     "lookup|concord|serve"},
    {OPT_FRAGMENTS, 0, "fragments", ARG_NONE, NULL, KIND_NONE,
     N_("also the longest parts of the line that are segments of the memory"), "lookup"},
    {OPT_PAGE, 0, "page", ARG_REQUIRED, "N", KIND_NONE,
     N_("concord: the hits of page N, of as many as --top says"), "concord"},
    {OPT_BEST, 0, "best", ARG_NONE, NULL, KIND_NONE,
     N_("write the best translation and nothing else, one line per line"), "lookup"},
    {OPT_FALLBACK, 0, "fallback", ARG_REQUIRED, "source", KIND_WORDS,
     N_("with --best, write the line itself where there is no match"), "lookup"},
    {OPT_METRIC, 0, "metric", ARG_REQUIRED, "words|chars", KIND_WORDS,
     N_("what is counted in comparing (default words)"), "lookup|stats|pretranslate|serve"},
    {OPT_NO_PENALTIES, 0, "no-penalties", ARG_NONE, NULL, KIND_NONE,
     N_("bare edit distance: numbers, names, addresses and tags are words like others"),
     "lookup|concord|stats|pretranslate|serve"},
    {OPT_NO_REPAIR, 0, "no-repair", ARG_NONE, NULL, KIND_NONE,
     N_("leave translations as they are where only numbers, dates, names, addresses or tags "
        "differ"), "lookup|pretranslate"},
    {OPT_PENALTY, 0, "penalty", ARG_REQUIRED, "N", KIND_NONE,
     N_("take N points off matches of the memory named before (-m)"),
     "lookup|stats|pretranslate|serve"},
    {OPT_STYLE, 0, "style", ARG_REQUIRED, "STYLE", KIND_STYLE,
     N_("house style of names in repaired translations (default the press style of -t)"),
     "lookup|pretranslate|qa"},
    {OPT_NO_DEFAULT, 0, "no-default", ARG_NONE, NULL, KIND_NONE, N_("no names but those of -d"),
     "lookup|concord|stats|pretranslate|qa|compact|serve"},
    {OPT_OVERWRITE, 0, "overwrite", ARG_NONE, NULL, KIND_NONE,
     N_("pretranslate also what has a translation that nobody has confirmed"), "pretranslate"},
    {OPT_EXHAUSTIVE, 0, "exhaustive", ARG_NONE, NULL, KIND_NONE,
     N_("compare with every unit (slow, the same answer)"), "lookup"},
    {OPT_DIFF, 0, "diff", ARG_NONE, NULL, KIND_NONE,
     N_("show in the source what differs: [-memory-]{+line+}, or in colour"), "lookup"},
    {.help = N_("clean, qa:")},
    {OPT_APPLY, 0, "apply", ARG_NONE, NULL, KIND_NONE,
     N_("clean: do it, take faulty units away and repair what can be repaired"), "clean"},
    {OPT_ONLY, 0, "only", ARG_REQUIRED, "KIND,...", KIND_NONE, N_("look for these kinds only"),
     "clean|qa"},
    {OPT_IGNORE, 0, "ignore", ARG_REQUIRED, "KIND,...", KIND_NONE, N_("do not look for these kinds"),
     "clean|qa"},
    {OPT_FAIL_ON, 0, "fail-on", ARG_REQUIRED, "KIND,...", KIND_NONE,
     N_("qa: exit 1 if one of these kinds is found (default error,warning)"), "qa"},
    {OPT_GLOSSARY, 0, "glossary", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("terms in TSV, CSV or TBX: qa wants them translated so, lookup tells those in the line"),
     "qa|lookup"},
    {.help = N_("serve:")},
    {OPT_LISTEN, 0, "listen", ARG_REQUIRED, "ADDRESS:PORT", KIND_NONE,
     N_("where to listen (default 127.0.0.1:8080); port 0 takes a free one"), "serve"},
    {OPT_PUBLIC, 0, "public", ARG_NONE, NULL, KIND_NONE,
     N_("an address that other machines reach is meant"), "serve"},
    {OPT_HOST, 0, "host", ARG_REQUIRED, "NAME", KIND_NONE,
     N_("a name by which clients call the server, besides its address and localhost"), "serve"},
    {OPT_CORS, 0, "cors", ARG_REQUIRED, "ORIGIN", KIND_NONE,
     N_("web pages of this origin may read the memory; * for all pages, also by callbacks"),
     "serve"},
    {OPT_WRITABLE, 0, "writable", ARG_NONE, NULL, KIND_NONE,
     N_("take units from clients that show the token"), "serve"},
    {OPT_TOKEN_FILE, 0, "token-file", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("the token, a line that others cannot read"), "serve"},
    {OPT_CONNECTIONS, 0, "connections", ARG_REQUIRED, "N", KIND_NONE,
     N_("at most N connections at once (default 128)"), "serve"},
    {OPT_RATE, 0, "rate", ARG_REQUIRED, "N", KIND_NONE,
     N_("at most N requests a second from one address (default 500; 0: no limit)"), "serve"},
    {OPT_TIMEOUT, 0, "timeout", ARG_REQUIRED, "SECONDS", KIND_NONE,
     N_("how long a request may take to come in (default 30)"), "serve"},
    {OPT_MAX_BODY, 0, "max-body", ARG_REQUIRED, "MIB", KIND_NONE,
     N_("largest file that a client may send, in MiB (default 16)"), "serve"},
    {0},
};

enum {
    TEXT_IN = CLI_INVALID | CLI_STDIN | CLI_FILES,
    TABLE_OUT = CLI_OUTPUT | CLI_JSON,
};

static const struct cli_command commands[] = {
    {"import", TEXT_IN | CLI_HEADER, tmem_import},
    {"add", TEXT_IN | CLI_HEADER, tmem_add},
    {"export", TABLE_OUT, tmem_export},
    {"lookup", TEXT_IN | TABLE_OUT | CLI_NULL | CLI_LINES | CLI_COLUMNS | CLI_HEADER | CLI_DATA,
     tmem_lookup},
    {"concord", TABLE_OUT | CLI_DATA, tmem_concord},
    {"stats", TEXT_IN | TABLE_OUT | CLI_NULL | CLI_DATA, tmem_stats},
    {"log", TABLE_OUT, tmem_log},
    {"undo", 0, tmem_undo},
    {"clean", TABLE_OUT, tmem_clean},
    {"qa", TEXT_IN | TABLE_OUT | CLI_HEADER | CLI_DATA, tmem_qa},
    {"compact", TABLE_OUT | CLI_DATA, tmem_compact},
    {"pretranslate", CLI_STDIN | CLI_FILES | CLI_OUTPUT | CLI_INPLACE | CLI_DATA, tmem_pretranslate},
    {"sync", 0, tmem_sync},
    {"serve", CLI_DATA, tmem_serve},
    {0},
};

static bool take_date(const char *arg, int64_t *out)
{
    if (tm_time_parse(span_str(arg), out))
        return true;
    diag_message(_("%s: “%s” is not a date such as 2024-01-31"), "--since", arg);
    return false;
}

static bool take_memory(struct tmem *t, const char *path)
{
    if (!t->memory) {
        t->memory = path;
        return true;
    }
    if (!vec_push(&t->further, ((struct tmem_further){.path = path}))) {
        diag_message("%s", _("out of memory"));
        return false;
    }
    return true;
}

static bool take_glossary(struct tmem *t, const char *path)
{
    t->glossary = path;
    if (vec_push(&t->glossaries, path))
        return true;
    diag_message("%s", _("out of memory"));
    return false;
}

/* Of the -m before it. */
static bool take_penalty(struct tmem *t, const char *arg)
{
    return cli_number("--penalty", arg, 0, 100,
                      t->further.len ? &vec_last(&t->further)->penalty : &t->penalty);
}

static bool take_option(void *context, int id, const char *arg)
{
    struct tmem *t = context;
    double number = 0;
    int place = 0;

    switch (id) {
    case OPT_MEMORY: return take_memory(t, arg);
    case OPT_PENALTY: return take_penalty(t, arg);
    case OPT_SOURCE: t->source = arg; break;
    case OPT_TARGET: t->target = arg; break;
    case OPT_FROM: t->from = arg; return cli_choice("--from", arg, "tmx|xliff|po|tsv|csv|tbx") >= 0;
    case OPT_ORIGIN: t->origin = arg; break;
    case OPT_SINCE: return take_date(arg, &t->since);
    case OPT_MIN_SCORE: return cli_number("--min-score", arg, 0, 100, &t->min_score);
    case OPT_TOP:
        if (!cli_number("--top", arg, 1, 1000000, &number))
            return false;
        t->top = (size_t)number;
        break;
    case OPT_FRAGMENTS: t->fragments = true; break;
    case OPT_GLOSSARY: return take_glossary(t, arg);
    case OPT_PAGE:
        if (!cli_number("--page", arg, 1, 1000000, &number))
            return false;
        t->page = (size_t)number;
        break;
    case OPT_BEST: t->best = true; break;
    case OPT_FALLBACK: t->fallback = true; return cli_choice("--fallback", arg, "source") >= 0;
    case OPT_METRIC:
        place = cli_choice("--metric", arg, "words|chars");
        t->mode.chars = place == 1;
        t->metric_given = true;
        return place >= 0;
    case OPT_NO_PENALTIES: t->mode.bare = true; break;
    case OPT_EXHAUSTIVE: t->exhaustive = true; break;
    case OPT_DIFF: t->diff = true; break;
    case OPT_OVERWRITE: t->overwrite = true; break;
    case OPT_NO_REPAIR: t->no_repair = true; break;
    case OPT_STYLE: t->style = arg; break;
    case OPT_NO_DEFAULT: t->no_default = true; break;
    case OPT_STRICT: t->strict = true; break;
    case OPT_RESUME: t->resume = true; break;
    case OPT_ABORT: t->abort = true; break;
    case OPT_APPLY: t->apply = true; break;
    case OPT_ONLY: t->only = arg; break;
    case OPT_IGNORE: t->ignore = arg; break;
    case OPT_FAIL_ON: t->fail_on = arg; break;
    case OPT_MAX_SEGMENT:
        if (!cli_number("--max-segment", arg, 1, 900, &number))
            return false;
        t->max_segment = (size_t)number;
        break;
    default: return tmem_serve_option(t, id, arg);
    }
    return true;
}

static const struct cli_program program = {
    .name = "tmem",
    .purpose = N_("Keep a translation memory: import and export it, look segments and phrases up."),
    .usage = "tmem import [-s LANG -t LANG] [FILE]...\n"
             "tmem add -s LANG -t LANG [FILE]...\n"
             "tmem export [-s LANG -t LANG] [--format=tmx|tsv|po] [-o FILE]\n"
             "tmem lookup -s LANG -t LANG [OPTION]... [FILE]...\n"
             "tmem concord -s LANG -t LANG PHRASE\n"
             "tmem pretranslate -s LANG -t LANG [--overwrite] FILE [-o OUT | -i]\n"
             "tmem sync PROJECT\n"
             "tmem stats [-s LANG -t LANG FILE...]\n"
             "tmem log\n"
             "tmem undo BATCH\n"
             "tmem clean [-s LANG -t LANG] [--apply]\n"
             "tmem compact\n"
             "tmem qa [-s LANG -t LANG] [--glossary=FILE] FILE...\n"
             "tmem serve [--listen=ADDRESS:PORT] [--writable --token-file=FILE]",
    .examples = N_("tmem import memory.tmx                  TMX in\n"
                   "tmem lookup -s kk -t en speech.txt      line, score, source, target, origin\n"
                   "tmseg -l kk speech.txt | tmem lookup -s kk -t en --best --fallback=source\n"
                   "tmem concord -s kk -t en 'жоғары мәртебелі'\n"
                   "tmem export -s kk -t en -o kk-en.tmx\n"
                   "tmem pretranslate -s en -t kk -i po/kk.po\n"
                   "tmem log; tmem undo 3                   take an import back\n"
                   "tmem clean                              what is wrong in the memory; --apply"),
    .status = N_("0 done; 1 nothing was found (lookup, concord), or too much (qa); 2 usage error, bad input, failed "
                 "read or write"),
    .options = options,
    .formats = "tsv|json|tmx|po|text|sarif|github",
    .commands = commands,
    .handle = take_option,
};

bool tmem_json(const struct cli *c)
{
    return c->format_given && strcmp(c->format, "json") == 0;
}

int tmem_no_tmx(struct cli *c)
{
    if (c->format_given && strcmp(c->format, "tsv") != 0 && strcmp(c->format, "json") != 0)
        return cli_usage(c, _("%s writes %s"), c->command->name, "tsv, json");
    return EXIT_DONE;
}

/* Languages */

int tmem_direction(struct cli *c, struct tmem *t, bool optional)
{
    struct error e;

    if (optional && !t->source && !t->target)
        return EXIT_DONE;
    if (!t->source || !t->target)
        return cli_usage(c, _("name the languages: -s LANG and -t LANG"));
    if (tm_direction_set(&t->direction.value, t->source, t->target, &e))
        return cli_fail(c, &e);
    t->direction.set = true;
    return EXIT_DONE;
}

const struct tm_direction *tmem_pair(const struct tmem *t)
{
    return t->direction.set ? &t->direction.value : NULL;
}

/* The memory */

/* Returns new. */
static char *default_path(struct error *e)
{
    char *path = data_user_path("XDG_DATA_HOME", ".local/share", "memory.tmdb");

    if (!path && errno == ENOMEM)
        error_nomem(e);
    else if (!path)
        error_set(e, ST_USAGE, _("HOME is not set: name a memory with -m"));
    return path;
}

/* Open a memory.  The index of one on a server is kept in the user's cache; without a cache it is
 * made at each start. */
static enum status open_store(const struct cli *c, struct tm_store **out, const char *path,
                              enum tm_access access, struct error *e)
{
    enum status st = cli_spare_memory(c, path, e);
    char *prefix;

    if (!st)
        st = tm_store_open(out, path, access, e);
    prefix = !st && tm_store_on_server(path) ? data_cache_path("memory") : NULL;
    if (prefix)
        st = tm_store_cache(*out, prefix, e);
    free(prefix);
    return st;
}

static bool takes_several(const struct cli *c)
{
    static const char *const several[] = {"lookup", "concord", "pretranslate", "stats", "serve"};

    for (size_t i = 0; i < COUNT_OF(several); i++) {
        if (strcmp(c->command->name, several[i]) == 0)
            return true;
    }
    return false;
}

int tmem_locate(struct cli *c, struct tmem *t, enum tm_access access)
{
    const char *named = t->memory ? t->memory : getenv("TILMACH_MEMORY");
    struct error e = {0};
    enum status st = ST_OK;

    if (t->further.len && !takes_several(c))
        return cli_usage(c, _("%s takes one memory"), c->command->name);
    if (!named || !*named)
        named = settings_get(c, "memory");
    t->path = named ? strdup(named) : default_path(&e);
    if (!t->path && named)
        error_nomem(&e);
    if (!t->path)
        return cli_fail(c, &e);
    if (!named && access == TM_WRITE)
        st = data_make_parents(t->path, &e);
    return st ? cli_fail(c, &e) : EXIT_DONE;
}

int tmem_open(struct cli *c, struct tmem *t, enum tm_access access)
{
    struct error e;
    int rc = tmem_locate(c, t, access);

    if (rc)
        return rc;
    if (open_store(c, &t->store, t->path, access, &e))
        return cli_fail(c, &e);
    if (c->verbose)
        diag_message(_("memory %s (%s)"), tm_store_path(t->store), tm_store_uuid(t->store));
    return EXIT_DONE;
}

int tmem_open_further(struct cli *c, struct tmem *t)
{
    struct error e;

    for (size_t i = 0; i < t->further.len; i++) {
        struct tmem_further *f = &t->further.v[i];

        if (open_store(c, &f->store, f->path, TM_READ, &e))
            return cli_fail(c, &e);
    }
    return EXIT_DONE;
}

enum status tmem_names_for(const struct cli *c, const struct tmem *t,
                           const struct tm_direction *d, struct tmem_names *n,
                           const struct tm_languages **out, struct error *e)
{
    const struct names_wanted wanted = {c->data.v, c->data.len, t->no_default,
                                        settings_get(c, "names")};
    enum status st;

    *out = NULL;
    if (t->no_default && c->data.len == 0)
        return ST_OK;
    st = tmem_names_open(n, &wanted, d, t->style, e);
    if (!st)
        *out = &n->languages;
    return st == ST_NOTFOUND && !c->data.len && !t->style ? ST_OK : st;
}

int tmem_names(struct cli *c, struct tmem *t)
{
    struct error e;

    return tmem_names_for(c, t, &t->direction.value, &t->names, &t->mode.languages, &e)
               ? cli_fail(c, &e)
               : EXIT_DONE;
}

const char *tmem_path(const struct tmem *t, size_t memory)
{
    return tm_store_path(memory ? t->further.v[memory - 1].store : t->store);
}

int tmem_lookup_open(struct cli *c, struct tmem *t, struct tm_lookup **out)
{
    struct error e;
    const struct error *note;
    enum status st;
    int rc = tmem_open_further(c, t);

    *out = NULL;
    if (!rc)
        rc = tmem_names(c, t);
    if (rc)
        return rc;
    if (tm_lookup_open(out, NULL, &t->direction.value, t->mode, &e))
        return cli_fail(c, &e);
    st = tm_lookup_add(*out, t->store, t->penalty, &e);
    for (size_t i = 0; i < t->further.len && !st; i++)
        st = tm_lookup_add(*out, t->further.v[i].store, t->further.v[i].penalty, &e);
    if (st) {
        tm_lookup_free(*out);
        *out = NULL;
        return cli_fail(c, &e);
    }
    note = tm_lookup_note(*out);
    if (note && !c->quiet)
        diag_message(_("the index is not kept (%s: %s): it is made at each start"), note->file,
                     note->message);
    return EXIT_DONE;
}

int tmem_open_existing(struct cli *c, struct tmem *t, enum tm_access access)
{
    struct error e;
    int rc = tmem_open(c, t, TM_READ);

    if (rc || access == TM_READ)
        return rc;
    tm_store_close(t->store);
    t->store = NULL;
    return open_store(c, &t->store, t->path, access, &e) ? cli_fail(c, &e) : EXIT_DONE;
}

int main(int argc, char **argv)
{
    struct tmem t = {.min_score = -1, .since = INT64_MIN, .names.exact = true,
                     .serve = TMEM_SERVE_DEFAULTS};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    if (rc < 0)
        rc = cli_end(&c, c.command->run(&c));
    tm_store_close(t.store);
    for (size_t i = 0; i < t.further.len; i++)
        tm_store_close(t.further.v[i].store);
    vec_free(&t.further);
    vec_free(&t.glossaries);
    free(t.path);
    tmem_names_close(&t.names);
    return rc;
}
