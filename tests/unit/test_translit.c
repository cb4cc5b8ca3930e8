/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transform rules feature by feature, as UTS #35 part 3 describes them, and each way to be wrong. */
#include "unit.h"

#include "base/vec.h"
#include "translit/compile.h"
#include "translit/db.h"
#include "translit/detect.h"
#include "translit/engine.h"

#include <unistd.h>

static struct rule_file file_of(const char *rules, bool reverse)
{
    return (struct rule_file){span_str(rules), "test", reverse, NULL};
}

static struct xlit *rules_open(const char *rules, bool reverse)
{
    struct rule_file file = file_of(rules, reverse);
    struct error e;
    struct xlit *x = NULL;
    enum status st = compile_open(&x, &file, &e);

    ck_assert_msg(st == ST_OK, "%s: line %u: %s", rules, (unsigned)e.line, e.message);
    return x;
}

static void check(const char *rules, bool reverse, const char *in, const char *want)
{
    struct xlit *x = rules_open(rules, reverse);
    struct buf out = BUF_INIT;
    struct error e;

    ck_assert_int_eq(xlit_run(x, span_str(in), &out, &e), ST_OK);
    ck_assert_msg(strcmp(buf_cstr(&out), want) == 0, "%s: %s -> %s, wanted %s", rules, in,
                  buf_cstr(&out), want);
    buf_free(&out);
    xlit_free(x);
}

#define THERE(rules, in, want) check(rules, false, in, want)
#define BACK(rules, in, want) check(rules, true, in, want)

START_TEST(plain_rules)
{
    THERE("а > a ; ш > sh ;", "шаш b", "shash b");
    THERE("ab > x ; a > y ;", "abaab", "xyx");
    THERE("a > ;", "banana", "bnn");
    THERE("a > abcdefghijkl ;", "a", "abcdefghijkl");
    THERE("# only a comment", "a", "a");
    THERE("", "a", "a");
    THERE("a > b ; # comment\n c > d", "ac", "bd");
    THERE(";; a > b ;;", "a", "b");
    THERE("a → b ; c ↔ d ; e ← f ;", "acef", "bdef");
    THERE("\xEF\xBB\xBF" "a > b ;", "a", "b");
}
END_TEST

START_TEST(directions)
{
    const char *rules = "а <> a ; б > b ; в < v ;";

    THERE(rules, "абвabv", "abвabv");
    BACK(rules, "абвabv", "абваbв");
    BACK("x { а } y <> p { a } q ;", "paq", "pаq");
    THERE("x { а } y <> p { a } q ;", "xаy xа", "xay xа");
}
END_TEST

START_TEST(contexts)
{
    THERE("a { b } c > x ;", "abc ab bc", "axc ab bc");
    THERE("b } c > x ; b > y ;", "bcb", "xcy");
    THERE("a { b > x ;", "abb", "axb");
    THERE("a > b ; b { c > d ;", "ac", "bd"); /* the text before is converted already */
    THERE("a } b > x ; b > y ;", "ab", "xy"); /* what follows is not yet */
    THERE("а { б } в г > x ;", "абвг", "аxвг");
}
END_TEST

START_TEST(sets_and_variables)
{
    THERE("$v = [aeiou] ; $v { b > x ; c } $v > y ;", "abb ca c", "axb ya c");
    THERE("$s = ab ; $s > x ;", "abc", "xc");
    THERE("$v = [ae] ; [$v i] > x ;", "aeio", "xxxo");
    THERE("[а-в] > x ; [^a-z \\ ] > y ;", "абд z", "xxy z");
    THERE("[:Lu:] { b > x ; \\p{Ll} { b > y ;", "AbabБb", "AxayБx");
    THERE("[{ch}c] > x ;", "chc", "xx");
    THERE("[a\\u0062] > x ;", "ab", "xx");
    THERE("$x = [\\$] ; $x > d ;", "$", "d");
    THERE(". > x ;", "a\nЩ", "x\nx");
    THERE("$empty = ; a $empty > b ;", "a", "b");
}
END_TEST

START_TEST(edges)
{
    THERE("^ a > x ;", "aa\na", "xa\nx");
    THERE("a $ > x ;", "aa\na", "ax\nx");
    THERE("a } $ > x ;", "aa\r\na", "ax\r\nx");
    THERE("[b$] { a > x ;", "aba\naca", "xbx\nxca");
    THERE("a } [b$] > x ;", "aba", "xbx");
    THERE("[^b] { a > x ;", "aba", "xba"); /* a complement has the edge */
    THERE("[^b$] { a > x ;", "aca", "acx");
    THERE("^ a b $ > x ;", "ab\nabc", "x\nabc");
}
END_TEST

START_TEST(quantifiers)
{
    THERE("a b * c > x ;", "ac abbc ab", "x x ab");
    THERE("a b + c > x ;", "ac abbc", "ac x");
    THERE("a b ? c > x ;", "ac abc abbc", "x x abbc");
    THERE("'ab' + > x ;", "ababa", "xa");
    THERE("$s = ab ; $s + c > x ;", "ababc", "x");
    THERE("(ab) + > '<' $1 '>' ;", "abab", "<ab>");
    THERE("[ab] * a > x ;", "aba", "aba"); /* greedy, nothing is given back */
    THERE("x a * { b > y ;", "xb xaaab ab", "xy xaaay ab");
    THERE("b } c * d > y ;", "bd bccd bc", "yd yccd bc");
}
END_TEST

START_TEST(segments)
{
    THERE("(a) (b) > $2 $1 ;", "abab", "baba");
    THERE("([a-z]) '-' ([a-z]) > $2 '+' $1 ;", "a-b", "b+a");
    THERE("(a (b) c) > '<' $1 $2 '>' ;", "abc", "<abcb>");
    THERE("(x) { a > $1 ;", "xa", "xx");
    THERE("a } (b) > $1 ;", "ab", "bb");
    THERE("(.*) > '[' $1 ']' ;", "abc", "[abc]");
    BACK("$1 $2 < (a) (b) ;", "ab", "ab");
    THERE("([ab])+ c > $1 ;", "abc", "b");
    THERE("([ab])+ { c > $1 ;", "abc", "abb");
}
END_TEST

START_TEST(cursors)
{
    THERE("a > | b ; b > c ;", "a", "c");
    THERE("a > x | b ; b > c ;", "a", "xc");
    THERE("ab > | x ; x c > y ;", "abc", "y");
    THERE("a > x @ | ; b > y ;", "ab", "xy"); /* no after-context: the cursor may not go there */
    THERE("a } b > x @ | ; b > y ;", "ab", "xb");
    THERE("b { a > | @ x ; b x > z ; c > y ;", "ba", "z");
    THERE("q { a > | @ x ; q x > z ;", "qa", "z");
    THERE("(a) (b) > $2 | $1 ; a > c ;", "ab", "bc");
}
END_TEST

START_TEST(quoting)
{
    THERE("a > '>' ; '<' > b ;", "a<", ">b");
    THERE("'' > x ; y > 'a''b' ;", "'y", "xa'b");
    THERE("\\> > \\; ; \\u0416 > \\U00010400 ; \\x{437} > z ;", ">Жз", ";\xF0\x90\x90\x80z");
    THERE("\\uD83D\\uDE00 > x ;", "\xF0\x9F\x98\x80", "x");
    THERE("'a b' > x ; a b > y ;", "a b ab", "x y");
    THERE("a > \\n ;", "a", "\n");
}
END_TEST

START_TEST(passes)
{
    THERE("a > b ; ::Null ; b > c ;", "ab", "cc");
    THERE("::NFC ; й > j ;", "\xD0\xB8\xCC\x86", "j");
    THERE("a > e \\u0301 ; ::NFC ;", "a", "é");
    THERE("::NFD ; \\u0301 > ;", "é", "e");
    THERE("::Lower ; a > b ;", "A", "b");
    THERE("::Upper ;", "straße ﬁ", "STRASSE FI");
    THERE("::Any-Lower ;", "ΟΔΟΣ ΣΑΣ.", "οδος σας.");
    THERE("::Title ;", "hello WORLD don't", "Hello World Don't");
    THERE("::[a-c] Upper ;", "abcdef", "ABCdef");
    THERE("::[b] Remove ;", "abc", "ac");
    BACK("::NFD (NFC) ; a <> b ; ::Lower (Upper) ;", "b", "B");
    BACK("a <> b ; ::NFC ;", "é", "e\xCC\x81"); /* the inverse of NFC is NFD */
    THERE("::(NFD) ; a > b ;", "é", "é");
}
END_TEST

START_TEST(filters)
{
    THERE("::[a-c] ; b > x ; d > y ;", "abcd", "axcd");
    THERE("::[a-c] ; b } d > x ;", "bd", "xd"); /* contexts see past the filter */
    THERE("::[ab] ; ab > x ; d { a > y ;", "abda", "xdy");
    BACK("a <> b ; ::([b]) ;", "abx", "aax");
    THERE("::[a] ; a > bb ; ::Null ; b > c ;", "aba", "ccbcc");
}
END_TEST

START_TEST(pragmas)
{
    THERE("use variable range 0xE000 0xEFFF ; a > b ;", "a", "b");
    THERE("use maximum backup 16 ; use nfd rules ; a > b ;", "a", "b");
}
END_TEST

static void refused_as(const char *rules, bool reverse, enum status want, unsigned line)
{
    struct rule_file file = file_of(rules, reverse);
    struct error e = {0};
    struct xlit *x = NULL;
    enum status st = compile_open(&x, &file, &e);

    ck_assert_msg(st == want, "%s: status %d", rules, (int)st);
    ck_assert_msg(e.line == line, "%s: line %u: %s", rules, (unsigned)e.line, e.message);
    ck_assert_msg(e.message[0] != '\0', "%s", rules);
    ck_assert_str_eq(e.file, "test");
    xlit_free(x);
}

START_TEST(errors)
{
    static const char *const wrong[] = {
        "a", "a b ;", "a > b > c ;", "a > [b] ;", "a > b + ;", "$x > b ;", "a > $x ;", "$x = $y ;",
        "a $x = b ;", "$a = b ; $a = c ;", "a > (b ;", "(a > b ;", "a) > b ;", "a > $1 ;",
        "(a) > $2 ;", "(a) <> (b) ;", "+ a > b ;", "(*a) > b ;", "[a > b ;", "[z-a] > b ;",
        "'a > b ;", "a > \\u12 ;", "a > \\uD83D ;", "a > b \\", "a % > b ;", "a > b % ;", "a ^ > b ;", "a > ^ b ;",
        "$ a > b ;", "a > b $ ;", "a { b { c > d ;", "a } b } c > d ;", "a } b { c > d ;",
        "a > b { c ;", "a | b > c ;", "a > | b | ;", "a > b @ ;", "a > b @ c | ;", "(a | b) > c ;",
        "::[a] ; ::[b] ; a > b ;", "a > b ; ::[a] ;", ":: ;", "::NFC", "::NFC (NFD ;",
        "use ;", "use something else ;", "::[a ;",
    };

    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        refused_as(wrong[i], false, ST_SYNTAX, 1);
    refused_as("a > b ;\n\n c > ( d ;", false, ST_SYNTAX, 3);
    refused_as("a > b ;\n::([b]) ; c < d ;", true, ST_SYNTAX, 2);
    refused_as("a > b ;\n\xFF > c ;", false, ST_ENCODING, 2);
    refused_as("\n::Latin-ASCII ;", false, ST_UNSUPPORTED, 2);
    refused_as("(a) > &Any-Upper($1) ;", false, ST_UNSUPPORTED, 1);
    refused_as("::Remove ;", true, ST_UNSUPPORTED, 1);
    refused_as("(a $1) > b ;", false, ST_LIMIT, 1);
}
END_TEST

START_TEST(masked_rules)
{
    refused_as("a > b ;\na > c ;", false, ST_SYNTAX, 2);
    refused_as("a > b ;\nab > c ;", false, ST_SYNTAX, 2);
    refused_as("a > b ;\nx { a > c ;", false, ST_SYNTAX, 2);
    refused_as("a } b > c ;\nab > d ;", false, ST_SYNTAX, 2);
    refused_as("a > b ;\n^ a > c ;", false, ST_SYNTAX, 2);
    refused_as("$v = [ab] ; $v > b ;\n$v c > d ;", false, ST_SYNTAX, 2);
    refused_as("b < a ;\nc < a ;", true, ST_SYNTAX, 2);
    THERE("ab > x ; a > y ;", "aba", "xy");
    THERE("x { a > b ; a > c ;", "xaa", "xbc");
    THERE("^ a > b ; a > c ;", "aa", "bc");
    THERE("a > b ; ::Null ; a > c ;", "a", "b");
    THERE("[ab] > b ; a > c ;", "a", "b"); /* a set is not compared with a letter, as in ICU */
}
END_TEST

START_TEST(endless_rules)
{
    static const char *const rules[] = {"a > | a ;", "a > | aa ;", "a > | b ; b > | a ;",
                                        "a { } b > ;"};

    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        struct xlit *x = rules_open(rules[i], false);
        struct buf out = BUF_INIT;
        struct error e;

        buf_adds(&out, "kept");
        ck_assert_msg(xlit_run(x, span_str("xabab"), &out, &e) == ST_LIMIT, "%s", rules[i]);
        ck_assert_str_eq(buf_cstr(&out), "kept");
        buf_free(&out);
        xlit_free(x);
    }
}
END_TEST

START_TEST(any_bytes)
{
    THERE("а > a ; [^а] { б > b ;", "\xFFа\xD0\xD0\xB0 \x80", "\xFF" "a\xD0" "a \x80");
    THERE(". > x ;", "a\xFF" "b", "x\xFFx");
}
END_TEST

START_TEST(reach)
{
    struct xlit *x = rules_open("x a * { b > c ; a * d > e ;", false);
    struct buf in = BUF_INIT, out = BUF_INIT;
    struct error e;

    buf_adds(&in, "x");
    for (int i = 0; i < 3 * XLIT_REACH; i++)
        buf_adds(&in, "a");
    buf_adds(&in, "b");
    ck_assert_int_eq(xlit_run(x, buf_span(&in), &out, &e), ST_OK);
    ck_assert(span_eq(buf_span(&in), buf_span(&out))); /* too far to see the x */
    buf_free(&in);
    buf_free(&out);
    xlit_free(x);
}
END_TEST

START_TEST(unmapped)
{
    static const char *const want[] = {"aқ, ӘQ", "a, Q", "a⟨қ⟩, ⟨Ә⟩Q"};
    struct xlit *x = rules_open("# from: Cyrl\n# to: Latn\nа > a ;", false);
    struct buf out = BUF_INIT;
    struct error e;

    for (int mode = XLIT_UNMAPPED_KEEP; mode <= XLIT_UNMAPPED_MARK; mode++) {
        buf_reset(&out);
        xlit_set_unmapped(x, (enum xlit_unmapped)mode);
        ck_assert_int_eq(xlit_run(x, span_str("ақ, ӘQ"), &out, &e), ST_OK);
        ck_assert_str_eq(buf_cstr(&out), want[mode]);
        ck_assert_uint_eq(xlit_unmapped_count(x), 2 * (uint64_t)(mode + 1));
    }
    xlit_set_unmapped(x, XLIT_UNMAPPED_ERROR);
    ck_assert_int_eq(xlit_run(x, span_str("аққ"), &out, &e), ST_SYNTAX);
    buf_free(&out);
    xlit_free(x);
}
END_TEST

START_TEST(kept_parts)
{
    struct xlit *x = rules_open("а > aaa ; ::Null ; a { б > b ;", false);
    struct xlit_keep keep[] = {{2, 4}, {8, 10}};
    struct buf out = BUF_INIT;
    struct error e;

    buf_adds(&out, "|");
    ck_assert_int_eq(xlit_run_keeping(x, span_str("абабаб"), keep, 2, &out, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&out), "|aaaбaaabаб");
    ck_assert_uint_eq(keep[0].from, 3);
    ck_assert_uint_eq(keep[0].to, 5);
    ck_assert_uint_eq(keep[1].from, 9);
    ck_assert_uint_eq(keep[1].to, 11);
    buf_free(&out);
    xlit_free(x);
}
END_TEST

static void note(void *context, const struct xlit_step *step)
{
    buf_printf(context, "%u/%u %.*s>%.*s {%.*s}\n", step->pass, (unsigned)step->line,
               SPAN_ARG(step->key), SPAN_ARG(step->output), SPAN_ARG(step->rule));
}

START_TEST(tracing)
{
    struct xlit *x = rules_open("а > a ;\n::NFC ;\n(b) > $1$1 ;", false);
    struct buf out = BUF_INIT, steps = BUF_INIT;
    struct error e;

    xlit_set_trace(x, note, &steps);
    ck_assert_int_eq(xlit_run(x, span_str("аbe\xCC\x81"), &out, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&steps),
                     "1/1 а>a {а > a}\n2/0 abe\xCC\x81>abé {::NFC}\n3/3 b>bb {(b) > $1$1}\n");
    buf_free(&out);
    buf_free(&steps);
    xlit_free(x);
}
END_TEST

/* What our compiler does not take is run by ICU, which says so. */
START_TEST(fallback)
{
    static const char rules[] = "# id: t\n# from: Latn\n::Latin-Cyrillic ;";
    struct rule_file file = file_of(rules, false), nope = file_of("a > &Nope( b ) ;", false);
    struct rule_file plain = file_of("a > b ;", false);
    struct xlit_keep keep = {1, 2};
    struct buf out = BUF_INIT;
    struct xlit *x;
    struct error e;

    ck_assert_int_eq(compile_open(&x, &file, &e), ST_UNSUPPORTED);
    ck_assert_int_eq(compile_open_any(&x, &file, &e), ST_OK);
    ck_assert_ptr_nonnull(xlit_fallback(x));
    ck_assert(span_eqs(xlit_info(x)->from, "Latn"));
    ck_assert_int_eq(xlit_run_keeping(x, span_str("aaa"), &keep, 1, &out, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&out), "аaа");
    ck_assert_uint_eq(keep.from, 2);
    xlit_free(x);
    ck_assert_int_eq(compile_open_any(&x, &nope, &e), ST_SYNTAX);
    ck_assert_int_eq(compile_open_any(&x, &plain, &e), ST_OK);
    ck_assert_ptr_null(xlit_fallback(x));
    xlit_free(x);
    buf_free(&out);
}
END_TEST

static bool find_callee(void *context, struct span name, struct span *id, struct span *text)
{
    (void)context;
    *id = name;
    *text = span_str(span_eqs(name, "twice")  ? "::inner ; ::inner ;"
                     : span_eqs(name, "inner") ? "$v = [b] ; $v { a <> b ; c <> d ;"
                     : span_eqs(name, "self")  ? "::self ;"
                     : span_eqs(name, "bad")   ? "a > b ;\na > (b ;"
                                               : "::[a] ; a > b ;");
    return !span_eqs(name, "nobody");
}

static enum status call(const char *rules, bool reverse, const char *in, const char *want,
                        struct error *e)
{
    static const struct rule_library library = {find_callee, NULL};
    struct rule_file file = {span_str(rules), "test", reverse, &library};
    struct buf out = BUF_INIT;
    struct xlit *x;
    enum status st = compile_open(&x, &file, e);

    if (st != ST_OK)
        return st;
    ck_assert_int_eq(xlit_run(x, span_str(in), &out, e), ST_OK);
    ck_assert_msg(strcmp(buf_cstr(&out), want) == 0, "%s: %s -> %s, wanted %s", rules, in,
                  buf_cstr(&out), want);
    buf_free(&out);
    xlit_free(x);
    return ST_OK;
}

/* `:: Name ;` is the passes of the system of that name, there and back. */
START_TEST(called_systems)
{
    struct error e;

    ck_assert_int_eq(call("x > b ; ::inner ; $v = [d] ; $v { y > z ;", false, "xacy", "bbdz", &e),
                     ST_OK);
    ck_assert_int_eq(call("::twice ;", false, "bac", "bbd", &e), ST_OK);
    ck_assert_int_eq(call("x <> b ; ::inner ;", true, "d", "c", &e), ST_OK);
    ck_assert_int_eq(call("::Null (inner) ;", true, "c", "d", &e), ST_OK); /* the other way is inner */
    ck_assert_int_eq(call("::self ;", false, "", "", &e), ST_SYNTAX);
    ck_assert_int_eq(call("\n::bad ;", false, "", "", &e), ST_SYNTAX);
    ck_assert_str_eq(e.file, "bad");
    ck_assert_uint_eq(e.line, 2);
    ck_assert_int_eq(call("::filtered ;", false, "", "", &e), ST_UNSUPPORTED);
    ck_assert_int_eq(call("::[ab] inner ;", false, "", "", &e), ST_UNSUPPORTED);
    ck_assert_int_eq(call("::nobody ;", false, "", "", &e), ST_SYNTAX);
    ck_assert_str_eq(e.file, "test");
}
END_TEST

/* A rule and its opposite for each of many letters, in any order of files: one pack. */
START_TEST(systems_pack)
{
    static const char *const headers[] = {"# id: b\n# alias: bb x-b\n# reversible: yes\nа <> a ;",
                                          "# id: a\n# title: A\n# reversible: no\nа > A ;"};
    char path[] = "tilmach-test-XXXXXX";
    struct buf packs[2] = {BUF_INIT, BUF_INIT}, out = BUF_INIT;
    const struct xlit_info *near[4];
    struct xlit_db *db;
    struct xlit *x;
    struct error e;
    int fd;

    for (int round = 0; round < 2; round++) {
        struct compiled c[2];

        for (int i = 0; i < 2; i++) {
            const char *text = headers[round ? 1 - i : i];

            memset(&c[i], 0, sizeof c[i]);
            buf_adds(&c[i].text, text);
            ck_assert_int_eq(header_read(buf_span(&c[i].text), "t", &c[i].info, &c[i].joined, &e),
                             ST_OK);
            ck_assert_int_eq(compiled_build(&c[i], "t", NULL, &e), ST_OK);
        }
        ck_assert_int_eq(db_write(c, 2, &packs[round], &e), ST_OK);
        compiled_free(&c[0]);
        compiled_free(&c[1]);
    }
    ck_assert(span_eq(buf_span(&packs[0]), buf_span(&packs[1])));
    fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, packs[0].data, packs[0].len), (ssize_t)packs[0].len);
    close(fd);
    ck_assert_int_eq(xlit_db_open(&db, path, &e), ST_OK);
    unlink(path);
    ck_assert_uint_eq(xlit_db_count(db), 2);
    ck_assert(span_eqs(xlit_db_info(db, 0)->id, "a"));
    ck_assert(span_eqs(xlit_db_info(db, 0)->title, "A"));
    ck_assert_ptr_eq(xlit_db_find(db, span_str("X_B")), xlit_db_info(db, 1));
    ck_assert_ptr_null(xlit_db_find(db, span_str("c")));
    ck_assert_uint_eq(xlit_db_suggest(db, span_str("bbb"), near, 4), 1);
    ck_assert_int_eq(xlit_open(&x, db, span_str("a"), true, &e), ST_USAGE);
    ck_assert_int_eq(xlit_open(&x, db, span_str("nope"), false, &e), ST_USAGE);
    ck_assert_int_eq(xlit_open(&x, db, span_str("bb"), true, &e), ST_OK);
    ck_assert_int_eq(xlit_run(x, span_str("a"), &out, &e), ST_OK);
    ck_assert_str_eq(buf_cstr(&out), "а");
    ck_assert(xlit_is_reverse(x));
    xlit_free(x);
    xlit_db_free(db);
    for (int i = 0; i < 2; i++)
        buf_free(&packs[i]);
    buf_free(&out);
}
END_TEST

/* Each byte of a table changed: refused or run, never out of bounds (for the sanitizers). */
START_TEST(damaged_tables)
{
    struct buf block = BUF_INIT, out = BUF_INIT;
    struct rule_file file = file_of("$v=[ab{xy}]; $v* { (c)+ } $ > x|$1; d>; ::NFC; e>f;", false);
    struct xlit_info info = {.id = {"t", 1}};
    struct error e;
    size_t refused = 0;

    ck_assert_int_eq(compile_rules(&file, &block, &e), ST_OK);
    for (size_t i = 0; i < block.len; i += i < 4096 ? 1 : 37) {
        char was = block.data[i];
        struct xlit *x;

        block.data[i] = (char)(was ^ 0x55);
        if (xlit_new(&x, buf_span(&block), &info, false, NULL, &e) == ST_OK) {
            buf_reset(&out);
            ck_assert_int_ne(xlit_run(x, span_str("abxyccde\n\xFF"), &out, &e), ST_IO);
            xlit_free(x);
        } else {
            refused++;
        }
        block.data[i] = was;
    }
    ck_assert_uint_gt(refused, 100);
    buf_free(&block);
    buf_free(&out);
}
END_TEST

START_TEST(languages)
{
    static const char *const texts[][2] = {
        {"ru", "Это обычный текст, в котором есть и объём, и ещё кое-что."},
        {"kk", "Қазақстан Республикасының елордасы — Астана қаласы."},
        {"kk", "Бала мектепке барды да, сол жерде досын тауып алды, кейін екеуі үйге келді."},
        {"uk", "Київ — столиця України, найбільше місто на березі Дніпра."},
        {"ky", "Кыргыз өлкөсү жана эң бийик тоолор жөнүндө баян."},
        {"be", "Ён жыве ў Беларусі і працуе настаўнікам у школе."},
        {"bg", "Българският език е южнославянски и се говори от милиони хора."},
        {"sr", "Његова кућа је велика и налази се на крају улице."},
        {"mk", "Македонскиот јазик се зборува во државата и надвор од неа."},
        {"uz", "Ўзбек халқи меҳмондўст, бу ҳақда кўп ёзилган ва айтилган."},
        {"tg", "Забони тоҷикӣ забони давлатии Ҷумҳурии Тоҷикистон аст."},
        {"ba", "Башҡорт теле — төрки телдәренең береһе, уның яҙмаһы бар."},
        {"mn", "Монгол хэл бол Монгол улсын албан ёсны хэл юм."},
        {"kk-arab", "قازاقستان رەسپۋبليكاسىنىڭ استاناسى قالاسى جانە ونىڭ تاريحى"},
        {"kk-2021", "Qazaqstan Respublikasynyñ astanasy — ülken qala, onyñ tūrğyny köp"},
        {"kk-2018", "Qazaqstan Respýblıkasynyń astanasy — úlken qala, onyń turǵyny kóp"},
        {"kk-2017", "Qazaqstan Respy'bli'kasynyn' astanasy — u'lken qala, onyn' turg'yny ko'p"},
        {"en", "The village lies on the river and has a school."},
    };
    struct detector *d;
    struct error e;

    ck_assert_int_eq(detector_open(&d, &e), ST_OK);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct detected f = detect_text(d, span_str(texts[i][1]));

        ck_assert_msg(f.language && strcmp(f.system ? f.system : f.language, texts[i][0]) == 0,
                      "%s: %s", texts[i][1], f.system ? f.system : f.language);
        ck_assert_uint_gt(f.confidence, 80);
        ck_assert_uint_le(f.confidence, 100);
    }
    ck_assert_uint_lt(detect_text(d, span_str("Лес")).confidence, 95);
    ck_assert_ptr_null(detect_text(d, span_str("123, — 漢字")).language);
    ck_assert_ptr_null(detect_text(d, span_str("")).language);
    detector_free(d);
}
END_TEST

UNIT_MAIN("translit", plain_rules, directions, contexts, sets_and_variables, edges, quantifiers,
          segments, cursors, quoting, passes, filters, pragmas, errors, masked_rules, endless_rules,
          any_bytes, reach, unmapped, kept_parts, tracing, fallback, called_systems, systems_pack,
          damaged_tables, languages)
