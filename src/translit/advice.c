/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Doubts about rules that are well formed: what their author most likely did not mean.  Each check
 * looks at one rule of a pass among the others; they say nothing where the rules may know better.
 */
#include "translit/rules.h"

#include "text/norm.h"

struct advice {
    const struct rules *rules;
    const struct rules_pass *pass;
    const struct rules *back; /* the rules of the way back, or NULL */
    const char *file;
    compile_report *report;
    void *context;
    struct error e;
};

/* Letters for messages. */
struct letter {
    char s[8];
};

static struct letter letter(uint32_t c)
{
    struct letter l = {{0}};
    struct buf b = BUF_INIT;

    utf8_add(&b, c);
    if (b.len < sizeof l.s)
        memcpy(l.s, b.data, b.len);
    buf_free(&b);
    return l;
}

static void tell(struct advice *a)
{
    a->report(a->context, &a->e);
}

static bool set_has(const struct uniset *set, uint32_t c)
{
    for (size_t i = 0; i < set->ranges.len; i++)
        if (c >= set->ranges.v[i].first && c <= set->ranges.v[i].last)
            return true;
    return false;
}

static bool el_takes(const struct rules *r, struct el el, uint32_t c)
{
    if (el.kind == EL_SET)
        return set_has(&r->sets.v[el.value], c);
    return el.kind == EL_CHAR ? el.value == c : true; /* a segment, a repetition: it may */
}

static bool is_letter_key(const struct rule *rule)
{
    return rule->key == 1 && rule->pattern.v[rule->ante].kind == EL_CHAR;
}

static uint32_t key_letter(const struct rule *rule)
{
    return rule->pattern.v[rule->ante].value;
}

static bool is_plain(const struct rule *rule)
{
    return is_letter_key(rule) && rule->pattern.len == 1 && !rule->at_start && !rule->at_end;
}

/* Does any rule begin with a letter? */
static bool is_taken(const struct advice *a, uint32_t c)
{
    for (size_t n = 0; n < a->rules->passes.len; n++)
        for (size_t i = 0; i < a->rules->passes.v[n].rules.len; i++) {
            const struct rule *rule = &a->rules->passes.v[n].rules.v[i];

            if (rule->key && el_takes(a->rules, rule->pattern.v[rule->ante], c))
                return true;
        }
    return false;
}

static bool makes(const struct rules_pass *pass, uint32_t c)
{
    for (size_t i = 0; i < pass->rules.len; i++)
        for (size_t k = 0; k < pass->rules.v[i].output.len; k++) {
            struct el el = pass->rules.v[i].output.v[k];

            if (el.kind != EL_CHAR || el.value == c)
                return true;
        }
    return false;
}

static bool any_pass_makes(const struct rules *r, uint32_t c)
{
    for (size_t i = 0; i < r->passes.len; i++)
        if (makes(&r->passes.v[i], c))
            return true;
    return false;
}

/* a letter without its capital, unless the rule only adds to the letter */
static void check_capital(struct advice *a, const struct rule *rule)
{
    uint32_t c = key_letter(rule), capital = char_upper(c);
    const struct els *out = &rule->output;

    if (capital == c || is_taken(a, capital) ||
        (out->len && out->v[0].kind == EL_CHAR && out->v[0].value == c))
        return;
    error_at(&a->e, ST_OK, a->file, rule->line, 0,
             _("%s has a rule and its capital %s has none: add one for %s"), letter(c).s,
             letter(capital).s, letter(capital).s);
    tell(a);
}

/* Is the output a capital with small letters behind it? */
static bool is_title(const struct els *out)
{
    if (out->len < 2)
        return false;
    for (size_t i = 0; i < out->len; i++)
        if (out->v[i].kind != EL_CHAR || (i > 0 && char_upper(out->v[i].value) == out->v[i].value))
            return false;
    return char_lower(out->v[0].value) != out->v[0].value;
}

/* Щ > Shch, and no rule for Щ among capitals */
static void check_digraph(struct advice *a, const struct rule *rule)
{
    uint32_t c = key_letter(rule);
    struct letter l = letter(c);

    if (!is_title(&rule->output))
        return;
    for (size_t i = 0; i < a->pass->rules.len; i++) {
        const struct rule *other = &a->pass->rules.v[i];

        if (other != rule && is_letter_key(other) && key_letter(other) == c && !is_title(&other->output))
            return;
    }
    error_at(&a->e, ST_OK, a->file, rule->line, 0,
             _("among capitals %s gets small letters too: put `%s } [:Lu:] > … ;` and "
               "`[:Lu:] { %s > … ;` with capitals before this rule"),
             l.s, l.s, l.s);
    tell(a);
}

/* Is a letter always converted in this pass, and never its result? */
static const struct rule *gone(const struct advice *a, uint32_t c)
{
    if (a->pass->filter || a->rules->filter || makes(a->pass, c))
        return NULL;
    for (size_t i = 0; i < a->pass->rules.len; i++)
        if (is_plain(&a->pass->rules.v[i]) && key_letter(&a->pass->rules.v[i]) == c)
            return &a->pass->rules.v[i];
    return NULL;
}

static const struct rule *gone_set(const struct advice *a, const struct uniset *set)
{
    const struct rule *rule = NULL;

    if (set->edge || set->strings.len)
        return NULL;
    for (size_t i = 0; i < set->ranges.len; i++)
        for (uint32_t c = set->ranges.v[i].first; c <= set->ranges.v[i].last; c++)
            if (!(rule = gone(a, c)))
                return NULL;
    return rule;
}

/* й in `й { а > …` where й has become y by then */
static void check_left(struct advice *a, const struct rule *rule)
{
    for (size_t i = 0; i < rule->ante; i++) {
        struct el el = rule->pattern.v[i];
        const struct rule *by = el.kind == EL_CHAR  ? gone(a, el.value)
                                : el.kind == EL_SET ? gone_set(a, &a->rules->sets.v[el.value])
                                                    : NULL;

        if (!by)
            continue;
        error_at(&a->e, ST_OK, a->file, rule->line, 0,
                 _("this rule never applies: what stands before { is converted already, %s by the "
                   "rule in line %u; write what %s becomes"),
                 letter(key_letter(by)).s, (unsigned)by->line, letter(key_letter(by)).s);
        tell(a);
        return;
    }
}

/* a letter that does not come back though the header says so */
static void check_back(struct advice *a, const struct rule *rule)
{
    uint32_t c = key_letter(rule);

    if (!a->back || any_pass_makes(a->back, c))
        return;
    error_at(&a->e, ST_OK, a->file, rule->line, 0,
             _("going back nothing makes %s: give it a way of its own with <>, or say "
               "`# reversible: partly`"),
             letter(c).s);
    tell(a);
}

/* й and ё may come as two characters; told once */
static bool check_composed(struct advice *a, const struct rule *rule)
{
    struct buf nfd = BUF_INIT;
    struct letter l = letter(key_letter(rule));
    bool decomposes = norm_add(&nfd, span_str(l.s), NORM_NFD, &a->e) == ST_OK &&
                      !span_eqs(buf_span(&nfd), l.s);

    buf_free(&nfd);
    if (!decomposes || a->pass != a->rules->passes.v)
        return false;
    error_at(&a->e, ST_OK, a->file, rule->line, 0,
             _("%s may also be written as two characters, which this rule does not meet: begin "
               "the rules with `:: NFC (NFC) ;`"),
             l.s);
    tell(a);
    return true;
}

void rules_advise(const struct rules *r, const struct rules *back, const char *file,
                  compile_report *report, void *context)
{
    struct advice a = {.rules = r, .back = back, .file = file, .report = report, .context = context};
    bool told = false;

    for (a.pass = r->passes.v; a.pass < r->passes.v + r->passes.len; a.pass++)
        for (size_t i = 0; i < a.pass->rules.len && !a.pass->system.len; i++) {
            const struct rule *rule = &a.pass->rules.v[i];

            if (rule->line == 0) /* of ::Lower and its like */
                continue;
            check_left(&a, rule);
            if (!is_plain(rule))
                continue;
            check_capital(&a, rule);
            check_digraph(&a, rule);
            check_back(&a, rule);
            told = told || check_composed(&a, rule);
        }
}
