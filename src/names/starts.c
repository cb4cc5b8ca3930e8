/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May a name of the dictionary begin with this word?  It may where some stem of the word, with
 * nothing or with what the language's endings put back, is the first word of a key (openings.h), and
 * the rest is an ending; `ends` is a Bloom filter of those.
 */
#include "names/find_private.h"

#include "names/key.h"

enum { END_BITS = 18, LONGEST = 32, UNKNOWN = 0, ODD_FOLD = 255 };

static void set_bit(uint64_t *set, size_t i)
{
    set[i / 64] |= UINT64_C(1) << i % 64;
}

/* --- filling --- */

static bool note_strip(void *context, struct span strip)
{
    struct finder *f = context;
    struct starts *s = &f->openings;
    struct span key = key_of(f, strip);

    for (size_t i = 0; i < s->strips.len; i++)
        if (span_eq(s->strips.v[i], key))
            return true;
    key = arena_dup(&s->arena, key);
    if (!key.ptr || !vec_push(&s->strips, key))
        return false;
    s->latin_only = s->latin_only && (utf8_count(key) <= OPENING_STRIP || utf8_is_ascii(key));
    return utf8_count(key) <= OPENING_STRIP || vec_push(&s->long_strips, key);
}

static bool note_end(void *context, struct span end)
{
    struct finder *f = context;
    uint64_t h = opening_hash(0, key_of(f, end));

    set_bit(f->openings.ends, opening_place(h, END_BITS));
    set_bit(f->openings.ends, opening_place(~h, END_BITS));
    return true;
}

static void note_letters(struct finder *f)
{
    struct starts *s = &f->openings;

    for (uint32_t c = 'A'; c < LETTERS; c++)
        if (char_is_upper(c))
            set_bit(s->letters[0], c);
    memcpy(s->letters[1], s->names.letters, sizeof s->letters[1]);
    s->small_ascii = s->letters[1][0] != 0 || s->letters[1][1] != 0;
    for (uint32_t c = 0x80; c < LETTERS; c++) {
        char bytes[4];

        utf8_encode(c, bytes);
        if (!starts_with_letter(f, c, false) && !starts_with_letter(f, c, true))
            set_bit(s->nothing, (size_t)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
    }
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
    note_letters(f);
    s->ends = calloc((size_t)1 << (END_BITS - 6), sizeof *s->ends);
    return s->ends;
}

void starts_close(struct finder *f)
{
    struct starts *s = &f->openings;

    free(s->ends);
    buf_free(&s->made);
    arena_free(&s->arena);
    vec_free(&s->strips);
    vec_free(&s->long_strips);
}

/* The endings are known when all languages are. */
static bool fill(struct finder *f)
{
    struct starts *s = &f->openings;

    s->filled = s->latin_only = true;
    for (unsigned i = 0; i < f->n_languages; i++) {
        const struct language *l = &f->languages[i];

        if (l->style && (!endings_each_part(l->endings, true, note_strip, f) ||
                         !endings_each_part(l->endings, false, note_end, f)))
            return false;
    }
    return true;
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

/* Is a stem, with nothing or with what may be put back, the first word of a key? */
static bool may_be_key(const struct starts *s, bool small, const struct stem *st)
{
    unsigned last = st->n - 1;

    if (openings_word(&s->names, small, st->hash[last]))
        return true;
    for (unsigned i = 1; i <= last; i++) {
        struct span rest = span_of(st->key + st->end[i], st->end[last] - st->end[i]);

        if (!opening_both(s->ends, opening_hash(0, rest), END_BITS))
            continue;
        if (openings_word(&s->names, small, st->hash[i]))
            return true;
        for (size_t k = 0; k < s->strips.len; k++)
            if (openings_word(&s->names, small, opening_hash(st->hash[i], s->strips.v[k])))
                return true;
    }
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

bool may_start(struct finder *f, struct span word, bool small)
{
    struct starts *s = &f->openings;
    struct stem st;
    bool may = false;

    st.n = st.scripts = 0;
    st.at = 0;
    if (!s->filled && !fill(f))
        f->failed = true;
    if (!read_stem(f, word, OPENING_SHORT, &st) || st.n == 0)
        return true;
    for (unsigned i = st.n > 1; i < st.n && !may; i++)
        may = may_be_stem(s, small, &st, i);
    return may && (!read_stem(f, word, LONGEST, &st) || may_be_key(s, small, &st));
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
