/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endings of a language as the suite has them, for tests. */
#ifndef TESTS_UNIT_ENDINGS_OF_H
#define TESTS_UNIT_ENDINGS_OF_H

#include "unit.h"

#include "base/reader.h"
#include "names/endings.h"

/* Returns new; a file that does not parse fails the test. */
static inline struct endings *endings_of(const char *lang)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    struct endings *g = NULL;
    struct error e = {0};

    buf_printf(&path, "%s/dictionaries/endings/%s.txt", getenv("TILMACH_SRC"), lang);
    ck_assert_msg(file_read(buf_cstr(&path), &text, &e) == ST_OK, "%s", e.message);
    ck_assert_msg(endings_parse(&g, buf_span(&text), lang, &e) == ST_OK, "%s:%d: %s", lang,
                  (int)e.line, e.message);
    buf_free(&path);
    buf_free(&text);
    return g;
}

#endif
