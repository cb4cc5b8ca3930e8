/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/db.h"

#include "translit/engine.h"

#include <stdlib.h>

struct xlit_db {
    struct pack pack;
    const struct db_entry *entries;
    struct xlit_info *infos;
    size_t count;
};

/* A string of a header; empty when it lies outside the section. */
static struct span text_at(struct span section, struct table_text t)
{
    bool inside = section.ptr && (uint64_t)t.offset + t.len <= section.len;

    return inside ? span_of(section.ptr + t.offset, t.len) : span_of("", 0);
}

static void read_info(struct xlit_info *info, const struct db_entry *entry, struct span strings)
{
    for (size_t i = 0; i < HEADER_STRINGS; i++)
        *header_string(info, i) = text_at(strings, entry->strings[i]);
    info->reversible = entry->reversible <= XLIT_REVERSIBLE_YES
                           ? (enum xlit_reversible)entry->reversible
                           : XLIT_REVERSIBLE_NO;
}

static enum status read_infos(struct xlit_db *db, struct error *e)
{
    struct span strings = pack_section(&db->pack, PACK_TAG('T', 'E', 'X', 'T'));
    const void *entries;
    enum status st = pack_array(&db->pack, PACK_TAG('I', 'N', 'F', 'O'), sizeof *db->entries,
                                &entries, &db->count, e);

    if (st != ST_OK)
        return st;
    db->entries = entries;
    db->infos = calloc(db->count ? db->count : 1, sizeof *db->infos);
    if (!db->infos)
        return error_nomem(e);
    for (size_t i = 0; i < db->count; i++)
        read_info(&db->infos[i], &db->entries[i], strings);
    return ST_OK;
}

enum status xlit_db_open(struct xlit_db **out, const char *path, struct error *e)
{
    struct xlit_db *db = calloc(1, sizeof *db);
    enum status st;

    if (!db)
        return error_nomem(e);
    st = pack_open(&db->pack, path, DB_KIND, DB_VERSION, 0, e);
    if (st != ST_OK) {
        free(db);
        return st;
    }
    st = read_infos(db, e);
    if (st != ST_OK) {
        xlit_db_free(db);
        return st;
    }
    *out = db;
    return ST_OK;
}

void xlit_db_free(struct xlit_db *db)
{
    if (!db)
        return;
    pack_close(&db->pack);
    free(db->infos);
    free(db);
}

size_t xlit_db_count(const struct xlit_db *db)
{
    return db->count;
}

const struct xlit_info *xlit_db_info(const struct xlit_db *db, size_t n)
{
    return &db->infos[n];
}

void xlit_db_fingerprint(const struct xlit_db *db, char out[13])
{
    pack_fingerprint(&db->pack, out);
}

const struct xlit_info *xlit_db_find(const struct xlit_db *db, struct span name)
{
    for (size_t i = 0; i < db->count; i++)
        if (header_same_name(db->infos[i].id, name))
            return &db->infos[i];
    for (size_t i = 0; i < db->count; i++)
        if (header_is_alias(&db->infos[i], name))
            return &db->infos[i];
    return NULL;
}

static bool find_in_db(void *context, struct span name, struct span *id, struct span *text)
{
    const struct xlit_db *db = context;
    const struct xlit_info *info = db ? xlit_db_find(db, name) : NULL;
    struct error e;

    if (!info || pack_checked_section(&db->pack, DB_TAG(DB_RULES, info - db->infos), text, &e))
        return false;
    *id = info->id;
    return true;
}

struct rule_library db_library(const struct xlit_db *db)
{
    return (struct rule_library){find_in_db, (void *)(uintptr_t)db};
}

static bool find_in_files(void *context, struct span name, struct span *id, struct span *text)
{
    const struct db_files *files = context;

    for (size_t i = 0; i < files->count; i++)
        if (header_same_name(files->systems[i].info.id, name)) {
            *id = files->systems[i].info.id;
            *text = buf_span(&files->systems[i].text);
            return true;
        }
    return false;
}

struct rule_library db_files_library(struct db_files *files)
{
    return (struct rule_library){find_in_files, files};
}

/* Levenshtein distance of folded names; long ones are cut. */
static unsigned distance(struct span a, struct span b)
{
    unsigned row[65];

    a.len = a.len < 64 ? a.len : 64;
    b.len = b.len < 64 ? b.len : 64;
    for (unsigned j = 0; j <= b.len; j++)
        row[j] = j;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned diagonal = row[0];

        row[0] = i;
        for (unsigned j = 1; j <= b.len; j++) {
            unsigned best = diagonal + (header_fold(a.ptr[i - 1]) != header_fold(b.ptr[j - 1]));

            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.len];
}

/* How far a system's nearest name is from `name`, in percent of the longer of the two; a name that
 * begins with the other counts as near. */
static unsigned farness(const struct xlit_info *info, struct span name)
{
    struct span rest = info->aliases, candidate = info->id;
    unsigned best = 100;

    do {
        size_t longer = candidate.len > name.len ? candidate.len : name.len;
        size_t shorter = candidate.len < name.len ? candidate.len : name.len;
        unsigned d = longer ? 100 * distance(candidate, name) / (unsigned)(longer < 64 ? longer : 64)
                            : 100;

        if (shorter >= 2 &&
            header_same_name(span_cut(candidate, 0, shorter), span_cut(name, 0, shorter)))
            d = d < 30 ? d : 30;
        best = d < best ? d : best;
    } while (rest.len > 0 && span_split(&rest, ' ', &candidate));
    return best;
}

size_t xlit_db_suggest(const struct xlit_db *db, struct span name, const struct xlit_info **out,
                       size_t max)
{
    size_t n = 0;

    for (unsigned limit = 0; limit <= 45; limit += 5)
        for (size_t i = 0; i < db->count && n < max; i++) {
            unsigned f = farness(&db->infos[i], name);

            if (f <= limit && (limit == 0 || f > limit - 5))
                out[n++] = &db->infos[i];
        }
    return n;
}

/* The systems with this name in their languages, as kk-bgn and ru-bgn for "bgn". */
static void add_namesakes(const struct xlit_db *db, struct span name, struct buf *out)
{
    for (size_t i = 0; i < db->count; i++) {
        const struct xlit_info *info = &db->infos[i];

        if (info->id.len == info->language.len + 1 + name.len && span_ends(info->id, name) &&
            span_starts(info->id, info->language) && info->id.ptr[info->language.len] == '-')
            buf_printf(out, "%s%.*s", out->len ? ", " : "", SPAN_ARG(info->id));
    }
}

static enum status unknown(const struct xlit_db *db, struct span name, struct error *e)
{
    const struct xlit_info *near[3];
    size_t n = xlit_db_suggest(db, name, near, COUNT_OF(near));
    struct buf b = BUF_INIT;

    add_namesakes(db, name, &b);
    if (b.len) {
        error_set(e, ST_USAGE, _("\"%.*s\" goes with a language: give it with -l, or take one of: %s"),
                  SPAN_ARG(name), buf_cstr(&b));
        buf_free(&b);
        return ST_USAGE;
    }
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%.*s", i ? ", " : "", SPAN_ARG(near[i]->id));
    if (n)
        error_set(e, ST_USAGE,
                  _("unknown transliteration system \"%.*s\"; near it: %s; `xlit --list` shows all"),
                  SPAN_ARG(name), buf_cstr(&b));
    else
        error_set(e, ST_USAGE,
                  _("unknown transliteration system \"%.*s\"; `xlit --list` shows all"),
                  SPAN_ARG(name));
    buf_free(&b);
    return ST_USAGE;
}

enum status xlit_open(struct xlit **x, const struct xlit_db *db, struct span name, bool reverse,
                      struct error *e)
{
    const struct xlit_info *info = xlit_db_find(db, name);
    struct span block;
    enum status st;

    if (!info)
        return unknown(db, name, e);
    if (reverse && !db->entries[info - db->infos].backward)
        return error_set(e, ST_USAGE, _("%.*s cannot be run backwards; `xlit --list` shows which can"),
                         SPAN_ARG(info->id));
    st = pack_checked_section(&db->pack, DB_TAG(reverse ? DB_BACKWARD : DB_FORWARD, info - db->infos),
                              &block, e);
    return st == ST_OK ? xlit_new(x, block, info, reverse, NULL, e) : st;
}

static int by_id(const void *a, const void *b)
{
    return span_cmp(((const struct compiled *)a)->info.id, ((const struct compiled *)b)->info.id);
}

static struct table_text append(struct buf *b, struct span s)
{
    struct table_text t = {(uint32_t)b->len, (uint32_t)s.len};

    buf_add(b, s);
    return t;
}

/* No name may stand for two systems. */
static enum status check_names(const struct compiled *systems, size_t count, struct error *e)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct span a = systems[i].info.aliases, alias = systems[i].info.id;

            do {
                struct span b = systems[j].info.aliases, other = systems[j].info.id;

                do {
                    if (alias.len && header_same_name(alias, other))
                        return error_set(e, ST_SYNTAX, _("\"%.*s\" names both %.*s and %.*s"),
                                         SPAN_ARG(alias), SPAN_ARG(systems[i].info.id),
                                         SPAN_ARG(systems[j].info.id));
                } while (b.len > 0 && span_split(&b, ' ', &other));
            } while (a.len > 0 && span_split(&a, ' ', &alias));
        }
    return ST_OK;
}

static void add_part(struct pack_writer *w, enum db_part part, size_t n, const struct buf *data)
{
    struct buf *section = data->len ? pack_writer_later(w, DB_TAG(part, n)) : NULL;

    w->failed |= data->failed;
    if (section)
        buf_add(section, buf_span(data));
}

static void add_system(struct pack_writer *w, size_t n, const struct compiled *system,
                       struct buf *infos, struct buf *strings)
{
    struct xlit_info info = system->info;
    struct db_entry entry = {.reversible = info.reversible, .backward = system->backward.len > 0};

    for (size_t k = 0; k < HEADER_STRINGS; k++)
        entry.strings[k] = append(strings, *header_string(&info, k));
    buf_addn(infos, (const char *)&entry, sizeof entry);
    add_part(w, DB_FORWARD, n, &system->forward);
    add_part(w, DB_BACKWARD, n, &system->backward);
    add_part(w, DB_RULES, n, &system->text);
}

static void add_section(struct pack_writer *w, uint32_t tag, const struct buf *data)
{
    struct buf *section = pack_writer_section(w, tag);

    w->failed |= data->failed;
    if (section)
        buf_add(section, buf_span(data));
}

enum status db_write(struct compiled *systems, size_t count, struct buf *out, struct error *e)
{
    struct buf infos = BUF_INIT, strings = BUF_INIT;
    struct pack_writer w;
    enum status st = check_names(systems, count, e);

    if (st != ST_OK)
        return st;
    qsort(systems, count, sizeof *systems, by_id);
    pack_writer_init(&w, DB_KIND, DB_VERSION, 0);
    for (size_t i = 0; i < count; i++)
        add_system(&w, i, &systems[i], &infos, &strings);
    add_section(&w, PACK_TAG('I', 'N', 'F', 'O'), &infos);
    add_section(&w, PACK_TAG('T', 'E', 'X', 'T'), &strings);
    st = pack_writer_finish(&w, out, e);
    buf_free(&infos);
    buf_free(&strings);
    return st;
}
