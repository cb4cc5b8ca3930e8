/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spellings that nobody listed and no system derives, by how they sound. */
#include "names/find_private.h"

#include "names/sound.h"

/* The letters of a key that are no vowels. */
static void consonants(const char *key, char *out)
{
    for (; *key; key++)
        if (!strchr("aeiouy", *key))
            *out++ = *key;
    *out = '\0';
}

/* How many letters two short keys differ in; at most `limit` + 1. */
static unsigned distance(struct span a, struct span b, unsigned limit)
{
    unsigned row[SOUND_MAX + 1];

    if (a.len > SOUND_MAX || b.len > SOUND_MAX)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned diagonal = row[0];

        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned cost = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);

            diagonal = row[j];
            if (row[j] + 1 < cost)
                cost = row[j] + 1;
            if (row[j - 1] + 1 < cost)
                cost = row[j - 1] + 1;
            row[j] = cost;
        }
    }
    return row[b.len] > limit ? limit + 1 : row[b.len];
}

static char last_of(const char *key)
{
    return *key ? key[strlen(key) - 1] : '\0';
}

/* The same consonants in the same order and the same end (a man's name is not his wife's), and one
 * vowel that differs. */
static bool nearly_alike(const struct sound *a, const struct sound *b)
{
    for (unsigned i = 0; i < a->count; i++) {
        for (unsigned j = 0; j < b->count; j++) {
            char x[SOUND_MAX], y[SOUND_MAX];

            consonants(a->key[i], x);
            consonants(b->key[j], y);
            if (strcmp(x, y) == 0 && strlen(x) >= 3 && last_of(a->key[i]) == last_of(b->key[j]) &&
                distance(span_str(a->key[i]), span_str(b->key[j]), 1) <= 1)
                return true;
        }
    }
    return false;
}

/* The different sounds of all spellings that an entity has in a role. */
struct sounds {
    unsigned n;
    struct sound v[];
};

static bool known_sound(const struct sounds *s, const struct sound *one)
{
    for (unsigned i = 0; i < s->n; i++) {
        bool same = s->v[i].count == one->count;

        for (unsigned k = 0; same && k < one->count; k++)
            same = strcmp(s->v[i].key[k], one->key[k]) == 0;
        if (same)
            return true;
    }
    return false;
}

static struct sounds *make_sounds(struct finder *f, uint32_t entity, enum auth_role role)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    struct sounds *all = malloc(sizeof *all + run.count * sizeof all->v[0]), *kept;

    if (!all)
        return NULL;
    all->n = 0;
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form form;

        if (!auth_form(f->a, auth_run_form(f->a, run, i), &form) || form.role != role)
            continue;
        sound_of(form.text, &all->v[all->n]);
        if (all->v[all->n].count && !known_sound(all, &all->v[all->n]))
            all->n++;
    }
    kept = arena_alloc(&f->kept, sizeof *kept + all->n * sizeof kept->v[0]);
    if (kept) {
        kept->n = all->n;
        memcpy(kept->v, all->v, all->n * sizeof kept->v[0]);
    }
    free(all);
    return kept;
}

static const struct sounds *sounds_of(struct finder *f, uint32_t entity, enum auth_role role)
{
    uint32_t key[2] = {entity, (uint32_t)role};
    bool added;
    uint64_t *slot = map_put(&f->sounds, span_of((const char *)key, sizeof key), &added);

    if (slot && !*slot)
        *slot = (uint64_t)(uintptr_t)make_sounds(f, entity, role);
    if (!slot || !*slot) {
        f->failed = true;
        return NULL;
    }
    return (const struct sounds *)(uintptr_t)*slot;
}

/* How text sounds like any spelling that the entity has in a role: HOW_SOUND, HOW_NEAR, or
 * HOW_EXACT for not at all. */
static enum how sounds_like(struct finder *f, struct span text, uint32_t entity,
                            enum auth_role role, bool near)
{
    const struct sounds *all = sounds_of(f, entity, role);
    enum how best = HOW_EXACT;
    struct sound ours;

    sound_of(text, &ours);
    for (unsigned i = 0; all && ours.count && i < all->n; i++) {
        if (sound_alike(&ours, &all->v[i]))
            return HOW_SOUND;
        if (near && best == HOW_EXACT && nearly_alike(&ours, &all->v[i]))
            best = HOW_NEAR;
    }
    return best;
}

/* A part that sounds right: tokens first..first+n, with all readings of the last word under which
 * it does. */
bool sound_part(struct finder *f, uint32_t first, uint32_t n, uint32_t entity,
                       enum auth_role role, bool near, struct part *out)
{
    enum { MOST = 6 };
    const struct word *found = word_at(f, first + n - 1);
    enum ending_part kind = part_of_role(role);
    struct buf text = BUF_INIT;
    struct word w;

    *out = (struct part){.entity = entity, .role = role, .first = first, .n = n,
                         .from = AUTH_DERIVED, .how = HOW_NEAR};
    if (!found || f->options.exact)
        return false;
    w = *found;
    out->alts = arena_array(&f->arena, MOST, sizeof *out->alts);
    for (uint32_t k = 0; out->alts && k < w.n_readings && out->n_alts < MOST; k++) {
        struct reading r = f->readings.v[w.first_reading + k];
        enum how how;

        if (!(r.parts & kind))
            continue;
        buf_reset(&text);
        if (n > 1)
            buf_add(&text, span_cut(f->text, tok(f, first)->at, tok(f, first + n - 1)->at));
        endings_base(w.folded, &r, &text);
        how = sounds_like(f, buf_span(&text), entity, role, near);
        if (how == HOW_EXACT)
            continue;
        if (how < out->how)
            out->how = how;
        out->alts[out->n_alts].form = NO_WORD;
        out->alts[out->n_alts++].reading[n - 1 < MAX_WORDS ? n - 1 : MAX_WORDS - 1] = r;
    }
    f->failed = f->failed || !out->alts || text.failed;
    buf_free(&text);
    return out->n_alts > 0;
}

bool spelt_near(struct finder *f, struct span key, uint32_t entity, enum auth_role role)
{
    struct auth_run run = auth_forms_of(f->a, entity);
    size_t letters = utf8_count(key);
    unsigned limit = letters < 8 ? 1 : 2;

    /* keys are compared byte by byte: a Cyrillic letter may count twice */
    if (letters < key.len)
        limit *= 2;
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form form;

        if (auth_form(f->a, auth_run_form(f->a, run, i), &form) && form.role == role &&
            distance(key, form.key, limit) <= limit)
            return true;
    }
    return false;
}
