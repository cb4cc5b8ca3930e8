/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/tongue.h"

#include "text/norm.h"
#include "text/plain.h"
#include "translit/detect.h"

#include <stdlib.h>

enum {
    FEW_WORDS = 3, FEW_LETTERS = 12, /* of another script, where that may be a name or a quotation */
    MANY_LETTERS = 40,               /* the same, beside words in the right one */
    ENOUGH_LETTERS = 60,             /* to tell languages of one script, */
    ENOUGH_FOREIGN = 20,             /* where one in TEN is none of the alphabet */
    TEN = 10,
    SURE = 99,                       /* per cent */
};

struct tongue {
    struct detector *detector;
    struct buf text; /* scratch */
};

enum status tongue_open(struct tongue **t, struct error *e)
{
    enum status st;

    *t = calloc(1, sizeof **t);
    if (!*t)
        return error_nomem(e);
    st = detector_open(&(*t)->detector, e);
    if (st) {
        tongue_free(*t);
        *t = NULL;
    }
    return st;
}

void tongue_free(struct tongue *t)
{
    if (!t)
        return;
    detector_free(t->detector);
    buf_free(&t->text);
    free(t);
}

/* --- scripts --- */

static const struct {
    const char *name;
    enum script script;
} scripts[] = {
    {"Latn", SCRIPT_LATIN}, {"Cyrl", SCRIPT_CYRILLIC}, {"Arab", SCRIPT_ARABIC},
    {"Grek", SCRIPT_GREEK}, {"Armn", SCRIPT_ARMENIAN}, {"Geor", SCRIPT_GEORGIAN},
    {"Hebr", SCRIPT_HEBREW}, {"Hans", SCRIPT_HAN}, {"Hant", SCRIPT_HAN}, {"Jpan", SCRIPT_KANA},
    {"Kore", SCRIPT_HANGUL},
};

/* SCRIPT_OTHER for one that is not in the table. */
static enum script script_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (strcmp(scripts[i].name, name) == 0)
            return scripts[i].script;
    return SCRIPT_OTHER;
}

static const char *script_name(enum script s)
{
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (scripts[i].script == s)
            return scripts[i].name;
    return "Zyyy";
}

/* Japanese and Korean write Han too. */
static bool belongs(enum script s, enum script wanted)
{
    return s == wanted || (s == SCRIPT_HAN && (wanted == SCRIPT_KANA || wanted == SCRIPT_HANGUL));
}

struct census {
    size_t own; /* letters in the wanted script */
    size_t letters[SCRIPT_OTHER + 1], words[SCRIPT_OTHER + 1]; /* others, in words not capitalised */
};

static void count_word(struct census *c, struct span word)
{
    size_t at = 0;
    uint32_t first = utf8_next(word, &at);
    enum script s = char_script(first);

    if (char_is_upper(first))
        return;
    c->letters[s] += utf8_count(word);
    c->words[s] += at < word.len;
}

/* Letters in a script, also in what is no word of running text. */
static size_t count_own(struct span text, enum script wanted)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);

        n += c != UTF8_BAD && belongs(char_script(c), wanted);
    }
    return n;
}

static const char *other_script(struct span text, enum script wanted)
{
    struct census c = {.own = count_own(text, wanted)};
    struct plain p = plain_begin(text);
    enum script most = SCRIPT_COMMON;
    struct span word;

    while (plain_next(&p, &word))
        count_word(&c, word);
    for (int s = SCRIPT_LATIN; s < SCRIPT_OTHER; s++)
        if (!belongs((enum script)s, wanted) && c.letters[s] > c.letters[most])
            most = (enum script)s;
    if (most == SCRIPT_COMMON || c.letters[most] < 5 * c.own)
        return NULL;
    /* Latin is everywhere; other scripts stray into a text less easily */
    if (most == SCRIPT_LATIN && (c.words[most] < FEW_WORDS || c.letters[most] < FEW_LETTERS ||
                                 (c.own && c.letters[most] < MANY_LETTERS)))
        return NULL;
    return c.letters[most] * 2 < FEW_LETTERS ? NULL : script_name(most);
}

/* --- languages in Latin letters: small words that few others of these have --- */

static const struct {
    const char *language, *words;
} small_words[] = {
    {"en", " the of and to is that for with are this you your not was it be from by have "},
    {"de", " der die das und nicht ist den von zu mit ein eine einen auf für wird oder dem des sind "},
    {"fr", " le la les des et est une du pour dans que qui sur avec pas ce cette vous par "},
    {"es", " el los las que del una por con para es se no está su este como más "},
    {"pt", " os que não uma do da em para com por se este como mais dos ao você "},
    {"it", " il che di della per non una sono gli con dei del questo è nel alla "},
    {"nl", " het een van en is niet dat voor met op zijn wordt deze naar kan worden "},
    {"pl", " nie się na jest do że jak przez lub dla oraz aby tego być został "},
    {"cs", " je se na není pro jako která nebo byl při které tento bude lze "},
    {"tr", " ve bir bu için ile değil olarak daha bunu veya olan kadar "},
    {"sv", " och att det som är för inte på den kan ett med till från "},
    {"da", " og det er ikke til som på af den kan et med fra eller for "},
    {"fi", " ja on ei että tai ole tämä voi sekä kun joka myös "},
    {"hu", " és az nem hogy egy ez vagy van meg csak lehet "},
    {"ro", " și nu este pentru care din cu la sau fi această "},
    {"id", " dan yang di untuk dengan tidak ini dari atau pada adalah ke "},
    {"uz", " va bu uchun bilan emas yoki bir ham uning kerak "},
    {"az", " və bu üçün ilə deyil bir daha olan ya kimi "},
};
enum { LATIN_LANGUAGES = COUNT_OF(small_words) };

static const char *other_latin(struct span text, const char *language)
{
    unsigned hits[LATIN_LANGUAGES] = {0}, own = 0;
    ptrdiff_t first[LATIN_LANGUAGES];     /* place of the first small word that was met */
    bool several[LATIN_LANGUAGES] = {0};  /* and another one was */
    size_t words = 0, best = 0, known = LATIN_LANGUAGES;
    struct plain p = plain_begin(text);
    struct span word;

    while (plain_next(&p, &word)) {
        char folded[32] = " ";
        size_t n = 1 + norm_fold_short(word, folded + 1, sizeof folded - 3);

        folded[n] = ' ';
        words++;
        for (size_t i = 0; i < LATIN_LANGUAGES; i++) {
            ptrdiff_t place = span_find(span_str(small_words[i].words), span_of(folded, n + 1), 0);

            if (place < 0)
                continue;
            several[i] = several[i] || (hits[i] && place != first[i]);
            first[i] = hits[i]++ ? first[i] : place;
        }
    }
    for (size_t i = 0; i < LATIN_LANGUAGES; i++) {
        if (strcmp(small_words[i].language, language) == 0)
            known = i;
        if (hits[i] > hits[best])
            best = i;
    }
    if (known < LATIN_LANGUAGES)
        own = hits[known];
    if (!several[best] || own * 4 > hits[best] || hits[best] < (known < LATIN_LANGUAGES ? 3 : 4) ||
        words < 6 || hits[best] * 5 < words)
        return NULL;
    return small_words[best].language;
}

/* --- languages in Cyrillic --- */

static const struct detect_language *detectable(const char *language)
{
    for (size_t i = 0; i < detect_table_len; i++)
        if (strcmp(detect_table[i].language, language) == 0)
            return &detect_table[i];
    return NULL;
}

/* The words of a text in Cyrillic, folded, into t->text; the number of their letters. */
static size_t gather_words(struct tongue *t, struct span text)
{
    struct plain p = plain_begin(text);
    struct span word;
    size_t n = 0;

    buf_reset(&t->text);
    while (plain_next(&p, &word)) {
        size_t at = 0;
        char folded[256];

        if (char_script(utf8_next(word, &at)) != SCRIPT_CYRILLIC)
            continue;
        buf_addn(&t->text, folded, norm_fold_short(word, folded, sizeof folded));
        buf_addch(&t->text, ' ');
        n += utf8_count(word);
    }
    return t->text.failed ? 0 : n;
}

/* Letters of a text that an alphabet lacks. */
static size_t count_foreign(struct span text, const char *alphabet)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;) {
        size_t from = at;

        if (char_is_letter(utf8_next(text, &at)))
            n += span_find(span_str(alphabet), span_cut(text, from, at), 0) < 0;
    }
    return n;
}

/* Letters that the language has of its own must be there for it, and none that it lacks. */
static const char *other_cyrillic(struct tongue *t, struct span text, const char *language)
{
    const struct detect_language *wanted = detectable(language), *found;
    struct detected d;
    size_t letters = wanted ? gather_words(t, text) : 0;

    if (letters < ENOUGH_FOREIGN ||
        (letters < ENOUGH_LETTERS &&
         count_foreign(buf_span(&t->text), wanted->letters) * TEN < letters))
        return NULL;
    d = detect_text(t->detector, buf_span(&t->text));
    found = d.language && d.confidence >= SURE ? detectable(d.language) : NULL;
    if (!found || strcmp(d.language, language) == 0 || strchr(d.language, '-') ||
        count_foreign(buf_span(&t->text), found->letters) > 0)
        return NULL;
    return d.language;
}

const char *tongue_other(struct tongue *t, struct span text, const struct lang_tag *lang)
{
    enum script wanted = script_named(lang->script);
    const char *script = wanted == SCRIPT_OTHER ? NULL : other_script(text, wanted);

    if (script)
        return script;
    if (wanted == SCRIPT_LATIN)
        return other_latin(text, lang->language);
    return wanted == SCRIPT_CYRILLIC ? other_cyrillic(t, text, lang->language) : NULL;
}
