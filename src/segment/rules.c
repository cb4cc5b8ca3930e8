/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/rules.h"

#include "text/norm.h"

enum section { SEC_NONE, SEC_NEVER, SEC_NUMBER, SEC_MAYBE, SEC_UNITS, SEC_ENDS, SEC_STARTERS,
               SEC_JOINED, SEC_LETTERED, SEC_SAID, SEC_ORDINALS };

static const struct {
    const char *name;
    enum section section;
} section_names[] = {
    {"[never]", SEC_NEVER}, {"[number]", SEC_NUMBER},     {"[maybe]", SEC_MAYBE},
    {"[units]", SEC_UNITS}, {"[ends]", SEC_ENDS},         {"[starters]", SEC_STARTERS},
    {"[joined]", SEC_JOINED}, {"[lettered]", SEC_LETTERED}, {"[said]", SEC_SAID},
    {"[ordinals]", SEC_ORDINALS},
};

static const enum abbrev_class section_class[] = {
    [SEC_NEVER] = ABBREV_NEVER,
    [SEC_NUMBER] = ABBREV_NUMBER,
    [SEC_MAYBE] = ABBREV_MAYBE,
    [SEC_UNITS] = ABBREV_UNIT,
    [SEC_ENDS] = ABBREV_ENDS,
};

static enum section section_of(struct span word)
{
    for (size_t i = 0; i < COUNT_OF(section_names); i++)
        if (span_eqs(word, section_names[i].name))
            return section_names[i].section;
    return SEC_NONE;
}

/* Where a word of a section goes. */
static struct map *map_of(struct seg_rules *r, enum section section, struct span *word)
{
    switch (section) {
    case SEC_STARTERS:
        return &r->starters;
    case SEC_JOINED:
        return &r->joined;
    case SEC_LETTERED:
        return &r->lettered;
    case SEC_SAID:
        return &r->said;
    case SEC_ORDINALS:
        return &r->ordinals;
    default:
        break;
    }
    if (!span_starts(*word, span_str("-")))
        return &r->abbrev;
    *word = span_from(*word, 1);
    return &r->endings;
}

static bool add_word(struct seg_rules *r, enum section section, struct span word)
{
    struct map *map = map_of(r, section, &word);
    uint64_t *slot;

    if (section == SEC_ORDINALS && span_starts(word, span_str("*"))) {
        r->any_ordinal = true;
        r->ordinals_not_of_nouns = span_eqs(word, "**");
        return true;
    }
    slot = map_put(map, word, NULL);
    if (slot && (map == &r->abbrev || map == &r->endings))
        *slot = section_class[section];
    return slot != NULL;
}

static enum status parse_line(struct seg_rules *r, struct span line, enum section *section,
                              const char *name, uint64_t number, struct error *e)
{
    struct span word;

    while (span_split(&line, ' ', &word)) {
        word = span_trim(word);
        if (word.len == 0)
            continue;
        if (word.ptr[0] == '#')
            break;
        if (word.ptr[0] == '[') {
            *section = section_of(word);
            if (*section == SEC_NONE)
                return error_at(e, ST_SYNTAX, name, number, 0, _("unknown section %.*s"),
                                SPAN_ARG(word));
            continue;
        }
        if (*section == SEC_NONE)
            return error_at(e, ST_SYNTAX, name, number, 0, _("\"%.*s\" stands in no section"),
                            SPAN_ARG(word));
        if (!add_word(r, *section, word))
            return error_nomem(e);
    }
    return ST_OK;
}

enum status seg_rules_parse(struct seg_rules *r, struct span text, const char *name,
                            struct error *e)
{
    enum section section = SEC_NONE;
    enum status st = ST_OK;
    uint64_t number = 0;
    struct span line;

    while (st == ST_OK && span_split(&text, '\n', &line))
        st = parse_line(r, line, &section, name, ++number, e);
    return st;
}

void seg_rules_free(struct seg_rules *r)
{
    map_free(&r->abbrev);
    map_free(&r->endings);
    map_free(&r->starters);
    map_free(&r->joined);
    map_free(&r->lettered);
    map_free(&r->said);
    map_free(&r->ordinals);
}

/* Lower-case copy of a word of at most 64 bytes; length 0 when it is longer. */
static struct span lower_into(char out[128], struct span word)
{
    size_t at = 0, n = 0;

    if (word.len > 64)
        return span_of(out, 0);
    while (at < word.len) {
        uint32_t c = utf8_next(word, &at);
        if (c == UTF8_BAD)
            return span_of(out, 0);
        n += utf8_encode(char_lower(c), out + n);
    }
    return span_of(out, n);
}

static const uint64_t *find(const struct seg_rules *r, struct span word)
{
    char lower[128];
    const uint64_t *slot = map_get(&r->abbrev, word);

    return slot || utf8_count(word) < 3 ? slot : map_get(&r->abbrev, lower_into(lower, word));
}

/* "Goethestr.": the longest ending that is listed. */
static const uint64_t *find_ending(const struct seg_rules *r, struct span word)
{
    const uint64_t *slot = NULL;

    for (size_t at = 1; !slot && at < word.len; at++)
        slot = map_get(&r->endings, span_from(word, at));
    return slot;
}

enum abbrev_class seg_rules_abbrev(const struct seg_rules *r, struct span word)
{
    const uint64_t *slot = find(r, word);
    size_t at = word.len;

    while (!slot && at > 0 && word.ptr[at - 1] != '-')
        at--;
    if (!slot && at > 0)
        slot = find(r, span_from(word, at));
    if (!slot && r->endings.head)
        slot = find_ending(r, word);
    return slot ? (enum abbrev_class)*slot : ABBREV_NONE;
}

bool seg_rules_has(const struct map *set, struct span word)
{
    char lower[128];

    return map_get(set, lower_into(lower, word)) != NULL;
}
