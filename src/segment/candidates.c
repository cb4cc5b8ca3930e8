/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/candidates.h"

#include "segment/look.h"
#include "segment/marks.h"
#include "text/norm.h"

const char *const candidate_rule[] = {
    [CANDIDATE_ICU] = "icu",          [CANDIDATE_TIGHT] = "no-space", [CANDIDATE_NOTE] = "note",
    [CANDIDATE_CLOSED] = "closed",    [CANDIDATE_ITEM] = "list-item", [CANDIDATE_DASH] = "dash",
    [CANDIDATE_DIGIT] = "digit",      [CANDIDATE_POINTS] = "ellipsis",
};

static bool propose(struct candidate_vec *out, size_t at, enum candidate_kind kind)
{
    return vec_push(out, ((struct candidate){at, kind}));
}

/* Is the run without spaces around `at` an address, a file name or a number with letters? */
static bool in_address(struct span t, size_t at)
{
    size_t from = at, to = at;

    while (from > 0 && (unsigned char)t.ptr[from - 1] > ' ')
        from--;
    while (to < t.len && (unsigned char)t.ptr[to] > ' ')
        to++;
    for (size_t i = from; i < to; i++)
        if (t.ptr[i] == '/' || t.ptr[i] == '@' || t.ptr[i] == '\\' || t.ptr[i] == '=')
            return true;
    return to - from > 4 && memcmp(t.ptr + from, "www.", 4) == 0;
}

/* "world.Today", "жағдайы.XVIII", "1,000.That": the stop at `stop` ends a sentence although no
 * space follows. */
static bool is_tight_end(struct span t, size_t stop, size_t after)
{
    size_t start = look_token(t, stop, 0);
    struct span before = span_cut(t, start, stop), next = look_word(t, after);
    size_t second = 0, first = 0;
    uint32_t last = look_before(t, stop), initial, follow;

    if (next.len == 0 || before.len == 0 || span_find(before, span_str("."), 0) >= 0)
        return false;
    initial = utf8_next(next, &second);
    if (!char_is_upper(initial) || in_address(t, stop))
        return false;
    follow = look_at(t, (size_t)(next.ptr - t.ptr) + next.len);
    if (follow == '.' && char_is_letter(look_at(t, (size_t)(next.ptr - t.ptr) + next.len + 1)))
        return false; /* more points follow: a host name or an abbreviation */
    if (char_is_digit(last))
        return next.len > second;
    if (utf8_count(before) < 3 || !char_is_lower(last) || next.len == second)
        return false;
    return char_is_lower(look_at(next, second)) || char_is_lower(utf8_next(before, &first));
}

/* Is the next letter a capital, but for opening marks? */
static bool capital_follows(struct span t, size_t at)
{
    while (at < t.len && mark_is_opening(look_at(t, at)))
        utf8_next(t, &at);
    return char_is_upper(look_at(t, at));
}

/* "— Sentence": a dash between spaces, and a capital. */
static bool is_dashed_capital(struct span t, size_t at)
{
    uint32_t c = look_at(t, at);

    if (c != '-' && (c < 0x2012 || c > 0x2015))
        return false;
    utf8_next(t, &at);
    return look_past_space(t, at) > at && char_is_upper(look_at(t, look_past_space(t, at)));
}

/* A terminator run was found: propose what ICU does not see. */
static bool propose_after(struct candidate_vec *out, struct span t, size_t stop, size_t end)
{
    size_t notes, tight = end, spaced;

    if (t.ptr[stop] == '.' && end == stop + 1 && is_tight_end(t, stop, end))
        return propose(out, end, CANDIDATE_TIGHT);
    while (tight < t.len && mark_is_closing(look_at(t, tight)) && !look_notes(t, tight))
        utf8_next(t, &tight);
    notes = look_notes(t, tight);
    if (notes && look_past_space(t, tight + notes) > tight + notes)
        return propose(out, look_past_space(t, tight + notes), CANDIDATE_NOTE);
    spaced = look_past_space(t, tight);
    if (spaced > tight && (look_at(t, spaced) == 0xBB || look_at(t, spaced) == 0x203A)) {
        utf8_next(t, &spaced);
        return propose(out, look_past_space(t, spaced), CANDIDATE_CLOSED);
    }
    if (spaced > tight && is_dashed_capital(t, spaced))
        return propose(out, spaced, CANDIDATE_DASH);
    if (spaced > tight && look_before(t, end) == 0x2026 && capital_follows(t, spaced))
        return propose(out, spaced, CANDIDATE_POINTS);
    if (spaced > tight && t.ptr[end - 1] == '.' && char_is_digit(look_at(t, spaced)))
        return propose(out, spaced, CANDIDATE_DIGIT);
    return true;
}

/* First bytes of terminators, bullets, and what ends a list marker. */
static const bool may_propose[256] = {
    ['.'] = true,  [')'] = true,  ['!'] = true,  ['?'] = true, /* ASCII */
    [0xD8] = true, [0xDB] = true,                              /* Arabic */
    [0xE2] = true, [0xE3] = true, [0xEF] = true,               /* U+20xx, U+30xx, U+FFxx */
};

/* Propose the list item whose marker ends in the sign at `end`: "12)", "(a)", "1.". */
static bool propose_item(struct candidate_vec *out, struct span t, size_t end)
{
    size_t at = end;

    while (at > 0 && end - at < 3 && t.ptr[at - 1] >= '0' && t.ptr[at - 1] <= '9')
        at--;
    if (at > 0 && at == end)
        utf8_prev(t, &at);
    if (at > 0 && t.ptr[at - 1] == '(')
        at--;
    return at == 0 || t.ptr[at - 1] != ' ' || !mark_list(t, at).style ||
           propose(out, at, CANDIDATE_ITEM);
}

/* Everything that is proposed besides ICU's boundaries. */
static bool scan(struct candidate_vec *out, struct span t)
{
    for (size_t at = 0; (at = mark_skip(t, at, may_propose)) < t.len;) {
        size_t start = at;
        uint32_t c = utf8_next(t, &at);

        if ((c == '.' || c == ')') && !propose_item(out, t, start))
            return false;
        if (c == 0x2022 && start > 0 && t.ptr[start - 1] == ' ' &&
            !propose(out, start, CANDIDATE_ITEM))
            return false;
        if (!mark_is_terminator(c))
            continue;
        while (at < t.len && mark_is_terminator(look_at(t, at)))
            utf8_next(t, &at);
        if (!propose_after(out, t, start, at))
            return false;
    }
    return true;
}

static int candidate_cmp(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

enum status candidates_find(struct breaks *breaks, struct span t, struct candidate_vec *out,
                            struct error *e)
{
    enum status st = breaks_text(breaks, t, e);
    size_t at;

    vec_clear(out);
    while (!st && breaks_next(breaks, &at))
        if (at < t.len && !propose(out, at, CANDIDATE_ICU))
            return error_nomem(e);
    if (!st && !scan(out, t))
        return error_nomem(e);
    if (out->len)
        qsort(out->v, out->len, sizeof *out->v, candidate_cmp);
    return st;
}
