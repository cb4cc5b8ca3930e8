/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/sound.h"

#include "names/alphabet.h"
#include "names/letters.h"
#include "text/norm.h"

#define EN (1 << SOUND_ENGLISH)
#define SOFT (1 << SOUND_GERMAN_SOFT)
#define DE (1 << SOUND_GERMAN | SOFT)
#define FR (1 << SOUND_FRENCH)
#define TR (1 << SOUND_TURKIC)
#define ALL (EN | DE | FR | TR)

/* Latin letters to sounds.  A pattern is of plain letters and capitals (letters whose diacritic
 * already tells the sound); of those that begin with a letter the first that fits is taken, so longer
 * ones come first. */
struct rule {
    const char *from, *to;
    unsigned readings;
    const char *before; /* only before one of these; "$" = at the end of the word */
};

#define RULES(...) (const struct rule[]){__VA_ARGS__, {0}}

static const struct rule *const rules[128] = {
    ['c'] = RULES({"chtch", "SC", FR, NULL}, {"cz", "C", ALL, NULL}, {"ck", "k", ALL, NULL},
                  {"ch", "C", EN | TR, NULL}, {"ch", "h", DE, NULL}, {"ch", "S", FR, NULL},
                  {"c", "s", EN | FR, "eiy"}, {"c", "k", EN | FR, NULL}, {"c", "T", DE, NULL},
                  {"c", "Z", TR, NULL}),
    ['d'] = RULES({"dsch", "Z", ALL, NULL}, {"dzh", "Z", ALL, NULL}, {"dzj", "Z", DE, NULL},
                  {"dj", "Z", EN | FR | TR, NULL}, {"dZ", "Z", ALL, NULL}),
    ['e'] = RULES({"eff", "ev", ALL, "$"}, {"ee", "i", EN, NULL}),
    ['g'] = RULES({"gh", "g", ALL, NULL}, {"gu", "g", FR, "ei"}),
    ['i'] = RULES({"ine", "in", FR, "$"}),
    ['j'] = RULES({"j", "i", DE, NULL}, {"j", "Z", ALL, NULL}),
    ['k'] = RULES({"kh", "h", ALL, NULL}),
    ['o'] = RULES({"off", "ov", ALL, "$"}, {"ou", "u", ALL, NULL}, {"oo", "u", ALL, NULL}),
    ['p'] = RULES({"ph", "f", ALL, NULL}),
    ['q'] = RULES({"qu", "k", FR, NULL}, {"q", "k", ALL, NULL}),
    ['s'] = RULES({"schtsch", "SC", ALL, NULL}, {"shch", "SC", ALL, NULL},
                  {"szcz", "SC", ALL, NULL}, {"sch", "Z", SOFT, NULL}, {"sch", "S", ALL, NULL},
                  {"stsj", "SC", DE, NULL}, {"sj", "S", DE, NULL}, {"sh", "S", ALL, NULL},
                  {"sz", "S", ALL, NULL}),
    ['t'] = RULES({"tsch", "C", ALL, NULL}, {"tch", "C", ALL, NULL}, {"tsj", "C", DE, NULL},
                  {"th", "t", ALL, NULL}, {"ts", "T", ALL, NULL}, {"tz", "T", ALL, NULL},
                  {"tc", "T", DE, NULL}),
    ['w'] = RULES({"w", "u", TR, NULL}, {"w", "v", ALL, NULL}),
    ['x'] = RULES({"x", "h", TR, NULL}, {"x", "ks", ALL, NULL}),
    ['y'] = RULES({"y", "i", ALL, NULL}),
    ['z'] = RULES({"zj", "Z", DE, NULL}, {"zh", "Z", ALL, NULL}),
};

struct text {
    char *s;
    size_t len;
};

static void put(struct text *t, const char *sounds, size_t n)
{
    for (size_t i = 0; i < n && t->len + 1 < SOUND_MAX; i++)
        t->s[t->len++] = sounds[i];
    t->s[t->len] = '\0';
}

static bool rule_fits(const struct rule *r, unsigned readings, const char *word, size_t len,
                      size_t at)
{
    size_t n = strlen(r->from);

    if (!(r->readings & readings) || n > len - at || memcmp(word + at, r->from, n) != 0)
        return false;
    if (!r->before)
        return true;
    if (r->before[0] == '$')
        return at + n == len;
    return at + n < len && strchr(r->before, word[at + n]);
}

/* The rule for the letters at `at`; NULL where they are sounds as they stand. */
static const struct rule *rule_at(unsigned readings, const char *word, size_t len, size_t at)
{
    const struct rule *r = rules[word[at] & 0x7F];

    while (r && r->from && !rule_fits(r, readings, word, len, at))
        r++;
    return r && r->from ? r : NULL;
}

/* A run of Latin letters. */
static void read_latin(struct text *t, const char *word, size_t len, unsigned readings)
{
    size_t at = 0;

    while (at < len) {
        const struct rule *r = rule_at(readings, word, len, at);

        if (r) {
            put(t, r->to, strlen(r->to));
            at += strlen(r->from);
        } else {
            put(t, word + at, 1);
            at++;
        }
    }
}

/* The sounds of letter `c`, before byte *at of `s`, and perhaps of the next one, which is then
 * stepped over. */
static const char *foreign_letter(struct span s, uint32_t c, size_t *at)
{
    size_t len;
    const char *pair = NULL;

    if (c >= 0x370 && c < 0x590 && !(c >= 0x400 && c < 0x530) && *at < s.len) {
        pair = letter_pair(c, utf8_decode(s, *at, &len));
        *at += pair ? len : 0;
    }
    return pair ? pair : letter_sound(c);
}

/* A syllable of pinyin. */
static void read_pinyin(struct text *t, const char *s)
{
    static const char from[] = "qxjcwyv", to[] = "CSZTvii";

    for (; *s; s++) {
        const char *p = strchr(from, *s);

        if (s[0] != 'h' && s[0] && s[1] == 'h') {
            put(t, s[0] == 'z' ? "Z" : s[0] == 'c' ? "C" : "S", 1);
            s++;
        } else {
            put(t, p ? &to[p - from] : s, 1);
        }
    }
}

/* дж, тш and тс are one sound each, whatever the script; returns the length. */
static size_t fuse(char *s)
{
    size_t n = 0;

    for (size_t i = 0; s[i]; i++) {
        char c = s[i], next = s[i + 1], one = 0;

        if (c == 'd' && next == 'Z')
            one = 'Z';
        else if (c == 't' && (next == 'S' || next == 's'))
            one = next == 'S' ? 'C' : 'T';
        s[n++] = one ? one : c;
        i += one != 0;
    }
    s[n] = '\0';
    return n;
}

/* Read folded text; *latin tells whether there was a letter that readings differ in. */
static size_t read_folded(struct span f, enum sound_reading reading, char *out, bool *latin)
{
    struct text t = {out, 0};
    const char *syllable[3];
    char run[SOUND_MAX];
    size_t n = 0, at = 0;

    out[0] = '\0';
    while (at < f.len) {
        uint32_t c = utf8_next(f, &at);
        const char *l = c == UTF8_BAD ? NULL : letter_latin(c);

        if (l && n + strlen(l) < sizeof run) {
            memcpy(run + n, l, strlen(l));
            n += strlen(l);
            *latin = true;
            continue;
        }
        if (c != UTF8_BAD && letter_is_mark(c))
            continue;
        read_latin(&t, run, n, 1U << reading);
        n = 0;
        if (c != UTF8_BAD && letter_hangul(c, syllable)) {
            for (int i = 0; i < 3; i++)
                put(&t, syllable[i], strlen(syllable[i]));
            continue;
        }
        l = c == UTF8_BAD ? NULL : foreign_letter(f, c, &at);
        if (l)
            put(&t, l, strlen(l));
        else if ((l = c == UTF8_BAD ? NULL : alphabet_pinyin(c)))
            read_pinyin(&t, l);
    }
    read_latin(&t, run, n, 1U << reading);
    return fuse(out);
}

/* Folded text of a name that is long enough for all sounds that are kept. */
enum { FOLDED = 4 * SOUND_MAX };

size_t sound_read(struct span s, enum sound_reading reading, char *out)
{
    char folded[FOLDED];
    bool latin = false;

    return read_folded(span_of(folded, norm_fold_short(s, folded, sizeof folded)), reading, out,
                       &latin);
}

/* The sounds of all readings that differ, the likeliest first; returns how many there are. */
static unsigned all_readings(struct span s, char out[SOUND_READINGS][SOUND_MAX])
{
    char bytes[FOLDED];
    struct span folded = span_of(bytes, norm_fold_short(s, bytes, sizeof bytes));
    bool latin = false;
    unsigned count = 0;

    for (int r = 0; r < SOUND_READINGS && (r == 0 || latin); r++) {
        unsigned k = 0;

        if (read_folded(folded, (enum sound_reading)r, out[count], &latin) == 0)
            break;
        while (k < count && strcmp(out[k], out[count]) != 0)
            k++;
        count += k == count;
    }
    return count;
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c);
}

/* Two sounds that are one in a key; 0 where they are not. */
static char merged(char a, char b)
{
    if (a == 't' && b == 'z')
        return 'T';
    if (a == 'S' && b == 'C')
        return 'S';
    if (a == 'n' && b == 'g')
        return 'n';
    return 0;
}

/* i before a vowel is a glide that some writings have and others leave out. */
static bool glide_drops(const char *in, size_t i, const char *out, size_t n)
{
    if (in[i] != 'i' || !in[i + 1])
        return false;
    if (in[i + 1] == 'e' || in[i + 1] == 'i')
        return true;
    if (!strchr("aou", in[i + 1]) || !in[i + 2])
        return false;
    return n > 0 && !is_vowel(out[n - 1]);
}

void sound_key(const char *sounds, char *out)
{
    size_t n = 0;

    for (size_t i = 0; sounds[i]; i++) {
        char c = sounds[i], m;

        if (glide_drops(sounds, i, out, n))
            continue;
        m = merged(c, sounds[i + 1]);
        if (m) {
            c = m;
            i++;
        }
        if (c == 'z')
            c = 's';
        if (c == 'w')
            c = 'u';
        if (c == 'f' && !sounds[i + 1])
            c = 'v';
        if (n == 0 || out[n - 1] != c)
            out[n++] = c;
    }
    out[n] = '\0';
}

static void add_key(struct sound *s, const char *sounds)
{
    char *slot;

    if (!sounds[0] || s->count == SOUND_KEYS)
        return;
    slot = s->key[s->count];
    sound_key(sounds, slot);
    for (unsigned i = 0; i < s->count; i++) {
        if (strcmp(s->key[i], slot) == 0)
            return;
    }
    s->count++;
}

/* Where ё was written, or read out of yo, е may stand in other spellings. */
static void add_key_without_yo(struct sound *s, const char *sounds)
{
    char plain[SOUND_MAX];
    size_t n = 0;
    bool any = false;

    for (size_t i = 0; sounds[i]; i++) {
        plain[n++] = sounds[i];
        if (sounds[i] == 'i' && sounds[i + 1] == 'o' && sounds[i + 2]) {
            plain[n - 1] = 'e';
            any = true;
            i++;
        }
    }
    plain[n] = '\0';
    if (any)
        add_key(s, plain);
}

void sound_of(struct span s, struct sound *out)
{
    char sounds[SOUND_READINGS][SOUND_MAX];
    unsigned n = all_readings(s, sounds);

    out->count = 0;
    for (unsigned r = 0; r < n; r++)
        add_key(out, sounds[r]);
    for (unsigned r = 0; r < n; r++)
        add_key_without_yo(out, sounds[r]);
}

bool sound_alike(const struct sound *a, const struct sound *b)
{
    for (unsigned i = 0; i < a->count; i++) {
        for (unsigned j = 0; j < b->count; j++) {
            if (strcmp(a->key[i], b->key[j]) == 0)
                return true;
        }
    }
    return false;
}

static char bone(char c)
{
    static const char from[] = "bdghfZCTz", to[] = "ptkkvSSss";
    const char *p = strchr(from, c);

    return p ? to[p - from] : c;
}

void sound_skeleton(const char *key, char *out)
{
    size_t n = 0;

    for (size_t i = 0; key[i]; i++) {
        char c = is_vowel(key[i]) ? (i == 0 ? 'a' : 0) : bone(key[i]);

        if (c && (n == 0 || out[n - 1] != c))
            out[n++] = c;
    }
    out[n] = '\0';
}
