/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/files.h"

#include "base/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* One .gitignore: its text and the folder it stands in; outer ones first. */
struct ignore_file {
    struct buf text;
    size_t base; /* length of the folder's path with its slash */
};

struct walk {
    struct cli *c;
    VEC(struct ignore_file) ignores;
    struct error *e;
};

static enum status add_operand(struct cli *c, char *path, struct error *e)
{
    if (!path || !vec_push(&c->owned, path)) {
        free(path);
        return error_nomem(e);
    }
    return vec_push(&c->operands, path) ? ST_OK : error_nomem(e);
}

/* `**` as a whole component stands for any number of folders; fnmatch does not know it. */
static bool match_components(const char *pattern, const char *path)
{
    const char *p = pattern;

    if (strncmp(p, "**/", 3) == 0) {
        for (const char *s = path; s; s = strchr(s, '/') ? strchr(s, '/') + 1 : NULL) {
            if (match_components(p + 3, s))
                return true;
        }
        return false;
    }
    if (strcmp(p, "**") == 0)
        return true;
    {
        size_t n = strcspn(p, "/"), m = strcspn(path, "/");
        char *one = strndup(p, n), *name = strndup(path, m);
        bool same = one && name && fnmatch(one, name, 0) == 0;

        free(one);
        free(name);
        if (!same || (p[n] == '\0') != (path[m] == '\0'))
            return false;
        return p[n] == '\0' || match_components(p + n + 1, path + m + 1);
    }
}

bool files_pattern_matches(const char *pattern, const char *path, bool is_dir)
{
    size_t n = strlen(pattern);
    char *p = strdup(pattern);
    bool anchored, matched;

    if (!p)
        return false;
    if (n && p[n - 1] == '/') {
        p[--n] = '\0';
        if (!is_dir) {
            free(p);
            return false;
        }
    }
    anchored = strchr(p, '/') != NULL;
    if (anchored) {
        matched = match_components(p[0] == '/' ? p + 1 : p, path);
    } else {
        const char *slash = strrchr(path, '/');
        matched = match_components(p, slash ? slash + 1 : path);
    }
    free(p);
    return matched;
}

/* The last matching line of the innermost file decides. */
static bool ignored(const struct walk *w, const char *path, bool is_dir)
{
    bool out = false;

    for (size_t i = 0; i < w->ignores.len; i++) {
        struct span rest = buf_span(&w->ignores.v[i].text), line;
        while (span_split(&rest, '\n', &line)) {
            bool negated;
            char *pattern;

            line = span_trim(line);
            if (!line.len || line.ptr[0] == '#')
                continue;
            negated = line.ptr[0] == '!';
            pattern = strndup(line.ptr + negated, line.len - negated);
            if (pattern && files_pattern_matches(pattern, path + w->ignores.v[i].base, is_dir))
                out = !negated;
            free(pattern);
        }
    }
    return out;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *join(const char *dir, const char *name)
{
    char *path = NULL;

    return asprintf(&path, "%s/%s", dir, name) < 0 ? NULL : path;
}

static enum status walk_dir(struct walk *w, const char *dir);

static enum status walk_entry(struct walk *w, const char *dir, const char *name)
{
    char *path = join(dir, name);
    struct stat st;
    enum status rc = ST_OK;

    if (!path)
        return error_nomem(w->e);
    if (lstat(path, &st) != 0)
        rc = error_sys(w->e, path);
    else if (S_ISDIR(st.st_mode) && strcmp(name, ".git") != 0 && !ignored(w, path, true))
        rc = walk_dir(w, path);
    else if (S_ISREG(st.st_mode) && !ignored(w, path, false))
        return add_operand(w->c, path, w->e);
    free(path);
    return rc;
}

static bool push_ignore(struct walk *w, const char *dir)
{
    struct ignore_file f = {BUF_INIT, strlen(dir) + 1};
    char *path = join(dir, ".gitignore");
    bool found = path && file_read(path, &f.text, NULL) == ST_OK && vec_push(&w->ignores, f);

    if (!found)
        buf_free(&f.text);
    free(path);
    return found;
}

static enum status walk_dir(struct walk *w, const char *dir)
{
    VEC(char *) names = VEC_INIT;
    enum status rc = ST_OK;
    struct dirent *d;
    DIR *handle = opendir(dir);
    bool pushed;

    if (!handle)
        return error_sys(w->e, dir);
    while ((d = readdir(handle)) != NULL && !rc) {
        char *name;
        if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
            continue;
        name = strdup(d->d_name);
        if (!name || !vec_push(&names, name)) {
            free(name);
            rc = error_nomem(w->e);
        }
    }
    closedir(handle);
    if (names.len)
        qsort(names.v, names.len, sizeof names.v[0], by_name);
    pushed = push_ignore(w, dir);
    for (size_t i = 0; i < names.len; i++) {
        if (!rc)
            rc = walk_entry(w, dir, names.v[i]);
        free(names.v[i]);
    }
    vec_free(&names);
    if (pushed)
        buf_free(&w->ignores.v[--w->ignores.len].text);
    return rc;
}

/* An operand: a directory is walked with -r, anything else is taken as it is (a directory without
 * -r fails when it is opened). */
static enum status add_path(struct cli *c, const char *path, struct error *e)
{
    struct walk w = {.c = c, .e = e};
    size_t n = strlen(path);
    struct stat st;
    enum status rc;
    char *dir;

    if (!c->recurse || strcmp(path, "-") == 0 || stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return add_operand(c, strdup(path), e);
    while (n > 1 && path[n - 1] == '/')
        n--;
    dir = strndup(path, n);
    rc = dir ? walk_dir(&w, dir) : error_nomem(e);
    free(dir);
    vec_free(&w.ignores);
    return rc;
}

static enum status add_from_list(struct cli *c, struct error *e)
{
    struct buf list = BUF_INIT;
    enum status rc = file_read(c->files0_from, &list, e);
    struct span rest = buf_span(&list), one;

    while (!rc && rest.len && span_split(&rest, '\0', &one)) {
        char *path;
        if (!one.len)
            continue;
        path = strndup(one.ptr, one.len);
        rc = path ? add_path(c, path, e) : error_nomem(e);
        free(path);
    }
    buf_free(&list);
    return rc;
}

enum status files_expand(struct cli *c, const char *const *operands, size_t n, struct error *e)
{
    enum status rc = c->files0_from ? add_from_list(c, e) : ST_OK;

    for (size_t i = 0; i < n && !rc; i++)
        rc = add_path(c, operands[i], e);
    if (!rc && c->operands.len == 0 && !c->files_given)
        rc = add_operand(c, strdup(c->recurse ? "." : "-"), e);
    if (!rc && c->recurse && !c->files_given) {
        c->operands.len = 0;
        rc = add_path(c, ".", e);
    }
    return rc;
}
