/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/index_part.h"

#include <errno.h>
#include <stdlib.h>

static enum status damaged(struct error *e)
{
    return error_set(e, ST_SYNTAX, "%s", _("the index is damaged; delete it, it will be made again"));
}

/* A section as an array of items of `size` bytes; NULL where it is absent or of an odd length. */
static const void *section(const struct pack *p, uint32_t tag, size_t size, size_t *count)
{
    struct span s = pack_section(p, tag);

    *count = s.len / size;
    return s.len % size == 0 ? s.ptr : NULL;
}

/* Numbers that may not fall, of which the last may be at most `most`. */
static bool rises(const uint32_t *v, size_t n, size_t step, size_t most)
{
    bool good = n > 0 && v[(n - 1) * step] <= most;

    for (size_t i = 1; i < n; i++)
        good &= v[(i - 1) * step] <= v[i * step];
    return good;
}

static bool check_segments(const struct index_part *p, size_t n, size_t symbols, size_t values,
                           size_t pairs, size_t lengths)
{
    const struct part_segment *s = p->segments;
    enum { STEP = sizeof *s / sizeof s->text };

    return n == (size_t)p->head->segments + 1 && rises(&s->text, n, STEP, p->text.len) &&
           rises(&s->symbols, n, STEP, symbols) && rises(&s->values, n, STEP, values) &&
           rises(&s->pairs, n, STEP, pairs) && lengths == (size_t)p->head->longest + 2 &&
           rises(p->lengths, lengths, 1, p->head->segments);
}

static bool open_vocabulary(struct index_part *p)
{
    size_t offsets;

    p->tokens = pack_section(&p->pack, PART_TOKENS);
    p->offsets = section(&p->pack, PART_OFFSETS, sizeof *p->offsets, &offsets);
    p->slots = section(&p->pack, PART_SLOTS, sizeof *p->slots, &p->n_slots);
    return p->offsets && p->slots && offsets == (size_t)p->head->tokens + 1 &&
           rises(p->offsets, offsets, 1, p->tokens.len) && p->n_slots > p->head->tokens &&
           (p->n_slots & (p->n_slots - 1)) == 0;
}

static enum status open_words(struct index_part *p, struct error *e)
{
    size_t starts, sketches;

    p->sketches = section(&p->pack, PART_SKETCHES, sizeof *p->sketches, &sketches);
    p->starts = section(&p->pack, PART_STARTS, sizeof *p->starts, &starts);
    p->postings = section(&p->pack, PART_POSTINGS, sizeof *p->postings, &p->n_postings);
    if (!p->starts || !p->postings || !p->sketches || sketches != p->head->segments ||
        starts != (size_t)p->head->tokens + TM_FIRST_TOKEN + 1 ||
        !rises(p->starts, starts, 1, p->n_postings))
        return damaged(e);
    p->stamps = calloc(p->head->segments + (size_t)1, sizeof *p->stamps);
    return p->stamps ? ST_OK : error_nomem(e);
}

static enum status open_chars(struct index_part *p, struct error *e)
{
    size_t outlines;

    p->outlines = section(&p->pack, PART_OUTLINES, sizeof *p->outlines, &outlines);
    p->alphabet = section(&p->pack, PART_ALPHABET, sizeof *p->alphabet, &p->n_alphabet);
    if (!p->outlines || !p->alphabet || outlines != p->head->segments ||
        p->n_alphabet >= LETTER_RARE)
        return damaged(e);
    for (size_t i = 0; i < p->n_alphabet; i++) {
        uint64_t *letter = map_put(&p->letter_of, span_of((const char *)&p->alphabet[i], 4), NULL);

        if (!letter)
            return error_nomem(e);
        *letter = i + 1;
    }
    return ST_OK;
}

static enum status open_sections(struct index_part *p, struct error *e)
{
    const struct pack *k = &p->pack;
    size_t n, symbols, values, pairs, lengths, heads;
    const void *all;
    bool chars;

    p->head = section(k, PART_HEAD, sizeof *p->head, &heads);
    if (!p->head || heads != 1)
        return damaged(e);
    chars = p->head->mode & 2;
    all = section(k, PART_SYMBOLS, chars ? sizeof *p->letters : sizeof *p->words, &symbols);
    p->words = chars ? NULL : all;
    p->letters = chars ? all : NULL;
    p->text = pack_section(k, PART_TEXT);
    p->segments = section(k, PART_SEGMENTS, sizeof *p->segments, &n);
    p->lengths = section(k, PART_LENGTHS, sizeof *p->lengths, &lengths);
    p->values = section(k, PART_VALUES, sizeof *p->values, &values);
    p->pairs = section(k, PART_PAIRS, sizeof *p->pairs, &pairs);
    p->changed = section(k, PART_CHANGED, sizeof *p->changed, &p->n_changed);
    if (!all || !p->text.ptr || !p->segments || !p->lengths || !p->values || !p->pairs ||
        !p->changed || !check_segments(p, n, symbols, values, pairs, lengths) ||
        !open_vocabulary(p))
        return damaged(e);
    return chars ? open_chars(p, e) : open_words(p, e);
}

enum status part_open(struct index_part *p, const char *path, struct error *e)
{
    enum status st;

    *p = (struct index_part){.letter_of = MAP_INIT};
    st = pack_open(&p->pack, path, PART_PACK, PART_VERSION, 0, e);
    if (st == ST_OK)
        st = open_sections(p, e);
    if (st)
        part_close(p);
    return st == ST_IO && e && e->sys == ENOENT ? ST_NOTFOUND : st;
}

enum status part_open_memory(struct index_part *p, struct buf *bytes, struct error *e)
{
    enum status st;

    *p = (struct index_part){.letter_of = MAP_INIT};
    st = pack_open_memory(&p->pack, buf_span(bytes), "index", PART_PACK, PART_VERSION, 0, e);
    p->memory = buf_steal(bytes);
    if (st == ST_OK)
        st = open_sections(p, e);
    if (st)
        part_close(p);
    return st;
}

void part_close(struct index_part *p)
{
    pack_close(&p->pack);
    free(p->memory);
    free(p->stamps);
    map_free(&p->letter_of);
    *p = (struct index_part){.letter_of = MAP_INIT};
}

uint64_t part_hash(struct span s)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001B3);
    return h ^ h >> 32;
}

bool part_find_token(const void *part, struct span token, uint32_t *symbol)
{
    const struct index_part *p = part;
    size_t mask = p->n_slots - 1, at = (size_t)part_hash(token) & mask;

    /* there are more slots than tokens, so an empty one ends the search */
    for (size_t i = 0; i < p->n_slots && p->slots[at]; i++, at = (at + 1) & mask) {
        uint32_t number = p->slots[at] - 1;

        if (number < p->head->tokens &&
            span_eq(token, span_cut(p->tokens, p->offsets[number], p->offsets[number + 1]))) {
            *symbol = TM_FIRST_TOKEN + number;
            return true;
        }
    }
    return false;
}

uint8_t part_letter(const struct index_part *p, uint32_t symbol)
{
    const uint64_t *letter = map_get(&p->letter_of, span_of((const char *)&symbol, 4));

    return letter ? (uint8_t)*letter : LETTER_RARE;
}

void part_outline(struct outline *o, const uint8_t *letters, size_t n)
{
    memset(o, 0, sizeof *o);
    for (size_t i = 0; i < n; i++) {
        uint8_t *c = &o->bag[letters[i] % BAG]; /* neighbours in frequency are far apart */

        if (*c < UINT8_MAX)
            ++*c;
        if (i > 0) {
            uint32_t pair = (uint32_t)letters[i - 1] << 8 | letters[i];
            uint32_t bit = pair * UINT32_C(2654435761) >> 24;

            o->pairs[bit / 64] |= UINT64_C(1) << bit % 64;
        }
    }
}
