/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sampler of word links and the models that it leaves. */
#include "unit.h"

#include "align/words.h"

/* A text of two invented languages: word n of one is word n of the other, in reverse order; the
 * target begins with a word that comes from no other. */
enum { LINES = 60, WORDS = 12 };

struct text {
    struct side source, target;
};

static unsigned noise(unsigned *state)
{
    return (*state = *state * 1103515245 + 12345) >> 16 & 0x7FFF;
}

static void add_line(struct text *t, unsigned *state)
{
    static const char *const source[WORDS] = {"bada", "kodu", "lemi", "pora", "tusa", "gavi",
                                              "zeno", "fuki", "hamo", "jeri", "nolu", "sepa"};
    static const char *const target[WORDS] = {"urak", "ipse", "onta", "eglo", "axem", "ydri",
                                              "obur", "aske", "itol", "umfa", "erno", "oxid"};
    struct buf a = BUF_INIT, b = BUF_INIT;
    unsigned words[4];

    for (size_t i = 0; i < COUNT_OF(words); i++)
        words[i] = (noise(state) % 3 + 3 * (unsigned)i) % WORDS;
    buf_adds(&b, "quux");
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        buf_printf(&a, " %s", source[words[i]]);
        buf_printf(&b, " %s", target[words[COUNT_OF(words) - 1 - i]]);
    }
    ck_assert_int_eq(side_add_tokens(&t->source, buf_span(&a), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t->target, buf_span(&b), NULL), ST_OK);
    buf_free(&a);
    buf_free(&b);
}

static void make_text(struct text *t, unsigned seed, int lines)
{
    side_init(&t->source, VOCAB_STEM);
    side_init(&t->target, VOCAB_STEM);
    while (lines-- > 0)
        add_line(t, &seed);
}

static void free_text(struct text *t)
{
    side_free(&t->source);
    side_free(&t->target);
}

/* "0-1 2-3\n" and so on.  Returns new. */
static char *written(const struct word_links *l)
{
    struct buf b = BUF_INIT;

    for (size_t k = 0; k + 1 < l->first.len; k++) {
        for (size_t i = l->first.v[k]; i < l->first.v[k + 1]; i++)
            buf_printf(&b, "%u-%u ", l->links.v[i].source, l->links.v[i].target);
        buf_addch(&b, '\n');
    }
    return buf_steal(&b);
}

static char *aligned(const struct text *t, const struct words_options *o, struct buf *model)
{
    struct word_links links = {VEC_INIT, VEC_INIT};
    char *out;

    ck_assert_int_eq(words_align(&t->source, &t->target, o, &links, model, NULL), ST_OK);
    out = written(&links);
    word_links_free(&links);
    return out;
}

static char *applied(const struct word_model *m, const struct text *t,
                     const struct words_options *o)
{
    struct word_links links = {VEC_INIT, VEC_INIT};
    char *out;

    ck_assert_int_eq(words_apply(m, &t->source, &t->target, o, &links, NULL), ST_OK);
    out = written(&links);
    word_links_free(&links);
    return out;
}

/* What any line of the text should give: the first target word has no link. */
#define RIGHT "0-4 1-3 2-2 3-1 \n"

static int right_lines(const char *out)
{
    int n = 0;

    for (const char *at = out; (at = strstr(at, RIGHT)); at += strlen(RIGHT))
        n++;
    return n;
}

START_TEST(words_find_each_other_and_one_finds_none)
{
    const struct words_options o = {.symmetrize = SYMMETRIZE_INTERSECT};
    struct text t;
    char *out;

    make_text(&t, 7, LINES);
    out = aligned(&t, &o, NULL);
    ck_assert_int_ge(right_lines(out), LINES * 9 / 10);
    free(out);
    free_text(&t);
}
END_TEST

START_TEST(the_same_seed_gives_the_same_with_any_number_of_threads)
{
    struct text t;
    char *first = NULL;

    make_text(&t, 11, 12); /* so little that chance has a say */
    for (unsigned threads = 0; threads <= 3; threads++) {
        const struct words_options o = {.sampler = {.seed = 5, .threads = threads, .sweeps = 4}};
        struct buf model = BUF_INIT;
        char *out = aligned(&t, &o, &model);
        if (first)
            ck_assert_str_eq(out, first);
        else
            first = strdup(out);
        ck_assert_uint_gt(model.len, 0);
        free(out);
        buf_free(&model);
    }
    free(first);
    free_text(&t);
}
END_TEST

START_TEST(another_seed_is_another_sample)
{
    const struct prior_list none = VEC_INIT;
    const uint32_t tokens[] = {0, 1, 2, 3, 2, 1, 0, 3};
    const struct side_segment segments[] = {{0, 4, 4}, {4, 4, 4}};
    const struct sampler_side side = {tokens, segments, 2, 8, 4};
    struct word_votes v[2];
    size_t cells;

    for (unsigned seed = 0; seed < 2; seed++) {
        const struct sampler_options o = {.seed = seed, .sweeps = 2, .chains = 1};
        ck_assert_int_eq(sampler_run(&v[seed], &side, &side, &none, &o, NULL, NULL), ST_OK);
    }
    cells = v[0].first[1] + (4 + 1) * 4;
    for (size_t i = 0; i < cells; i++)
        ck_assert_uint_le(v[0].cells[i], VOTES_ALL);
    ck_assert_int_ne(memcmp(v[0].cells, v[1].cells, cells), 0);
    votes_free(&v[0]);
    votes_free(&v[1]);
}
END_TEST

START_TEST(empty_sides_and_endless_ones_have_no_votes)
{
    enum { LONG = 600 }; /* 600 * 600 > VOTES_MAX_CELLS */
    const struct prior_list none = VEC_INIT;
    uint32_t tokens[LONG + 2] = {0};
    const struct side_segment source[] = {{0, 0, 0}, {0, 1, 1}, {1, LONG, LONG}, {LONG + 1, 1, 1}};
    const struct side_segment target[] = {{0, 1, 1}, {1, 0, 0}, {1, LONG, LONG}, {LONG + 1, 1, 1}};
    const struct sampler_side a = {tokens, source, 4, LONG + 2, 1}, b = {tokens, target, 4, LONG + 2, 1};
    const struct sampler_options o = {.sweeps = 3};
    struct word_votes v;

    ck_assert_int_eq(sampler_run(&v, &a, &b, &none, &o, NULL, NULL), ST_OK);
    ck_assert_uint_eq(v.first[3], 0); /* the others have no cells */
    ck_assert_uint_eq(votes_best(votes_row(&v, 3, 0, 1), 1), 0);
    votes_free(&v);
}
END_TEST

START_TEST(priors_decide_where_the_text_does_not)
{
    /* two words on both sides, always together: only the prior tells 0 = 1 and 1 = 0 */
    const uint32_t tokens[] = {0, 1, 0, 1, 0, 1};
    const struct side_segment segments[] = {{0, 2, 2}, {2, 2, 2}, {4, 2, 2}};
    const struct sampler_side side = {tokens, segments, 3, 6, 2};
    struct prior known[] = {{0, 1, 10, 0.5f}, {1, 0, 10, 0.5f}};
    const struct prior_list priors = {known, 2, 2};
    const struct sampler_options o = {.seed = 3};
    struct word_votes v;

    ck_assert_int_eq(sampler_run(&v, &side, &side, &priors, &o, NULL, NULL), ST_OK);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_uint_eq(votes_best(votes_row(&v, i / 2, i % 2, 2), 2), (i + 1) % 2);
    votes_free(&v);
}
END_TEST

/* ---- both directions put together ---- */

/* What is made of these votes on three source and three target words. */
static void check_join(enum symmetrize how, double least, const char *want)
{
    /* of target words: source words 0, 1, 2 and none; the first two are sure of the same */
    static uint8_t there[] = {240, 0, 0, 10, 130, 110, 0, 10, 0, 0, 125, 125};
    /* of source words: the second is all but sure of what the second target word is unsure of */
    static uint8_t back[] = {250, 0, 0, 0, 0, 200, 0, 50, 0, 0, 130, 120};
    size_t first = 0;
    const struct words_options o = {.symmetrize = how, .least = least};
    const struct word_votes forward = {there, &first}, backward = {back, &first};
    struct word_links links = {VEC_INIT, VEC_INIT};
    struct text t;
    char *got;

    make_text(&t, 1, 0);
    ck_assert_int_eq(side_add_tokens(&t.source, span_str("a b c"), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.target, span_str("x y z"), NULL), ST_OK);
    ck_assert_int_eq(words_join(&t.source, &t.target, &forward, &backward, &o, &links, NULL),
                     ST_OK);
    got = written(&links);
    ck_assert_str_eq(got, want);
    free(got);
    word_links_free(&links);
    free_text(&t);
}

START_TEST(the_mean_of_both_weighs_what_each_best_guess_hides)
{
    /* 0-1: 130 + 0, less than half of all; 1-1: 110 + 200; 2-2: 125 + 130 */
    check_join(SYMMETRIZE_MEAN, 0, "0-0 1-1 2-2 \n");
    check_join(SYMMETRIZE_MEAN, 0.25, "0-0 0-1 1-1 2-2 \n");
    check_join(SYMMETRIZE_MEAN, 0.6, "0-0 1-1 \n");
}
END_TEST

START_TEST(best_guesses_are_met_grown_or_united)
{
    /* 125 of 250 is no more likely than not: only the source word 2 is for 2-2 */
    check_join(SYMMETRIZE_INTERSECT, 0, "0-0 \n");
    check_join(SYMMETRIZE_UNION, 0, "0-0 0-1 1-1 2-2 \n");
    check_join(SYMMETRIZE_GDFA, 0, "0-0 0-1 1-1 2-2 \n");
}
END_TEST

/* ---- models ---- */

static const struct words_options learning = {
    .symmetrize = SYMMETRIZE_INTERSECT,
    .languages = {{"x-one", 5}, {"x-two", 5}},
};

/* A model of a text of so many lines, at an address that packs ask for; free the first. */
static char *learn(int lines, struct span *bytes)
{
    struct buf model = BUF_INIT;
    struct text t;
    char *room;

    make_text(&t, 7, lines);
    free(aligned(&t, &learning, &model));
    room = aligned_alloc(16, (model.len + 15) / 16 * 16);
    ck_assert_ptr_nonnull(room);
    memcpy(room, model.data, model.len);
    *bytes = span_of(room, model.len);
    buf_free(&model);
    free_text(&t);
    return room;
}

struct learnt {
    char *room;
    struct word_model model;
};

static void open_learnt(struct learnt *l, int lines)
{
    struct span bytes;

    l->room = learn(lines, &bytes);
    ck_assert_int_eq(word_model_open_memory(&l->model, bytes, "m", NULL), ST_OK);
}

static void close_learnt(struct learnt *l)
{
    word_model_close(&l->model);
    free(l->room);
}

START_TEST(a_model_links_what_it_has_not_seen)
{
    struct learnt l;
    struct text unseen;
    char *out;

    open_learnt(&l, LINES);
    ck_assert(span_eqs(l.model.languages.source, "x-one"));
    ck_assert(span_eqs(l.model.languages.target, "x-two"));
    make_text(&unseen, 99, LINES);
    out = applied(&l.model, &unseen, &learning);
    ck_assert_int_ge(right_lines(out), LINES * 9 / 10);
    free(out);
    free_text(&unseen);
    close_learnt(&l);
}
END_TEST

START_TEST(a_model_links_each_line_by_itself)
{
    struct words_options o = learning;
    struct learnt l;
    struct text all, rest;
    char *together, *apart;
    unsigned seed = 5;

    open_learnt(&l, 20);
    make_text(&all, seed, 200);
    make_text(&rest, seed, 0);
    for (int i = 0; i < 200; i++) {
        if (i == 150) { /* the last lines only */
            free_text(&rest);
            make_text(&rest, seed, 0);
        }
        add_line(&rest, &seed);
    }
    together = applied(&l.model, &all, &o);
    o.sampler.threads = 3;
    apart = applied(&l.model, &rest, &o);
    ck_assert_uint_gt(strlen(together), strlen(apart));
    ck_assert_str_eq(together + strlen(together) - strlen(apart), apart);
    free(together);
    free(apart);
    free_text(&all);
    free_text(&rest);
    close_learnt(&l);
}
END_TEST

START_TEST(unknown_words_that_look_alike_are_linked)
{
    struct learnt l;
    struct text t;
    char *out;

    open_learnt(&l, LINES);
    make_text(&t, 1, 0);
    ck_assert_int_eq(side_add_tokens(&t.source, span_str("Тоқаев 2024"), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.target, span_str("2024 Tokayev"), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.source, span_str(""), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.target, span_str("alone"), NULL), ST_OK);
    out = applied(&l.model, &t, &learning);
    ck_assert_str_eq(out, "0-1 1-0 \n\n");
    free(out);
    free_text(&t);
    close_learnt(&l);
}
END_TEST

START_TEST(the_same_text_gives_the_same_file_and_a_damaged_one_is_refused)
{
    struct span a, b;
    char *first = learn(20, &a), *second = learn(20, &b);
    struct word_model m;
    struct error e = {0};
    size_t refused = 0;
    enum { SECTIONS = 14 };

    ck_assert(span_eq(a, b));
    for (size_t i = 0; i < a.len; i++) {
        first[i] ^= 0x10;
        refused += word_model_open_memory(&m, a, "m", &e) != ST_OK;
        word_model_close(&m);
        first[i] ^= 0x10;
    }
    ck_assert_uint_ge(refused + SECTIONS * 15, a.len); /* what fills up a section means nothing */
    ck_assert_int_eq(word_model_open_memory(&m, span_cut(a, 0, a.len - 16), "m", &e), ST_SYNTAX);
    word_model_close(&m);
    free(first);
    free(second);
}
END_TEST

START_TEST(a_model_of_nothing_links_nothing_wrongly)
{
    struct learnt l;
    struct text t;
    char *out;

    open_learnt(&l, 0);
    make_text(&t, 3, 3);
    out = applied(&l.model, &t, &learning);
    ck_assert_ptr_nonnull(out);
    free(out);
    free_text(&t);
    close_learnt(&l);
}
END_TEST

UNIT_MAIN("sampler", words_find_each_other_and_one_finds_none,
          the_same_seed_gives_the_same_with_any_number_of_threads, another_seed_is_another_sample,
          empty_sides_and_endless_ones_have_no_votes, priors_decide_where_the_text_does_not,
          the_mean_of_both_weighs_what_each_best_guess_hides, best_guesses_are_met_grown_or_united,
          a_model_links_what_it_has_not_seen, a_model_links_each_line_by_itself,
          unknown_words_that_look_alike_are_linked,
          the_same_text_gives_the_same_file_and_a_damaged_one_is_refused,
          a_model_of_nothing_links_nothing_wrongly)
