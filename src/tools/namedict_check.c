/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict check: report what is wrong with authority files. */
#include "base/vec.h"
#include "names/check.h"
#include "tools/namedict.h"

#include <stdio.h>
#include <stdlib.h>

struct found {
    size_t file; /* its place on the command line */
    uint64_t line;
    size_t number; /* as it was found */
    char *text;
};

struct state {
    struct cli *cli;
    VEC(struct found) found;
    bool incomplete; /* memory ran out */
};

static size_t file_number(const struct cli *c, const char *file)
{
    size_t i = 0;

    while (i < c->n_files && strcmp(c->files[i], file) != 0)
        i++;
    return i;
}

/* Keep a finding: what records say of each other is found after all of them were read. */
static bool keep(void *context, const struct error *what)
{
    struct state *s = context;
    struct found f = {file_number(s->cli, what->file), what->line, s->found.len, NULL};

    if (asprintf(&f.text, "%s:%ju: %s\n", what->file, (uintmax_t)what->line, what->message) < 0)
        f.text = NULL;
    if (f.text && vec_push(&s->found, f))
        return true;
    free(f.text);
    s->incomplete = true;
    return false;
}

static int by_place(const void *x, const void *y)
{
    const struct found *a = x, *b = y;

    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Print what was found by file and line. */
static void print_all(struct state *s)
{
    if (s->found.len)
        qsort(s->found.v, s->found.len, sizeof *s->found.v, by_place);
    for (size_t i = 0; i < s->found.len && !s->cli->quiet; i++)
        writer_puts(cli_out(s->cli), s->found.v[i].text);
}

static void free_found(struct state *s)
{
    for (size_t i = 0; i < s->found.len; i++)
        free(s->found.v[i].text);
    vec_free(&s->found);
}

/* Read and check each file; a file that cannot be read does not keep the others from it. */
static bool check_inputs(struct state *s, struct check *check, struct input *inputs)
{
    bool ok = true;

    for (size_t i = 0; i < s->cli->n_files; i++) {
        struct error e;
        enum status st = input_open(&inputs[i], s->cli->files[i], &e);

        if (st == ST_OK)
            st = check_input(check, &inputs[i], &e);
        if (st == ST_SYNTAX && e.line) {
            keep(s, &e);
        } else if (st != ST_OK) {
            cli_fail(s->cli, &e);
            ok = false;
        }
    }
    return ok;
}

int namedict_check(struct cli *c)
{
    struct namedict *n = c->state;
    struct state s = {.cli = n->cli};
    struct check *check;
    struct input *inputs = calloc(n->cli->n_files + 1, sizeof *inputs);
    struct error e;
    enum status st = inputs ? check_new(&check, keep, &s, &e) : error_nomem(&e);
    int rc = EXIT_DONE;

    if (st != ST_OK) {
        free(inputs);
        return cli_fail(n->cli, &e);
    }
    if (!check_inputs(&s, check, inputs))
        rc = EXIT_TROUBLE;
    if (check_all(check, &e) != ST_OK || (s.incomplete && error_nomem(&e)))
        rc = cli_fail(n->cli, &e);
    print_all(&s);
    check_free(check);
    for (size_t i = 0; i < n->cli->n_files; i++)
        input_close(&inputs[i]);
    free(inputs);
    if (n->cli->verbose)
        diag_message(_("%zu findings"), s.found.len);
    if (rc == EXIT_DONE && s.found.len)
        rc = EXIT_NEGATIVE;
    free_found(&s);
    return rc;
}
