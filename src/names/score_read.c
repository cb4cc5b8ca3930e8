/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a name into words, a legal form and numbers. */
#include "names/score_private.h"

#include "names/given.h"
#include "names/parts.h"
#include "text/norm.h"

/* --- letters typed by their look --- */

/* Digits and signs that are typed for a letter they look like; the vowels that tell 1 for i from l. */
static uint32_t letter_alike(uint32_t c, bool cyrillic, uint32_t before, uint32_t after)
{
    static const char digits[] = "013456789@$";
    static const char *const alike[] = {"o_easgtbgas", "оізчѕбтвдаѕ"};
    static const char vowels[] = "aeiouy";
    const char *at = c && c < 0x80 ? strchr(digits, (int)c) : NULL;
    struct span look = span_str(alike[cyrillic]);
    size_t i = 0;

    if (!at)
        return c;
    if (c == '1' && !cyrillic)
        return (before && before < 0x80 && strchr(vowels, (int)before)) ||
                       (after && after < 0x80 && strchr(vowels, (int)after))
                   ? 'l'
                   : 'i';
    for (const char *p = digits; p < at; p++)
        utf8_next(look, &i);
    return utf8_next(look, &i);
}

/* A word with the digits in it read as letters, into `room` bytes. */
static struct span read_digits(struct span word, char *out, size_t room)
{
    size_t n = 0, at = 0;
    uint32_t before = 0;
    bool cyrillic = false;

    for (size_t i = 0; i < word.len && !cyrillic;) {
        uint32_t c = utf8_next(word, &i);

        cyrillic = c != UTF8_BAD && char_script(c) == SCRIPT_CYRILLIC;
    }
    while (at < word.len && n + 4 <= room) {
        uint32_t c = utf8_next(word, &at), after = 0;
        size_t len;

        if (at < word.len)
            after = char_lower(utf8_decode(word, at, &len));
        c = letter_alike(c, cyrillic, before, after);
        n += c == UTF8_BAD ? 0 : utf8_encode(c, out + n);
        before = char_lower(c);
    }
    return span_of(out, n);
}

static bool has_digit(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            return true;
    return false;
}

struct span score_letters(struct span text, char *out, size_t room)
{
    return has_digit(text) ? read_digits(text, out, room) : text;
}

/* --- one word --- */

/* Group of a given name; its key without diacritics is near enough to its folded letters. */
static unsigned given_of(struct span text)
{
    char folded[128];

    if (text.len > sizeof folded / 4)
        return 0;
    return given_group(span_of(folded, norm_fold_short(text, folded, sizeof folded)));
}

/* No name of Lithuanian or Latvian spelling has such letters. */
static bool baltic(struct span folded)
{
    for (size_t i = 0; i < folded.len; i++)
        if (strchr("wqx", folded.ptr[i]) || (i > 0 && folded.ptr[i] == folded.ptr[i - 1]))
            return false;
    return true;
}

/* Czech women's names, and the nominative of Lithuanian and Latvian ones.  The costs are those of
 * other letters that differ between languages, by eye. */
static void find_added(struct score_word *w)
{
    static const struct {
        const char *letters;
        uint8_t count;
        uint16_t cost;
        bool baltic;
    } endings[] = {
        {"ov\u00E1", 3, 60, false}, {"ius", 3, 150, true}, {"as", 2, 150, true}, {"is", 2, 150, true},
        {"us", 2, 150, true},        {"ys", 2, 150, true},  {"s", 1, 300, true},
    };
    char bytes[128];
    struct span folded = {bytes, 0};

    if (w->script != SCRIPT_LATIN || w->text.len > sizeof bytes / 4)
        return;
    folded.len = norm_fold_short(w->text, bytes, sizeof bytes);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (w->spelling.n > endings[i].count + 2 && span_ends(folded, span_str(endings[i].letters)) &&
            (!endings[i].baltic || baltic(folded))) {
            w->added = endings[i].count;
            w->added_cost = endings[i].cost;
            return;
        }
    }
}

void score_read_word(struct span text, bool family, struct score_word *w)
{
    char room[SCORE_LETTERS];
    struct span letters = score_letters(text, room, sizeof room);
    size_t first;

    *w = (struct score_word){.text = text, .family = family};
    channel_read(letters, &w->spelling);
    if (w->spelling.n == 0)
        return;
    w->given = given_of(letters);
    w->script = char_script(utf8_decode(letters, 0, &first));
    w->initial = utf8_count(text) == 1 && w->spelling.alphabet != ALPHABET_PINYIN &&
                 w->spelling.alphabet != ALPHABET_HANGUL;
    w->child = parts_is_patronymic(text);
    find_added(w);
}

/* --- tokens --- */

enum { TOKENS = 24, LONGEST_FORM = 8, KEY = 128 };

struct token {
    struct span text;
    uint8_t key_len;
    bool family;   /* before a comma */
    bool digits;   /* nothing else */
    bool single;   /* one letter */
    bool capitals; /* no small letter */
    bool small;    /* no capital */
    bool close;    /* no space before it */
    char key[KEY / 2]; /* folded, without apostrophes */
};

struct tokens {
    unsigned n;
    bool small; /* any has a small letter */
    struct token v[TOKENS];
    const struct common *kind[TOKENS]; /* of what begins here */
    uint8_t length[TOKENS];            /* in tokens */
};

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2BB || c == 0x2018;
}

/* Letters, marks, digits and apostrophes make a word. */
static bool in_word(uint32_t c)
{
    return c != UTF8_BAD && (char_is_letter(c) || char_is_mark(c) || is_apostrophe(c) ||
                             (c >= '0' && c <= '9') || c == 0x02B9 || c == 0x02BA || c == 0x200C ||
                             c == 0x5F3);
}

static size_t make_key(struct span text, char *out, size_t room)
{
    char folded[KEY];
    struct span f = span_of(folded, norm_fold_short(text, folded, sizeof folded));
    size_t n = 0;

    for (size_t at = 0; at < f.len && n + 4 <= room;) {
        uint32_t c = utf8_next(f, &at);

        if (c == 0x451) /* ё */
            c = 0x435;
        if (!is_apostrophe(c) && c != UTF8_BAD)
            n += utf8_encode(c, out + n);
    }
    return n;
}

static void look_at_letters(struct token *t)
{
    size_t at = 0, n = 0;

    t->digits = t->capitals = t->small = true;
    while (at < t->text.len) {
        uint32_t c = utf8_next(t->text, &at);

        n++;
        t->digits = t->digits && c >= '0' && c <= '9';
        t->capitals = t->capitals && c != UTF8_BAD && !char_is_lower(c);
        t->small = t->small && c != UTF8_BAD && !char_is_upper(c);
    }
    t->single = n == 1 && !t->digits;
}

/* Does nothing but dots and hyphens stand between a token and the next one? */
static bool is_close(const struct token *before, const char *next)
{
    const char *end = before->text.ptr + before->text.len;

    return !memchr(end, ' ', (size_t)(next - end));
}

static void add_token(struct tokens *ts, struct span text, bool family)
{
    struct token *t = &ts->v[ts->n];
    size_t digits = 0;
    bool more;

    if (ts->n == TOKENS)
        return;
    ts->kind[ts->n] = NULL;
    ts->length[ts->n] = 1;
    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    /* the Bank's */
    if (text.len > 3 && text.ptr[text.len - 1] == 's' && text.ptr[text.len - 2] == '\'')
        text.len -= 2;
    else if (span_ends(text, span_str("\u2019s")) && text.len > 5)
        text.len -= strlen("\u2019s");
    *t = (struct token){.text = text, .family = family};
    t->close = ts->n > 0 && is_close(t - 1, text.ptr);
    t->key_len = (uint8_t)make_key(text, t->key, sizeof t->key);
    look_at_letters(t);
    ts->small |= !t->capitals;
    ts->n++;
    /* 1st, 44-й */
    if (digits > 0 && digits < text.len) {
        struct span rest = span_from(text, digits);
        const struct common *kind;
        char key[KEY / 2];

        kind = common_find(span_of(key, make_key(rest, key, sizeof key)), &more);
        if (kind && kind->kind == COMMON_ORDINAL) {
            t->text.len = digits;
            t->key_len = (uint8_t)digits;
            t->digits = true;
        }
    }
}

/* Does a legal form in capitals begin inside a word (SiemensAG)? */
static bool form_begins(struct span text, size_t at)
{
    size_t end = at;
    const struct common *kind;
    char key[KEY / 2];
    bool more;

    while (end < text.len) {
        size_t len;
        uint32_t c = utf8_decode(text, end, &len);

        if (!in_word(c))
            break;
        if (!char_is_upper(c))
            return false;
        end += len;
    }
    kind = common_find(span_of(key, make_key(span_cut(text, at, end), key, sizeof key)), &more);
    return kind && kind->kind == COMMON_LEGAL;
}

/* ВладимировичМазур: a patronymic that a space was lost behind; SiemensAG. */
static bool lost_space(struct span text, size_t start, size_t at, uint32_t c)
{
    unsigned char last = (unsigned char)text.ptr[at - 1];

    if (!char_is_upper(c) || char_is_upper(last))
        return false;
    return (at - start > 8 && parts_is_patronymic(span_cut(text, start, at))) ||
           (at - start > 3 && form_begins(text, at));
}

static void read_tokens(struct span text, struct tokens *ts)
{
    ptrdiff_t comma = span_find(text, span_str(","), 0);
    size_t at = 0, start = 0;
    bool open = false;

    ts->n = 0;
    ts->small = false;
    for (;;) {
        size_t from = at;
        uint32_t c = at < text.len ? utf8_next(text, &at) : UTF8_BAD;
        bool inside = in_word(c);

        if (open && (!inside || lost_space(text, start, from, c))) {
            add_token(ts, span_cut(text, start, from), comma > 0 && start < (size_t)comma);
            open = false;
        }
        if (inside && !open)
            start = from;
        open = inside;
        if (from >= text.len)
            break;
    }
}

/* --- what the tokens are --- */

/* Initials spell no word: A. L., but S.R.L. and a.s. are legal forms. */
static bool may_be(const struct tokens *ts, unsigned from, unsigned n, const struct common *kind)
{
    unsigned singles = 0, small = 0;
    bool capitals = true;

    for (unsigned i = from; i < from + n; i++) {
        singles += ts->v[i].single;
        small += ts->v[i].small;
        capitals = capitals && ts->v[i].capitals;
    }
    if (kind->capitals && !capitals && !(n > 1 && small == n))
        return false;
    if (n == 1 || singles == 0)
        return singles == 0 || small; /* and, not an initial */
    return kind->kind == COMMON_LEGAL && (singles < n || n > 2 || small == n);
}

/* The longest known spelling that begins at a token. */
static void find_kind(struct tokens *ts, unsigned from)
{
    char key[KEY];
    size_t len = 0;
    bool more = true;

    for (unsigned n = 1; more && n <= LONGEST_FORM && from + n <= ts->n; n++) {
        const struct token *t = &ts->v[from + n - 1];
        const struct common *kind;

        if (len + t->key_len > sizeof key)
            break;
        memcpy(key + len, t->key, t->key_len);
        len += t->key_len;
        kind = common_find(span_of(key, len), &more);
        if (kind && may_be(ts, from, n, kind)) {
            ts->kind[from] = kind;
            ts->length[from] = (uint8_t)n;
        }
    }
}

static unsigned kind_of(const struct tokens *ts, unsigned i)
{
    return ts->kind[i] ? ts->kind[i]->kind : COMMON_NONE;
}

static void forget_kind(struct tokens *ts, unsigned i)
{
    ts->kind[i] = NULL;
    ts->length[i] = 1;
}

/* Is a spelling where its kind counts?  Titles stand before a name and suffixes behind it, a sign
 * before a number, a first word in capitals is no particle (Al Gore), and a company has a name. */
static bool in_place(const struct tokens *ts, unsigned i, bool begins)
{
    unsigned next = i + ts->length[i];
    const struct token *t = &ts->v[i];

    switch (kind_of(ts, i)) {
    case COMMON_TITLE:
        return begins && next < ts->n;
    case COMMON_PARTICLE:
        return i > 0 || t->small || t->family;
    case COMMON_SUFFIX:
        return i > 0;
    case COMMON_SIGN:
        return next < ts->n && ts->v[next].digits;
    case COMMON_ORDINAL:
        return i > 0 && t->close && ts->v[i - 1].digits;
    case COMMON_LEGAL:
        return i > 0 || next < ts->n;
    default:
        return true;
    }
}

/* Does what begins at a token tell that the name is an organization's? */
static bool tells_organization(const struct tokens *ts, unsigned i)
{
    switch (kind_of(ts, i)) {
    case COMMON_WORD:
    case COMMON_VAGUE:
        return true;
    case COMMON_LEGAL:
        return strcmp(common_group(ts->kind[i]->group), "sole") != 0;
    default:
        return ts->v[i].digits;
    }
}

static void find_kinds(struct tokens *ts, struct score_name *out)
{
    bool begins = true;

    for (unsigned i = 0; i < ts->n; i += ts->length[i]) {
        find_kind(ts, i);
        if (!in_place(ts, i, begins))
            forget_kind(ts, i);
        begins = begins && kind_of(ts, i) == COMMON_TITLE;
        out->organization |= tells_organization(ts, i);
    }
}

/* --- numbers --- */

/* Value of a Roman number up to 39, 0 for others. */
static unsigned roman(struct span s)
{
    static const char *const units[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    unsigned value = 0;

    while (s.len && s.ptr[0] == 'X' && value < 30) {
        value += 10;
        s = span_from(s, 1);
    }
    for (unsigned i = 0; i < COUNT_OF(units); i++)
        if (span_eqs(s, units[i]))
            return value + i;
    return 0;
}

/* I, V and X are initials of people, and Vi and Xi names. */
static unsigned roman_of(const struct token *t, bool organization, bool dotted)
{
    unsigned value = roman(t->text);

    if (organization)
        return dotted ? 0 : value;
    return value == 1 || value == 5 || value == 6 || value == 10 || value == 11 ? 0 : value;
}

static void add_number(struct score_name *out, uint32_t value, struct span text, bool spelt)
{
    struct score_number *last = out->n_numbers ? &out->numbers[out->n_numbers - 1] : NULL;

    /* forty-four */
    if (last && last->value >= 20 && last->value < 100 && last->value % 10 == 0 && value < 10 &&
        text.ptr - (last->text.ptr + last->text.len) <= 1) {
        last->value += value;
        last->text.len = (size_t)(text.ptr + text.len - last->text.ptr);
        last->spelt = last->spelt && spelt;
    } else if (out->n_numbers < SCORE_NUMBERS) {
        out->numbers[out->n_numbers++] = (struct score_number){value, text, spelt};
    }
}

static uint32_t digits_value(struct span digits)
{
    uint32_t value = 0;

    for (size_t i = 0; i < digits.len; i++)
        value = value * 10 + (uint32_t)(digits.ptr[i] - '0');
    return value;
}

/* --- words --- */

static struct score_word *add_word(struct score_name *n, struct span text, bool family)
{
    struct score_word *w = &n->words[n->count];

    if (n->count == SCORE_WORDS)
        return NULL;
    score_read_word(text, family, w);
    if (w->spelling.n == 0)
        return NULL;
    n->count++;
    return w;
}

/* VV Putin, JC Juncker: capitals without a vowel, in a name that has small letters. */
static bool is_initials(const struct tokens *ts, const struct token *t)
{
    static const char vowels[] = "aeiouyаеиоуыэюяіїє";
    size_t at = 0, n = 0;

    while (at < t->key_len) {
        size_t from = at;

        utf8_next(span_of(t->key, t->key_len), &at);
        n++;
        if (span_find(span_str(vowels), span_of(t->key + from, at - from), 0) >= 0)
            return false;
    }
    return ts->small && t->capitals && !t->digits && n > 1 && n < 4 &&
           !span_eqs(span_of(t->key, t->key_len), "ng");
}

static void add_initials(struct score_name *n, const struct token *t)
{
    for (size_t at = 0; at < t->text.len;) {
        size_t from = at;

        utf8_next(t->text, &at);
        add_word(n, span_cut(t->text, from, at), t->family);
    }
}

/* Letters with nothing but dots between are one word in the name of an organization: A.B.C. */
static unsigned letters_together(const struct tokens *ts, unsigned from)
{
    unsigned n = 1;

    while (ts->v[from].single && from + n < ts->n && ts->v[from + n].single && ts->v[from + n].close &&
           !ts->kind[from + n])
        n++;
    return n;
}

/* Tokens `from` to `to` as what they are. */
static void add_tokens(struct score_name *out, const struct tokens *ts, unsigned from, unsigned to)
{
    const struct token *t = &ts->v[from], *last = &ts->v[to - 1];
    const struct common *kind = ts->kind[from];
    struct span text = span_of(t->text.ptr, (size_t)(last->text.ptr + last->text.len - t->text.ptr));
    bool dotted = text.ptr + text.len < out->text.ptr + out->text.len && text.ptr[text.len] == '.';
    struct score_word *w;
    unsigned value;

    if (t->digits) {
        add_number(out, digits_value(t->text), text, false);
    } else if (kind && kind->kind == COMMON_LEGAL) {
        if (!out->form) {
            out->form = kind->group;
            out->form_text = text;
        }
    } else if (kind && (kind->kind == COMMON_SIGN || kind->kind == COMMON_ORDINAL)) {
        return;
    } else if (!kind && (value = roman_of(t, out->organization, dotted)) && out->count > 0) {
        add_number(out, value, text, false);
    } else if (!kind && !out->organization && is_initials(ts, t)) {
        add_initials(out, t);
    } else if ((w = add_word(out, text, t->family)) && kind) {
        w->kind = kind->kind;
        w->group = kind->group;
        if (kind->kind == COMMON_NUMBER)
            add_number(out, kind->group, text, true);
    }
}

/* A patronymic stands behind the given name: in "Людмила Ивановна Богданович" the first such word
 * is one, in "Богданович, Людмила" and "Людмила Богданович" none is. */
static void find_patronymic(struct score_name *n)
{
    unsigned i = 0, before = 0, names = 0;

    for (unsigned k = 0; k < n->count; k++)
        names += score_is_name(&n->words[k]);
    while (i < n->count && (before == 0 || !n->words[i].child || n->words[i].family))
        before += score_is_name(&n->words[i++]);
    if (names < 3 || i >= n->count)
        return;
    /* Heydər oğlu: the father's name stands before it */
    if (before > 1 && parts_is_child_word(n->words[i].text)) {
        n->words[i - 1].child = true;
        memmove(&n->words[i], &n->words[i + 1], (--n->count - i) * sizeof n->words[0]);
        i--;
    }
    n->words[i].patronymic = true;
}

/* Mohammed bin Salman, Mohammed ibn al-Salman: whose child it is. */
static void find_fathers(struct score_name *n)
{
    bool child = false;

    for (unsigned i = 0; i < n->count; i++) {
        struct score_word *w = &n->words[i];

        if (w->kind == COMMON_PARTICLE) {
            child |= i > 0 && strcmp(common_group(w->group), "child") == 0;
        } else {
            w->father = child;
            child = false;
        }
    }
}

void score_read(struct span text, struct score_name *out)
{
    struct tokens ts;

    out->text = text;
    out->count = out->n_numbers = out->form = 0;
    out->inverted = span_find(text, span_str(","), 0) >= 0;
    out->other = out->organization = false;
    read_tokens(text, &ts);
    find_kinds(&ts, out);
    for (unsigned i = 0, to; i < ts.n; i = to) {
        to = i + ts.length[i];
        if (out->organization && !ts.kind[i])
            to = i + letters_together(&ts, i);
        add_tokens(out, &ts, i, to);
    }
    if (!out->organization) {
        find_patronymic(out);
        find_fathers(out);
    }
}

size_t score_size(const struct score_name *name)
{
    return offsetof(struct score_name, words) + name->count * sizeof name->words[0];
}
