/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Candidates are ICU's boundaries and those that scan() adds; judge() looks at what stands before
 * and after each, from left to right, because some rules ask where the current segment began.
 */
#include "segment/segment.h"

#include "segment/marks.h"
#include "text/breaks.h"
#include "text/norm.h"

struct candidate {
    size_t at;        /* the next segment would begin here */
    const char *rule; /* what proposes it */
};

struct segmenter {
    const struct seg_rules *rules; /* NULL: none */
    struct srxcut *srx;            /* NULL: none; else it decides alone */
    struct breaks *breaks;         /* NULL with SRX rules */
    VEC(struct candidate) candidates;
    struct range_vec quotes;
    struct buf word; /* scratch for abbreviations */
    bool failed;     /* memory ran out for it */
};

/* Where judge() stands. */
struct context {
    struct segmenter *s;
    struct span text;
    size_t begun; /* start of the current segment */
    size_t at;
    size_t stop;       /* first byte of the terminators before `at` */
    size_t stop_end;   /* behind them */
    size_t next;       /* first letter or digit after `at` and opening marks */
    size_t quote;      /* first quotation not yet passed */
    struct list_marker item; /* of the current segment */
};

enum status seg_open(struct segmenter **out, const char *lang, const struct seg_rules *rules,
                     struct error *e)
{
    struct segmenter *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    s->rules = rules;
    st = breaks_open(&s->breaks, BREAK_SENTENCE, lang, e);
    if (st)
        free(s);
    else
        *out = s;
    return st;
}

enum status seg_open_srx(struct segmenter **out, const char *lang, const struct srx *srx,
                         struct error *e)
{
    struct segmenter *s = calloc(1, sizeof *s);
    enum status st;

    *out = NULL;
    if (!s)
        return error_nomem(e);
    st = srxcut_open(&s->srx, srx, lang, e);
    if (st)
        seg_close(s);
    else
        *out = s;
    return st;
}

void seg_close(struct segmenter *s)
{
    if (!s)
        return;
    srxcut_close(s->srx);
    breaks_close(s->breaks);
    vec_free(&s->candidates);
    vec_free(&s->quotes);
    buf_free(&s->word);
    free(s);
}

/* ---- looking around ---- */

static uint32_t char_at(struct span t, size_t at)
{
    size_t len;

    return at < t.len ? utf8_decode(t, at, &len) : 0;
}

static uint32_t char_before(struct span t, size_t at)
{
    return at > 0 ? utf8_prev(t, &at) : 0;
}

static size_t skip_space(struct span t, size_t at)
{
    while (at < t.len) {
        size_t after = at;
        uint32_t c = utf8_next(t, &after);
        if (!char_is_space(c))
            break;
        at = after;
    }
    return at;
}

static size_t back_space(struct span t, size_t at)
{
    while (at > 0) {
        size_t before = at;
        uint32_t c = utf8_prev(t, &before);
        if (!char_is_space(c))
            break;
        at = before;
    }
    return at;
}

static bool is_word_char(uint32_t c)
{
    return char_is_letter(c) || char_is_mark(c) || char_is_digit(c);
}

/* The word of letters, marks and digits that begins at `at`. */
static struct span word_from(struct span t, size_t at)
{
    size_t end = at;

    while (end < t.len) {
        size_t after = end;
        if (!is_word_char(utf8_next(t, &after)))
            break;
        end = after;
    }
    return span_cut(t, at, end);
}

/* The start of what stands without a space before `end` and can belong to an abbreviation; not
 * before `limit`. */
static size_t token_start(struct span t, size_t end, size_t limit)
{
    while (end > limit) {
        size_t before = end;
        uint32_t c = utf8_prev(t, &before);
        if (!is_word_char(c) && c != 0xB0 && c != 0x2116 && c != '-' && c != '.')
            break;
        end = before;
    }
    return end;
}

/* Length of footnote marks "[1][2]" at `at`. */
static size_t notes_len(struct span t, size_t at)
{
    size_t i = at;

    while (i < t.len && t.ptr[i] == '[') {
        size_t j = i + 1;
        while (j < t.len && t.ptr[j] >= '0' && t.ptr[j] <= '9')
            j++;
        if (j == i + 1 || j >= t.len || t.ptr[j] != ']')
            break;
        i = j + 1;
    }
    return i - at;
}

/* ---- candidates ---- */

static bool propose(struct segmenter *s, size_t at, const char *rule)
{
    return vec_push(&s->candidates, ((struct candidate){at, rule}));
}

/* Is the run without spaces around `at` an address, a file name or a number with letters? */
static bool in_address(struct span t, size_t at)
{
    size_t from = at, to = at;

    while (from > 0 && (unsigned char)t.ptr[from - 1] > ' ')
        from--;
    while (to < t.len && (unsigned char)t.ptr[to] > ' ')
        to++;
    for (size_t i = from; i < to; i++)
        if (t.ptr[i] == '/' || t.ptr[i] == '@' || t.ptr[i] == '\\' || t.ptr[i] == '=')
            return true;
    return to - from > 4 && memcmp(t.ptr + from, "www.", 4) == 0;
}

/* "world.Today", "жағдайы.XVIII", "1,000.That": the stop at `stop` ends a sentence although no
 * space follows. */
static bool is_tight_end(struct span t, size_t stop, size_t after)
{
    size_t start = token_start(t, stop, 0);
    struct span before = span_cut(t, start, stop), next = word_from(t, after);
    size_t second = 0, first = 0;
    uint32_t last = char_before(t, stop), initial, follow;

    if (next.len == 0 || before.len == 0 || span_find(before, span_str("."), 0) >= 0)
        return false;
    initial = utf8_next(next, &second);
    if (!char_is_upper(initial) || in_address(t, stop))
        return false;
    follow = char_at(t, (size_t)(next.ptr - t.ptr) + next.len);
    if (follow == '.' && char_is_letter(char_at(t, (size_t)(next.ptr - t.ptr) + next.len + 1)))
        return false; /* more points follow: a host name or an abbreviation */
    if (char_is_digit(last))
        return next.len > second;
    if (utf8_count(before) < 3 || !char_is_lower(last) || next.len == second)
        return false;
    return char_is_lower(char_at(next, second)) || char_is_lower(utf8_next(before, &first));
}

/* A terminator run was found: propose what ICU does not see. */
static bool propose_after(struct segmenter *s, struct span t, size_t stop, size_t end)
{
    size_t notes, tight = end, spaced;

    if (t.ptr[stop] == '.' && end == stop + 1 && is_tight_end(t, stop, end))
        return propose(s, end, "no-space");
    while (tight < t.len && mark_is_closing(char_at(t, tight)) && !notes_len(t, tight))
        utf8_next(t, &tight);
    notes = notes_len(t, tight);
    if (notes && skip_space(t, tight + notes) > tight + notes)
        return propose(s, skip_space(t, tight + notes), "note");
    spaced = skip_space(t, tight);
    if (spaced > tight && (char_at(t, spaced) == 0xBB || char_at(t, spaced) == 0x203A)) {
        utf8_next(t, &spaced);
        return propose(s, skip_space(t, spaced), "closed");
    }
    return true;
}

/* Everything that is proposed besides ICU's boundaries. */
static bool scan(struct segmenter *s, struct span t)
{
    size_t at = 0;

    while (at < t.len) {
        size_t start = at;
        uint32_t c = utf8_next(t, &at);

        if (mark_is_terminator(c)) {
            while (at < t.len && mark_is_terminator(char_at(t, at)))
                utf8_next(t, &at);
            if (!propose_after(s, t, start, at))
                return false;
        } else if (c == ' ' && at < t.len &&
                   (char_at(t, at) == 0x2022 || mark_list(t, at).style)) {
            if (!propose(s, at, "list-item"))
                return false;
        }
    }
    return true;
}

static int candidate_cmp(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

static enum status collect(struct segmenter *s, struct span t, struct error *e)
{
    enum status st = breaks_text(s->breaks, t, e);
    size_t at;

    vec_clear(&s->candidates);
    vec_clear(&s->quotes);
    while (!st && breaks_next(s->breaks, &at))
        if (at < t.len && !propose(s, at, "icu"))
            return error_nomem(e);
    if (!st && (!scan(s, t) || !mark_quotes(t, &s->quotes)))
        return error_nomem(e);
    if (s->candidates.len)
        qsort(s->candidates.v, s->candidates.len, sizeof *s->candidates.v, candidate_cmp);
    return st;
}

/* ---- judging ---- */

enum verdict { OPEN, BREAK, JOIN };

struct ruling {
    enum verdict verdict;
    const char *rule;
};

#define RULING(v, r) ((struct ruling){(v), (r)})
#define UNDECIDED RULING(OPEN, NULL)

/* Fill stop, stop_end and next of the context for a new candidate. */
static void look_around(struct context *x, size_t at)
{
    size_t end = back_space(x->text, at);

    x->at = at;
    while (end > x->begun && mark_is_closing(char_before(x->text, end)))
        utf8_prev(x->text, &end);
    x->stop_end = x->stop = back_space(x->text, end);
    while (x->stop > x->begun && mark_is_terminator(char_before(x->text, x->stop)))
        utf8_prev(x->text, &x->stop);
    x->next = at;
    while (x->next < x->text.len && (mark_is_opening(char_at(x->text, x->next)) ||
                                     char_is_space(char_at(x->text, x->next))))
        utf8_next(x->text, &x->next);
}

static bool in_quotation(struct context *x)
{
    const struct range_vec *q = &x->s->quotes;

    while (x->quote < q->len && q->v[x->quote].end < x->at)
        x->quote++;
    return x->quote < q->len && q->v[x->quote].start <= x->at;
}

/* The next item of the list that the current segment is an item of, or a bullet. */
static struct ruling judge_item(const struct context *x)
{
    struct list_marker m = mark_list(x->text, x->at);
    struct span bullet = span_str("\u2022");

    if (span_starts(span_from(x->text, x->at), bullet))
        return RULING(BREAK, "list-item");
    if (!x->item.style || m.style != x->item.style || m.letter != x->item.letter ||
        m.value != x->item.value + 1 || m.end >= x->text.len)
        return UNDECIDED;
    if (m.style == LIST_STOP && (m.letter || !char_is_upper(char_at(x->text, m.end + 1))))
        return UNDECIDED;
    return RULING(BREAK, "list-item");
}

static struct ruling judge_ellipsis(const struct context *x)
{
    uint32_t next = char_at(x->text, x->at);
    size_t before = back_space(x->text, x->stop), points = 1;

    if (char_before(x->text, x->stop) == '[' && char_at(x->text, x->stop_end) == ']')
        return RULING(JOIN, "ellipsis"); /* "[...]": something was left out */
    if (x->stop_end != x->stop + 1 || x->text.ptr[x->stop] != '.')
        return UNDECIDED;
    if (next == '.')
        return before < x->stop ? RULING(JOIN, "ellipsis") : UNDECIDED;
    while (before < x->stop && before > x->begun && x->text.ptr[before - 1] == '.') {
        size_t here = before - 1;
        points++;
        before = back_space(x->text, here);
        if (before == here)
            break;
    }
    return points == 3 ? RULING(JOIN, "ellipsis") : UNDECIDED;
}

/* Does a word that begins sentences follow, with a capital? */
static bool starter_follows(const struct context *x)
{
    struct span word = word_from(x->text, x->next);

    return x->s->rules && word.len && char_is_upper(char_at(word, 0)) &&
           seg_rules_has(&x->s->rules->starters, word);
}

static struct ruling unless_starter(const struct context *x, const char *rule)
{
    return starter_follows(x) ? RULING(BREAK, "starter") : RULING(JOIN, rule);
}

/* "z. B.", "т. ғ. к.": the word after the stop is itself cut to one letter. */
static bool short_word_follows(const struct context *x)
{
    struct span word = word_from(x->text, x->at);

    return utf8_count(word) == 1 && char_is_letter(char_at(word, 0)) &&
           char_at(x->text, x->at + word.len) == '.';
}

static enum abbrev_class lookup(struct context *x, size_t start)
{
    struct buf *w = &x->s->word;
    struct span t = span_cut(x->text, start, x->stop + 1);

    buf_reset(w);
    for (size_t at = 0; at < t.len;) {
        size_t from = at;
        if (!char_is_space(utf8_next(t, &at)))
            buf_add(w, span_cut(t, from, at));
    }
    x->s->failed = x->s->failed || w->failed;
    return seg_rules_abbrev(x->s->rules, buf_span(w));
}

/* The class of the abbreviation that ends at the stop, the longest of up to four parts. */
static enum abbrev_class abbreviation(struct context *x)
{
    enum abbrev_class found = ABBREV_NONE, c;
    size_t start = token_start(x->text, x->stop, x->begun);

    if (!x->s->rules)
        return ABBREV_NONE;
    for (int parts = 0; parts < 4; parts++) {
        size_t before;
        if (x->stop - start > 40)
            break;
        c = lookup(x, start);
        if (c)
            found = c;
        before = back_space(x->text, start);
        if (before == start || before <= x->begun || x->text.ptr[before - 1] != '.')
            break;
        start = token_start(x->text, before - 1, x->begun);
    }
    return found;
}

static bool number_follows(const struct context *x)
{
    struct span word = word_from(x->text, x->next);
    bool roman = word.len > 0;

    for (size_t i = 0; i < word.len; i++)
        roman = roman && strchr("IVXLCDM", word.ptr[i]);
    return roman || char_is_digit(char_at(word.len ? word : span_str(" "), 0));
}

static struct ruling judge_class(struct context *x, enum abbrev_class c)
{
    switch (c) {
    case ABBREV_NEVER:
        return RULING(JOIN, "abbreviation");
    case ABBREV_NUMBER:
        return number_follows(x) ? RULING(JOIN, "number") : UNDECIDED;
    case ABBREV_MAYBE:
        return unless_starter(x, "abbreviation");
    case ABBREV_ENDS:
        return RULING(BREAK, "icu");
    case ABBREV_NONE:
        break;
    }
    return UNDECIDED;
}

static bool only_digits(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

static bool only_roman(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("IVX", s.ptr[i]))
            return false;
    return s.len > 0;
}

/* "3. Mai", "XIX. yüzyıl": in some languages a number with a stop is an ordinal. */
static struct ruling judge_ordinal(const struct context *x, struct span token)
{
    struct span next = word_from(x->text, x->next);

    if (!x->s->rules || !x->s->rules->has_ordinals)
        return UNDECIDED;
    if (only_digits(token) && seg_rules_has(&x->s->rules->ordinals, next))
        return RULING(JOIN, "ordinal");
    if ((only_digits(token) && token.len <= 2) || only_roman(token))
        return unless_starter(x, "ordinal");
    return UNDECIDED;
}

/* Words of letters that the language's list does not know: initials and acronyms. */
static struct ruling judge_letters(const struct context *x, struct span token)
{
    size_t at = 0;
    bool acronym = token.len > 0, first_upper = char_is_upper(char_at(token, 0));
    size_t letters = utf8_count(token);

    if (letters == 1 && first_upper)
        return unless_starter(x, "initial");
    while (at < token.len && acronym) {
        acronym = char_is_letter(utf8_next(token, &at));
        if (at < token.len)
            acronym = acronym && token.ptr[at++] == '.';
    }
    return acronym && letters > 2 && first_upper ? unless_starter(x, "acronym") : UNDECIDED;
}

/* A single full stop. */
static struct ruling judge_stop(struct context *x)
{
    size_t start = token_start(x->text, x->stop, x->begun);
    struct span token = span_cut(x->text, start, x->stop);
    struct ruling r;
    bool first = start <= x->begun || (x->item.style && start < x->item.end);

    if (first && ((only_digits(token) && token.len <= 3) ||
                  (utf8_count(token) == 1 && char_is_letter(char_at(token, 0)))))
        return RULING(JOIN, only_digits(token) ? "list-number" : "initial");
    r = judge_class(x, abbreviation(x));
    if (!r.verdict && char_is_letter(char_before(x->text, x->stop)) && short_word_follows(x) &&
        utf8_count(token) <= 3)
        return RULING(JOIN, "abbreviation");
    if (!r.verdict)
        r = judge_ordinal(x, token);
    return r.verdict ? r : judge_letters(x, token);
}

static struct ruling judge(struct context *x, const struct candidate *c)
{
    struct ruling r;
    uint32_t here = char_at(x->text, c->at), next;
    bool item = strcmp(c->rule, "list-item") == 0;

    look_around(x, c->at);
    next = char_at(x->text, x->next);
    if (in_quotation(x))
        return RULING(JOIN, "quotation");
    r = judge_item(x);
    if (r.verdict)
        return r;
    if (item)
        return UNDECIDED;
    if (x->item.style && back_space(x->text, x->at) == x->item.end)
        return RULING(JOIN, "list-number");
    if (strcmp(c->rule, "no-space") == 0)
        return abbreviation(x) ? RULING(JOIN, "abbreviation") : RULING(BREAK, c->rule);
    r = judge_ellipsis(x);
    if (r.verdict)
        return r;
    if (here != '"' && here != '\'' && here != 0x201C && here != 0xBB && mark_is_closing(here))
        return RULING(JOIN, "closing");
    if (here == 0xBB && back_space(x->text, x->at) < x->at)
        return RULING(JOIN, "closing");
    if (char_is_lower(next) && x->stop < x->stop_end)
        return RULING(JOIN, "lower-case");
    if (x->stop_end == x->stop + 1 && x->text.ptr[x->stop] == '.' &&
        back_space(x->text, x->at) == x->stop_end)
        r = judge_stop(x);
    return r.verdict ? r : RULING(BREAK, c->rule);
}

/* ---- assembling ---- */

static void begin_segment(struct context *x, size_t at)
{
    x->begun = at;
    x->item = mark_list(x->text, at);
}

static enum status split_srx(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                             struct error *e)
{
    struct srxcut_place place = {0, false, NULL};
    const char *held = NULL;
    size_t start = 0;
    enum status st = srxcut_text(s->srx, paragraph, e);

    while (!st && srxcut_next(s->srx, &place)) {
        if (!place.breaks) {
            held = place.rule;
            continue;
        }
        if (!vec_push(out, ((struct segment){start, place.at, place.rule, held})))
            return error_nomem(e);
        start = place.at;
        held = NULL;
    }
    if (!st && !vec_push(out, ((struct segment){start, paragraph.len, "end", held})))
        st = error_nomem(e);
    return st;
}

enum status seg_split(struct segmenter *s, struct span paragraph, struct segment_vec *out,
                      struct error *e)
{
    struct context x = {.s = s, .text = paragraph};
    const char *held = NULL;
    enum status st;

    vec_clear(out);
    if (paragraph.len == 0)
        return ST_OK;
    if (s->srx)
        return split_srx(s, paragraph, out, e);
    st = collect(s, paragraph, e);
    if (st)
        return st;
    begin_segment(&x, skip_space(paragraph, 0));
    for (size_t i = 0, start = 0; i <= s->candidates.len; i++) {
        bool last = i == s->candidates.len;
        struct ruling r = RULING(BREAK, "end");
        size_t at = last ? paragraph.len : s->candidates.v[i].at;

        if (!last && (at <= x.begun || at >= paragraph.len))
            continue;
        if (!last)
            r = judge(&x, &s->candidates.v[i]);
        if (r.verdict == JOIN)
            held = r.rule;
        if (r.verdict != BREAK)
            continue;
        if (!vec_push(out, ((struct segment){start, at, r.rule, held})))
            return error_nomem(e);
        begin_segment(&x, at);
        start = at;
        held = NULL;
    }
    return s->failed ? error_nomem(e) : ST_OK;
}
