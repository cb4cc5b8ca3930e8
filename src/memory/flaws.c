/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/flaws.h"

#include "memory/codes.h"
#include "memory/numbers.h"
#include "memory/segment.h"
#include "text/langtag.h"
#include "text/norm.h"
#include "text/plain.h"

enum {
    PLAIN_WORDS = 3, /* words in small letters that are no name */
    LONG_TEXT = 80,  /* code points; shorter texts may well differ much in length */
    LENGTH_RATIO = 8,
};

static const char *const names[FLAW_KINDS] = {
    [FLAW_EMPTY] = "empty",       [FLAW_SAME] = "same",         [FLAW_CONTROL] = "control",
    [FLAW_DUPLICATE] = "duplicate", [FLAW_LANGUAGE] = "language", [FLAW_TAGS] = "tags",
    [FLAW_NUMBERS] = "numbers",   [FLAW_LENGTH] = "length",
};

const char *flaw_name(enum flaw f)
{
    return names[f];
}

bool flaws_parse(struct span list, unsigned *set, struct span *bad)
{
    struct span field;

    *set = 0;
    while (span_split(&list, ',', &field)) {
        int k = 0;

        while (k < FLAW_KINDS && !span_eqs(span_trim(field), names[k]))
            k++;
        *bad = field;
        if (k == FLAW_KINDS)
            return false;
        *set |= 1u << k;
    }
    return true;
}

/* --- control characters --- */

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           c == 0xFEFF || (c != UTF8_BAD && (c & 0xFFFE) == 0xFFFE);
}

bool flaw_has_control(struct span text)
{
    for (size_t at = 0; at < text.len;)
        if (is_control(utf8_next(text, &at)))
            return true;
    return false;
}

void flaw_add_clean(struct buf *out, struct span text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);

        if (!is_control(c))
            buf_add(out, span_cut(text, from, at));
        else if (c == '\v' || c == '\f' || c == 0x85)
            buf_addch(out, ' ');
    }
}

/* --- the tests --- */

static struct buf *note(struct flaws *f, enum flaw kind)
{
    f->set |= 1u << kind;
    return &f->why[kind];
}

static void check_empty(struct flaws *f, const struct tm_variant *source,
                        const struct tm_variant *target)
{
    f->of_source = text_trim(source->text).len == 0;
    if (f->of_source)
        buf_adds(note(f, FLAW_EMPTY), _("the source is empty"));
    else if (text_trim(target->text).len == 0)
        buf_adds(note(f, FLAW_EMPTY), _("the target is empty"));
}

bool flaw_is_untranslated(struct span text)
{
    struct plain p = plain_begin(text);
    struct span word;
    size_t small = 0, at;
    bool has_long = false;

    while (plain_next(&p, &word)) {
        at = 0;
        if (word.len < 2 || char_is_upper(utf8_next(word, &at)))
            continue;
        small++;
        has_long = has_long || utf8_count(word) >= 4;
    }
    return small >= PLAIN_WORDS && has_long;
}

static enum status check_same(struct flaws *f, const struct tm_variant *source,
                              const struct tm_variant *target, struct error *e)
{
    struct buf a = BUF_INIT, b = BUF_INIT;
    struct lang_tag x, y;
    enum status st = tm_normalize(&a, source->text, e);

    if (!st)
        st = tm_normalize(&b, target->text, e);
    if (!st && span_eq(buf_span(&a), buf_span(&b)) && flaw_is_untranslated(source->text) &&
        lang_parse(source->lang, &x) && lang_parse(target->lang, &y) &&
        strcmp(x.language, y.language) != 0)
        buf_adds(note(f, FLAW_SAME), _("the target is the source"));
    buf_free(&a);
    buf_free(&b);
    return st;
}

static void check_control(struct flaws *f, const struct tm_variant *source,
                          const struct tm_variant *target)
{
    bool in_source = flaw_has_control(source->text) || flaw_has_control(source->markup);

    if (in_source || flaw_has_control(target->text) || flaw_has_control(target->markup))
        buf_adds(note(f, FLAW_CONTROL), in_source ? _("control characters in the source")
                                                  : _("control characters in the target"));
}

static void check_language(struct flaws *f, const struct flaws_wanted *wanted,
                           const struct tm_variant *v, bool is_source)
{
    const char *other = wanted->other_language(wanted->context, v->text, v->lang);

    if (!other)
        return;
    buf_printf(note(f, FLAW_LANGUAGE),
               is_source ? _("the source is in %s, not %.*s") : _("the target is in %s, not %.*s"),
               other, SPAN_ARG(v->lang));
    f->of_source = f->of_source || is_source;
}

void flaws_tell_left(struct buf *why, struct span source, struct span target)
{
    if (source.len)
        buf_printf(why, _("the target lacks %.*s"), SPAN_ARG(source));
    if (source.len && target.len)
        buf_adds(why, "; ");
    if (target.len)
        buf_printf(why, _("the source lacks %.*s"), SPAN_ARG(target));
}

static enum status check_tags(struct flaws *f, const struct tm_variant *source,
                              const struct tm_variant *target, struct error *e)
{
    struct codes_left left;
    bool differ;
    enum status st = codes_compare(source->text, target->text, &left, &differ, e);

    if (!st && !differ)
        differ = codes_markup_differ(source->markup, target->markup, &left);
    if (!st && differ)
        flaws_tell_left(note(f, FLAW_TAGS), left.source, left.target);
    return st;
}

static void check_numbers(struct flaws *f, const struct tm_variant *source,
                          const struct tm_variant *target)
{
    struct numbers_left left;

    if (numbers_differ(source->text, target->text, &left))
        flaws_tell_left(note(f, FLAW_NUMBERS), left.source, left.target);
}

/* Code points, those of scripts that write a word or a syllable with one counted more often. */
static size_t text_size(struct span s)
{
    size_t n = 0;

    for (size_t at = 0; at < s.len;) {
        uint32_t c = utf8_next(s, &at);
        enum script script = c == UTF8_BAD ? SCRIPT_OTHER : char_script(c);

        n += script == SCRIPT_HAN ? 3 : script == SCRIPT_KANA || script == SCRIPT_HANGUL ? 2 : 1;
    }
    return n;
}

static void check_length(struct flaws *f, const struct tm_variant *source,
                         const struct tm_variant *target)
{
    size_t a = text_size(text_trim(source->text)), b = text_size(text_trim(target->text));
    size_t longer = a > b ? a : b, shorter = a > b ? b : a;

    if (longer >= LONG_TEXT && longer > shorter * LENGTH_RATIO)
        buf_printf(note(f, FLAW_LENGTH), _("%zu characters and %zu"), a, b);
}

/* Is it something that nobody translates, such as a pattern? */
static bool is_left(const struct tm_variant *source, const struct tm_variant *target)
{
    return span_eq(source->text, target->text) && !flaw_is_untranslated(source->text);
}

enum status flaws_find(struct flaws *out, const struct flaws_wanted *wanted,
                       const struct tm_variant *source, const struct tm_variant *target,
                       struct error *e)
{
    enum status st = ST_OK;

    out->set = 0;
    out->of_source = false;
    for (int k = 0; k < FLAW_KINDS; k++)
        buf_reset(&out->why[k]);
    if (wanted->set & 1u << FLAW_CONTROL)
        check_control(out, source, target);
    check_empty(out, source, target);
    if (!(out->set & 1u << FLAW_EMPTY)) { /* a pair of which one side is missing has no more to tell */
        if (wanted->set & 1u << FLAW_SAME)
            st = check_same(out, source, target, e);
        if (wanted->set & 1u << FLAW_LANGUAGE && wanted->other_language &&
            !(out->set & 1u << FLAW_SAME) && !is_left(source, target)) {
            check_language(out, wanted, source, true);
            if (!(out->set & 1u << FLAW_LANGUAGE))
                check_language(out, wanted, target, false);
        }
        if (!st && wanted->set & 1u << FLAW_TAGS)
            st = check_tags(out, source, target, e);
        if (wanted->set & 1u << FLAW_NUMBERS)
            check_numbers(out, source, target);
        if (wanted->set & 1u << FLAW_LENGTH)
            check_length(out, source, target);
    }
    out->set &= wanted->set;
    for (int k = 0; !st && k < FLAW_KINDS; k++)
        st = buf_status(&out->why[k], e);
    return st;
}

void flaws_free(struct flaws *f)
{
    for (int k = 0; k < FLAW_KINDS; k++)
        buf_free(&f->why[k]);
}
