/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/names_open.h"

#include "base/reader.h"
#include "base/temporary.h"
#include "base/vec.h"
#include "tools/datapath.h"

#include <errno.h>
#include <libgen.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct paths {
    VEC_OF(const char *)
};

static bool ends_in(const char *path, const char *suffix)
{
    return span_ends(span_str(path), span_str(suffix));
}

/* Two running hashes, so that 32 hexadecimal digits name what went in. */
struct stamp {
    uint64_t a, b;
};

static void stamp_add(struct stamp *s, const void *data, size_t n)
{
    const unsigned char *p = data;

    for (size_t i = 0; i < n; i++) {
        s->a = (s->a ^ p[i]) * UINT64_C(0x100000001b3);
        s->b = (s->b + p[i] + 1) * UINT64_C(0x9E3779B97F4A7C15);
        s->b ^= s->b >> 31;
    }
}

/* A compiled file is known by its path, size and time; a rec file, which is short, by its bytes. */
static enum status stamp_file(struct stamp *s, const char *path, struct error *e)
{
    struct stat st;
    struct buf text = BUF_INIT;
    enum status status;

    if (stat(path, &st) != 0)
        return error_sys(e, path);
    stamp_add(s, path, strlen(path) + 1);
    if (ends_in(path, ".tmd")) {
        uint64_t facts[] = {(uint64_t)st.st_size, (uint64_t)st.st_mtim.tv_sec,
                            (uint64_t)st.st_mtim.tv_nsec, (uint64_t)st.st_ino};

        stamp_add(s, facts, sizeof facts);
        return ST_OK;
    }
    status = file_read(path, &text, e);
    stamp_add(s, text.data ? text.data : "", text.len);
    buf_free(&text);
    return status;
}

/* Returns new: where in the cache the result of compiling these files lies; NULL where the user has
 * no cache. */
static enum status cache_path(const struct paths *files, const char *what, char **path,
                              struct error *e)
{
    struct stamp s = {UINT64_C(0xcbf29ce484222325), 1};
    char name[80], *systems = data_find("systems.tmd", NULL);
    enum status st = ST_OK;

    stamp_add(&s, PACKAGE_VERSION, sizeof PACKAGE_VERSION);
    for (size_t i = 0; i < files->len && st == ST_OK; i++)
        st = stamp_file(&s, files->v[i], e);
    if (systems && st == ST_OK)
        st = stamp_file(&s, systems, e);
    free(systems);
    if (st != ST_OK)
        return st;
    snprintf(name, sizeof name, "%s-%016llx%016llx.tmd", what, (unsigned long long)s.a,
             (unsigned long long)s.b);
    errno = 0;
    *path = data_cache_path(name);
    return !*path && errno == ENOMEM ? error_nomem(e) : ST_OK;
}

static enum status run(char *const *argv, struct error *e)
{
    pid_t pid;
    int rc = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ), how;

    if (rc != 0) {
        errno = rc;
        return error_sys(e, argv[0]);
    }
    while (waitpid(pid, &how, 0) < 0) {
        if (errno != EINTR)
            return error_sys(e, argv[0]);
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return ST_OK;
    return error_set(e, ST_SYNTAX, _("the dictionary could not be compiled; see the message of "
                                     "namedict above"));
}

/* Let namedict compile the files into `out`, each a layer. */
static enum status compile(const struct paths *files, const char *out, struct error *e)
{
    char *program = data_sibling_program("namedict");
    VEC(char *) argv = VEC_INIT;
    static char compile_word[] = "compile", layers[] = "--layers", quiet[] = "-q", output[] = "-o",
                end[] = "--";
    bool ok = program && vec_push(&argv, program) && vec_push(&argv, compile_word) &&
              vec_push(&argv, layers) && vec_push(&argv, quiet) && vec_push(&argv, output) &&
              vec_push(&argv, (char *)(uintptr_t)out) && vec_push(&argv, end);
    enum status st;

    for (size_t i = 0; i < files->len && ok; i++)
        ok = vec_push(&argv, (char *)(uintptr_t)files->v[i]);
    ok = ok && vec_push(&argv, NULL);
    st = ok ? run(argv.v, e) : error_nomem(e);
    vec_free(&argv);
    free(program);
    return st;
}

static enum status open_names(const char *path, void *out, struct error *e)
{
    return auth_open(out, path, e);
}

static enum status open_styles(const char *path, void *out, struct error *e)
{
    return styles_open(out, path, e);
}

static bool folder_is_writable(const char *path)
{
    char *copy = strdup(path);
    bool yes = copy && access(dirname(copy), W_OK) == 0;

    free(copy);
    return yes;
}

typedef enum status open_fn(const char *path, void *out, struct error *e);

static enum status compile_and_open(const struct paths *files, const char *path, open_fn *open,
                                    void *out, struct error *e)
{
    enum status st = compile(files, path, e);

    return st ? st : open(path, out, e);
}

/* For want of a cache, in a file that is gone once it is open. */
static enum status open_uncached(const struct paths *files, open_fn *open, void *out,
                                 struct error *e)
{
    char *path;
    enum status st = temporary_path(&path, e);

    if (st)
        return st;
    st = compile_and_open(files, path, open, out, e);
    unlink(path);
    free(path);
    return st;
}

/* Open what is cached for these files, compiled first where it is not there or not good. */
static enum status open_cached(const struct paths *files, const char *what, open_fn *open,
                               void *out, struct error *e)
{
    char *path = NULL;
    enum status st = cache_path(files, what, &path, e);

    if (st == ST_OK && (!path || access(path, R_OK) != 0 || open(path, out, NULL) != ST_OK)) {
        if (path && folder_is_writable(path))
            st = compile_and_open(files, path, open, out, e);
        else
            st = open_uncached(files, open, out, e);
    }
    free(path);
    return st;
}

enum status names_open(struct authority **a, const struct names_wanted *wanted, struct error *e)
{
    struct paths files = VEC_INIT;
    char *project = NULL, *standard = NULL;
    enum status st = ST_OK;
    bool ok = true;

    *a = NULL;
    for (size_t i = 0; i < wanted->count && ok; i++)
        ok = vec_push(&files, wanted->data[i]);
    if (!wanted->no_default) {
        if (wanted->configured)
            ok = ok && vec_push(&files, wanted->configured);
        project = data_project_file("names.rec");
        standard = data_find("names.tmd", wanted->count ? NULL : e);
        if (project)
            ok = ok && vec_push(&files, project);
        if (standard)
            ok = ok && vec_push(&files, standard);
    }
    if (!ok)
        st = error_nomem(e);
    else if (files.len == 0 && wanted->no_default)
        st = error_set(e, ST_USAGE, _("--no-default wants a dictionary: give one with -d"));
    else if (files.len == 0)
        st = e ? e->code : ST_NOTFOUND;
    else if (files.len == 1 && ends_in(files.v[0], ".tmd"))
        st = auth_open(a, files.v[0], e);
    else
        st = open_cached(&files, "names", open_names, a, e);
    vec_free(&files);
    free(project);
    free(standard);
    return st;
}

/* Returns new: the name of the first style. */
static enum status first_style(const struct styles *s, char **name, struct error *e)
{
    struct buf b = BUF_INIT;

    if (styles_count(s) == 0)
        return error_set(e, ST_NOTFOUND, _("the file holds no style"));
    buf_add(&b, styles_name(s, 0));
    *name = buf_steal(&b);
    return *name ? ST_OK : error_nomem(e);
}

static enum status open_style_file(struct styles **s, const char *path, char **name,
                                   struct error *e)
{
    struct paths files = VEC_INIT;
    enum status st;

    if (ends_in(path, ".tmd")) {
        st = styles_open(s, path, e);
    } else {
        st = vec_push(&files, path) ? open_cached(&files, "styles", open_styles, s, e)
                                    : error_nomem(e);
        vec_free(&files);
    }
    if (st == ST_OK)
        st = first_style(*s, name, e);
    if (st != ST_OK) {
        styles_close(*s);
        *s = NULL;
    }
    return st;
}

enum status styles_open_named(struct styles **s, const char *style, char **name, struct error *e)
{
    char *path;
    enum status st;

    *s = NULL;
    *name = NULL;
    if (style && (strchr(style, '/') || ends_in(style, ".rec") || ends_in(style, ".tmd")))
        return open_style_file(s, style, name, e);
    if (style && !(*name = strdup(style)))
        return error_nomem(e);
    path = data_find("styles.tmd", e);
    if (!path)
        return e ? e->code : ST_NOTFOUND;
    st = styles_open(s, path, e);
    free(path);
    return st;
}

enum status systems_open(struct xlit_db **db, struct error *e)
{
    char *path = data_find("systems.tmd", e);
    enum status st;

    *db = NULL;
    if (!path)
        return e ? e->code : ST_NOTFOUND;
    st = xlit_db_open(db, path, e);
    free(path);
    return st;
}

enum status words_open(struct lexicons **l, struct error *e)
{
    char *path = getenv("TILMACH_HUNSPELL") ? NULL : data_find("words.tmd", NULL);
    enum status st = path ? lexicons_open(l, path, e) : ST_OK;

    if (!path)
        *l = NULL;
    free(path);
    return st;
}

/* The languages whose endings come with the suite. */
static const char *const known[] = {"en", "ru", "kk", "de", "pl", "tr", "fr", "uk",
                                    "be", "cs", "es", "ky", "lt", "lv", "uz", NULL};

static bool is_known(struct span lang)
{
    for (const char *const *k = known; *k; k++)
        if (span_eqs(lang, *k))
            return true;
    return false;
}

const char *const *endings_languages(void)
{
    return known;
}

enum status endings_open(struct span lang, struct endings **g, struct error *e)
{
    char name[64];
    struct buf text = BUF_INIT;
    char *path;
    enum status st;

    *g = NULL;
    if (lang.len == 0 || lang.len > 16)
        return ST_OK;
    snprintf(name, sizeof name, "endings-%.*s.txt", SPAN_ARG(lang));
    path = data_find(name, e);
    if (!path) /* another language goes without endings */
        return is_known(lang) ? e->code : ST_OK;
    st = file_read(path, &text, e);
    if (!st)
        st = endings_parse(g, buf_span(&text), path, e);
    buf_free(&text);
    free(path);
    return st;
}
