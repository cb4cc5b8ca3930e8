/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/chain_keep.h"

#include "text/mixed.h"
#include "text/norm.h"
#include "text/words.h"

/* What stands between a word and the next letter or white space: systems write letters with
 * apostrophes and the like (y' is ы). */
static struct span signs_after(struct span text, size_t at)
{
    size_t to = at, next = at;

    while (to < text.len) {
        uint32_t c = utf8_next(text, &next);

        if (c == UTF8_BAD || char_is_letter(c) || char_is_space(c) || c < ' ')
            break;
        to = next;
    }
    return span_cut(text, at, to);
}

/* iPhone: a capital after a small letter. */
static bool has_inner_capital(struct span word)
{
    bool small = false;

    for (size_t at = 0; at < word.len;) {
        uint32_t letter = utf8_next(word, &at);

        if (small && char_is_upper(letter))
            return true;
        small = char_is_lower(letter);
    }
    return false;
}

/* Apostrophes write letters. */
static bool starts_with_apostrophe(struct span s)
{
    static const char *const kinds[] = {"'", "’", "‘", "ʼ", "ʻ", "`"};

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (span_starts(s, span_str(kinds[i])))
            return true;
    return false;
}

/* Slavic languages have words of one letter that may begin a sentence (В, И). */
static bool has_short_words(struct span language)
{
    static const char *const list[] = {"ru", "uk", "be", "bg", "mk", "sr", "rue"};

    for (size_t i = 0; i < COUNT_OF(list); i++)
        if (span_eqs(language, list[i]))
            return true;
    return false;
}

/* A numeral of centuries, congresses and chapters: I to XXXIX, in the order that numerals have, so
 * that no other word is one.  A single letter with a full stop is an initial. */
static bool is_roman(struct span word, struct span signs, struct span language)
{
    static const char *const units[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    struct span rest = word;

    if (starts_with_apostrophe(signs))
        return false;
    if (word.len == 1 && (span_starts(signs, span_str(".")) || has_short_words(language)))
        return false;
    while (word.len - rest.len < 3 && span_starts(rest, span_str("X")))
        rest = span_from(rest, 1);
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (span_eqs(rest, units[i]))
            return true;
    return false;
}

/* No word of the language has an inner capital, unless it must come back whatever it is (МиБ) or has
 * letters that English has not (QazMūnaiGaz); nor is one a Roman numeral or has a letter that the
 * system does not know.  The signs follow the word in the text. */
static enum status is_foreign(struct chain *c, const struct chain_route *route, struct span word,
                              struct span signs, bool *foreign, struct error *e)
{
    struct xlit *x = route->steps.v[0];
    uint64_t before = xlit_unmapped_count(x);
    enum status st;

    *foreign = xlit_info(x)->reversible != XLIT_REVERSIBLE_YES &&
               ((has_inner_capital(word) && utf8_is_ascii(word)) ||
                is_roman(word, signs, xlit_info(x)->language));
    if (*foreign)
        return ST_OK;
    buf_reset(&c->second);
    xlit_set_unmapped(x, XLIT_UNMAPPED_KEEP);
    xlit_set_trace(x, NULL, NULL);
    xlit_set_composed(x, false);
    st = xlit_run(x, span_of(word.ptr, word.len + signs.len), &c->second, e);
    xlit_set_trace(x, c->trace, c->trace_context);
    xlit_set_unmapped(x, c->unmapped);
    *foreign = xlit_unmapped_count(x) > before;
    return st;
}

unsigned chain_kinds_to_skip(const struct chain *c, const struct chain_route *route)
{
    const unsigned usual = SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER | SPANS_MIXED;

    return c->skip_given                ? c->skip
           : route->from == SCRIPT_LATIN ? usual | SPANS_MARKUP | SPANS_CODE
                                         : usual;
}

/* Are garbled words left alone? */
static bool keeps_garbled(const struct chain *c, const struct chain_route *route)
{
    return (route->from == SCRIPT_LATIN || route->from == SCRIPT_CYRILLIC) &&
           (chain_kinds_to_skip(c, route) & SPANS_MIXED);
}

/* A garbled word is kept unless the system has rules for its letters of the other script:
 * then they are meant, as I for the palochka of Chechen or ь in the Latin alphabets of 1929. */
static enum status is_kept_garbled(const struct chain_route *route, struct span word, bool *kept,
                                   struct error *e)
{
    bool meant;
    enum status st = xlit_takes_others(route->steps.v[0], word, route->from, &meant, e);

    *kept = st == ST_OK && !meant;
    return st;
}

/* Is a word kept: listed, garbled, or from Latin impossible in the language? */
static enum status is_kept(struct chain *c, const struct chain_route *route, struct span word,
                           struct span signs, bool *kept, struct error *e)
{
    enum status st = ST_OK;

    *kept = map_get(&c->keep_words, word) != NULL;
    if (!*kept && keeps_garbled(c, route) && mixed_is_garbled(word, route->from))
        st = is_kept_garbled(route, word, kept, e);
    if (st != ST_OK || *kept || route->from != SCRIPT_LATIN)
        return st;
    st = is_foreign(c, route, word, signs, kept, e);
    if (st == ST_OK && *kept && !map_put(&c->foreign, word, NULL))
        return error_nomem(e);
    return st;
}

static bool add_kept(struct chain *c, size_t from, size_t to)
{
    struct xlit_keep k = {from, to};

    if (c->keep.len > 0 && vec_last(&c->keep)->to == from) {
        vec_last(&c->keep)->to = to;
        return true;
    }
    return vec_push(&c->keep, k);
}

/* Does the word at `at` with a capital follow a kept one and a hyphen?  So does Fi in Wi-Fi. */
static bool continues_kept(const struct chain *c, struct span text, size_t at)
{
    size_t next = at;

    return at > 0 && text.ptr[at - 1] == '-' && c->keep.len > 0 &&
           vec_last(&c->keep)->to == at - 1 && char_is_upper(utf8_next(text, &next));
}

/* Words to keep in `text` up to byte `to` from byte `from` on; no other part to be left alone is there. */
static enum status keep_words(struct chain *c, const struct chain_route *route, struct span text,
                              size_t from, size_t to, struct error *e)
{
    struct span word;

    text = span_cut(text, 0, to);
    while (word_next_letters(text, &from, &word)) {
        size_t at = (size_t)(word.ptr - text.ptr);
        bool kept;
        enum status st = is_kept(c, route, word, signs_after(text, from), &kept, e);

        if (st != ST_OK)
            return st;
        kept |= route->from == SCRIPT_LATIN && continues_kept(c, text, at);
        if (kept && !add_kept(c, at, at + word.len))
            return error_nomem(e);
    }
    return ST_OK;
}

/* The same where only garbled words are kept: found without looking at each word. */
static enum status keep_garbled(struct chain *c, const struct chain_route *route, struct span text,
                                size_t from, size_t to, struct error *e)
{
    struct span word;

    text = span_cut(text, 0, to);
    while (mixed_next_garbled(text, route->from, &from, &word)) {
        size_t at = (size_t)(word.ptr - text.ptr);
        bool kept;
        enum status st = is_kept_garbled(route, word, &kept, e);

        if (st != ST_OK)
            return st;
        if (kept && !add_kept(c, at, at + word.len))
            return error_nomem(e);
    }
    return ST_OK;
}

typedef enum status keep_function(struct chain *c, const struct chain_route *route,
                                  struct span text, size_t from, size_t to, struct error *e);

/* How words to keep are found; NULL: there are none. */
static keep_function *how_to_keep(const struct chain *c, const struct chain_route *route)
{
    if (route->from == SCRIPT_LATIN || map_count(&c->keep_words) > 0)
        return keep_words;
    return keeps_garbled(c, route) ? keep_garbled : NULL;
}

enum status chain_find_kept(struct chain *c, const struct chain_route *route, struct span text,
                            struct error *e)
{
    const unsigned kinds = chain_kinds_to_skip(c, route);
    keep_function *const keep = how_to_keep(c, route);
    size_t at = 0, done = 0;
    struct spans_found f;
    enum status st = ST_OK;

    vec_clear(&c->keep);
    while (st == ST_OK && spans_next(text, &at, kinds, &f)) {
        if (keep)
            st = keep(c, route, text, done, f.from, e);
        if (st == ST_OK && !add_kept(c, f.from, f.to))
            st = error_nomem(e);
        done = f.to;
    }
    if (st == ST_OK && keep)
        st = keep(c, route, text, done, text.len, e);
    return st;
}
