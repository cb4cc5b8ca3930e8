/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text tells by itself: where names may begin, the words there, their languages, what is left
 * alone.  Other threads may find it out before the text's turn comes. */
#include "names/find_private.h"

#include "text/spans.h"

/* --- what is left alone --- */

/* Europe/Kiev, Asia/Almaty: names of time zones. */
static bool in_time_zone(struct span text, const struct token *t)
{
    static const char *const areas[] = {"Africa/", "America/", "Asia/", "Europe/", "Pacific/"};

    for (size_t i = 0; i < COUNT_OF(areas) && t->at > 0 && text.ptr[t->at - 1] == '/'; i++)
        if (span_ends(span_cut(text, 0, t->at), span_str(areas[i])))
            return true;
    return false;
}

/* A path (/srv/Tokajew/x, C:\\Tokajew) around a token, or a file name (Tokajew.pdf). */
static bool in_path(struct span text, const struct token *t)
{
    size_t from = t->at, to = t->at + t->len, ext;

    while (from > 0 && !memchr(" \t\r\n\"'()<>[]", text.ptr[from - 1], 13))
        from--;
    if (from < t->at && (text.ptr[from] == '/' || text.ptr[from] == '\\' ||
                         span_starts(span_from(text, from), span_str("~/")) ||
                         span_starts(span_from(text, from), span_str("./")) ||
                         span_starts(span_from(text, from), span_str("../")) ||
                         (from + 2 < text.len && text.ptr[from + 1] == ':' &&
                          text.ptr[from + 2] == '\\')))
        return true;
    if (to + 2 >= text.len || text.ptr[to] != '.')
        return false;
    for (ext = to + 1; ext < text.len && ext - to <= 5; ext++)
        if (!(text.ptr[ext] >= 'a' && text.ptr[ext] <= 'z') &&
            !(text.ptr[ext] >= '0' && text.ptr[ext] <= '9'))
            break;
    return ext - to > 2 && ext - to <= 5 &&
           (ext == text.len || memchr(" \t\r\n.,;:!?)\"'", text.ptr[ext], 13));
}

/* Addresses, hashtags, placeholders and tags hold no names. */
static void shield_spans(struct finder *f)
{
    unsigned kinds = SPANS_URL | SPANS_EMAIL | SPANS_HASHTAG | SPANS_PLACEHOLDER | SPANS_MARKUP |
                     SPANS_CODE;
    struct spans_found found;
    size_t at = 0, i = 0;

    while (spans_next(f->text, &at, kinds, &found)) {
        while (i < f->tokens.len && f->tokens.v[i].at + f->tokens.v[i].len <= found.from)
            i++;
        for (; i < f->tokens.len && f->tokens.v[i].at < found.to; i++)
            f->tokens.v[i].shielded = true;
    }
    for (i = 0; i < f->tokens.len; i++)
        if (f->tokens.v[i].caps != CAPS_LOWER && (in_path(f->text, &f->tokens.v[i]) ||
                                                  in_time_zone(f->text, &f->tokens.v[i])))
            f->tokens.v[i].shielded = true;
}

/* --- the words --- */

bool look_starts(const struct finder *f, uint32_t i, size_t *k)
{
    while (*k < f->starts.len && f->starts.v[*k].to <= tok(f, i)->at)
        ++*k;
    return *k < f->starts.len && tok(f, i)->at >= f->starts.v[*k].from;
}

bool look_at_words(struct finder *f)
{
    if (f->looked)
        return true;
    vec_clear(&f->tokens);
    for (size_t i = 0; i < f->stretches.len; i++)
        if (!tokens_read_part(&f->tokens, f->text, f->stretches.v[i].from, f->stretches.v[i].to,
                              SIZE_MAX / 2))
            return false;
    paragraphs_assign(f);
    shield_spans(f);
    return !f->failed;
}

/* --- ahead of time --- */

enum status finder_scout(struct finder **out, const struct finder *f, struct error *e)
{
    struct finder *scout;
    enum status st = finder_open(&scout, f->a, &f->options, e);

    *out = NULL;
    if (st != ST_OK)
        return st;
    scout->scout = true;
    scout->first_style = f->first_style;
    scout->lexicons = f->lexicons;
    for (unsigned i = 0; i < f->n_languages; i++) {
        struct language *l = &scout->languages[i];

        *l = f->languages[i];
        l->lexicon = NULL; /* a scout opens its own, and when it asks */
        l->spell = NULL;
        l->lexicon_tried = l->spell_tried = false;
        scout->n_languages = i + 1;
        if (!language_words(scout, i)) {
            finder_close(scout);
            return error_nomem(e);
        }
    }
    *out = scout;
    return ST_OK;
}

static void exchange(struct finder *f, struct find_look *look)
{
    struct find_look was = {f->text,   f->starts,     f->stretches,
                            f->tokens, f->paragraphs, f->token_paragraph};

    f->starts = look->starts;
    f->stretches = look->stretches;
    f->tokens = look->tokens;
    f->paragraphs = look->paragraphs;
    f->token_paragraph = look->token_paragraph;
    *look = was;
}

/* The languages of the words that may be names. */
static void tell_languages(struct finder *f)
{
    size_t k = 0;

    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++)
        if (look_starts(f, i, &k))
            (void)language_at(f, i);
}

enum status finder_look(struct finder *scout, struct span text, struct find_look **look,
                        struct error *e)
{
    bool failed;

    if (!*look && !(*look = calloc(1, sizeof **look)))
        return error_nomem(e);
    words_forget(scout);
    scout->text = text;
    vec_clear(&scout->tokens);
    vec_clear(&scout->paragraphs);
    vec_clear(&scout->token_paragraph);
    scan_text(scout);
    if (scout->starts.len && !scout->failed && !look_at_words(scout))
        scout->failed = true;
    tell_languages(scout);
    failed = scout->failed;
    scout->failed = false;
    exchange(scout, *look);
    return failed ? error_nomem(e) : ST_OK;
}

void find_look_free(struct find_look *look)
{
    if (!look)
        return;
    vec_free(&look->starts);
    vec_free(&look->stretches);
    vec_free(&look->tokens);
    vec_free(&look->paragraphs);
    vec_free(&look->token_paragraph);
    free(look);
}

void finder_give(struct finder *f, struct find_look *look)
{
    f->given = look;
}

/* What the document spelt otherwise is looked for again. */
void look_begin(struct finder *f)
{
    struct find_look *look = f->given;

    f->looked = look && f->n_learned == 0 && span_eq(look->text, f->text);
    if (f->looked)
        exchange(f, look);
    else
        scan_text(f);
}

void look_end(struct finder *f)
{
    if (f->looked)
        exchange(f, f->given);
    f->looked = false;
    f->given = NULL;
}
