/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namedict check: report what is wrong with authority files. */
#include "names/check.h"
#include "tools/namedict.h"

#include <stdlib.h>

struct state {
    struct cli *cli;
    size_t findings;
};

static bool print(void *context, const struct error *what)
{
    struct state *s = context;

    s->findings++;
    if (!s->cli->quiet)
        writer_printf(cli_out(s->cli), "%s:%ju: %s\n", what->file, (uintmax_t)what->line,
                      what->message);
    return true;
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
            print(s, &e);
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
    struct state s = {n->cli, 0};
    struct check *check;
    struct input *inputs = calloc(n->cli->n_files + 1, sizeof *inputs);
    struct error e;
    enum status st = inputs ? check_new(&check, print, &s, &e) : error_nomem(&e);
    int rc = EXIT_DONE;

    if (st != ST_OK) {
        free(inputs);
        return cli_fail(n->cli, &e);
    }
    if (!check_inputs(&s, check, inputs))
        rc = EXIT_TROUBLE;
    if (check_all(check, &e) != ST_OK)
        rc = cli_fail(n->cli, &e);
    check_free(check);
    for (size_t i = 0; i < n->cli->n_files; i++)
        input_close(&inputs[i]);
    free(inputs);
    if (n->cli->verbose)
        diag_message(_("%zu findings"), s.findings);
    return rc == EXIT_DONE && s.findings ? EXIT_NEGATIVE : rc;
}
