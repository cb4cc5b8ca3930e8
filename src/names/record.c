/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/record.h"

#include "names/tags.h"

static const struct {
    const char *name;
    enum field_kind kind;
    bool takes_lang;
} known[] = {
    {"Id", FIELD_ID, false},           {"Kind", FIELD_KIND, false},
    {"Native", FIELD_NATIVE, false},   {"Gender", FIELD_GENDER, false},
    {"Order", FIELD_ORDER, false},     {"Needs", FIELD_NEEDS, false},
    {"Exonym", FIELD_EXONYM, false},   {"Former", FIELD_FORMER, false},
    {"Born", FIELD_DATE, false},       {"Died", FIELD_DATE, false},
    {"Unsure", FIELD_UNSURE, false},   {"Note", FIELD_NOTE, false},
    {"Source", FIELD_NOTE, false},     {"Variant", FIELD_VARIANT, true},
    {"Not", FIELD_NOT, true},          {"Misnaming", FIELD_MISNAMING, true},
    {"Abbr", FIELD_ABBR, true},        {"Role", FIELD_ROLE, true},
};

enum field_kind field_kind(struct span name, struct span *lang)
{
    ptrdiff_t cut = span_find(name, span_str("_"), 0);
    struct span stem = cut < 0 ? name : span_cut(name, 0, (size_t)cut);
    struct span tail = cut < 0 ? span_of("", 0) : span_from(name, (size_t)cut + 1);

    *lang = span_of("", 0);
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        if (!span_eqs(stem, known[i].name))
            continue;
        if (cut >= 0 && (!known[i].takes_lang || !tag_valid(tail)))
            return FIELD_UNKNOWN;
        *lang = tail;
        return known[i].kind;
    }
    if (stem.len < 2 || stem.len > 3 || !tag_valid(name))
        return FIELD_UNKNOWN;
    for (size_t i = 0; i < stem.len; i++) {
        if (stem.ptr[i] < 'a' || stem.ptr[i] > 'z')
            return FIELD_UNKNOWN;
    }
    *lang = name;
    return FIELD_HEADING;
}

bool field_repeats(enum field_kind kind)
{
    switch (kind) {
    case FIELD_EXONYM:
    case FIELD_FORMER:
    case FIELD_NEEDS:
    case FIELD_UNSURE:
    case FIELD_NOTE:
    case FIELD_VARIANT:
    case FIELD_NOT:
    case FIELD_MISNAMING:
    case FIELD_ABBR:
        return true;
    default:
        return false;
    }
}

const struct source_field *record_get(const struct source_record *r, const char *name)
{
    for (size_t i = 0; i < r->count; i++) {
        if (span_eqs(r->fields[i].name, name))
            return &r->fields[i];
    }
    return NULL;
}

const struct source_field *record_native(const struct source_record *r)
{
    const struct source_field *native = record_get(r, "Native");
    struct span lang;

    for (size_t i = 0; native && i < r->count; i++) {
        if (field_kind(r->fields[i].name, &lang) == FIELD_HEADING &&
            tag_fit(lang, native->value) == 3)
            return &r->fields[i];
    }
    return NULL;
}

static const char *const kinds[] = {
    [AUTH_PERSON] = "person",
    [AUTH_PLACE] = "place",
    [AUTH_ORGANIZATION] = "organization",
    [AUTH_TITLE] = "title",
    [AUTH_WORK] = "work",
};

bool record_kind(struct span value, enum auth_kind *kind)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (span_eqs(value, kinds[i])) {
            *kind = (enum auth_kind)i;
            return true;
        }
    }
    return false;
}

static unsigned days_of(uint64_t year, uint64_t month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

bool record_date(struct span value)
{
    struct span year = span_of("", 0), month = year, day = year, rest = value;
    uint64_t y, m = 1, d = 1;

    if (value.len == 0)
        return true;
    if (value.ptr[value.len - 1] == '-' || !span_split(&rest, '-', &year) || year.len != 4 ||
        !span_to_u64(year, &y))
        return false;
    if (span_split(&rest, '-', &month) && (month.len != 2 || !span_to_u64(month, &m)))
        return false;
    if (m < 1 || m > 12)
        return false;
    if (span_split(&rest, '-', &day) && (day.len != 2 || !span_to_u64(day, &d)))
        return false;
    return d >= 1 && d <= days_of(y, m) && rest.len == 0;
}

bool record_former(struct span value, struct auth_former *out)
{
    struct span *const parts[] = {&out->text, &out->from, &out->to};
    struct span part;
    size_t n = 0;

    *out = (struct auth_former){{"", 0}, {"", 0}, {"", 0}};
    while (span_split(&value, '|', &part)) {
        if (n == COUNT_OF(parts))
            return false;
        *parts[n++] = span_trim(part);
    }
    return true;
}

struct span record_tag(struct arena *a, struct span lang)
{
    char *copy = arena_strdup(a, lang);

    for (size_t i = 0; copy && i < lang.len; i++) {
        if (copy[i] == '_')
            copy[i] = '-';
    }
    return span_of(copy, lang.len);
}
