/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of a name as the house spells it, with the ending and the capitals that the text has. */
#include "names/part_text.h"

/* --- capitals --- */

struct letters {
    unsigned letters, uppers;
    bool first_upper;
};

static struct letters letters_of(struct span s)
{
    struct letters l = {0};

    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);

        if (!char_is_upper(c) && !char_is_lower(c))
            continue;
        if (l.letters++ == 0)
            l.first_upper = char_is_upper(c);
        l.uppers += char_is_upper(c);
    }
    return l;
}

static uint32_t upper_in(const struct language *l, uint32_t c)
{
    bool turkic = strncmp(l->tag, "tr", 2) == 0 || strncmp(l->tag, "az", 2) == 0;

    return turkic && c == 'i' ? 0x130 : char_upper(c);
}

/* Is the first capital in the text its own?  A place whose name begins with an ordinary word (область
 * Абай) has one at the beginning of a sentence only. */
static bool own_capital(const struct respeller *r, const struct part *p)
{
    struct auth_entity e;

    return p->n == 1 || tok(r->f, p->first)->starts ||
           !auth_entity(r->f->a, p->entity, &e) || e.kind != AUTH_PLACE;
}

/* `made` with the capitals of the part as it was (`was`): all of them, or the first letter. */
static void add_capitals(const struct respeller *r, const struct part *p, struct span made,
                         struct span was, struct buf *out)
{
    struct letters l = letters_of(was);
    bool all = l.letters > 1 && l.uppers == l.letters;
    bool first = l.first_upper && own_capital(r, p);

    for (size_t at = 0; at < made.len;) {
        size_t from = at;
        uint32_t c = utf8_next(made, &at);

        if (all || (first && char_is_lower(c) && from == 0))
            utf8_add(out, upper_in(r->l, c));
        else
            buf_add(out, span_cut(made, from, at));
    }
}

/* --- the house's words for a part --- */

static struct span nth_word(struct span s, uint32_t n, uint32_t *count)
{
    struct span word, found = span_str("");

    *count = 0;
    while (span_split(&s, ' ', &word)) {
        if (*count == n)
            found = word;
        ++*count;
    }
    return found;
}

static struct span partial_given(const struct respeller *r, const struct part *p)
{
    uint32_t count;
    struct span word = nth_word(r->house->given, p->word, &count);

    return count > 1 ? word : span_str("");
}

static struct span without_sign(const struct respeller *r, const struct part *p, struct span house)
{
    const struct token *last = tok(r->f, p->first + p->n - 1);
    size_t end = last->at + last->len;

    if (house.len && strchr("+!?*&", house.ptr[house.len - 1]) && end < r->f->text.len &&
        r->f->text.ptr[end] == house.ptr[house.len - 1])
        house.len--;
    return house;
}

struct span house_part(const struct respeller *r, const struct part *p, const struct alt *a)
{
    struct span out = span_str("");
    struct auth_form form;

    switch (p->role) {
    case AUTH_FAMILY:
        return r->house->family;
    case AUTH_GIVEN:
        return p->how == HOW_PARTIAL ? partial_given(r, p) : r->house->given;
    case AUTH_PATRONYMIC:
        if (!went_well(r->f, style_patronymic(r->l->style, p->entity, p->origin, &out, NULL)))
            out = span_str("");
        return out;
    case AUTH_FULL:
        /* the sign of OPEC+ stands behind the word already */
        if (a->form != NO_WORD && auth_form(r->f->a, a->form, &form) &&
            !went_well(r->f, style_form(r->l->style, &form, &out, NULL)))
            out = span_str("");
        return without_sign(r, p, a->form == NO_WORD ? r->house->whole : out);
    case AUTH_FORMER:
        return r->house->whole;
    default:
        return span_str("");
    }
}

enum ending_part kind_of(const struct respeller *r, const struct part *p)
{
    struct auth_entity e;

    if (p->role == AUTH_FULL && auth_entity(r->f->a, p->entity, &e) && e.kind == AUTH_PERSON)
        return ENDING_FAMILY;
    return p->role == AUTH_FULL ? ENDING_PLACE : part_of_role(p->role);
}

/* --- endings --- */

static struct span apostrophe_of(struct span text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;

        if (token_apostrophe(utf8_next(text, &at)))
            return span_cut(text, from, at);
    }
    return span_str("\xE2\x80\x99");
}

void read_base(struct finder *f, uint32_t token, const struct reading *reading, struct buf *out)
{
    const struct word *w = word_at(f, token);

    if (w)
        endings_base(w->folded, reading, out);
}

/* The house's words with the reading of the part's last word. */
static void write_last(const struct respeller *r, const struct part *p, struct span house,
                       const struct reading *reading, struct buf *out)
{
    uint32_t last = p->first + p->n - 1;
    struct span text = token_text(r->f->text, tok(r->f, last));
    struct buf was = BUF_INIT;

    read_base(r->f, last, reading, &was);
    (void)endings_write(r->l->endings, house, kind_of(r, p), r->gender, reading, buf_span(&was),
                        apostrophe_of(text), out);
    out->failed = out->failed || was.failed;
    buf_free(&was);
}

static bool inner_endings(const struct part *p, const struct alt *a)
{
    for (uint32_t i = 0; i + 1 < p->n && i < MAX_WORDS; i++)
        if (a->reading[i].tag != ENDING_NOMINATIVE)
            return true;
    return false;
}

/* Every word of the part has an ending: word by word, where the house has as many. */
static void write_words(const struct respeller *r, const struct part *p, struct span house,
                        const struct alt *a, struct buf *out)
{
    size_t at = 0;

    for (uint32_t i = 0; i < p->n; i++) {
        size_t end = word_end(house, at);
        struct part one = *p;

        one.first = p->first + i;
        one.n = 1;
        write_last(r, &one, span_cut(house, at, end), &a->reading[i], out);
        if (end < house.len)
            buf_addch(out, house.ptr[end]);
        at = end + 1;
    }
}

const struct reading *last_reading(const struct part *p, const struct alt *a)
{
    return &a->reading[p->n - 1 < MAX_WORDS ? p->n - 1 : MAX_WORDS - 1];
}

/* The text of the part's words without a tail behind an apostrophe that is kept as it is. */
static struct span stem_text(const struct finder *f, const struct part *p, const struct alt *a)
{
    struct span text = tokens_text(f, p->first, p->n);
    const struct token *last = tok(f, p->first + p->n - 1);

    if (a && last_reading(p, a)->tag == ENDING_RAW)
        text.len -= last->len - last->apostrophe;
    return text;
}

/* Is a folded word what the house writes, capitals, ё and apostrophes apart? */
static bool same_word(struct finder *f, struct span folded, struct span house)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    bool same = went_well(f, endings_fold(&a, house, NULL));

    for (size_t at = 0; same && at < folded.len;)
        utf8_add(&b, utf8_next(folded, &at));
    plain_letters(&a);
    plain_letters(&b);
    same = same && span_eq(buf_span(&a), buf_span(&b));
    drop(f, &a);
    drop(f, &b);
    return same;
}

bool right_stem(const struct respeller *r, const struct part *p, struct span house,
                const struct alt *a)
{
    size_t at = 0;

    if (count_words(house) != p->n || p->n > MAX_WORDS)
        return false;
    for (uint32_t i = 0; i < p->n; i++) {
        size_t end = word_end(house, at);
        struct buf base = BUF_INIT;
        bool same;

        if (i + 1 < p->n && (tok(r->f, p->first + i + 1)->gap == GAP_HYPHEN) !=
                                (end < house.len && house.ptr[end] == '-'))
            return false;
        if (i + 1 < p->n && !capital(tok(r->f, p->first + i)) &&
            letters_of(span_cut(house, at, end)).first_upper)
            return false;
        read_base(r->f, p->first + i, &a->reading[i], &base);
        same = same_word(r->f, buf_span(&base), span_cut(house, at, end)) &&
               !word_at(r->f, p->first + i)->mixed;
        drop(r->f, &base);
        if (!same)
            return false;
        at = end + 1;
    }
    return true;
}

struct span part_text(const struct respeller *r, const struct part *p, const struct alt *a)
{
    struct span whole = tokens_text(r->f, p->first, p->n), was = stem_text(r->f, p, a);
    struct span house = house_part(r, p, a);
    struct buf made = BUF_INIT, out = BUF_INIT;

    if (house.len == 0 ||
        ((last_reading(p, a)->tag != ENDING_NOMINATIVE || inner_endings(p, a)) &&
         right_stem(r, p, house, a)))
        return whole;
    if (last_reading(p, a)->tag == ENDING_RAW)
        buf_add(&made, house);
    else if (inner_endings(p, a) && count_words(house) == p->n && p->n <= MAX_WORDS)
        write_words(r, p, house, a, &made);
    else
        write_last(r, p, house, last_reading(p, a), &made);
    add_capitals(r, p, buf_span(&made), was, &out);
    buf_add(&out, span_from(whole, was.len));
    out.failed = out.failed || made.failed;
    buf_free(&made);
    return find_keep(r->f, &out);
}

/* --- initials --- */

/* The first sound of a word as an initial: two or three letters where they are one. */
static struct span initial_of(struct span word)
{
    static const char *const sounds[] = {"Dsch", "Tsch", "Sch", "Zh", "Sh", "Ch", "Kh", "Ts",
                                         "Ya",   "Yu",   "Yo",  "Dz", "Sz", "Cz", "Rz"};
    size_t at = 0;

    for (size_t i = 0; i < COUNT_OF(sounds); i++)
        if (span_starts(word, span_str(sounds[i])))
            return span_cut(word, 0, strlen(sounds[i]));
    if (word.len)
        (void)utf8_next(word, &at);
    return span_cut(word, 0, at);
}

static struct span house_word(struct span given, uint32_t n)
{
    size_t at = 0;

    for (; n > 0 && at < given.len; n--)
        at = word_end(given, at) + 1;
    return at < given.len ? span_cut(given, at, word_end(given, at)) : span_str("");
}

/* The house's word that initial number `i` of a chain stands for: a word of the given name when it
 * is the first or behind a hyphen, else whichever it fits, of the patronymic first. */
static struct span word_of_initial(const struct respeller *r, const struct part *p, uint32_t i)
{
    struct span text = token_text(r->f->text, tok(r->f, p->first + i));
    struct span given = house_word(r->house->given, i), patronymic = r->house->patronymic;
    size_t gap = tok(r->f, p->first + i)->at;

    if (p->role != AUTH_GIVEN)
        return span_str("");
    if (i == 0 || r->f->text.ptr[gap - 1] == '-')
        return given;
    if (span_starts(patronymic, text) || span_starts(given, text))
        return text;
    return initial_fits(r->f, p->first + i, p->entity, AUTH_PATRONYMIC, 0) ? patronymic : given;
}

struct span initials_text(const struct respeller *r, const struct part *p)
{
    struct buf out = BUF_INIT;
    size_t at = tok(r->f, p->first)->at;

    for (uint32_t i = 0; i < p->n; i++) {
        const struct token *t = tok(r->f, p->first + i);
        struct span word = word_of_initial(r, p, i), text = token_text(r->f->text, t);

        buf_add(&out, span_of(r->f->text.ptr + at, t->at - at));
        if (word.len && !span_starts(word, text))
            buf_add(&out, initial_of(word));
        else
            buf_add(&out, text);
        at = t->at + t->len;
    }
    return find_keep(r->f, &out);
}
