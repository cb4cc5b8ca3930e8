/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house spelling of a mention, with the endings and the capitals that the text has. */
#include "names/respell.h"

char gender_of(struct finder *f, uint32_t entity)
{
    static const char *const women[] = {"ова", "ева", "ёва", "ина", "ская", "цкая", "ova", "eva",
                                        "ina", "skaya"};
    static const char *const men[] = {"ов", "ев", "ёв", "ин", "ский", "цкий", "ov", "ev", "skiy"};
    struct auth_entity e;
    struct auth_name name;

    if (!auth_entity(f->a, entity, &e))
        return 0;
    if (e.gender || e.kind != AUTH_PERSON || !auth_native(f->a, entity, &name))
        return e.gender;
    for (size_t i = 0; i < COUNT_OF(women); i++)
        if (span_ends(name.family, span_str(women[i])))
            return 'f';
    for (size_t i = 0; i < COUNT_OF(men); i++)
        if (span_ends(name.family, span_str(men[i])))
            return 'm';
    return 0;
}

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

static struct span house_part(const struct respeller *r, const struct part *p, const struct alt *a)
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

static enum ending_part kind_of(const struct respeller *r, const struct part *p)
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

/* The folded base that the last word of the part was read as. */
void read_base(struct finder *f, uint32_t token, const struct reading *reading,
                      struct buf *out)
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

/* Are the words, their endings off, those of the house?  Then whatever the endings are, they are
 * the author's. */
static bool right_stem(const struct respeller *r, const struct part *p, struct span house,
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

/* The part in house spelling; the text as it stands where the house has none. */
static struct span part_text(const struct respeller *r, const struct part *p, const struct alt *a)
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

static struct span initials_text(const struct respeller *r, const struct part *p)
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

/* --- agreement --- */

/* Has the part endings to agree with? */
static bool speaks(const struct part *p)
{
    return p->n_alts > 0 && (p->how == HOW_EXACT || p->how == HOW_SOUND || p->how == HOW_NEAR);
}

static bool gender_fits(const struct respeller *r, const struct reading *reading)
{
    return !reading->gender || !r->gender || reading->gender == r->gender;
}

static bool has_tag(const struct respeller *r, const struct part *p, uint16_t tag)
{
    for (uint32_t i = 0; i < p->n_alts; i++)
        if (last_reading(p, &p->alts[i])->tag == tag &&
            gender_fits(r, last_reading(p, &p->alts[i])))
            return true;
    return false;
}

/* A nominative that would not change in other cases agrees with any; so does a family name in the
 * spelling of another language, which the author did not know how to decline. */
static bool indeclinable(const struct respeller *r, const struct part *p)
{
    struct span text = tokens_text(r->f, p->first, p->n);

    if (p->role == AUTH_FAMILY && r->c->n > 1 && p->n_alts == 1 &&
        last_reading(p, &p->alts[0])->tag == ENDING_NOMINATIVE && r->house->family.len &&
        !right_stem(r, p, r->house->family, &p->alts[0]))
        return true;

    return p->n_alts == 1 && last_reading(p, &p->alts[0])->tag == ENDING_NOMINATIVE &&
           !endings_declines(r->l->endings, text, kind_of(r, p), r->gender, &r->f->failed);
}

/* Cases on which all parts that decline agree. */
static size_t common_tags(const struct respeller *r, uint16_t tags[MOST_TAGS])
{
    const struct part *lead = NULL;
    size_t n = 0;
    unsigned speaking = 0;

    for (unsigned i = 0; i < r->c->n; i++) {
        const struct part *p = &r->c->part[i];

        if (!speaks(p) || indeclinable(r, p))
            continue;
        speaking++;
        lead = lead ? lead : p;
    }
    if (r->c->n < 2 || !lead || speaking == 0)
        return 0;
    for (uint32_t k = 0; k < lead->n_alts && n < MOST_TAGS; k++) {
        uint16_t tag = last_reading(lead, &lead->alts[k])->tag;
        bool all = gender_fits(r, last_reading(lead, &lead->alts[k])), dup = false;

        for (unsigned i = 0; i < r->c->n; i++) {
            const struct part *p = &r->c->part[i];

            all = all && (!speaks(p) || indeclinable(r, p) || has_tag(r, p, tag));
        }
        for (size_t j = 0; j < n; j++)
            dup = dup || tags[j] == tag;
        if (all && !dup)
            tags[n++] = tag;
    }
    return n;
}

static bool same_spelling(const struct spelling *a, const struct spelling *b, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (!span_eq(a->part[i], b->part[i]))
            return false;
    return true;
}

static void add_spelling(struct spellings *s, const struct spelling *one, unsigned parts)
{
    for (size_t i = 0; i < s->n; i++)
        if (same_spelling(&s->v[i], one, parts))
            return;
    if (s->n < MOST_TEXTS)
        s->v[s->n++] = *one;
}

/* An indeclinable spelling in the place of a declinable one takes the case of its neighbours. */
static struct span agreeing_text(const struct respeller *r, const struct part *p, uint16_t tag)
{
    struct alt alt = p->alts[0];
    struct span house = house_part(r, p, &alt);

    if (tag != ENDING_NOMINATIVE && tag != ENDING_RAW && house.len &&
        endings_declines(r->l->endings, house, kind_of(r, p), r->gender, &r->f->failed))
        alt.reading[p->n - 1 < MAX_WORDS ? p->n - 1 : MAX_WORDS - 1].tag = tag;
    return part_text(r, p, &alt);
}

/* All texts of one part under a case (`any`: under each of its readings). */
static size_t part_texts(const struct respeller *r, const struct part *p, bool any, uint16_t tag,
                         struct spelling out[MOST_TEXTS])
{
    size_t n = 0;

    if (p->how == HOW_INITIAL) {
        out[0].part[0] = p->n_alts || p->role != AUTH_GIVEN || !tok(r->f, p->first)->initial
                             ? tokens_text(r->f, p->first, p->n)
                             : initials_text(r, p);
        out[0].declined = false;
        return 1;
    }
    for (uint32_t k = 0; k < p->n_alts && n < MOST_TEXTS; k++) {
        const struct reading *reading = last_reading(p, &p->alts[k]);

        if (!gender_fits(r, reading) || (!any && reading->tag != tag))
            continue;
        out[n].part[0] = part_text(r, p, &p->alts[k]);
        out[n++].declined = reading->tag != ENDING_NOMINATIVE && reading->tag != ENDING_RAW;
    }
    if (n == 0 && !any && p->n_alts) {
        out[0].part[0] = agreeing_text(r, p, tag);
        out[0].declined = tag != ENDING_NOMINATIVE;
        n = 1;
    }
    return n;
}

/* Every combination of the parts' texts, under one case. */
static bool combine(const struct respeller *r, bool any, uint16_t tag, unsigned i,
                    struct spelling *so_far, struct spellings *out)
{
    struct spelling texts[MOST_TEXTS];
    size_t n;
    bool made = false;

    if (i == r->c->n) {
        add_spelling(out, so_far, r->c->n);
        return true;
    }
    n = part_texts(r, &r->c->part[i], any || !speaks(&r->c->part[i]), tag, texts);
    for (size_t k = 0; k < n; k++) {
        bool declined = so_far->declined;

        so_far->part[i] = texts[k].part[0];
        so_far->declined = declined || texts[k].declined;
        made = combine(r, any, tag, i + 1, so_far, out) || made;
        so_far->declined = declined;
    }
    return made;
}

/* Is a name in this case the same as without an ending? */
static bool unchanged_in(const struct respeller *r, const struct part *p, struct span name, uint16_t tag)
{
    const struct reading reading = {.tag = tag};
    struct buf made = BUF_INIT;
    bool same;

    (void)endings_write(r->l->endings, name, kind_of(r, p), r->gender, &reading, name, span_str(""), &made);
    same = span_eq(buf_span(&made), name);
    drop(r->f, &made);
    return same;
}

/* A name that does not decline as the text spells it, but does as the house does, takes the case
 * that the preposition asks for; where one of these is like the nominative, it may stay. */
static size_t governed_tags(const struct respeller *r, uint16_t tags[MOST_TAGS])
{
    const struct part *p = &r->c->part[0];
    struct span house = r->c->n == 1 && p->n_alts ? house_part(r, p, &p->alts[0]) : span_str("");
    struct span text = tokens_text(r->f, p->first, 1);
    const struct word *w;
    uint64_t governed;
    size_t n = 0;

    if (house.len == 0 || p->n > 1 || p->first == 0 || p->n_alts != 1 ||
        tok(r->f, p->first)->gap != GAP_SPACE ||
        last_reading(p, &p->alts[0])->tag != ENDING_NOMINATIVE ||
        language_at(r->f, p->first - 1) == UINT8_MAX ||
        (!has_strange_letters(r->f, (uint8_t)(r->l - r->f->languages), text) &&
         endings_declines(r->l->endings, text, kind_of(r, p), r->gender, &r->f->failed)) ||
        !endings_declines(r->l->endings, house, kind_of(r, p), r->gender, &r->f->failed))
        return 0;
    w = word_at(r->f, p->first - 1);
    governed = w ? endings_governed(r->l->endings, w->folded) : 0;
    for (uint16_t tag = 0; tag < 64 && n < MOST_TAGS; tag++) {
        if (!(governed >> tag & 1))
            continue;
        if (unchanged_in(r, p, house, tag))
            return 0;
        tags[n++] = tag;
    }
    return n;
}

bool spell_all(const struct respeller *r, struct spellings *out)
{
    uint16_t tags[MOST_TAGS];
    size_t n = common_tags(r, tags);
    struct spelling start = {0};

    if (n == 0)
        n = governed_tags(r, tags);
    if (n == 0)
        return combine(r, true, 0, 0, &start, out);
    for (size_t i = 0; i < n; i++)
        (void)combine(r, false, tags[i], 0, &start, out);
    return out->n > 0;
}

/* --- another bearer --- */

/* The part as one of `entity`; false where its name has no such part. */
static bool rename_part(const struct respeller *r, uint32_t entity, struct part *p)
{
    struct alt *alts = arena_array(&r->f->arena, p->n_alts + 1, sizeof *alts);

    if (!alts) {
        r->f->failed = true;
        return false;
    }
    for (uint32_t i = 0; i < p->n_alts; i++) {
        alts[i] = p->alts[i];
        alts[i].form = NO_WORD; /* whose spelling would be taken */
    }
    p->alts = alts;
    p->entity = entity;
    if (p->how == HOW_INITIAL)
        return p->role == AUTH_GIVEN && p->n == 1 && r->house->given.len;
    return p->n_alts && house_part(r, p, &alts[0]).len;
}

static bool same_kind(struct finder *f, uint32_t a, uint32_t b)
{
    struct auth_entity x, y;
    char of_a = gender_of(f, a), of_b = gender_of(f, b);

    return auth_entity(f->a, a, &x) && auth_entity(f->a, b, &y) && x.kind == y.kind &&
           (!of_a || !of_b || of_a == of_b);
}

static bool family_first(const struct finder *f, uint32_t entity)
{
    struct auth_entity x;

    return auth_entity(f->a, entity, &x) && x.family_first;
}

/* How many parts a name with its family name at one end must be turned by, so that it stands at the
 * other: where one of the two names has it first and the other last. */
static unsigned turned_by(const struct respeller *r, const struct mention *m, uint32_t entity)
{
    unsigned n = r->c->n;

    if (family_first(r->f, m->entity) == family_first(r->f, entity))
        return 0;
    return r->c->part[0].role == AUTH_FAMILY ? 1 : r->c->part[n - 1].role == AUTH_FAMILY ? n - 1 : 0;
}

/* The mention with the parts of its candidate spelt anew, beginning with number `turned`. */
static void add_renamed(const struct respeller *r, const struct mention *m,
                        const struct spelling *s, unsigned turned, struct buf *out)
{
    size_t done = m->at;

    for (unsigned i = 0; i < r->c->n; i++) {
        const struct part *p = &r->c->part[i];
        const struct token *last = tok(r->f, p->first + p->n - 1);

        buf_add(out, span_cut(r->f->text, done, tok(r->f, p->first)->at));
        buf_add(out, s->part[(i + turned) % r->c->n]);
        done = last->at + last->len;
    }
    buf_add(out, span_cut(r->f->text, done, m->at + m->len));
}

bool finder_may_mean(const struct finder *f, struct mention *m, uint32_t entity)
{
    const struct candidate *was = &f->candidates.v[m->candidate];

    for (size_t i = 0; i < f->candidates.len; i++) {
        const struct candidate *c = &f->candidates.v[i];

        if (c->entity == entity && c->first == was->first && c->end == was->end) {
            m->entity = entity;
            m->candidate = i;
            return true;
        }
    }
    return false;
}

/* Would the mention, which has no ending, be written the same in this case?  So are Алматы in all
 * of them and Шымкент in the accusative. */
static bool same_in_case(const struct respeller *r, uint16_t tag)
{
    bool same = true;

    for (unsigned i = 0; i < r->c->n && same; i++) {
        const struct part *p = &r->c->part[i];

        same = !speaks(p) || (has_tag(r, p, ENDING_NOMINATIVE) &&
                              unchanged_in(r, p, tokens_text(r->f, p->first, p->n), tag));
    }
    return same;
}

/* The spellings in all the cases in which the mention may stand though it has no ending: those that
 * the preposition before it asks for, else any of the singular. */
static void spell_hidden_cases(const struct respeller *r, struct spellings *out)
{
    const struct word *w = r->c->first > 0 ? word_at(r->f, r->c->first - 1) : NULL;
    uint64_t governed = w ? endings_governed(r->l->endings, w->folded) : 0;
    struct spelling start = {0};
    struct span name;

    for (uint16_t tag = 1; tag < 64 && (name = endings_tag(r->l->endings, tag)).len; tag++) {
        if ((!governed || governed >> tag & 1) && memchr(name.ptr, '.', name.len) == NULL &&
            !span_eqs(name, "pl") && same_in_case(r, tag))
            (void)combine(r, false, tag, 0, &start, out);
    }
}

enum status finder_rename(struct finder *f, const struct mention *m, uint32_t entity,
                          struct buf *out, struct error *e)
{
    struct candidate c;
    struct respeller r = {.f = f, .c = &c};
    struct spellings all = {.n = 0};
    bool ok = m->entity != FIND_NOBODY && same_kind(f, m->entity, entity);

    if (ok) {
        c = f->candidates.v[m->candidate];
        r.l = language_of(f, c.first);
        r.gender = gender_of(f, entity);
        ok = went_well(f, style_spelling(r.l->style, entity, &r.house, NULL)) &&
             r.house->from != STYLE_MISSING;
    }
    for (unsigned i = 0; ok && i < c.n; i++)
        ok = rename_part(&r, entity, &c.part[i]);
    if (ok)
        c.entity = entity;
    ok = ok && spell_all(&r, &all);
    if (ok)
        spell_hidden_cases(&r, &all);
    ok = ok && all.n == 1;
    if (f->failed) {
        f->failed = false;
        return error_nomem(e);
    }
    if (!ok)
        return error_set(e, ST_NOTFOUND, "%s", _("the name cannot be put there"));
    add_renamed(&r, m, &all.v[0], turned_by(&r, m, entity), out);
    return buf_status(out, e);
}
