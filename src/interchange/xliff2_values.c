/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xliff2.h"
#include "base/ascii.h"
#include "text/langtag.h"
#include "text/utf8.h"

/* NameChar of XML 1.0, fifth edition */
static bool is_name_char(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {'-', '.'},        {'0', ':'},         {'A', 'Z'},         {'_', '_'},
        {'a', 'z'},        {0xB7, 0xB7},       {0xC0, 0xD6},       {0xD8, 0xF6},
        {0xF8, 0x37D},     {0x37F, 0x1FFF},    {0x200C, 0x200D},   {0x203F, 0x2040},
        {0x2070, 0x218F},  {0x2C00, 0x2FEF},   {0x3001, 0xD7FF},   {0xF900, 0xFDCF},
        {0xFDF0, 0xFFFD},  {0x10000, 0xEFFFF},
    };

    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (c <= ranges[i].last)
            return c >= ranges[i].first;
    return false;
}

static bool is_nmtoken(struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        if (!is_name_char(utf8_next(s, &at)))
            return false;
    }
    return s.len > 0;
}

static bool is_nmtokens(struct span s)
{
    struct span token;
    size_t n = 0;

    while (span_split(&s, ' ', &token)) {
        if (token.len && !is_nmtoken(token))
            return false;
        n += token.len > 0;
    }
    return n > 0;
}

/* One of the words in " a b c ". */
static bool is_word(struct span s, const char *words)
{
    ptrdiff_t at = s.len && !memchr(s.ptr, ' ', s.len) ? span_find(span_str(words), s, 1) : -1;

    return at > 0 && words[at - 1] == ' ' && words[(size_t)at + s.len] == ' ';
}

static bool is_prefixed(struct span s)
{
    ptrdiff_t colon = span_find(s, span_str(":"), 0);

    return colon > 0 && (size_t)colon + 1 < s.len;
}

static bool is_number(struct span s, uint64_t low, uint64_t high)
{
    uint64_t n;

    return span_to_u64(s, &n) && n >= low && n <= high;
}

static bool is_percent(struct span s)
{
    struct span whole, rest = s;
    bool more = span_split(&rest, '.', &whole);
    uint64_t n, fraction = 0;

    if (!more || !span_to_u64(whole, &n) || n > 100)
        return false;
    if (!rest.ptr)
        return true;
    return span_to_u64(rest, &fraction) && (n < 100 || fraction == 0);
}

/* Two digits an octet, of a code point that XML cannot hold. */
static bool is_hex(struct span s)
{
    uint32_t c = 0;

    if (s.len == 0 || s.len % 2 || s.len > 8)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char d = s.ptr[i];
        if (!ascii_is_digit(d) && !((d | 0x20) >= 'a' && (d | 0x20) <= 'f'))
            return false;
        c = c * 16 + (uint32_t)(ascii_is_digit(d) ? d - '0' : (d | 0x20) - 'a' + 10);
    }
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0xD800 && c <= 0xDFFF) ||
           c == 0xFFFE || c == 0xFFFF;
}

/* `form`: 0 a digit, anything else itself. */
static bool has_form(struct span *s, const char *form)
{
    for (; *form; form++) {
        if (!s->len || (*form == '0' ? !ascii_is_digit(s->ptr[0]) : s->ptr[0] != *form))
            return false;
        *s = span_from(*s, 1);
    }
    return true;
}

/* xs:dateTime */
static bool is_time(struct span s)
{
    if (!has_form(&s, "0000-00-00T00:00:00"))
        return false;
    if (s.len && s.ptr[0] == '.') {
        do
            s = span_from(s, 1);
        while (s.len && ascii_is_digit(s.ptr[0]));
    }
    if (s.len == 6 && (s.ptr[0] == '+' || s.ptr[0] == '-')) {
        s = span_from(s, 1);
        return has_form(&s, "00:00");
    }
    return s.len == 0 || span_eqs(s, "Z");
}

/* Where "f=" and so on stand in a fragment identifier: file, group, unit, then one thing in it. */
static int depth_of(struct span prefix)
{
    return span_eqs(prefix, "f") ? 1 : span_eqs(prefix, "g") ? 2 : span_eqs(prefix, "u") ? 3 : 4;
}

/* "#f=f1/u=u1/n=n1": behind the sign. */
static bool is_fragment(struct span s)
{
    struct span part;
    int depth = 0;

    if (s.len && s.ptr[0] == '/')
        s = span_from(s, 1);
    if (!s.len)
        return false;
    while (span_split(&s, '/', &part)) {
        ptrdiff_t equals = span_find(part, span_str("="), 0);
        int is = equals < 0 ? 4 : depth_of(span_cut(part, 0, (size_t)equals));
        if (is <= depth || !is_nmtoken(span_from(part, (size_t)(equals + 1))) ||
            (equals >= 0 && !is_nmtoken(span_cut(part, 0, (size_t)equals))))
            return false;
        depth = is;
    }
    return true;
}

static bool is_reference(struct span s, bool fragment)
{
    ptrdiff_t sign = span_find(s, span_str("#"), 0);

    if (sign != 0)
        return fragment ? sign > 0 : s.len > 0;
    return is_fragment(span_from(s, 1));
}

/* Subtags of letters and digits, at most eight of them each, the first of letters. */
static bool is_language(struct span s)
{
    struct span tag;
    size_t n = 0;

    while (span_split(&s, '-', &tag)) {
        if (!tag.len || tag.len > 8)
            return false;
        for (size_t i = 0; i < tag.len; i++) {
            if (!ascii_is_letter(tag.ptr[i]) && (n == 0 || !ascii_is_digit(tag.ptr[i])))
                return false;
        }
        n++;
    }
    return n > 0;
}

static bool is_own_or(struct span s, const char *words)
{
    return is_word(s, words) || is_prefixed(s);
}

bool x2_value_ok(enum x2_value type, struct span s, const char **what)
{
    switch (type) {
    case X2_TEXT: return true;
    case X2_NMTOKEN: *what = _("a name token of XML"); return is_nmtoken(s);
    case X2_NMTOKENS: *what = _("a list of name tokens of XML"); return is_nmtokens(s);
    case X2_YESNO: *what = "yes, no"; return is_word(s, " yes no ");
    case X2_DIRECTION: *what = "ltr, rtl, auto"; return is_word(s, " ltr rtl auto ");
    case X2_LANGUAGE: *what = _("a language tag (BCP 47)"); return is_language(s);
    case X2_STATE:
        *what = "initial, translated, reviewed, final";
        return is_word(s, " initial translated reviewed final ");
    case X2_PREFIXED: *what = _("a prefix and a value with a colon between"); return is_prefixed(s);
    case X2_REORDER: *what = "yes, firstNo, no"; return is_word(s, " yes firstNo no ");
    case X2_CODE_TYPE:
        *what = "fmt, ui, quote, link, image, other";
        return is_word(s, " fmt ui quote link image other ");
    case X2_MARK_TYPE:
        *what = "generic, comment, term, prefix:value";
        return is_own_or(s, " generic comment term ");
    case X2_POSITIVE: *what = _("a positive number"); return is_number(s, 1, UINT32_MAX);
    case X2_PRIORITY: *what = "1-10"; return is_number(s, 1, 10);
    case X2_SIDE: *what = "source, target"; return is_word(s, " source target ");
    case X2_PART:
        *what = "source, target, ignorable";
        return is_word(s, " source target ignorable ");
    case X2_HEX: *what = _("the number of a character that XML cannot hold"); return is_hex(s);
    case X2_TIME: *what = _("a time such as 2024-01-31T12:00:00+05:00"); return is_time(s);
    case X2_PERCENT: *what = "0-100"; return is_percent(s);
    case X2_MATCH_TYPE:
        *what = "am, mt, icm, idm, tb, tm, other";
        return is_word(s, " am mt icm idm tb tm other ");
    case X2_FRAGMENT: *what = _("a reference such as #n=n1"); return is_reference(s, true);
    case X2_REFERENCE: *what = _("a reference such as #n=n1"); return is_reference(s, false);
    case X2_VERSION: *what = "2.0, 2.1, 2.2"; return is_word(s, " 2.0 2.1 2.2 ");
    }
    return true;
}
