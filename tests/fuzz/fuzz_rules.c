/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transform rules: the input up to its first NUL is a rule file, the rest is text that the rules
 * run over, both ways.  The result must be the same with a part of the text kept as is at its
 * end.  A second reading of the input is as a compiled table. */
#include "translit/compile.h"
#include "translit/engine.h"

#include "fuzz.h"

static void run(struct xlit *x, struct span text)
{
    struct buf whole = BUF_INIT, kept = BUF_INIT;
    struct xlit_keep keep = {text.len, text.len};
    struct error e;
    enum status a = xlit_run(x, text, &whole, &e);
    enum status b = xlit_run_keeping(x, text, &keep, 1, &kept, &e);

    require(a == b && (a == ST_OK ? span_eq(buf_span(&whole), buf_span(&kept)) : whole.len == 0));
    buf_free(&whole);
    buf_free(&kept);
}

/* Every name calls the rules themselves. */
static bool find_self(void *context, struct span name, struct span *id, struct span *text)
{
    *id = name;
    *text = *(const struct span *)context;
    return name.len > 0 && (name.ptr[0] | 0x20) == 'x';
}

static void run_rules(struct span rules, struct span text)
{
    struct rule_library library = {find_self, &rules};
    struct error e;
    struct xlit *x;

    for (int reverse = 0; reverse < 2; reverse++)
        if (compile_open(&x, &(struct rule_file){rules, "fuzz", reverse, &library}, &e) == ST_OK) {
            run(x, text);
            xlit_free(x);
        }
}

/* Bytes where a table is expected must be refused or harmless. */
static void run_table(const uint8_t *data, size_t size)
{
    static const struct xlit_info info = {.id = {"fuzz", 4}};
    void *block = malloc(size ? size : 1); /* aligned */
    struct error e;
    struct xlit *x;

    if (!block)
        return;
    memcpy(block, data, size);
    if (xlit_new(&x, span_of(block, size), &info, false, block, &e) == ST_OK) {
        run(x, span_str("abc, АБВ"));
        xlit_free(x);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span all = span_of((const char *)data, size), rules;

    run_table(data, size);
    if (size > 64 * 1024 || !span_split(&all, '\0', &rules))
        return 0;
    run_rules(rules, all.ptr ? all : span_str("abc, АБВ щука"));
    return 0;
}
