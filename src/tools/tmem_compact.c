/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem compact: giving space back, and indexes made anew. */
#include "tools/tmem.h"

#include "interchange/json.h"
#include "memory/lookup.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* An index that is kept, by what its files are called: "kk-Cyrl_en-Latn.words-bare.base". */
struct kept {
    char source[32], target[32];
    struct tm_mode mode;
};

struct compacting {
    struct cli *c;
    struct tmem *t;
    const char *folder;     /* of the index; NULL: it has none */
    VEC(struct kept) kept;
    uint64_t size;          /* of all files of the index */
};

static bool parse_name(const char *name, struct kept *out)
{
    char metric[16];
    int end = 0;

    memset(out, 0, sizeof *out);
    if (sscanf(name, "%31[A-Za-z0-9-]_%31[A-Za-z0-9-].%15[a-z-].base%n", out->source, out->target,
               metric, &end) != 3 || end == 0 || name[end])
        return false;
    out->mode.chars = strncmp(metric, "chars", 5) == 0;
    out->mode.bare = strstr(metric, "-bare") != NULL;
    return true;
}

/* Go through the folder: its size, and with `remember` which indexes there are, whose files are
 * removed.  Who has one open reads on. */
static enum status look(struct compacting *k, bool remember, struct error *e)
{
    DIR *d = k->folder ? opendir(k->folder) : NULL;
    struct buf path = BUF_INIT;
    struct dirent *f;
    enum status st = ST_OK;

    k->size = 0;
    if (!d)
        return !k->folder || errno == ENOENT ? ST_OK : error_sys(e, k->folder);
    while (!st && (f = readdir(d))) {
        struct kept kept;
        struct stat info;

        buf_reset(&path);
        buf_printf(&path, "%s/%s", k->folder, f->d_name);
        st = buf_status(&path, e);
        if (st || f->d_name[0] == '.' || stat(buf_cstr(&path), &info) != 0 ||
            !S_ISREG(info.st_mode))
            continue;
        k->size += (uint64_t)info.st_size;
        if (remember && parse_name(f->d_name, &kept) && !vec_push(&k->kept, kept))
            st = error_nomem(e);
        if (!st && remember && unlink(buf_cstr(&path)) != 0)
            st = error_sys(e, buf_cstr(&path));
    }
    buf_free(&path);
    closedir(d);
    return st;
}

/* Opening an index makes it. */
static int make_again(struct compacting *k)
{
    struct tmem *t = k->t;
    int rc = EXIT_DONE;

    for (size_t i = 0; !rc && i < k->kept.len; i++) {
        struct tm_lookup *l;

        t->source = k->kept.v[i].source;
        t->target = k->kept.v[i].target;
        t->mode = k->kept.v[i].mode;
        rc = tmem_direction(k->c, t, false);
        if (rc)
            break;
        rc = tmem_lookup_open(k->c, t, &l);
        tm_lookup_free(l);
        tmem_names_close(&t->names);
        t->names = (struct tmem_names){.exact = true};
    }
    return rc;
}

static void report(struct compacting *k, const char *what, uint64_t before, uint64_t after)
{
    struct buf row = BUF_INIT;

    if (tmem_json(k->c)) {
        struct jsonw j = jsonw_begin(&row);

        jsonw_string(&j, "what", span_str(what));
        jsonw_uint(&j, "before", before);
        jsonw_uint(&j, "after", after);
        jsonw_end(&j);
    } else {
        buf_printf(&row, "%s\t%llu\t%llu\n", what, (unsigned long long)before,
                   (unsigned long long)after);
    }
    writer_put(cli_out(k->c), buf_span(&row));
    buf_free(&row);
}

static int compact_index(struct compacting *k)
{
    struct error e;
    uint64_t before;
    int rc;

    if (look(k, true, &e))
        return cli_fail(k->c, &e);
    before = k->size;
    rc = make_again(k);
    if (!rc && look(k, false, &e))
        rc = cli_fail(k->c, &e);
    if (!rc)
        report(k, "index", before, k->size);
    return rc;
}

int tmem_compact(struct cli *c)
{
    struct tmem *t = c->state;
    struct compacting k = {.c = c, .t = t};
    struct error e;
    uint64_t before, after;
    int rc = tmem_no_tmx(c);

    if (!rc && c->files_given)
        rc = cli_usage(c, _("%s takes no operands"), c->command->name);
    if (!rc)
        rc = tmem_open_existing(c, t, TM_WRITE);
    if (rc)
        return rc;
    if (tm_store_compact(t->store, &before, &after, &e))
        return cli_fail(c, &e);
    report(&k, "memory", before, after);
    k.folder = tm_store_index(t->store);
    rc = compact_index(&k);
    vec_free(&k.kept);
    return rc;
}
