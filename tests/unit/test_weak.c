/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences without a full stop: where they are tried apart, and put together again. */
#include "tests/unit/unit.h"

#include "align/rejoin.h"
#include "text/norm.h"

/* Each line is a paragraph of one sentence.  Returns new: the pieces, " | " between those of a
 * paragraph, "; " between paragraphs. */
static char *cut(const char *const *lines)
{
    struct piece_vec sentences = VEC_INIT, pieces = VEC_INIT;
    struct buf out = BUF_INIT;

    for (; *lines; lines++)
        ck_assert(vec_push(&sentences, ((struct piece){span_str(*lines), true, 1})));
    ck_assert_int_eq(weak_cut(&sentences, &pieces, NULL), ST_OK);
    for (size_t i = 0; i < pieces.len; i++) {
        const struct piece *p = &pieces.v[i];
        ck_assert(p->begins == (p->chance >= 1));
        ck_assert(p->chance >= 0.1f && p->chance <= 1);
        buf_adds(&out, !i ? "" : p->begins ? "; " : " | ");
        buf_add(&out, p->text);
    }
    vec_free(&sentences);
    vec_free(&pieces);
    return buf_steal(&out);
}

#define OPEN \
    "open a file", "The list is empty", "The file was not found", "The disk is full", \
    "save the file", "show the list"

START_TEST(open_ends_are_tried_at_capitals)
{
    static const char *const lines[] = {OPEN, "save the file The list is empty", NULL};
    char *got = cut(lines);

    ck_assert_ptr_nonnull(strstr(got, "save the file | The list is empty"));
    ck_assert_ptr_null(strstr(got, "The | "));
    free(got);
}
END_TEST

START_TEST(where_sentences_end_with_full_stops_nothing_is_cut)
{
    static const char *const lines[] = {
        "The President met Kassym in Astana.", "The guests saw The Hague and Paris.",
        "He left for Almaty on Friday.", "They all went Home.", NULL};
    char *got = cut(lines);

    ck_assert_ptr_null(strchr(got, '|'));
    free(got);
}
END_TEST

START_TEST(brackets_and_quotes_go_with_what_they_open)
{
    static const char *const lines[] = {OPEN, "save the file «The list» is empty",
                                        "show the list - The list is empty", NULL};
    char *got = cut(lines);

    ck_assert_ptr_nonnull(strstr(got, "save the file | «The list» is empty"));
    ck_assert_ptr_nonnull(strstr(got, "show the list - The list is empty")); /* a dash joins */
    free(got);
}
END_TEST

START_TEST(the_sign_and_the_ending_before_a_capital_tell)
{
    static const char *const lines[] = {
        OPEN, "save the file, Kassym", "the cat, the dog, the fox, the hen, the cow, the pig, the rat",
        "the oak, the elm, the ash, the fir, the yew, the fig, the bay", "The size of the fraction",
        "the station is full", "delete the caption Kassym", NULL};
    char *got = cut(lines);

    ck_assert_ptr_nonnull(strstr(got, "save the file, Kassym"));       /* no comma ends any */
    ck_assert_ptr_nonnull(strstr(got, "delete the caption | Kassym")); /* "fraction" does */
    free(got);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
    static const char *const none[] = {NULL}, *const marks[] = {"...", "", "42", NULL};
    char *got = cut(none);

    ck_assert(!got || !*got);
    free(got);
    got = cut(marks);
    ck_assert_str_eq(got, "...; ; 42");
    free(got);
}
END_TEST

/* ---- putting together ---- */

/* A document of pieces of one text, which " | " parts where only a guess of this chance does. */
static void make(struct document *d, const char *text, float chance)
{
    struct span rest;
    bool begins = true;

    document_init(d);
    buf_adds(&d->text, text);
    rest = buf_span(&d->text);
    while (rest.len) {
        const char *bar = memchr(rest.ptr, '|', rest.len), *dot = memchr(rest.ptr, '.', rest.len);
        bool weak = bar && (!dot || bar < dot);
        size_t len = weak ? (size_t)(bar - rest.ptr) : dot ? (size_t)(dot - rest.ptr) + 1 : rest.len;
        struct piece p = {text_trim(span_of(rest.ptr, len)), begins, begins ? 1 : chance};
        ck_assert(vec_push(&d->texts, p) && vec_push(&d->chances, p.chance));
        ck_assert_int_eq(side_add(&d->side, p.text, NULL), ST_OK);
        rest = text_trim(span_from(rest, weak ? len + 1 : len));
        begins = !weak;
    }
}

static void check(struct document *d, const char *want)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < d->texts.len; i++) {
        buf_adds(&out, i ? "; " : "");
        buf_add(&out, d->texts.v[i].text);
        ck_assert_float_eq(d->chances.v[i], 1);
    }
    ck_assert_str_eq(buf_cstr(&out), want);
    buf_free(&out);
    document_free(d);
}

/* Two documents and the two beads that they are cut into. */
struct rejoined {
    struct document a, b;
    struct bead_vec beads;
};

static void rejoin_beads(struct rejoined *r, struct bead first, struct bead second)
{
    r->beads = (struct bead_vec)VEC_INIT;
    ck_assert(vec_push(&r->beads, first) && vec_push(&r->beads, second));
    rejoin(&r->a, &r->b, &r->beads);
}

static void check_rejoined(struct rejoined *r, size_t beads, const char *a, const char *b)
{
    ck_assert_uint_eq(r->beads.len, beads);
    check(&r->a, a);
    check(&r->b, b);
    vec_free(&r->beads);
}

/* Two sentences of each side, parted as sure as told, in two beads: what is left of the beads and
 * of the parts.  Of one bead the probability is the weaker one's, .7. */
static void rejoin_halves(const char *a, float sure_a, const char *b, float sure_b, size_t beads,
                          const char *want_a, const char *want_b)
{
    struct rejoined r;

    make(&r.a, a, sure_a);
    make(&r.b, b, sure_b);
    rejoin_beads(&r, (struct bead){0, 1, 0, 1, 0.9f}, (struct bead){1, 1, 1, 1, 0.7f});
    if (beads == 1)
        ck_assert_float_eq(r.beads.v[0].probability, 0.7f);
    check_rejoined(&r, beads, want_a, want_b);
}

START_TEST(a_guess_stays_where_the_other_side_ends_a_sentence)
{
    rejoin_halves("One two | Three four.", 0.6f, "Uno dos. Tres cuatro.", 1, 2,
                  "One two; Three four.", "Uno dos.; Tres cuatro.");
}
END_TEST

START_TEST(unlikely_guesses_on_both_sides_are_one_sentence)
{
    rejoin_halves("One two | Three four.", 0.3f, "Uno dos | Tres cuatro.", 0.6f, 1,
                  "One two | Three four.", "Uno dos | Tres cuatro.");
}
END_TEST

START_TEST(two_guesses_that_agree_stay)
{
    rejoin_halves("One two | Three four.", 0.4f, "Uno dos | Tres cuatro.", 0.8f, 2,
                  "One two; Three four.", "Uno dos; Tres cuatro.");
}
END_TEST

/* What a guess parts and the search leaves out: a doubtful one belongs to the sentence before. */
static void leave_out(float chance, uint32_t n, const char *want)
{
    struct rejoined r;

    make(&r.a, "One two | Three four.", chance);
    make(&r.b, "Uno dos.", 1);
    rejoin_beads(&r, (struct bead){0, 1, 0, 1, 0.9f}, (struct bead){1, 1, 1, 0, 0.7f});
    check_rejoined(&r, n, want, "Uno dos.");
}

START_TEST(what_is_left_out_is_parted_unless_that_is_doubtful)
{
    leave_out(0.4f, 2, "One two; Three four.");
    leave_out(0.2f, 1, "One two | Three four.");
}
END_TEST

START_TEST(guesses_within_a_bead_are_undone)
{
    struct rejoined r;

    make(&r.a, "One | Two. Three.", 0.9f);
    make(&r.b, "Uno y dos. Tres.", 1);
    rejoin_beads(&r, (struct bead){0, 2, 0, 1, 0.9f}, (struct bead){2, 1, 1, 1, 0.9f});
    ck_assert_uint_eq(r.beads.v[0].n_source, 1);
    ck_assert_uint_eq(r.beads.v[1].source, 1);
    ck_assert_uint_eq(r.a.side.segments.len, 2);
    check_rejoined(&r, 2, "One | Two.; Three.", "Uno y dos.; Tres.");
}
END_TEST

UNIT_MAIN("weak", open_ends_are_tried_at_capitals,
          where_sentences_end_with_full_stops_nothing_is_cut,
          brackets_and_quotes_go_with_what_they_open, nothing_gives_nothing,
          the_sign_and_the_ending_before_a_capital_tell,
          a_guess_stays_where_the_other_side_ends_a_sentence,
          unlikely_guesses_on_both_sides_are_one_sentence, two_guesses_that_agree_stay,
          what_is_left_out_is_parted_unless_that_is_doubtful, guesses_within_a_bead_are_undone)
