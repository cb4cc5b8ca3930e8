/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/words.h"
#include "text/norm.h"

/* Word_Break classes of UAX #29, as far as the rules below tell them apart. */
enum word_class {
    C_OTHER,
    C_SPACE,
    C_LETTER,
    C_HEBREW,
    C_IDEOGRAPH, /* a word by itself */
    C_KATAKANA,
    C_DIGIT,
    C_JOINER,     /* ExtendNumLet: underscore and its like */
    C_MID_LETTER, /* joins letters */
    C_MID_NUM,    /* joins digits */
    C_MID_BOTH,   /* MidNumLet and the single quote */
    C_DOUBLE_QUOTE,
    C_EXTEND, /* marks and format characters: belong to what stands before them */
    C_ZWJ,
    C_REGIONAL,
    C_END, /* beyond the text */
};

enum { ZWJ = 0x200D };

struct class_range {
    uint32_t first, last;
    enum word_class class;
};

/* What the general category does not tell, in code point order. */
static const struct class_range exceptions[] = {
    {0x00AD, 0x00AD, C_EXTEND},     {0x00B7, 0x00B7, C_MID_LETTER}, {0x037E, 0x037E, C_MID_NUM},
    {0x0387, 0x0387, C_MID_LETTER}, {0x055F, 0x055F, C_MID_LETTER}, {0x0589, 0x0589, C_MID_NUM},
    {0x05D0, 0x05F2, C_HEBREW},     {0x05F4, 0x05F4, C_MID_LETTER}, {0x060C, 0x060D, C_MID_NUM},
    {0x066C, 0x066C, C_MID_NUM},    {0x07F8, 0x07F8, C_MID_NUM},    {0x0E01, 0x0E30, C_IDEOGRAPH},
    {0x0E32, 0x0E33, C_IDEOGRAPH},  {0x0E40, 0x0E46, C_IDEOGRAPH},  {0x0E81, 0x0EB0, C_IDEOGRAPH},
    {0x0EB2, 0x0EB3, C_IDEOGRAPH},  {0x0EBD, 0x0EC6, C_IDEOGRAPH},  {0x1000, 0x102A, C_IDEOGRAPH},
    {0x1780, 0x17B3, C_IDEOGRAPH},  {0x200B, 0x200B, C_SPACE},      {0x200D, 0x200D, C_ZWJ},
    {0x2018, 0x2019, C_MID_BOTH},   {0x2024, 0x2024, C_MID_BOTH},   {0x2027, 0x2027, C_MID_LETTER},
    {0x202F, 0x202F, C_SPACE},      {0x2044, 0x2044, C_MID_NUM},    {0x24B6, 0x24E9, C_LETTER},
    {0x3005, 0x3007, C_IDEOGRAPH},  {0x3021, 0x3029, C_IDEOGRAPH},  {0x3031, 0x3035, C_KATAKANA},
    {0x3041, 0x3096, C_IDEOGRAPH},  {0x309B, 0x309C, C_KATAKANA},   {0x309D, 0x309F, C_IDEOGRAPH},
    {0x30A0, 0x30FA, C_KATAKANA},   {0x30FC, 0x30FF, C_KATAKANA},   {0x31F0, 0x31FF, C_KATAKANA},
    {0x32D0, 0x32FE, C_KATAKANA},   {0x3300, 0x3357, C_KATAKANA},   {0x3400, 0x4DBF, C_IDEOGRAPH},
    {0x4E00, 0x9FFF, C_IDEOGRAPH},  {0xF900, 0xFAFF, C_IDEOGRAPH},  {0xFB1D, 0xFB1D, C_HEBREW},
    {0xFB1F, 0xFB28, C_HEBREW},     {0xFB2A, 0xFB4F, C_HEBREW},     {0xFE10, 0xFE10, C_MID_NUM},
    {0xFE14, 0xFE14, C_MID_NUM},    {0xFE50, 0xFE50, C_MID_NUM},    {0xFE52, 0xFE52, C_MID_BOTH},
    {0xFE54, 0xFE54, C_MID_NUM},    {0xFF07, 0xFF07, C_MID_BOTH},   {0xFF0C, 0xFF0C, C_MID_NUM},
    {0xFF0E, 0xFF0E, C_MID_BOTH},   {0xFF1B, 0xFF1B, C_MID_NUM},    {0xFF66, 0xFF9D, C_KATAKANA},
    {0x1F1E6, 0x1F1FF, C_REGIONAL}, {0x1F3FB, 0x1F3FF, C_EXTEND},   {0x20000, 0x3FFFD, C_IDEOGRAPH},
    {0xE0000, 0xE0FFF, C_EXTEND},
};

static enum word_class ascii_class(uint32_t c)
{
    if ((c | 0x20) - 'a' < 26)
        return C_LETTER;
    if (c - '0' < 10)
        return C_DIGIT;
    switch (c) {
    case '\t': case '\n': case '\v': case '\f': case '\r': case ' ':
        return C_SPACE;
    case '_':
        return C_JOINER;
    case ',': case ';':
        return C_MID_NUM;
    case '.': case '\'':
        return C_MID_BOTH;
    case '"':
        return C_DOUBLE_QUOTE;
    default:
        return C_OTHER;
    }
}

static const struct class_range *find_exception(uint32_t c)
{
    size_t low = 0, high = COUNT_OF(exceptions);

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (c > exceptions[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    return low < COUNT_OF(exceptions) && c >= exceptions[low].first ? &exceptions[low] : NULL;
}

static enum word_class category_class(uint32_t c)
{
    switch (char_category(c)) {
    case CHAR_LETTER:
    case CHAR_LETTER_NUMBER:
        return C_LETTER;
    case CHAR_MARK:
    case CHAR_FORMAT:
        return C_EXTEND;
    case CHAR_DECIMAL:
        return C_DIGIT;
    case CHAR_CONNECTOR:
        return C_JOINER;
    case CHAR_SEPARATOR:
        return C_SPACE;
    default:
        return c == 0x85 ? C_SPACE : C_OTHER;
    }
}

static enum word_class class_of(uint32_t c)
{
    const struct class_range *r;

    if (c < 0x80)
        return ascii_class(c);
    /* Latin-1 letters to the end of Latin Extended-B, and Cyrillic */
    if ((c >= 0xC0 && c <= 0x2C1 && c != 0xD7 && c != 0xF7) || (c >= 0x400 && c <= 0x481) ||
        (c >= 0x48A && c <= 0x52F))
        return C_LETTER;
    if (c == UTF8_BAD)
        return C_OTHER;
    r = find_exception(c);
    return r ? r->class : category_class(c);
}

/* One character with the marks that belong to it (rule WB4). */
struct piece {
    size_t end;
    enum word_class class;
    bool joins; /* its last mark is ZWJ, which glues the next symbol (WB3c) */
};

static struct piece piece_at(struct span s, size_t at)
{
    struct piece p = {at, C_END, false};

    if (at >= s.len)
        return p;
    p.class = class_of(utf8_next(s, &p.end));
    if (p.class == C_SPACE)
        return p;
    for (size_t next = p.end; next < s.len; p.end = next) {
        uint32_t c = utf8_next(s, &next);
        enum word_class k = c < 0x80 ? C_OTHER : class_of(c);
        if (k != C_EXTEND && k != C_ZWJ)
            break;
        p.joins = k == C_ZWJ;
    }
    return p;
}

static bool is_letter(enum word_class c)
{
    return c == C_LETTER || c == C_HEBREW;
}

/* Rules WB5 and WB8 to WB10, WB13 to WB13b: nothing between the two. */
static bool adjoin(enum word_class a, enum word_class b)
{
    bool word_a = is_letter(a) || a == C_DIGIT, word_b = is_letter(b) || b == C_DIGIT;

    if (word_a && word_b)
        return true;
    if (a == C_KATAKANA && b == C_KATAKANA)
        return true;
    if (a == C_JOINER)
        return word_b || b == C_KATAKANA || b == C_JOINER;
    return b == C_JOINER && (word_a || a == C_KATAKANA);
}

/* Rules WB6/7, WB7b/c and WB11/12: `mid` stands between `a` and `b` and joins them. */
static bool bridges(enum word_class a, enum word_class mid, enum word_class b)
{
    if (mid == C_MID_LETTER || mid == C_MID_BOTH) {
        if (is_letter(a) && is_letter(b))
            return true;
    }
    if (mid == C_MID_NUM || mid == C_MID_BOTH)
        return a == C_DIGIT && b == C_DIGIT;
    return mid == C_DOUBLE_QUOTE && a == C_HEBREW && b == C_HEBREW;
}

/* A single quote ends a Hebrew abbreviation (WB7a). */
static bool hebrew_quote(struct span s, struct piece a, struct piece quote)
{
    return a.class == C_HEBREW && quote.class == C_MID_BOTH && s.ptr[a.end] == '\'';
}

/* Near enough to Extended_Pictographic: the blocks of arrows, signs and emoji. */
static bool is_pictograph(struct span s, size_t at)
{
    uint32_t c = utf8_next(s, &at);

    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

static void note_kind(struct word *w, enum word_class c)
{
    if (is_letter(c) || c == C_IDEOGRAPH || c == C_KATAKANA)
        w->kind = WORD_LETTERS;
    else if (c == C_DIGIT && w->kind == WORD_SYMBOL)
        w->kind = WORD_NUMBER;
}

/* The piece with which a token that has come to `p` goes on, or one of class C_END. */
static struct piece extend(struct span s, struct piece p)
{
    const struct piece stop = {p.end, C_END, false};
    struct piece next, after;

    if (p.end >= s.len)
        return stop;
    next = piece_at(s, p.end);
    if (adjoin(p.class, next.class))
        return next;
    if (p.joins && next.class == C_OTHER && is_pictograph(s, p.end))
        return next;
    if (next.class < C_MID_LETTER || next.class > C_DOUBLE_QUOTE)
        return stop;
    after = piece_at(s, next.end);
    if (bridges(p.class, next.class, after.class))
        return after;
    return hebrew_quote(s, p, next) ? next : stop;
}

bool word_next(struct span s, size_t *at, struct word *out)
{
    struct piece p = piece_at(s, *at);
    size_t begin = *at;

    while (p.class == C_SPACE) {
        begin = p.end;
        p = piece_at(s, p.end);
    }
    *at = p.end;
    if (p.class == C_END)
        return false;
    out->kind = WORD_SYMBOL;
    note_kind(out, p.class);
    if (p.class == C_REGIONAL) { /* two make a flag (WB15, WB16) */
        struct piece second = piece_at(s, p.end);
        if (second.class == C_REGIONAL)
            p = (struct piece){second.end, C_OTHER, second.joins};
    }
    for (struct piece n = extend(s, p); n.class != C_END; n = extend(s, p)) {
        note_kind(out, n.class);
        p = n;
    }
    *at = p.end;
    out->text = span_cut(s, begin, p.end);
    return true;
}

size_t word_count(struct span s)
{
    struct word w;
    size_t at = 0, n = 0;

    while (word_next(s, &at, &w))
        n++;
    return n;
}

bool word_next_letters(struct span text, size_t *at, struct span *word)
{
    size_t from = text.len, next;

    while (*at < text.len) {
        uint32_t c;

        next = *at;
        c = utf8_next(text, &next);
        if (c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c)))
            from = from < *at ? from : *at;
        else if (from < text.len)
            break;
        *at = next;
    }
    *word = span_cut(text, from, *at);
    return from < text.len;
}
