/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/jsonin.h"

#include <jansson.h>

enum status jsonin_parse(jsonin **doc, struct span text, const char *name, uint64_t line,
                         struct error *e)
{
    json_error_t why;

    *doc = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &why);
    if (*doc)
        return ST_OK;
    if (json_error_code(&why) == json_error_out_of_memory)
        return error_nomem(e);
    return error_at(e, ST_SYNTAX, name, line + (uint64_t)(why.line > 0 ? why.line - 1 : 0), 0,
                    _("not JSON: %s"), why.text);
}

void jsonin_free(jsonin *doc)
{
    json_decref(doc);
}

bool jsonin_is_object(jsonin *v)
{
    return json_is_object(v);
}

bool jsonin_is_array(jsonin *v)
{
    return json_is_array(v);
}

jsonin *jsonin_get(jsonin *v, const char *key)
{
    return json_object_get(v, key);
}

jsonin *jsonin_path(jsonin *v, const char *path)
{
    char key[64];

    while (v && *path) {
        size_t n = strcspn(path, ".");

        if (n >= sizeof key)
            return NULL;
        memcpy(key, path, n);
        key[n] = '\0';
        v = json_object_get(v, key);
        path += n + (path[n] == '.');
    }
    return v;
}

size_t jsonin_count(jsonin *v)
{
    return json_is_array(v) ? json_array_size(v) : json_object_size(v);
}

jsonin *jsonin_at(jsonin *v, size_t i)
{
    return json_array_get(v, i);
}

void jsonin_each(jsonin *v, bool (*each)(void *context, struct span key, jsonin *v),
                 void *context)
{
    for (void *at = json_object_iter(v); at; at = json_object_iter_next(v, at)) {
        if (!each(context, span_str(json_object_iter_key(at)), json_object_iter_value(at)))
            return;
    }
}

struct span jsonin_text(jsonin *v)
{
    return json_is_string(v) ? span_of(json_string_value(v), json_string_length(v))
                             : span_of("", 0);
}

struct span jsonin_text_of(jsonin *v, const char *key)
{
    return jsonin_text(jsonin_get(v, key));
}

long long jsonin_integer(jsonin *v)
{
    return json_integer_value(v);
}
