/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to change so that the words of a mention become those of the house. */
#include "names/find_private.h"

struct span find_keep(struct finder *f, struct buf *b)
{
    struct span copy = b->failed ? span_of(NULL, 0) : arena_dup(&f->arena, buf_span(b));

    buf_free(b);
    if (!copy.ptr) {
        f->failed = true;
        return span_of("", 0);
    }
    return copy;
}

struct span tokens_text(const struct finder *f, uint32_t first, uint32_t n)
{
    const struct token *a = tok(f, first), *b = tok(f, first + n - 1);

    return span_of(f->text.ptr + a->at, b->at + b->len - a->at);
}

size_t word_end(struct span s, size_t at)
{
    while (at < s.len && s.ptr[at] != ' ' && s.ptr[at] != '-')
        at++;
    return at;
}

uint32_t count_words(struct span s)
{
    uint32_t n = 0;

    for (size_t at = 0; at < s.len; at = word_end(s, at) + 1)
        n++;
    return n;
}

void plain_letters(struct buf *b)
{
    for (size_t i = 0; i + 1 < b->len; i++) {
        unsigned char *c = (unsigned char *)b->data + i;

        if (c[0] == 0xD1 && c[1] == 0x91) { /* ё */
            c[0] = 0xD0;
            c[1] = 0xB5;
        } else if (c[0] == 0xD0 && c[1] == 0x81) { /* Ё */
            c[1] = 0x95;
        }
    }
}

/* Text in a form in which only real differences are left: NFC, one kind of apostrophe, hyphen and
 * space, no soft hyphens. */
static void plain(struct span s, struct buf *out)
{
    struct buf nfc = BUF_INIT;
    bool space = false;

    if (norm_add(&nfc, s, NORM_NFC, NULL) != ST_OK)
        out->failed = true;
    s = buf_span(&nfc);
    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060)
            continue;
        if (c != UTF8_BAD && char_is_space(c)) {
            space = true;
            continue;
        }
        if (space)
            buf_addch(out, ' ');
        space = false;
        if (token_apostrophe(c))
            c = '\'';
        else if (c == 0x2010 || c == 0x2011)
            c = '-';
        utf8_add(out, c == UTF8_BAD ? 0xFFFD : c);
    }
    plain_letters(out);
    buf_free(&nfc);
}

/* The same but for capitals that the text has and the house has not: a headline may have them. */
static bool same_but_capitals(struct span was, struct span made)
{
    size_t i = 0, j = 0;

    while (i < was.len && j < made.len) {
        uint32_t a = utf8_next(was, &i), b = utf8_next(made, &j);

        if (a != b && char_lower(a) != b)
            return false;
    }
    return i == was.len && j == made.len;
}

static bool same_text(struct finder *f, struct span a, struct span b, bool fold)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same;

    if (span_eq(a, b))
        return true;
    plain(a, &x);
    plain(b, &y);
    f->failed = f->failed || x.failed || y.failed;
    same = span_eq(buf_span(&x), buf_span(&y)) ||
           (fold && same_but_capitals(buf_span(&x), buf_span(&y)));
    buf_free(&x);
    buf_free(&y);
    return same;
}

/* What stands behind the last apostrophe of both is no part of the change. */
static void cut_tail(struct span *was, struct span *text)
{
    for (size_t n = 1; n < was->len && n < text->len; n++) {
        size_t at = was->len - n, len;

        if (was->ptr[at] != text->ptr[text->len - n])
            return;
        if (((unsigned char)was->ptr[at] & 0xC0) != 0x80 &&
            token_apostrophe(utf8_decode(*was, at, &len))) {
            was->len -= n;
            text->len -= n;
            return;
        }
    }
}

static void add_edit(struct edits *e, struct finder *f, struct span was, struct span text)
{
    cut_tail(&was, &text);
    if (e->n < COUNT_OF(e->v))
        e->v[e->n++] = (struct find_edit){(size_t)(was.ptr - f->text.ptr), was.len, text};
}

static bool is_break(struct span gap)
{
    return memchr(gap.ptr, '\n', gap.len) != NULL;
}

/* Do the words of `made` stand for the part's tokens one by one, with the same signs between?  Then
 * white space is kept, and only the words that differ are edited. */
static bool word_by_word(struct finder *f, const struct part *p, struct span made, bool fold,
                         struct edits *e)
{
    size_t at = 0;
    struct edits mark = *e;

    if (count_words(made) != p->n)
        return false;
    for (uint32_t i = 0; i < p->n; i++) {
        const struct token *t = tok(f, p->first + i);
        size_t end = word_end(made, at);
        struct span word = span_cut(made, at, end), was = token_text(f->text, t);

        if (i + 1 == p->n)
            word = span_from(made, at);
        if (!same_text(f, was, word, fold))
            add_edit(e, f, was, word);
        if (i + 1 < p->n) {
            bool hyphen = tok(f, p->first + i + 1)->gap == GAP_HYPHEN;

            if (hyphen != (made.ptr[end] == '-')) {
                *e = mark;
                return false;
            }
        }
        at = end + 1;
    }
    return true;
}

/* A part whose words are other ones: replaced as a whole; a line break inside it stays. */
static void edit_whole(struct finder *f, const struct part *p, struct span made, struct edits *e)
{
    struct span was = tokens_text(f, p->first, p->n);
    struct buf text = BUF_INIT;
    const char *nl;

    if (!is_break(was)) {
        add_edit(e, f, was, made);
        return;
    }
    nl = memchr(was.ptr, '\n', was.len);
    buf_add(&text, made);
    buf_adds(&text, nl > was.ptr && nl[-1] == '\r' ? "\r\n" : "\n");
    if (span_ends(f->text, was) == false && was.ptr[was.len] == ' ')
        was.len++;
    add_edit(e, f, was, find_keep(f, &text));
}

void edit_part(struct finder *f, const struct part *p, struct span made, bool fold,
                      struct edits *e)
{
    struct span was = tokens_text(f, p->first, p->n);

    if (same_text(f, was, made, fold))
        return;
    if (p->how == HOW_INITIAL || !word_by_word(f, p, made, fold, e))
        edit_whole(f, p, made, e);
}
