/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/header.h"

static const char *const names[HEADER_STRINGS] = {
    "id", "alias", "title", "authority", "language", "from", "to", "year", "status", "source",
    "unsure",
};

struct span *header_string(struct xlit_info *info, size_t n)
{
    struct span *const fields[HEADER_STRINGS] = {
        &info->id,   &info->aliases, &info->title, &info->authority, &info->language, &info->from,
        &info->to,   &info->year,    &info->status, &info->source,   &info->unsure,
    };

    return fields[n];
}

enum script header_script(struct span code)
{
    static const struct {
        const char *code;
        enum script script;
    } scripts[] = {
        {"Latn", SCRIPT_LATIN},    {"Cyrl", SCRIPT_CYRILLIC}, {"Arab", SCRIPT_ARABIC},
        {"Grek", SCRIPT_GREEK},    {"Armn", SCRIPT_ARMENIAN}, {"Geor", SCRIPT_GEORGIAN},
        {"Hebr", SCRIPT_HEBREW},   {"Hani", SCRIPT_HAN},      {"Kana", SCRIPT_KANA},
        {"Hang", SCRIPT_HANGUL},
    };

    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (span_eqs(code, scripts[i].code))
            return scripts[i].script;
    return SCRIPT_OTHER;
}

static bool set_reversible(struct xlit_info *info, struct span value)
{
    info->reversible = span_eqs(value, "yes")      ? XLIT_REVERSIBLE_YES
                       : span_eqs(value, "partly") ? XLIT_REVERSIBLE_PARTLY
                                                   : XLIT_REVERSIBLE_NO;
    return info->reversible != XLIT_REVERSIBLE_NO || span_eqs(value, "no");
}

/* A second `alias` or `unsure` is joined to the first.  The text is gathered in `joined`, which
 * has room for all of it, so that it never moves. */
static void join(struct span *field, char sep, struct span value, struct buf *joined)
{
    size_t at = joined->len;

    buf_add(joined, *field);
    buf_addch(joined, sep);
    buf_add(joined, value);
    if (!joined->failed)
        *field = span_of(joined->data + at, joined->len - at);
}

static enum status header_line(struct span line, const char *file, uint64_t number,
                               struct xlit_info *info, struct buf *joined, struct error *e)
{
    struct span name, value = line;
    size_t i = 0;

    if (!span_split(&value, ':', &name) || name.ptr + name.len == line.ptr + line.len)
        return ST_OK;
    name = span_trim(name);
    value = span_trim(value);
    if (span_eqs(name, "reversible"))
        return set_reversible(info, value)
                   ? ST_OK
                   : error_at(e, ST_SYNTAX, file, number, 0,
                              _("reversible is neither yes nor partly nor no"));
    while (i < HEADER_STRINGS && !span_eqs(name, names[i]))
        i++;
    if (i == HEADER_STRINGS)
        return ST_OK;
    if (header_string(info, i)->len == 0)
        *header_string(info, i) = value;
    else if (i == 1 || i == HEADER_STRINGS - 1)
        join(header_string(info, i), i == 1 ? ' ' : '\n', value, joined);
    else
        return error_at(e, ST_SYNTAX, file, number, 0, _("\"%.*s\" is there twice"),
                        SPAN_ARG(name));
    return ST_OK;
}

enum status header_read(struct span text, const char *file, struct xlit_info *info,
                        struct buf *joined, struct error *e)
{
    struct span line;
    uint64_t number = 0;
    size_t room;

    memset(info, 0, sizeof *info);
    /* each join copies what was joined before: bounded by the square of a header's few lines */
    for (room = 0; span_split(&text, '\n', &line);) {
        enum status st;

        number++;
        line = span_trim(line);
        if (line.len == 0)
            continue;
        if (line.ptr[0] != '#')
            break;
        if (room == 0) {
            room = 64 * 1024;
            if (!buf_reserve(joined, room))
                return error_nomem(e);
        }
        if (joined->len + 2 * line.len + info->unsure.len + info->aliases.len + 2 > room)
            return error_at(e, ST_LIMIT, file, number, 0, _("the header is too long"));
        st = header_line(span_from(line, 1), file, number, info, joined, e);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

unsigned char header_fold(char c)
{
    return (unsigned char)(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool header_same_name(struct span a, struct span b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (header_fold(a.ptr[i]) != header_fold(b.ptr[i]))
            return false;
    return true;
}

bool header_is_alias(const struct xlit_info *info, struct span name)
{
    struct span rest = info->aliases, alias;

    while (rest.len > 0 && span_split(&rest, ' ', &alias))
        if (header_same_name(alias, name))
            return true;
    return false;
}
