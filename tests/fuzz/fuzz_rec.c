/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of rec files, and what checks and compiles their records. */
#include "interchange/rec.h"
#include "names/compile.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool complain(void *context, const struct error *what)
{
    (void)context;
    return what->line > 0;
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
    if (ok && compile_write(c, &out, NULL) == ST_OK) {
        struct authority *a;
        char *copy = aligned_alloc(16, (out.len + 15) & ~(size_t)15);

        if (copy) {
            memcpy(copy, out.data, out.len);
            /* what the compiler wrote the reader takes */
            if (auth_open_memory(&a, span_of(copy, out.len), "fuzz", NULL) != ST_OK)
                abort();
            auth_close(a);
        }
        free(copy);
    }
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
