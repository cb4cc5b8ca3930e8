/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May a name of the dictionary begin with this word?  It may where some stem of the word, with
 * what an ending of the language's puts back, is the first word of a key (openings.h), and the rest is
 * that ending.
 */
#include "names/find_private.h"

#include "names/key.h"

enum { LONGEST = 32, UNKNOWN = 0, ODD_FOLD = 255, LEAST_ENDS = 1024 };

/* --- filling --- */

/* Number of what is put back on stems; false when memory ran out. */
static bool strip_number(struct finder *f, struct span strip, size_t *number)
{
    struct starts *s = &f->openings;
    struct span key = key_of(f, strip);

    for (*number = 0; *number < s->strips.len; ++*number)
        if (span_eq(s->strips.v[*number], key))
            return true;
    key = arena_dup(&s->arena, key);
    if (!key.ptr || !vec_push(&s->strips, key))
        return false;
    s->latin_only = s->latin_only && (utf8_count(key) <= OPENING_STRIP || utf8_is_ascii(key));
    return utf8_count(key) <= OPENING_STRIP || vec_push(&s->long_strips, key);
}

/* Where the ending with this hash is among `ends`, or the empty place where it belongs. */
static struct end_strips *end_slot(const struct starts *s, uint64_t hash)
{
    size_t mask = s->ends.len - 1, i = hash & mask;

    while (s->ends.v[i].strips && s->ends.v[i].hash != hash)
        i = (i + 1) & mask;
    return &s->ends.v[i];
}

/* Room for one more: the table is at most half full. */
static bool grow_ends(struct starts *s)
{
    struct end_table old = s->ends;
    size_t n = old.len ? 2 * old.len : LEAST_ENDS;

    if (2 * s->n_ends < old.len)
        return true;
    s->ends = (struct end_table)VEC_INIT;
    if (!vec_reserve(&s->ends, n)) {
        s->ends = old;
        return false;
    }
    s->ends.len = n;
    memset(s->ends.v, 0, n * sizeof s->ends.v[0]);
    for (size_t i = 0; i < old.len; i++)
        if (old.v[i].strips)
            *end_slot(s, old.v[i].hash) = old.v[i];
    vec_free(&old);
    return true;
}

static bool note_end(void *context, struct span end, struct span strip)
{
    struct finder *f = context;
    struct end_strips *slot;
    uint64_t hash;
    size_t number;

    if (!grow_ends(&f->openings) || !strip_number(f, strip, &number))
        return false;
    hash = opening_hash(0, key_of(f, end));
    slot = end_slot(&f->openings, hash);
    f->openings.n_ends += slot->strips == 0;
    slot->hash = hash;
    slot->strips |= UINT64_C(1) << number % 64;
    return true;
}

static bool any_small(const struct starts *s, uint32_t first, uint32_t last)
{
    for (uint32_t c = first; c <= last; c++)
        if (s->first[c] == STARTS_SMALL)
            return true;
    return false;
}

static void note_letters(struct starts *s)
{
    for (uint32_t c = 0; c < COUNT_OF(s->first); c++)
        s->first[c] = char_is_upper(c)                                    ? STARTS_CAPITAL
                      : c < LETTERS && opening_bit(s->names.letters, c) ? STARTS_SMALL
                                                                          : STARTS_NOTHING;
    s->small_latin = any_small(s, 'a', 'z');
    s->small_cyrillic = any_small(s, 0x430, 0x44F);
}

static struct opening form_at(const void *a, size_t i)
{
    struct auth_form form;

    if (!auth_form(a, (uint32_t)i, &form))
        return (struct opening){{"", 0}, {"", 0}, true};
    return (struct opening){form.text, form.key, form.from == AUTH_DERIVED};
}

bool starts_open(struct finder *f)
{
    struct starts *s = &f->openings;

    if (!openings_read(&s->names, auth_openings(f->a)) &&
        (openings_make(&s->made, auth_form_count(f->a), form_at, f->a, NULL) != ST_OK ||
         !openings_read(&s->names, buf_span(&s->made))))
        return false;
    note_letters(s);
    return true;
}

void starts_close(struct finder *f)
{
    struct starts *s = &f->openings;

    vec_free(&s->ends);
    buf_free(&s->made);
    arena_free(&s->arena);
    vec_free(&s->strips);
    vec_free(&s->long_strips);
}

/* The endings are known when all languages are. */
static bool fill(struct finder *f)
{
    struct starts *s = &f->openings;

    s->latin_only = true;
    for (unsigned i = 0; i < f->n_languages; i++) {
        const struct language *l = &f->languages[i];

        if (l->style && !endings_each_end(l->endings, note_end, f))
            return false;
    }
    s->filled = grow_ends(s);
    return s->filled;
}

/* --- asking --- */

bool starts_small(const struct finder *f, struct span text)
{
    return openings_small(&f->openings.names, text);
}

/* The key of a letter; false where that is long. */
static bool fold_letter(struct finder *f, uint32_t c, struct fold *to)
{
    char bytes[4];
    struct buf small = BUF_INIT;
    struct span key;

    if (endings_fold(&small, span_of(bytes, utf8_encode(c, bytes)), NULL) != ST_OK)
        f->failed = true;
    key = key_of(f, buf_span(&small));
    to->len = key.len <= sizeof to->text ? (uint8_t)(key.len + 1) : ODD_FOLD;
    if (to->len != ODD_FOLD)
        memcpy(to->text, key.ptr, key.len);
    drop(f, &small);
    return to->len != ODD_FOLD;
}

/* A word's key, letter by letter. */
struct stem {
    uint64_t hash[LONGEST]; /* of the key of the first letters */
    unsigned end[LONGEST];  /* of that key in `key` */
    unsigned n;             /* letters that are read */
    unsigned scripts;
    size_t at;              /* bytes of the word that are read */
    char key[3 * LONGEST];
};

/* Read on up to `most` letters of a word; false where nothing can be told of it: letters of two scripts,
 * which may be meant for one another, of others, or very many. */
static bool read_stem(struct finder *f, struct span word, unsigned most, struct stem *st)
{
    unsigned n = st->n, len = n ? st->end[n - 1] : 0;
    uint64_t h = n ? st->hash[n - 1] : 0;

    for (; st->at < word.len && n < most; n++) {
        uint32_t c = utf8_next(word, &st->at);
        struct fold *fold = &f->openings.fold[c < LETTERS ? c : 0];

        st->scripts |= c < 0x250 ? TOKEN_LATIN : c >= 0x400 && c < 0x530 ? TOKEN_CYRILLIC : 4;
        if (c >= LETTERS || st->scripts > 2 ||
            (fold->len == UNKNOWN && !fold_letter(f, c, fold)) || fold->len == ODD_FOLD)
            return false;
        memcpy(st->key + len, fold->text, sizeof fold->text);
        h = opening_hash(h, span_of(fold->text, fold->len - 1u));
        len += fold->len - 1u;
        st->hash[n] = h;
        st->end[n] = len;
    }
    st->n = n;
    return n < LONGEST;
}

/* Is the stem of letters to number `i`, with what an ending puts back for the letters behind it, the
 * first word of a key? */
static bool may_be_base(const struct starts *s, bool small, const struct stem *st, unsigned i)
{
    struct span rest = span_of(st->key + st->end[i], st->end[st->n - 1] - st->end[i]);

    for (uint64_t left = end_slot(s, opening_hash(0, rest))->strips; left; left &= left - 1)
        for (size_t k = (size_t)__builtin_ctzll(left); k < s->strips.len; k += 64)
            if (openings_word(&s->names, small, opening_hash(st->hash[i], s->strips.v[k])))
                return true;
    return false;
}

/* Is a stem, or the whole word, one? */
static bool may_be_key(const struct starts *s, bool small, const struct stem *st)
{
    if (openings_word(&s->names, small, st->hash[st->n - 1]))
        return true;
    for (unsigned i = 1; i < st->n; i++)
        if (may_be_base(s, small, st, i))
            return true;
    return false;
}

/* May a stem of few letters be one?  The filter of stems does not allow for the longest endings. */
static bool may_be_stem(const struct starts *s, bool small, const struct stem *st, unsigned last)
{
    if (openings_stem(&s->names, small, st->hash[last]))
        return true;
    if (last + 1 >= OPENING_SHORT || (s->latin_only && st->scripts != TOKEN_LATIN))
        return false;
    for (size_t k = 0; k < s->long_strips.len; k++)
        if (openings_word(&s->names, small, opening_hash(st->hash[last], s->long_strips.v[k])))
            return true;
    return false;
}

/* starts_alive(), for letters that are not known to be dead; *told is not set where they tell nothing. */
static bool is_alive(struct finder *f, struct span word, bool small, struct stem *st, bool *told)
{
    struct starts *s = &f->openings;

    st->n = st->scripts = 0;
    st->at = 0;
    if (!s->filled && !fill(f))
        f->failed = true;
    *told = s->filled && read_stem(f, word, OPENING_SHORT, st) && st->n > 0;
    for (unsigned i = st->n > 1; *told && i < st->n; i++)
        if (may_be_stem(s, small, st, i))
            return true;
    if (*told)
        s->dead[small][opening_place(starts_bytes(word), DEAD_BITS)] = starts_bytes(word);
    return !*told;
}

bool starts_alive(struct finder *f, struct span word, bool small)
{
    struct stem st;
    bool told;

    return !starts_dead(f, word, small) && is_alive(f, word, small, &st, &told);
}

bool may_start(struct finder *f, struct span word, bool small)
{
    struct stem st;
    bool told;

    if (starts_dead(f, word, small) || !is_alive(f, word, small, &st, &told))
        return false;
    return !told || !read_stem(f, word, LONGEST, &st) || may_be_key(&f->openings, small, &st);
}

bool starts_key(struct finder *f, struct span word, struct buf *key)
{
    for (size_t at = 0, n = 0; at < word.len && n < 2; n++) {
        uint32_t c = utf8_next(word, &at);
        struct fold *fold = &f->openings.fold[c < LETTERS ? c : 0];

        if (c >= LETTERS || !char_is_letter(c) ||
            (fold->len == UNKNOWN && !fold_letter(f, c, fold)) || fold->len == ODD_FOLD)
            return false;
        buf_addn(key, fold->text, fold->len - 1u);
    }
    return true;
}
