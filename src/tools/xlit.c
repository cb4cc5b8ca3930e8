/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlit: transliterate text between scripts and alphabets by a named system. */
#include "tools/chain.h"
#include "tools/cli.h"
#include "tools/datapath.h"
#include "tools/filter.h"
#include "tools/settings.h"
#include "tools/xlitcheck.h"
#include "tools/xlitdoc.h"
#include "tools/xlitrules.h"
#include "tools/xlitrules.h"

#include "interchange/tsv.h"
#include "text/norm.h"
#include "translit/db.h"

#include <stdlib.h>

enum {
    OPT_TO = CLI_OWN_OPTION,
    OPT_LANG,
    OPT_REVERSE,
    OPT_RULES,
    OPT_UNMAPPED,
    OPT_UNDECIDED,
    OPT_SKIP,
    OPT_KEEP,
    OPT_NFC,
    OPT_NFD,
    OPT_APPEND,
    OPT_BOTH,
    OPT_LIST,
    OPT_CHECK_RULES,
    OPT_ROUNDTRIP,
    OPT_TYPE,
    OPT_FIELD,
};

#define TYPES "auto|" DOC_TYPE_NAMES

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Systems:")},
    {OPT_TO, 't', "to", ARG_REQUIRED, "SYSTEM", KIND_SYSTEM,
     N_("system, by id or alias; repeated: applied in turn")},
    {OPT_LANG, 'l', "lang", ARG_REQUIRED, "LANG", KIND_LANG,
     N_("language of the text: with kk, \"bgn\" is kk-bgn; auto: by each paragraph's letters")},
    {OPT_REVERSE, 'r', "reverse", ARG_NONE, NULL, KIND_NONE, N_("run it backwards")},
    {OPT_RULES, 0, "rules", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("rules of your own (LDML transform rules), as a further system")},
    {OPT_LIST, 0, "list", ARG_OPTIONAL, "LANG", KIND_LANG,
     N_("list the systems: id, aliases, from, to, reversible, title, language, status")},
    {OPT_CHECK_RULES, 0, "check-rules", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("say what is wrong with a file of rules")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Text:")},
    {OPT_UNMAPPED, 0, "unmapped", ARG_REQUIRED, "keep|drop|mark|error", KIND_WORDS,
     N_("letters of the source script with no rule (default: keep; -v counts them)")},
    {OPT_UNDECIDED, 0, "undecided", ARG_REQUIRED, "keep|mark", KIND_WORDS,
     N_("back to Kazakh, words that stay undecided (default: keep the likelier; mark: in ⟦⟧)")},
    {OPT_SKIP, 0, "skip", ARG_REQUIRED, "LIST", KIND_NONE,
     N_("leave alone: url,email,hashtag,placeholder,markup,code,latin,mixed (default: "
        "url,email,placeholder,mixed, from Latin also markup,code; empty: nothing)")},
    {OPT_KEEP, 0, "keep", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("words to leave alone, one a line")},
    {OPT_NFC, 0, "nfc", ARG_NONE, NULL, KIND_NONE, N_("composed characters in the output")},
    {OPT_NFD, 0, "nfd", ARG_NONE, NULL, KIND_NONE,
     N_("decomposed characters in the output (default: as in the input)")},
    {OPT_APPEND, 0, "append", ARG_NONE, NULL, KIND_NONE,
     N_("with -C: add the results as new columns")},
    {OPT_BOTH, 0, "both", ARG_NONE, NULL, KIND_NONE, N_("write original, tab, result")},
    {OPT_TYPE, 0, "type", ARG_REQUIRED, TYPES, KIND_WORDS,
     N_("type of the documents (default by file name)")},
    {OPT_FIELD, 0, "field", ARG_REQUIRED, "PATH[,PATH...]", KIND_NONE,
     N_("jsonl: only these string values, as body,meta.title")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Checks:")},
    {OPT_ROUNDTRIP, 0, "check-roundtrip", ARG_NONE, NULL, KIND_NONE,
     N_("report lines that do not survive there and back; exit 1 if there are any")},
    {0},
};

struct xlit_tool {
    struct cli *cli;
    struct xlit_tool *others; /* those of the other threads, if any */
    struct chain chain;
    struct xlit_db *db;
    struct checker checker;
    const char *list, *check_rules, *keep;
    bool wants_list, append, both, roundtrip;
    struct filter filter;
    struct xlit_doc doc;
    enum doc_type type;   /* --type */
    const char *fields;
    bool in_document;     /* the file at hand has markup */
    const char *name;  /* of the file at hand, */
    uint64_t line;     /* and the line of the text at hand, for --explain and -v */
    struct buf *steps; /* what --explain writes */
    struct buf field, made;
};

static bool take_system(struct xlit_tool *t, const char *name, const char *file)
{
    struct chain_link link = {name, file};

    return vec_push(&t->chain.links, link);
}

static bool take_skip(struct xlit_tool *t, const char *arg)
{
    struct span bad;

    t->chain.skip_given = true;
    if (spans_parse(span_str(arg), &t->chain.skip, &bad))
        return true;
    diag_message(_("--skip: \"%.*s\" is not one of %s"), SPAN_ARG(bad),
                 "url, email, hashtag, placeholder, markup, code, latin, mixed");
    return false;
}

static bool handle(void *context, int id, const char *arg)
{
    struct xlit_tool *t = context;
    int choice;

    switch (id) {
    case OPT_TO: return take_system(t, arg, NULL);
    case OPT_RULES: return take_system(t, NULL, arg);
    case OPT_LANG: t->chain.lang = arg; break;
    case OPT_REVERSE: t->chain.reverse = true; break;
    case OPT_SKIP: return take_skip(t, arg);
    case OPT_KEEP: t->keep = arg; break;
    case OPT_NFC: t->chain.form = FORM_NFC; break;
    case OPT_NFD: t->chain.form = FORM_NFD; break;
    case OPT_APPEND: t->append = true; break;
    case OPT_BOTH: t->both = true; break;
    case OPT_LIST:
        t->wants_list = true;
        t->list = arg;
        break;
    case OPT_CHECK_RULES: t->check_rules = arg; break;
    case OPT_ROUNDTRIP: t->roundtrip = true; break;
    case OPT_TYPE:
        choice = cli_choice("--type", arg, TYPES);
        t->type = choice < 0 ? DOC_AUTO : (enum doc_type)choice;
        return choice >= 0;
    case OPT_FIELD: t->fields = arg; break;
    case OPT_UNMAPPED:
        choice = cli_choice("--unmapped", arg, "keep|drop|mark|error");
        t->chain.unmapped = choice < 0 ? XLIT_UNMAPPED_KEEP : (enum xlit_unmapped)choice;
        return choice >= 0;
    case OPT_UNDECIDED:
        choice = cli_choice("--undecided", arg, "keep|mark");
        t->chain.mark_undecided = choice == 1;
        return choice >= 0;
    }
    return true;
}

/* --list */

static bool serves_language(const struct xlit_info *info, const char *lang)
{
    struct span tag = span_str(lang), language;

    return !lang || (span_split(&tag, '-', &language) && span_eq(language, info->language));
}

static int list_systems(struct xlit_tool *t)
{
    static const char *const reversible[] = {"no", "partly", "yes"};
    struct writer *out = cli_out(t->cli);
    struct buf line = BUF_INIT;
    struct error e = {0};
    size_t shown = 0;

    for (size_t i = 0; i < xlit_db_count(t->db); i++) {
        const struct xlit_info *info = xlit_db_info(t->db, i);

        if (!serves_language(info, t->list))
            continue;
        shown++;
        tsv_add_escaped(&line, info->id);
        tsv_add_next(&line, info->aliases);
        tsv_add_next(&line, info->from);
        tsv_add_next(&line, info->to);
        tsv_add_next(&line, span_str(reversible[info->reversible]));
        tsv_add_next(&line, info->title);
        tsv_add_next(&line, info->language);
        tsv_add_next(&line, info->status);
        buf_addch(&line, '\n');
    }
    if (buf_status(&line, &e) != ST_OK)
        return cli_fail(t->cli, &e);
    writer_put(out, buf_span(&line));
    buf_free(&line);
    return shown ? EXIT_DONE : EXIT_NEGATIVE;
}

/* --explain: line, key, output, system and line of the rule, the rule */
static void explain(void *context, const struct xlit_step *step)
{
    struct xlit_tool *t = context;

    if (!t->steps)
        return;
    buf_printf(t->steps, "%llu", (unsigned long long)t->line);
    tsv_add_next(t->steps, step->key);
    tsv_add_next(t->steps, step->output);
    buf_printf(t->steps, "\t%.*s", SPAN_ARG(step->system));
    if (step->line)
        buf_printf(t->steps, ":%u", (unsigned)step->line);
    tsv_add_next(t->steps, step->rule);
    buf_addch(t->steps, '\n');
}

/* The same for a word that the letters leave open. */
static void explain_choice(void *context, const struct restore_choice *choice)
{
    static const char *const why[] = {
        [RESTORE_CHOSEN] = "dictionary",
        [RESTORE_TIE] = "undecided, words",
        [RESTORE_STEM] = "endings of",
        [RESTORE_LIKELY] = "likely letters",
        [RESTORE_UNKNOWN] = "undecided, no word",
    };
    struct xlit_tool *t = context;
    struct buf rule = BUF_INIT;
    struct xlit_step step = {.system = choice->system, .key = choice->reading,
                             .output = choice->chosen};

    buf_adds(&rule, why[choice->verdict]);
    if (choice->stem.len > 0)
        buf_printf(&rule, " %.*s", SPAN_ARG(choice->stem));
    if (choice->rivals.len > 0)
        buf_printf(&rule, "%s%.*s", restore_is_open(choice->verdict) ? ": " : "; not ",
                   SPAN_ARG(choice->rivals));
    step.rule = buf_span(&rule);
    explain(context, &step);
    if (rule.failed && t->steps)
        t->steps->failed = true;
    buf_free(&rule);
}

static enum status explain_line(struct xlit_tool *t, const struct filter_input *in,
                                struct buf *out, struct error *e)
{
    enum status st;

    t->line = in->line;
    t->steps = out;
    buf_reset(&t->made);
    st = chain_convert(&t->chain, in->text, &t->made, e);
    t->steps = NULL;
    return st;
}

/* What -v says of each paragraph under -l auto. */
static void tell_language(void *context, const struct detected *d)
{
    const struct xlit_tool *t = context;

    diag_at(t->name, t->line, 0, _("language: %s (%u %%)"), d->system ? d->system : d->language,
            d->confidence);
}

/* Columns of TSV */

static bool is_column(const struct cli *c, unsigned n)
{
    for (size_t i = 0; i < c->columns.len; i++)
        if (c->columns.v[i] == n)
            return true;
    return false;
}

/* One field in `t->field`, its transliteration appended escaped. */
static enum status convert_field(struct xlit_tool *t, struct buf *out, struct error *e)
{
    enum status st;

    buf_reset(&t->made);
    st = chain_convert(&t->chain, buf_span(&t->field), &t->made, e);
    if (st == ST_OK)
        tsv_add_escaped(out, buf_span(&t->made));
    return st;
}

static enum status columns_in_place(struct xlit_tool *t, struct span line, struct buf *out,
                                    struct error *e)
{
    enum status st = ST_OK;

    for (unsigned n = 1; line.ptr && st == ST_OK; n++) {
        struct span field = tsv_field(line, 1), rest = span_from(line, field.len);

        if (n > 1)
            buf_addch(out, '\t');
        if (is_column(t->cli, n)) {
            buf_reset(&t->field);
            tsv_add_unescaped(&t->field, field);
            st = convert_field(t, out, e);
        } else {
            buf_add(out, field);
        }
        line = rest.len ? span_from(rest, 1) : span_of(NULL, 0);
    }
    return st;
}

static enum status columns_added(struct xlit_tool *t, struct span line, struct buf *out,
                                 struct error *e)
{
    enum status st = ST_OK;

    if (!t->both)
        buf_add(out, line);
    for (size_t i = 0; i < t->cli->columns.len && st == ST_OK; i++) {
        struct span field = tsv_field(line, t->cli->columns.v[i]);

        if (t->both) {
            buf_adds(out, i ? "\t" : "");
            buf_add(out, field);
        }
        buf_addch(out, '\t');
        buf_reset(&t->field);
        tsv_add_unescaped(&t->field, field);
        st = convert_field(t, out, e);
    }
    return st;
}

/* The header line of TSV: names of new columns are those of the old ones and the system. */
static void add_header(struct xlit_tool *t, struct span line, struct buf *out)
{
    const struct chain_link *last = vec_last(&t->chain.links);

    if (!t->both)
        buf_add(out, line);
    for (size_t i = 0; (t->both || t->append) && i < t->cli->columns.len; i++) {
        struct span name = tsv_field(line, t->cli->columns.v[i]);

        if (t->both)
            buf_printf(out, "%s%.*s", i ? "\t" : "", SPAN_ARG(name));
        buf_printf(out, "\t%.*s-%s", SPAN_ARG(name), last->name ? last->name : last->file);
    }
}

/* The line with a space for each character outside of the columns and of escapes: what is found in
 * it stands where it stands in the line.  In t->field until the next call. */
static struct span columns_alone(struct xlit_tool *t, struct span line)
{
    unsigned n = 1;

    buf_reset(&t->field);
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        uint32_t c = utf8_next(line, &at);

        n += c == '\t';
        if (c == '\\' && at < line.len && line.ptr[at] != '\t') {
            utf8_next(line, &at);
            buf_adds(&t->field, "  ");
        } else if (c == '\t' || !is_column(t->cli, n)) {
            buf_addch(&t->field, ' ');
        } else {
            buf_add(&t->field, span_cut(line, from, at));
        }
    }
    return buf_span(&t->field);
}

/* Checks and --explain, which write no text. */
static enum status inspect(struct xlit_tool *t, const struct filter_input *in, struct buf *out,
                           struct error *e)
{
    struct filter_input columns = *in;

    if (t->cli->columns.len) {
        if (t->cli->header && in->line == 1)
            return ST_OK;
        columns.text = columns_alone(t, in->text);
        if (t->field.failed)
            return buf_status(&t->field, e);
    }
    return t->cli->explain ? explain_line(t, &columns, out, e)
           : t->roundtrip  ? check_roundtrip(&t->checker, &columns, out, e)
                           : check_words(&t->checker, &columns, out, e);
}

/* Is the text taken line by line, with no eye for markup? */
static bool by_lines(const struct xlit_tool *t)
{
    const struct cli *c = t->cli;

    return c->columns.len || t->both || c->explain || t->roundtrip || c->check;
}

/* The tool of one more thread, with systems of its own. */
static void *another(void *state, struct error *e)
{
    struct xlit_tool *t = state, *other = calloc(1, sizeof *other);

    if (!other) {
        error_nomem(e);
        return NULL;
    }
    other->cli = t->cli;
    other->others = t->others;
    t->others = other;
    return chain_copy(&other->chain, &t->chain, e) == ST_OK ? other : NULL;
}

/* What the other threads counted becomes the first one's. */
static void gather(struct xlit_tool *t)
{
    while (t->others) {
        struct xlit_tool *other = t->others;

        t->others = other->others;
        t->chain.unmapped_count += other->chain.unmapped_count;
        for (const struct map_entry *m = map_first(&other->chain.foreign); m; m = map_next(m))
            if (!map_put(&t->chain.foreign, map_key(m), NULL))
                break;
        chain_free(&other->chain);
        free(other);
    }
}

/* A file with markup goes through the reader of its type. */
static enum status begin(void *state, const char *name, struct error *e)
{
    struct xlit_tool *t = state;
    enum doc_type type = t->type != DOC_AUTO ? t->type : doc_type_of(span_str(name));

    gather(t); /* of the file before */
    if (by_lines(t) && doc_is_package(type))
        return error_set(e, ST_USAGE, "%s", _("-c, -x, -C, --both and --check-roundtrip are for text, "
                                              "not for packages"));
    t->in_document = !by_lines(t) && type != DOC_AUTO && type != DOC_PLAIN;
    t->filter.keep_terminator = t->in_document;
    t->filter.unit = by_lines(t) || t->chain.unmapped == XLIT_UNMAPPED_ERROR ? READ_LINE
                     : chain_parts_at_lines(&t->chain)                     ? READ_BLOCK
                                                                             : READ_PARAGRAPH;
    if (filter_set_package(&t->filter, t->cli, t->in_document && doc_is_package(type), e) != ST_OK)
        return e->code;
    t->filter.another = t->filter.unit == READ_BLOCK ? another : NULL;
    if (!t->in_document)
        return ST_OK;
    t->doc.chain = &t->chain;
    t->doc.options = (struct doc_options){.type = type, .nul = t->cli->null,
                                          .line_buffered = t->cli->line_buffered,
                                          .fields = span_str(t->fields ? t->fields : "")};
    if (xlit_doc_open(&t->doc, e) != ST_OK)
        return e->code;
    t->filter.unit = doc_unit(t->doc.doc);
    return ST_OK;
}

static enum status chunk(void *state, const struct filter_input *in, struct buf *out,
                         struct error *e)
{
    struct xlit_tool *t = state;
    struct read_chunk source = {in->text, in->offset, in->line, in->more};
    struct cli *c = t->cli;
    enum status st;

    t->name = in->name;
    t->line = in->line;
    if (t->in_document)
        st = xlit_doc_chunk(&t->doc, &source, out, e);
    else if (c->explain || t->roundtrip || c->check)
        st = inspect(t, in, out, e);
    else if (c->columns.len && c->header && in->line == 1) {
        add_header(t, in->text, out);
        st = ST_OK;
    } else if (c->columns.len)
        st = t->append || t->both ? columns_added(t, in->text, out, e)
                                  : columns_in_place(t, in->text, out, e);
    else if (t->both) {
        tsv_add_escaped(out, in->text);
        buf_addch(out, '\t');
        buf_reset(&t->field);
        buf_add(&t->field, in->text);
        st = convert_field(t, out, e);
    } else
        st = chain_convert(&t->chain, in->text, out, e);
    error_locate(e, in->name, in->line);
    return st == ST_OK ? buf_status(out, e) : st;
}

static enum status load_keep(struct xlit_tool *t, struct error *e)
{
    struct buf text = BUF_INIT;
    struct span rest, line;
    enum status st = t->keep ? file_read(t->keep, &text, e) : ST_OK;

    rest = buf_span(&text);
    while (st == ST_OK && rest.len > 0 && span_split(&rest, '\n', &line)) {
        struct span word = span_trim(line);

        if (word.len && word.ptr[0] != '#' && !map_put(&t->chain.keep_words, word, NULL))
            st = error_nomem(e);
    }
    buf_free(&text);
    return st;
}

static enum status open_db(struct xlit_tool *t, struct error *e)
{
    char *path = data_find("systems.tmd", e);
    enum status st;

    if (!path)
        return e->code;
    st = xlit_db_open(&t->db, path, e);
    if (st == ST_OK && t->cli->verbose) {
        char fingerprint[13];

        xlit_db_fingerprint(t->db, fingerprint);
        diag_message(_("%s: version %s, %s"), path, PACKAGE_VERSION, fingerprint);
    }
    free(path);
    t->chain.db = t->db;
    return st;
}

static bool needs_db(const struct xlit_tool *t)
{
    bool needs = t->wants_list;

    for (size_t i = 0; i < t->chain.links.len; i++)
        needs |= t->chain.links.v[i].name != NULL;
    return needs;
}

static void tell_note(const struct restore *r)
{
    if (r && restore_note(r))
        diag_message(_("words that can be read in several ways are left to the rules: %s"),
                     restore_note(r));
}

/* What -v tells at the end. */
static void summary(struct xlit_tool *t)
{
    unsigned long long unmapped = t->chain.unmapped_count;

    if (!t->cli->verbose)
        return;
    for (size_t i = 0; i < t->chain.routes.len; i++)
        for (size_t k = 0; k < t->chain.routes.v[i].steps.len; k++) {
            struct xlit *x = t->chain.routes.v[i].steps.v[k];

            if (xlit_fallback(x))
                diag_message(_("%.*s: run by ICU: %s"), SPAN_ARG(xlit_info(x)->id),
                             xlit_fallback(x));
            tell_note(t->chain.routes.v[i].restores.v[k]);
        }
    for (const struct map_entry *m = map_first(&t->chain.foreign); m; m = map_next(m))
        diag_message(_("left alone: %.*s"), SPAN_ARG(map_key(m)));
    diag_message(_("letters without a rule: %llu"), unmapped);
}

static int usage_errors(struct xlit_tool *t)
{
    struct cli *c = t->cli;

    if (t->chain.links.len == 0 && !c->check)
        return cli_usage(c, _("which system? Give it with -t SYSTEM; `xlit --list` shows all"));
    if (t->append && (!c->columns.len || t->both))
        return cli_usage(c, _("--append needs -C and goes without --both"));
    if (c->in_place && (c->explain || t->roundtrip))
        return cli_usage(c, _("-i changes files; checks and --explain do not"));
    return -1;
}

static int run(struct xlit_tool *t)
{
    struct cli *c = t->cli;
    struct error e = {0};
    int rc;

    if (!t->check_rules && !t->wants_list && (rc = usage_errors(t)) >= 0)
        return rc;
    if (!t->chain.lang)
        t->chain.lang = settings_get(c, "lang");
    if (open_db(t, &e) != ST_OK && needs_db(t)) /* own rules may call its systems, or none */
        return cli_fail(c, &e);
    if (t->check_rules)
        return check_rules(c, t->chain.db, t->check_rules, t->chain.reverse);
    if (t->wants_list)
        return list_systems(t);
    if (c->explain) {
        t->chain.trace = explain;
        t->chain.trace_context = t;
        t->chain.listener = explain_choice;
        t->chain.listener_context = t;
    }
    if (c->verbose) {
        t->chain.hear_language = tell_language;
        t->chain.hear_context = t;
    }
    t->checker = (struct checker){.cli = c, .chain = &t->chain};
    if (c->check && !c->explain && !t->roundtrip)
        checker_listen(&t->checker);
    if (load_keep(t, &e) != ST_OK || chain_open(&t->chain, &e) != ST_OK ||
        (t->roundtrip && checker_open_back(&t->checker, &e) != ST_OK))
        return cli_fail(c, &e);
    t->filter.begin = begin;
    t->filter.chunk = chunk;
    c->check |= c->explain || t->roundtrip; /* what is written is no text with line ends */
    rc = filter_run(c, &t->filter, t);
    gather(t);
    summary(t);
    return rc == EXIT_DONE && t->checker.findings ? EXIT_NEGATIVE : rc;
}

static const struct cli_program program = {
    .name = "xlit",
    .purpose = N_("Transliterate text between scripts and alphabets by a named system."),
    .usage = "xlit [-l LANG] -t SYSTEM [OPTION]... [FILE]...\nxlit --list[=LANG]",
    .examples = N_("xlit -t kk-2021 kk.txt                 Kazakh in the Latin alphabet of 2021\n"
                   "xlit -r -t ru-iso9 titles.txt          from ISO 9 back to Cyrillic\n"
                   "xlit -t ru-press-en -C 2 --append guests.tsv\n"
                   "xlit -l auto -t bgn news.txt           each language by its own BGN system\n"
                   "echo Щука | xlit -t ru-bgn -x          which rule made what\n"
                   "msgfilter -i kk.po -o kk@latin.po xlit -t kk-2021"),
    .status = N_("0 done; 1 -c or --check-roundtrip found something, or --list nothing; 2 trouble"),
    .options = options,
    .features = CLI_OUTPUT | CLI_INPLACE | CLI_NULL | CLI_LINES | CLI_INVALID | CLI_FILES |
                CLI_STDIN | CLI_CHECK | CLI_COLUMNS | CLI_HEADER | CLI_EXPLAIN | CLI_THREADS,
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct xlit_tool t = {0};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    t.cli = &c;
    if (rc < 0)
        rc = cli_end(&c, run(&t));
    checker_free(&t.checker);
    chain_free(&t.chain);
    xlit_doc_close(&t.doc);
    xlit_db_free(t.db);
    buf_free(&t.field);
    buf_free(&t.made);
    return rc;
}
