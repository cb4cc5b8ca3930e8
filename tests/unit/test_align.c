/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/unit.h"

#include "align/cognate.h"
#include "align/docalign.h"

#include <math.h>

static bool key_is(const char *word, const char *want)
{
    struct buf b = BUF_INIT;
    bool same;

    ck_assert(cognate_key(span_str(word), &b));
    same = span_eqs(buf_span(&b), want);
    buf_free(&b);
    return same;
}

static bool meet(const char *a, const char *b)
{
    struct buf key = BUF_INIT;
    bool same;

    ck_assert(cognate_key(span_str(b), &key));
    same = key.len && key_is(a, buf_cstr(&key));
    buf_free(&key);
    return same;
}

START_TEST(cognates_meet_across_scripts)
{
    ck_assert(meet("министр", "minister"));
    ck_assert(meet("kommission", "commission"));
    ck_assert(meet("астана", "astana"));
    ck_assert(key_is("жол", "")); /* too short to say anything */
    ck_assert(key_is("世界世界世界", ""));
    ck_assert(!meet("қазақ", "орыс"));
}
END_TEST

START_TEST(segments_become_types)
{
    struct side s;

    side_init(&s, VOCAB_STEM);
    ck_assert_int_eq(side_add(&s, span_str("Мемлекеттік мемлекеттің 1,000 басы."), NULL), ST_OK);
    ck_assert_uint_eq(s.segments.v[0].count, 5);
    ck_assert_uint_eq(side_tokens(&s, 0)[0], side_tokens(&s, 0)[1]); /* one stem */
    ck_assert_uint_eq(vocab_find(&s.vocab, span_str("1 000"), WORD_NUMBER), side_tokens(&s, 0)[2]);
    ck_assert_uint_eq(vocab_find(&s.vocab, span_str("жоқ"), WORD_LETTERS), UINT32_MAX);
    side_free(&s);
}
END_TEST

/* Three pairs of two words each, in which one word pair always goes together. */
START_TEST(model_one_finds_what_goes_together)
{
    static const uint32_t a[] = {0, 1}, b[] = {0, 2}, c[] = {0, 3};
    const struct lex_pair pairs[] = {{a, a, 2, 2, 1}, {b, b, 2, 2, 1}, {c, c, 2, 2, 1}};
    const uint32_t counts[] = {3, 1, 1, 1};
    struct lexicon l = {0};
    struct lex_rows rows;

    ck_assert_int_eq(lex_init(&l, 4, counts, 4, NULL), ST_OK);
    ck_assert_int_eq(lex_train(&l, pairs, 3, 6, 0, NULL), ST_OK);
    ck_assert_float_gt(lex_get(&l, 0, 0), 0.7f);
    ck_assert_float_gt(lex_get(&l, 1, 1), lex_get(&l, 1, 0));
    ck_assert_float_eq(lex_get(&l, 1, 2), 0);
    for (uint32_t s = 0; s < 4; s++) {
        double sum = 0;
        for (uint32_t t = 0; t < 4; t++)
            sum += (double)lex_get(&l, s, t);
        ck_assert_double_eq_tol(sum, 1, 1e-4);
    }
    ck_assert_int_eq(lex_rows_make(&rows, &l, 0.01f, NULL), ST_OK);
    for (size_t s = 0; s < 4; s++)
        for (size_t i = rows.first[s]; i < rows.first[s + 1]; i++)
            ck_assert_float_eq(rows.v[i].p, lex_get(&l, (uint32_t)s, rows.v[i].target));
    ck_assert_uint_gt(rows.first[4], 6);
    lex_rows_free(&rows);
    lex_free(&l);
}
END_TEST

/* Of twelve pairs each has a word of its own, which the others cannot explain, beside a common one. */
START_TEST(rare_words_are_not_expected_to_be_explained)
{
    enum { PAIRS = 12, COMMON = PAIRS };
    uint32_t words[PAIRS][2], counts[PAIRS + 1];
    struct lex_pair pairs[PAIRS + 1];
    struct lexicon l = {0};
    float common;

    for (uint32_t i = 0; i < PAIRS; i++) {
        words[i][0] = i;
        words[i][1] = COMMON;
        pairs[i] = (struct lex_pair){words[i], words[i], 2, 2, 1, false};
        counts[i] = 1;
    }
    counts[COMMON] = PAIRS;
    ck_assert_int_eq(lex_init(&l, PAIRS + 1, counts, PAIRS + 1, NULL), ST_OK);
    ck_assert_int_eq(lex_train(&l, pairs, PAIRS, 6, 0.4f, NULL), ST_OK);
    common = l.null[COMMON];
    ck_assert_float_lt(common, 0.5f);
    ck_assert_float_gt(l.null[0], 0.6f);
    lex_free(&l);

    /* a term of a dictionary teaches the word, and is no text whose words go unexplained */
    pairs[PAIRS] = (struct lex_pair){words[0], words[0], 1, 1, 3, true};
    ck_assert_int_eq(lex_init(&l, PAIRS + 1, counts, PAIRS + 1, NULL), ST_OK);
    ck_assert_int_eq(lex_train(&l, pairs, PAIRS + 1, 6, 0.4f, NULL), ST_OK);
    ck_assert_float_eq_tol(l.null[COMMON], common, 0.1f);
    ck_assert_float_gt(lex_get(&l, 0, 0), 0.8f);
    lex_free(&l);
}
END_TEST

static void fill(struct side *s, const char *const *lines)
{
    side_init(s, VOCAB_STEM);
    for (; *lines; lines++)
        ck_assert_int_eq(side_add(s, span_str(*lines), NULL), ST_OK);
}

static char *aligned(const char *const *a, const char *const *b, const struct doc_options *o)
{
    struct side source, target;
    struct bead_vec beads = VEC_INIT;
    struct buf out = BUF_INIT;
    uint32_t i = 0, j = 0;

    fill(&source, a);
    fill(&target, b);
    ck_assert_int_eq(doc_align(&source, &target, o, &beads, NULL), ST_OK);
    for (size_t k = 0; k < beads.len; k++) {
        const struct bead *x = &beads.v[k];
        ck_assert_uint_eq(x->source, i);
        ck_assert_uint_eq(x->target, j);
        ck_assert(x->probability >= 0 && x->probability <= 1);
        i += x->n_source;
        j += x->n_target;
        buf_printf(&out, "%s%u-%u", k ? " " : "", x->n_source, x->n_target);
    }
    ck_assert_uint_eq(i, source.segments.len);
    ck_assert_uint_eq(j, target.segments.len);
    vec_free(&beads);
    side_free(&source);
    side_free(&target);
    return buf_steal(&out);
}

static const char *const kazakh[] = {
    "Форум 2024 жылғы 5 маусымда Астанада өтті.",
    "Оған 38 елден 1500 қонақ келді, олардың ішінде 12 министр бар. Қазақстан 40 құжат ұсынды.",
    "Президент Тоқаев сөз сөйледі.",
    "Келесі жиын 2026 жылы Алматыда болады.",
    NULL,
};

START_TEST(a_split_sentence_and_a_left_out_one)
{
    static const char *const english[] = {
        "The forum was held in Astana on 5 June 2024.",
        "It was attended by 1500 guests from 38 countries, among them 12 ministers.",
        "Kazakhstan submitted 40 documents.",
        "The weather in the capital was warm and sunny during all days of this event, they say.",
        "President Tokayev made a speech.",
        "The next meeting will be in Almaty in 2026.",
        NULL,
    };
    const struct doc_options none = {0};
    char *got = aligned(kazakh, english, &none);

    ck_assert_str_eq(got, "1-1 1-2 0-1 1-1 1-1");
    free(got);
}
END_TEST

START_TEST(empty_sides_are_left_out)
{
    static const char *const nothing[] = {NULL};
    const struct doc_options none = {0};
    char *got = aligned(kazakh, nothing, &none);

    ck_assert_str_eq(got, "1-0 1-0 1-0 1-0");
    free(got);
    got = aligned(nothing, nothing, &none);
    ck_assert(!got || !*got);
    free(got);
}
END_TEST

START_TEST(anchors_are_kept)
{
    static const struct bead_anchor anchors[] = {{0, 2}};
    static const char *const words[] = {"бір екі үш", "төрт бес алты", "жеті сегіз тоғыз", NULL};
    const struct doc_options o = {.anchors = anchors, .n_anchors = 1};
    char *got = aligned(words, words, &o);

    ck_assert_msg(strstr(got, "1-3") || strstr(got, "0-1") || strstr(got, "1-2"), "%s", got);
    free(got);
}
END_TEST

/* The probabilities of all beads that can begin the alignment of two small documents are one. */
START_TEST(probabilities_add_up)
{
    static const char *const words[] = {"aaaa bbbb", "cccc dddd", NULL};
    static const struct bead first[] = {{0, 1, 0, 1, 0}, {0, 1, 0, 2, 0}, {0, 2, 0, 1, 0},
                                        {0, 2, 0, 2, 0}, {0, 1, 0, 0, 0}, {0, 0, 0, 1, 0}};
    struct side s;
    struct bead_model m = {.ratio = 1, .variance = 4, .leave = log(0.05), .leave_on = log(0.2),
                           .leave_long = log(0.01), .leave_long_on = log(0.9), .sharpness = 1};
    struct bead_band band;
    float plain[8] = {0.25f, 0.25f, 0.25f, 0.25f};
    float null[8] = {0.9f, 0.9f, 0.9f, 0.9f};
    double sum = 0;
    struct lexicon l = {0};
    uint32_t counts[8] = {1, 1, 1, 1};
    struct bead_vec likely = VEC_INIT;

    fill(&s, words);
    for (int k = 0; k < BEAD_SHAPES; k++)
        m.shape[k] = log(1.0 / BEAD_SHAPES);
    ck_assert_int_eq(lex_init(&l, 4, counts, 4, NULL), ST_OK);
    ck_assert_int_eq(lex_rows_make(&m.forward, &l, 0, NULL), ST_OK);
    ck_assert_int_eq(lex_rows_make(&m.backward, &l, 0, NULL), ST_OK);
    m.source_unigram = m.target_unigram = plain;
    m.source_null = m.target_null = null;
    ck_assert_int_eq(band_make(&band, 2, 2, NULL, 5, NULL, 0, NULL), ST_OK);
    for (size_t i = 0; i < COUNT_OF(first); i++) {
        struct bead one = first[i];
        struct bead_vec v = {&one, 1, 1};
        ck_assert_int_eq(beads_probability(&s, &s, &m, &band, &v, &likely, 0, NULL), ST_OK);
        sum += (double)one.probability;
    }
    ck_assert_double_eq_tol(sum, 1, 1e-3);
    ck_assert_uint_eq(likely.len, 9); /* 1-1 at four places, 1-2 and 2-1 at two each, 2-2 */
    vec_free(&likely);
    band_free(&band);
    lex_rows_free(&m.forward);
    lex_rows_free(&m.backward);
    lex_free(&l);
    side_free(&s);
}
END_TEST

START_TEST(segment_pairs_are_found_from_either_side)
{
    struct segpairs s = {.v = VEC_INIT};

    ck_assert(segpairs_add(&s, 2, 0, 0.5f) && segpairs_add(&s, 0, 1, 0.5f) &&
              segpairs_add(&s, 2, 1, 0.25f) && segpairs_add(&s, 2, 1, 0.25f) &&
              segpairs_add(&s, 1, 1, 0.1f));
    ck_assert_int_eq(segpairs_order(&s, 3, 2, 0.2f, NULL), ST_OK);
    ck_assert_uint_eq(s.v.len, 3);
    ck_assert_float_eq(segpairs_find(&s, 2, 1)->weight, 0.5f); /* both together */
    ck_assert_ptr_null(segpairs_find(&s, 1, 1));               /* too light */
    ck_assert_uint_eq(segpairs_get(&s, 1, 1, 0)->source, 0);
    ck_assert_uint_eq(segpairs_get(&s, 1, 1, 1)->source, 2);
    ck_assert_ptr_null(segpairs_get(&s, 1, 1, 2));
    ck_assert_ptr_null(segpairs_get(&s, 0, 1, 0));
    segpairs_free(&s);
}
END_TEST

/* Words that went together in one pair of segments only owe all to it; others do not. */
START_TEST(a_pair_says_nothing_for_itself)
{
    static const char *const a[] = {"aaaa once", "aaaa", "aaaa", NULL};
    static const char *const b[] = {"xxxx yyyy", "xxxx", "xxxx", NULL};
    struct side source, target;
    struct lexicon there = {0}, back = {0};
    struct lex_rows forward, backward;
    struct lex_pair pairs[3], turned[3];
    struct lessons l = {.less = VEC_INIT};
    const float *less;
    float null[4] = {0.1f, 0.1f, 0.1f, 0.1f};
    float once, often;

    fill(&source, a);
    fill(&target, b);
    for (uint32_t i = 0; i < 3; i++) {
        pairs[i] = (struct lex_pair){side_tokens(&source, i), side_tokens(&target, i),
                                     source.segments.v[i].count, target.segments.v[i].count, 1};
        turned[i] = (struct lex_pair){pairs[i].target, pairs[i].source, pairs[i].n_target,
                                      pairs[i].n_source, 1};
        ck_assert(segpairs_add(&l.pairs, i, i, 1));
    }
    ck_assert_int_eq(lexicons_begin(&there, &back, &source.vocab, &target.vocab, NULL),
                     ST_OK);
    ck_assert_int_eq(lex_train(&there, pairs, 3, 8, 0, NULL), ST_OK);
    ck_assert_int_eq(lex_train(&back, turned, 3, 8, 0, NULL), ST_OK);
    ck_assert_int_eq(lex_rows_make(&forward, &there, 0, NULL), ST_OK);
    ck_assert_int_eq(lex_rows_make(&backward, &back, 0, NULL), ST_OK);
    ck_assert_int_eq(
        lessons_finish(&l,
                       &(struct lesson_words){&source, &target, &forward, there.unigram, null},
                       &(struct lesson_words){&target, &source, &backward, back.unigram, null},
                       NULL),
        ST_OK);
    less = lessons_less(&l, 0, 0, false);
    ck_assert_ptr_nonnull(less);
    often = lex_get(&there, 0, 0);
    once = lex_get(&there, 1, 1);
    ck_assert_float_gt(once, 0.5f);
    ck_assert_float_gt(less[1], 0.8f * once);   /* "yyyy" is known from here alone */
    ck_assert_float_lt(less[0], 0.5f * often);  /* "xxxx" from two others, too */
    ck_assert_ptr_null(lessons_less(&l, 0, 1, false));
    lessons_free(&l);
    lex_rows_free(&forward);
    lex_rows_free(&backward);
    lex_free(&there);
    lex_free(&back);
    side_free(&source);
    side_free(&target);
}
END_TEST

UNIT_MAIN("align", cognates_meet_across_scripts, segments_become_types,
          model_one_finds_what_goes_together, rare_words_are_not_expected_to_be_explained,
          a_split_sentence_and_a_left_out_one,
          empty_sides_are_left_out, anchors_are_kept, probabilities_add_up,
          segment_pairs_are_found_from_either_side, a_pair_says_nothing_for_itself)
