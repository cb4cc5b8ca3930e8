/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/settings.h"

#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum common_id {
    OPT_OUTPUT = 1, OPT_INPLACE, OPT_INPLACE_SUFFIX, OPT_NULL, OPT_LINES, OPT_INVALID, OPT_FILES0,
    OPT_RECURSE, OPT_STDIN, OPT_CHECK, OPT_FORMAT, OPT_JSON, OPT_THREADS, OPT_COLUMNS, OPT_HEADER,
    OPT_EXPLAIN, OPT_DATA, OPT_QUIET, OPT_VERBOSE, OPT_COLOR, OPT_NO_CONFIG, OPT_HELP, OPT_VERSION,
    OPT_COMPLETION,
};

/* The common options, each with the feature that turns it on (0: always). */
static const struct {
    unsigned feature;
    struct option_def def;
} common[] = {
    {CLI_DATA, {OPT_DATA, 'd', "data", ARG_REQUIRED, "FILE", KIND_FILE,
                N_("dictionary of names, .rec or compiled; repeatable")}},
    {CLI_CHECK, {OPT_CHECK, 'c', "check", ARG_NONE, NULL, KIND_NONE,
                 N_("report only, change nothing")}},
    {CLI_EXPLAIN, {OPT_EXPLAIN, 'x', "explain", ARG_NONE, NULL, KIND_NONE, N_("say why")}},
    {CLI_COLUMNS, {OPT_COLUMNS, 'C', "column", ARG_REQUIRED, "N[,N...]", KIND_NONE,
                   N_("input is TSV: act on these columns only")}},
    {CLI_HEADER, {OPT_HEADER, 0, "header", ARG_NONE, NULL, KIND_NONE,
                   N_("the first line of TSV names the columns")}},
    {CLI_JSON, {OPT_FORMAT, 0, "format", ARG_REQUIRED, NULL, KIND_WORDS, N_("format of the output")}},
    {CLI_JSON, {OPT_JSON, 0, "json", ARG_NONE, NULL, KIND_NONE, N_("the same as --format=json")}},
    {CLI_OUTPUT, {OPT_OUTPUT, 'o', "output", ARG_REQUIRED, "FILE", KIND_FILE,
                  N_("write to FILE, all of it or nothing")}},
    {CLI_INPLACE, {OPT_INPLACE, 'i', NULL, ARG_NONE, NULL, KIND_NONE, N_("change the files in place")}},
    {CLI_INPLACE, {OPT_INPLACE_SUFFIX, 0, "in-place", ARG_OPTIONAL, "SUFFIX", KIND_NONE,
                   N_("the same; with SUFFIX keep a backup")}},
    {CLI_NULL, {OPT_NULL, 'z', "null", ARG_NONE, NULL, KIND_NONE,
                N_("records end in NUL, each a document of its own")}},
    {CLI_LINES, {OPT_LINES, 0, "line-buffered", ARG_NONE, NULL, KIND_NONE,
                 N_("each line is a document of its own, answered at once")}},
    {CLI_INVALID, {OPT_INVALID, 0, "invalid", ARG_REQUIRED, "error|replace|pass", KIND_WORDS,
                   N_("what to do with bytes that are not UTF-8")}},
    {CLI_FILES, {OPT_RECURSE, 'r', "recursive", ARG_NONE, NULL, KIND_NONE,
                 N_("walk directories, obeying .gitignore")}},
    {CLI_FILES, {OPT_FILES0, 0, "files0-from", ARG_REQUIRED, "FILE", KIND_FILE,
                 N_("take NUL-terminated file names from FILE")}},
    {CLI_STDIN, {OPT_STDIN, 0, "stdin-filename", ARG_REQUIRED, "NAME", KIND_FILE,
                 N_("treat standard input as a file of this name")}},
    {CLI_THREADS, {OPT_THREADS, 'j', "threads", ARG_REQUIRED, "N", KIND_NONE, N_("number of threads")}},
    {0, {OPT_QUIET, 'q', "quiet", ARG_NONE, NULL, KIND_NONE,
         N_("no progress, no summary; when checking no report either")}},
    {0, {OPT_VERBOSE, 'v', "verbose", ARG_NONE, NULL, KIND_NONE,
         N_("say more, such as the dictionaries used")}},
    {0, {OPT_COLOR, 0, "color", ARG_REQUIRED, "auto|always|never", KIND_WORDS,
         N_("colour in reports")}},
    {0, {OPT_NO_CONFIG, 0, "no-config", ARG_NONE, NULL, KIND_NONE, N_("ignore configuration files")}},
    {0, {OPT_HELP, 0, "help", ARG_NONE, NULL, KIND_NONE, N_("show this help")}},
    {0, {OPT_VERSION, 0, "version", ARG_NONE, NULL, KIND_NONE, N_("show the version")}},
};

/* Not shown in help: the build makes the completion files with it. */
static const struct option_def hidden[] = {
    {OPT_COMPLETION, 0, "print-completion", ARG_REQUIRED, "bash|zsh|fish", KIND_WORDS, ""},
    {0},
};

struct tables {
    struct option_def shared[COUNT_OF(common) + 2];
    const struct option_def *list[4];  /* own, shared, hidden, NULL */
    const struct option_def *shown[3]; /* without the hidden ones */
};

/* A program's own option has its letter before a common one (xlit's -r is --reverse). */
static bool own_letter(const struct cli_program *p, char letter)
{
    for (const struct option_def *d = p->options; d && d->help; d++)
        if (letter && d->letter == letter)
            return true;
    return false;
}

/* Does the program have this format? */
static bool has_format(const struct cli_program *p, const char *name)
{
    struct span rest = span_str(p->formats), one;

    while (p->formats && span_split(&rest, '|', &one)) {
        if (span_eqs(one, name))
            return true;
    }
    return false;
}

/* The common options that it takes, or one of its commands. */
static unsigned all_features(const struct cli_program *p)
{
    unsigned features = p->features;

    for (const struct cli_command *k = p->commands; k && k->name; k++)
        features |= k->features;
    return features;
}

static void make_tables(struct tables *t, const struct cli_program *p)
{
    static const struct option_def title = {.help = N_("Common options:")};
    const unsigned features = all_features(p);
    size_t n = 0, lists = 0;

    memset(t, 0, sizeof *t);
    t->shared[n++] = title;
    for (size_t i = 0; i < COUNT_OF(common); i++) {
        if (common[i].feature && !(features & common[i].feature))
            continue;
        if (common[i].def.id == OPT_JSON && !has_format(p, "json"))
            continue;
        t->shared[n] = common[i].def;
        if (own_letter(p, t->shared[n].letter))
            t->shared[n].letter = 0;
        if (t->shared[n].id == OPT_FORMAT)
            t->shared[n].arg_name = p->formats;
        n++;
    }
    if (p->options)
        t->list[lists++] = p->options;
    t->list[lists++] = t->shared;
    memcpy(t->shown, t->list, lists * sizeof t->shown[0]);
    t->list[lists] = hidden;
}

bool cli_number(const char *option, const char *arg, double low, double high, double *out)
{
    struct span s = span_str(arg), whole, fraction = {NULL, 0};
    uint64_t a = 0, b = 0;
    double value, scale = 1;

    span_split(&s, '.', &whole);
    if (s.ptr)
        span_split(&s, '.', &fraction);
    if (s.ptr || !span_to_u64(whole, &a) || (fraction.ptr && !span_to_u64(fraction, &b)))
        goto bad;
    for (size_t i = 0; i < fraction.len; i++)
        scale *= 10;
    value = (double)a + (double)b / scale;
    if (value < low || value > high)
        goto bad;
    *out = value;
    return true;
bad:
    diag_message(_("%s: \"%s\" is not a number from %.10g to %.10g"), option, arg, low, high);
    return false;
}

int cli_choice(const char *option, const char *arg, const char *choices)
{
    struct span rest = span_str(choices), one;

    for (int i = 0; span_split(&rest, '|', &one); i++) {
        if (span_eqs(one, arg))
            return i;
    }
    diag_message(_("%s: \"%s\" is not one of %s"), option, arg, choices);
    return -1;
}

static bool add_columns(struct cli *c, const char *arg)
{
    struct span rest = span_str(arg), one;
    uint64_t n;

    while (span_split(&rest, ',', &one)) {
        if (!span_to_u64(one, &n) || n < 1 || n > 10000) {
            diag_message(_("%s: \"%s\" is not a list of column numbers"), "--column", arg);
            return false;
        }
        if (!vec_push(&c->columns, (unsigned)n))
            return false;
    }
    return true;
}

static bool print_text(const char *text)
{
    bool failed = fputs(text, stdout) == EOF;

    failed |= fflush(stdout) != 0;
    if (failed)
        diag_at("-", 0, 0, "%s", strerror(errno));
    return !failed;
}

/* Lines of the usage or the examples: the first after `first`, the others below it. */
static void add_lines(struct buf *b, const char *lines, const char *first)
{
    int indent = (int)utf8_count(span_str(first));
    struct span rest = span_str(lines), line;

    for (; span_split(&rest, '\n', &line); first = "")
        buf_printf(b, "%s%*s %.*s\n", first, *first ? 0 : indent, "", SPAN_ARG(line));
}

static void add_status(struct buf *b, const char *status)
{
    struct span rest = span_str(status), one;

    buf_printf(b, "\n%s\n", _("Exit status:"));
    while (span_split(&rest, ';', &one)) {
        buf_adds(b, "  ");
        options_wrap(b, span_trim(one), 4);
    }
}

static bool show_help(const struct cli *c)
{
    const struct cli_program *p = c->program;
    const char *status = p->status ? p->status
        : N_("0 done; 1 a negative answer; 2 usage error, bad input, failed read or write");
    struct buf b = BUF_INIT;
    struct tables t;
    bool ok;

    make_tables(&t, p);
    add_lines(&b, p->usage, _("Usage:"));
    options_wrap(&b, span_str(_(p->purpose)), 0);
    options_help(&b, t.shown);
    if (p->examples) {
        buf_printf(&b, "\n%s\n", _("Examples:"));
        add_lines(&b, _(p->examples), " ");
    }
    add_status(&b, _(status));
    ok = !b.failed && print_text(buf_cstr(&b));
    buf_free(&b);
    return ok;
}

static bool show_version(const struct cli *c)
{
    struct buf b = BUF_INIT;
    bool ok;

    buf_printf(&b, "%s (%s) %s\n", c->program->name, PACKAGE_NAME, PACKAGE_VERSION);
    buf_printf(&b, "%s\n", _("Licence GPLv3+: GNU GPL version 3 or later. There is NO WARRANTY."));
    ok = !b.failed && print_text(buf_cstr(&b));
    buf_free(&b);
    return ok;
}

static bool show_completion(const struct cli *c, const char *shell)
{
    struct buf b = BUF_INIT;
    struct tables t;
    VEC(const char *) words = VEC_INIT;
    bool ok = true;

    for (const struct cli_command *k = c->program->commands; k && k->name; k++)
        ok &= vec_push(&words, k->name);
    ok &= vec_push(&words, NULL);
    make_tables(&t, c->program);
    ok = ok && options_completion(&b, shell, c->program->name, t.shown, words.v) && !b.failed &&
         print_text(buf_cstr(&b));
    vec_free(&words);
    buf_free(&b);
    return ok;
}

/* What an option that answers at once asked for; kept until all options are known to be right. */
struct parsing {
    struct cli *c;
    int answer;
    const char *shell;
    VEC(int) given; /* ids of the options, for check_command */
};

static bool take_choice(int *place, const char *option, const char *arg, const char *choices)
{
    *place = cli_choice(option, arg, choices);
    return *place >= 0;
}

static bool take_valued(struct parsing *p, int id, const char *arg)
{
    struct cli *c = p->c;
    double number;
    int place = 0;
    bool ok = true;

    switch (id) {
    case OPT_OUTPUT: c->output = arg; break;
    case OPT_INPLACE_SUFFIX: c->in_place = true; c->suffix = arg; break;
    case OPT_FILES0: c->files0_from = arg; break;
    case OPT_STDIN: c->stdin_name = arg; break;
    case OPT_COLUMNS: return add_columns(c, arg);
    case OPT_DATA: return vec_push(&c->data, arg);
    case OPT_COMPLETION: p->answer = id; p->shell = arg; break;
    case OPT_INVALID:
        ok = take_choice(&place, "--invalid", arg, "error|replace|pass");
        c->invalid = (enum cli_invalid)(ok ? place : 0);
        break;
    case OPT_COLOR:
        ok = take_choice(&place, "--color", arg, "auto|always|never");
        diag_set_color((enum diag_color)(ok ? place : 0));
        break;
    case OPT_FORMAT:
        ok = take_choice(&place, "--format", arg, c->program->formats);
        c->format = arg;
        c->format_given = true;
        break;
    case OPT_THREADS:
        ok = cli_number("--threads", arg, 1, 256, &number);
        c->threads = ok ? (unsigned)number : 0;
        break;
    }
    return ok;
}

static bool take_option(void *context, int id, const char *arg)
{
    struct parsing *p = context;
    struct cli *c = p->c;

    if (c->program->commands && !vec_push(&p->given, id))
        return false;
    if (id >= CLI_OWN_OPTION)
        return c->program->handle(c->state, id, arg);
    switch (id) {
    case OPT_INPLACE: c->in_place = true; break;
    case OPT_NULL: c->null = true; break;
    case OPT_LINES: c->line_buffered = true; break;
    case OPT_RECURSE: c->recurse = true; break;
    case OPT_CHECK: c->check = true; break;
    case OPT_JSON: c->format = "json"; c->format_given = true; break;
    case OPT_HEADER: c->header = true; break;
    case OPT_EXPLAIN: c->explain = true; break;
    case OPT_QUIET: c->quiet = true; break;
    case OPT_VERBOSE: c->verbose++; break;
    case OPT_NO_CONFIG: c->no_config = true; break;
    case OPT_HELP:
    case OPT_VERSION: p->answer = id; break;
    default: return take_valued(p, id, arg);
    }
    return true;
}

/* A descriptor 0, 1 or 2 that is closed would be given to the next file that is opened.  Fill the
 * hole with one that can be neither read nor written, nor opened for that as /dev/stdout. */
static void guard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
            if (open("/", O_PATH) < 0)
                return;
        }
    }
}

static int answer(struct parsing *p)
{
    bool ok = p->answer == OPT_HELP      ? show_help(p->c)
              : p->answer == OPT_VERSION ? show_version(p->c)
                                         : show_completion(p->c, p->shell);

    return ok ? EXIT_DONE : EXIT_TROUBLE;
}

/* Does the command take the option?  `feature` is that of a common one, 0 of the program's own. */
static bool command_takes(const struct cli_command *k, const struct option_def *d, unsigned feature)
{
    struct span rest = span_str(d->of ? d->of : ""), one;

    if (feature)
        return k->features & feature;
    while (d->of && span_split(&rest, '|', &one)) {
        if (span_eqs(one, k->name))
            return true;
    }
    return !d->of;
}

/* A usage error where an option belongs to other commands, which are named. */
static int check_option(struct cli *c, const struct option_def *d, unsigned feature)
{
    const char letter[] = {d->letter, 0};
    struct buf others = BUF_INIT;

    if (command_takes(c->command, d, feature))
        return -1;
    for (const struct cli_command *k = c->program->commands; k->name; k++) {
        if (command_takes(k, d, feature))
            buf_printf(&others, "%s%s", others.len ? ", " : "", k->name);
    }
    cli_usage(c, _("%s takes no %s%s: that is for %s"), c->command->name, d->name ? "--" : "-",
              d->name ? d->name : letter, buf_cstr(&others));
    buf_free(&others);
    return EXIT_TROUBLE;
}

/* The options that were given must be those of the command. */
static int check_command(struct parsing *p)
{
    int rc = -1;

    for (size_t i = 0; i < p->given.len && rc < 0; i++) {
        for (size_t k = 0; k < COUNT_OF(common) && rc < 0; k++) {
            if (common[k].feature && common[k].def.id == p->given.v[i])
                rc = check_option(p->c, &common[k].def, common[k].feature);
        }
        for (const struct option_def *d = p->c->program->options; d->help && rc < 0; d++) {
            if (d->id == p->given.v[i])
                rc = check_option(p->c, d, 0);
        }
    }
    return rc;
}

static int check_combination(struct cli *c)
{
    if (c->in_place && c->output)
        return cli_usage(c, _("-i and -o cannot be used together"));
    if (c->in_place && c->check)
        return cli_usage(c, _("-i and -c cannot be used together"));
    if (c->null && c->line_buffered)
        return cli_usage(c, _("-z and --line-buffered cannot be used together"));
    for (size_t i = 0; c->in_place && i < c->n_files; i++) {
        if (strcmp(c->files[i], "-") == 0)
            return cli_usage(c, _("-i needs files: standard input cannot be changed in place"));
    }
    return -1;
}

static int set_command(struct parsing *p, const char *name)
{
    const struct cli_command *known = p->c->program->commands;

    if (!name)
        return cli_usage(p->c, _("which command?"));
    while (known->name && strcmp(known->name, name) != 0)
        known++;
    if (!known->name)
        return cli_usage(p->c, _("unknown command \"%s\""), name);
    p->c->command = known;
    return check_command(p);
}

static int set_operands(struct parsing *p, int argc, char **argv, int first)
{
    struct cli *c = p->c;
    struct error e;

    if (c->program->commands) {
        int rc = set_command(p, first < argc ? argv[first] : NULL);

        if (rc >= 0)
            return rc;
        first++;
    }
    c->files_given = first < argc || c->files0_from;
    if (settings_load(c, &e) ||
        files_expand(c, (const char *const *)argv + first, (size_t)(argc - first), &e))
        return cli_fail(c, &e);
    c->files = c->operands.v;
    c->n_files = c->operands.len;
    return check_combination(c);
}

int cli_start(struct cli *c, const struct cli_program *program, int argc, char **argv, void *state)
{
    struct parsing p = {c, 0, NULL, VEC_INIT};
    struct tables t;
    int first, rc;

    guard_descriptors();
    memset(c, 0, sizeof *c);
    c->program = program;
    c->state = state;
    c->out = (struct writer)WRITER_INIT(STDOUT_FILENO, "-");
    c->file.out.fd = -1;
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    setlocale(LC_CTYPE, "C.UTF-8"); /* text is UTF-8; in Turkish <TITLE> would be no <title> */
    bindtextdomain(PACKAGE, getenv("TILMACH_LOCALEDIR") ? getenv("TILMACH_LOCALEDIR") : LOCALEDIR);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    diag_init(program->name);
    if (program->formats) {
        struct span all = span_str(program->formats), one;
        char *name = span_split(&all, '|', &one) ? strndup(one.ptr, one.len) : NULL;
        if (!name || !vec_push(&c->owned, name))
            return EXIT_TROUBLE;
        c->format = name;
    }
    make_tables(&t, program);
    if (!options_parse(argc, argv, t.list, take_option, &p, &first))
        rc = cli_usage(c, NULL);
    else
        rc = p.answer ? answer(&p) : set_operands(&p, argc, argv, first);
    vec_free(&p.given);
    return rc < 0 ? rc : cli_end(c, rc);
}

struct writer *cli_out(struct cli *c)
{
    struct error e;

    if (!c->output)
        return &c->out;
    if (c->file.out.fd < 0 && !c->file.path && !c->trouble) {
        if (atomic_open(&c->file, c->output, &e)) {
            cli_fail(c, &e);
            c->out.sys = e.sys ? e.sys : EIO; /* everything put from now on is dropped */
            return &c->out;
        }
    }
    return c->file.path ? &c->file.out : &c->out;
}

static int finish_output(struct cli *c, int rc)
{
    struct error e;
    bool drop = rc == EXIT_TROUBLE || c->trouble;

    if (c->output && !drop && !c->file.path)
        cli_out(c); /* nothing was written: an empty file is the result */
    if (c->file.path) {
        if (drop)
            atomic_abort(&c->file);
        else if (atomic_commit(&c->file, NULL, &e))
            return cli_fail(c, &e);
    } else if (writer_flush(&c->out, &e)) {
        c->trouble = true;
        if (e.sys != EPIPE && !c->output)
            diag_at("-", 0, 0, "%s", e.message);
    }
    return rc;
}

int cli_end(struct cli *c, int rc)
{
    rc = finish_output(c, rc);
    if (c->trouble)
        rc = EXIT_TROUBLE;
    writer_free(&c->out);
    for (size_t i = 0; i < c->owned.len; i++)
        free(c->owned.v[i]);
    vec_free(&c->owned);
    vec_free(&c->operands);
    vec_free(&c->settings);
    vec_free(&c->data);
    vec_free(&c->columns);
    return rc;
}

int cli_fail(struct cli *c, const struct error *e)
{
    c->trouble = true;
    diag_error(e);
    return EXIT_TROUBLE;
}

int cli_usage(struct cli *c, const char *fmt, ...)
{
    char *text = NULL;
    va_list ap;

    c->trouble = true;
    if (fmt) {
        va_start(ap, fmt);
        if (vasprintf(&text, fmt, ap) >= 0)
            diag_message("%s", text);
        va_end(ap);
        free(text);
    }
    diag_message(_("try \"%s --help\""), c->program->name);
    return EXIT_TROUBLE;
}

enum status cli_spare_memory(const struct cli *c, const char *path, struct error *e)
{
    struct stat a, b;

    if (!c->output || stat(c->output, &a) != 0 || stat(path, &b) != 0 || a.st_dev != b.st_dev ||
        a.st_ino != b.st_ino)
        return ST_OK;
    return error_at(e, ST_USAGE, path, 0, 0, "%s", _("-o would overwrite this memory"));
}

const char *cli_display_name(const struct cli *c, const char *path)
{
    return strcmp(path, "-") == 0 && c->stdin_name ? c->stdin_name : path;
}
