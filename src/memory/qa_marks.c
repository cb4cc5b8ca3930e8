/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spaces, quotation marks, brackets, the end of the sentence, marks of access keys. */
#include "memory/qa_inside.h"

#include "text/norm.h"
#include "text/plain.h"
#include "text/spans.h"
#include "text/words.h"

enum { SENTENCE_WORDS = 3 /* shorter texts are labels, which end as the language has it */ };

static bool targets(const struct qa *q, const char *language)
{
    return strcmp(q->target.language, language) == 0;
}

/* --- spaces --- */

/* White space at one end. */
static struct span edge(struct span s, bool at_end)
{
    struct span inner = text_trim(s);
    size_t before = inner.len ? (size_t)(inner.ptr - s.ptr) : 0;

    return at_end ? span_from(s, before + inner.len) : span_cut(s, 0, before);
}

static bool same_edge(struct span a, struct span b)
{
    size_t breaks[2] = {0, 0};

    for (size_t i = 0; i < a.len; i++)
        breaks[0] += a.ptr[i] == '\n';
    for (size_t i = 0; i < b.len; i++)
        breaks[1] += b.ptr[i] == '\n';
    return breaks[0] == breaks[1] && (a.len > 0) == (b.len > 0);
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Are there two blanks between words?  More of them, or beside other signs, make columns, and
 * behind a sentence two are a habit of typists. */
static bool has_double(struct span s)
{
    s = text_trim(s);
    for (size_t i = 1; i + 2 < s.len; i++)
        if (s.ptr[i] == ' ' && s.ptr[i + 1] == ' ' && is_word_byte(s.ptr[i + 2]) &&
            (is_word_byte(s.ptr[i - 1]) || s.ptr[i - 1] == ','))
            return true;
    return false;
}

static bool has_columns(struct span s)
{
    return span_find(text_trim(s), span_str("  "), 0) >= 0;
}

/* The first blank after a letter and before a mark that stands at the word in most languages. */
static struct span blank_before_mark(struct span s)
{
    bool letter = false;

    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (c == ' ' && letter && at < s.len && strchr(",.;!?", s.ptr[at]) &&
            (at + 1 == s.len || s.ptr[at + 1] == ' '))
            return span_cut(s, at - 1, at + 1);
        letter = c != UTF8_BAD && char_is_letter(c);
    }
    return span_of("", 0);
}

/* French sets off high punctuation and quotation marks by a blank that does not break. */
static struct span french_blank(struct span s)
{
    uint32_t before = '\n';

    for (size_t at = 0; at < s.len;) {
        size_t from = at, behind = at;
        uint32_t c = utf8_next(s, &at), next = ' ';

        behind = at;
        if (behind < s.len)
            next = utf8_next(s, &behind);
        if ((c == ';' || c == '!' || c == '?' || c == ':' || c == 0xBB) && before == ' ' &&
            (next == ' ' || next == '\n' || at == s.len))
            return span_cut(s, from - 1, at);
        if (c == 0xAB && next == ' ')
            return span_cut(s, from, at + 1);
        before = c;
    }
    return span_of("", 0);
}

static enum status check_spaces(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct span found;

    if (!same_edge(edge(p->source, false), edge(p->target, false)) && p->target.ptr[0] != ',')
        return qa_tell(q, p, QA_SPACES, e, "%s", _("white space at the beginning differs"));
    if (!same_edge(edge(p->source, true), edge(p->target, true)))
        return qa_tell(q, p, QA_SPACES, e, "%s", _("white space at the end differs"));
    if (has_double(p->target) && !has_columns(p->source))
        return qa_tell(q, p, QA_SPACES, e, "%s", _("two blanks in a row"));
    if (targets(q, "fr")) {
        found = french_blank(p->target);
        return found.len ? qa_tell(q, p, QA_SPACES, e, _("“%.*s” wants a no-break space"),
                                   SPAN_ARG(found)) : ST_OK;
    }
    found = blank_before_mark(p->target);
    if (found.len && !blank_before_mark(p->source).len)
        return qa_tell(q, p, QA_SPACES, e, _("a blank before “%.*s”"),
                       SPAN_ARG(span_from(found, 1)));
    return ST_OK;
}

/* --- what is opened must be closed --- */

/* Text without addresses, tags and placeholders. */
static struct span language_only(struct qa *q, struct span s)
{
    struct spans_found f;
    size_t at = 0, from = 0;

    buf_reset(&q->folded);
    while (spans_next(s, &at, PLAIN_SKIPPED & ~SPANS_CODE, &f)) {
        buf_add(&q->folded, span_cut(s, from, f.from));
        buf_addch(&q->folded, 'x');
        from = f.to;
    }
    buf_add(&q->folded, span_from(s, from));
    return buf_span(&q->folded);
}

struct counts {
    long round, square, curly; /* opened less closed */
    long angle;                /* « less », either way round */
    long curled;               /* “ ” „ */
    long straight;
    bool clock;                /* a straight one behind a digit: inches, seconds */
    bool tick;                 /* `quoted' */
};

static void count_mark(struct counts *n, uint32_t c, uint32_t before)
{
    switch (c) {
    case '(': case 0xFF08: n->round++; break;
    case ')': case 0xFF09: n->round--; break;
    case '[': case 0x3010: n->square++; break;
    case ']': case 0x3011: n->square--; break;
    case '{': n->curly++; break;
    case '}': n->curly--; break;
    case 0xAB: n->angle++; break;
    case 0xBB: n->angle--; break;
    case 0x201C: case 0x201D: case 0x201E: n->curled++; break;
    case '`': n->tick = true; break;
    case '"':
        n->straight++;
        n->clock = n->clock || (before >= '0' && before <= '9');
        break;
    default: break;
    }
}

/* A bracket behind the number or letter of a list, "1)", opens nowhere. */
static size_t list_mark(struct span s)
{
    size_t at = 0;

    while (at < s.len && at < 3 && ((s.ptr[at] >= '0' && s.ptr[at] <= '9') ||
                                    ((s.ptr[at] | 0x20) >= 'a' && (s.ptr[at] | 0x20) <= 'z')))
        at++;
    return at && at < s.len && s.ptr[at] == ')' ? at + 1 : 0;
}

static struct counts count_marks(struct span s)
{
    struct counts n = {0};
    uint32_t before = ' ';

    for (size_t at = list_mark(s); at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        count_mark(&n, c, before);
        before = c;
    }
    return n;
}

static enum status check_pairs(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct counts a = count_marks(language_only(q, p->source));
    struct counts b = count_marks(language_only(q, p->target));
    enum status st = ST_OK;

    if (qa_wants(q, QA_BRACKETS) && !a.round && !a.square && !a.curly &&
        (b.round || b.square || b.curly))
        st = qa_tell(q, p, QA_BRACKETS, e, "%s", _("a bracket is not closed, or not opened"));
    if (st || !qa_wants(q, QA_QUOTES) || word_count(p->source) < SENTENCE_WORDS || a.angle ||
        a.curled % 2 || a.straight % 2 || a.tick)
        return st; /* a quotation mark itself, or the source is no model */
    if (b.angle || b.curled % 2 || (b.straight % 2 && !b.clock))
        st = qa_tell(q, p, QA_QUOTES, e, "%s", _("a quotation mark is missing"));
    return st;
}

/* --- the end --- */

enum ending { END_NONE, END_STOP, END_QUESTION, END_COLON, END_ELLIPSIS, END_COMMA };

static enum ending ending_of(uint32_t c, uint32_t before, bool greek)
{
    switch (c) {
    case '.':
        return before == '.' ? END_ELLIPSIS : END_STOP;
    case 0x3002: case 0xFF0E: case 0x0964: case 0x0589: case 0x06D4: case 0x1362: case 0xFF61:
    case '!': case 0xFF01: case 0x055C: case 0x203C: /* many languages have fewer exclamations */
        return END_STOP;
    case ';':
        return greek ? END_QUESTION : END_COMMA;
    case '?': case 0xFF1F: case 0x061F: case 0x037E: case 0x055E:
        return END_QUESTION;
    case ':': case 0xFF1A: case 0x0589 + 1:
        return END_COLON;
    case 0x2026: case 0x22EF:
        return END_ELLIPSIS;
    case ',': case 0x060C: case 0x3001: case 0xFF0C: case 0x061B:
        return END_COMMA;
    default:
        return END_NONE;
    }
}

static bool closes(uint32_t c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0xAB || c == 0x201C ||
           c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0xFF09 || char_is_space(c);
}

static enum ending end_of(struct span s, bool greek)
{
    size_t at = s.len;
    uint32_t c = ' ', before = ' ';

    while (at > 0 && closes(c = utf8_prev(s, &at)))
        ;
    if (at > 0)
        before = utf8_prev(s, &at);
    return ending_of(c, before, greek);
}

static bool has_no_stop(const struct qa *q)
{
    return targets(q, "th") || targets(q, "lo") || targets(q, "km") || targets(q, "my");
}

/* Words, or for scripts that do not part them, signs. */
static bool is_sentence(struct span s)
{
    return word_count(s) > SENTENCE_WORDS && s.len > 12;
}

/* A stop that ends an abbreviation, an initial or a number says nothing. */
static bool ends_in_abbreviation(struct span s)
{
    size_t at = s.len, letters = 0;
    bool small = false;

    while (at > 0) {
        uint32_t c = utf8_prev(s, &at);

        if (letters == 0 && !small && (c == '.' || closes(c)))
            continue;
        if (!char_is_letter(c))
            break;
        letters++;
        small = true;
    }
    return letters <= 4;
}

static enum status check_end(struct qa *q, const struct qa_pair *p, struct error *e)
{
    struct span source = language_only(q, text_trim(p->source)), target;
    enum ending a = end_of(source, strcmp(q->source.language, "el") == 0), b;
    bool doubtful = !is_sentence(source) || ends_in_abbreviation(source);

    target = language_only(q, text_trim(p->target));
    b = end_of(target, targets(q, "el"));
    if (a == b || (a == END_STOP && b == END_NONE && has_no_stop(q)))
        return ST_OK;
    if ((a == END_STOP || a == END_NONE) && (b == END_STOP || b == END_NONE) &&
        (doubtful || ends_in_abbreviation(target)))
        return ST_OK;
    if (a == END_COMMA || b == END_COMMA || b == END_QUESTION)
        return ST_OK; /* lists are built and things are asked as the language wants it */
    return qa_tell(q, p, QA_PUNCTUATION, e, "%s",
                   _("the end of the text has another punctuation mark"));
}

/* --- access keys --- */

/* How often `mark` marks an access key: before a letter or digit, not doubled, not in a word that
 * is an identifier. */
static size_t count_keys(struct span s, char mark)
{
    size_t n = 0;

    for (size_t i = 0; i + 1 < s.len; i++) {
        if (s.ptr[i] != mark)
            continue;
        if (s.ptr[i + 1] == mark)
            i++;
        else if (is_word_byte(s.ptr[i + 1]))
            n++;
    }
    return n;
}

/* Is the first _ inside a word that begins small or goes on with a capital?  snake_case and KP_Down
 * are no labels with a key (Fo_rmat is). */
static bool is_identifier(struct span s)
{
    const char *mark = memchr(s.ptr, '_', s.len);
    size_t at = mark ? (size_t)(mark - s.ptr) : 0, from = at, before;
    uint32_t first = ' ';

    while (from > 0) {
        uint32_t c;

        before = from;
        c = utf8_prev(s, &before);
        if (c == UTF8_BAD || !(char_is_letter(c) || char_is_digit(c) || c == '_'))
            break;
        first = c;
        from = before;
    }
    return from < at && (!char_is_upper(first) ||
                         (at + 1 < s.len && s.ptr[at + 1] >= 'A' && s.ptr[at + 1] <= 'Z'));
}

/* A label with one access key: short, and the mark is nothing else in it. */
static bool has_key(struct span s, char mark)
{
    const char *semicolon = memchr(s.ptr, ';', s.len);
    size_t at = 0;
    struct word w;
    size_t words = 0;

    if (count_keys(s, mark) != 1 || (mark == '&' && semicolon) || memchr(s.ptr, '=', s.len) ||
        memchr(s.ptr, '/', s.len) || memchr(s.ptr, '%', s.len) || memchr(s.ptr, '<', s.len))
        return false;
    while (word_next(s, &at, &w))
        words += w.kind == WORD_LETTERS;
    return words <= 8 && !(mark == '_' && is_identifier(s));
}

static enum status check_keys(struct qa *q, const struct qa_pair *p, struct error *e)
{
    static const char marks[] = "&_~";

    for (const char *m = marks; *m; m++) {
        size_t n;

        if (!has_key(p->source, *m))
            continue;
        n = count_keys(p->target, *m);
        if (n == 0)
            return qa_tell(q, p, QA_ACCELERATOR, e, _("the access key (%c) is missing"), *m);
        if (n > 1)
            return qa_tell(q, p, QA_ACCELERATOR, e, _("several access keys (%c)"), *m);
    }
    return ST_OK;
}

enum status qa_check_marks(struct qa *q, const struct qa_pair *p, struct error *e)
{
    enum status st = qa_wants(q, QA_SPACES) ? check_spaces(q, p, e) : ST_OK;

    if (!st)
        st = check_pairs(q, p, e);
    if (!st && qa_wants(q, QA_PUNCTUATION))
        st = check_end(q, p, e);
    if (!st && qa_wants(q, QA_ACCELERATOR))
        st = check_keys(q, p, e);
    return st ? st : buf_status(&q->folded, e);
}
