/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/openings.h"

#include "text/norm.h"

/* As much as stays in the processor's cache, and for the words what keeps chance at one in 250. */
enum { SMALL_BITS = 16, LEAST_STEM_BITS = 18, MOST_STEM_BITS = 20, LEAST_BITS = 16, MOST_BITS = 32 };

/* The head; then letters, small, and stems and words twice. */
struct head {
    uint32_t stem_bits[2], word_bits[2];
};

static size_t words_of(unsigned bits)
{
    return (size_t)1 << (bits - 6);
}

enum { HEAD_WORDS = sizeof(struct head) / sizeof(uint64_t), LETTER_WORDS = OPENING_LETTERS / 64 };

static size_t size_of(const struct head *h)
{
    size_t n = HEAD_WORDS + LETTER_WORDS + words_of(SMALL_BITS);

    for (int small = 0; small < 2; small++)
        n += words_of(h->stem_bits[small]) + words_of(h->word_bits[small]);
    return n * sizeof(uint64_t);
}

bool openings_read(struct openings *o, struct span bytes)
{
    const struct head *h = (const struct head *)(const void *)bytes.ptr;
    const uint64_t *at = (const uint64_t *)(const void *)bytes.ptr;

    if (bytes.len < sizeof *h)
        return false;
    for (int small = 0; small < 2; small++)
        if (h->stem_bits[small] < LEAST_BITS || h->stem_bits[small] > MOST_BITS ||
            h->word_bits[small] < LEAST_BITS || h->word_bits[small] > MOST_BITS)
            return false;
    if (bytes.len != size_of(h))
        return false;
    o->letters = at += HEAD_WORDS;
    o->small = at += LETTER_WORDS;
    at += words_of(SMALL_BITS);
    for (int small = 0; small < 2; small++) {
        o->stem_bits[small] = h->stem_bits[small];
        o->word_bits[small] = h->word_bits[small];
        o->stems[small] = at;
        o->words[small] = at += words_of(h->stem_bits[small]);
        at += words_of(h->word_bits[small]);
    }
    return true;
}

/* By its first four bytes. */
static size_t small_place(struct span text)
{
    return opening_place(opening_hash(0, span_cut(text, 0, 4)), SMALL_BITS);
}

bool openings_small(const struct openings *o, struct span text)
{
    return opening_bit(o->small, small_place(text));
}

/* --- making --- */

static void set_bit(const uint64_t *set, size_t i)
{
    ((uint64_t *)(uintptr_t)set)[i / 64] |= UINT64_C(1) << i % 64;
}

static void note_stem(const struct openings *o, int small, struct span word)
{
    struct span stem = span_cut(word, 0, utf8_skip(word, OPENING_SHORT));

    set_bit(o->stems[small], opening_place(opening_hash(0, stem), o->stem_bits[small]));
}

static void note_word(const struct openings *o, int small, struct span word)
{
    uint64_t h = opening_hash(0, word);

    set_bit(o->words[small], opening_place(h, o->word_bits[small]));
    set_bit(o->words[small], opening_place(~h, o->word_bits[small]));
    note_stem(o, small, word);
    for (unsigned n = 0; n < OPENING_STRIP && word.len > 0; n++) {
        utf8_prev(word, &word.len);
        note_stem(o, small, word);
    }
}

static struct span first_word(struct span key)
{
    const char *space = key.len ? memchr(key.ptr, ' ', key.len) : NULL;

    return space ? span_cut(key, 0, (size_t)(space - key.ptr)) : key;
}

static bool is_small(struct span text)
{
    size_t len;

    return text.len && !char_is_upper(utf8_decode(text, 0, &len));
}

static void note_small(const struct openings *o, const struct opening *form)
{
    size_t len;
    uint32_t c = utf8_decode(form->text, 0, &len);

    if (c < OPENING_LETTERS)
        set_bit(o->letters, c);
    set_bit(o->small, small_place(form->text));
    if (!form->derived)
        note_word(o, 1, first_word(form->key));
}

static uint32_t bits_for(size_t n, unsigned a_form, unsigned least, unsigned most)
{
    uint32_t bits = least;

    while (bits < most && (size_t)1 << bits < a_form * n)
        bits++;
    return bits;
}

enum status openings_make(struct buf *out, size_t n, opening_at *at, const void *context,
                          struct error *e)
{
    struct head head;
    struct openings o;
    struct span last = span_str("");
    size_t counts[2] = {n, 0}, from = out->len;

    for (size_t i = 0; i < n; i++)
        counts[1] += is_small(at(context, i).text);
    for (int small = 0; small < 2; small++) {
        head.word_bits[small] = bits_for(counts[small], 32, LEAST_BITS, MOST_BITS);
        head.stem_bits[small] = bits_for(counts[small], 32, LEAST_STEM_BITS, MOST_STEM_BITS);
    }
    if (!buf_reserve(out, size_of(&head)))
        return error_nomem(e);
    memset(out->data + from, 0, size_of(&head));
    memcpy(out->data + from, &head, sizeof head);
    out->len += size_of(&head);
    if (!openings_read(&o, span_from(buf_span(out), from)))
        return error_nomem(e);
    for (size_t i = 0; i < n; i++) {
        struct opening form = at(context, i);
        struct span word = first_word(form.key);

        if (!span_eq(word, last))
            note_word(&o, 0, word);
        if (is_small(form.text))
            note_small(&o, &form);
        last = word;
    }
    return ST_OK;
}
