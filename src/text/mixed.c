/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/mixed.h"

#include "base/ascii.h"
#include "text/words.h"

/* Letters that look alike or are put in each other's place: Cyrillic, Latin.  Those behind `rare`
 * are of few languages, so that a Latin s, q or w does not make a word look Cyrillic. */
static const char usual[] =
    "аaеeоoрpсcхxуyіiїïёëјjһhәəөɵАAВBЕEКKМMНHОOРPСCТTХXУYІIЇÏЁËЈJҺHӘƏӨƟ";
static const char rare[] = "ѕsԛqԝwЅS";

static uint32_t find_pair(struct span pairs, uint32_t c, enum script script)
{
    for (size_t at = 0; at < pairs.len;) {
        uint32_t cyrillic = utf8_next(pairs, &at), latin = utf8_next(pairs, &at);

        if (c == (script == SCRIPT_CYRILLIC ? latin : cyrillic))
            return script == SCRIPT_CYRILLIC ? cyrillic : latin;
    }
    return 0;
}

bool mixed_is(struct span word)
{
    bool latin = false, cyrillic = false;

    for (size_t at = 0; at < word.len;) {
        enum script s = char_script(utf8_next(word, &at));

        latin |= s == SCRIPT_LATIN;
        cyrillic |= s == SCRIPT_CYRILLIC;
    }
    return latin && cyrillic;
}

bool mixed_is_garbled(struct span word, enum script script)
{
    const enum script other = script == SCRIPT_LATIN ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
    enum script last = SCRIPT_OTHER;
    unsigned runs = 0, first = 0; /* letters of the first run */
    bool own = false, capitals = true, acronym = false;

    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at);
        enum script s = char_script(c);

        if (s != script && s != other)
            continue;
        if (runs == 1 && s != last)
            acronym = last == other && capitals && first > 1 && char_is_lower(c);
        runs += s != last;
        first += runs == 1;
        capitals &= runs > 1 || char_is_upper(c);
        last = s;
        own |= s == other && !find_pair(span_str(usual), c, script);
    }
    return runs > 2 || (runs == 2 && !own && !acronym);
}

bool mixed_repair(struct span word, enum script script, struct buf *out)
{
    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at), like = c;
        enum script s = char_script(c);

        if (s != script && (s == SCRIPT_LATIN || s == SCRIPT_CYRILLIC) &&
            !(like = find_pair(span_str(usual), c, script)))
            like = find_pair(span_str(rare), c, script);
        if (like == 0)
            return false;
        utf8_add(out, like);
    }
    return true;
}

/* Finding them */

typedef int8_t bytes __attribute__((vector_size(16)));
typedef uint8_t unsigned_bytes __attribute__((vector_size(16)));
typedef int64_t halves __attribute__((vector_size(16)));

enum { BLOCK = 2 * sizeof(bytes) };

static bytes load(const char *p)
{
    bytes b;

    memcpy(&b, p, sizeof b);
    return b;
}

static bool any(bytes b)
{
    halves h = (halves)b;

    return h[0] | h[1];
}

/* All bits set for each byte that may be a Latin letter of ASCII, and one that begins a Latin
 * letter of two bytes (C3 to CA), as signed bytes compare. */
static bytes ascii_letters(bytes b)
{
    return (bytes)((b | 0x20) > 0x60);
}

static bytes two_byte_letters(bytes b)
{
    bytes from_c3 = (bytes)((unsigned_bytes)b - (0xC3 - 0x80)); /* without a sign, as it wraps */

    return (bytes)(from_c3 < -0x80 + 8);
}

/* Could Latin and Cyrillic letters meet in these bytes? */
static bool may_meet(const char *p)
{
    bytes a = load(p), b = load(p + sizeof a);
    bytes latin = ascii_letters(a) | ascii_letters(b);
    bytes two = two_byte_letters(a) | two_byte_letters(b);

    return any(latin | two) && (any(two) || any((bytes)((a | b) < 0)));
}

/* Do they where each byte is looked at with the next?  One byte more is read. */
static bool do_meet(const char *p)
{
    bytes found = {0};

    for (const char *end = p + BLOCK; p < end; p += sizeof found) {
        bytes a = load(p), next = load(p + 1);

        found |= (ascii_letters(a) & (bytes)(next < 0)) | (ascii_letters(next) & (bytes)(a < 0)) |
                 two_byte_letters(a);
    }
    return any(found);
}

/* The first byte at or after `at` where they could meet the next one. */
static size_t next_meeting(struct span text, size_t at)
{
    const unsigned char *s = (const unsigned char *)text.ptr;

    for (size_t end; at < text.len; at = end) {
        /* the last byte is in the next block too */
        end = text.len - at > BLOCK ? at + BLOCK - 1 : text.len;
        if (text.len - at > BLOCK && !(may_meet(text.ptr + at) && do_meet(text.ptr + at)))
            continue;
        for (; at < end; at++) {
            unsigned char c = s[at], next = at + 1 < text.len ? s[at + 1] : 0;

            if ((c >= 0xC3 && c <= 0xCA) || (c >= 0x80 && ascii_is_letter((char)next)) ||
                (next >= 0x80 && ascii_is_letter((char)c)))
                return at;
        }
    }
    return text.len;
}

/* The beginning of the letters and marks that go on over byte `at`, none before byte `from`. */
static size_t word_start(struct span text, size_t from, size_t at)
{
    size_t begin = at;

    while (begin > from && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80)
        begin--;
    for (size_t before = begin; before > from; begin = before) {
        uint32_t c = utf8_prev(text, &before);

        if (c == UTF8_BAD || !(char_is_letter(c) || char_is_mark(c)))
            break;
    }
    return begin;
}

bool mixed_next_garbled(struct span text, enum script script, size_t *at, struct span *word)
{
    for (;;) {
        size_t meeting = next_meeting(text, *at);

        if (meeting >= text.len)
            break;
        *at = word_start(text, *at, meeting);
        if (!word_next_letters(text, at, word))
            break;
        if (mixed_is_garbled(*word, script))
            return true;
    }
    *at = text.len;
    return false;
}
