/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dictionary for Hunspell (format of hunspell(5)): NAME.dic with the house spellings, and
 * NAME.aff with their endings.  Bases that take the same endings share a flag: the suffixes of a
 * base are put together as a key, and each key that is new gets the next number.
 */
#include "base/atomic.h"
#include "tools/namedict_export.h"

#include <stdlib.h>

struct suffixes {
    struct map words; /* "Тоқаев": flag, 0 = none */
    struct map sets;  /* "strip add\n" of one base: flag */
    struct buf set;   /* of the base at hand */
    struct span base;
};

static bool add_suffix(void *context, struct span word)
{
    struct suffixes *s = context;
    size_t same = 0;

    if (span_eq(word, s->base))
        return true;
    while (same < word.len && same < s->base.len && word.ptr[same] == s->base.ptr[same])
        same++;
    while (same > 0 && same < s->base.len && ((unsigned char)s->base.ptr[same] & 0xC0) == 0x80)
        same--; /* not within a letter */
    while (same > 0 && same < word.len && ((unsigned char)word.ptr[same] & 0xC0) == 0x80)
        same--;
    buf_add(&s->set, same < s->base.len ? span_from(s->base, same) : span_str("0"));
    buf_addch(&s->set, ' ');
    buf_add(&s->set, same < word.len ? span_from(word, same) : span_str("0"));
    buf_addch(&s->set, '\n');
    return true;
}

/* Note a word with the flag of its endings.  A word that is there already keeps what it has. */
static enum status add_word(struct suffixes *s, struct span word, const struct endings *g,
                            enum ending_part part, char gender, struct error *e)
{
    enum status st = ST_OK;
    uint64_t *flag, *number;
    bool added;

    if (word.len == 0 || !(flag = map_put(&s->words, word, &added)))
        return word.len ? error_nomem(e) : ST_OK;
    if (!added || !g)
        return ST_OK;
    buf_reset(&s->set);
    s->base = word;
    st = inflect_each(g, word, part, gender, add_suffix, s, e);
    if (st == ST_OK)
        st = buf_status(&s->set, e);
    if (st != ST_OK || s->set.len == 0)
        return st;
    number = map_put(&s->sets, buf_span(&s->set), &added);
    if (!number)
        return error_nomem(e);
    if (added)
        *number = map_count(&s->sets);
    *map_get(&s->words, word) = *number;
    return ST_OK;
}

/* The words of a name: the last one takes endings, and so does each part of one with hyphens. */
static enum status add_name(struct suffixes *s, struct span name, const struct endings *g,
                            enum ending_part part, char gender, struct error *e)
{
    struct span word, piece;
    enum status st = ST_OK;

    while (st == ST_OK && span_split(&name, ' ', &word)) {
        bool last = name.len == 0;

        st = add_word(s, word, last ? g : NULL, part, gender, e);
        if (span_find(word, span_str("-"), 0) < 0)
            continue;
        while (st == ST_OK && span_split(&word, '-', &piece))
            st = add_word(s, piece, g, part, gender, e);
    }
    return st;
}

static enum status hunspell_entity(struct export *x, uint32_t entity, struct error *e)
{
    const struct style_name *name;
    struct auth_entity ent;
    enum status st = style_spelling(x->style, entity, &name, e);

    if (st == ST_OK && !x->suffixes && !(x->suffixes = calloc(1, sizeof *x->suffixes)))
        st = error_nomem(e);
    if (st != ST_OK || name->from == STYLE_MISSING || !auth_entity(x->authority, entity, &ent))
        return st;
    if (ent.kind != AUTH_PERSON) {
        st = add_name(x->suffixes, name->whole, x->endings, ENDING_PLACE, 0, e);
        return st ? st : add_word(x->suffixes, name->abbr, x->endings, ENDING_PLACE, 0, e);
    }
    st = add_name(x->suffixes, name->family, x->endings, ENDING_FAMILY, ent.gender, e);
    if (st == ST_OK)
        st = add_name(x->suffixes, name->given, x->endings, ENDING_GIVEN, ent.gender, e);
    if (st == ST_OK)
        st = add_name(x->suffixes, name->patronymic, x->endings, ENDING_PATRONYMIC, ent.gender, e);
    return st;
}

static size_t lines_of(struct span s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] == '\n';
    return n;
}

static void write_rules(const struct suffixes *s, struct buf *out)
{
    buf_adds(out, "SET UTF-8\nFLAG num\n");
    for (const struct map_entry *m = map_first(&s->sets); m; m = map_next(m)) {
        struct span set = map_key(m), line;
        unsigned long flag = (unsigned long)map_value(m);

        buf_printf(out, "\nSFX %lu N %zu\n", flag, lines_of(set));
        while (span_split(&set, '\n', &line)) {
            if (line.len)
                buf_printf(out, "SFX %lu %.*s .\n", flag, SPAN_ARG(line));
        }
    }
}

static void write_words(const struct suffixes *s, struct buf *out)
{
    buf_printf(out, "%zu\n", map_count(&s->words));
    for (const struct map_entry *m = map_first(&s->words); m; m = map_next(m)) {
        buf_add(out, map_key(m));
        if (map_value(m))
            buf_printf(out, "/%lu", (unsigned long)map_value(m));
        buf_addch(out, '\n');
    }
}

/* Returns new: "NAME.aff" for "NAME.dic" or "NAME". */
static char *rules_path(const char *words_path)
{
    struct buf path = BUF_INIT;
    struct span name = span_str(words_path);

    if (span_ends(name, span_str(".dic")))
        name.len -= strlen(".dic");
    buf_add(&path, name);
    buf_adds(&path, ".aff");
    return buf_steal(&path);
}

static enum status write_rules_file(const char *words_path, const struct suffixes *s,
                                    struct error *e)
{
    struct buf rules = BUF_INIT;
    char *path = rules_path(words_path);
    enum status st;

    write_rules(s, &rules);
    st = path ? buf_status(&rules, e) : error_nomem(e);
    if (st == ST_OK)
        st = atomic_write(path, buf_span(&rules), e);
    buf_free(&rules);
    free(path);
    return st;
}

static enum status hunspell_finish(struct export *x, struct error *e)
{
    struct suffixes none = {.words = MAP_INIT, .sets = MAP_INIT};
    struct suffixes *s = x->suffixes ? x->suffixes : &none;
    enum status st = write_rules_file(x->n->cli->output, s, e);

    if (st == ST_OK)
        write_words(s, &x->text);
    return st;
}

void hunspell_free(struct suffixes *s)
{
    if (!s)
        return;
    map_free(&s->words);
    map_free(&s->sets);
    buf_free(&s->set);
    free(s);
}

const struct export_format format_hunspell = {.name = "hunspell", .wants_style = true,
                                              .entity = hunspell_entity,
                                              .finish = hunspell_finish};
