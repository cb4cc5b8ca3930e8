/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which paragraph is in which language: script, letters, frequent words. */
#include "names/find_private.h"

enum { LONG_LINE = 160, SURE = 3, MOST_COUNTED = 400, AT_A_TIME = 50, NO_DOUBT = 12 };

/* Letters that among the languages of one script only these use. */
static const struct {
    const char *tag, *letters;
} telling[] = {
    {"kk", "әғқңөұүһ"}, {"ky", "ңөү"},      {"uk", "їєґ"},   {"ru", "щъ"},
    {"be", "ў"},        {"de", "äß"},       {"pl", "ąęłśżźćń"}, {"tr", "ığş"},
    {"fr", "éèêàùœ"},   {"cs", "ěřůťď"},    {"es", "ñ"},     {"lt", "ėįų"},
    {"lv", "āīēūļķģņ"},
};

/* Cyrillic alphabets: letters besides а to я, and those of these that they have not. */
static const struct {
    const char *tag, *has, *lacks;
} alphabets[] = {
    {"ru", "ё", ""},           {"uk", "іїєґ", "ыэъ"}, {"be", "ёіў", "ищъ"},
    {"kk", "ёіәғқңөұүһ", ""}, {"ky", "ёңөү", ""},
};

struct score {
    unsigned common[MAX_LANGUAGES];  /* frequent words */
    unsigned letters[MAX_LANGUAGES]; /* words with a telling letter */
    unsigned strange[MAX_LANGUAGES]; /* words in small letters with one that the language has not */
    unsigned odd_names[MAX_LANGUAGES]; /* with a capital */
    unsigned cyrillic;   /* words of which `strange` are */
    unsigned scripts[3]; /* letters in Latin, Cyrillic, other words */
};

/* What the letters of a word tell: sums of 1 << language. */
struct told {
    uint32_t by, against;
};

static struct told told_by_letters(const struct finder *f, struct span word)
{
    struct told told = {0};

    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at);

        if (c >= 0x80 && c < COUNT_OF(f->telling)) {
            told.by |= f->telling[c];
            told.against |= f->strange[c];
        }
    }
    return told;
}

bool has_strange_letters(const struct finder *f, uint8_t language, struct span word)
{
    return told_by_letters(f, word).against >> language & 1;
}

static bool holds(const char *letters, uint32_t c)
{
    char bytes[4];

    return span_find(span_str(letters), span_of(bytes, utf8_encode(c, bytes)), 0) >= 0;
}

static void take_alphabet(struct finder *f, unsigned language)
{
    for (size_t k = 0; k < COUNT_OF(alphabets); k++) {
        if (strcmp(alphabets[k].tag, f->languages[language].tag) != 0)
            continue;
        for (uint32_t c = 0x430; c < 0x530; c++)
            if (c < 0x450 ? holds(alphabets[k].lacks, c) : !holds(alphabets[k].has, c))
                f->strange[c] |= 1u << language;
    }
}

static void take_letters(struct finder *f, unsigned language)
{
    for (size_t k = 0; k < COUNT_OF(telling); k++) {
        struct span letters = span_str(telling[k].letters);

        if (strcmp(telling[k].tag, f->languages[language].tag) != 0)
            continue;
        for (size_t at = 0; at < letters.len;) {
            uint32_t c = utf8_next(letters, &at);

            if (c < COUNT_OF(f->telling))
                f->telling[c] |= 1u << language;
        }
    }
}

struct taking {
    struct finder *f;
    unsigned language;
};

static size_t word_place(struct span word)
{
    return opening_place(hash_text(word), COMMON_BITS);
}

static bool take_word(void *context, struct span word)
{
    struct taking *t = context;
    uint64_t *mask = map_put(&t->f->common, word, NULL);
    size_t place = word_place(word);

    if (!mask)
        return false;
    t->f->common_words[place / 64] |= UINT64_C(1) << place % 64;
    *mask |= UINT64_C(1) << t->language;
    if (word.len > t->f->common_longest)
        t->f->common_longest = word.len;
    return true;
}

bool language_words(struct finder *f, unsigned i)
{
    struct taking t = {f, i};

    take_letters(f, i);
    take_alphabet(f, i);
    return endings_each(f->languages[i].endings, LIST_COMMON, take_word, &t);
}

/* Might it be a frequent word?  Most are not, and need not be looked for. */
static bool is_common(const struct finder *f, struct span word)
{
    return word.len <= f->common_longest && opening_bit(f->common_words, word_place(word));
}

static void count_word(struct finder *f, const struct token *t, struct span word, struct score *s,
                       bool letters)
{
    const uint64_t *mask = is_common(f, word) ? map_get(&f->common, word) : NULL;
    struct told told = {0};

    if (letters && t->len != t->letters)
        told = told_by_letters(f, word);
    s->cyrillic += letters && t->scripts == TOKEN_CYRILLIC;
    for (uint64_t left = told.by | told.against | (mask ? *mask : 0); left; left &= left - 1) {
        unsigned i = (unsigned)__builtin_ctzll(left);

        if (!(f->languages[i].script & t->scripts))
            continue;
        s->common[i] += mask && (*mask >> i & 1);
        s->letters[i] += told.by >> i & 1;
        s->strange[i] += told.against >> i & 1;
    }
}

static void count_odd_name(struct finder *f, struct span word, struct score *s)
{
    struct told told = told_by_letters(f, word);

    for (uint32_t left = told.against; left; left &= left - 1)
        s->odd_names[__builtin_ctz(left)]++;
}

/* Words in small letters only: names say nothing about the language around them. */
static void count_tokens(struct finder *f, const struct tokens *tokens, struct score *s)
{
    for (size_t i = 0; i < tokens->len; i++) {
        const struct token *t = &tokens->v[i];

        s->scripts[t->scripts == TOKEN_LATIN ? 0 : t->scripts == TOKEN_CYRILLIC ? 1 : 2] +=
            t->letters;
        if (t->caps == CAPS_LOWER) {
            count_word(f, t, token_text(f->text, t), s, true);
            continue;
        }
        count_odd_name(f, token_text(f->text, t), s);
        if (t->starts && t->len < 64 && !t->initial) {
            buf_reset(&f->sampled);
            if (went_well(f, endings_fold(&f->sampled, token_text(f->text, t), NULL)))
                count_word(f, t, buf_span(&f->sampled), s, false); /* it may be a name */
        }
    }
}

/* Can it not be this language, for its letters? */
static bool is_strange(const struct score *s, unsigned i)
{
    return s->strange[i] >= 2 && 5 * s->strange[i] >= s->cyrillic;
}

static unsigned weight(const struct score *s, unsigned i)
{
    return is_strange(s, i) ? 0 : 2 * s->common[i] + s->letters[i];
}

/* Index of the language that the counts speak for; -1 where they do not say. */
static int best_language(const struct finder *f, const struct score *s)
{
    int best = -1, second = -1;

    for (unsigned i = 0; i < f->n_languages; i++) {
        if (best < 0 || weight(s, i) > weight(s, (unsigned)best)) {
            second = best;
            best = (int)i;
        } else if (second < 0 || weight(s, i) > weight(s, (unsigned)second)) {
            second = (int)i;
        }
    }
    if (best < 0 || weight(s, (unsigned)best) < SURE)
        return -1;
    if (second >= 0 && weight(s, (unsigned)best) * 2 < weight(s, (unsigned)second) * 3)
        return -1;
    return best;
}

/* The language with a style that the counts speak for nearly as much as for `best`, which has none:
 * relatives share many words, but hardly names.  UINT8_MAX for none. */
static uint8_t near_as_good(const struct finder *f, const struct score *s, int best)
{
    enum { MARGIN = 3 };

    for (unsigned i = 0; i < f->n_languages; i++)
        if (f->languages[i].style && weight(s, i) > 0 && s->strange[i] + s->odd_names[i] < 2 &&
            weight(s, (unsigned)best) < 2 * weight(s, i) + MARGIN)
            return (uint8_t)i;
    return UINT8_MAX;
}

/* May a text of this script, which counts do not tell, be in the language, which has a style? */
static bool fits_style(const struct finder *f, const struct score *s, unsigned i, int script)
{
    return f->languages[i].style && (f->languages[i].script & script) && !is_strange(s, i) &&
           (s->strange[i] == 0 || s->strange[i] + s->odd_names[i] < 3);
}

/* Such a language: the first style's, or one that a word or two speak for more; -1: none. */
static int likeliest(const struct finder *f, const struct score *s, int script)
{
    int best = fits_style(f, s, (unsigned)f->first_style, script) ? f->first_style : -1;

    for (unsigned i = 0; i < f->n_languages; i++)
        if (fits_style(f, s, i, script) && (best < 0 || weight(s, i) > weight(s, (unsigned)best)))
            best = (int)i;
    return best;
}

/* Does it stand by itself, and not in an address or the name of a file? */
static bool stands_alone(const struct finder *f, const struct token *t)
{
    size_t end = t->at + t->len;

    return t->gap == GAP_SPACE && (end >= f->text.len || !strchr("@/_=", f->text.ptr[end]));
}

/* Is none of the longer words in small letters, of which there are `enough` or more, a word of the
 * language?  A line of Ukrainian or Tajik may have nothing else that tells it from Russian or Kazakh. */
static bool is_wordless(struct finder *f, uint8_t language, unsigned enough)
{
    enum { LONG = 4 };
    unsigned words = 0;

    if (!has_words(f, language))
        return false;
    for (size_t i = 0; i < f->sample.len; i++) {
        const struct token *t = &f->sample.v[i];

        if (t->caps != CAPS_LOWER || t->letters < LONG || !stands_alone(f, t))
            continue;
        buf_reset(&f->sampled);
        if (!went_well(f, endings_fold(&f->sampled, token_text(f->text, t), NULL)) ||
            word_is_known(f, language, buf_span(&f->sampled)))
            return false;
        words++;
    }
    return words >= enough;
}

/* The language whose style is to rewrite the tokens, the last of which are the sample; UINT8_MAX: none. */
static uint8_t choose(struct finder *f, const struct score *s)
{
    int best = best_language(f, s);
    int script = s->scripts[0] >= s->scripts[1] && s->scripts[0] >= s->scripts[2] ? TOKEN_LATIN
                 : s->scripts[1] >= s->scripts[2]                                ? TOKEN_CYRILLIC
                                                                                  : 0;

    if (f->first_style < 0)
        return UINT8_MAX;
    if (best >= 0)
        return f->languages[best].style ? (uint8_t)best : near_as_good(f, s, best);
    best = likeliest(f, s, script);
    if (best >= 0)
        return is_wordless(f, (uint8_t)best, s->odd_names[best] ? 1 : 2) ? UINT8_MAX : (uint8_t)best;
    return s->strange[f->first_style] ? UINT8_MAX
                                      : (uint8_t)f->first_style; /* hardly a letter of anything */
}

/* Letters, digits and whatever is not ASCII. */
static bool is_wordy(char c)
{
    return (c & 0x80) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

/* Where the paragraph that begins at byte `from` ends: behind a line without words, and in text
 * whose lines are whole paragraphs behind the line. */
static size_t paragraph_end(struct span text, size_t from)
{
    while (from < text.len) {
        const char *nl = memchr(text.ptr + from, '\n', text.len - from);
        size_t end = nl ? (size_t)(nl - text.ptr) + 1 : text.len;

        while (from < end && !is_wordy(text.ptr[from]))
            from++;
        if (from == end || end - from > LONG_LINE)
            return end;
        from = end;
    }
    return text.len;
}

/* Do the counts speak for one language so clearly that what follows will not unsay it? */
static bool no_doubt(const struct finder *f, const struct score *s)
{
    unsigned best = 0, second = 0;

    for (unsigned i = 0; i < f->n_languages; i++) {
        unsigned w = weight(s, i);

        second = w > best ? best : w > second ? w : second;
        best = w > best ? w : best;
    }
    return best >= NO_DOUBT && best >= 3 * second;
}

/* A few words tell of most paragraphs. */
uint8_t paragraph_language(struct finder *f, struct paragraph *p)
{
    size_t from = p->from;
    struct score s = {0};

    for (unsigned n = 0; n < MOST_COUNTED && !f->failed && !no_doubt(f, &s); n += AT_A_TIME) {
        vec_clear(&f->sample);
        if (!tokens_read_part(&f->sample, f->text, from, p->to, AT_A_TIME))
            f->failed = true;
        count_tokens(f, &f->sample, &s);
        if (f->sample.len < AT_A_TIME)
            break;
        from = vec_last(&f->sample)->at + vec_last(&f->sample)->len;
    }
    p->told = true;
    p->language = choose(f, &s);
    return p->language;
}

bool speaks_otherwise(struct finder *f, size_t from, size_t to, uint8_t language)
{
    enum { TWO_WORDS = 4 };
    struct score s = {0};

    vec_clear(&f->sample);
    if (!tokens_read_part(&f->sample, f->text, from, to, MOST_COUNTED))
        f->failed = true;
    if (f->sample.len)
        f->sample.v[0].starts = true; /* behind the mark */
    count_tokens(f, &f->sample, &s);
    if (is_strange(&s, language))
        return true;
    for (unsigned i = 0; i < f->n_languages; i++)
        if (i != language && weight(&s, i) >= TWO_WORDS && weight(&s, i) >= 2 * weight(&s, language))
            return true;
    return false;
}

/* Add the paragraph behind `to` that has byte `at`. */
static bool add_paragraph(struct finder *f, size_t to, size_t at)
{
    struct paragraph p = {.to = to, .language = f->told, .told = f->language_told};

    for (; at >= p.to; p.to = paragraph_end(f->text, p.from))
        p.from = p.to;
    return vec_push(&f->paragraphs, p);
}

void paragraphs_assign(struct finder *f)
{
    size_t to = 0;

    vec_clear(&f->paragraphs);
    vec_clear(&f->token_paragraph);
    for (uint32_t i = 0; i < f->tokens.len && !f->failed; i++) {
        if (tok(f, i)->at >= to) {
            f->failed = !add_paragraph(f, to, tok(f, i)->at);
            to = f->failed ? 0 : vec_last(&f->paragraphs)->to;
        }
        if (!vec_push(&f->token_paragraph, (uint32_t)f->paragraphs.len - 1))
            f->failed = true;
    }
}
