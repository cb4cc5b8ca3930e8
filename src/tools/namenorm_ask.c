/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --interactive: each change is shown in its line and made when the user says so.  Questions and
 * answers go through the terminal, whatever the standard streams are. */
#include "tools/namenorm.h"

#include "tools/datapath.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool open_terminal(struct namenorm *n)
{
    struct error e;

    if (n->terminal)
        return true;
    n->terminal = fopen("/dev/tty", "r+");
    if (n->terminal)
        return true;
    (void)error_sys(&e, "/dev/tty");
    (void)cli_fail(n->cli, &e);
    n->take_none = true;
    return false;
}

/* Untrusted text: no control characters to the terminal. */
static void show(FILE *to, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < 0x20 || c == 0x7F)
            fputc(' ', to);
        else
            fputc(c, to);
    }
}

static void show_change(struct namenorm *n, const struct finding *f, struct span line)
{
    fprintf(n->terminal, "%s:%llu: ", n->name, (unsigned long long)f->line);
    show(n->terminal, line);
    fprintf(n->terminal, "\n  %s: \"", finding_kind_name(f->kind));
    show(n->terminal, f->text);
    fputs("\" -> \"", n->terminal);
    show(n->terminal, f->replacement);
    fprintf(n->terminal, "\" [%.*s] (%.*s)\n", SPAN_ARG(f->id), SPAN_ARG(f->message));
}

/* The project's file of names: the nearest one, else one in a new .tilmach/ here. */
static char *names_file(void)
{
    char *path = data_project_file("names.rec");

    if (path)
        return path;
    if (mkdir(".tilmach", 0777) != 0 && errno != EEXIST)
        return NULL;
    return strdup(".tilmach/names.rec");
}

/* "Never this name": a Not in the project's names, from the next run on. */
static void skip_always(struct namenorm *n, const struct finding *f)
{
    char *path = names_file();
    FILE *out = path ? fopen(path, "a") : NULL;
    struct error e;
    bool fresh = out && fseek(out, 0, SEEK_END) == 0 && ftell(out) == 0;

    if (out) {
        if (fresh)
            fputs("%rec: Name\n%key: Id\n", out);
        fprintf(out, "\nId: %.*s\nNot: ", SPAN_ARG(f->id));
        show(out, f->text);
        fputc('\n', out);
    }
    if (!out || fclose(out) != 0) {
        (void)error_sys(&e, path ? path : ".tilmach");
        (void)cli_fail(n->cli, &e);
    }
    free(path);
}

static char answer(struct namenorm *n)
{
    char line[64];

    fputs(_("Rewrite [y,n,a,s,q]? "), n->terminal);
    fflush(n->terminal);
    rewind(n->terminal);
    if (!fgets(line, sizeof line, n->terminal))
        return 'q';
    rewind(n->terminal);
    return line[0];
}

bool namenorm_ask(struct namenorm *n, const struct finding *f, struct span line)
{
    if (n->take_all || n->take_none || !open_terminal(n))
        return n->take_all;
    show_change(n, f, line);
    for (;;) {
        switch (answer(n)) {
        case 'y':
            return true;
        case 'n':
            return false;
        case 'a':
            return n->take_all = true;
        case 's':
            skip_always(n, f);
            return false;
        case 'q':
            n->take_none = true;
            return false;
        default:
            fputs(_("y: rewrite, n: leave, a: rewrite this and all others, s: never again, "
                    "q: leave this and all others\n"),
                  n->terminal);
        }
    }
}

void namenorm_ask_end(struct namenorm *n)
{
    if (n->terminal)
        fclose(n->terminal);
    n->terminal = NULL;
}
