/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/parser.h"

#include "text/norm.h"

/* Where one section (the side itself or the inside of a segment) is parsed. */
struct section {
    struct half *half;
    bool segment;
    size_t start;                   /* of the section in half->text */
    ptrdiff_t quote_from, quote_to; /* last quoted string, -1: none */
    ptrdiff_t var_from, var_to;     /* last variable */
    unsigned depth;
};

static enum status section_parse(struct parser *p, struct half *h, bool segment, unsigned depth);

static bool identifier_start(uint32_t c)
{
    return c < 0x80 ? (c | 0x20) - 'a' < 26 : char_is_letter(c);
}

static bool identifier_part(uint32_t c)
{
    return identifier_start(c) || (c >= '0' && c <= '9') || c == '_' ||
           (c >= 0x80 && (char_is_mark(c) || char_is_digit(c)));
}

/* A variable's name at position `at`; empty when there is none. */
static struct span identifier(const struct parser *p, size_t at)
{
    const struct source *s = &p->src;
    size_t end = at;

    if (end < s->n && identifier_start(s->c[end]))
        while (end < s->n && identifier_part(s->c[end]))
            end++;
    return source_text(s, at, end);
}

static const struct els *variable(const struct parser *p, struct span name)
{
    uint64_t *n = map_get(&p->variables, name);

    return n ? &p->values.v[*n] : NULL;
}

bool half_at_set(const struct parser *p)
{
    const struct source *s = &p->src;
    uint32_t c = s->c[s->pos], next = c ? s->c[s->pos + 1] : 0;

    if (s->pos + 1 >= s->n)
        return false;
    return c == '[' || (c == '\\' && (next == 'p' || next == 'P' || next == 'N') &&
                        s->c[s->pos + 2] == '{');
}

/* Position behind the first `end` from `at` on, or the end of the text. */
static size_t skip_to(const struct source *s, size_t at, const char *end)
{
    size_t n = strlen(end), k;

    for (; at < s->n; at++) {
        for (k = 0; k < n && at + k < s->n && s->c[at + k] == (uint32_t)end[k]; k++)
            ;
        if (k == n)
            return at + n;
    }
    return s->n;
}

/* Append what a variable stands for to a set pattern. */
static enum status add_variable(struct parser *p, struct buf *b, struct span name)
{
    const struct els *value = variable(p, name);

    if (!value)
        return source_error(&p->src, p->src.pos, ST_SYNTAX, _("undefined variable $%.*s: define it above, `$%.*s = [abc] ;`"),
                            SPAN_ARG(name), SPAN_ARG(name));
    for (size_t i = 0; i < value->len; i++) {
        if (value->v[i].kind == EL_CHAR)
            utf8_add(b, value->v[i].value);
        else if (value->v[i].kind == EL_SET)
            buf_add(b, buf_span(&p->rules->sets.v[value->v[i].value].pattern));
        else
            return source_error(&p->src, p->src.pos, ST_SYNTAX,
                                _("$%.*s in a set is neither characters nor a set"), SPAN_ARG(name));
    }
    return ST_OK;
}

/* Copy the pattern of a set, which ends with the bracket that closes it. */
static enum status set_pattern(struct parser *p, struct buf *b)
{
    struct source *s = &p->src;
    size_t from = s->pos;
    unsigned depth = 0;
    enum status st;

    do {
        size_t at = s->pos, next = at + 1;
        uint32_t c, c2;
        struct span name = {NULL, 0};

        if (at >= s->n) {
            s->pos = from; /* a check goes on behind this statement */
            return source_error(s, from, ST_SYNTAX,
                                _("a set [ is not closed: write ] behind its last letter"));
        }
        c = s->c[at];
        c2 = s->c[next];
        if (c == '\\' && (c2 == 'p' || c2 == 'P' || c2 == 'N' || c2 == 'x') && s->c[at + 2] == '{')
            next = skip_to(s, at, "}");
        else if (c == '\\')
            next = at + 2 <= s->n ? at + 2 : s->n;
        else if (c == '[' && c2 == ':' && skip_to(s, at, ":]") < skip_to(s, at, ";"))
            next = skip_to(s, at, ":]");
        else if (c == '[')
            depth++;
        else if (c == ']')
            depth--;
        else if (c == '$')
            name = identifier(p, next);
        if (name.len > 0) {
            if ((st = add_variable(p, b, name)) != ST_OK)
                return st;
            while (next < s->n && identifier_part(s->c[next]))
                next++;
        } else {
            buf_add(b, source_text(s, at, next));
        }
        if (b->len > SOURCE_MAX)
            return source_error(s, at, ST_LIMIT, _("the set is too large"));
        s->pos = next;
    } while (depth > 0);
    return buf_status(b, p->e);
}

enum status half_set(struct parser *p, uint32_t *set)
{
    size_t at = p->src.pos;
    struct buf b = BUF_INIT;
    enum status st = set_pattern(p, &b);

    if (st == ST_OK) {
        st = rules_add_set(p->rules, buf_span(&b), set, p->e);
        if (st == ST_SYNTAX)
            st = source_error(&p->src, at, ST_SYNTAX, _("malformed set of characters"));
    }
    buf_free(&b);
    return st;
}

static enum status push(struct parser *p, struct section *c, enum el_kind kind, uint32_t value)
{
    return els_push(&c->half->text, kind, value) ? ST_OK : error_nomem(p->e);
}

/* 'text', read behind its first quote; '' is a quote itself, inside and outside. */
static enum status quoted(struct parser *p, struct section *c, size_t start)
{
    struct source *s = &p->src;
    enum status st = ST_OK;

    if (s->c[s->pos] == '\'' && s->pos < s->n) {
        s->pos++;
        return push(p, c, EL_CHAR, '\'');
    }
    c->quote_from = (ptrdiff_t)c->half->text.len;
    for (; st == ST_OK; s->pos++) {
        if (s->pos >= s->n)
            return source_error(s, start, ST_SYNTAX, _("a quotation ' is not closed"));
        if (s->c[s->pos] == '\'') {
            if (s->c[s->pos + 1] != '\'' || s->pos + 1 >= s->n)
                break;
            s->pos++;
        }
        st = push(p, c, EL_CHAR, s->c[s->pos]);
    }
    s->pos++;
    c->quote_to = (ptrdiff_t)c->half->text.len;
    return st;
}

/* The node of segment `number` of this rule, made when it is first named. */
static enum status segment_node(struct parser *p, size_t at, uint32_t number, uint32_t *node)
{
    struct node n = {.number = number};

    if (number == 0 || number >= MAX_SEGMENTS)
        return source_error(&p->src, at, ST_LIMIT, _("a rule has at most %d segments"),
                            MAX_SEGMENTS - 1);
    if (number > p->segment_count)
        p->segment_count = number;
    if (p->segments[number] == 0) {
        if (!vec_push(&p->rules->nodes, n))
            return error_nomem(p->e);
        p->segments[number] = (uint32_t)p->rules->nodes.len;
    }
    *node = p->segments[number] - 1;
    return ST_OK;
}

/* Move the elements from `from` on out of the text into a node. */
static bool cut_into(struct els *text, size_t from, struct els *body)
{
    bool ok = from == text->len || els_append(body, text->v + from, text->len - from);

    text->len = from;
    return ok;
}

static enum status segment(struct parser *p, struct section *c, size_t start)
{
    size_t from = c->half->text.len;
    uint32_t number = ++p->opened, node;
    enum status st;

    if (c->depth >= MAX_NESTING)
        return source_error(&p->src, start, ST_LIMIT, _("segments are nested too deeply"));
    st = segment_node(p, start, number, &node);
    if (st == ST_OK && p->rules->nodes.v[node].defined)
        return source_error(&p->src, start, ST_SYNTAX, _("segments ( ) on both sides of a rule"));
    if (st == ST_OK)
        st = section_parse(p, c->half, true, c->depth + 1);
    if (st != ST_OK)
        return st;
    p->rules->nodes.v[node].defined = true;
    if (!cut_into(&c->half->text, from, &p->rules->nodes.v[node].body))
        return error_nomem(p->e);
    return push(p, c, EL_SEGMENT, node);
}

/* "$": a segment, a variable, or the anchor at the end. */
static enum status dollar(struct parser *p, struct section *c, size_t start)
{
    struct source *s = &p->src;
    uint32_t number = 0, node;
    const struct els *value;
    struct span name;
    enum status st;

    if (s->pos < s->n && s->c[s->pos] >= '1' && s->c[s->pos] <= '9') {
        while (s->c[s->pos] >= '0' && s->c[s->pos] <= '9' && number < MAX_SEGMENTS)
            number = number * 10 + (s->c[s->pos++] - '0');
        st = segment_node(p, start, number, &node);
        return st == ST_OK ? push(p, c, EL_SEGMENT, node) : st;
    }
    name = identifier(p, s->pos);
    if (name.len == 0) {
        c->half->at_end = true;
        return ST_OK;
    }
    s->pos += utf8_count(name);
    value = variable(p, name);
    c->var_from = (ptrdiff_t)c->half->text.len;
    if (!value) {
        if (p->undefined.ptr)
            return source_error(s, start, ST_SYNTAX,
                                _("undefined variable $%.*s: define it above, `$%.*s = [abc] ;`"),
                                SPAN_ARG(name), SPAN_ARG(name));
        p->undefined = name;
        st = push(p, c, EL_VARIABLE, 0);
    } else {
        st = els_append(&c->half->text, value->v, value->len) ? ST_OK : error_nomem(p->e);
    }
    if (c->half->text.len > SOURCE_MAX)
        return source_error(s, start, ST_LIMIT, _("the rule is too long"));
    c->var_to = (ptrdiff_t)c->half->text.len;
    return st;
}

/* "*", "+", "?" behind a character, a quotation, a variable, a set or a segment. */
static enum status quantifier(struct parser *p, struct section *c, uint32_t sign, size_t start)
{
    struct els *text = &c->half->text;
    ptrdiff_t len = (ptrdiff_t)text->len;
    size_t from;
    struct node n = {.min = sign == '+', .max = sign == '?' ? 1 : UINT32_MAX, .defined = true};

    if (text->len == c->start)
        return source_error(&p->src, start, ST_SYNTAX, _("nothing to repeat before \"%c\""),
                            (int)sign);
    from = len == c->quote_to ? (size_t)c->quote_from
           : len == c->var_to ? (size_t)c->var_from
                              : text->len - 1;
    if (!cut_into(text, from, &n.body) || !vec_push(&p->rules->nodes, n)) {
        vec_free(&n.body);
        return error_nomem(p->e);
    }
    return push(p, c, EL_QUANT, (uint32_t)p->rules->nodes.len - 1);
}

static enum status dot(struct parser *p, struct section *c)
{
    if (p->dot == 0) {
        uint32_t set;
        enum status st = rules_add_set(p->rules, span_str("[^[:Zp:][:Zl:]\\r\\n$]"), &set, p->e);

        if (st != ST_OK)
            return st;
        p->dot = set + 1;
    }
    return push(p, c, EL_SET, p->dot - 1);
}

/* A mark { } | that may stand once. */
static enum status once(struct parser *p, struct section *c, ptrdiff_t *mark, uint32_t sign,
                        size_t start)
{
    if (c->segment)
        return source_error(&p->src, start, ST_SYNTAX, _("\"%c\" inside ( )"), (int)sign);
    if (*mark >= 0)
        return source_error(&p->src, start, ST_SYNTAX, _("a second \"%c\" in one side of a rule"),
                            (int)sign);
    *mark = (ptrdiff_t)c->half->text.len;
    return ST_OK;
}

/* "@": before the text behind "|" it puts the cursor back, at the end before "|" forward. */
static enum status at_sign(struct parser *p, struct section *c, size_t start)
{
    struct half *h = c->half;

    if (c->segment)
        return source_error(&p->src, start, ST_SYNTAX, _("\"%c\" inside ( )"), '@');
    if (h->offset < 0 && h->text.len == 0) {
        h->offset--;
    } else if (h->offset > 0 && h->text.len == h->offset_at && h->cursor < 0) {
        h->offset++;
    } else if (h->offset == 0 && h->cursor == 0 && h->text.len == 0) {
        h->offset = -1;
    } else if (h->offset == 0 && h->cursor < 0) {
        h->offset_at = h->text.len;
        h->offset = 1;
    } else {
        return source_error(&p->src, start, ST_SYNTAX, _("misplaced \"@\""));
    }
    return ST_OK;
}

static enum status anchor(struct parser *p, struct section *c, size_t start)
{
    if (c->half->text.len > 0 || c->half->at_start)
        return source_error(&p->src, start, ST_SYNTAX, _("\"^\" is not at the beginning"));
    c->half->at_start = true;
    return ST_OK;
}

/* Characters with a meaning; *done is set by the one that ends a segment. */
static enum status special(struct parser *p, struct section *c, uint32_t ch, size_t start,
                           bool *done)
{
    switch (ch) {
    case '^':
        return anchor(p, c, start);
    case '(':
        return segment(p, c, start);
    case ')':
        *done = c->segment;
        return c->segment ? ST_OK : source_error(&p->src, start, ST_SYNTAX, _("\")\" without \"(\""));
    case '&':
    case 0x2206:
        return source_error(&p->src, start, ST_UNSUPPORTED,
                            _("functions (&Name( )) are not supported"));
    case '$':
        return dollar(p, c, start);
    case '.':
        return dot(p, c);
    case '*':
    case '+':
    case '?':
        return quantifier(p, c, ch, start);
    case '{':
        return once(p, c, &c->half->ante, ch, start);
    case '}':
        return once(p, c, &c->half->post, ch, start);
    case '|':
        return once(p, c, &c->half->cursor, ch, start);
    case '@':
        return at_sign(p, c, start);
    default:
        if (ch >= 0x21 && ch <= 0x7E && !identifier_start(ch) && !(ch >= '0' && ch <= '9'))
            return source_error(&p->src, start, ST_SYNTAX,
                                _("\"%c\" has to be quoted: '%c' or \\%c"), (int)ch, (int)ch,
                                (int)ch);
        return push(p, c, EL_CHAR, ch);
    }
}

static bool ends_half(uint32_t c)
{
    return c == '=' || c == '>' || c == '<' || c == ';' || c == 0x2190 || c == 0x2192 || c == 0x2194;
}

static enum status element(struct parser *p, struct section *c, size_t start, bool *done)
{
    struct source *s = &p->src;
    uint32_t ch, value;
    enum status st;

    if (c->half->at_end)
        return source_error(s, start, ST_SYNTAX, _("\"$\" names no variable and is not at the end"));
    if (half_at_set(p)) {
        st = half_set(p, &value);
        return st == ST_OK ? push(p, c, EL_SET, value) : st;
    }
    ch = s->c[s->pos++];
    if (ch == '\\') {
        if (s->pos >= s->n)
            return source_error(s, start, ST_SYNTAX, _("\"\\\" at the end"));
        if (!source_escape(s, &value))
            return source_error(s, start, ST_SYNTAX, _("malformed escape"));
        return push(p, c, EL_CHAR, value);
    }
    if (ch == '\'')
        return quoted(p, c, start);
    return special(p, c, ch, start, done);
}

static enum status section_parse(struct parser *p, struct half *h, bool segment_, unsigned depth)
{
    struct source *s = &p->src;
    struct section c = {h, segment_, h->text.len, -1, -1, -1, -1, depth};
    const size_t opened = s->pos;
    enum status st = ST_OK;
    bool done = false;

    while (s->pos < s->n && !done && st == ST_OK) {
        if (source_is_space(s->c[s->pos])) {
            s->pos++;
            continue;
        }
        if (ends_half(s->c[s->pos]))
            break;
        st = element(p, &c, s->pos, &done);
    }
    if (st == ST_OK && segment_ && !done)
        return source_error(s, opened - 1, ST_SYNTAX, _("\"(\" is not closed"));
    return st;
}

enum status half_parse(struct parser *p, struct half *half)
{
    size_t start = p->src.pos;
    enum status st;

    *half = (struct half){.ante = -1, .post = -1, .cursor = -1};
    p->opened = 0;
    st = section_parse(p, half, false, 0);
    if (st == ST_OK && half->offset > 0 && half->cursor != (ptrdiff_t)half->offset_at)
        return source_error(&p->src, start, ST_SYNTAX, _("misplaced \"@\""));
    return st;
}
