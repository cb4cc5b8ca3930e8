/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/parts.h"

#include "text/norm.h"

/* Endings of folded words.  Those of the first list are words of their own too. */
static const char *const child_words[] = {
    "оглы", "огли", "оғлу", "угли", "ұлы", "улы", "қызы", "кызы", "гызы", "уулу", "oğlu", "oglu",
    "ogly", "oglı", "qızı", "qizi", "kızı", "gyzy", "kyzy", "qyzy", "uly", "ulı", "ūly", "uulu",
    "oʻgʻli", "o‘g‘li", "o'g'li", "ugli",
};
static const char *const child_endings[] = {
    "ович", "евич", "ьевич", "ьевна", "ьич", "мич", "кич", "тич", "овна", "евна", "ична", "йович", "івна", "ївна",
    "авіч", "евіч", "аўна", "еўна", "ұлы", "улы", "қызы", "кызы",
    "ovich", "evich", "ovych", "yich", "ovna", "evna", "ichna", "owitsch", "ewitsch", "owna",
    "ewna", "avich", "avych", "auna", "awna", "euna", "aŭna", "eŭna", "ievych", "ovitch", "evitch", "owicz", "ewicz", "ivna",
    "ovitsj", "evitsj", "ovics", "evics", "ovič", "evič", "ovitš", "evitš", "ovitj", "owiç", "ewiç", "uly", "uli", "ulı", "ūly", "qyzy",
    "kyzy", "qızı", "qizi", "kızı",
};

static bool is_child_word(struct span folded)
{
    for (size_t i = 0; i < COUNT_OF(child_words); i++) {
        if (span_eqs(folded, child_words[i]))
            return true;
    }
    return false;
}

/* The longest ending that a word has; empty for none. */
static struct span child_ending(struct span folded)
{
    struct span longest = {"", 0};

    for (size_t i = 0; i < COUNT_OF(child_endings); i++) {
        struct span ending = span_str(child_endings[i]);

        if (folded.len > ending.len + 2 && ending.len > longest.len && span_ends(folded, ending))
            longest = ending;
    }
    return longest;
}

/* -guly, "servant", makes given names (Gurbanguly, Gylyçguly), not a father's. */
static bool has_child_ending(struct span folded)
{
    return child_ending(folded).len > 0 && !span_ends(folded, span_str("guly")) &&
           !span_ends(folded, span_str("гулы"));
}

/* The end of a long word is what counts. */
static bool test_folded(struct span word, bool (*test)(struct span))
{
    enum { LONG = 96 };
    char folded[4 * LONG];

    while (word.len > LONG) {
        size_t at = 0;

        utf8_next(word, &at);
        word = span_from(word, at);
    }
    return test(span_of(folded, norm_fold_short(word, folded, sizeof folded)));
}

bool parts_is_patronymic(struct span word)
{
    return test_folded(word, is_child_word) || test_folded(word, has_child_ending);
}

bool parts_is_child_word(struct span word)
{
    return test_folded(word, is_child_word);
}

struct span parts_father(struct span word)
{
    char folded[256];
    struct span f = span_of(folded, norm_fold_short(word, folded, sizeof folded));
    struct span ending = child_ending(f);

    /* folding keeps the number of letters */
    for (size_t n = ending.len ? utf8_count(ending) : word.len; n > 0 && word.len > 0; n--) {
        do
            word.len--;
        while (word.len > 0 && ((unsigned char)word.ptr[word.len] & 0xC0) == 0x80);
    }
    return word;
}

/* Start of the last word of `s`; 0 when it is the only one. */
static size_t last_word(struct span s)
{
    size_t at = s.len;

    while (at > 0 && s.ptr[at - 1] != ' ')
        at--;
    return at;
}

static void split_given(struct parts *p, struct span rest)
{
    size_t at = last_word(rest);
    struct span word = span_from(rest, at);

    p->given = rest;
    if (at == 0)
        return;
    if (test_folded(word, is_child_word)) { /* Heydər oğlu: two words, after a given name */
        size_t before = last_word(span_trim(span_cut(rest, 0, at)));

        if (before > 0)
            at = before;
    } else if (!test_folded(word, has_child_ending)) {
        return;
    }
    p->given = span_trim(span_cut(rest, 0, at));
    p->patronymic = span_from(rest, at);
}

struct parts parts_of(struct span inverted)
{
    struct parts p = {{"", 0}, {"", 0}, {"", 0}};
    ptrdiff_t comma = span_find(inverted, span_str(","), 0);

    if (comma < 0) {
        p.family = span_trim(inverted);
        return p;
    }
    p.family = span_trim(span_cut(inverted, 0, (size_t)comma));
    split_given(&p, span_trim(span_from(inverted, (size_t)comma + 1)));
    return p;
}

static void add_part(struct buf *out, size_t start, struct span part)
{
    if (part.len == 0)
        return;
    if (out->len > start)
        buf_addch(out, ' ');
    buf_add(out, part);
}

void parts_add_running(struct buf *out, const struct parts *p, bool family_first)
{
    size_t start = out->len;

    if (family_first)
        add_part(out, start, p->family);
    add_part(out, start, p->given);
    add_part(out, start, p->patronymic);
    if (!family_first)
        add_part(out, start, p->family);
}

void parts_add_inverted(struct buf *out, const struct parts *p)
{
    size_t start;

    buf_add(out, p->family);
    if (p->given.len + p->patronymic.len == 0)
        return;
    buf_adds(out, p->family.len ? ", " : "");
    start = out->len;
    add_part(out, start, p->given);
    add_part(out, start, p->patronymic);
}
