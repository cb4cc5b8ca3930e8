/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/xlitcheck.h"

#include "text/mixed.h"
#include "text/norm.h"
#include "text/words.h"

enum status checker_open_back(struct checker *k, struct error *e)
{
    k->back.db = k->chain->db;
    k->back.lang = k->chain->lang;
    k->back.reverse = !k->chain->reverse;
    k->back.skip = k->chain->skip;
    k->back.skip_given = true; /* both ways skip what the way there skips */
    if (!k->chain->skip_given)
        k->back.skip = SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER | SPANS_MIXED;
    for (size_t i = 0; i < k->chain->links.len; i++)
        if (!vec_push(&k->back.links, k->chain->links.v[i]))
            return error_nomem(e);
    return chain_open(&k->back, e);
}

void checker_free(struct checker *k)
{
    chain_free(&k->back);
    buf_free(&k->there);
    buf_free(&k->returned);
    buf_free(&k->plain);
    buf_free(&k->open);
}

enum { RIVALS_SHOWN = 4 };

/* ` -> "reading", "rival", ...` */
static void hear(void *context, const struct restore_choice *choice)
{
    struct checker *k = context;
    struct span rest = choice->rivals, rival;
    unsigned shown = 0;

    if (!k->watching || !restore_is_open(choice->verdict))
        return;
    buf_printf(&k->open, " -> \"%.*s\"", SPAN_ARG(choice->chosen));
    while (rest.len > 0 && shown++ < RIVALS_SHOWN && span_split(&rest, ' ', &rival))
        buf_printf(&k->open, ", \"%.*s\"", SPAN_ARG(rival));
    if (rest.len > 0)
        buf_adds(&k->open, ", ...");
}

void checker_listen(struct checker *k)
{
    k->chain->listener = hear;
    k->chain->listener_context = k;
}

/* FILE:LINE:COLUMN: kind: "text"more */
static void report_more(struct checker *k, const struct filter_input *in, const char *kind,
                        struct span found, struct span more, struct buf *out)
{
    size_t column = in->chars_before + 1 +
                    utf8_count(span_cut(in->text, 0, (size_t)(found.ptr - in->text.ptr)));

    k->findings++;
    if (!k->cli->quiet)
        buf_printf(out, "%s:%llu:%zu: %s: \"%.*s\"%.*s\n", in->name,
                   (unsigned long long)in->line, column, kind, SPAN_ARG(found), SPAN_ARG(more));
}

static void report(struct checker *k, const struct filter_input *in, const char *kind,
                   struct span found, struct buf *out)
{
    report_more(k, in, kind, found, span_str(""), out);
}

/* From the first letter of a token to the last. */
static struct span trim_signs(struct span token)
{
    size_t from = 0, to = 0;

    for (size_t at = 0; at < token.len;) {
        size_t begin = at;

        if (!char_is_letter(utf8_next(token, &at)))
            continue;
        from = to ? from : begin;
        to = at;
    }
    return span_cut(token, from, to);
}

/* Words between white space, since alphabets write letters with apostrophes too. */
static enum status check_undecided(struct checker *k, const struct filter_input *in,
                                   struct buf *out, struct error *e)
{
    struct span text = in->text;
    size_t at = 0;

    while (at < text.len) {
        size_t from = at;
        enum status st;

        while (at < text.len && !strchr(" \t\r\n\v\f", text.ptr[at]))
            at++;
        if (at > from) {
            struct span token = span_cut(text, from, at), word = trim_signs(token);

            buf_reset(&k->open);
            buf_reset(&k->there);
            k->watching = true;
            st = chain_convert(k->chain, token, &k->there, e);
            k->watching = false;
            if (st == ST_OK)
                st = buf_status(&k->open, e);
            if (st != ST_OK)
                return st;
            if (k->open.len > 0)
                report_more(k, in, "undecided", word, buf_span(&k->open), out);
        }
        at++;
    }
    return ST_OK;
}

static enum script most_letters(struct span word)
{
    size_t latin = 0, cyrillic = 0;

    for (size_t at = 0; at < word.len;) {
        enum script s = char_script(utf8_next(word, &at));

        latin += s == SCRIPT_LATIN;
        cyrillic += s == SCRIPT_CYRILLIC;
    }
    return latin > cyrillic ? SCRIPT_LATIN : SCRIPT_CYRILLIC;
}

/* ` -> "WORD"` in the script of most letters, else in the other, else nothing; nor for a word that is
 * put together of both. */
static void add_repaired(struct span word, struct buf *out)
{
    struct buf made = BUF_INIT;
    enum script first = most_letters(word);
    enum script other = first == SCRIPT_LATIN ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
    bool found;

    if (!mixed_is_garbled(word, first) && !mixed_is_garbled(word, other))
        return;
    found = mixed_repair(word, first, &made);
    if (!found) {
        buf_reset(&made);
        found = mixed_repair(word, other, &made);
    }
    if (found)
        buf_printf(out, " -> \"%.*s\"", SPAN_ARG(buf_span(&made)));
    if (made.failed)
        out->failed = true;
    buf_free(&made);
}

/* Does the word, converted alone, keep letters that no rule takes? */
static enum status has_unmapped(struct checker *k, struct span word, bool *unmapped,
                                struct error *e)
{
    uint64_t before = k->chain->unmapped_count;
    enum status st;

    buf_reset(&k->there);
    st = chain_convert(k->chain, word, &k->there, e);
    *unmapped = k->chain->unmapped_count > before;
    return st;
}

/* Each letter of the word that is unmapped when it stands alone; else the word itself. */
static enum status report_unmapped(struct checker *k, const struct filter_input *in,
                                   struct span word, struct buf *out, struct error *e)
{
    bool any = false;

    for (size_t at = 0; at < word.len;) {
        size_t from = at;
        bool unmapped;
        enum status st;

        utf8_next(word, &at);
        st = has_unmapped(k, span_cut(word, from, at), &unmapped, e);
        if (st != ST_OK)
            return st;
        if (unmapped)
            report(k, in, "unmapped", span_cut(word, from, at), out);
        any |= unmapped;
    }
    if (!any)
        report(k, in, "unmapped", word, out);
    return ST_OK;
}

static enum status check_word(struct checker *k, const struct filter_input *in, struct span word,
                              struct buf *out, struct error *e)
{
    bool unmapped = false;
    enum status st;

    if (mixed_is(word)) {
        buf_reset(&k->open);
        add_repaired(word, &k->open);
        report_more(k, in, "mixed-script", word, buf_span(&k->open), out);
    }
    if (k->chain->links.len == 0)
        return ST_OK;
    st = has_unmapped(k, word, &unmapped, e);
    if (st == ST_OK && unmapped)
        st = report_unmapped(k, in, word, out, e);
    return st;
}

/* The word without the letter of an escape before it: \nсөз, in source, TSV and catalogues. */
static struct span skip_escape(struct span text, struct span word)
{
    const bool escaped = word.ptr > text.ptr && word.ptr[-1] == '\\' && strchr("ntrbfv", *word.ptr);

    return span_from(word, escaped);
}

enum status check_words(struct checker *k, const struct filter_input *in, struct buf *out,
                        struct error *e)
{
    static const unsigned skip = SPANS_URL | SPANS_EMAIL | SPANS_PLACEHOLDER;
    struct span text = in->text, word;
    size_t at = 0, done = 0;
    struct spans_found f;
    bool more = true;

    while (more) {
        size_t end;

        more = spans_next(text, &at, k->chain->skip_given ? k->chain->skip : skip, &f);
        end = more ? f.from : text.len;
        while (word_next_letters(span_cut(text, 0, end), &done, &word)) {
            enum status st = check_word(k, in, skip_escape(text, word), out, e);

            if (st != ST_OK)
                return st;
        }
        done = more ? f.to : end;
    }
    return k->chain->reverse ? check_undecided(k, in, out, e) : ST_OK;
}

enum status check_roundtrip(struct checker *k, const struct filter_input *in, struct buf *out,
                            struct error *e)
{
    enum status st;

    buf_reset(&k->there);
    buf_reset(&k->returned);
    buf_reset(&k->plain);
    st = chain_convert(k->chain, in->text, &k->there, e);
    if (st == ST_OK)
        st = chain_convert(&k->back, buf_span(&k->there), &k->returned, e);
    if (st == ST_OK)
        st = norm_add(&k->plain, in->text, NORM_NFC, e);
    if (st == ST_OK) {
        struct buf nfc = BUF_INIT;

        st = norm_add(&nfc, buf_span(&k->returned), NORM_NFC, e);
        if (st == ST_OK && !span_eq(buf_span(&nfc), buf_span(&k->plain))) {
            k->findings++;
            if (!k->cli->quiet)
                buf_printf(out, "%s:%llu:1: roundtrip: \"%.*s\" -> \"%.*s\" -> \"%.*s\"\n", in->name,
                           (unsigned long long)in->line, SPAN_ARG(in->text),
                           SPAN_ARG(buf_span(&k->there)), SPAN_ARG(buf_span(&nfc)));
        }
        buf_free(&nfc);
    }
    return st;
}
