/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/chains.h"

/*
 * A and I are the vowels that agree (а or е, ы or і), G and K the consonants that do (ғ г and қ к,
 * beginning an ending; қ к closing one); D is д or т, L л or д or т, N н or д or т, M м or б or п.
 */
static const char *const endings[] = {
    /* number, possession */
    "LAр", "м", "Iм", "ң", "Iң", "ңIз", "IңIз", "мIз", "IмIз", "I", "сI",
    /* case */
    "NIң", "NI", "н", "GA", "A", "нA", "DA", "нDA", "NAн", "Mен", "нен", "нікі", "дікі", "тікі", "DAғI", "DAгI",
    "нDAғI", "нDAгI", "DAй", "шA", "ғA", "сIз",
    /* who and what is it */
    "MIн", "сIң", "MIз", "сIңDAр", "сIздAр",
    /* words from words */
    "LI", "LIK", "шI", "шIл", "LAс", "GI", "шIK", "LA", "LAу", "LAн", "LAт", "LAй", "LAп",
    /* verbs: voice, negation */
    "Iл", "л", "Iн", "Iс", "с", "т", "DIр", "GIз", "MA", "IңкIрA",
    /* verbs: forms */
    "у", "AйIK", "йIK", "GAн", "DI", "K", "Iп", "п", "A", "й", "DIK", "Aр", "р", "MAс", "MAK", "MAй",
    "сA", "сIн", "йIн", "AйIн", "IңIздAр", "AтIн", "йтIн", "GIш", "ушI", "улI",
    "GAлI", "GAншA",
};

enum { FREE = 0, BOTH = LETTER_BACK | LETTER_FRONT };

void chains_open(struct chains *k)
{
    _Static_assert(COUNT_OF(endings) <= CHAIN_ENDINGS, "room for all endings");
    for (k->n = 0; k->n < COUNT_OF(endings); k->n++)
        letters_read(&k->endings[k->n], span_str(endings[k->n]));
}

/* What the last vowel before `at` binds to; и, which stands in loans, to front vowels; ё and a soft
 * sign to nothing. */
static unsigned class_before(const struct letters *word, size_t at)
{
    while (at > 0) {
        uint32_t c = word->c[--at];
        unsigned class = letter_kind(c) & BOTH;

        if (class)
            return class;
        if (c == 0x438) /* и */
            return LETTER_FRONT;
        if (c == SOFT_SIGN || c == 0x451) /* ё */
            return FREE;
    }
    return FREE;
}

static bool is_dt(uint32_t c)
{
    return c == 0x434 || c == 0x442; /* д т */
}

/* Does the letter stand for `sign`?  What it tells of the class is added to *seen. */
static bool matches(uint32_t sign, uint32_t c, unsigned *seen)
{
    switch (sign) {
    case 'A':
        *seen |= c == 0x430 ? LETTER_BACK : LETTER_FRONT;
        return c == 0x430 || c == 0x435; /* а е */
    case 'I':
        *seen |= c == 0x44B ? LETTER_BACK : LETTER_FRONT;
        return c == 0x44B || c == 0x456; /* ы і */
    case 'G':
        *seen |= c == 0x493 || c == 0x49B ? LETTER_BACK : LETTER_FRONT;
        return c == 0x493 || c == 0x49B || c == 0x433 || c == 0x43A; /* ғ қ г к */
    case 'K':
        *seen |= c == 0x49B ? LETTER_BACK : LETTER_FRONT;
        return c == 0x49B || c == 0x43A; /* қ к */
    case 'D': return is_dt(c);
    case 'L': return is_dt(c) || c == 0x43B;                   /* л */
    case 'N': return is_dt(c) || c == 0x43D;                   /* н */
    case 'M': return c == 0x43C || c == 0x431 || c == 0x43F;   /* м б п */
    default: return sign == c;
    }
}

/* Where the ending that begins at `at` ends, before which words are of a class; 0 where it does not
 * stand there. */
static size_t match_ending(const struct letters *word, size_t at, unsigned class,
                           const struct letters *ending)
{
    unsigned seen = 0;

    if (at + ending->n > word->n)
        return 0;
    for (size_t i = 0; i < ending->n; i++)
        if (!matches(ending->c[i], word->c[at + i], &seen))
            return 0;
    if (class == FREE ? seen == BOTH : seen & ~class)
        return 0;
    return at + ending->n;
}

uint64_t chain_places(const struct chains *k, const struct letters *word)
{
    uint64_t places = 1ull << word->n;

    for (size_t at = word->n; at-- > 1;) {
        unsigned class = class_before(word, at);

        for (size_t i = 0; i < k->n && !(places >> at & 1); i++) {
            size_t end = match_ending(word, at, class, &k->endings[i]);

            if (end > 0 && places >> end & 1)
                places |= 1ull << at;
        }
    }
    return places & ~(1ull << word->n);
}
