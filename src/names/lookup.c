/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/lookup.h"

#include "names/bearers.h"
#include "names/key.h"
#include "names/near.h"
#include "names/sound.h"
#include "text/norm.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_CANDIDATES = 32 };

/* How much a shared word says, by how it was found. */
enum { BY_NEAR = 60,  BY_SKELETON = 2, BY_SOUND = 5, BY_KEY = 6, BY_WHOLE = 20 };

/* Words less alike are no candidates. */
#define NEAR_FROM 0.4

/* A bare name is looked for further until one so alike is found; it has no other word to find it by. */
#define BARE_ENOUGH 0.6

/* Bare names less alike are different. */
#define POSSIBLE_FROM 0.5

struct lookup {
    const struct authority *a;
    uint16_t *weight; /* of each entity for this query */
    uint16_t *word;   /* what the present word gave it */
    uint32_t *turn;   /* in which turn `word` was set */
    uint32_t now;
    double closest;   /* score of the name that is most alike, of those that were scored last */
    VEC(uint32_t) seen;
    VEC(struct lookup_hit) scored; /* for this query, those with a score of 0 too */
    struct near *near; /* made when it is first needed */
    struct near_hits near_hits;
    struct bearers *bearers;
    struct buf key;
};

enum status lookup_new(struct lookup **out, const struct authority *a, struct error *e)
{
    struct lookup *l = calloc(1, sizeof *l);
    size_t n = (size_t)auth_count(a) + 1;

    *out = l;
    if (!l)
        return error_nomem(e);
    l->a = a;
    l->weight = calloc(n, sizeof *l->weight);
    l->word = calloc(n, sizeof *l->word);
    l->turn = calloc(n, sizeof *l->turn);
    if (l->weight && l->word && l->turn && bearers_new(&l->bearers, a, e) == ST_OK)
        return ST_OK;
    lookup_free(l);
    *out = NULL;
    return error_nomem(e);
}

void lookup_free(struct lookup *l)
{
    if (!l)
        return;
    free(l->weight);
    free(l->word);
    free(l->turn);
    vec_free(&l->seen);
    vec_free(&l->scored);
    near_free(l->near);
    bearers_free(l->bearers);
    vec_free(&l->near_hits);
    buf_free(&l->key);
    free(l);
}

/* Rare words say more than those that hundreds bear. */
static uint16_t worth(unsigned base, uint32_t bearers)
{
    unsigned bonus = bearers <= 3 ? 3 : bearers <= 30 ? 2 : bearers <= 300 ? 1 : 0;

    return (uint16_t)(base + bonus);
}

/* Credit an entity with a word; the best way of finding one counts. */
static bool credit(struct lookup *l, uint32_t entity, uint16_t gain)
{
    uint16_t before = l->turn[entity] == l->now ? l->word[entity] : 0;

    if (gain <= before)
        return true;
    if (l->weight[entity] == 0 && !vec_push(&l->seen, entity))
        return false;
    l->weight[entity] = (uint16_t)(l->weight[entity] - before + gain);
    l->word[entity] = gain;
    l->turn[entity] = l->now;
    return true;
}

static bool credit_run(struct lookup *l, struct auth_run run, unsigned base)
{
    uint16_t gain = worth(base, run.count);

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form f;

        if (auth_form(l->a, auth_run_form(l->a, run, i), &f) && f.role < AUTH_MISNAMING &&
            !credit(l, f.entity, gain))
            return false;
    }
    return true;
}

static enum status credit_word(struct lookup *l, struct span word, struct error *e)
{
    struct sound s;
    char bones[SOUND_MAX];
    enum status st;
    bool ok;

    l->now++;
    buf_reset(&l->key);
    st = key_add(&l->key, word, e);
    if (st != ST_OK)
        return st;
    ok = credit_run(l, auth_find(l->a, buf_span(&l->key)), BY_KEY);
    sound_of(word, &s);
    for (unsigned i = 0; i < s.count && ok; i++) {
        ok = credit_run(l, auth_find_sound(l->a, span_str(s.key[i])), BY_SOUND);
        sound_skeleton(s.key[i], bones);
        if (ok && bones[0])
            ok = credit_run(l, auth_find_skeleton(l->a, span_str(bones)), BY_SKELETON);
    }
    return ok ? ST_OK : error_nomem(e);
}

/* Words that are near by their consonants; the more alike, the more they say. */
static enum status credit_near(struct lookup *l, struct span word, double enough, struct error *e)
{
    enum status st = l->near ? ST_OK : near_new(&l->near, l->a, e);

    l->now++;
    vec_clear(&l->near_hits);
    if (st == ST_OK)
        st = near_find(l->near, word, NEAR_FROM, enough, &l->near_hits, e);
    for (size_t i = 0; i < l->near_hits.len && st == ST_OK; i++) {
        const struct near_hit *hit = &l->near_hits.v[i];

        if (!credit(l, hit->entity, (uint16_t)(1 + BY_NEAR * (hit->likeness - NEAR_FROM))))
            st = error_nomem(e);
    }
    return st;
}

static enum status find_candidates(struct lookup *l, struct span query,
                                   const struct score_name *name, struct error *e)
{
    enum status st;

    vec_clear(&l->seen);
    l->now++;
    buf_reset(&l->key);
    st = key_add(&l->key, query, e);
    if (st == ST_OK && !credit_run(l, auth_find(l->a, buf_span(&l->key)), BY_WHOLE))
        st = error_nomem(e);
    for (unsigned i = 0; i < name->count && st == ST_OK; i++)
        st = credit_word(l, name->words[i].text, e);
    /* Касым Жомарт and Касымжомарт */
    for (unsigned i = 0; i + 1 < name->count && name->count > 2 && st == ST_OK; i++) {
        const char *from = name->words[i].text.ptr;
        const struct span *next = &name->words[i + 1].text;

        st = credit_word(l, span_of(from, (size_t)(next->ptr + next->len - from)), e);
    }
    return st;
}

/* The same by the consonants of the words alone. */
static enum status find_near(struct lookup *l, const struct score_name *name, struct error *e)
{
    double enough = name->count == 1 ? BARE_ENOUGH : NEAR_FROM;
    enum status st = ST_OK;

    for (unsigned i = 0; i < name->count && st == ST_OK; i++)
        st = credit_near(l, name->words[i].text, enough, e);
    /* 习近平: a family name of one character and the given name */
    if (name->count == 1 && name->words[0].spelling.alphabet == ALPHABET_PINYIN && st == ST_OK) {
        size_t first = 0;

        utf8_next(name->words[0].text, &first);
        st = credit_near(l, span_cut(name->words[0].text, 0, first), enough, e);
        if (st == ST_OK)
            st = credit_near(l, span_from(name->words[0].text, first), enough, e);
    }
    return st;
}

static int by_weight(const void *x, const void *y, void *context)
{
    const struct lookup *l = context;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    int order = (l->weight[b] > l->weight[a]) - (l->weight[b] < l->weight[a]);

    return order ? order : (a > b) - (a < b);
}

/* --- scoring --- */

static enum script script_of(struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        uint32_t c = utf8_next(s, &at);
        enum script script = c == UTF8_BAD ? SCRIPT_COMMON : char_script(c);

        if (script != SCRIPT_COMMON)
            return script;
    }
    return SCRIPT_COMMON;
}

struct query {
    struct span text, key;
    struct score_name name;
    enum script script;
};

/* A bare name that is only alike may be meant, but is not sure. */
static double possible(double like)
{
    return like < POSSIBLE_FROM ? 0
                                : SCORE_DIFFERENT_TO + (SCORE_SAME_FROM - 1 - SCORE_DIFFERENT_TO) *
                                                           (like - POSSIBLE_FROM) /
                                                           (1 - POSSIBLE_FROM);
}

/* Sure bare names are in the order in which they are alike; the dearest letter, by which the score
 * goes, tells whether two are one, not which one is nearest. */
static double bare_rank(double score, double like)
{
    return score < SCORE_SAME_FROM ? score : SCORE_SAME_FROM + (100 - SCORE_SAME_FROM) * like;
}

/* An initial is like too many names. */
static bool is_bare(const struct score_name *name)
{
    return name->count == 1 && !name->words[0].initial;
}

static void consider(const struct query *q, struct span text, bool other, struct lookup_hit *hit)
{
    struct score_name name;
    double score, rank;

    score_read(text, &name);
    name.other = other;
    rank = score = score_names(&q->name, &name, NULL);
    if (!other && is_bare(&name) && is_bare(&q->name)) {
        double like = score_words(&q->name.words[0], &name.words[0]);

        if (score < SCORE_SAME_FROM)
            score = fmax(score, possible(like));
        rank = bare_rank(score, like);
    }
    if (rank > hit->rank) {
        hit->rarity.alike = score;
        hit->rank = rank;
        hit->name = text;
    }
}

static bool is_whole(const struct auth_form *f)
{
    return f->role == AUTH_FULL || f->role == AUTH_ABBR || f->role == AUTH_FORMER;
}

/* By a spelling that is the whole query; false where the query is none of its names. */
static bool by_forms(const struct lookup *l, const struct query *q, bool other,
                     struct lookup_hit *hit)
{
    struct auth_run run = auth_forms_of(l->a, hit->entity);

    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        struct auth_form f;

        if (!auth_form(l->a, auth_run_form(l->a, run, i), &f))
            continue;
        if (span_eq(f.key, q->key)) {
            if (f.role == AUTH_NOT)
                return false;
            if (is_whole(&f)) {
                hit->rarity.alike = hit->rank = 100;
                hit->name = f.text;
            }
        } else if (hit->rarity.alike < 100 && f.from != AUTH_DERIVED &&
                   (f.role == AUTH_FULL || f.role == AUTH_FORMER)) {
            consider(q, f.text, other, hit);
        }
    }
    return true;
}

/* By headings in the query's script, else by all of them. */
static void by_headings(const struct lookup *l, const struct query *q, bool other,
                        struct lookup_hit *hit)
{
    struct auth_name name;
    bool any = false;

    for (int round = 0; round < 2 && !any; round++) {
        for (uint32_t i = 0; auth_name_at(l->a, hit->entity, i, &name); i++) {
            if (round == 0 && script_of(name.listed) != q->script)
                continue;
            any = true;
            consider(q, name.listed, other, hit);
        }
        /* what only another script has, such as a patronymic, may tell the difference */
        any = any && hit->rarity.alike >= SCORE_DIFFERENT_TO;
    }
}

/* Of whom bearers are counted. */
struct counting {
    struct bearers *bearers;
    unsigned layer;
};

static enum status count_bearers(const void *context, struct span word, uint32_t *bearers,
                                 struct error *e)
{
    const struct counting *c = context;

    return bearers_count(c->bearers, word, c->layer, bearers, e);
}

static enum status weigh(const struct lookup *l, const struct query *q, unsigned layer,
                         struct lookup_hit *hit, struct error *e)
{
    struct counting c = {l->bearers, layer};
    struct score_name name;
    enum status st;

    score_read(hit->name, &name);
    st = rarity_weigh(&q->name, &name, count_bearers, &c, &hit->score, &hit->rarity, e);
    /* bare names stay in the order in which they are alike */
    if (q->name.count > 1 || name.count > 1)
        hit->rank += hit->score - hit->rarity.alike;
    return st;
}

/* Leaves the score 0 where the query is none of the entity's names, or less like them than `min`. */
static enum status score_entity(const struct lookup *l, const struct query *q, double min,
                                struct lookup_hit *hit, struct error *e)
{
    struct auth_entity ent;
    bool other;
    enum status st = ST_OK;

    if (!auth_entity(l->a, hit->entity, &ent))
        return ST_OK;
    other = ent.kind != AUTH_PERSON;
    if (!by_forms(l, q, other, hit))
        return ST_OK;
    if (hit->rarity.alike < 100)
        by_headings(l, q, other, hit);
    if (hit->rarity.alike < min)
        return ST_OK;
    hit->score = hit->rarity.alike;
    if (!other)
        st = weigh(l, q, ent.layer, hit, e);
    /* what is sure in a nearer layer need not be as close as in a farther one */
    if (hit->score >= SCORE_SAME_FROM)
        hit->rank += ent.layer == 0 ? 5 : ent.layer == 1 ? 1 : 0;
    return st;
}

/* The same, from what was scored before where the entity was. */
static enum status score_once(struct lookup *l, const struct query *q, double min,
                              struct lookup_hit *hit, struct error *e)
{
    enum status st;

    for (size_t i = 0; i < l->scored.len; i++) {
        if (l->scored.v[i].entity == hit->entity) {
            *hit = l->scored.v[i];
            return ST_OK;
        }
    }
    st = score_entity(l, q, min, hit, e);
    if (st == ST_OK && !vec_push(&l->scored, *hit))
        st = error_nomem(e);
    return st;
}

/* Is a candidate, in order of weight, worth being scored? */
static bool weighty(const struct lookup *l, size_t i)
{
    return i < 6 || 3 * l->weight[l->seen.v[i]] >= l->weight[l->seen.v[0]];
}

static int by_rank(const void *x, const void *y)
{
    const struct lookup_hit *a = x, *b = y;
    int order = (b->rank > a->rank) - (b->rank < a->rank);

    return order ? order : (a->entity > b->entity) - (a->entity < b->entity);
}

/* Score the candidates, and forget them. */
static enum status score_all(struct lookup *l, const struct query *q, double min,
                             struct lookup_hits *hits, struct error *e)
{
    enum status st = ST_OK;

    vec_clear(hits);
    l->closest = 0;
    if (l->seen.len > 1)
        qsort_r(l->seen.v, l->seen.len, sizeof *l->seen.v, by_weight, l);
    for (size_t i = 0; i < l->seen.len && i < MOST_CANDIDATES && st == ST_OK; i++) {
        struct lookup_hit hit = {.entity = l->seen.v[i], .name = {"", 0}, .rarity.word = {"", 0}};

        if (weighty(l, i))
            st = score_once(l, q, min, &hit, e);
        l->closest = fmax(l->closest, hit.rarity.alike);
        if (st == ST_OK && hit.score >= min && hit.score > 0 && !vec_push(hits, hit))
            st = error_nomem(e);
    }
    for (size_t i = 0; i < l->seen.len; i++)
        l->weight[l->seen.v[i]] = 0;
    vec_clear(&l->seen);
    if (hits->len > 1)
        qsort(hits->v, hits->len, sizeof *hits->v, by_rank);
    return st;
}

/* Is what was found so poor that it is worth looking further?  A name that many bear is not. */
static bool poor(const struct lookup *l)
{
    return l->closest < SCORE_SAME_FROM;
}

uint32_t lookup_records(const struct lookup *l, const struct lookup_hit *hit)
{
    struct auth_entity ent;

    return auth_entity(l->a, hit->entity, &ent) ? bearers_records(l->bearers, ent.layer) : 0;
}

enum status lookup_run(struct lookup *l, struct span query, double min, struct lookup_hits *hits,
                       struct error *e)
{
    struct query q = {.text = query, .script = script_of(query)};
    struct buf key = BUF_INIT;
    enum status st = key_add(&key, query, e);

    vec_clear(hits);
    vec_clear(&l->scored);
    q.key = buf_span(&key);
    score_read(query, &q.name);
    if (st == ST_OK)
        st = find_candidates(l, query, &q.name, e);
    if (st == ST_OK)
        st = score_all(l, &q, min, hits, e);
    if (st == ST_OK && poor(l)) {
        st = find_candidates(l, query, &q.name, e);
        if (st == ST_OK)
            st = find_near(l, &q.name, e);
        if (st == ST_OK)
            st = score_all(l, &q, min, hits, e);
    }
    buf_free(&key);
    return st;
}
