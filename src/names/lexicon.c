/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking a compiled lexicon: a word's capitals, then its affixes, as Hunspell takes them off. */
#include "names/lexicon.h"

#include "names/lexicon_format.h"
#include "text/norm.h"

enum { LONGEST = 100 /* bytes of a word */, ROOM = 2 * LONGEST + 256 };

struct lexicons {
    struct pack pack;
};

/* The parts of a section. */
struct lexicon {
    const uint32_t *buckets, *sets, *rule_buckets;
    size_t bucket_mask, n_sets, rule_mask, n_flags, n_rules, n_letters;
    const uint16_t *flags;
    const struct lexicon_rule *rules;
    const struct lexicon_letter *letters;
    struct span stems, text;
    uint32_t how;
};

/* --- opening --- */

static enum status open_pack(struct lexicons **out, const char *path, struct span bytes,
                             struct error *e)
{
    struct lexicons *l = calloc(1, sizeof *l);
    enum status st = !l     ? error_nomem(e)
                     : path ? pack_open(&l->pack, path, LEXICON_PACK, LEXICON_PACK_VERSION, 0, e)
                            : pack_open_memory(&l->pack, bytes, "words", LEXICON_PACK,
                                               LEXICON_PACK_VERSION, 0, e);

    if (st != ST_OK) {
        free(l);
        l = NULL;
    }
    *out = l;
    return st;
}

enum status lexicons_open(struct lexicons **l, const char *path, struct error *e)
{
    return open_pack(l, path, span_of("", 0), e);
}

enum status lexicons_open_memory(struct lexicons **l, struct span bytes, struct error *e)
{
    return open_pack(l, NULL, bytes, e);
}

void lexicons_close(struct lexicons *l)
{
    if (l)
        pack_close(&l->pack);
    free(l);
}

/* Is it a table of where each of 2^k buckets begins and the last one ends, none beyond `most`? */
static bool is_table(struct span s, size_t most, size_t *mask)
{
    const uint32_t *v = (const uint32_t *)(const void *)s.ptr;
    size_t n = s.len / sizeof *v;

    *mask = n - 2;
    if (n < 2 || ((n - 1) & *mask) || v[n - 1] > most)
        return false;
    for (size_t i = 1; i < n; i++)
        if (v[i] < v[i - 1])
            return false;
    return true;
}

static bool read_parts(struct lexicon *x, struct span section)
{
    const struct lexicon_head *head = (const struct lexicon_head *)(const void *)section.ptr;
    struct span part[LEXICON_PARTS];

    if (section.len < sizeof *head)
        return false;
    for (int i = 0; i < LEXICON_PARTS; i++) {
        part[i] = span_cut(section, head->part[i].at, (size_t)head->part[i].at + head->part[i].len);
        if (part[i].len != head->part[i].len || head->part[i].at % 4)
            return false;
    }
    *x = (struct lexicon){
        .buckets = (const void *)part[LEXICON_BUCKETS].ptr,
        .sets = (const void *)part[LEXICON_SETS].ptr,
        .n_sets = part[LEXICON_SETS].len / sizeof *x->sets - 1,
        .flags = (const void *)part[LEXICON_FLAGS].ptr,
        .n_flags = part[LEXICON_FLAGS].len / sizeof *x->flags,
        .rule_buckets = (const void *)part[LEXICON_RULE_BUCKETS].ptr,
        .rules = (const void *)part[LEXICON_RULES].ptr,
        .n_rules = part[LEXICON_RULES].len / sizeof *x->rules,
        .letters = (const void *)part[LEXICON_LETTERS].ptr,
        .n_letters = part[LEXICON_LETTERS].len / sizeof *x->letters,
        .stems = part[LEXICON_STEMS],
        .text = part[LEXICON_TEXT],
        .how = head->flags};
    return part[LEXICON_SETS].len >= sizeof *x->sets &&
           is_table(part[LEXICON_BUCKETS], x->stems.len, &x->bucket_mask) &&
           is_table(part[LEXICON_RULE_BUCKETS], x->n_rules, &x->rule_mask);
}

enum status lexicon_open(struct lexicon **out, const struct lexicons *l, struct span lang,
                         struct error *e)
{
    uint32_t tag = lexicon_tag(lang);
    struct lexicon *x;
    struct span section;
    enum status st;

    *out = NULL;
    if (!pack_section(&l->pack, tag).ptr)
        return error_set(e, ST_NOTFOUND, _("no Hunspell dictionary for %.*s (on Debian: package "
                                         "hunspell-%.*s)"), SPAN_ARG(lang), SPAN_ARG(lang));
    st = pack_checked_section(&l->pack, tag, &section, e);
    if (st != ST_OK)
        return st;
    x = calloc(1, sizeof *x);
    if (!x)
        return error_nomem(e);
    if (!read_parts(x, section)) {
        free(x);
        return error_set(e, ST_SYNTAX, _("a damaged dictionary: compile it again with namedict"));
    }
    *out = x;
    return ST_OK;
}

void lexicon_close(struct lexicon *x)
{
    free(x);
}

bool lexicon_is_whole(const struct lexicon *x)
{
    return !(x->how & LEXICON_OPEN);
}

/* --- stems --- */

static struct span text_of(const struct lexicon *x, uint32_t at, size_t len)
{
    return span_cut(x->text, at, at + len);
}

static bool has_flag(const struct lexicon *x, uint32_t set, uint16_t flag)
{
    size_t end = set < x->n_sets ? x->sets[set + 1] : 0;

    for (size_t i = end ? x->sets[set] : 0; i < end && i < x->n_flags; i++)
        if (x->flags[i] == flag)
            return true;
    return false;
}

/* Is there a stem with this text that allows the rules (NULL: asks for nothing)? */
static enum lexicon_answer stem_with(const struct lexicon *x, struct span word,
                                     const struct lexicon_rule *a, const struct lexicon_rule *b)
{
    size_t bucket = lexicon_hash(word, 0) & x->bucket_mask, len;
    enum lexicon_answer answer = LEXICON_NO;

    for (size_t at = x->buckets[bucket]; at + 4 <= x->buckets[bucket + 1]; at += 4 + len) {
        const unsigned char *p = (const unsigned char *)x->stems.ptr + at;
        uint32_t set = (uint32_t)p[1] | (uint32_t)p[2] << 8 | (uint32_t)p[3] << 16;

        len = p[0];
        if (!span_eq(span_cut(x->stems, at + 4, at + 4 + len), word))
            continue;
        if (set == LEXICON_DOUBT)
            answer = LEXICON_UNSURE;
        else if ((!a || has_flag(x, set, a->flag)) && (!b || has_flag(x, set, b->flag)))
            return LEXICON_YES;
    }
    return answer;
}

/* --- conditions: letters, [sets] and [^sets], and a point for any letter --- */

/* Step over one element; does it take the letter? */
static bool element_takes(struct span condition, size_t *at, uint32_t letter)
{
    uint32_t c = utf8_next(condition, at);
    bool not = false, in = false;

    if (c != '[')
        return c == '.' || c == letter;
    if (*at < condition.len && condition.ptr[*at] == '^') {
        not = true;
        ++*at;
    }
    while (*at < condition.len && (c = utf8_next(condition, at)) != ']')
        in = in || c == letter;
    return in != not;
}

static size_t count_elements(struct span condition)
{
    size_t n = 0;

    for (size_t at = 0; at < condition.len; n++)
        element_takes(condition, &at, 0);
    return n;
}

/* Does the word begin (`prefix`) or end as the condition says? */
static bool condition_fits(struct span condition, struct span word, bool prefix)
{
    size_t elements = count_elements(condition), at = prefix ? 0 : word.len;

    if (!prefix)
        for (size_t n = elements; n > 0; n--) {
            if (at == 0)
                return false;
            utf8_prev(word, &at);
        }
    for (size_t c = 0; c < condition.len;)
        if (at >= word.len || !element_takes(condition, &c, utf8_next(word, &at)))
            return false;
    return true;
}

/* --- affixes --- */

/* What a word of which `rest` is left was before the rule; false where that is too long. */
static bool put_back(const struct lexicon *x, const struct lexicon_rule *r, struct span rest,
                     char out[ROOM], struct span *base)
{
    struct span strip = text_of(x, r->strip, r->strip_len);
    bool prefix = r->kind & LEXICON_PREFIX;

    if (rest.len + strip.len > ROOM)
        return false;
    memcpy(out + (prefix ? strip.len : 0), rest.ptr, rest.len);
    memcpy(out + (prefix ? 0 : rest.len), strip.ptr, strip.len);
    *base = span_of(out, rest.len + strip.len);
    return true;
}

static bool applies(const struct lexicon *x, const struct lexicon_rule *r, struct span base)
{
    return condition_fits(text_of(x, r->condition, r->condition_len), base,
                          r->kind & LEXICON_PREFIX);
}

struct rules {
    const struct lexicon_rule *v;
    size_t n;
};

/* The rules that may add the text: others lie among them. */
static struct rules rules_for(const struct lexicon *x, struct span add, unsigned kind)
{
    size_t bucket = lexicon_hash(add, kind) & x->rule_mask;

    return (struct rules){x->rules + x->rule_buckets[bucket],
                          x->rule_buckets[bucket + 1] - x->rule_buckets[bucket]};
}

static bool adds(const struct lexicon *x, const struct lexicon_rule *r, struct span add,
                 unsigned kind)
{
    return (r->kind & LEXICON_PREFIX) == kind && span_eq(text_of(x, r->add, r->add_len), add);
}

/* Has the word a stem by a rule that adds what is behind `cut`?  Rules that strip the same lie side by
 * side, and few of what they lead to are stems at all. */
static bool by_suffix_at(const struct lexicon *x, struct span word, size_t cut,
                         const struct lexicon_rule *prefix)
{
    struct span add = span_from(word, cut), base = {"", 0};
    struct rules rules = rules_for(x, add, 0);
    const struct lexicon_rule *last = NULL;
    bool is_stem = false;
    char room[ROOM];

    for (size_t i = 0; i < rules.n; i++) {
        const struct lexicon_rule *r = &rules.v[i];

        if (!adds(x, r, add, 0) || (prefix && !(r->kind & LEXICON_CROSS)))
            continue;
        if (!last || last->strip != r->strip || last->strip_len != r->strip_len)
            is_stem = put_back(x, r, span_cut(word, 0, cut), room, &base) &&
                      stem_with(x, base, NULL, NULL) == LEXICON_YES;
        last = r;
        if (is_stem && applies(x, r, base) && stem_with(x, base, r, prefix) == LEXICON_YES)
            return true;
    }
    return false;
}

/* The same for all its endings, behind a prefix (or NULL). */
static bool by_suffix(const struct lexicon *x, struct span word, const struct lexicon_rule *prefix)
{
    for (size_t cut = word.len; cut > 0; cut--)
        if (by_suffix_at(x, word, cut, prefix))
            return true;
    return false;
}

static bool by_prefix(const struct lexicon *x, struct span word)
{
    char room[ROOM];

    for (size_t cut = 0; cut < word.len; cut++) {
        struct span add = span_cut(word, 0, cut), base;
        struct rules rules = rules_for(x, add, LEXICON_PREFIX);

        for (size_t i = 0; i < rules.n; i++)
            if (adds(x, &rules.v[i], add, LEXICON_PREFIX) &&
                put_back(x, &rules.v[i], span_from(word, cut), room, &base) &&
                applies(x, &rules.v[i], base) &&
                (stem_with(x, base, &rules.v[i], NULL) == LEXICON_YES ||
                 ((rules.v[i].kind & LEXICON_CROSS) && by_suffix(x, base, &rules.v[i]))))
                return true;
    }
    return false;
}

static enum lexicon_answer check_spelling(const struct lexicon *x, struct span word)
{
    enum lexicon_answer answer = stem_with(x, word, NULL, NULL);

    if (answer != LEXICON_NO)
        return answer;
    return by_suffix(x, word, NULL) || by_prefix(x, word) ? LEXICON_YES : LEXICON_NO;
}

/* --- capitals --- */

enum capitals { NO_CAPITAL, FIRST_CAPITAL, ALL_CAPITALS, OTHER_CAPITALS };

static uint32_t lower(const struct lexicon *x, uint32_t c)
{
    return (x->how & LEXICON_TURKISH) && c == 'I' ? 0x131 : char_lower(c);
}

static uint32_t upper(const struct lexicon *x, uint32_t c)
{
    return (x->how & LEXICON_TURKISH) && c == 'i' ? 0x130 : char_upper(c);
}

static enum capitals capitals_of(const struct lexicon *x, struct span word)
{
    size_t letters = 0, capitals = 0, neutral = 0;
    bool first = false;

    for (size_t at = 0; at < word.len; letters++) {
        uint32_t c = utf8_next(word, &at);
        bool capital = lower(x, c) != c;

        first = first || (capital && letters == 0);
        capitals += capital;
        neutral += !capital && upper(x, c) == c;
    }
    return capitals == 0                    ? NO_CAPITAL
           : capitals == 1 && first         ? FIRST_CAPITAL
           : capitals + neutral == letters  ? ALL_CAPITALS
                                            : OTHER_CAPITALS;
}

/* The word in small letters, with a capital at its beginning or not. */
static struct span recased(const struct lexicon *x, struct span word, bool capital, char out[ROOM])
{
    size_t n = 0;

    for (size_t at = 0; at < word.len;) {
        uint32_t c = lower(x, utf8_next(word, &at));

        n += utf8_encode(capital && n == 0 ? upper(x, c) : c, out + n);
    }
    return span_of(out, n);
}

/* As Hunspell does: a word may also stand in capitals, or with one at its beginning. */
static enum lexicon_answer check_cased(const struct lexicon *x, struct span word)
{
    enum capitals capitals = capitals_of(x, word);
    enum lexicon_answer answer = check_spelling(x, word);
    char room[ROOM];

    if (answer != LEXICON_NO || capitals == NO_CAPITAL || capitals == OTHER_CAPITALS)
        return answer;
    if (capitals == ALL_CAPITALS && (x->how & LEXICON_TURKISH))
        return LEXICON_UNSURE; /* Hunspell takes some İ for I there */
    if (capitals == ALL_CAPITALS)
        answer = check_spelling(x, recased(x, word, true, room));
    if (answer == LEXICON_NO)
        answer = check_spelling(x, recased(x, word, false, room));
    /* words with capitals inside (McDonald) may stand in capitals too */
    return answer == LEXICON_NO && capitals == ALL_CAPITALS ? LEXICON_UNSURE : answer;
}

/* --- letters --- */

static const struct lexicon_letter *letter_rule(const struct lexicon *x, uint32_t c)
{
    for (size_t i = 0; i < x->n_letters; i++)
        if (x->letters[i].letter == c)
            return &x->letters[i];
    return NULL;
}

/* The word as the dictionary's letters have it; false where nothing is known of such words. */
static bool read_letters(const struct lexicon *x, struct span word, char out[ROOM], struct span *as)
{
    size_t n = 0;

    for (size_t at = 0; at < word.len;) {
        size_t was = at;
        uint32_t c = utf8_next(word, &at);
        const struct lexicon_letter *rule = letter_rule(x, c);
        struct span to = rule ? text_of(x, rule->text, rule->len) : span_cut(word, was, at);

        if (c == UTF8_BAD || !(char_is_letter(c) || char_is_mark(c) || c == '\'' || rule) ||
            (c == 0x130 && !(x->how & LEXICON_TURKISH)) || n + to.len > LONGEST)
            return false;
        memcpy(out + n, to.ptr, to.len);
        n += to.len;
    }
    *as = span_of(out, n);
    return true;
}

enum lexicon_answer lexicon_check(const struct lexicon *x, struct span word)
{
    enum lexicon_answer answer;
    char room[ROOM];
    struct span as;

    if (word.len == 0)
        return LEXICON_NO;
    if (!read_letters(x, word, room, &as))
        return LEXICON_UNSURE;
    answer = check_cased(x, as);
    return answer == LEXICON_NO && (x->how & LEXICON_OPEN) ? LEXICON_UNSURE : answer;
}
