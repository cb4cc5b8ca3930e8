/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the names of the dictionary begin: filters that tell of most words, by their letters alone,
 * that no name begins with them.
 *
 * A word may begin a name where some stem of it, with nothing or with what the language's endings
 * put back, is the first word of a key, and the rest is an ending.  `stems` knows the first four
 * letters of those words, and their shorter stems; `words` knows all of them; `ends` knows the
 * endings.  All are Bloom filters: what they deny is so.  Names that are written small have a pair
 * of their own.
 */
#include "names/find_private.h"

#include "names/key.h"

enum { SHORT = 4,        /* letters of a stem in `stems` */
       STEM_BITS = 18, END_BITS = 18, SMALL_BITS = 16,
       MOST_FORMS = 1000000, /* more are not read at the start: then every word may begin a name */
       LONGEST = 32, UNKNOWN = 0, ODD_FOLD = 255 };

/* --- bits --- */

static uint64_t add_text(uint64_t h, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
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

static void set_both(uint64_t *set, uint64_t h, unsigned bits)
{
    set_bit(set, place(h, bits));
    set_bit(set, place(~h, bits));
}

static bool has_both(const uint64_t *set, uint64_t h, unsigned bits)
{
    return has_bit(set, place(h, bits)) && has_bit(set, place(~h, bits));
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

static bool note_end(void *context, struct span end)
{
    struct finder *f = context;

    set_both(f->openings.ends, add_text(0, key_of(f, end)), END_BITS);
    return true;
}

/* A stem of the first word of a key: its first letters, as many as are kept. */
static void note_stem(uint64_t *stems, struct span word, size_t len)
{
    size_t at = utf8_skip(span_cut(word, 0, len), SHORT);

    set_bit(stems, place(add_text(0, span_cut(word, 0, at)), STEM_BITS));
}

static struct span first_word(struct span key)
{
    const char *space = key.len ? memchr(key.ptr, ' ', key.len) : NULL;

    return space ? span_cut(key, 0, (size_t)(space - key.ptr)) : key;
}

static void note_word(const struct starts *s, const struct start_words *to, struct span word)
{
    set_both(to->words, add_text(0, word), s->word_bits);
    note_stem(to->stems, word, word.len);
    for (size_t i = 0; i < s->strips.len; i++)
        if (span_ends(word, s->strips.v[i]))
            note_stem(to->stems, word, word.len - s->strips.v[i].len);
}

static bool is_small(const struct auth_form *form)
{
    size_t len;

    return form->text.len && !char_is_upper(utf8_decode(form->text, 0, &len));
}

/* By its first four bytes. */
static size_t small_place(struct span text)
{
    return place(add_text(0, span_cut(text, 0, 4)), SMALL_BITS);
}

static void note_letters(struct finder *f)
{
    struct starts *s = &f->openings;
    struct auth_form form;
    uint32_t c;
    size_t len;

    for (c = 'A'; c < LETTERS; c++)
        if (char_is_upper(c))
            set_bit(s->letters[0], c);
    for (uint32_t i = 0; auth_form(f->a, i, &form); i++) {
        if (!is_small(&form))
            continue;
        c = utf8_decode(form.text, 0, &len);
        if (c < LETTERS)
            set_bit(s->letters[1], c);
        s->small_ascii |= c < 0x80;
        set_bit(s->small, small_place(form.text));
    }
    for (c = 0x80; c < LETTERS; c++) {
        char bytes[4];

        utf8_encode(c, bytes);
        if (!starts_with_letter(f, c, false) && !starts_with_letter(f, c, true))
            set_bit(s->nothing, (size_t)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
    }
}

bool starts_open(struct finder *f)
{
    struct starts *s = &f->openings;
    size_t n = auth_form_count(f->a);

    s->small = calloc((size_t)1 << (SMALL_BITS - 6), sizeof *s->small);
    if (!s->small)
        return false;
    note_letters(f);
    s->all = n > MOST_FORMS;
    if (s->all)
        n = 0;
    for (s->word_bits = 12; (size_t)1 << s->word_bits < 16 * n; s->word_bits++)
        continue;
    s->ends = calloc((size_t)1 << (END_BITS - 6), sizeof *s->ends);
    for (int small = 0; small < 2; small++) {
        s->set[small].stems = calloc((size_t)1 << (STEM_BITS - 6), sizeof *s->ends);
        s->set[small].words = calloc((size_t)1 << (s->word_bits - 6), sizeof *s->ends);
    }
    return s->ends && s->set[0].stems && s->set[0].words && s->set[1].stems && s->set[1].words;
}

void starts_close(struct finder *f)
{
    struct starts *s = &f->openings;

    for (int small = 0; small < 2; small++) {
        free(s->set[small].stems);
        free(s->set[small].words);
    }
    free(s->ends);
    free(s->small);
    arena_free(&s->arena);
    vec_free(&s->strips);
}

/* The endings are known when all languages are. */
static bool fill(struct finder *f)
{
    struct starts *s = &f->openings;
    struct span last = span_str(""); /* forms come in the order of their keys */
    struct auth_form form;

    s->filled = true;
    for (unsigned i = 0; i < f->n_languages; i++) {
        const struct language *l = &f->languages[i];

        if (l->style && (!endings_each_part(l->endings, true, note_strip, f) ||
                         !endings_each_part(l->endings, false, note_end, f)))
            return false;
    }
    for (uint32_t i = 0; !s->all && auth_form(f->a, i, &form); i++) {
        struct span word = first_word(form.key);

        if (!span_eq(word, last))
            note_word(s, &s->set[0], word);
        if (is_small(&form) && form.from != AUTH_DERIVED)
            note_word(s, &s->set[1], word);
        last = word;
    }
    return true;
}

/* --- asking --- */

bool starts_small(const struct finder *f, struct span text)
{
    return has_bit(f->openings.small, small_place(text));
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
    unsigned n;             /* letters */
    char key[3 * LONGEST];
};

/* Read up to `most` letters of a word; false where nothing can be told of it: letters of two
 * scripts, which may be meant for one another, of others, or very many. */
static bool read_stem(struct finder *f, struct span word, unsigned most, struct stem *st)
{
    uint64_t h = 0;
    unsigned scripts = 0, len = 0;

    st->n = 0;
    for (size_t at = 0; at < word.len && st->n < most; st->n++) {
        uint32_t c = utf8_next(word, &at);
        struct fold *fold = &f->openings.fold[c < LETTERS ? c : 0];

        scripts |= c < 0x250 ? TOKEN_LATIN : c >= 0x400 && c < 0x530 ? TOKEN_CYRILLIC : 4;
        if (c >= LETTERS || scripts > 2 || (fold->len == UNKNOWN && !fold_letter(f, c, fold)) ||
            fold->len == ODD_FOLD)
            return false;
        memcpy(st->key + len, fold->text, sizeof fold->text);
        h = add_text(h, span_of(fold->text, fold->len - 1u));
        len += fold->len - 1u;
        st->hash[st->n] = h;
        st->end[st->n] = len;
    }
    return st->n < LONGEST;
}

/* Is a stem, with nothing or with what may be put back, the first word of a key? */
static bool may_be_key(const struct starts *s, const struct start_words *set,
                       const struct stem *st)
{
    unsigned last = st->n - 1;

    if (has_both(set->words, st->hash[last], s->word_bits))
        return true;
    for (unsigned i = 1; i <= last; i++) {
        struct span rest = span_of(st->key + st->end[i], st->end[last] - st->end[i]);

        if (!has_both(s->ends, add_text(0, rest), END_BITS))
            continue;
        if (has_both(set->words, st->hash[i], s->word_bits))
            return true;
        for (size_t k = 0; k < s->strips.len; k++)
            if (has_both(set->words, add_text(st->hash[i], s->strips.v[k]), s->word_bits))
                return true;
    }
    return false;
}

bool may_start(struct finder *f, struct span word, bool small)
{
    struct starts *s = &f->openings;
    const struct start_words *set = &s->set[small];
    struct stem st;
    bool may = false;

    if (!s->filled && !fill(f))
        f->failed = true;
    if (s->all || !read_stem(f, word, SHORT, &st) || st.n == 0)
        return true;
    for (unsigned i = st.n > 1; i < st.n && !may; i++)
        may = has_bit(set->stems, place(st.hash[i], STEM_BITS));
    return may && (!read_stem(f, word, LONGEST, &st) || may_be_key(s, set, &st));
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
