/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/near.h"

#include "names/score.h"
#include "names/sound.h"

/* Classes of consonants, three bits each, the first one lowest; 0 is none. */
enum { CLASSES = 7, LONGEST = 10, CODES = SOUND_KEYS };

struct entry {
    uint32_t code, entity;
    struct span word;
};

struct near {
    VEC(struct entry) entries;
};

static unsigned class_of(char sound)
{
    switch (sound) {
    case 'b': case 'p': case 'v': case 'f': case 'w':
        return 1;
    case 'd': case 't':
        return 2;
    case 'g': case 'k': case 'h': case 'q': case 'x':
        return 3;
    case 's': case 'z': case 'S': case 'Z': case 'C': case 'T':
        return 4;
    case 'n':
        return 5;
    case 'm':
        return 6;
    case 'l': case 'r':
        return 7;
    default:
        return 0;
    }
}

static uint32_t code_of(const char *key)
{
    uint32_t code = 0;
    unsigned n = 0, last = 0;

    for (; *key && n < LONGEST; key++) {
        unsigned c = class_of(*key);

        if (c && c != last)
            code |= c << 3 * n++;
        last = c;
    }
    return code;
}

/* The different codes of a word; returns how many. */
static unsigned codes_of(struct span word, uint32_t out[CODES])
{
    struct sound s;
    unsigned n = 0;

    sound_of(word, &s);
    for (unsigned i = 0; i < s.count; i++) {
        uint32_t code = code_of(s.key[i]);
        unsigned k = 0;

        while (k < n && out[k] != code)
            k++;
        if (k == n)
            out[n++] = code;
    }
    return n;
}

/* --- making --- */

static bool add_word(struct near *n, struct span word, uint32_t entity)
{
    uint32_t codes[CODES];
    unsigned count = codes_of(word, codes);

    for (unsigned i = 0; i < count; i++) {
        if (!vec_push(&n->entries, ((struct entry){codes[i], entity, word})))
            return false;
    }
    return true;
}

static bool add_words(struct near *n, struct span part, uint32_t entity)
{
    struct score_name name;

    score_read(part, &name);
    for (unsigned i = 0; i < name.count; i++) {
        if (!name.words[i].initial && !add_word(n, name.words[i].text, entity))
            return false;
    }
    return true;
}

/* The same words together. */
static int by_code(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    int order = (a->code > b->code) - (a->code < b->code);

    if (order == 0)
        order = span_cmp(a->word, b->word);
    return order ? order : (a->entity > b->entity) - (a->entity < b->entity);
}

static bool add_heading(struct near *n, const struct auth_name *name, uint32_t entity)
{
    return add_words(n, name->family, entity) && add_words(n, name->given, entity) &&
           add_words(n, name->whole, entity);
}

/* The native heading and the English one: words of other languages are near to one of them. */
static bool add_entity(struct near *n, const struct authority *a, uint32_t entity)
{
    struct auth_name native = {.listed = {"", 0}}, english;
    bool ok = true;

    if (auth_native(a, entity, &native))
        ok = add_heading(n, &native, entity);
    if (ok && auth_name(a, entity, span_str("en"), &english) &&
        !span_eq(english.listed, native.listed))
        ok = add_heading(n, &english, entity);
    return ok;
}

enum status near_new(struct near **out, const struct authority *a, struct error *e)
{
    struct near *n = calloc(1, sizeof *n);
    bool ok = n;

    *out = n;
    for (uint32_t entity = 0; ok && entity < auth_count(a); entity++)
        ok = add_entity(n, a, entity);
    if (!ok) {
        near_free(n);
        *out = NULL;
        return error_nomem(e);
    }
    if (n->entries.len > 1)
        qsort(n->entries.v, n->entries.len, sizeof *n->entries.v, by_code);
    return ST_OK;
}

void near_free(struct near *n)
{
    if (!n)
        return;
    vec_free(&n->entries);
    free(n);
}

/* --- finding --- */

/* Codes that were tried; two ways to change a code may lead to the same one. */
enum { TRIED = 1 << 12 };

struct search {
    const struct near *n;
    struct score_word word;
    double least;
    struct near_hits *hits;
    double best; /* likeness of what was found */
    bool failed;
    uint32_t tried[TRIED]; /* one more than the code, at a place of its own bits; the last one stays */
};

static bool was_tried(struct search *s, uint32_t code)
{
    uint32_t *place = &s->tried[(code * UINT32_C(2654435761)) >> 20];
    bool was = *place == code + 1;

    *place = code + 1;
    return was;
}

static size_t first_of(const struct near *n, uint32_t code)
{
    size_t lo = 0, hi = n->entries.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (n->entries.v[mid].code < code)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Words of one alphabet that differ much in length cannot be alike. */
static bool far_apart(const struct score_word *a, const struct score_word *b)
{
    int more = a->spelling.n - b->spelling.n;

    return a->spelling.alphabet == b->spelling.alphabet && (more > 4 || more < -4);
}

static void try_code(struct search *s, uint32_t code)
{
    const struct near *n = s->n;
    struct span last = {"", 0};
    double like = 0;

    if (was_tried(s, code))
        return;
    for (size_t i = first_of(n, code); i < n->entries.len && n->entries.v[i].code == code; i++) {
        const struct entry *entry = &n->entries.v[i];

        if (!span_eq(entry->word, last)) {
            struct score_word other = {.text = entry->word};

            channel_read(entry->word, &other.spelling);
            like = far_apart(&s->word, &other) ? 0 : score_words(&s->word, &other);
            last = entry->word;
        }
        s->best = like > s->best ? like : s->best;
        if (like >= s->least && !vec_push(s->hits, ((struct near_hit){entry->entity, like})))
            s->failed = true;
    }
}

static void try_near(struct search *s, uint32_t code, unsigned more);

static void try_further(struct search *s, uint32_t code, unsigned more)
{
    if (more)
        try_near(s, code, more - 1);
    else
        try_code(s, code);
}

/* A code and all those that one class less, more or another makes of it, or `more` than one. */
static void try_near(struct search *s, uint32_t code, unsigned more)
{
    unsigned n = 0;

    while (n < LONGEST && code >> 3 * n & 7)
        n++;
    try_code(s, code);
    for (unsigned i = 0; i <= n; i++) {
        uint32_t before = code & ((1U << 3 * i) - 1), here = code >> 3 * i, after = here >> 3;

        if (i < n && n > 2)
            try_further(s, before | after << 3 * i, more);
        for (uint32_t c = 1; c <= CLASSES; c++) {
            if (i < n && c != (here & 7))
                try_further(s, before | c << 3 * i | after << 3 * (i + 1), more);
            if (n < LONGEST)
                try_further(s, before | c << 3 * i | here << 3 * (i + 1), more);
        }
    }
}

enum status near_find(const struct near *n, struct span word, double least, double enough,
                      struct near_hits *hits, struct error *e)
{
    struct search s = {.n = n, .least = least, .hits = hits};
    uint32_t codes[CODES];
    unsigned count = codes_of(word, codes);

    s.word.text = word;
    channel_read(word, &s.word.spelling);
    if (s.word.spelling.n < 2)
        return ST_OK;
    for (unsigned more = 0; more < 2 && s.best < enough; more++)
        for (unsigned i = 0; i < count; i++)
            try_near(&s, codes[i], more);
    return s.failed ? error_nomem(e) : ST_OK;
}
