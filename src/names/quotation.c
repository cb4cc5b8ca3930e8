/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotation marks around a name: is what they hold in another language, or the title of a work? */
#include "names/find_private.h"

enum { MOST = 60 /* words of a quotation that are looked at */ };

/* Byte behind the last empty line before `at`. */
static size_t paragraph_begin(struct span text, size_t at)
{
    while (at > 0) {
        const char *nl = memrchr(text.ptr, '\n', at);

        at = nl ? (size_t)(nl - text.ptr) : 0;
        if (at > 0 && text.ptr[at - 1] == '\n')
            return at + 1;
    }
    return 0;
}

/* The bytes with which quotation marks that count here begin, and where the next of each is. */
enum { MARKS = 3 };
static const char mark_bytes[MARKS] = {'"', '\xC2', '\xE2'};

/* The first such byte from `at` on; text.len for none.  `next` is kept between calls, 0 at first. */
static size_t next_mark(struct span text, size_t at, size_t next[MARKS])
{
    size_t first = text.len;

    for (int k = 0; k < MARKS; k++) {
        if (next[k] <= at) {
            const char *p = memchr(text.ptr + at, mark_bytes[k], text.len - at);

            next[k] = p ? (size_t)(p - text.ptr) : text.len;
        }
        first = next[k] < first ? next[k] : first;
    }
    return first;
}

/* The quotation around byte `at`, from behind its opening mark; false where there is none.  Nested
 * ones count as one. */
static bool quotation_at(struct span text, size_t at, size_t *from)
{
    size_t i = paragraph_begin(text, at), deep = 0, next[MARKS] = {0};
    struct span before = span_cut(text, 0, at);
    bool straight = false;

    while ((i = next_mark(before, i, next)) < at) {
        uint32_t c = utf8_next(text, &i);

        if (c == '"') {
            straight = !straight;
            *from = straight ? i : *from;
        } else if (c == 0xAB || c == 0x201E || (c == 0x201C && deep == 0)) { /* « „ “ */
            *from = deep ? *from : i;
            deep++;
        } else if (deep > 0 && (c == 0xBB || c == 0x201C || c == 0x201D)) { /* » “ ” */
            deep--;
        }
    }
    return straight || deep > 0;
}

bool in_quotation(struct span text, size_t at)
{
    size_t from = 0;

    return quotation_at(text, at, &from);
}

/* Where the quotation that holds byte `at` closes. */
static size_t quotation_end(struct span text, size_t at)
{
    while (at < text.len) {
        size_t was = at;
        uint32_t c = utf8_next(text, &at);

        if (c == '"' || c == 0xBB || c == 0x201C || c == 0x201D ||
            (c == '\n' && at < text.len && text.ptr[at] == '\n'))
            return was;
    }
    return text.len;
}

static bool knows(struct finder *f, uint8_t language, struct span text)
{
    struct buf small = BUF_INIT;
    bool known = word_is_known(f, language, text) ||
                 (went_well(f, endings_fold(&small, text, NULL)) &&
                  word_is_known(f, language, buf_span(&small)));

    drop(f, &small);
    return known;
}

/* Is the text in words of `other` that are none of the language, by far: "Unfulfilled Promise?",
 * "Tokajew reist nach Berlin"?  What neither knows are names, and capitals that both know too: they
 * tell nothing. */
static bool is_in(struct finder *f, struct span text, const struct token *name, uint8_t language,
                  uint8_t other)
{
    unsigned words = 0, foreign = 0;

    for (size_t i = 0; i < f->probe.len; i++) {
        const struct token *t = &f->probe.v[i];
        struct span word = token_text(text, t);
        bool own, theirs;

        if (t->at == name->at || t->letters < 2)
            continue;
        own = knows(f, language, word);
        theirs = knows(f, other, word);
        if ((!own && !theirs) || (own && theirs && capital(t)))
            continue;
        words++;
        foreign += !own;
    }
    return words >= 2 && foreign * 3 > words * 2;
}

/* Is it in another language of Latin letters?  Only where the language's own words are known. */
static bool is_foreign(struct finder *f, size_t from, size_t to, const struct token *name,
                       uint8_t language)
{
    if (!has_words(f, language))
        return false;
    vec_clear(&f->probe);
    if (!tokens_read_part(&f->probe, f->text, from, to, MOST))
        f->failed = true;
    for (unsigned i = 0; i < f->n_languages; i++)
        if (i != language && f->languages[i].script == TOKEN_LATIN && has_words(f, (uint8_t)i) &&
            is_in(f, f->text, name, language, (uint8_t)i))
            return true;
    return false;
}

bool foreign_quotation(struct finder *f, uint32_t first, uint32_t end)
{
    uint8_t language = language_at(f, first);
    size_t from = 0, to;

    if (language == UINT8_MAX || !quotation_at(f->text, tok(f, first)->at, &from))
        return false;
    to = quotation_end(f->text, tok(f, end - 1)->at + tok(f, end - 1)->len);
    return speaks_otherwise(f, from, to, language) ||
           (f->languages[language].script == TOKEN_LATIN &&
            is_foreign(f, from, to, tok(f, first), language));
}

/* Does the text between tokens i - 1 and i hold one of the characters? */
static bool gap_has(const struct finder *f, uint32_t i, const char *signs)
{
    size_t from = tok(f, i - 1)->at + tok(f, i - 1)->len;

    for (size_t at = from; at < tok(f, i)->at; at++)
        if (strchr(signs, f->text.ptr[at]))
            return true;
    return false;
}

bool title_of_work(struct finder *f, uint32_t first, uint32_t end)
{
    enum { NEAR = 2 };
    size_t from = 0, to;
    uint32_t i = first;

    if (language_at(f, first) == UINT8_MAX || !quotation_at(f->text, tok(f, first)->at, &from))
        return false;
    while (i > 0 && tok(f, i - 1)->at >= from)
        i--;
    for (uint32_t k = i; k > 0 && i - k < NEAR && tok(f, k)->gap != GAP_STOP && !gap_has(f, k, ":,"); k--)
        if (word_lists(f, k - 1) >> LIST_WORKS & 1)
            return true;
    to = quotation_end(f->text, tok(f, end - 1)->at + tok(f, end - 1)->len);
    for (i = end; i < f->tokens.len && tok(f, i)->at < to;)
        i++;
    for (uint32_t k = i; k < f->tokens.len && k - i < NEAR && tok(f, k)->gap != GAP_STOP && !gap_has(f, k, ",");
         k++)
        if (word_lists(f, k) >> LIST_WORKS & 1)
            return true;
    return false;
}
