/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/options.h"
#include "base/diag.h"
#include "base/vec.h"

#include <getopt.h>
#include <stdio.h>

/* getopt_long's value for an option of the table: its place in the flattened list. */
enum { FIRST_VALUE = 1000 };

struct flat {
    VEC(struct option) longs;
    VEC(const struct option_def *) defs;
    struct buf shorts;
};

static bool is_title(const struct option_def *d)
{
    return !d->name && !d->letter;
}

static bool flatten(struct flat *f, const struct option_def *const *tables)
{
    static const int has_arg[] = {no_argument, required_argument, optional_argument};
    bool ok = true;

    buf_adds(&f->shorts, ":"); /* tell a missing argument from an unknown option */
    for (; *tables; tables++) {
        for (const struct option_def *d = *tables; d->help; d++) {
            if (is_title(d))
                continue;
            if (d->name)
                ok &= vec_push(&f->longs, ((struct option){d->name, has_arg[d->arg], NULL,
                                                           FIRST_VALUE + (int)f->defs.len}));
            if (d->letter) {
                buf_addch(&f->shorts, d->letter);
                if (d->arg == ARG_REQUIRED)
                    buf_addch(&f->shorts, ':');
            }
            ok &= vec_push(&f->defs, d);
        }
    }
    ok &= vec_push(&f->longs, ((struct option){0}));
    return ok && !f->shorts.failed;
}

static const struct option_def *find(const struct flat *f, int c)
{
    if (c >= FIRST_VALUE)
        return f->defs.v[c - FIRST_VALUE];
    for (size_t i = 0; i < f->defs.len; i++) {
        if (f->defs.v[i]->letter == c)
            return f->defs.v[i];
    }
    return NULL;
}

/* Whether more than one long option begins as `arg`, "--begin=value", does. */
static bool ambiguous(const struct flat *f, const char *arg)
{
    size_t len = strcspn(arg, "="), n = 0;

    for (size_t i = 0; i + 1 < f->longs.len && len > 2; i++)
        n += strncmp(f->longs.v[i].name, arg + 2, len - 2) == 0;
    return n > 1;
}

/* Say what getopt_long did not like; its own messages come in the language of the C library. */
static void tell(const struct flat *f, int c, const char *arg)
{
    const char letter[] = {'-', (char)optopt, 0};
    const struct option_def *d = optopt ? find(f, optopt) : NULL;
    const char *dashes = optopt >= FIRST_VALUE ? "--" : "";
    const char *name = optopt >= FIRST_VALUE ? d->name : optopt ? letter : arg;

    if (c == ':')
        diag_message(_("option %s%s needs an argument"), dashes, name);
    else if (d)
        diag_message(_("option %s%s takes no argument"), dashes, name);
    else if (!optopt && ambiguous(f, arg))
        diag_message(_("option %s is ambiguous"), arg);
    else
        diag_message(_("unknown option %s"), name);
}

bool options_parse(int argc, char **argv, const struct option_def *const *tables,
                   option_handler *handle, void *context, int *operands)
{
    struct flat f = {0};
    bool ok = flatten(&f, tables);
    int c;

    opterr = 0;
    optind = 0; /* full re-initialisation: a program may parse twice (subcommands) */
    while (ok && (c = getopt_long(argc, argv, f.shorts.data, f.longs.v, NULL)) != -1) {
        const struct option_def *d = c == '?' || c == ':' ? NULL : find(&f, c);
        if (!d)
            tell(&f, c, argv[optind - 1]);
        ok = d && handle(context, d->id, optarg);
    }
    *operands = optind;
    vec_free(&f.longs);
    vec_free(&f.defs);
    buf_free(&f.shorts);
    return ok;
}

static void add_left(struct buf *b, const struct option_def *d)
{
    buf_adds(b, "  ");
    if (d->letter)
        buf_printf(b, "-%c%s", d->letter, d->name ? ", " : "");
    else
        buf_adds(b, "    ");
    if (d->name)
        buf_printf(b, "--%s", d->name);
    if (d->arg == ARG_REQUIRED)
        buf_printf(b, "%s%s", d->name ? "=" : " ", d->arg_name);
    else if (d->arg == ARG_OPTIONAL)
        buf_printf(b, "[=%s]", d->arg_name);
}

/* Columns that a word takes: its characters, as help texts have no wide or combining ones. */
static size_t columns(struct span word)
{
    size_t n = 0;

    for (size_t i = 0; i < word.len; i++)
        n += ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
    return n;
}

void options_wrap(struct buf *out, struct span text, int indent)
{
    enum { WIDTH = 80 };
    struct span word;
    size_t at = (size_t)indent;

    while (span_split(&text, ' ', &word)) {
        size_t n = columns(word);

        if (at > (size_t)indent && at + 1 + n > WIDTH) {
            buf_printf(out, "\n%*s", indent, "");
            at = (size_t)indent;
        } else if (at > (size_t)indent) {
            buf_addch(out, ' ');
            at++;
        }
        buf_add(out, word);
        at += n;
    }
    buf_addch(out, '\n');
}

void options_help(struct buf *out, const struct option_def *const *tables)
{
    enum { COLUMN = 30 };

    for (; *tables; tables++) {
        for (const struct option_def *d = *tables; d->help; d++) {
            struct buf left = BUF_INIT;

            if (is_title(d)) {
                buf_printf(out, "\n%s\n", _(d->help));
                continue;
            }
            add_left(&left, d);
            buf_printf(out, "%-*s", COLUMN, buf_cstr(&left));
            if (left.len + 1 > COLUMN)
                buf_printf(out, "\n%*s", COLUMN, "");
            options_wrap(out, span_str(_(d->help)), COLUMN);
            buf_free(&left);
        }
    }
}

/* Single quotes for the shells; help texts hold no control characters. */
static void add_quoted(struct buf *b, const char *s)
{
    buf_addch(b, '\'');
    for (; *s; s++) {
        if (*s == '\'')
            buf_adds(b, "'\\''");
        else
            buf_addch(b, *s);
    }
    buf_addch(b, '\'');
}

static void add_choices(struct buf *b, const char *words)
{
    for (; *words; words++)
        buf_addch(b, *words == '|' ? ' ' : *words);
}

static void complete_bash(struct buf *b, const char *prog, const struct option_def *const *tables,
                          const char *const *words)
{
    struct buf all = BUF_INIT, commands = BUF_INIT;

    buf_printf(b, "_%s()\n{\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                  "    [ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
                  "    [ \"$cur\" = = ] && cur=\n    case $prev in\n", prog);
    for (; *tables; tables++) {
        for (const struct option_def *d = *tables; d->help; d++) {
            if (d->name)
                buf_printf(&all, "--%s%s ", d->name, d->arg == ARG_REQUIRED ? "=" : "");
            else if (d->letter)
                buf_printf(&all, "-%c ", d->letter);
            if (d->name && d->kind == KIND_WORDS) {
                buf_printf(b, "    --%s) mapfile -t COMPREPLY < <(compgen -W '", d->name);
                add_choices(b, d->arg_name);
                buf_adds(b, "' -- \"$cur\"); return;;\n");
            }
        }
    }
    for (; words && *words; words++)
        buf_printf(&commands, "%s ", *words);
    buf_printf(b, "    esac\n    case $cur in\n    -*) mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$cur\");;\n",
               buf_cstr(&all));
    buf_printf(b, "    *) mapfile -t COMPREPLY < <(compgen -W '%s' -f -- \"$cur\");;\n    esac\n}\n"
                  "complete -o nospace -o filenames -F _%s %s\n",
               buf_cstr(&commands), prog, prog);
    buf_free(&all);
    buf_free(&commands);
}

/* One option of zsh's _arguments, which may be given again. */
static void add_zsh_option(struct buf *b, const struct option_def *d, const char *option,
                           const char *argument)
{
    struct buf spec = BUF_INIT;

    buf_printf(&spec, "*%s%s[", option, argument);
    for (const char *s = d->help; *s; s++)
        buf_printf(&spec, "%s%c", *s == '[' || *s == ']' || *s == ':' ? "\\" : "", *s);
    buf_addch(&spec, ']');
    if (d->arg == ARG_OPTIONAL)
        buf_addch(&spec, ':');
    if (d->arg != ARG_NONE && d->kind == KIND_WORDS) {
        buf_adds(&spec, ":value:(");
        add_choices(&spec, d->arg_name);
        buf_addch(&spec, ')');
    } else if (d->arg != ARG_NONE) {
        buf_printf(&spec, ":%s:%s", d->arg_name, d->kind == KIND_FILE ? "_files" : "");
    }
    buf_adds(b, " \\\n    ");
    add_quoted(b, buf_cstr(&spec));
    buf_free(&spec);
}

static void complete_zsh(struct buf *b, const char *prog, const struct option_def *const *tables,
                         const char *const *words)
{
    static const char *const behind_letter[] = {"", "+", ""}, *const behind_name[] = {"", "=", "=-"};
    char option[80];

    buf_printf(b, "#compdef %s\n_arguments -s -S", prog);
    for (; *tables; tables++) {
        for (const struct option_def *d = *tables; d->help; d++) {
            if (d->letter) {
                snprintf(option, sizeof option, "-%c", d->letter);
                add_zsh_option(b, d, option, behind_letter[d->arg]);
            }
            if (d->name) {
                snprintf(option, sizeof option, "--%s", d->name);
                add_zsh_option(b, d, option, behind_name[d->arg]);
            }
        }
    }
    if (words && *words) {
        buf_adds(b, " \\\n    '1:command:(");
        for (; *words; words++)
            buf_printf(b, "%s ", *words);
        buf_adds(b, ")'");
    }
    buf_adds(b, " \\\n    '*:file:_files'\n");
}

static void complete_fish(struct buf *b, const char *prog, const struct option_def *const *tables,
                          const char *const *words)
{
    for (; *tables; tables++) {
        for (const struct option_def *d = *tables; d->help; d++) {
            if (is_title(d))
                continue;
            buf_printf(b, "complete -c %s", prog);
            if (d->letter)
                buf_printf(b, " -s %c", d->letter);
            if (d->name)
                buf_printf(b, " -l %s", d->name);
            if (d->arg == ARG_REQUIRED)
                buf_adds(b, " -r");
            if (d->kind == KIND_WORDS) {
                buf_adds(b, " -f -a '");
                add_choices(b, d->arg_name);
                buf_addch(b, '\'');
            }
            buf_adds(b, " -d ");
            add_quoted(b, d->help);
            buf_addch(b, '\n');
        }
    }
    for (; words && *words; words++)
        buf_printf(b, "complete -c %s -n __fish_use_subcommand -a %s\n", prog, *words);
}

bool options_completion(struct buf *out, const char *shell, const char *prog,
                        const struct option_def *const *tables, const char *const *words)
{
    if (strcmp(shell, "bash") == 0)
        complete_bash(out, prog, tables, words);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(out, prog, tables, words);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(out, prog, tables, words);
    else
        return false;
    return true;
}
