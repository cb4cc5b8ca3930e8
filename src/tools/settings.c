/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/settings.h"

#include "base/reader.h"
#include "tools/datapath.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
    const char *key;
    bool project; /* may a project's file set it? */
} keys[] = {
    {"lang", true}, {"style", true}, {"type", true}, {"names", true}, {"memory", false},
};

static enum status check_key(struct span key, bool project, const char *file, uint64_t line,
                             struct error *e)
{
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (!span_eqs(key, keys[i].key))
            continue;
        if (project && !keys[i].project)
            return error_at(e, ST_USAGE, file, line, 0,
                            _("a project may not set \"%.*s\"; set it in your own configuration"),
                            SPAN_ARG(key));
        return ST_OK;
    }
    return error_at(e, ST_SYNTAX, file, line, 0,
                    _("unknown key \"%.*s\" (known: lang, style, type, names, memory)"),
                    SPAN_ARG(key));
}

static bool leaves_folder(struct span path)
{
    struct span rest = path, part;

    if (path.len && path.ptr[0] == '/')
        return true;
    while (span_split(&rest, '/', &part)) {
        if (span_eqs(part, ".."))
            return true;
    }
    return false;
}

/* Returns new: the value, with a project's `names` made absolute. */
static char *make_value(struct span key, struct span value, const char *file, bool project)
{
    static const char tail[] = "/.tilmach/config";
    char *out = NULL;

    if (!project || !span_eqs(key, "names"))
        return strndup(value.ptr, value.len);
    if (asprintf(&out, "%.*s/%.*s", (int)(strlen(file) - strlen(tail)), file, SPAN_ARG(value)) < 0)
        return NULL;
    return out;
}

static enum status take_line(struct cli *c, struct span line, const char *file, uint64_t number,
                             bool project, struct error *e)
{
    struct span key, value = line;
    enum status st;
    char *k, *v;

    line = span_trim(line);
    if (!line.len || line.ptr[0] == '#')
        return ST_OK;
    value = line;
    span_split(&value, '=', &key);
    if (!value.ptr)
        return error_at(e, ST_SYNTAX, file, number, 0, _("expected \"key = value\""));
    key = span_trim(key);
    value = span_trim(value);
    st = check_key(key, project, file, number, e);
    if (st)
        return st;
    if (project && span_eqs(key, "names") && leaves_folder(value))
        return error_at(e, ST_USAGE, file, number, 0, _("\"%.*s\" is outside the project's folder"),
                        SPAN_ARG(value));
    k = strndup(key.ptr, key.len);
    v = make_value(key, value, file, project);
    if (!k || !v || !vec_push(&c->owned, k) || !vec_push(&c->owned, v) ||
        !vec_push(&c->settings, k) || !vec_push(&c->settings, v))
        return error_nomem(e);
    return ST_OK;
}

static enum status load(struct cli *c, const char *file, bool project, struct error *e)
{
    struct buf text = BUF_INIT;
    struct span rest, line;
    enum status st = file_read(file, &text, e);

    rest = buf_span(&text);
    for (uint64_t n = 1; !st && span_split(&rest, '\n', &line); n++)
        st = take_line(c, line, file, n, project, e);
    buf_free(&text);
    return st;
}

static char *user_file(void)
{
    char *path = data_user_path("XDG_CONFIG_HOME", ".config", "config");

    if (path && access(path, F_OK) != 0) {
        free(path);
        path = NULL;
    }
    return path;
}

enum status settings_load(struct cli *c, struct error *e)
{
    char *files[2];
    enum status st = ST_OK;

    if (c->no_config)
        return ST_OK;
    files[0] = user_file();
    files[1] = data_project_file("config");
    for (size_t i = 0; i < 2; i++) {
        if (files[i] && !st)
            st = load(c, files[i], i == 1, e);
        free(files[i]);
    }
    return st;
}

const char *settings_get(const struct cli *c, const char *key)
{
    for (size_t i = c->settings.len; i > 1; i -= 2) {
        if (strcmp(c->settings.v[i - 2], key) == 0)
            return c->settings.v[i - 1];
    }
    return NULL;
}
