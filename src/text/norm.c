/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/norm.h"
#include "base/vec.h"

#include <utf8proc.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Decompositions seldom exceed this; longer ones are asked for again with the size they need. */
enum { STACK_POINTS = 512 };

/* Put the combining marks of one cluster in canonical order (UAX #15, D109): a stable counting sort
 * by class into `spare`, as long, since utf8proc's own sort takes quadratic time. */
static void order_marks(utf8proc_int32_t *marks, size_t n, utf8proc_int32_t *spare)
{
    size_t places[257] = {0};

    for (size_t i = 0; i < n; i++)
        places[(uint8_t)utf8proc_get_property(marks[i])->combining_class + 1]++;
    for (size_t class = 1; class < COUNT_OF(places); class++)
        places[class] += places[class - 1];
    for (size_t i = 0; i < n; i++)
        spare[places[(uint8_t)utf8proc_get_property(marks[i])->combining_class]++] = marks[i];
    memcpy(marks, spare, n * sizeof *marks);
}

static void order_all_marks(utf8proc_int32_t *points, size_t n, utf8proc_int32_t *spare)
{
    size_t first = 0;

    for (size_t i = 0; i <= n; i++) {
        if (i < n && utf8proc_get_property(points[i])->combining_class > 0)
            continue;
        if (i - first > 1)
            order_marks(points + first, i - first, spare);
        first = i + 1;
    }
}

/* As utf8proc_decompose for a run known to make `n` code points, in linear time. */
static void decompose_long(struct span s, utf8proc_int32_t *points, size_t n,
                           utf8proc_option_t options, utf8proc_int32_t *spare)
{
    size_t have = 0, at = 0;
    int boundary = 0;

    while (at < s.len && have < n)
        have += (size_t)utf8proc_decompose_char((utf8proc_int32_t)utf8_next(s, &at), points + have,
                                                (utf8proc_ssize_t)(n - have), options, &boundary);
    order_all_marks(points, n, spare);
}

/* Call utf8proc on one well-formed run and append what it makes. */
static enum status map_run(struct buf *out, struct span s, utf8proc_option_t options,
                           struct error *e)
{
    utf8proc_int32_t stack[STACK_POINTS], *points = stack;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.ptr;
    utf8proc_ssize_t n;
    enum status st = ST_OK;

    n = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.len, points, STACK_POINTS, options);
    if (n > STACK_POINTS) {
        points = calloc((size_t)n * 2 + 1, sizeof *points);
        if (!points)
            return error_nomem(e);
        decompose_long(s, points, (size_t)n, options, points + n);
    }
    if (n < 0)
        st = error_set(e, ST_ENCODING, "%s", utf8proc_errmsg(n));
    else
        n = utf8proc_normalize_utf32(points, n, options);
    for (utf8proc_ssize_t i = 0; !st && i < n; i++)
        utf8_add(out, (uint32_t)points[i]);
    if (points != stack)
        free(points);
    return st ? st : buf_status(out, e);
}

/* Normalize long text in pieces that begin at a starter which composes with nothing before it:
 * cut before an ASCII character that follows an ASCII character. */
static size_t piece_end(struct span s)
{
    enum { PIECE = 256 };
    size_t n = PIECE;

    if (s.len <= PIECE)
        return s.len;
    while (n < s.len && ((unsigned char)s.ptr[n] >= 0x80 || (unsigned char)s.ptr[n - 1] >= 0x80))
        n++;
    return n;
}

static enum status map_text(struct buf *out, struct span s, utf8proc_option_t options,
                            struct error *e)
{
    enum status st = ST_OK;

    while (s.len && !st) {
        size_t good = utf8_valid_prefix(s);
        struct span run = span_cut(s, 0, good);

        while (run.len && !st) {
            size_t n = piece_end(run);
            st = map_run(out, span_cut(run, 0, n), options, e);
            run = span_from(run, n);
        }
        s = span_from(s, good);
        if (!st && s.len) {
            buf_addch(out, s.ptr[0]);
            s = span_from(s, 1);
        }
    }
    return st ? st : buf_status(out, e);
}

/* Two-byte characters that NFC leaves alone wherever they stand: Latin, Cyrillic, Armenian and
 * Arabic letters, not combining marks and what they might join (UAX #15, NFC_Quick_Check). */
static bool stays_2(unsigned char lead, unsigned char trail)
{
    if (lead < 0xCC || lead == 0xD0 || lead == 0xD1 || lead == 0xD3 || lead == 0xD4 || lead == 0xD5)
        return true;
    if (lead == 0xD2) /* 0483-0489 are marks */
        return trail < 0x83 || trail > 0x89;
    return (lead == 0xD8 && (trail < 0x90 || trail > 0x9A)) || (lead == 0xD9 && trail < 0x8B) ||
           (lead == 0xD9 && trail > 0xB0) || lead == 0xDA || (lead == 0xDB && trail < 0x96);
}

/* The same for three bytes: Vietnamese Latin, punctuation, currencies, ideographs. */
static bool stays_3(unsigned char lead, unsigned char second, unsigned char third)
{
    if (lead == 0xE1)
        return second >= 0xB8 && second <= 0xBB;
    if (lead == 0xE2)
        return (second == 0x80 && third > 0x81) || second == 0x81 ||
               (second == 0x82 && third < 0xBF) ||
               (second == 0x84 && third != 0xA6 && third != 0xAA && third != 0xAB);
    return lead >= 0xE4 && lead <= 0xE9;
}

static bool is_trail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* The double breve and ligature ties (U+035C to U+0362: t͡s) compose with nothing, and alone
 * between ASCII characters there is nothing to be put in order. */
static bool is_tie(struct span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;

    return at > 0 && s.len - at >= 2 && p[-1] < 0x80 && p[0] == 0xCD && p[1] >= 0x9C && p[1] <= 0xA2 &&
           (s.len - at == 2 || p[2] < 0x80);
}

/* Whether the character at `at` stays, by the exact test; short of bytes it does not. */
static bool stays_at(struct span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;

    if (is_tie(s, at))
        return true;
    if (s.len - at >= 2 && p[0] < 0xE0)
        return is_trail(p[1]) && stays_2(p[0], p[1]);
    return s.len - at >= 3 && p[0] < 0xF0 && is_trail(p[1]) && is_trail(p[2]) &&
           stays_3(p[0], p[1], p[2]);
}

/*
 * Bytes of UTF-8 tell by themselves whether they begin a character, so every byte is asked alone,
 * without decoding: could it, with the byte behind it, begin one that does not stay?  The tables
 * give hazards as bits; a hazard is looked into only where both bytes have its bit.
 */
enum { ALWAYS = 1, MARK_4 = 2, PUNCT = 4 };

static const unsigned char first_hazard[256] = {
    [0xCC] = ALWAYS, [0xCD] = ALWAYS, [0xCE] = ALWAYS, [0xCF] = ALWAYS, [0xD2] = MARK_4,
    [0xD6 ... 0xD9] = ALWAYS, [0xDB ... 0xE1] = ALWAYS, [0xE2] = PUNCT, [0xE3] = ALWAYS,
    [0xEA ... 0xFF] = ALWAYS,
};
static const unsigned char second_hazard[256] = {
    [0x00 ... 0x7F] = ALWAYS | MARK_4 | PUNCT,
    [0x80] = ALWAYS | PUNCT,
    [0x81] = ALWAYS,
    [0x82] = ALWAYS | PUNCT,
    [0x83 ... 0x89] = ALWAYS | MARK_4 | PUNCT,
    [0x8A ... 0xBF] = ALWAYS | PUNCT,
    [0xC0 ... 0xFF] = ALWAYS | MARK_4 | PUNCT,
};

#ifdef __SSE2__
/* Over bytes below CC and the leads D0 and D1, which are no hazards, sixteen at a time. */
static size_t skip_steady(struct span s, size_t at)
{
    const __m128i low = _mm_set1_epi8((char)0xCC), d0 = _mm_set1_epi8((char)0xD0);

    for (; s.len - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.ptr + at));
        __m128i high = _mm_cmpeq_epi8(_mm_max_epu8(v, low), v);
        __m128i letters = _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)), d0);
        unsigned hazards = (unsigned)_mm_movemask_epi8(_mm_andnot_si128(letters, high));

        if (hazards)
            return at + (size_t)__builtin_ctz(hazards);
    }
    return at;
}
#else
static size_t skip_steady(UNUSED struct span s, size_t at)
{
    return at;
}
#endif

/* Where the first character begins that does not stay; s.len: nowhere. */
static size_t first_loose(struct span s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    for (size_t at = skip_steady(s, 0); at + 1 < s.len; at = skip_steady(s, at + 1))
        if (UNLIKELY(first_hazard[p[at]] & second_hazard[p[at + 1]]) && !stays_at(s, at))
            return at;
    return s.len == 0 || p[s.len - 1] < 0x80 || is_trail(p[s.len - 1]) ? s.len : s.len - 1;
}

bool norm_is_nfc_quick(struct span s)
{
    return first_loose(s) == s.len;
}

/* Compose the neighbourhood of each character that does not stay, from the one before it to the
 * next that does and is no mark; copy what lies between. */
static enum status compose(struct buf *out, struct span s, struct error *e)
{
    enum status st = ST_OK;

    while (s.len > 0 && st == ST_OK) {
        size_t loose = first_loose(s), from = loose, to = loose;

        if (loose > 0 && loose < s.len)
            (void)utf8_prev(s, &from);
        buf_add(out, span_cut(s, 0, from));
        while (to < s.len && (unsigned char)s.ptr[to] >= 0x80 && (is_tie(s, to) || !stays_at(s, to)))
            (void)utf8_next(s, &to);
        if (loose < s.len)
            st = map_text(out, span_cut(s, from, to), UTF8PROC_STABLE | UTF8PROC_COMPOSE, e);
        s = span_from(s, to);
    }
    return st == ST_OK ? buf_status(out, e) : st;
}

enum status norm_add(struct buf *out, struct span s, enum norm_form form, struct error *e)
{
    if (form == NORM_NFC)
        return compose(out, s, e);
    return map_text(out, s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, e);
}

/* Is it a small letter, and not one that folding writes otherwise (\u0149, \u017F)? */
static bool is_folded(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c < 0x180)
        return (c >= 0xE0 && c <= 0xFF && c != 0xF7) || (c > 0xFF && c < 0x138 && (c & 1)) ||
               (c > 0x138 && c < 0x149 && !(c & 1)) || (c > 0x149 && c < 0x178 && (c & 1));
    return (c >= 0x430 && c < 0x460) || (c > 0x460 && c < 0x482 && (c & 1)) ||
           (c > 0x489 && c < 0x4C0 && (c & 1)) || (c >= 0x4D0 && c < 0x530 && (c & 1));
}

bool norm_is_folded_quick(struct span s)
{
    for (size_t at = 0; at < s.len;)
        if (!is_folded(utf8_next(s, &at)))
            return false;
    return true;
}

enum status norm_add_folded(struct buf *out, struct span s, struct error *e)
{
    if (norm_is_folded_quick(s)) {
        buf_add(out, s);
        return buf_status(out, e);
    }
    return map_text(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD, e);
}

/* Fold one well-formed run of at most STACK_POINTS / 4 bytes; returns bytes written. */
static size_t fold_run(struct span s, char *out, size_t room)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_int32_t points[STACK_POINTS];
    utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)s.ptr,
                                            (utf8proc_ssize_t)s.len, points, STACK_POINTS, options);
    size_t len = 0;

    if (n < 0 || n > STACK_POINTS)
        return 0;
    n = utf8proc_normalize_utf32(points, n, options);
    for (utf8proc_ssize_t i = 0; i < n && room - len >= 4; i++)
        len += utf8_encode((uint32_t)points[i], out + len);
    return len;
}

size_t norm_fold_short(struct span s, char *out, size_t room)
{
    size_t len = 0, good = utf8_valid_prefix(span_cut(s, 0, STACK_POINTS / 4));

    if (s.len && s.len + 4 <= room && norm_is_folded_quick(s)) {
        memcpy(out, s.ptr, s.len);
        return s.len;
    }
    while (s.len && room - len >= 4) {
        if (good) {
            len += fold_run(span_cut(s, 0, good), out + len, room - len);
        } else {
            out[len++] = s.ptr[0];
            good = 1;
        }
        s = span_from(s, good);
        good = utf8_valid_prefix(span_cut(s, 0, STACK_POINTS / 4));
    }
    return len;
}

enum status norm_add_unaccented(struct buf *out, struct span s, struct error *e)
{
    return map_text(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK, e);
}

uint32_t char_lower(uint32_t c)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t char_upper(uint32_t c)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

/* Letters of Latin Extended-A and of Cyrillic that stand in pairs, the small one odd. */
static bool is_paired(uint32_t c)
{
    return c - 0x100 < 0x38 || c - 0x14A < 0x2E || c - 0x48A < 0x36 || c - 0x4D0 < 0x60;
}

static utf8proc_category_t category(uint32_t c)
{
    if (c - 'a' < 26 || c - 0x430 < 0x30) /* what is asked most */
        return UTF8PROC_CATEGORY_LL;
    if (c - 'A' < 26 || c - 0x400 < 0x30)
        return UTF8PROC_CATEGORY_LU;
    if (is_paired(c))
        return c & 1 ? UTF8PROC_CATEGORY_LL : UTF8PROC_CATEGORY_LU;
    return c > 0x10FFFF ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)c);
}

enum char_category char_category(uint32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
        return CHAR_LETTER;
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
        return CHAR_MARK;
    case UTF8PROC_CATEGORY_ND:
        return CHAR_DECIMAL;
    case UTF8PROC_CATEGORY_NL:
        return CHAR_LETTER_NUMBER;
    case UTF8PROC_CATEGORY_PC:
        return CHAR_CONNECTOR;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP:
        return CHAR_SEPARATOR;
    case UTF8PROC_CATEGORY_CF:
        return CHAR_FORMAT;
    default:
        return CHAR_ELSE;
    }
}

bool char_is_upper(uint32_t c)
{
    utf8proc_category_t k = category(c);

    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool char_is_lower(uint32_t c)
{
    return category(c) == UTF8PROC_CATEGORY_LL;
}

bool char_is_letter(uint32_t c)
{
    utf8proc_category_t k = category(c);

    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool char_is_mark(uint32_t c)
{
    utf8proc_category_t k = category(c);

    return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}

bool char_is_digit(uint32_t c)
{
    utf8proc_category_t k;

    if (c < 0x80)
        return c >= '0' && c <= '9';
    k = category(c);
    return k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO;
}

bool char_is_punct(uint32_t c)
{
    utf8proc_category_t k = category(c);

    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

bool char_is_space(uint32_t c)
{
    utf8proc_category_t k;

    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    k = category(c);
    return k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP;
}

/* Blocks in code point order; letters outside them are SCRIPT_OTHER. */
static const struct {
    uint32_t first, last;
    enum script script;
} blocks[] = {
    {0x0041, 0x02AF, SCRIPT_LATIN},     {0x0370, 0x03FF, SCRIPT_GREEK},
    {0x0400, 0x052F, SCRIPT_CYRILLIC},  {0x0531, 0x058F, SCRIPT_ARMENIAN},
    {0x0590, 0x05FF, SCRIPT_HEBREW},    {0x0600, 0x077F, SCRIPT_ARABIC},
    {0x08A0, 0x08FF, SCRIPT_ARABIC},    {0x10A0, 0x10FF, SCRIPT_GEORGIAN},
    {0x1100, 0x11FF, SCRIPT_HANGUL},    {0x1C80, 0x1C8F, SCRIPT_CYRILLIC},
    {0x1C90, 0x1CBF, SCRIPT_GEORGIAN},  {0x1D00, 0x1DBF, SCRIPT_LATIN},
    {0x1E00, 0x1EFF, SCRIPT_LATIN},     {0x1F00, 0x1FFF, SCRIPT_GREEK},
    {0x2C60, 0x2C7F, SCRIPT_LATIN},     {0x2D00, 0x2D2F, SCRIPT_GEORGIAN},
    {0x2DE0, 0x2DFF, SCRIPT_CYRILLIC},  {0x3005, 0x3007, SCRIPT_HAN},
    {0x3041, 0x30FF, SCRIPT_KANA},      {0x3130, 0x318F, SCRIPT_HANGUL},
    {0x31F0, 0x31FF, SCRIPT_KANA},      {0x3400, 0x4DBF, SCRIPT_HAN},
    {0x4E00, 0x9FFF, SCRIPT_HAN},       {0xA640, 0xA69F, SCRIPT_CYRILLIC},
    {0xA720, 0xA7FF, SCRIPT_LATIN},     {0xAB30, 0xAB6F, SCRIPT_LATIN},
    {0xAC00, 0xD7FF, SCRIPT_HANGUL},    {0xF900, 0xFAFF, SCRIPT_HAN},
    {0xFB00, 0xFB06, SCRIPT_LATIN},     {0xFB13, 0xFB17, SCRIPT_ARMENIAN},
    {0xFB1D, 0xFB4F, SCRIPT_HEBREW},    {0xFB50, 0xFDFF, SCRIPT_ARABIC},
    {0xFE70, 0xFEFC, SCRIPT_ARABIC},    {0xFF21, 0xFF5A, SCRIPT_LATIN},
    {0xFF66, 0xFF9F, SCRIPT_KANA},      {0x20000, 0x3134F, SCRIPT_HAN},
};

enum script char_script(uint32_t c)
{
    if (!char_is_letter(c))
        return SCRIPT_COMMON;
    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        if (c <= blocks[i].last)
            return c >= blocks[i].first ? blocks[i].script : SCRIPT_OTHER;
    }
    return SCRIPT_OTHER;
}

struct span text_trim(struct span s)
{
    size_t from = 0, at;

    while (from < s.len) {
        at = from;
        if (!char_is_space(utf8_next(s, &at)))
            break;
        from = at;
    }
    s = span_from(s, from);
    while (s.len > 0) {
        at = s.len;
        if (!char_is_space(utf8_prev(s, &at)))
            break;
        s.len = at;
    }
    return s;
}
