/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: rules, variables, `::` transforms and filters, pragmas. */
#include "translit/parser.h"

#include "text/icutrans.h"

enum { MAX_CALLS = 8, MAX_PASSES = 1000 };

static enum status statement_error(struct parser *p, size_t at, const char *message)
{
    return source_error(&p->src, at, ST_SYNTAX, "%s", message);
}

enum status rules_add_set(struct rules *r, struct span pattern, uint32_t *number, struct error *e)
{
    struct uniset set;
    enum status st = uniset_parse(&set, pattern, e);

    if (st == ST_OK && !vec_push(&r->sets, set))
        st = error_nomem(e);
    if (st != ST_OK)
        uniset_free(&set);
    *number = (uint32_t)r->sets.len - 1;
    return st;
}

/* The operators > < <> = and their arrows. */
static uint32_t read_operator(struct source *s)
{
    uint32_t c = s->pos < s->n ? s->c[s->pos] : 0;

    switch (c) {
    case '<':
        s->pos++;
        if (s->pos < s->n && s->c[s->pos] == '>') {
            s->pos++;
            return '~';
        }
        return '<';
    case '>':
    case '=':
        s->pos++;
        return c;
    case 0x2192:
        s->pos++;
        return '>';
    case 0x2190:
        s->pos++;
        return '<';
    case 0x2194:
        s->pos++;
        return '~';
    default:
        return 0;
    }
}

static bool has_segment(const struct rules *r, const struct els *els)
{
    for (size_t i = 0; i < els->len; i++)
        if (els->v[i].kind == EL_SEGMENT ||
            (els->v[i].kind == EL_QUANT && has_segment(r, &r->nodes.v[els->v[i].value].body)))
            return true;
    return false;
}

static enum status define(struct parser *p, size_t start, const struct half *left,
                          struct half *right)
{
    uint64_t *slot;

    if (!p->undefined.ptr)
        return statement_error(p, start, _("the left side of \"=\" is no new variable"));
    if (left->text.len != 1 || left->text.v[0].kind != EL_VARIABLE)
        return statement_error(p, start, _("the left side of \"=\" is more than a variable"));
    if (left->at_start || left->at_end || right->at_start || right->at_end)
        return statement_error(p, start, _("an anchor in the definition of a variable"));
    if (has_segment(p->rules, &right->text))
        return source_error(&p->src, start, ST_UNSUPPORTED,
                            _("segments ( ) in a variable are not supported"));
    slot = map_put(&p->variables, p->undefined, NULL);
    if (!slot || !vec_push(&p->values, right->text))
        return error_nomem(p->e);
    *slot = p->values.len - 1;
    right->text = (struct els)VEC_INIT; /* the variable's now */
    return ST_OK;
}

static bool valid_output(const struct els *els)
{
    for (size_t i = 0; i < els->len; i++)
        if (els->v[i].kind == EL_SET || els->v[i].kind == EL_QUANT)
            return false;
    return true;
}

static enum status check_segments(struct parser *p, size_t start)
{
    for (unsigned i = 1; i <= p->segment_count; i++)
        if (p->segments[i] == 0 || !p->rules->nodes.v[p->segments[i] - 1].defined)
            return source_error(&p->src, start, ST_SYNTAX, _("$%u names no segment: put ( ) round what it stands for"), i);
    return ST_OK;
}

/* Make a rule of two sides that are in the direction of the rule; takes their texts. */
static enum status make_rule(struct parser *p, size_t start, struct half *from, struct half *to)
{
    struct rules_pass *pass = vec_last(&p->rules->passes);
    struct rule rule = {.at_start = from->at_start, .at_end = from->at_end};

    if (from->ante < 0)
        from->ante = 0;
    if (from->post < 0)
        from->post = (ptrdiff_t)from->text.len;
    if (to->ante >= 0 || to->post >= 0)
        return statement_error(p, start, _("a context { } on the output side: it belongs to the side that is read"));
    if (from->cursor >= 0 || from->offset != 0)
        return statement_error(p, start, _("a cursor | on the input side"));
    if (to->offset != 0 && to->cursor < 0)
        return statement_error(p, start, _("\"@\" without a cursor |"));
    if (to->at_start || to->at_end)
        return statement_error(p, start, _("an anchor on the output side"));
    if (from->ante > from->post)
        return statement_error(p, start, _("\"}\" stands before \"{\""));
    if (!valid_output(&to->text))
        return statement_error(p, start, _("a set or a repetition on the output side: write the letters themselves, one rule for each"));
    if (!vec_reserve(&from->text, 1) || !vec_reserve(&to->text, 1)) /* an empty side is no NULL */
        return error_nomem(p->e);
    rule.pattern = from->text;
    rule.ante = (size_t)from->ante;
    rule.key = (size_t)(from->post - from->ante);
    rule.output = to->text;
    rule.cursor = to->cursor < 0 ? (int64_t)to->text.len : to->cursor + to->offset;
    rule.segments = p->segment_count > 0;
    rule.line = source_line(&p->src, start);
    rule.source = span_trim(source_text(&p->src, start, p->src.pos));
    if (!vec_push(&pass->rules, rule))
        return error_nomem(p->e);
    from->text = to->text = (struct els)VEC_INIT; /* the rule's now */
    return ST_OK;
}

static enum status finish_rule(struct parser *p, size_t start, uint32_t op, struct half *left,
                               struct half *right)
{
    struct half *from = p->reverse ? right : left, *to = p->reverse ? left : right;
    enum status st;

    if (op == '=')
        return define(p, start, left, right);
    if (p->undefined.ptr)
        return source_error(&p->src, start, ST_SYNTAX, _("undefined variable $%.*s: define it above, `$%.*s = [abc] ;`"),
                            SPAN_ARG(p->undefined), SPAN_ARG(p->undefined));
    st = check_segments(p, start);
    if (st != ST_OK || (op != '~' && (op == '<') != p->reverse))
        return st;
    if (op == '~') { /* what does not apply in this direction is left out */
        size_t ante = to->ante < 0 ? 0 : (size_t)to->ante;
        size_t post = to->post < 0 ? to->text.len : (size_t)to->post;

        if (ante > post)
            return statement_error(p, start, _("\"}\" stands before \"{\""));
        if (post > ante)
            memmove(to->text.v, to->text.v + ante, (post - ante) * sizeof *to->text.v);
        to->text.len = post - ante;
        if (to->cursor >= 0)
            to->cursor -= (ptrdiff_t)ante;
        to->ante = to->post = -1;
        to->at_start = to->at_end = false;
        from->cursor = -1;
        from->offset = 0;
    }
    return make_rule(p, start, from, to);
}

static enum status parse_rule(struct parser *p)
{
    struct source *s = &p->src;
    size_t start = s->pos;
    struct half left = {.text = VEC_INIT}, right = {.text = VEC_INIT};
    uint32_t op = 0;
    enum status st;

    p->undefined = span_of(NULL, 0);
    p->segment_count = 0;
    memset(p->segments, 0, sizeof p->segments);
    st = half_parse(p, &left);
    if (st == ST_OK && !(op = read_operator(s)))
        st = statement_error(p, start, _("a rule without > < <> or =; does the statement before it lack its \";\"?"));
    if (st == ST_OK)
        st = half_parse(p, &right);
    if (st == ST_OK && s->pos < s->n && s->c[s->pos] != ';')
        st = statement_error(p, s->pos, _("a second operator in one rule: is a \";\" missing before it?"));
    if (st == ST_OK) {
        st = finish_rule(p, start, op, &left, &right);
        s->pos += s->pos < s->n;
    }
    vec_free(&left.text);
    vec_free(&right.text);
    return st;
}

/* A transform by name, "[filter] Source-Target/Variant"; each part may be absent. */
struct transform {
    uint32_t filter; /* set + 1, 0: none */
    struct span name;
};

static bool name_char(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c | 0x20) - 'a' < 26 || c == '-' || c == '_' || c == '/';
}

static enum status read_transform(struct parser *p, struct transform *t)
{
    struct source *s = &p->src;
    size_t from;

    *t = (struct transform){0, {NULL, 0}};
    source_skip_space(s);
    if (half_at_set(p)) {
        uint32_t set;
        enum status st = half_set(p, &set);

        if (st != ST_OK)
            return st;
        t->filter = set + 1;
    }
    source_skip_space(s);
    from = s->pos;
    while (s->pos < s->n && name_char(s->c[s->pos]))
        s->pos++;
    t->name = source_text(s, from, s->pos);
    source_skip_space(s);
    return ST_OK;
}

static bool same_letters(struct span a, const char *b)
{
    if (a.len != strlen(b))
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (((a.ptr[i] ^ b[i]) & ~0x20) != 0)
            return false;
    return true;
}

enum transform_id { T_NFC, T_NFD, T_LOWER, T_UPPER, T_TITLE, T_REMOVE, T_NULL, T_UNKNOWN };

static enum transform_id transform_id(struct span name)
{
    static const char *const names[T_UNKNOWN] = {"NFC",   "NFD",    "Lower", "Upper",
                                                 "Title", "Remove", "Null"};
    enum transform_id id = 0;

    if (name.len > 4 && same_letters(span_cut(name, 0, 4), "Any-"))
        name = span_from(name, 4);
    while (id < T_UNKNOWN && !same_letters(name, names[id]))
        id++;
    return id;
}

static enum status parse_all(struct parser *p);

/* Those from number `i` on in the opposite order. */
static void reverse_passes(struct rules *r, size_t i)
{
    for (size_t j = r->passes.len; i + 1 < j; i++) {
        struct rules_pass swap = r->passes.v[i];

        r->passes.v[i] = r->passes.v[--j];
        r->passes.v[j] = swap;
    }
}

static void close_parser(struct parser *p)
{
    source_close(&p->src);
    map_free(&p->variables);
    for (size_t i = 0; i < p->values.len; i++)
        vec_free(&p->values.v[i]);
    vec_free(&p->values);
}

/* A name that is no system's: what only ICU can run, or a slip.  ICU reads "ru_bgm" as a language,
 * and would convert everything to Cyrillic; its own names that have a `_` have a hyphen too. */
static enum status other_transform(struct parser *p, size_t at, struct span name)
{
    struct buf call = BUF_INIT;
    struct icutrans *t = NULL;
    struct error e;
    enum status st = ST_SYNTAX;

    buf_printf(&call, ":: %.*s ;", SPAN_ARG(name));
    if (!memchr(name.ptr, '_', name.len) || memchr(name.ptr, '-', name.len))
        st = icutrans_open(&t, buf_span(&call), p->reverse, &e);
    buf_free(&call);
    icutrans_close(st == ST_OK ? t : NULL);
    if (st == ST_SYNTAX)
        return source_error(&p->src, at, ST_SYNTAX,
                            _("neither a system nor a transform of ICU is called %.*s; `xlit --list` "
                              "shows the systems, and a call writes _ for their -"),
                            SPAN_ARG(name));
    return source_error(&p->src, at, ST_UNSUPPORTED, _("the transform %.*s is not supported"),
                        SPAN_ARG(name));
}

/* The passes of a system of the library, where it is called. */
static enum status call_system(struct parser *p, size_t at, struct transform t, bool reverse)
{
    struct parser callee = {.rules = p->rules, .reverse = reverse, .library = p->library,
                            .variables = MAP_INIT, .depth = p->depth + 1, .e = p->e};
    const size_t before = p->rules->passes.len;
    uint32_t filter = p->rules->filter;
    struct buf name = BUF_INIT;
    struct span text;
    enum status st;

    if (!p->library || !p->library->find(p->library->context, t.name, &callee.system, &text))
        return other_transform(p, at, t.name);
    if (callee.depth > MAX_CALLS)
        return source_error(&p->src, at, ST_SYNTAX, _("%.*s calls itself, or too many systems"),
                            SPAN_ARG(callee.system));
    if (p->rules->passes.len > MAX_PASSES)
        return source_error(&p->src, at, ST_LIMIT, _("the rules have too many passes"));
    if (t.filter)
        return source_error(&p->src, at, ST_UNSUPPORTED, _("a filter on a system is not supported"));
    buf_add(&name, callee.system);
    st = buf_status(&name, p->e);
    if (st == ST_OK)
        st = source_open(&callee.src, text, buf_cstr(&name), p->e);
    if (st == ST_OK)
        st = parse_all(&callee);
    if (reverse != p->reverse) /* all passes of the way back are turned round at the end */
        reverse_passes(p->rules, before);
    if (st == ST_OK && p->rules->filter != filter)
        st = source_error(&p->src, at, ST_UNSUPPORTED, _("a system with a global filter is called"));
    close_parser(&callee);
    buf_free(&name);
    return st;
}

/* The pass of a transform, as the last one; of a system with `reverse` its way back. */
static enum status add_pass(struct parser *p, size_t at, struct transform t, enum transform_id id,
                            bool reverse)
{
    struct rules_pass pass = {.kind = PASS_RULES, .filter = t.filter, .system = p->system};
    struct rules_pass *last;

    if (id == T_UNKNOWN)
        return call_system(p, at, t, reverse);
    if (id == T_NULL)
        return ST_OK;
    if (id == T_NFC || id == T_NFD)
        pass.kind = id == T_NFC ? PASS_NFC : PASS_NFD;
    if (!vec_push(&p->rules->passes, pass))
        return error_nomem(p->e);
    last = vec_last(&p->rules->passes);
    if (id == T_REMOVE) {
        struct rule rule = {.key = 1, .source = span_str("::Remove")};
        uint32_t set;
        enum status st = rules_add_set(p->rules, span_str("[\\u0000-\\U0010FFFF]"), &set, p->e);

        if (st != ST_OK)
            return st;
        if (!els_push(&rule.pattern, EL_SET, set) || !vec_push(&last->rules, rule)) {
            vec_free(&rule.pattern);
            return error_nomem(p->e);
        }
    } else if (pass.kind == PASS_RULES) {
        return rules_add_case(p->rules, last,
                              id == T_LOWER   ? CASE_LOWER
                              : id == T_UPPER ? CASE_UPPER
                                              : CASE_TITLE,
                              p->e);
    }
    return ST_OK;
}

/* "::NFC;" backwards is the inverse transform, where there is one. */
static enum transform_id inverse(enum transform_id id)
{
    static const enum transform_id inverses[] = {
        [T_NFC] = T_NFD,   [T_NFD] = T_NFC,      [T_LOWER] = T_UPPER, [T_UPPER] = T_LOWER,
        [T_TITLE] = T_LOWER, [T_REMOVE] = T_UNKNOWN, [T_NULL] = T_NULL, [T_UNKNOWN] = T_UNKNOWN,
    };

    return inverses[id];
}

static enum status global_filter(struct parser *p, size_t at, uint32_t filter, bool in_parens)
{
    if (in_parens != p->reverse)
        return ST_OK;
    if (p->rules->filter)
        return statement_error(p, at, _("a second global filter"));
    if (!p->reverse && p->statements > 1)
        return statement_error(p, at, _("the global filter is not the first statement"));
    p->rules->filter = filter;
    if (p->reverse) { /* it has to be the last statement */
        struct source *s = &p->src;

        for (source_skip_space(s); s->pos < s->n && s->c[s->pos] == '#'; source_skip_space(s))
            while (s->pos < s->n && s->c[s->pos] != '\n')
                s->pos++;
        if (s->pos < s->n)
            return statement_error(p, at,
                                   _("the global filter backwards is not the last statement"));
    }
    return ST_OK;
}

/* "::": a global filter or a transform with or without its inverse. */
static enum status parse_transform(struct parser *p)
{
    struct source *s = &p->src;
    size_t start = s->pos;
    struct transform there, back = {0, {NULL, 0}};
    bool parens = false;
    enum status st;

    s->pos += 2;
    st = read_transform(p, &there);
    if (st == ST_OK && s->pos < s->n && s->c[s->pos] == '(') {
        parens = true;
        s->pos++;
        st = read_transform(p, &back);
        if (st == ST_OK && (s->pos >= s->n || s->c[s->pos] != ')'))
            st = statement_error(p, start, _("\"(\" is not closed"));
        s->pos++;
        source_skip_space(s);
    }
    if (st != ST_OK)
        return st;
    if (s->pos >= s->n || s->c[s->pos] != ';')
        return statement_error(p, start, _("malformed transform after \"::\""));
    s->pos++;
    if (there.name.len == 0 && back.name.len == 0 && (there.filter != 0) != (back.filter != 0))
        return global_filter(p, start, there.filter + back.filter, parens);
    if ((there.name.len == 0 && there.filter) || (back.name.len == 0 && back.filter) ||
        (there.name.len == 0 && !parens))
        return statement_error(p, start, _("malformed transform after \"::\""));
    p->in_rules = false;
    if (p->reverse && !parens)
        return add_pass(p, start, there, inverse(transform_id(there.name)), true);
    if (p->reverse)
        there = back;
    return there.name.len ? add_pass(p, start, there, transform_id(there.name), false) : ST_OK;
}

/* "use variable range …;" and its like say nothing to this compiler. */
static bool at_pragma(const struct source *s)
{
    return s->pos + 4 <= s->n && s->c[s->pos] == 'u' && s->c[s->pos + 1] == 's' &&
           s->c[s->pos + 2] == 'e' && source_is_space(s->c[s->pos + 3]);
}

static enum status parse_pragma(struct parser *p)
{
    static const char *const known[] = {"variable range ", "maximum backup ", "nfd rules",
                                        "nfc rules"};
    struct source *s = &p->src;
    size_t start = s->pos, end = start;
    struct span text;

    while (end < s->n && s->c[end] != ';')
        end++;
    text = span_trim(source_text(s, start + 4, end));
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (end < s->n && span_starts(text, span_str(known[i]))) {
            s->pos = end + 1;
            return ST_OK;
        }
    return statement_error(p, start, _("malformed \"use\" statement"));
}

static enum status parse_statement(struct parser *p)
{
    struct source *s = &p->src;
    struct rules_pass pass = {.kind = PASS_RULES, .system = p->system};

    p->statements++;
    if (s->c[s->pos] == ':' && s->c[s->pos + 1] == ':')
        return parse_transform(p);
    if (!p->in_rules && !vec_push(&p->rules->passes, pass))
        return error_nomem(p->e);
    p->in_rules = true;
    return at_pragma(s) ? parse_pragma(p) : parse_rule(p);
}

/* After a fault: report it and go on behind the statement, if that is wanted. */
static bool recover(struct parser *p, size_t start, enum status st, enum status *first)
{
    struct source *s = &p->src;

    if (!p->report || st == ST_NOMEM)
        return false;
    p->report(p->context, p->e);
    if (*first == ST_OK)
        *first = st;
    for (s->pos = s->pos > start ? s->pos - 1 : start; s->pos < s->n && s->c[s->pos] != ';';)
        s->pos++;
    return true;
}

static enum status parse_all(struct parser *p)
{
    struct source *s = &p->src;
    enum status st = ST_OK, first = ST_OK;

    for (source_skip_space(s); s->pos < s->n && st == ST_OK; source_skip_space(s)) {
        size_t start = s->pos;

        if (s->c[s->pos] == '#') {
            while (s->pos < s->n && s->c[s->pos] != '\n')
                s->pos++;
        } else if (s->c[s->pos] == ';') {
            s->pos++;
        } else {
            st = parse_statement(p);
            if (st != ST_OK && recover(p, start, st, &first))
                st = ST_OK;
        }
    }
    return st == ST_OK ? first : st;
}

enum status rules_parse(struct rules *r, const struct rule_file *file, compile_report *report,
                        void *context, struct error *e)
{
    struct parser p = {.rules = r, .reverse = file->reverse, .library = file->library,
                       .variables = MAP_INIT, .report = report, .context = context, .e = e};
    enum status st;

    memset(r, 0, sizeof *r);
    st = source_open(&p.src, file->text, file->name, e);
    if (st != ST_OK)
        return st;
    st = parse_all(&p);
    if (file->reverse)
        reverse_passes(r, 0);
    for (size_t i = 0; i < r->passes.len && (st == ST_OK || report); i++)
        if (r->passes.v[i].system.len == 0) { /* others are checked where they are at home */
            enum status masks = rules_check_masks(&r->passes.v[i], file->name, report, context, e);

            st = st == ST_OK ? masks : st;
        }
    close_parser(&p);
    return st;
}

void rules_free(struct rules *r)
{
    for (size_t i = 0; i < r->sets.len; i++)
        uniset_free(&r->sets.v[i]);
    for (size_t i = 0; i < r->nodes.len; i++)
        vec_free(&r->nodes.v[i].body);
    for (size_t i = 0; i < r->passes.len; i++) {
        for (size_t k = 0; k < r->passes.v[i].rules.len; k++) {
            vec_free(&r->passes.v[i].rules.v[k].pattern);
            vec_free(&r->passes.v[i].rules.v[k].output);
        }
        vec_free(&r->passes.v[i].rules);
    }
    vec_free(&r->sets);
    vec_free(&r->nodes);
    vec_free(&r->passes);
}
