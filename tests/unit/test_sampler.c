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
    float p[2][8];

    for (unsigned seed = 0; seed < 2; seed++) {
        const struct sampler_options o = {.seed = seed, .sweeps = 2, .chains = 1};
        struct word_votes v;
        ck_assert_int_eq(sampler_run(&v, &side, &side, &none, &o, NULL, NULL), ST_OK);
        for (size_t i = 0; i < 8; i++) {
            ck_assert(v.v[i].p >= 0 && v.v[i].p <= 1);
            p[seed][i] = v.v[i].p;
        }
        word_votes_free(&v);
    }
    ck_assert_int_ne(memcmp(p[0], p[1], sizeof p[0]), 0);
}
END_TEST

START_TEST(empty_sides_and_endless_ones_have_no_votes)
{
    enum { LONG = 600 }; /* 600 * 600 > WORDS_MAX_CELLS */
    const struct prior_list none = VEC_INIT;
    uint32_t tokens[LONG + 2] = {0};
    const struct side_segment source[] = {{0, 0, 0}, {0, 1, 1}, {1, LONG, LONG}, {LONG + 1, 1, 1}};
    const struct side_segment target[] = {{0, 1, 1}, {1, 0, 0}, {1, LONG, LONG}, {LONG + 1, 1, 1}};
    const struct sampler_side a = {tokens, source, 4, LONG + 2, 1}, b = {tokens, target, 4, LONG + 2, 1};
    const struct sampler_options o = {.sweeps = 3};
    struct word_votes v;

    ck_assert_int_eq(sampler_run(&v, &a, &b, &none, &o, NULL, NULL), ST_OK);
    for (size_t i = 0; i < LONG + 1; i++)
        ck_assert_uint_eq(v.v[i].source, HMM_NULL);
    ck_assert_uint_eq(v.v[LONG + 1].source, 0);
    word_votes_free(&v);
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
        ck_assert_uint_eq(v.v[i].source, (i + 1) % 2);
    word_votes_free(&v);
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

START_TEST(a_model_links_what_it_has_not_seen)
{
    struct word_model m;
    struct span bytes;
    struct text unseen;
    char *room = learn(LINES, &bytes), *out;

    ck_assert_int_eq(word_model_open_memory(&m, bytes, "m", NULL), ST_OK);
    ck_assert(span_eqs(m.languages.source, "x-one") && span_eqs(m.languages.target, "x-two"));
    make_text(&unseen, 99, LINES);
    out = applied(&m, &unseen, &learning);
    ck_assert_int_ge(right_lines(out), LINES * 9 / 10);
    free(out);
    free_text(&unseen);
    word_model_close(&m);
    free(room);
}
END_TEST

START_TEST(a_model_links_each_line_by_itself)
{
    struct words_options o = learning;
    struct word_model m;
    struct span bytes;
    struct text all, rest;
    char *room = learn(20, &bytes), *together, *apart;
    unsigned seed = 5;

    ck_assert_int_eq(word_model_open_memory(&m, bytes, "m", NULL), ST_OK);
    make_text(&all, seed, 200);
    make_text(&rest, seed, 0);
    for (int i = 0; i < 200; i++) {
        if (i == 150) { /* the last lines only */
            free_text(&rest);
            make_text(&rest, seed, 0);
        }
        add_line(&rest, &seed);
    }
    together = applied(&m, &all, &o);
    o.sampler.threads = 3;
    apart = applied(&m, &rest, &o);
    ck_assert_uint_gt(strlen(together), strlen(apart));
    ck_assert_str_eq(together + strlen(together) - strlen(apart), apart);
    free(together);
    free(apart);
    free_text(&all);
    free_text(&rest);
    word_model_close(&m);
    free(room);
}
END_TEST

START_TEST(unknown_words_that_look_alike_are_linked)
{
    struct word_model m;
    struct span bytes;
    struct text t;
    char *room = learn(LINES, &bytes), *out;

    ck_assert_int_eq(word_model_open_memory(&m, bytes, "m", NULL), ST_OK);
    make_text(&t, 1, 0);
    ck_assert_int_eq(side_add_tokens(&t.source, span_str("Тоқаев 2024"), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.target, span_str("2024 Tokayev"), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.source, span_str(""), NULL), ST_OK);
    ck_assert_int_eq(side_add_tokens(&t.target, span_str("alone"), NULL), ST_OK);
    out = applied(&m, &t, &learning);
    ck_assert_str_eq(out, "0-1 1-0 \n\n");
    free(out);
    free_text(&t);
    word_model_close(&m);
    free(room);
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
    struct word_model m;
    struct span bytes;
    struct text t;
    char *room = learn(0, &bytes), *out;

    ck_assert_int_eq(word_model_open_memory(&m, bytes, "m", NULL), ST_OK);
    make_text(&t, 3, 3);
    out = applied(&m, &t, &learning);
    ck_assert_ptr_nonnull(out);
    free(out);
    free_text(&t);
    word_model_close(&m);
    free(room);
}
END_TEST

UNIT_MAIN("sampler", words_find_each_other_and_one_finds_none,
          the_same_seed_gives_the_same_with_any_number_of_threads, another_seed_is_another_sample,
          empty_sides_and_endless_ones_have_no_votes, priors_decide_where_the_text_does_not,
          a_model_links_what_it_has_not_seen, a_model_links_each_line_by_itself,
          unknown_words_that_look_alike_are_linked,
          the_same_text_gives_the_same_file_and_a_damaged_one_is_refused,
          a_model_of_nothing_links_nothing_wrongly)
