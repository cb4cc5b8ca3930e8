/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scanner jumps from trigger byte to trigger byte (":", "@", ".", "%" …) and asks the
 * recognisers of that byte.  Some look back from it, never before `floor` (the end of the part
 * before) and never further than MAX_BACK bytes, so that the work stays linear.
 */
#include "text/spans.h"

#include "text/norm.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { MAX_BACK = 256, MAX_AHEAD = 4096 };

struct scan {
    struct span text;
    size_t floor; /* nothing begins before it */
};

static bool is_alpha(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static bool is_digit(unsigned char c)
{
    return (unsigned char)(c - '0') < 10;
}

static bool is_alnum(unsigned char c)
{
    return is_alpha(c) || is_digit(c);
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

static unsigned char byte_at(const struct scan *s, size_t at)
{
    return at < s->text.len ? (unsigned char)s->text.ptr[at] : '\0';
}

static bool in_list(unsigned char c, const char *list)
{
    return c && strchr(list, c) != NULL;
}

/* A letter or digit of any script at `at`; its length, or 0. */
static size_t word_char(const struct scan *s, size_t at)
{
    size_t len;
    uint32_t c;

    if (at >= s->text.len)
        return 0;
    c = utf8_decode(s->text, at, &len);
    if (c < 0x80)
        return is_alnum((unsigned char)c) ? 1 : 0;
    return c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c) || char_is_digit(c)) ? len : 0;
}

/* Whether a letter or digit stands right before `at`. */
static bool word_before(const struct scan *s, size_t at)
{
    uint32_t c;

    if (at == 0)
        return false;
    c = utf8_prev(s->text, &at);
    if (c < 0x80)
        return is_alnum((unsigned char)c) || c == '_';
    return c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c) || char_is_digit(c));
}

/* Length of one character of a URL at `at`, or 0: no white space, quotes, brackets or
 * non-ASCII punctuation (which encloses URLs rather than belongs to them). */
static size_t url_char(const struct scan *s, size_t at)
{
    size_t len;
    uint32_t c = utf8_decode(s->text, at, &len);

    if (c < 0x80)
        return c <= ' ' || c == 0x7F || in_list((unsigned char)c, "<>\"`{}|\\^") ? 0 : 1;
    return word_char(s, at);
}

/* Where a URL that runs up to `to` really ends: sentence punctuation and brackets that were not
 * opened inside it are cut off. */
static size_t url_trim(const struct scan *s, size_t from, size_t to)
{
    while (to > from) {
        unsigned char c = byte_at(s, to - 1);
        long open = 0;

        if (c == ')' || c == ']') {
            for (size_t i = from; i < to; i++)
                open += byte_at(s, i) == (c == ')' ? '(' : '[') ? 1 : byte_at(s, i) == c ? -1 : 0;
            if (open >= 0)
                break;
        } else if (!in_list(c, ".,;:!?'*_~")) {
            break;
        }
        to--;
    }
    return to;
}

static size_t url_end(const struct scan *s, size_t from, size_t at)
{
    size_t len;

    while (at < s->text.len && (len = url_char(s, at)) != 0)
        at += len;
    return url_trim(s, from, at);
}

static bool is_scheme(struct span name)
{
    static const char *const without_slashes[] = {"mailto", "tel", "sms", "xmpp", "magnet", "urn"};

    for (size_t i = 0; i < COUNT_OF(without_slashes); i++)
        if (span_eqs(name, without_slashes[i]))
            return true;
    return false;
}

/* ":" after a scheme. */
static bool url_at_colon(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t from = at;
    bool slashes = byte_at(s, at + 1) == '/' && byte_at(s, at + 2) == '/';
    size_t body = at + (slashes ? 3 : 1);

    while (from > s->floor && at - from < 32 &&
           (is_alnum(byte_at(s, from - 1)) || in_list(byte_at(s, from - 1), "+-.")))
        from--;
    while (from < at && !is_alpha(byte_at(s, from)))
        from++;
    if (from == at || body >= s->text.len || url_char(s, body) == 0)
        return false;
    if (!slashes && (word_before(s, from) || !is_scheme(span_cut(s->text, from, at))))
        return false;
    *f = (struct spans_found){from, url_end(s, body, body), SPANS_URL};
    return f->to > body;
}

static bool common_tld(struct span t)
{
    static const char list[] =
        " com org net edu gov mil int info biz io eu kz ru su ua by kg uz tj tm az am ge md lt lv ee"
        " uk us ca au nz ie de at ch fr be nl lu pl cz sk hu ro bg rs hr si tr gr it es pt se no fi"
        " dk is cn jp kr in il ir ae sa eg mn asia press news media online site app dev ";
    char key[16];

    if (t.len < 2 || t.len > 8)
        return false;
    key[0] = ' ';
    memcpy(key + 1, t.ptr, t.len);
    key[t.len + 1] = ' ';
    key[t.len + 2] = '\0';
    return strstr(list, key) != NULL;
}

/* Forward over ASCII labels joined by dots; *dot is set to the last dot that has a label behind
 * it (from when there is none). */
static size_t domain_end(const struct scan *s, size_t from, size_t *dot)
{
    size_t at = from;

    *dot = from;
    while (at - from < 2 * MAX_BACK) {
        size_t label = at;

        while (is_alnum(byte_at(s, at)) || (byte_at(s, at) == '-' && at > label))
            at++;
        if (at == label)
            return at > from ? at - 1 : at;
        if (label > from)
            *dot = label - 1;
        if (byte_at(s, at) != '.')
            return at;
        at++;
    }
    *dot = from; /* too long for a domain */
    return at;
}

/* A case ending behind a hyphen is not part of the domain: Kaspi.kz-te. */
static size_t cut_ending(const struct scan *s, size_t label, size_t to)
{
    size_t hyphen = label;

    while (hyphen < to && byte_at(s, hyphen) != '-')
        hyphen++;
    return common_tld(span_cut(s->text, label, hyphen)) ? hyphen : to;
}

/* "." inside a domain without a scheme. */
static bool url_at_dot(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t from = at, to, dot;
    bool www;

    if (!is_alnum(byte_at(s, at + 1))) /* most end a sentence */
        return false;
    while (from > s->floor && at - from < MAX_BACK &&
           (is_alnum(byte_at(s, from - 1)) || in_list(byte_at(s, from - 1), "-.")))
        from--;
    while (from < at && !is_alnum(byte_at(s, from)))
        from++;
    if (from == at || word_before(s, from))
        return false;
    to = domain_end(s, from, &dot);
    if (dot >= at)
        to = cut_ending(s, dot + 1, to);
    if (dot < at || byte_at(s, to) == '@' || word_char(s, to))
        return false;
    www = span_starts(span_from(s->text, from), span_str("www."));
    if (!www && !common_tld(span_cut(s->text, dot + 1, to)))
        return false;
    if (in_list(byte_at(s, to), "/?#:") && byte_at(s, to + 1) && url_char(s, to + 1))
        to = url_end(s, to, to) > to ? url_end(s, to, to) : to;
    *f = (struct spans_found){from, to, SPANS_URL};
    return true;
}

static bool email_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t from = at, to = at + 1, dot = 0, len;

    while (from > s->floor && at - from < MAX_BACK) {
        size_t before = from;
        uint32_t c = utf8_prev(s->text, &before);

        if (before < s->floor ||
            !(word_char(s, before) || (c < 0x80 && in_list((unsigned char)c, "._%+-'"))))
            break;
        from = before;
    }
    while (from < at && in_list(byte_at(s, from), ".'%-+"))
        from++;
    while ((len = word_char(s, to)) != 0 ||
           (in_list(byte_at(s, to), "-.") && to > at + 1 && word_char(s, to + 1))) {
        if (byte_at(s, to) == '.')
            dot = to;
        to += len ? len : 1;
    }
    if (from == at || dot == 0 || to - dot < 3)
        return false;
    *f = (struct spans_found){from, to, SPANS_EMAIL};
    return true;
}

/* "#" or "@" before a word. */
static bool hashtag_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t to = at + 1, len;
    bool letter = false;

    if (word_before(s, at) || (at > 0 && in_list(byte_at(s, at - 1), "&/#@")))
        return false;
    while ((len = word_char(s, to)) != 0 || byte_at(s, to) == '_') {
        letter |= !is_digit(byte_at(s, to));
        to += len ? len : 1;
    }
    if (!letter)
        return false;
    *f = (struct spans_found){at, to, SPANS_HASHTAG};
    return true;
}

/* Behind a name of letters of any script, as programs and templates give them. */
static size_t name_end(const struct scan *s, size_t at)
{
    size_t len;

    while ((len = word_char(s, at)) != 0 || in_list(byte_at(s, at), "_.-"))
        at += len ? len : 1;
    return at;
}

/* A conversion of printf at "%", or the "%1" of Qt, or %NAME%. */
static bool percent_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t i = at + 1, digits;

    if (at > 0 && (is_digit(byte_at(s, at - 1)) || byte_at(s, at - 1) == '%'))
        return false;
    if (byte_at(s, i) == '(') {
        i = name_end(s, i + 1);
        if (byte_at(s, i++) != ')')
            return false;
    }
    digits = i;
    while (is_digit(byte_at(s, i)))
        i++;
    i = i > digits && byte_at(s, i) == '$' ? i + 1 : digits;
    while (in_list(byte_at(s, i), "-+#0'"))
        i++;
    while (in_list(byte_at(s, i), "0123456789*."))
        i++;
    while (in_list(byte_at(s, i), "hljztLq"))
        i++;
    if (in_list(byte_at(s, i), "diouxXeEfFgGaAcspn@") && !word_char(s, i + 1)) {
        *f = (struct spans_found){at, i + 1, SPANS_PLACEHOLDER};
        return true;
    }
    for (i = at + 1; is_alnum(byte_at(s, i)) || byte_at(s, i) == '_'; i++)
        ;
    if (i > at + 1 && byte_at(s, i) == '%' && is_alpha(byte_at(s, at + 1))) {
        *f = (struct spans_found){at, i + 1, SPANS_PLACEHOLDER};
        return true;
    }
    for (i = at + 1; is_digit(byte_at(s, i)); i++)
        ;
    *f = (struct spans_found){at, i, SPANS_PLACEHOLDER};
    return i > at + 1 && i <= at + 3 && !word_char(s, i);
}

/* {0} {name} {{ name }} at "{"; `from` is where the whole placeholder begins. */
static bool brace_at(const struct scan *s, size_t from, size_t at, struct spans_found *f)
{
    size_t i = at, open = 0;

    while (byte_at(s, i) == '{' && open < 2)
        i++, open++;
    for (; i - at < MAX_BACK; i++) {
        unsigned char c = byte_at(s, i);

        if (!is_alnum(c) && !in_list(c, open == 2 ? "_.$@:!,|#-+%/ '\"()" : "_.$@:!,#-+%"))
            break;
    }
    for (; open > 0; open--, i++)
        if (byte_at(s, i) != '}')
            return false;
    *f = (struct spans_found){from, i, SPANS_PLACEHOLDER};
    return true;
}

static bool dollar_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t i = at + 1;

    if (byte_at(s, i) == '{') {
        *f = (struct spans_found){at, name_end(s, i + 1) + 1, SPANS_PLACEHOLDER};
        return (f->to > i + 2 && byte_at(s, f->to - 1) == '}') || brace_at(s, at, i, f);
    }
    if (word_before(s, at) || !(is_alpha(byte_at(s, i)) || byte_at(s, i) == '_'))
        return false;
    while (is_alnum(byte_at(s, i)) || byte_at(s, i) == '_')
        i++;
    *f = (struct spans_found){at, i, SPANS_PLACEHOLDER};
    return !word_char(s, i);
}

/* The byte after `what`, searched from `at` on within MAX_AHEAD bytes; 0 when it is not there. */
static size_t after(const struct scan *s, size_t at, const char *what)
{
    struct span w = span_str(what);
    ptrdiff_t p = span_find(span_cut(s->text, 0, at + MAX_AHEAD), w, at);

    return p < 0 ? 0 : (size_t)p + w.len;
}

/* A tag ends at the first ">" outside quotes. */
static size_t tag_end(const struct scan *s, size_t at)
{
    unsigned char quote = 0;

    for (size_t i = at; i < s->text.len && i - at < MAX_AHEAD; i++) {
        unsigned char c = byte_at(s, i);

        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
        else if (c == '<')
            return 0;
    }
    return 0;
}

static bool tag_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t name = at + 1, to;

    if (span_starts(span_from(s->text, at), span_str("<!--"))) {
        to = after(s, at + 4, "-->");
    } else {
        if (in_list(byte_at(s, name), "/?!"))
            name++;
        to = is_alpha(byte_at(s, name)) ? tag_end(s, name) : 0;
    }
    *f = (struct spans_found){at, to, SPANS_MARKUP};
    return to > 0;
}

static bool entity_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t i = at + 1;

    if (byte_at(s, i) == '#')
        i++;
    while (is_alnum(byte_at(s, i)) && i - at < 34)
        i++;
    *f = (struct spans_found){at, i + 1, SPANS_MARKUP};
    return i > at + 1 && is_alnum(byte_at(s, i - 1)) && byte_at(s, i) == ';';
}

static bool code_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t fence = 0, to = 0, i;

    while (byte_at(s, at + fence) == '`')
        fence++;
    if (word_before(s, at)) { /* a sign for a letter, as in GOST 7.79: ob``yom */
        *f = (struct spans_found){at, at + fence, SPANS_CODE};
        return false;
    }
    for (i = at + fence; i < s->text.len && i - at < MAX_AHEAD && to == 0;) {
        size_t run = 0;

        while (byte_at(s, i + run) == '`')
            run++;
        if (run == fence)
            to = i + run;
        i += run ? run : 1;
    }
    *f = (struct spans_found){at, to ? to : at + fence, SPANS_CODE};
    return to > 0;
}

/* A word that begins with a Latin letter at `at` and goes on in Latin only. */
static bool latin_at(const struct scan *s, size_t at, struct spans_found *f)
{
    size_t i = at, end = at, len;

    if (word_before(s, at))
        return false;
    while (i < s->text.len) {
        uint32_t c = utf8_decode(s->text, i, &len);

        if (c == UTF8_BAD)
            break;
        if (char_is_letter(c)) {
            if (char_script(c) != SCRIPT_LATIN)
                return false;
            end = i + len;
        } else if (char_is_mark(c) || char_is_digit(c)) {
            end = i + len;
        } else if (!(c == '-' || c == '\'' || c == 0x2019)) {
            break;
        }
        i += len;
    }
    *f = (struct spans_found){at, end, SPANS_LATIN};
    return end > at;
}

static bool recognise(const struct scan *s, size_t at, unsigned kinds, struct spans_found *f)
{
    unsigned char c = byte_at(s, at);

    switch (c) {
    case ':':
        return (kinds & SPANS_URL) && url_at_colon(s, at, f);
    case '.':
        return (kinds & SPANS_URL) && url_at_dot(s, at, f);
    case '@':
        return ((kinds & SPANS_EMAIL) && email_at(s, at, f)) ||
               ((kinds & SPANS_HASHTAG) && hashtag_at(s, at, f));
    case '#':
        return (kinds & SPANS_HASHTAG) && hashtag_at(s, at, f);
    case '%':
        return (kinds & SPANS_PLACEHOLDER) && percent_at(s, at, f);
    case '{':
        return (kinds & SPANS_PLACEHOLDER) && brace_at(s, at, at, f);
    case '$':
        return (kinds & SPANS_PLACEHOLDER) && dollar_at(s, at, f);
    case '<':
        return (kinds & SPANS_MARKUP) && tag_at(s, at, f);
    case '&':
        return (kinds & SPANS_MARKUP) && entity_at(s, at, f);
    case '`':
        return (kinds & SPANS_CODE) && code_at(s, at, f);
    default:
        return false;
    }
}

/* What a Latin word belongs to begins with it: look for the address first. */
static bool word_at(const struct scan *s, size_t at, unsigned kinds, struct spans_found *f)
{
    for (size_t i = at; i < s->text.len && i - at < MAX_BACK && !is_blank(byte_at(s, i)); i++)
        if (in_list(byte_at(s, i), ":.@") && recognise(s, i, kinds & (SPANS_URL | SPANS_EMAIL), f) &&
            f->from == at)
            return true;
    return latin_at(s, at, f);
}

/* The next byte at or behind `at` that could be a trigger: ASCII signs and digits, but no letters
 * (sixteen bytes at a time; the last few one by one). */
#ifdef __SSE2__
static size_t skip_quiet(struct span text, size_t at)
{
    for (; text.len - at >= 16; at += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + at));
        __m128i signs = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8(' ')),
                                      _mm_cmplt_epi8(v, _mm_set1_epi8('A')));

        signs = _mm_or_si128(signs, _mm_cmpeq_epi8(v, _mm_set1_epi8('`')));
        signs = _mm_or_si128(signs, _mm_cmpeq_epi8(v, _mm_set1_epi8('{')));
        if (_mm_movemask_epi8(signs))
            return at + (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(signs));
    }
    return at;
}
#else
static size_t skip_quiet(UNUSED struct span text, size_t at)
{
    return at;
}
#endif

bool spans_next(struct span text, size_t *at, unsigned kinds, struct spans_found *found)
{
    static const bool triggers[256] = {
        [':'] = true, ['.'] = true, ['@'] = true, ['#'] = true, ['%'] = true,
        ['{'] = true, ['$'] = true, ['<'] = true, ['&'] = true, ['`'] = true,
    };
    struct scan s = {text, *at};
    size_t i = *at;

    *found = (struct spans_found){i, i, 0};
    while (i < text.len) {
        unsigned char c;
        bool starts;

        if (!(kinds & SPANS_LATIN) && (i = skip_quiet(text, i)) == text.len)
            break;
        c = (unsigned char)text.ptr[i];
        starts = (kinds & SPANS_LATIN) && (is_alpha(c) || c >= 0xC3);

        if (!triggers[c] && !starts) {
            i++;
            continue;
        }
        if (triggers[c] ? recognise(&s, i, kinds, found) : word_at(&s, i, kinds, found)) {
            *at = found->to;
            return true;
        }
        /* a run of "`" that closes nothing is passed over as a whole */
        i += c == '`' && found->kind == SPANS_CODE && found->to > i ? found->to - i : 1;
    }
    *at = text.len;
    return false;
}

bool spans_parse(struct span list, unsigned *kinds, struct span *bad)
{
    static const char *const names[] = {"url",    "email", "hashtag", "placeholder",
                                        "markup", "code",  "latin",   "mixed"};
    struct span name;

    *kinds = 0;
    while (list.len > 0 && span_split(&list, ',', &name)) {
        size_t i = 0;

        while (i < COUNT_OF(names) && !span_eqs(span_trim(name), names[i]))
            i++;
        if (i == COUNT_OF(names)) {
            *bad = name;
            return false;
        }
        *kinds |= 1U << i;
    }
    return true;
}
