/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/token.h"

#include "text/norm.h"

enum char_class { IS_OTHER, IS_LETTER, IS_MARK, IS_APOSTROPHE, IS_JOINER, IS_DIGIT };

bool token_apostrophe(uint32_t c)
{
    switch (c) {
    case '\'':
    case '`':
    case 0xB4:
    case 0x2B9:
    case 0x2BB:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x2032:
        return true;
    }
    return false;
}

static bool is_joiner(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060;
}

static enum char_class classify(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? IS_LETTER
               : (c >= '0' && c <= '9') || c == '_'   ? IS_DIGIT
               : c == '\'' || c == '`'                ? IS_APOSTROPHE
                                                      : IS_OTHER;
    if (c >= 0x400 && c < 0x530 && (c < 0x482 || c > 0x489))
        return IS_LETTER;
    if (c >= 0xC0 && c < 0x250)
        return c == 0xD7 || c == 0xF7 ? IS_OTHER : IS_LETTER;
    if (token_apostrophe(c))
        return IS_APOSTROPHE;
    if (is_joiner(c))
        return IS_JOINER;
    if (c == UTF8_BAD)
        return IS_DIGIT; /* glued to a word it spoils it */
    return char_is_letter(c) ? IS_LETTER : char_is_mark(c) ? IS_MARK : char_is_digit(c) ? IS_DIGIT
                                                                                          : IS_OTHER;
}

static uint8_t script_bit(uint32_t c)
{
    if (c < 0x250)
        return TOKEN_LATIN;
    if (c >= 0x400 && c < 0x530)
        return TOKEN_CYRILLIC;
    switch (char_script(c)) {
    case SCRIPT_LATIN:
        return TOKEN_LATIN;
    case SCRIPT_CYRILLIC:
        return TOKEN_CYRILLIC;
    case SCRIPT_COMMON:
        return 0;
    default:
        return TOKEN_OTHER_SCRIPT;
    }
}

/* Upper 1, lower -1, neither 0. */
static int case_of(uint32_t c)
{
    if (c < 0x80)
        return c <= 'Z' ? 1 : -1;
    if (c >= 0x400 && c < 0x460)
        return c < 0x430 ? 1 : -1;
    return char_is_upper(c) ? 1 : char_is_lower(c) ? -1 : 0;
}

/* What was seen of the letters of a word. */
struct shape {
    unsigned letters, uppers, cased;
    bool first_upper;
    uint8_t scripts;
};

static void see_letter(struct shape *s, uint32_t c)
{
    int way = case_of(c);

    if (s->letters == 0)
        s->first_upper = way > 0;
    s->letters++;
    s->uppers += way > 0;
    s->cased += way != 0;
    s->scripts |= script_bit(c);
}

static enum token_caps caps_of(const struct shape *s)
{
    if (s->cased == 0)
        return CAPS_NONE;
    if (!s->first_upper)
        return CAPS_LOWER;
    if (s->uppers == s->cased && s->cased > 1)
        return CAPS_UPPER;
    return s->uppers == 1 ? CAPS_TITLE : CAPS_MIXED;
}

/* A letter follows at `at`, perhaps behind joiners. */
static bool letter_follows(struct span s, size_t at)
{
    while (at < s.len) {
        uint32_t c = utf8_next(s, &at);

        if (!is_joiner(c))
            return classify(c) == IS_LETTER;
    }
    return false;
}

/* Is `word` an elided article at an apostrophe with a capital behind it: one or two small letters,
 * or L, D and Qu at the beginning of a sentence? */
static bool is_elision(const struct shape *s, struct span word, struct span text, size_t behind)
{
    size_t len;

    if (s->letters > 2 || !(s->scripts & TOKEN_LATIN) || behind >= text.len ||
        (s->uppers && !span_eqs(word, "L") && !span_eqs(word, "D") && !span_eqs(word, "Qu")))
        return false;
    return case_of(utf8_decode(text, behind, &len)) > 0;
}

#ifdef __SSE2__

#include <emmintrin.h>

/* How many of the 16 bytes at `p` are a to z, up to the first that is not. */
static unsigned small_latin(const char *p)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i in = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('a' - 1)),
                               _mm_cmplt_epi8(v, _mm_set1_epi8('z' + 1)));

    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(in) | 1u << 16);
}

/* The same for bytes of the letters а to я: D0 B0..BF, D1 80..8F. */
static unsigned small_cyrillic(const char *p)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i pairs = _mm_and_si128(v, _mm_set1_epi16((short)0xF0FF));
    __m128i in = _mm_or_si128(_mm_cmpeq_epi16(pairs, _mm_set1_epi16((short)0xB0D0)),
                              _mm_cmpeq_epi16(pairs, _mm_set1_epi16((short)0x80D1)));

    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(in) | 1u << 16);
}

#else

static unsigned small_latin(const char *p)
{
    unsigned n = 0;

    while (n < 16 && p[n] >= 'a' && p[n] <= 'z')
        n++;
    return n;
}

static bool is_small_cyrillic(unsigned char c, unsigned char d)
{
    return (c == 0xD0 && d >= 0xB0 && d <= 0xBF) || (c == 0xD1 && d >= 0x80 && d <= 0x8F);
}

static unsigned small_cyrillic(const char *p)
{
    unsigned n = 0;

    while (n < 16 && is_small_cyrillic((unsigned char)p[n], (unsigned char)p[n + 1]))
        n += 2;
    return n;
}

#endif

/* Where small letters a to z (else а to я) that begin at byte `i` end; short of the end of the text
 * some may be left. */
static inline size_t small_end(struct span s, size_t i, bool latin)
{
    for (unsigned n = 16; n == 16 && i + 16 <= s.len; i += n)
        n = latin ? small_latin(s.ptr + i) : small_cyrillic(s.ptr + i);
    return i;
}

/* Step over small letters a to z, or а to я, which most of a text is, as far as they are not the first
 * of the word. */
static inline size_t plain_letters(struct span s, size_t i, struct shape *shape)
{
    bool latin = i < s.len && (unsigned char)s.ptr[i] < 0x80;
    size_t to = small_end(s, i, latin);
    unsigned n = (unsigned)(to - i) / (latin ? 1 : 2);

    shape->letters += n;
    shape->cased += n;
    if (n)
        shape->scripts |= latin ? TOKEN_LATIN : TOKEN_CYRILLIC;
    return to;
}

/* Read the word at *at (a letter); false when it is spoilt by a digit glued to it. */
static bool read_word(struct span s, size_t *at, struct token *t)
{
    struct shape shape = {0};
    size_t i = *at, from = i, end = i;
    bool spoilt = false;

    t->apostrophe = UINT32_MAX;
    while (i < s.len) {
        size_t was = i = end = plain_letters(s, i, &shape);
        uint32_t c;
        enum char_class k;

        if (i == s.len || s.ptr[i] == ' ')
            break;
        c = utf8_next(s, &i);
        k = classify(c);
        if (k == IS_LETTER) {
            see_letter(&shape, c);
        } else if (k == IS_APOSTROPHE && letter_follows(s, i)) {
            if (is_elision(&shape, span_cut(s, from, was), s, i)) {
                shape = (struct shape){0};
                from = end = i;
                continue;
            }
            t->apostrophe = (uint32_t)(was - from);
        } else if (k == IS_DIGIT) {
            spoilt = true;
        } else if (k == IS_OTHER || k == IS_APOSTROPHE || (k == IS_JOINER && !letter_follows(s, i))) {
            i = was;
            break;
        }
        end = i;
    }
    *at = i > end ? i : end;
    t->at = (uint32_t)from;
    t->len = (uint32_t)(end - from);
    if (t->apostrophe > t->len)
        t->apostrophe = t->len;
    t->letters = shape.letters > UINT16_MAX ? UINT16_MAX : (uint16_t)shape.letters;
    t->caps = (uint8_t)caps_of(&shape);
    t->scripts = shape.scripts;
    return !spoilt && end > from;
}

/* --- what stands between words --- */

struct between {
    unsigned breaks, hyphens, dots, commas, others, spaces;
    bool stop, opens;
    bool after;  /* text that is no word came before */
    bool broken; /* the line ends right behind the hyphen, and nothing but the break follows */
};

static bool is_hyphen(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static void see_between(struct between *b, uint32_t c)
{
    switch (c) {
    case '\n':
        b->broken = b->hyphens == 1 && b->spaces == 0 && b->others == 0;
        b->breaks++;
        b->spaces++;
        return;
    case '\r':
        return;
    case ' ':
    case '\t':
        b->broken = false;
        b->spaces++;
        return;
    case '.':
        b->dots++;
        return;
    case ',':
        b->commas++;
        return;
    case '!':
    case '?':
    case 0x2026: /* … */
    case 0x3002: /* 。 */
        b->stop = true;
        b->others++;
        return;
    case ':':
    case ';':
    case '"':
    case '(':
    case '[':
    case '|':
    case 0xAB:   /* « */
    case 0x201C: /* “ */
    case 0x201E: /* „ */
    case 0x2013: /* – */
    case 0x2014: /* — */
    case 0x2022: /* • */
    case '*':
    case '#':
    case '>':
        b->opens = true;
        b->others++;
        return;
    }
    if (is_hyphen(c))
        b->hyphens++;
    else if (c >= 0x80 && char_is_space(c))
        b->spaces++;
    else if (!is_joiner(c))
        b->others++;
}

/* May a full stop behind `last` be that of an initial?  Two capitals are one (ДЖ. ТОКАЕВ) only where
 * `next` is in capitals too: else they are an abbreviation at the end of a sentence (ЕС. Токаев). */
static bool may_be_initial(const struct token *last, const struct token *next)
{
    if (last->caps == CAPS_UPPER)
        return last->letters == 2 && (next->caps == CAPS_UPPER || next->letters == 1);
    return last->letters <= 4 && last->caps != CAPS_LOWER &&
           (last->letters <= 2 || last->caps == CAPS_TITLE);
}

static enum token_gap gap_of(const struct between *b, const struct token *last,
                             const struct token *next)
{
    if (!last)
        return b->after ? GAP_OTHER : GAP_START;
    if (b->breaks > 1 || b->stop)
        return GAP_STOP;
    if (b->others)
        return GAP_OTHER;
    if (b->dots == 1 && b->commas == 0 && b->hyphens <= 1 && may_be_initial(last, next))
        return GAP_DOT;
    if (b->dots)
        return b->dots == 1 && !b->spaces ? GAP_OTHER : GAP_STOP;
    if (b->commas)
        return b->commas == 1 && !b->hyphens ? GAP_COMMA : GAP_OTHER;
    if (b->hyphens)
        return b->hyphens == 1 && (!b->spaces || b->broken) ? GAP_HYPHEN : GAP_OTHER;
    return b->spaces ? GAP_SPACE : GAP_OTHER;
}

static bool starts_sentence(const struct between *b, enum token_gap gap)
{
    return gap == GAP_START || gap == GAP_STOP || b->opens ||
           (b->breaks && b->hyphens && !b->broken) ||
           (b->dots && b->spaces && gap != GAP_DOT);
}

/* The word at *at, which begins with a letter or a digit; `between` is what came before it. */
static bool take_word(struct tokens *t, struct span text, size_t *at, struct between *between)
{
    struct token token = {0}, *last = t->len ? vec_last(t) : NULL;
    size_t was = *at;

    if (!read_word(text, at, &token)) {
        *between = (struct between){.others = 1, .breaks = between->breaks, .after = true};
        return true;
    }
    if (token.at > was) /* an article was cut off */
        between->others += between->hyphens + between->dots;
    token.gap = (uint8_t)gap_of(between, last, &token);
    token.line_break = between->breaks > 0;
    token.paragraph = between->breaks > 1;
    token.starts = starts_sentence(between, (enum token_gap)token.gap);
    if (token.gap == GAP_DOT)
        last->initial = true;
    *between = (struct between){0};
    return vec_push(t, token);
}

/* The word between the space at *at and the next one, where it is of letters only, as most are: *at is
 * moved behind it. */
static bool plain_word(struct span text, size_t *at, struct token *out)
{
    size_t from = *at + 1, to = from;
    struct shape shape = {0};
    uint32_t c;

    for (;;) {
        to = plain_letters(text, to, &shape);
        if (to >= text.len)
            return false;
        if (text.ptr[to] == ' ')
            break;
        c = utf8_next(text, &to);
        if (classify(c) != IS_LETTER)
            return false;
        see_letter(&shape, c);
    }
    if (shape.letters == 0 || shape.letters > UINT16_MAX)
        return false;
    *out = (struct token){.at = (uint32_t)from, .len = (uint32_t)(to - from),
                          .apostrophe = (uint32_t)(to - from), .letters = (uint16_t)shape.letters,
                          .gap = GAP_SPACE, .caps = (uint8_t)caps_of(&shape),
                          .scripts = shape.scripts};
    *at = to;
    return true;
}

bool tokens_read_part(struct tokens *t, struct span text, size_t from, size_t to, size_t most)
{
    struct between between = {.others = from > 0, .after = from > 0};
    size_t at = from, full = t->len + most, behind = SIZE_MAX; /* the last word */

    text = span_cut(text, 0, to);
    while (at < to && t->len < full) {
        size_t was = at;
        struct token plain;
        enum char_class k;
        uint32_t c;

        if (at == behind && text.ptr[at] == ' ' && plain_word(text, &at, &plain)) {
            if (!vec_push(t, plain))
                return false;
            behind = at;
            continue;
        }
        c = utf8_next(text, &at);
        k = c == ' ' ? IS_OTHER : classify(c);
        if (k != IS_LETTER && k != IS_DIGIT) {
            see_between(&between, c);
            continue;
        }
        at = was;
        if (!take_word(t, text, &at, &between))
            return false;
        behind = between.others ? SIZE_MAX : at;
    }
    /* "Tokayev K." at the very end */
    if (t->len && between.dots == 1 && !between.others && vec_last(t)->letters <= 2 &&
        vec_last(t)->caps != CAPS_LOWER)
        vec_last(t)->initial = true;
    return true;
}

bool tokens_read(struct tokens *t, struct span text)
{
    return tokens_read_part(t, text, 0, text.len, SIZE_MAX - t->len);
}
