/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a single word may be.  Most words of a text come again, so what was found is kept. */
#include "names/find_private.h"

#include "names/key.h"

enum { KEEP_WORDS = 60000 };

struct span key_of(struct finder *f, struct span text)
{
    buf_reset(&f->key);
    if (key_add(&f->key, text, NULL) != ST_OK)
        f->failed = true;
    return buf_span(&f->key);
}

enum ending_part part_of_role(enum auth_role role)
{
    switch (role) {
    case AUTH_FAMILY:
        return ENDING_FAMILY;
    case AUTH_GIVEN:
        return ENDING_GIVEN;
    case AUTH_PATRONYMIC:
        return ENDING_PATRONYMIC;
    case AUTH_FULL:
    case AUTH_FORMER:
    case AUTH_MISNAMING:
    case AUTH_NOT:
        return (enum ending_part)(ENDING_PLACE | ENDING_FAMILY);
    default:
        return ENDING_PLACE;
    }
}

bool form_in_scope(const struct auth_form *form, const struct language *l)
{
    size_t n = strlen(l->tag);

    if (!(form->flags & AUTH_SCOPED))
        return true;
    return form->scope.len >= n && memcmp(form->scope.ptr, l->tag, n) == 0 &&
           (form->scope.len == n || form->scope.ptr[n] == '-');
}

/* --- letters that look like those of the other script --- */

static const struct {
    uint16_t latin, cyrillic;
} twins[] = {
    {'a', 0x430}, {'e', 0x435}, {'o', 0x43E}, {'p', 0x440}, {'c', 0x441}, {'x', 0x445},
    {'y', 0x443}, {'i', 0x456}, {'j', 0x458}, {'s', 0x455}, {'h', 0x4BB}, {'k', 0x43A},
    {'m', 0x43C}, {'t', 0x442}, {'b', 0x432}, {'h', 0x43D}, {0x259, 0x4D9}, {0xEF, 0x457},
};

/* Only a capital looks alike: these are tried after the others. */
static uint32_t twin_of(uint32_t c, uint8_t script)
{
    for (size_t i = 0; i < COUNT_OF(twins); i++) {
        if (script == TOKEN_CYRILLIC && twins[i].latin == c)
            return twins[i].cyrillic;
        if (script == TOKEN_LATIN && twins[i].cyrillic == c)
            return twins[i].latin;
    }
    return c;
}

/* Put all letters of a folded word into one script; a capital H is Cyrillic Н, a small one һ. */
static void to_script(struct span folded, struct span original, uint8_t script, struct buf *out)
{
    size_t o = 0;

    for (size_t at = 0; at < folded.len;) {
        uint32_t c = utf8_next(folded, &at);
        uint32_t was = o < original.len ? utf8_next(original, &o) : 0;

        if (script == TOKEN_CYRILLIC && was == 'H')
            c = 0x43D;
        else if (script == TOKEN_CYRILLIC && was == 'B')
            c = 0x432;
        else
            c = twin_of(c, script);
        utf8_add(out, c);
    }
}

/* --- analysis --- */

static struct span keep(struct finder *f, struct span s)
{
    struct span copy = arena_dup(&f->kept, s);

    if (!copy.ptr) {
        f->failed = true;
        return span_of("", 0);
    }
    return copy;
}

/* What is no person declines as places do. */
enum ending_part part_of_form(struct finder *f, const struct auth_form *form)
{
    struct auth_entity entity;

    if ((form->role == AUTH_FULL || form->role == AUTH_FORMER) &&
        auth_entity(f->a, form->entity, &entity) && entity.kind != AUTH_PERSON)
        return ENDING_PLACE;
    return part_of_role(form->role);
}

static void add_hits(struct finder *f, const struct language *l, struct word *w, uint32_t reading)
{
    const struct reading *r = &f->readings.v[reading];
    struct auth_run run;
    struct span key;
    uint32_t longest;

    buf_reset(&f->scratch);
    endings_base(w->folded, r, &f->scratch);
    key = key_of(f, buf_span(&f->scratch));
    if (key.len == 0 || !starts_names(f, key))
        return;
    longest = auth_longest(f->a, key);
    if (longest > 1)
        w->several |= UINT64_C(1) << (reading - w->first_reading);
    if (longest > w->longest)
        w->longest = longest > UINT8_MAX ? UINT8_MAX : (uint8_t)longest;
    if (longest == 0)
        return;
    run = auth_find(f->a, key);
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct hit hit = {auth_run_form(f->a, run, i), reading};
        struct auth_form form;

        if (!auth_form(f->a, hit.form, &form) || !form_in_scope(&form, l))
            continue;
        if (r->tag != ENDING_NOMINATIVE && !(r->parts & part_of_form(f, &form)))
            continue;
        if (!vec_push(&f->hits, hit))
            f->failed = true;
    }
}

static void analyse(struct finder *f, const struct language *l, struct word *w)
{
    struct reading readings[MAX_READINGS];
    size_t n = endings_read(l->endings, w->folded, readings, MAX_READINGS);

    w->first_reading = (uint32_t)f->readings.len;
    w->first_hit = (uint32_t)f->hits.len;
    w->n_readings = (uint32_t)n;
    for (size_t i = 0; i < n; i++)
        if (!vec_push(&f->readings, readings[i]))
            f->failed = true;
    if (f->failed)
        return;
    for (size_t i = 0; i < n; i++)
        add_hits(f, l, w, w->first_reading + (uint32_t)i);
    w->n_hits = (uint32_t)f->hits.len - w->first_hit;
}

static uint16_t lists_of(struct finder *f, const struct language *l, const struct word *w)
{
    const char *lender = l->script == TOKEN_CYRILLIC ? "ru" : "en";
    const struct endings *other = NULL;
    uint16_t lists = 0;

    for (unsigned i = 0; i < f->n_languages; i++)
        if (strcmp(f->languages[i].tag, lender) == 0)
            other = f->languages[i].endings;
    for (uint32_t k = 0; k < w->n_readings; k++) {
        struct span base;

        buf_reset(&f->scratch);
        endings_base(w->folded, &f->readings.v[w->first_reading + k], &f->scratch);
        base = buf_span(&f->scratch);
        for (int list = 0; list < ENDING_LISTS; list++)
            if (list != LIST_COMMON && endings_listed(l->endings, (enum ending_list)list, base))
                lists |= (uint16_t)(1u << list);
        if (endings_listed(other, LIST_GIVEN, base))
            lists |= 1u << LIST_GIVEN;
    }
    return lists;
}

static void make_word(struct finder *f, const struct language *l, const struct token *t,
                      struct span text, struct word *w)
{
    struct buf folded = BUF_INIT, meant = BUF_INIT;

    if (endings_fold(&folded, text, NULL) != ST_OK)
        f->failed = true;
    w->mixed = (t->scripts & TOKEN_LATIN) && (t->scripts & TOKEN_CYRILLIC);
    if (w->mixed) {
        struct buf nfc = BUF_INIT;

        if (norm_add(&nfc, text, NORM_NFC, NULL) != ST_OK)
            f->failed = true;
        to_script(buf_span(&folded), buf_span(&nfc), l->script, &meant);
        buf_free(&nfc);
    }
    w->folded = keep(f, w->mixed ? buf_span(&meant) : buf_span(&folded));
    buf_free(&folded);
    buf_free(&meant);
    if (!f->failed)
        analyse(f, l, w);
}

/* --- the words known so far --- */

static uint64_t hash_word(uint8_t language, struct span text)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ language;

    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
    return h ^ h >> 29;
}

/* Where the word is in the table, or the empty place where it belongs. */
static uint32_t *find_slot(struct finder *f, uint64_t hash, struct span text)
{
    size_t mask = f->word_table.len - 1;

    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &f->word_table.v[i];

        if (*slot == 0 ||
            (f->words.v[*slot - 1].hash == hash && span_eq(f->words.v[*slot - 1].text, text)))
            return slot;
    }
}

/* Room for one more word: the table is at most half full. */
static bool grow_table(struct finder *f)
{
    size_t n = f->word_table.len ? f->word_table.len : 1024;

    if (f->word_table.len && f->words.len * 2 < f->word_table.len)
        return true;
    while (f->words.len * 2 >= n)
        n *= 2;
    if (!vec_reserve(&f->word_table, n))
        return false;
    f->word_table.len = n;
    memset(f->word_table.v, 0, n * sizeof f->word_table.v[0]);
    for (size_t i = 0; i < f->words.len; i++)
        *find_slot(f, f->words.v[i].hash, f->words.v[i].text) = (uint32_t)i + 1;
    return true;
}

static uint32_t add_word(struct finder *f, uint8_t language, const struct token *t,
                         struct span text, uint64_t hash)
{
    struct word w = {0};

    make_word(f, &f->languages[language], t, text, &w);
    w.hash = hash;
    w.text = keep(f, text);
    if (!f->failed && !vec_push(&f->words, w))
        f->failed = true;
    return (uint32_t)f->words.len;
}

/* Number of the word and one; 0 when memory ran out. */
static uint32_t word_number(struct finder *f, uint8_t language, const struct token *t,
                            struct span text)
{
    uint32_t *slot, number;
    uint64_t hash;

    if (!grow_table(f)) {
        f->failed = true;
        return 0;
    }
    hash = hash_word(language, text);
    slot = find_slot(f, hash, text);
    number = *slot ? *slot : add_word(f, language, t, text, hash);
    if (f->failed)
        return 0;
    *slot = number;
    return number;
}

const struct word *word_in(struct finder *f, uint8_t language, const struct token *t,
                           struct span text)
{
    uint32_t number = word_number(f, language, t, text);

    return number ? &f->words.v[number - 1] : NULL;
}

const struct word *word_at(struct finder *f, uint32_t i)
{
    uint32_t number;

    if (f->token_word.v[i] != NO_WORD)
        return &f->words.v[f->token_word.v[i]];
    if (language_at(f, i) == UINT8_MAX)
        return NULL;
    number = word_number(f, language_at(f, i), tok(f, i), token_text(f->text, tok(f, i)));
    if (!number)
        return NULL;
    f->token_word.v[i] = number - 1;
    return &f->words.v[number - 1];
}

uint16_t word_lists(struct finder *f, uint32_t i)
{
    struct word *w = word_at(f, i) ? &f->words.v[f->token_word.v[i]] : NULL;

    if (w && !w->lists)
        w->lists = lists_of(f, language_of(f, i), w) | 1u << ENDING_LISTS;
    return w ? w->lists : 0;
}

void words_forget(struct finder *f)
{
    if (f->words.len <= KEEP_WORDS)
        return;
    map_free(&f->sounds);
    f->sounds = (struct map)MAP_INIT;
    vec_clear(&f->word_table);
    vec_clear(&f->words);
    vec_clear(&f->readings);
    vec_clear(&f->hits);
    arena_reset(&f->kept);
}
