/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the names of the dictionary begin: filters that tell of most words, by their letters alone
 * and without taking endings off, that no name begins with them.
 *
 * A word may begin a name where some stem of it (all of it, or two letters and more) with nothing
 * or with what the language's endings put back is the first word of a key.  `stems` knows the first
 * four letters of those words, and their shorter stems; `words` knows all of them.  Both are Bloom
 * filters: what they deny is so.
 */
#include "names/find_private.h"

#include "names/key.h"

enum { SHORT = 4,        /* letters of a stem in `stems` */
       STEM_BITS = 18,
       MOST_KEYS = 500000, /* more are not read at the start: then every word may begin a name */
       LONGEST = 32, UNKNOWN = 0, ODD_FOLD = 255 };

/* --- bits --- */

static uint64_t add_byte(uint64_t h, char c)
{
    return (h ^ (unsigned char)c) * UINT64_C(0x100000001b3);
}

static uint64_t add_text(uint64_t h, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        h = add_byte(h, s.ptr[i]);
    return h;
}

static size_t place(uint64_t h, unsigned bits)
{
    return (size_t)(h * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

static void set_bit(uint64_t *set, size_t i)
{
    set[i / 64] |= UINT64_C(1) << i % 64;
}

static bool has_bit(const uint64_t *set, size_t i)
{
    return set[i / 64] >> i % 64 & 1;
}

static bool may_be_word(const struct starts *s, uint64_t h)
{
    return has_bit(s->words, place(h, s->word_bits)) &&
           has_bit(s->words, place(~h, s->word_bits));
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
    return key.ptr && vec_push(&s->strips, key);
}

/* A stem of the first word of a key: its first letters, as many as are kept. */
static void note_stem(struct starts *s, struct span word, size_t len)
{
    size_t at = utf8_skip(span_cut(word, 0, len), SHORT);

    set_bit(s->stems, place(add_text(0, span_cut(word, 0, at)), STEM_BITS));
}

static void note_word(struct starts *s, struct span word)
{
    uint64_t h = add_text(0, word);

    set_bit(s->words, place(h, s->word_bits));
    set_bit(s->words, place(~h, s->word_bits));
    note_stem(s, word, word.len);
    for (size_t i = 0; i < s->strips.len; i++)
        if (span_ends(word, s->strips.v[i]))
            note_stem(s, word, word.len - s->strips.v[i].len);
}

static void note_small_form(struct starts *s, const struct auth_form *form)
{
    size_t len;
    uint32_t c = form->text.len ? utf8_decode(form->text, 0, &len) : 'A';

    if (char_is_upper(c))
        return;
    set_bit(s->small, start_hash(form->text));
    if (c < LETTERS)
        set_bit(s->letters, c);
}

bool starts_open(struct finder *f)
{
    struct starts *s = &f->openings;
    struct auth_form form;
    struct span key;
    uint32_t n = 0;
    bool first;

    for (uint32_t c = 'A'; c < LETTERS; c++)
        if (char_is_upper(c))
            set_bit(s->letters, c);
    for (uint32_t i = 0; auth_form(f->a, i, &form); i++)
        note_small_form(s, &form);
    while (n <= MOST_KEYS && auth_key(f->a, n, &key, &first))
        n++;
    s->all = n > MOST_KEYS;
    for (s->word_bits = 12; UINT32_C(1) << s->word_bits < 16 * n; s->word_bits++)
        continue;
    s->stems = calloc((size_t)1 << (STEM_BITS - 6), sizeof *s->stems);
    s->words = calloc((size_t)1 << (s->word_bits - 6), sizeof *s->words);
    return s->stems && s->words;
}

void starts_close(struct finder *f)
{
    free(f->openings.stems);
    free(f->openings.words);
    arena_free(&f->openings.arena);
    vec_free(&f->openings.strips);
}

/* What is put back after endings is known when all languages are. */
static bool fill(struct finder *f)
{
    struct starts *s = &f->openings;
    struct span key;
    bool first;

    s->filled = true;
    for (unsigned i = 0; i < f->n_languages; i++)
        if (f->languages[i].style &&
            !endings_each_strip(f->languages[i].endings, note_strip, f))
            return false;
    for (uint32_t i = 0; !s->all && auth_key(f->a, i, &key, &first); i++)
        if (first)
            note_word(s, key);
    return true;
}

/* --- asking --- */

bool may_start_small(const struct finder *f, struct span text)
{
    return has_bit(f->openings.small, start_hash(text));
}

bool starts_with_letter(const struct finder *f, uint32_t c)
{
    return c < LETTERS && has_bit(f->openings.letters, c);
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
    uint64_t hash[LONGEST]; /* of the first letters of the key */
    unsigned n;             /* letters */
};

/* Read up to `most` letters of a word; false where nothing can be told of it: letters of two
 * scripts, which may be meant for one another, of others, or very many. */
static bool read_stem(struct finder *f, struct span word, unsigned most, struct stem *st)
{
    uint64_t h = 0;
    unsigned scripts = 0;

    st->n = 0;
    for (size_t at = 0; at < word.len && st->n < most; st->n++) {
        uint32_t c = utf8_next(word, &at);
        struct fold *fold = &f->openings.fold[c < LETTERS ? c : 0];

        scripts |= c < 0x250 ? TOKEN_LATIN : c >= 0x400 && c < 0x530 ? TOKEN_CYRILLIC : 4;
        if (c >= LETTERS || scripts > 2 || (fold->len == UNKNOWN && !fold_letter(f, c, fold)) ||
            fold->len == ODD_FOLD)
            return false;
        h = add_text(h, span_of(fold->text, fold->len - 1u));
        st->hash[st->n] = h;
    }
    return st->n < LONGEST;
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

bool starts_short(struct finder *f, struct span word)
{
    struct starts *s = &f->openings;
    struct stem st;

    if (!s->filled && !fill(f))
        f->failed = true;
    if (s->all || !read_stem(f, word, SHORT, &st))
        return true;
    for (unsigned i = 0; i < st.n; i++)
        if (has_bit(s->stems, place(st.hash[i], STEM_BITS)))
            return true;
    return false;
}

bool starts_whole(struct finder *f, struct span word)
{
    const struct starts *s = &f->openings;
    struct stem st;

    if (s->all || !read_stem(f, word, LONGEST, &st))
        return true;
    for (unsigned i = 0; i < st.n; i++) {
        if (may_be_word(s, st.hash[i]))
            return true;
        for (size_t k = 0; k < s->strips.len && i > 0; k++)
            if (may_be_word(s, add_text(st.hash[i], s->strips.v[k])))
                return true;
    }
    return false;
}
