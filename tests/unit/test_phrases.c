/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links between words, and the phrase pairs made of them. */
#include "tests/unit/unit.h"

#include "align/phrases.h"

/* A toy language in which every word is the English one backwards, in the same order. */
static const char *const toy[][2] = {
    {"eht der esuoh", "the red house"},   {"eht eulb esuoh", "the blue house"},
    {"eht der koob", "the red book"},     {"a eulb koob", "a blue book"},
    {"a der esuoh sdnats", "a red house stands"}, {"eht koob sdnats", "the book stands"},
};

static char *links_of(enum symmetrize how, size_t pair)
{
    struct side a, b;
    struct word_links links = {VEC_INIT, VEC_INIT};
    const struct words_options o = {.symmetrize = how};
    struct buf out = BUF_INIT;

    side_init(&a, VOCAB_STEM);
    side_init(&b, VOCAB_STEM);
    for (size_t i = 0; i < COUNT_OF(toy); i++) {
        ck_assert_int_eq(side_add_tokens(&a, span_str(toy[i][0]), NULL), ST_OK);
        ck_assert_int_eq(side_add_tokens(&b, span_str(toy[i][1]), NULL), ST_OK);
    }
    ck_assert_int_eq(words_align(&a, &b, &o, &links, NULL, NULL), ST_OK);
    ck_assert_uint_eq(links.first.len, COUNT_OF(toy) + 1);
    for (size_t i = links.first.v[pair]; i < links.first.v[pair + 1]; i++)
        buf_printf(&out, "%u-%u ", links.links.v[i].source, links.links.v[i].target);
    word_links_free(&links);
    side_free(&a);
    side_free(&b);
    return buf_steal(&out);
}

START_TEST(words_that_go_together_are_linked)
{
    static const enum symmetrize ways[] = {SYMMETRIZE_MEAN, SYMMETRIZE_GDFA,
                                           SYMMETRIZE_INTERSECT, SYMMETRIZE_UNION};

    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        char *got = links_of(ways[i], 4);
        ck_assert_str_eq(got, "0-0 1-1 2-2 3-3 ");
        free(got);
    }
}
END_TEST

START_TEST(tokens_are_taken_as_they_are_cut)
{
    struct side s;

    side_init(&s, VOCAB_STEM);
    ck_assert_int_eq(side_add_tokens(&s, span_str("  well-known\tU.S. , 1,5 "), NULL), ST_OK);
    ck_assert_uint_eq(s.segments.v[0].count, 4);
    ck_assert_int_eq(s.vocab.types.v[0].kind, WORD_LETTERS);
    ck_assert_int_eq(s.vocab.types.v[2].kind, WORD_SYMBOL);
    ck_assert_int_eq(s.vocab.types.v[3].kind, WORD_NUMBER);
    side_free(&s);
}
END_TEST

static const char *const corpus[][2] = {
    {"Жоғары мәртебелі елші мырза!", "Your Excellency, Mr Ambassador,"},
    {"Қонақтар көп.", "There are many guests."},
    {"Жоғары мәртебелі министр мырза, сәлем.", "Hello, Your Excellency, Minister."},
    {"Су таза.", "The water is clean."},
    {"Жоғары мәртебелі төраға ханым!", "Your Excellency, Madam Chairperson,"},
    {"Қонақтар кетті.", "The guests have left."},
};

struct found {
    struct phrase_side source, target;
    struct phrase_vec pairs;
    struct map words;
};

static void extract(struct found *f, unsigned least)
{
    static const char *const function_words[] = {"the", "are", "is", "have", "there"};
    const struct phrase_options o = {.min_count = least};

    *f = (struct found){.words = MAP_INIT};
    for (size_t i = 0; i < COUNT_OF(function_words); i++)
        ck_assert_ptr_nonnull(map_put(&f->words, span_str(function_words[i]), NULL));
    phrase_side_init(&f->source, NULL, NULL);
    phrase_side_init(&f->target, &f->words, NULL);
    for (size_t i = 0; i < COUNT_OF(corpus); i++) {
        ck_assert_int_eq(phrase_side_add(&f->source, span_str(corpus[i][0]), NULL), ST_OK);
        ck_assert_int_eq(phrase_side_add(&f->target, span_str(corpus[i][1]), NULL), ST_OK);
    }
    ck_assert_int_eq(phrases_extract(&f->source, &f->target, &o, &f->pairs, NULL, NULL), ST_OK);
}

static void drop(struct found *f)
{
    phrase_side_free(&f->source);
    phrase_side_free(&f->target);
    vec_free(&f->pairs);
    map_free(&f->words);
}

static struct span text_of(const struct found *f, size_t i, bool source)
{
    const struct phrase_pair *p = &f->pairs.v[i];

    return source ? phrase_text(&f->source, p->places[0].segment, p->places[0].source, p->n_source)
                  : phrase_text(&f->target, p->places[0].segment, p->places[0].target,
                                p->n_target);
}

START_TEST(the_form_of_address_comes_first)
{
    struct found f;

    extract(&f, 2);
    ck_assert_uint_gt(f.pairs.len, 1);
    ck_assert(span_eqs(text_of(&f, 0, true), "Жоғары мәртебелі"));
    ck_assert(span_eqs(text_of(&f, 0, false), "Your Excellency"));
    ck_assert_uint_eq(f.pairs.v[0].pairs, 3);
    ck_assert_uint_eq(f.pairs.v[0].source_count, 3);
    ck_assert_uint_eq(f.pairs.v[0].target_count, 3);
    ck_assert_uint_eq(f.pairs.v[0].n_places, PHRASE_EXAMPLES);
    ck_assert_uint_ne(f.pairs.v[0].places[0].segment, f.pairs.v[0].places[1].segment);
    ck_assert_uint_ge(f.pairs.v[0].linked, 2);
    for (size_t i = 1; i < f.pairs.len; i++) {
        ck_assert_double_le(f.pairs.v[i].score, f.pairs.v[i - 1].score);
        ck_assert(!span_eqs(text_of(&f, i, false), "Excellency")); /* a piece of the first */
    }
    drop(&f);
}
END_TEST

START_TEST(edges_are_no_function_words_or_signs)
{
    struct found f;

    extract(&f, 1);
    ck_assert_uint_gt(f.pairs.len, 3);
    for (size_t i = 0; i < f.pairs.len; i++) {
        struct span t = text_of(&f, i, false);
        ck_assert(!span_starts(t, span_str("The ")) && !span_starts(t, span_str("are ")));
        ck_assert_int_lt(span_find(t, span_str(","), 0), 0);
    }
    drop(&f);
}
END_TEST

/* Words that are rated by the same counts: several of them come before single ones, and a pair whose
 * halves meet more often before one whose halves stand alone, too. */
START_TEST(several_words_and_sure_pairs_score_higher)
{
    struct phrase_pair one = {.n_source = 1, .n_target = 1, .linked = 4, .pairs = 4,
                              .source_count = 4, .target_count = 4, .whole = 1};
    struct phrase_pair several = one, loose = one;

    several.n_source = several.n_target = 2;
    loose.source_count = 8;
    phrase_rate(&one, 100);
    phrase_rate(&several, 100);
    phrase_rate(&loose, 100);
    ck_assert_double_gt(several.score, one.score);
    ck_assert_double_gt(one.score, loose.score);
    ck_assert_double_eq_tol(one.confidence, 0.8, 1e-9); /* 4 of 4: n / (n + 1) */
    ck_assert_double_lt(loose.confidence, one.confidence);
}
END_TEST

UNIT_MAIN("phrases", several_words_and_sure_pairs_score_higher, words_that_go_together_are_linked, tokens_are_taken_as_they_are_cut,
          the_form_of_address_comes_first, edges_are_no_function_words_or_signs)
