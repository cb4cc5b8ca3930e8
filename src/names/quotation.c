/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotation marks around a name: is what they hold in another language, or is the spelling spoken of? */
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

/* --- spellings that are spoken of --- */

static bool is_mark(uint32_t c)
{
    return c == '"' || c == '\'' || c == '`' || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A ||
           (c >= 0x2018 && c <= 0x201F);
}

/* Is there nothing but it between quotation marks?  A comma or a full stop may stand there too, and
 * French spaces. */
static bool stands_in_marks(const struct finder *f, uint32_t first, uint32_t end)
{
    size_t from = tok(f, first)->at, to = tok(f, end - 1)->at + tok(f, end - 1)->len;
    uint32_t before = 0, behind = 0;

    for (int spaces = 0; from > 0 && spaces < 2 && (!before || char_is_space(before)); spaces++)
        before = utf8_prev(f->text, &from);
    for (int spaces = 0; to < f->text.len && spaces < 2 && (!behind || char_is_space(behind)); spaces++) {
        to += strchr(",.?", f->text.ptr[to]) != NULL && to + 1 < f->text.len;
        behind = utf8_next(f->text, &to);
    }
    return is_mark(before) && is_mark(behind);
}

static bool is_about_words(struct finder *f, uint32_t i)
{
    return word_listed(f, i, LIST_SPELLING) || word_listed(f, i, LIST_NAMING);
}

bool spelling_spoken_of(struct finder *f, uint32_t first, uint32_t end)
{
    enum { NEAR = 5 };

    if (first > 0 && tok(f, first)->gap == GAP_SPACE && word_listed(f, first - 1, LIST_SPELLING))
        return true;
    if (!stands_in_marks(f, first, end))
        return false;
    for (uint32_t i = first; i > 0 && first - i < NEAR && tok(f, i)->gap != GAP_STOP; i--)
        if (is_about_words(f, i - 1))
            return true;
    for (uint32_t i = end; i < f->tokens.len && i - end < NEAR && tok(f, i)->gap != GAP_STOP; i++)
        if (is_about_words(f, i))
            return true;
    return false;
}
