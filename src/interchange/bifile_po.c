/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading PO catalogues with the place of everything in them.  po_check() has made sure by GNU
 * gettext itself that the syntax is right, so here what cannot be is passed over.
 */
#include "interchange/bifile_inside.h"
#include "text/charset.h"

#include <stdlib.h>

enum token { T_END, T_COMMENT, T_WORD, T_INDEX, T_STRING };

struct lexer {
    struct span s;
    size_t at;
    uint64_t line;
    bool obsolete;      /* this line begins with #~ */
    struct range token; /* without the quotes of a string */
};

enum part { NO_PART, CONTEXT, ID, PLURAL, STR, PARTS };

struct entry {
    uint64_t line, target_line;
    enum part part;
    bool obsolete, fuzzy, has[PARTS];
    struct buf text[PARTS];       /* of STR: the form that is being read */
    VEC(struct span) forms;       /* raw, in the arena */
    VEC(struct range) ranges;
    VEC(struct span) notes;
    struct span flag_names;       /* what stands on the flag lines */
    struct po_place place;
};

/* Tokens */

static size_t line_end(struct span s, size_t at)
{
    const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;

    return nl ? (size_t)(nl - s.ptr) : s.len;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

/* A backslash at the end of a line lets the string go on in the next. */
static enum token lex_string(struct lexer *x)
{
    size_t at = ++x->at;

    x->token.from = at;
    for (; at < x->s.len && x->s.ptr[at] != '"' && x->s.ptr[at] != '\n'; at++) {
        if (x->s.ptr[at] == '\\' && at + 1 < x->s.len)
            x->line += x->s.ptr[++at] == '\n';
    }
    x->token.to = at;
    x->at = at + (at < x->s.len && x->s.ptr[at] == '"');
    return T_STRING;
}

/* Is the comment at `at` the mark of an obsolete entry, whose keywords follow? */
static bool is_obsolete_mark(struct span s, size_t at)
{
    return at + 1 < s.len && s.ptr[at + 1] == '~' && !(at + 2 < s.len && s.ptr[at + 2] == '|');
}

static enum token lex_word(struct lexer *x)
{
    x->token.from = x->at;
    while (x->at < x->s.len && is_word(x->s.ptr[x->at]))
        x->at++;
    x->token.to = x->at;
    return T_WORD;
}

static enum token lex_comment(struct lexer *x)
{
    x->token.from = x->at;
    x->token.to = x->at = line_end(x->s, x->at);
    return T_COMMENT;
}

static enum token lex_next(struct lexer *x)
{
    for (; x->at < x->s.len; x->at++) {
        char c = x->s.ptr[x->at];

        if (c == '\n') {
            x->line++;
            x->obsolete = false;
        } else if (c == '#' && is_obsolete_mark(x->s, x->at)) {
            x->obsolete = true;
            x->at++;
        } else if (c == '#') {
            return lex_comment(x);
        } else if (c == '"') {
            return lex_string(x);
        } else if (is_word(c)) {
            return lex_word(x);
        } else if (c == '[') {
            return T_INDEX;
        }
    }
    return T_END;
}

static bool is_octal(char c)
{
    return c >= '0' && c <= '7';
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'                     ? c - '0'
           : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                    : -1;
}

/* The byte of the escape whose first character stands at *at; *at is moved behind it. */
static char unescape(struct span s, size_t *at)
{
    static const char names[] = "ntbrfva", values[] = "\n\t\b\r\f\v\a";
    char c = s.ptr[(*at)++];
    const char *p = memchr(names, c, sizeof names - 1);
    unsigned value = 0;

    if (p)
        return values[p - names];
    if (is_octal(c)) {
        value = (unsigned)(c - '0');
        for (int i = 0; i < 2 && *at < s.len && is_octal(s.ptr[*at]); i++)
            value = value * 8 + (unsigned)(s.ptr[(*at)++] - '0');
        return (char)value;
    }
    if (c != 'x')
        return c;
    for (int i = 0; i < 2 && *at < s.len && hex_digit(s.ptr[*at]) >= 0; i++)
        value = value * 16 + (unsigned)hex_digit(s.ptr[(*at)++]);
    return (char)value;
}

static void add_unescaped(struct buf *out, struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        char c = s.ptr[at++];
        if (c == '\\' && at < s.len && s.ptr[at] == '\n')
            at++;
        else
            buf_addch(out, c == '\\' && at < s.len ? unescape(s, &at) : c);
    }
}

/* Entries */

static void entry_reset(struct entry *n)
{
    struct entry was = *n;

    *n = (struct entry){.forms = was.forms, .ranges = was.ranges, .notes = was.notes};
    vec_clear(&n->forms);
    vec_clear(&n->ranges);
    vec_clear(&n->notes);
    for (int i = 0; i < PARTS; i++) {
        n->text[i] = was.text[i];
        buf_reset(&n->text[i]);
    }
    n->flag_names = span_of("", 0);
}

static void entry_free(struct entry *n)
{
    vec_free(&n->forms);
    vec_free(&n->ranges);
    vec_free(&n->notes);
    for (int i = 0; i < PARTS; i++)
        buf_free(&n->text[i]);
}

/* Text of the file as UTF-8, kept. */
static enum status decode(struct bifile *f, uint64_t line, struct span raw, struct span *out,
                          struct error *e)
{
    struct buf b = BUF_INIT;
    enum status st = charset_decode(&b, f->encoding.ptr, raw, e);

    *out = buf_span(&b);
    if (!st && !bi_keep(f, out))
        st = error_nomem(e);
    if (st)
        error_locate(e, f->name, line);
    buf_free(&b);
    return st;
}

/* The value of a field in the header, up to the end of its line; empty where there is none. */
static struct span header_field(struct span header, const char *name)
{
    struct span line;

    while (span_split(&header, '\n', &line)) {
        size_t n = strlen(name);
        if (line.len > n && strncasecmp(line.ptr, name, n) == 0 && line.ptr[n] == ':')
            return span_trim(span_from(line, n + 1));
    }
    return span_of("", 0);
}

static void read_plurals(struct bifile *f, struct span forms)
{
    static const char n[] = "nplurals=", p[] = "plural=";
    ptrdiff_t at = span_find(forms, span_str(n), 0), semicolon;

    if (at < 0)
        return;
    forms = span_from(forms, (size_t)at + sizeof n - 1);
    f->plural_forms = (size_t)strtoul(forms.ptr, NULL, 10);
    at = span_find(forms, span_str(p), 0);
    if (at < 0)
        return;
    forms = span_from(forms, (size_t)at + sizeof p - 1);
    semicolon = span_find(forms, span_str(";"), 0);
    f->plural_expression = span_trim(semicolon < 0 ? forms : span_cut(forms, 0, (size_t)semicolon));
}

static enum status read_header(struct bifile *f, struct span raw, uint64_t line, struct error *e)
{
    static const char charset[] = "charset=";
    struct span type = header_field(raw, "Content-Type"), header;
    ptrdiff_t at = span_find(type, span_str(charset), 0);
    enum status st;

    if (at >= 0) {
        struct span name = span_trim(span_from(type, (size_t)at + sizeof charset - 1));
        if (name.len && !span_eqs(name, "CHARSET"))
            f->encoding = name;
    }
    if (!bi_keep(f, &f->encoding))
        return error_nomem(e);
    st = decode(f, line, raw, &header, e);
    if (st)
        return st;
    f->target_lang = header_field(header, "Language");
    read_plurals(f, header_field(header, "Plural-Forms"));
    return ST_OK;
}

static struct span first_format(struct span flags)
{
    struct span flag;

    while (span_split(&flags, ',', &flag)) {
        flag = span_trim(flag);
        if (span_ends(flag, span_str("-format")) && !span_starts(flag, span_str("no-")))
            return flag;
    }
    return span_of("", 0);
}

static enum bi_state state_of(const struct bi_unit *u, bool fuzzy)
{
    size_t filled = 0;

    for (size_t i = 0; i < u->n_targets; i++)
        filled += u->targets[i].text.len > 0;
    if (!filled)
        return BI_EMPTY;
    return fuzzy || filled < u->n_targets ? BI_FUZZY : BI_TRANSLATED;
}

static enum status decode_targets(struct bifile *f, struct bi_unit *u, const struct entry *n,
                                  struct error *e)
{
    struct bi_text *targets = arena_array(&f->arena, n->forms.len + 1, sizeof *targets);
    enum status st = targets ? ST_OK : error_nomem(e);

    for (size_t i = 0; !st && i < n->forms.len; i++) {
        targets[i].markup = span_of("", 0);
        st = decode(f, u->target_line, n->forms.v[i], &targets[i].text, e);
    }
    u->targets = targets;
    u->n_targets = n->forms.len;
    return st;
}

static enum status decode_notes(struct bifile *f, struct bi_unit *u, const struct entry *n,
                                struct error *e)
{
    struct span *notes = arena_array(&f->arena, n->notes.len + 1, sizeof *notes);
    enum status st = notes ? ST_OK : error_nomem(e);

    for (size_t i = 0; !st && i < n->notes.len; i++)
        st = decode(f, u->line, n->notes.v[i], &notes[i], e);
    u->notes = notes;
    u->n_notes = n->notes.len;
    return st;
}

static enum status keep_place(struct bifile *f, struct entry *n, struct error *e)
{
    struct range *ranges = arena_array(&f->arena, n->ranges.len + 1, sizeof *ranges);

    if (!ranges)
        return error_nomem(e);
    if (n->ranges.len)
        memcpy(ranges, n->ranges.v, n->ranges.len * sizeof *ranges);
    n->place.forms = ranges;
    return vec_push(&f->po, n->place) ? ST_OK : error_nomem(e);
}

static enum status add_unit(struct bifile *f, struct entry *n, struct error *e)
{
    struct bi_unit u = {.line = n->line, .target_line = n->target_line, .id = span_of("", 0),
                        .file = span_of("", 0), .source_lang = f->source_lang,
                        .target_lang = f->target_lang, .translate = true,
                        .obsolete = n->obsolete};
    enum status st = decode(f, n->line, buf_span(&n->text[ID]), &u.source.text, e);

    u.source.markup = u.plural.markup = span_of("", 0);
    if (!st && n->has[CONTEXT])
        st = decode(f, n->line, buf_span(&n->text[CONTEXT]), &u.context, e);
    if (!st && n->has[PLURAL])
        st = decode(f, n->line, buf_span(&n->text[PLURAL]), &u.plural.text, e);
    if (!st)
        st = decode(f, n->line, first_format(n->flag_names), &u.format, e);
    if (!st)
        st = decode_targets(f, &u, n, e);
    if (!st)
        st = decode_notes(f, &u, n, e);
    if (!st)
        st = keep_place(f, n, e);
    if (st)
        return st;
    u.state = state_of(&u, n->fuzzy);
    u.state_name = span_str(n->fuzzy ? "fuzzy" : "");
    return vec_push(&f->units, u) ? ST_OK : error_nomem(e);
}

/* The form that was read is whole. */
static enum status end_form(struct bifile *f, struct entry *n, struct error *e)
{
    struct span raw = buf_span(&n->text[STR]);

    if (n->part != STR)
        return ST_OK;
    if (!bi_keep(f, &raw) || !vec_push(&n->forms, raw))
        return error_nomem(e);
    buf_reset(&n->text[STR]);
    return ST_OK;
}

static enum status end_entry(struct bifile *f, struct entry *n, size_t *entries, struct error *e)
{
    enum status st = end_form(f, n, e);
    bool header = !n->has[CONTEXT] && !n->text[ID].len && !n->obsolete;

    for (int i = 0; !st && i < PARTS; i++)
        st = buf_status(&n->text[i], e);
    if (st)
        return st;
    if (n->has[ID]) {
        ++*entries;
        st = header && n->forms.len ? read_header(f, n->forms.v[0], n->line, e)
                                    : add_unit(f, n, e);
    }
    entry_reset(n);
    return st;
}

static bool has_flag(struct span flags, const char *name)
{
    struct span flag;

    while (span_split(&flags, ',', &flag)) {
        if (span_eqs(span_trim(flag), name))
            return true;
    }
    return false;
}

/* `line` stands at `from`; `to` is behind its line end. */
static bool take_comment(struct entry *n, struct span line, size_t from, size_t to)
{
    char kind = line.len > 1 ? line.ptr[1] : ' ';

    if (kind == ',') {
        if (!n->place.flags.to || has_flag(span_from(line, 2), "fuzzy"))
            n->place.flags = (struct range){from, to};
        n->fuzzy |= has_flag(span_from(line, 2), "fuzzy");
        if (!n->flag_names.len || !first_format(n->flag_names).len)
            n->flag_names = span_from(line, 2);
    } else if (kind == '|') {
        if (!n->place.previous.to)
            n->place.previous.from = from;
        n->place.previous.to = to;
    } else if (kind == '.' || kind == ' ' || kind == '\t') {
        struct span note = span_trim(span_from(line, kind == '.' ? 2 : 1));
        return !note.len || vec_push(&n->notes, note);
    }
    return true;
}

static enum part part_named(struct span word)
{
    static const char *const names[PARTS] = {"", "msgctxt", "msgid", "msgid_plural", "msgstr"};

    for (int i = CONTEXT; i < PARTS; i++) {
        if (span_eqs(word, names[i]))
            return (enum part)i;
    }
    return NO_PART;
}

static enum status take_word(struct bifile *f, struct entry *n, const struct lexer *x,
                             size_t *entries, struct error *e)
{
    enum part part = part_named(span_cut(x->s, x->token.from, x->token.to));
    enum status st = ST_OK;

    if (n->has[STR] && part != STR)
        st = end_entry(f, n, entries, e);
    else
        st = end_form(f, n, e);
    if (st)
        return st;
    if (!n->line || !(n->has[ID] || n->has[CONTEXT])) {
        n->line = x->line;
        n->place.keyword = x->token.from;
    }
    if (part == STR && !n->has[STR])
        n->target_line = x->line;
    n->obsolete |= x->obsolete;
    n->part = part;
    n->has[part] = true;
    if (part == STR && !vec_push(&n->ranges, ((struct range){0, 0})))
        st = error_nomem(e);
    return st;
}

static void take_string(struct entry *n, const struct lexer *x)
{
    add_unescaped(&n->text[n->part], span_cut(x->s, x->token.from, x->token.to));
    if (n->part == STR && n->ranges.len) {
        struct range *r = vec_last(&n->ranges);
        if (!r->to)
            r->from = x->token.from - 1;
        r->to = x->at;
    }
}

static enum status read_token(struct bifile *f, struct lexer *x, struct entry *n,
                              enum token token, size_t *entries, struct error *e)
{
    enum status st = ST_OK;

    if (token == T_STRING) {
        take_string(n, x);
    } else if (token == T_WORD) {
        st = take_word(f, n, x, entries, e);
    } else if (token == T_INDEX) {
        while (x->at < x->s.len && x->s.ptr[x->at] != ']' && x->s.ptr[x->at] != '\n')
            x->at++;
    } else {
        if (n->has[STR])
            st = end_entry(f, n, entries, e);
        if (!st && !take_comment(n, span_trim(span_cut(x->s, x->token.from, x->token.to)),
                                 x->token.from,
                                 x->token.to + (x->token.to < x->s.len)))
            st = error_nomem(e);
    }
    return st;
}

enum status po_read(struct bifile *f, struct error *e)
{
    struct lexer x = {.s = f->bytes, .line = 1};
    struct entry n = {.flag_names = {"", 0}};
    size_t count, entries = 0;
    enum token token;
    enum status st;

    if (span_starts(f->bytes, span_str("\xEF\xBB\xBF")))
        x.at = 3;
    f->encoding = span_str("UTF-8");
    if (f->bytes.len && memchr(f->bytes.ptr, '\0', f->bytes.len))
        return error_at(e, ST_SYNTAX, f->name, 0, 0, "%s",
                        _("there are NUL bytes in it: no encoding of PO catalogues has them"));
    st = po_check(span_from(f->bytes, x.at), f->name, &count, e);
    while (!st && (token = lex_next(&x)) != T_END)
        st = read_token(f, &x, &n, token, &entries, e);
    if (!st)
        st = end_entry(f, &n, &entries, e);
    if (!st && entries != count)
        st = error_at(e, ST_UNSUPPORTED, f->name, 0, 0, "%s",
                      _("this catalogue is written in a way that cannot be edited in place; "
                        "bring it into the usual form with msgcat"));
    entry_free(&n);
    return st;
}
