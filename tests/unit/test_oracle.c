/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each bundled system, both ways, against ICU's transliterator with the same rules: on the system's
 * own cases and on random strings of the characters that its rules name; and its machines against
 * its rules (fast.h) on nastier text.  ORACLE_SEED chooses other strings, ORACLE_STRINGS how many for
 * each system and direction, ORACLE_TEXT a file whose lines are compared too (tests/eval/oracle.sh).
 *
 * Where we differ from ICU on purpose is not compared: text is composed and of one line, for `^` and
 * `$` are the edges of lines here and of the text in ICU, and rules without end are an error here and
 * cut short there (xlit.h).
 */
#include "unit.h"

#include "base/map.h"
#include "base/reader.h"
#include "base/vec.h"
#include "translit/compile.h"
#include "translit/engine.h"
#include "text/norm.h"

#include <dirent.h>
#include <stdio.h>
#include <unicode/utrans.h>
#include <unicode/ustring.h>

struct letters {
    VEC_OF(uint32_t)
};

static uint64_t state;

static uint32_t rnd(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

static unsigned long env_number(const char *name, unsigned long otherwise)
{
    const char *s = getenv(name);

    return s && *s ? strtoul(s, NULL, 10) : otherwise;
}

static UTransliterator *icu_open_as(const char *name, struct span rules, bool reverse)
{
    UErrorCode ec = U_ZERO_ERROR;
    UParseError pe;
    UChar id[80];
    UChar *text = malloc((rules.len + 1) * sizeof *text);
    int32_t len;
    UTransliterator *t;

    u_uastrncpy(id, name, 80);
    u_strFromUTF8(text, (int32_t)rules.len + 1, &len, rules.ptr, (int32_t)rules.len, &ec);
    t = utrans_openU(id, -1, reverse ? UTRANS_REVERSE : UTRANS_FORWARD, text, len, &pe, &ec);
    free(text);
    return U_SUCCESS(ec) ? t : NULL;
}

static UTransliterator *icu_open(struct span rules, bool reverse)
{
    return icu_open_as("x", rules, reverse);
}

/* False when ICU gives up (its output grows beyond all bounds) or tears a surrogate pair apart. */
static bool icu_run(UTransliterator *t, struct span in, struct buf *out)
{
    enum { CAP = 1 << 16 };
    static UChar u[CAP];
    static char utf8[CAP * 3];
    UErrorCode ec = U_ZERO_ERROR;
    int32_t len, limit, n;

    u_strFromUTF8(u, CAP, &len, in.ptr, (int32_t)in.len, &ec);
    limit = len;
    utrans_transUChars(t, u, &len, CAP, 0, &limit, &ec);
    if (U_FAILURE(ec))
        return false;
    u_strToUTF8(utf8, sizeof utf8, &n, u, len, &ec);
    if (U_FAILURE(ec))
        return false;
    buf_reset(out);
    buf_addn(out, utf8, (size_t)n);
    return true;
}

static void compare(const char *name, bool reverse, UTransliterator *t, struct xlit *x,
                    struct span in)
{
    struct buf want = BUF_INIT, got = BUF_INIT;
    struct error e;

    ck_assert(icu_run(t, in, &want));
    ck_assert_msg(xlit_run(x, in, &got, &e) == ST_OK, "%s: %s", name, e.message);
    ck_assert_msg(span_eq(buf_span(&got), buf_span(&want)), "%s%s: %.*s -> %.*s, ICU %.*s", name,
                  reverse ? " backwards" : "", SPAN_ARG(in), SPAN_ARG(buf_span(&got)),
                  SPAN_ARG(buf_span(&want)));
    buf_free(&want);
    buf_free(&got);
}

/* The characters that the rules name, comments left out, and what stands around words. */
static void collect(struct span rules, struct letters *set)
{
    struct span line;

    for (const char *c = " -.'\"’1aZ\xCC\x86\xCC\x88"; *c;) {
        size_t at = 0;

        ck_assert(vec_push(set, utf8_next(span_str(c), &at)));
        c += at;
    }
    while (span_split(&rules, '\n', &line)) {
        if (line.len && line.ptr[0] == '#')
            continue;
        for (size_t at = 0; at < line.len;) {
            uint32_t c = utf8_next(line, &at);

            if (char_is_letter(c))
                ck_assert(vec_push(set, c));
        }
    }
}

static void random_string(const struct letters *set, struct buf *out)
{
    struct buf raw = BUF_INIT;
    struct error e;
    uint32_t n = 1 + rnd(rnd(4) ? 14 : 64), upper = rnd(4);

    buf_reset(out);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t c = rnd(6) ? set->v[rnd((uint32_t)set->len)] : set->v[rnd(12)];

        utf8_add(&raw, upper == 0 ? char_upper(c) : upper == 1 ? char_lower(c) : c);
    }
    ck_assert(norm_add(out, buf_span(&raw), NORM_NFC, &e) == ST_OK);
    buf_free(&raw);
}

/* What random_string() never is: lines, decomposed and far characters, broken bytes. */
static void nasty_string(const struct letters *set, struct buf *out)
{
    static const char *const other[] = {"\n", "\r\n", " ", "\xCC\x86", "\xCC\x88", "\xCC\xA7", "Z", "z",
                                        "\xE4\xB8\x80", "\xF0\x9F\x98\x80", "\xEF\xBA\x8D", "\xE2\x80\x94",
                                        "\xFF", "\xD0", "\xE2\x80", "әəқ", "Жж", "\xDA\xA9"};

    buf_reset(out);
    for (uint32_t n = rnd(rnd(3) ? 12 : 80); n > 0; n--) {
        uint32_t c = set->v[rnd((uint32_t)set->len)];

        if (rnd(5) == 0)
            buf_adds(out, other[rnd(COUNT_OF(other))]);
        else
            utf8_add(out, rnd(3) ? c : char_upper(c));
    }
}

/* The same without its machines. */
static void compare_slow(const char *name, struct xlit *x, struct xlit *slow, struct span in)
{
    struct buf want = BUF_INIT, got = BUF_INIT;
    struct xlit_keep kept = {utf8_skip(in, rnd((uint32_t)in.len + 1)), in.len}, same = kept;
    size_t parts = rnd(4) == 0;
    uint64_t before = xlit_unmapped_count(x), slow_before = xlit_unmapped_count(slow);
    struct error e, f;
    enum status st = xlit_run_keeping(x, in, &kept, parts, &got, &e);

    ck_assert_int_eq(xlit_run_keeping(slow, in, &same, parts, &want, &f), st);
    ck_assert_msg(span_eq(buf_span(&got), buf_span(&want)), "%s: %.*s -> %.*s, by the rules %.*s", name,
                  SPAN_ARG(in), SPAN_ARG(buf_span(&got)), SPAN_ARG(buf_span(&want)));
    ck_assert(kept.from == same.from && kept.to == same.to);
    if (st == ST_OK)
        ck_assert_uint_eq(xlit_unmapped_count(x) - before, xlit_unmapped_count(slow) - slow_before);
    ck_assert(!xlit_was_composed(x) || norm_is_nfc_quick(in));
    ck_assert_msg(!xlit_is_composed(x) || xlit_is_composed(slow) ||
                      norm_is_nfc_quick(buf_span(&got)) || !utf8_valid(buf_span(&got)),
                  "%s: %.*s -> %.*s is not composed", name, SPAN_ARG(in), SPAN_ARG(buf_span(&got)));
    buf_free(&want);
    buf_free(&got);
}

static void check_machines(const char *name, const struct rule_file *file, struct xlit *x,
                           const struct letters *set)
{
    struct buf text = BUF_INIT;
    struct error e;
    struct xlit *slow;

    ck_assert(compile_open(&slow, file, &e) == ST_OK);
    for (uint32_t i = 0; i < slow->table.head->passes.count; i++)
        slow->fast[i].pass = NULL;
    for (unsigned long n = env_number("ORACLE_STRINGS", 500); n > 0; n--) {
        enum xlit_unmapped what = (enum xlit_unmapped)rnd(4);

        xlit_set_unmapped(x, what);
        xlit_set_unmapped(slow, what);
        nasty_string(set, &text);
        compare_slow(name, x, slow, buf_span(&text));
    }
    xlit_set_unmapped(x, XLIT_UNMAPPED_KEEP);
    xlit_free(slow);
    buf_free(&text);
}

/* Lines of the file ORACLE_TEXT; back, of what was made of them. */
static void compare_text(const char *name, bool reverse, UTransliterator *t, struct xlit *x,
                         struct xlit *forward)
{
    const char *path = getenv("ORACLE_TEXT");
    struct buf text = BUF_INIT, made = BUF_INIT, composed = BUF_INIT;
    struct span rest, line;
    struct error e;

    if (path)
        ck_assert(file_read(path, &text, &e) == ST_OK);
    rest = buf_span(&text);
    while (span_split(&rest, '\n', &line)) {
        buf_reset(&composed);
        ck_assert(norm_add(&composed, line, NORM_NFC, &e) == ST_OK);
        line = buf_span(&composed);
        if (reverse) {
            buf_reset(&made);
            ck_assert(xlit_run(forward, line, &made, &e) == ST_OK);
            line = buf_span(&made);
        }
        compare(name, reverse, t, x, line);
    }
    buf_free(&text);
    buf_free(&made);
    buf_free(&composed);
}

/* The cases that come with the system; `reverse` takes the outputs as inputs. */
static void compare_cases(const char *name, bool reverse, UTransliterator *t, struct xlit *x)
{
    struct buf path = BUF_INIT, cases = BUF_INIT;
    struct error e;
    struct span rest, line, field;

    buf_printf(&path, "%s/tests/cli/xlit/%s.tsv", getenv("TILMACH_SRC"), name);
    if (file_read(buf_cstr(&path), &cases, &e) == ST_OK) {
        rest = buf_span(&cases);
        while (span_split(&rest, '\n', &line)) {
            if (line.len == 0 || line.ptr[0] == '#')
                continue;
            ck_assert(span_split(&line, '\t', &field));
            compare(name, reverse, t, x, reverse ? line : field);
        }
    }
    buf_free(&path);
    buf_free(&cases);
}

/* The rules of a system by the name it is called by, `_` for `-`.  Returns new. */
static struct buf system_rules(struct span called)
{
    struct buf path = BUF_INIT, rules = BUF_INIT;
    struct error e;

    buf_printf(&path, "%s/dictionaries/systems/%.*s.rules", getenv("TILMACH_SRC"), SPAN_ARG(called));
    for (size_t i = path.len - strlen(".rules") - called.len; i < path.len; i++)
        if (path.data[i] == '_')
            path.data[i] = '-';
    if (file_read(buf_cstr(&path), &rules, &e) != ST_OK)
        buf_reset(&rules);
    buf_free(&path);
    return rules;
}

/* For our compiler.  What is found is kept to the end of the program. */
static bool find_system(void *context, struct span name, struct span *id, struct span *text)
{
    static struct map known = MAP_INIT;
    static VEC(struct buf) texts = VEC_INIT;
    bool added;
    uint64_t *slot = map_put(&known, name, &added);

    (void)context;
    if (added) {
        *slot = texts.len;
        ck_assert(vec_push(&texts, system_rules(name)));
    }
    *id = name;
    *text = buf_span(&texts.v[*slot]);
    return text->len > 0;
}

/* For ICU: the systems that the rules call have to be registered, those that these call first. */
static void register_called(struct span rules)
{
    struct span line;

    while (span_split(&rules, '\n', &line)) {
        struct span id, text, name = line;
        struct buf z = BUF_INIT;
        UErrorCode ec = U_ZERO_ERROR;

        if (!span_starts(line, span_str("::")) || !span_ends(span_trim(line), span_str(";")))
            continue;
        name = span_trim(span_cut(line, 2, span_trim(line).len - 1));
        if (span_starts(name, span_str("(")) && span_ends(name, span_str(")")))
            name = span_cut(name, 1, name.len - 1); /* only backwards */
        buf_add(&z, name);
        if (!strpbrk(buf_cstr(&z), " (") && find_system(NULL, name, &id, &text)) {
            register_called(text);
            utrans_register(icu_open_as(buf_cstr(&z), text, false), &ec);
            buf_adds(&z, "-Any"); /* ICU's name of its inverse */
            utrans_register(icu_open_as(buf_cstr(&z), text, true), &ec);
            ck_assert(U_SUCCESS(ec));
        }
        buf_free(&z);
    }
}

static void check_direction(const char *name, struct span rules, bool reverse)
{
    struct letters set = VEC_INIT;
    struct buf text = BUF_INIT;
    struct error e;
    struct xlit *x;
    struct rule_library library = {find_system, NULL};
    struct rule_file file = {rules, name, reverse, &library};
    struct rule_file there = {rules, name, false, &library};
    struct xlit *forward = NULL;
    UTransliterator *t = icu_open(rules, reverse);
    unsigned long n = env_number("ORACLE_STRINGS", 500);

    ck_assert_msg(t != NULL, "%s: ICU refuses the rules", name);
    ck_assert_msg(compile_open(&x, &file, &e) == ST_OK, "%s:%u: %s", name,
                  (unsigned)e.line, e.message);
    compare_cases(name, reverse, t, x);
    ck_assert(!reverse || compile_open(&forward, &there, &e) == ST_OK);
    compare_text(name, reverse, t, x, forward);
    collect(rules, &set);
    check_machines(name, &file, x, &set);
    while (n-- > 0) {
        random_string(&set, &text);
        compare(name, reverse, t, x, buf_span(&text));
    }
    vec_free(&set);
    buf_free(&text);
    xlit_free(x);
    xlit_free(forward);
    utrans_close(t);
}

START_TEST(all_systems)
{
    const char *src = getenv("TILMACH_SRC");
    struct buf path = BUF_INIT, rules = BUF_INIT, joined = BUF_INIT;
    unsigned systems = 0;
    struct dirent *entry;
    struct error e;
    DIR *dir;

    ck_assert_ptr_nonnull(src);
    state = env_number("ORACLE_SEED", 20240229);
    printf("# ORACLE_SEED=%llu\n", (unsigned long long)state);
    buf_printf(&path, "%s/dictionaries/systems", src);
    dir = opendir(buf_cstr(&path));
    ck_assert_ptr_nonnull(dir);
    while ((entry = readdir(dir))) {
        struct span name = span_str(entry->d_name);
        struct xlit_info info;

        if (!span_ends(name, span_str(".rules")))
            continue;
        buf_reset(&path);
        buf_printf(&path, "%s/dictionaries/systems/%s", src, entry->d_name);
        ck_assert(file_read(buf_cstr(&path), &rules, &e) == ST_OK);
        ck_assert(header_read(buf_span(&rules), entry->d_name, &info, &joined, &e) == ST_OK);
        entry->d_name[name.len - strlen(".rules")] = '\0';
        register_called(buf_span(&rules));
        check_direction(entry->d_name, buf_span(&rules), false);
        if (info.reversible != XLIT_REVERSIBLE_NO)
            check_direction(entry->d_name, buf_span(&rules), true);
        buf_reset(&joined);
        systems++;
    }
    closedir(dir);
    printf("# %u systems\n", systems);
    ck_assert_uint_gt(systems, 0);
    buf_free(&path);
    buf_free(&rules);
    buf_free(&joined);
}
END_TEST

/* Random rules over a small alphabet: accepted by both or by neither, and the same results.  What
 * goes on without end is cut short by ICU and reported by us. */

static void add_choice(struct buf *b, const char *const *of, uint32_t n)
{
    buf_adds(b, of[rnd(n)]);
}

static void random_side(struct buf *b, unsigned depth)
{
    static const char *const elements[] = {"a", "b", "c", "d", "[ab]", "[^a]", "[c$]", "$v",
                                           "$w", "[b{cd}]", ".", "'ab'"};
    static const char *const signs[] = {"*", "+", "?"};
    uint32_t n = 1 + rnd(2);

    for (uint32_t i = 0; i < n; i++) {
        if (depth < 2 && rnd(6) == 0) {
            buf_adds(b, "(");
            random_side(b, depth + 1);
            buf_adds(b, ")");
        } else {
            add_choice(b, elements, rnd(3) ? 4 : COUNT_OF(elements));
        }
        if (rnd(6) == 0)
            add_choice(b, signs, 3);
        buf_adds(b, " ");
    }
}

/* A cursor between text and a segment is one that ICU misplaces; one before the part that a filter
 * lets through changes what the filter keeps.  Neither is made here. */
static void random_output(struct buf *b, bool filtered)
{
    static const char *const elements[] = {"a", "b", "x", "y", "xyz", "'c d'", "$1", "$2"};
    static const char *const cursors[] = {"|", "@ |", "| @", "@@ |"};
    uint32_t n = rnd(3), cursor = rnd(8), choice = rnd(3) ? 6 : COUNT_OF(elements);

    if (cursor == 0)
        buf_adds(b, rnd(2) && !filtered ? "| @@ " : "| ");
    for (uint32_t i = 0; i < n; i++) {
        add_choice(b, elements, choice);
        buf_adds(b, " ");
        if (cursor == 1 + i && choice == 6)
            add_choice(b, cursors, COUNT_OF(cursors));
    }
}

static void random_rule(struct buf *b, bool filtered)
{
    static const char *const operators[] = {">", ">", ">", "<>"};

    if (rnd(8) == 0)
        buf_adds(b, "^ ");
    if (rnd(3) == 0) {
        random_side(b, 0);
        buf_adds(b, "{ ");
    }
    if (rnd(12))
        random_side(b, 0);
    if (rnd(3) == 0) {
        buf_adds(b, "} ");
        random_side(b, 0);
    }
    if (rnd(8) == 0)
        buf_adds(b, "$ ");
    add_choice(b, operators, COUNT_OF(operators));
    buf_adds(b, " ");
    random_output(b, filtered);
    buf_adds(b, ";\n");
}

static void random_rules(struct buf *b)
{
    static const char *const between[] = {"::Null ;\n", "::[a-c] Upper ;\n", "::Lower ;\n", "::NFD ;\n"};
    uint32_t n = 1 + rnd(4);
    bool filtered = rnd(6) == 0;

    buf_reset(b);
    if (filtered) /* ICU drops the global filter of rules in one pass */
        buf_adds(b, "::[a-c] ; ::NFC ;\n");
    buf_adds(b, "$v = [bd] ;\n$w = ab ;\n");
    for (uint32_t i = 0; i < n; i++) {
        random_rule(b, filtered);
        if (rnd(10) == 0)
            add_choice(b, between, COUNT_OF(between));
    }
}

static void compare_random(struct span rules, UTransliterator *t, struct xlit *x, unsigned *same,
                           unsigned *endless)
{
    static const char *const letters[] = {"a", "b", "c", "d", "x", "\xF0\x9F\x98\x80", "é"};
    struct buf in = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
    struct error e;
    enum status st;

    for (uint32_t n = rnd(8); n > 0; n--)
        add_choice(&in, letters, rnd(4) ? 4 : COUNT_OF(letters));
    st = xlit_run(x, buf_span(&in), &got, &e);
    *endless += st == ST_LIMIT;
    /* The first time that ICU applies a rule it puts a cursor inside the output wrongly: ask twice. */
    if (st == ST_OK && icu_run(t, buf_span(&in), &want) && icu_run(t, buf_span(&in), &want)) {
        ck_assert_msg(span_eq(buf_span(&got), buf_span(&want)), "%.*s%.*s -> %.*s, ICU %.*s",
                      SPAN_ARG(rules), SPAN_ARG(buf_span(&in)), SPAN_ARG(buf_span(&got)),
                      SPAN_ARG(buf_span(&want)));
        ++*same;
    }
    buf_free(&in);
    buf_free(&want);
    buf_free(&got);
}

START_TEST(random_rule_sets)
{
    unsigned long n = env_number("ORACLE_RULES", 1500);
    unsigned same = 0, endless = 0, refused = 0;
    struct buf rules = BUF_INIT;

    state = env_number("ORACLE_SEED", 20240229);
    printf("# ORACLE_SEED=%llu\n", (unsigned long long)state);
    while (n-- > 0) {
        UTransliterator *t;
        struct error e = {0};
        struct xlit *x = NULL;
        enum status st;

        random_rules(&rules);
        t = icu_open(buf_span(&rules), false);
        st = compile_open(&x, &(struct rule_file){.text = buf_span(&rules), .name = "random"}, &e);
        ck_assert_msg((st == ST_OK) == (t != NULL), "%s: ICU %s, we: %s", buf_cstr(&rules),
                      t ? "accepts" : "refuses", st == ST_OK ? "accept" : e.message);
        refused += t == NULL;
        for (int i = 0; t && i < 8; i++)
            compare_random(buf_span(&rules), t, x, &same, &endless);
        xlit_free(x);
        utrans_close(t);
    }
    printf("# %u equal, %u endless, %u sets of rules refused\n", same, endless, refused);
    ck_assert_uint_gt(same, 100);
    buf_free(&rules);
}
END_TEST

/* The rules of the transliterators that ICU brings, as far as they need no other one. */
static bool compare_builtin(UTransliterator *t, const char *name, unsigned strings)
{
    enum { CAP = 1 << 20 };
    static UChar rules[CAP];
    static char utf8[CAP * 3];
    UErrorCode ec = U_ZERO_ERROR;
    struct letters set = VEC_INIT;
    struct buf text = BUF_INIT;
    struct rule_file file;
    struct error e;
    struct xlit *x;
    int32_t n, len = utrans_toRules(t, true, rules, CAP, &ec);

    u_strToUTF8(utf8, sizeof utf8, &n, rules, len, &ec);
    ck_assert_msg(U_SUCCESS(ec), "%s", name);
    file = (struct rule_file){.text = span_of(utf8, (size_t)n), .name = name};
    if (compile_open(&x, &file, &e) != ST_OK) {
        ck_assert_msg(e.code == ST_UNSUPPORTED, "%s:%u: %s", name, (unsigned)e.line, e.message);
        return false;
    }
    len = utrans_toRules(t, false, rules, CAP, &ec);
    u_strToUTF8(utf8, sizeof utf8, &n, rules, len, &ec);
    collect(span_of(utf8, (size_t)n), &set);
    while (strings-- > 0) {
        struct buf want = BUF_INIT, got = BUF_INIT;

        random_string(&set, &text);
        if (icu_run(t, buf_span(&text), &want) && icu_run(t, buf_span(&text), &want) &&
            xlit_run(x, buf_span(&text), &got, &e) == ST_OK)
            ck_assert_msg(span_eq(buf_span(&got), buf_span(&want)), "%s: %.*s -> %.*s, ICU %.*s",
                          name, SPAN_ARG(buf_span(&text)), SPAN_ARG(buf_span(&got)),
                          SPAN_ARG(buf_span(&want)));
        buf_free(&want);
        buf_free(&got);
    }
    vec_free(&set);
    buf_free(&text);
    xlit_free(x);
    return true;
}

START_TEST(builtin_rules)
{
    UErrorCode ec = U_ZERO_ERROR;
    UEnumeration *ids = utrans_openIDs(&ec);
    unsigned done = 0, other = 0;
    const UChar *id;
    int32_t len;

    state = env_number("ORACLE_SEED", 20240229);
    while ((id = uenum_unext(ids, &len, &ec))) {
        UParseError pe;
        UTransliterator *t = utrans_openU(id, len, UTRANS_FORWARD, NULL, 0, &pe, &ec);
        char name[128];

        u_strToUTF8(name, sizeof name, NULL, id, len, &ec);
        /* Title: ICU takes an apostrophe or a mark for a letter with case */
        if (U_SUCCESS(ec) && !strstr(name, "Title") && compare_builtin(t, name, 20))
            done++;
        else
            other++;
        utrans_close(t);
        ec = U_ZERO_ERROR;
    }
    uenum_close(ids);
    printf("# %u of ICU's transliterators equal, %u not taken\n", done, other);
    ck_assert_uint_gt(done, 100);
}
END_TEST

/* Each construct of the syntax by itself, in every direction that it has; some only ICU can run. */
static const struct {
    const char *rules;
    bool back;  /* it has a way back */
    bool other; /* our compiler leaves it to ICU */
} features[] = {
    {"$v = [aeiou] ; $c = [bcd] ; $pair = $c $v ; $pair > x ; $v > y ;"},
    {"$v = [а ә] ; a <> а ; $v { b <> б ; c } $v <> ц ;", .back = true},
    {"[[a-d]-[b]] > x ; [[a-e]&[d-z]] > y ; \\p{Lu} > u ; [:Cyrillic:] > k ;"},
    {"[{ab}{abc}] > x ; [^a-c\\ ] > y ;"},
    {"a { b } c > 1 ; b } [c$] > 2 ; [a$] { c > 3 ;"},
    {"^ a > x ; b $ > y ; ^ c $ > z ;"},
    {"a+ b? > x ; c* d > y ; (ab)+ c > z ;"},
    {"ab > x | c d ; c > y ; d } a > | e ; ee > x | ;"},
    {"ab > | @@ c ; c d > x @@ | ;"},
    {"([ab]) ([cd]) > $2 $1 ; (a (b)) > $2 $1 $2 ;"},
    {"([ab]) $1 > x ;"},
    {"([a-d]) > &Upper( $1 ) ; (x+) > &NFD( &Any-Upper( $1 ) ) y ;", .other = true},
    {"([a-d]) > &Latin-Cyrillic( $1 ) '-' ;", .other = true},
    {":: [a-d é] ; :: NFD (NFC) ; a <> x ; e <> y ; :: ([xy]) ;", .back = true},
    {":: Any-Lower ; a > b ; :: Null ; b > c ; :: Any-Upper () ;"},
    {":: NFC ; é > x ; :: NFD ; e > y ;"},
    {"a > b ; :: NFKC ;", .other = true},
    /* without a step at the end, ICU runs the one at the beginning first in both directions */
    {":: Lower (Upper) ; a <> b ; c > d ; e < f ; :: Null ;", .back = true},
    {":: Latin-Cyrillic ; а > я ;", .other = true},
    {"'a b' > x ; \\u0063 > \\u0064 ; '' > q ; e > ; # a comment\n"},
    {"a → x ; y ← b ; c ↔ d ;", .back = true},
};

static void compare_feature(size_t n, bool reverse)
{
    static const char *const parts[] = {"a", "b", "c", "d", "e", "x", "y", "A", "É", "é", " ", "а",
                                        "б", "e\u0301", "f", "ц", "\xF0\x9F\x98\x80", "'"};
    struct span rules = span_str(features[n].rules);
    struct rule_file file = {.text = rules, .name = "feature", .reverse = reverse};
    UTransliterator *t = icu_open(rules, reverse);
    struct buf in = BUF_INIT, warm = BUF_INIT;
    struct xlit *x;
    struct error e;

    ck_assert_msg(t != NULL, "ICU refuses %s", features[n].rules);
    ck_assert_msg(compile_open_any(&x, &file, &e) == ST_OK, "%s: %s", features[n].rules, e.message);
    ck_assert_msg((xlit_fallback(x) != NULL) == features[n].other, "%s: %s", features[n].rules,
                  xlit_fallback(x) ? xlit_fallback(x) : "compiled");
    for (unsigned round = 0; round < 400; round++) {
        buf_reset(&in);
        for (uint32_t k = 1 + rnd(7); k > 0; k--)
            add_choice(&in, parts, rnd(3) ? 7 : COUNT_OF(parts));
        ck_assert(icu_run(t, buf_span(&in), &warm)); /* its first cursor may be misplaced */
        compare(features[n].rules, reverse, t, x, buf_span(&in));
    }
    buf_free(&in);
    buf_free(&warm);
    xlit_free(x);
    utrans_close(t);
}

START_TEST(each_feature)
{
    state = env_number("ORACLE_SEED", 20240229);
    for (size_t n = 0; n < COUNT_OF(features); n++) {
        compare_feature(n, false);
        if (features[n].back)
            compare_feature(n, true);
    }
}
END_TEST

UNIT_MAIN("oracle", all_systems, random_rule_sets, builtin_rules, each_feature)
