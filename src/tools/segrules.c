/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/segrules.h"

#include "base/reader.h"
#include "tools/datapath.h"

#include <stdio.h>

/* The first part of a tag in lower case: "kk" of "kk_KZ"; false for what is no language. */
static bool primary_language(const char *tag, char out[9])
{
    size_t n = strcspn(tag, "-_");

    if (n < 2 || n > 8)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = tag[i] >= 'A' && tag[i] <= 'Z' ? (char)(tag[i] | 0x20) : tag[i];
        if (c < 'a' || c > 'z')
            return false;
        out[i] = c;
    }
    out[n] = '\0';
    return true;
}

enum status segrules_load(struct seg_rules *rules, const char *lang, bool *found, struct error *e)
{
    char name[32], primary[9];
    struct buf text = BUF_INIT;
    struct error missing;
    enum status st;
    char *path;

    if (found)
        *found = false;
    if (!primary_language(lang, primary))
        return error_set(e, ST_USAGE, _("\"%s\" is no language tag (such as kk, ru, en-GB)"), lang);
    snprintf(name, sizeof name, "segment-%s.txt", primary);
    path = data_find(name, &missing);
    if (!path)
        return ST_OK;
    st = file_read(path, &text, e);
    if (!st)
        st = seg_rules_parse(rules, buf_span(&text), path, e);
    if (found)
        *found = true;
    buf_free(&text);
    free(path);
    return st;
}
