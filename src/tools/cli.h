/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all programs have in common on the command line: the shared options with one meaning
 * everywhere, --help and --version, the language of messages, where output goes, exit status.
 *
 *     int main(int argc, char **argv)
 *     {
 *         struct state s = {0};
 *         struct cli c;
 *         int rc = cli_start(&c, &program, argc, argv, &s);
 *         if (rc >= 0)
 *             return rc;
 *         rc = cli_filter(&c, &filter, &s);      (filter.h)
 *         return cli_end(&c, rc);
 *     }
 */
#ifndef TOOLS_CLI_H
#define TOOLS_CLI_H

#include "base/atomic.h"
#include "base/diag.h"
#include "base/options.h"
#include "base/vec.h"

/* Exit status of every program. */
enum { EXIT_DONE = 0, EXIT_NEGATIVE = 1, EXIT_TROUBLE = 2 };

/* Common options that a program takes. --help, --version, -q, -v, --color, --no-config always. */
enum cli_feature {
    CLI_OUTPUT = 1 << 0,  /* -o FILE */
    CLI_INPLACE = 1 << 1, /* -i, --in-place[=SUFFIX] */
    CLI_NULL = 1 << 2,    /* -z */
    CLI_LINES = 1 << 3,   /* --line-buffered */
    CLI_INVALID = 1 << 4, /* --invalid=replace|pass */
    CLI_FILES = 1 << 5,   /* --files0-from, -r */
    CLI_STDIN = 1 << 6,   /* --stdin-filename */
    CLI_CHECK = 1 << 7,   /* -c */
    CLI_JSON = 1 << 8,    /* --format, --json (the program says which formats) */
    CLI_THREADS = 1 << 9, /* -j N */
    CLI_COLUMNS = 1 << 10, /* -C N[,N...] */
    CLI_EXPLAIN = 1 << 11, /* -x */
    CLI_DATA = 1 << 12,   /* -d FILE, repeatable */
    CLI_HEADER = 1 << 13, /* --header */
};

/* Ids of a program's own options start here. */
enum { CLI_OWN_OPTION = 1000 };

struct cli;

/* A command of a program that has several.  An option that it does not take is a usage error: those
 * common ones that it takes are named here, the program's own ones say it (`of` in options.h). */
struct cli_command {
    const char *name;
    unsigned features;
    int (*run)(struct cli *c);         /* returns the exit status */
};

struct cli_program {
    const char *name;
    const char *purpose;               /* N_(): one line */
    const char *usage;                 /* lines after "Usage: ", separated by \n, not translated */
    const char *examples;              /* lines, N_() when they hold remarks; NULL = none */
    const char *status;                /* N_(): meaning of 0, 1, 2, parted by "; "; NULL = usual */
    const struct option_def *options;  /* own options, ended by an item without help; or NULL */
    unsigned features;                 /* with commands none: they have them */
    const char *formats;               /* choices of --format, "text|json"; the first is default */
    const struct cli_command *commands; /* (the first operand), ended by one without name; or NULL */
    option_handler *handle;            /* own options; context is the caller's state */
};

enum cli_invalid { INVALID_ERROR, INVALID_REPLACE, INVALID_PASS };

struct cli {
    const struct cli_program *program;
    void *state;
    const char *const *files;  /* operands without the subcommand; never empty: "-" by default */
    size_t n_files;
    bool files_given;          /* operands, --files0-from or -r were there */
    const struct cli_command *command; /* first operand of a program with commands, else NULL */
    bool quiet, in_place, null, line_buffered, check, explain, header, recurse, no_config;
    int verbose;
    enum cli_invalid invalid;
    const char *output;        /* -o, NULL = standard output */
    const char *suffix;        /* of --in-place=SUFFIX, NULL = no backup */
    const char *stdin_name;    /* --stdin-filename, NULL = none */
    const char *files0_from;
    const char *format;        /* never NULL when the program has formats */
    bool format_given;         /* --format or --json was there */
    unsigned threads;          /* -j, 0 = not given */
    VEC(const char *) data;    /* -d */
    VEC(unsigned) columns;     /* -C, 1-based */
    struct writer out;         /* standard output, or -o's file: see cli_out */
    struct atomic_file file;   /* -o */
    VEC(char *) owned;         /* memory freed by cli_end */
    VEC(const char *) operands;
    VEC(const char *) settings; /* key, value, key, value…: see settings.h */
    bool trouble;              /* something failed and was reported: cli_end returns 2 */
};

/* Locale, options, files.  Returns -1 to go on, else the exit status to return at once. */
int cli_start(struct cli *c, const struct cli_program *program, int argc, char **argv, void *state);

/* Where the program's output goes (opened at the first call); check nothing, cli_end does. */
struct writer *cli_out(struct cli *c);

/* Flush and close output (commit -o, or drop it when rc or an earlier trouble is 2), free `c`.
 * Returns the exit status: 2 when anything failed, else rc. */
int cli_end(struct cli *c, int rc);

/* ST_USAGE when -o names this memory: what is written would take its place. */
enum status cli_spare_memory(const struct cli *c, const char *path, struct error *e) MUST_CHECK;

/* Report an error and remember that there was trouble; returns EXIT_TROUBLE. */
int cli_fail(struct cli *c, const struct error *e);

/* "prog: MESSAGE" and "Try 'prog --help'": a usage error; returns EXIT_TROUBLE. */
int cli_usage(struct cli *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* For option handlers: numbers in a range; false after saying what is wrong. */
bool cli_number(const char *option, const char *arg, double low, double high, double *out);

/* For option handlers: one of "a|b|c"; its place, or -1 after saying what the choices are. */
int cli_choice(const char *option, const char *arg, const char *choices);

/* Name shown for a file: --stdin-filename for standard input when given, else the path. */
const char *cli_display_name(const struct cli *c, const char *path);

#endif
