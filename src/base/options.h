/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Command-line options from one table a program: parsing (with getopt_long), the list in --help
 * and the shell completions all come from it.
 */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/buf.h"

enum option_arg { ARG_NONE, ARG_REQUIRED, ARG_OPTIONAL /* only as --name=ARG */ };

/* What an argument is, for completion. */
enum option_kind { KIND_NONE, KIND_FILE, KIND_DIR, KIND_LANG, KIND_STYLE, KIND_SYSTEM, KIND_WORDS };

struct option_def {
    int id;                /* what the handler is told; unique in a program, > 0 */
    char letter;           /* short form, 0 = none */
    const char *name;      /* long form without dashes, NULL = none (a group title: see help) */
    enum option_arg arg;
    const char *arg_name;  /* shown in help: "FILE"; for KIND_WORDS the choices "text|json" */
    enum option_kind kind;
    const char *help;      /* N_() text; with name == NULL and letter == 0 a group's title */
    const char *of;        /* the commands that take it, "import|add"; NULL = all (see tools/cli.h) */
};

/* Called for each option in order; false stops parsing (the handler has said why). */
typedef bool option_handler(void *context, int id, const char *arg);

/* Parse with getopt_long; a usage error is told with diag_message.  `tables` is a NULL-terminated
 * list.  Operands are permuted behind the options; their first index is stored in *operands.
 * False on a usage error or when the handler stopped. */
bool options_parse(int argc, char **argv, const struct option_def *const *tables,
                   option_handler *handle, void *context, int *operands);

/* Append `text` and a newline, broken at spaces to lines of 80 columns; lines after the first
 * begin with `indent` spaces, which the caller has written before the first. */
void options_wrap(struct buf *out, struct span text, int indent);

/* Append the grouped list of options as --help shows it, translated. */
void options_help(struct buf *out, const struct option_def *const *tables);

/* Append a completion script for `shell` (bash, zsh, fish); `words` are subcommands or NULL.
 * False for an unknown shell. */
bool options_completion(struct buf *out, const char *shell, const char *prog,
                        const struct option_def *const *tables, const char *const *words);

#endif
