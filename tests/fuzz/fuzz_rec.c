/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of rec files, and what checks and compiles their records. */
#include "interchange/rec.h"
#include "names/compile.h"

#include "fuzz.h"

static bool complain(void *context, const struct error *what)
{
    (void)context;
    return what->line > 0;
}

/* What the compiler wrote the reader takes. */
static void must_open(struct span aligned)
{
    struct authority *a;

    require(auth_open_memory(&a, aligned, "fuzz", NULL) == ST_OK);
    auth_close(a);
}

static void compile_all(const struct rec_file *f)
{
    struct compile *c;
    struct buf out = BUF_INIT;
    bool ok = true;

    if (compile_new(&c, NULL, NULL) != ST_OK)
        return;
    for (size_t i = 0; i < f->entries.len && ok; i++) {
        const struct rec_entry *r = &f->entries.v[i];
        struct source_field *fields = calloc(r->count + 1, sizeof *fields);

        for (size_t k = 0; fields && k < r->count; k++)
            fields[k] = (struct source_field){r->items[k].name, r->items[k].value, "fuzz", 1};
        ok = fields && compile_add(c, fields, r->count, 0, "fuzz", r->line, NULL) == ST_OK;
        free(fields);
    }
    if (ok && compile_write(c, &out, NULL) == ST_OK)
        with_aligned(buf_span(&out), must_open);
    compile_free(c);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rec_file f;

    if (rec_load_memory(&f, span_of((const char *)data, size), "fuzz", NULL) == ST_OK &&
        rec_check(&f, complain, NULL, NULL) == ST_OK)
        compile_all(&f);
    rec_free(&f);
    return 0;
}
