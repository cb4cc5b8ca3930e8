/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making lexicons of Hunspell's files (hunspell(5)): NAME.aff with the rules, NAME.dic with the stems.
 * What is understood is compiled whole; what is not (compounds, entries with a special flag) makes a
 * stem doubtful or the lexicon open, so that Hunspell is asked.  Files with aliases of flags or rules
 * in several steps throughout are left to Hunspell.
 */
#include "names/lexicon.h"

#include "base/map.h"
#include "base/reader.h"
#include "base/vec.h"
#include "names/lexicon_format.h"
#include "text/spell.h"
#include "text/utf8.h"

#include <iconv.h>

enum flag_style { FLAG_BYTE, FLAG_LONG, FLAG_NUMBER, FLAG_LETTER };

enum { MOST = UINT8_MAX, MOST_STRIP = 100, DIGITS_ONLY = 1, ALWAYS_DOUBT = 2 };

struct draft_stem {
    struct span text;
    uint32_t set, hash;
};

struct making {
    struct arena arena;
    struct buf text;
    struct map interned;  /* of `text` */
    struct map sets;      /* flags as they are written: number of the set and one */
    struct map special;   /* flags that make an entry doubtful: DIGITS_ONLY, ALWAYS_DOUBT */
    VEC(uint32_t) set_starts;
    VEC(uint16_t) flags;
    VEC(struct lexicon_rule) rules;
    VEC(struct lexicon_letter) letters;
    VEC(struct draft_stem) stems;
    uint32_t how;
    enum flag_style style;
    iconv_t conv;         /* to UTF-8; (iconv_t)-1: it is UTF-8 */
    bool unsupported;
    struct error *e;
};

/* --- text --- */

/* A copy in UTF-8; ptr NULL where memory ran out, empty where the bytes mean nothing. */
static struct span decode(struct making *m, struct span s)
{
    char *to, *out;
    char *from = (char *)(uintptr_t)s.ptr;
    size_t left = s.len, room = 4 * s.len + 1;

    if (m->conv == (iconv_t)-1)
        return utf8_valid(s) ? arena_dup(&m->arena, s) : span_of("", 0);
    to = out = arena_alloc(&m->arena, room);
    if (!out)
        return span_of(NULL, 0);
    iconv(m->conv, NULL, NULL, NULL, NULL);
    if (iconv(m->conv, &from, &left, &to, &room) == (size_t)-1)
        return span_of("", 0);
    return span_of(out, (size_t)(to - out));
}

/* Where a text of a rule lies; each is kept once. */
static enum status intern(struct making *m, struct span s, uint32_t *at)
{
    bool added;
    uint64_t *place = map_put(&m->interned, s, &added);

    if (!place)
        return error_nomem(m->e);
    if (added) {
        *place = m->text.len;
        buf_add(&m->text, s);
    }
    *at = (uint32_t)*place;
    return buf_status(&m->text, m->e);
}

/* The next word of a line. */
static struct span next_field(struct span *line)
{
    size_t from = 0, to;
    struct span field;

    while (from < line->len && strchr(" \t\r", line->ptr[from]))
        from++;
    for (to = from; to < line->len && !strchr(" \t\r", line->ptr[to]);)
        to++;
    field = span_cut(*line, from, to);
    *line = span_from(*line, to);
    return field;
}

/* --- flags --- */

/* Take the next flag off; false behind the last. */
static bool next_flag(const struct making *m, struct span *s, uint16_t *flag)
{
    size_t n = 1;
    uint32_t c;

    if (s->len == 0)
        return false;
    c = (unsigned char)s->ptr[0];
    if (m->style == FLAG_LONG && s->len > 1) {
        c = c << 8 | (unsigned char)s->ptr[1];
        n = 2;
    } else if (m->style == FLAG_LETTER) {
        c = utf8_decode(*s, 0, &n);
    } else if (m->style == FLAG_NUMBER) {
        for (c = 0, n = 0; n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9'; n++)
            c = c * 10 + (uint32_t)(s->ptr[n] - '0');
        while (n < s->len && !(s->ptr[n] >= '0' && s->ptr[n] <= '9'))
            n++;
    }
    *s = span_from(*s, n);
    *flag = (uint16_t)c;
    return true;
}

static struct span flag_key(const uint16_t *flag)
{
    return span_of((const char *)flag, sizeof *flag);
}

static enum status make_special(struct making *m, struct span flags, unsigned how)
{
    uint16_t flag;
    uint64_t *value;

    while (next_flag(m, &flags, &flag)) {
        value = map_put(&m->special, flag_key(&flag), NULL);
        if (!value)
            return error_nomem(m->e);
        *value |= how;
    }
    return ST_OK;
}

/* COMPOUNDRULE n*1t: the words that its flags compound are made of digits, or else unknown. */
static enum status make_compounding(struct making *m, struct span pattern)
{
    if (m->style != FLAG_BYTE) {
        m->how |= LEXICON_OPEN;
        return ST_OK;
    }
    for (size_t i = 0; i < pattern.len; i++) {
        enum status st = strchr("*?()", pattern.ptr[i])
                             ? ST_OK
                             : make_special(m, span_cut(pattern, i, i + 1), DIGITS_ONLY);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* --- rules --- */

static enum status put_rule(struct making *m, uint16_t flag, unsigned kind, struct span strip,
                            struct span add, struct span condition)
{
    struct lexicon_rule r = {.flag = flag, .kind = (uint8_t)kind};
    enum status st;

    if (strip.len > MOST_STRIP || add.len > MOST || condition.len > MOST) {
        m->how |= LEXICON_OPEN;
        return ST_OK;
    }
    r.strip_len = (uint8_t)strip.len;
    r.add_len = (uint8_t)add.len;
    r.condition_len = (uint8_t)condition.len;
    st = intern(m, strip, &r.strip);
    if (st == ST_OK)
        st = intern(m, add, &r.add);
    if (st == ST_OK)
        st = intern(m, condition, &r.condition);
    return st == ST_OK && !vec_push(&m->rules, r) ? error_nomem(m->e) : st;
}

static struct span unless(struct span s, const char *nothing)
{
    return span_eqs(s, nothing) ? span_of("", 0) : s;
}

/* "SFX A Y 3" or "SFX A ь и [лн]ь". */
static enum status take_rule(struct making *m, struct span line, unsigned kind, int *cross)
{
    struct span name = next_field(&line), second = next_field(&line), third = next_field(&line);
    struct span condition = next_field(&line);
    uint16_t flag;

    if (!next_flag(m, &name, &flag))
        return ST_OK;
    if (*cross < 0 || (condition.len == 0 && (span_eqs(second, "Y") || span_eqs(second, "N")))) {
        *cross = span_eqs(second, "Y") ? LEXICON_CROSS : 0;
        return ST_OK;
    }
    if (third.len && memchr(third.ptr, '/', third.len)) { /* one ending upon the other */
        m->how |= LEXICON_OPEN;
        return ST_OK;
    }
    second = decode(m, unless(second, "0"));
    third = decode(m, unless(third, "0"));
    condition = decode(m, unless(condition, "."));
    if (!second.ptr || !third.ptr || !condition.ptr)
        return error_nomem(m->e);
    return put_rule(m, flag, kind | (unsigned)*cross, second, third, condition);
}

static enum status put_letter(struct making *m, struct span from, struct span to)
{
    struct lexicon_letter l = {.len = (uint32_t)to.len};
    size_t len;
    enum status st;

    if (from.len == 0)
        return ST_OK;
    l.letter = utf8_decode(from, 0, &len);
    if (len < from.len) { /* several at once */
        m->unsupported = true;
        return ST_OK;
    }
    st = intern(m, to, &l.text);
    return st == ST_OK && !vec_push(&m->letters, l) ? error_nomem(m->e) : st;
}

static enum status take_ignored(struct making *m, struct span letters)
{
    enum status st = ST_OK;

    for (size_t at = 0; at < letters.len && st == ST_OK;) {
        size_t from = at;

        utf8_next(letters, &at);
        st = put_letter(m, span_cut(letters, from, at), span_of("", 0));
    }
    return st;
}

/* "ICONV 64", "ICONV ’ '": what the text has, what the dictionary has. */
static enum status take_conversion(struct making *m, struct span line)
{
    struct span from = decode(m, next_field(&line)), to = decode(m, next_field(&line));

    return to.len ? put_letter(m, from, to) : ST_OK;
}

static enum status set_encoding(struct making *m, struct span name)
{
    char text[32];

    if (name.len >= sizeof text)
        return error_set(m->e, ST_ENCODING, _("unknown encoding %.*s"), SPAN_ARG(name));
    memcpy(text, name.ptr, name.len);
    text[name.len] = '\0';
    if (strcmp(text, "UTF-8") == 0)
        return ST_OK;
    m->conv = iconv_open("UTF-8", text);
    return m->conv == (iconv_t)-1 ? error_set(m->e, ST_ENCODING, _("unknown encoding %s"), text)
                                  : ST_OK;
}

static bool is_one_of(struct span word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (span_eqs(word, list[i]))
            return true;
    return false;
}

/* A line of the .aff file that is no rule. */
static enum status take_option(struct making *m, struct span name, struct span line)
{
    static const char *const harmless[] = {
        "TRY", "REP", "MAP", "KEY", "PHONE", "WORDCHARS", "NOSUGGEST", "NAME", "HOME", "VERSION",
        "BREAK", "OCONV", "MAXNGRAMSUGS", "ONLYMAXDIFF", "MAXDIFF", "NOSPLITSUGS", "WARN",
        "COMPOUNDMIN", "COMPOUNDWORDMAX"};
    static const char *const doubtful[] = {"FORBIDDENWORD", "NEEDAFFIX", "KEEPCASE", "CIRCUMFIX",
                                           "ONLYINCOMPOUND"};
    static const char *const beyond[] = {"AF", "AM", "COMPLEXPREFIXES"};
    struct span value = next_field(&line);

    if (span_eqs(name, "SET"))
        return set_encoding(m, value);
    if (span_eqs(name, "FLAG"))
        m->style = span_eqs(value, "num")    ? FLAG_NUMBER
                   : span_eqs(value, "long") ? FLAG_LONG
                                             : FLAG_LETTER;
    else if (span_eqs(name, "LANG"))
        m->how |= span_starts(value, span_str("tr")) || span_starts(value, span_str("az"))
                      ? LEXICON_TURKISH
                      : 0;
    else if (span_eqs(name, "IGNORE"))
        return take_ignored(m, decode(m, value));
    else if (span_eqs(name, "COMPOUNDRULE"))
        return make_compounding(m, value.len && value.ptr[0] > '9' ? value : span_of("", 0));
    else if (is_one_of(name, doubtful, COUNT_OF(doubtful)))
        return make_special(m, value, ALWAYS_DOUBT);
    else if (is_one_of(name, beyond, COUNT_OF(beyond)))
        m->unsupported = true;
    else if (!is_one_of(name, harmless, COUNT_OF(harmless)))
        m->how |= LEXICON_OPEN;
    return ST_OK;
}

static struct span without_mark(struct span s)
{
    return span_starts(s, span_str("\xEF\xBB\xBF")) ? span_from(s, 3) : s;
}

static enum status read_rules(struct making *m, struct span text)
{
    struct span line, name, last = {"", 0};
    int cross = -1; /* of the running block of rules; -1: the next line is the head of one */
    enum status st = ST_OK;

    text = without_mark(text);
    while (st == ST_OK && text.len && span_split(&text, '\n', &line)) {
        struct span rest = line;
        bool rule;

        name = next_field(&rest);
        rule = span_eqs(name, "SFX") || span_eqs(name, "PFX");
        if (name.len == 0 || name.ptr[0] == '#' || (!rule && name.ptr[0] < 'A'))
            continue;
        if (rule && !span_eq(name, last))
            cross = -1;
        last = name;
        if (rule)
            st = take_rule(m, rest, span_eqs(name, "PFX") ? LEXICON_PREFIX : 0, &cross);
        else if (span_eqs(name, "ICONV"))
            st = take_conversion(m, rest);
        else
            st = take_option(m, name, rest);
    }
    return st;
}

/* --- stems --- */

static int by_number(const void *a, const void *b)
{
    return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* Number of the set of flags; LEXICON_DOUBT where one of them is special. */
static enum status set_of(struct making *m, struct span written, bool digits, uint32_t *set)
{
    bool added;
    uint64_t *number = map_put(&m->sets, written, &added);
    size_t from = m->flags.len;
    uint16_t flag;

    if (!number)
        return error_nomem(m->e);
    if (added) {
        uint64_t special = 0;

        while (next_flag(m, &written, &flag)) {
            const uint64_t *how = map_get(&m->special, flag_key(&flag));

            special |= how ? *how : 0;
            if (!vec_push(&m->flags, flag))
                return error_nomem(m->e);
        }
        if (m->flags.len > from)
            qsort(m->flags.v + from, m->flags.len - from, sizeof flag, by_number);
        if (!vec_push(&m->set_starts, (uint32_t)from))
            return error_nomem(m->e);
        *number = (m->set_starts.len - 1) << 2 | special;
    }
    *set = (*number & ALWAYS_DOUBT) || ((*number & DIGITS_ONLY) && !digits)
               ? LEXICON_DOUBT
               : (uint32_t)(*number >> 2);
    if (*set == LEXICON_DOUBT && !digits)
        m->how |= LEXICON_OPEN;
    return ST_OK;
}

/* Where the word of a line ends: at "/FLAGS", a tab, or a space before "po:noun". */
static size_t word_end(struct span line)
{
    size_t n = 0;

    for (; n < line.len && !strchr("\t\r", line.ptr[n]); n++) {
        if (line.ptr[n] == '/' && n > 0 && line.ptr[n - 1] != '\\')
            break;
        if (line.ptr[n] == ' ' && n + 3 < line.len && line.ptr[n + 3] == ':')
            break;
    }
    return n;
}

static enum status take_stem(struct making *m, struct span line)
{
    size_t end = word_end(line);
    struct span rest = span_from(line, end), flags = {"", 0};
    struct draft_stem d = {.text = decode(m, span_trim(span_cut(line, 0, end)))};
    bool digits = line.len && line.ptr[0] >= '0' && line.ptr[0] <= '9';
    enum status st;

    if (!d.text.ptr)
        return error_nomem(m->e);
    if (rest.len && rest.ptr[0] == '/') {
        rest = span_from(rest, 1);
        flags = next_field(&rest);
    }
    if (d.text.len == 0 || d.text.len > MOST)
        return ST_OK;
    st = set_of(m, flags, digits, &d.set);
    d.hash = lexicon_hash(d.text, 0);
    return st == ST_OK && !vec_push(&m->stems, d) ? error_nomem(m->e) : st;
}

static enum status read_stems(struct making *m, struct span text)
{
    struct span line;
    enum status st = ST_OK;

    text = without_mark(text);
    span_split(&text, '\n', &line); /* their number */
    while (st == ST_OK && text.len && span_split(&text, '\n', &line))
        st = take_stem(m, line);
    return st == ST_OK && !vec_push(&m->set_starts, (uint32_t)m->flags.len) ? error_nomem(m->e)
                                                                          : st;
}

/* --- writing --- */

static uint32_t power_above(size_t n)
{
    uint32_t power = 1;

    while (power < n)
        power *= 2;
    return power;
}

static int by_bucket(const void *a, const void *b, void *mask)
{
    const struct draft_stem *x = a, *y = b;
    uint32_t m = *(const uint32_t *)mask, p = x->hash & m, q = y->hash & m;
    int order = (p > q) - (p < q);

    if (order == 0)
        order = span_cmp(x->text, y->text);
    return order ? order : (x->set > y->set) - (x->set < y->set);
}

static void add_number(struct buf *b, uint32_t n)
{
    buf_addn(b, (const char *)&n, sizeof n);
}

/* About four stems a bucket. */
static void write_stems(struct making *m, struct buf *buckets, struct buf *stems)
{
    uint32_t mask = power_above(m->stems.len / 4 + 1) - 1;
    size_t i = 0;

    if (m->stems.len > 1)
        qsort_r(m->stems.v, m->stems.len, sizeof *m->stems.v, by_bucket, &mask);
    for (uint32_t bucket = 0; bucket <= mask; bucket++) {
        add_number(buckets, (uint32_t)stems->len);
        for (; i < m->stems.len && (m->stems.v[i].hash & mask) == bucket; i++) {
            const struct draft_stem *d = &m->stems.v[i];

            buf_addch(stems, (char)d->text.len);
            for (unsigned k = 0; k < 24; k += 8)
                buf_addch(stems, (char)(d->set >> k));
            buf_add(stems, d->text);
        }
    }
    add_number(buckets, (uint32_t)stems->len);
}

struct rule_order {
    const struct making *m;
    uint32_t mask;
};

static uint32_t rule_bucket(const struct rule_order *o, const struct lexicon_rule *r)
{
    struct span add = span_cut(buf_span(&o->m->text), r->add, (size_t)r->add + r->add_len);

    return lexicon_hash(add, r->kind & LEXICON_PREFIX) & o->mask;
}

static int by_rule_bucket(const void *a, const void *b, void *order)
{
    const struct lexicon_rule *r = a, *s = b;
    uint32_t x = rule_bucket(order, r), y = rule_bucket(order, s);
    int by = (x > y) - (x < y);

    return by ? by : memcmp(r, s, sizeof *r);
}

static void write_rules(struct making *m, struct buf *buckets, struct buf *rules)
{
    struct rule_order order = {m, power_above(m->rules.len + 1) - 1};
    size_t i = 0;

    if (m->rules.len > 1)
        qsort_r(m->rules.v, m->rules.len, sizeof *m->rules.v, by_rule_bucket, &order);
    for (uint32_t bucket = 0; bucket <= order.mask; bucket++) {
        add_number(buckets, (uint32_t)i);
        while (i < m->rules.len && rule_bucket(&order, &m->rules.v[i]) == bucket)
            i++;
    }
    add_number(buckets, (uint32_t)i);
    buf_addn(rules, (const char *)m->rules.v, m->rules.len * sizeof *m->rules.v);
}

static enum status write_section(struct making *m, struct pack_writer *w, uint32_t tag)
{
    struct lexicon_head head = {.flags = m->how};
    struct buf part[LEXICON_PARTS] = {BUF_INIT}, *section = pack_writer_later(w, tag);
    size_t at = sizeof head;
    enum status st = section ? ST_OK : error_nomem(m->e);

    write_stems(m, &part[LEXICON_BUCKETS], &part[LEXICON_STEMS]);
    write_rules(m, &part[LEXICON_RULE_BUCKETS], &part[LEXICON_RULES]);
    buf_addn(&part[LEXICON_SETS], (const char *)m->set_starts.v,
             m->set_starts.len * sizeof *m->set_starts.v);
    buf_addn(&part[LEXICON_FLAGS], (const char *)m->flags.v, m->flags.len * sizeof *m->flags.v);
    buf_addn(&part[LEXICON_LETTERS], (const char *)m->letters.v,
             m->letters.len * sizeof *m->letters.v);
    buf_add(&part[LEXICON_TEXT], buf_span(&m->text));
    for (int i = 0; i < LEXICON_PARTS; i++) {
        head.part[i].at = (uint32_t)at;
        head.part[i].len = (uint32_t)part[i].len;
        while (part[i].len % 4 && !part[i].failed)
            buf_addch(&part[i], '\0');
        at += part[i].len;
    }
    if (section)
        buf_addn(section, (const char *)&head, sizeof head);
    for (int i = 0; i < LEXICON_PARTS; i++) {
        if (section)
            buf_add(section, buf_span(&part[i]));
        if (st == ST_OK)
            st = buf_status(&part[i], m->e);
        buf_free(&part[i]);
    }
    return st;
}

static enum status read_file(const struct buf *base, const char *suffix, struct buf *text,
                             struct error *e)
{
    struct buf path = BUF_INIT;
    enum status st;

    buf_add(&path, buf_span(base));
    buf_adds(&path, suffix);
    st = path.failed ? error_nomem(e) : file_read(buf_cstr(&path), text, e);
    buf_free(&path);
    return st;
}

static void free_making(struct making *m)
{
    if (m->conv != (iconv_t)-1)
        iconv_close(m->conv);
    arena_free(&m->arena);
    buf_free(&m->text);
    map_free(&m->interned);
    map_free(&m->sets);
    map_free(&m->special);
    vec_free(&m->set_starts);
    vec_free(&m->flags);
    vec_free(&m->rules);
    vec_free(&m->letters);
    vec_free(&m->stems);
}

/* One language's section; *done is not set where its dictionary is not supported. */
static enum status compile_one(struct pack_writer *w, const char *lang, const struct buf *base,
                               bool *done, struct error *e)
{
    struct making m = {.conv = (iconv_t)-1, .e = e};
    struct buf rules = BUF_INIT, stems = BUF_INIT;
    enum status st = read_file(base, ".aff", &rules, e);

    if (st == ST_OK)
        st = read_file(base, ".dic", &stems, e);
    if (st == ST_OK)
        st = read_rules(&m, buf_span(&rules));
    if (st == ST_OK)
        st = read_stems(&m, buf_span(&stems));
    *done = !m.unsupported;
    if (st == ST_OK && !m.unsupported)
        st = write_section(&m, w, lexicon_tag(span_str(lang)));
    buf_free(&rules);
    buf_free(&stems);
    free_making(&m);
    return st;
}

enum status lexicon_compile(struct buf *pack, const char *const *langs, size_t n,
                            struct buf *missing, struct error *e)
{
    struct pack_writer w;
    enum status st = ST_OK;

    pack_writer_init(&w, LEXICON_PACK, LEXICON_PACK_VERSION, 0);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        struct buf base = BUF_INIT;
        bool done = false;

        if (spell_find(span_str(langs[i]), &base))
            st = compile_one(&w, langs[i], &base, &done, e);
        if (!done)
            buf_printf(missing, "%s%s", missing->len ? " " : "", langs[i]);
        buf_free(&base);
    }
    if (st == ST_OK)
        st = buf_status(missing, e);
    if (st == ST_OK)
        return pack_writer_finish(&w, pack, e);
    pack_writer_free(&w);
    return st;
}
