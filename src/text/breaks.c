/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/breaks.h"

#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct breaks {
    UBreakIterator *iterator;
    UText text;
};

/* ICU counts in 32 bits; a paragraph of this size is no text. */
enum { BREAKS_MAX = 1 << 30 };

static enum status icu_failed(struct error *e, UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return error_nomem(e);
    return error_set(e, ST_UNSUPPORTED, _("ICU cannot break text: %s"), u_errorName(code));
}

enum status breaks_open(struct breaks **out, enum break_kind kind, const char *lang,
                        struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;
    struct breaks *b = calloc(1, sizeof *b);

    *out = NULL;
    if (b == NULL)
        return error_nomem(e);
    b->text = (UText)UTEXT_INITIALIZER;
    b->iterator = ubrk_open(kind == BREAK_SENTENCE ? UBRK_SENTENCE : UBRK_WORD,
                            lang ? lang : "", NULL, 0, &code);
    if (U_FAILURE(code)) {
        free(b);
        return icu_failed(e, code);
    }
    *out = b;
    return ST_OK;
}

enum status breaks_text(struct breaks *b, struct span text, struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;

    if (text.len > BREAKS_MAX)
        return error_set(e, ST_LIMIT, _("a text longer than 1 GiB cannot be broken"));
    utext_openUTF8(&b->text, text.len ? text.ptr : "", (int64_t)text.len, &code);
    if (U_SUCCESS(code))
        ubrk_setUText(b->iterator, &b->text, &code);
    if (U_FAILURE(code))
        return icu_failed(e, code);
    ubrk_first(b->iterator);
    return ST_OK;
}

bool breaks_next(struct breaks *b, size_t *at)
{
    int32_t next = ubrk_next(b->iterator);

    if (next == UBRK_DONE)
        return false;
    *at = (size_t)next;
    return true;
}

bool breaks_is_word(const struct breaks *b)
{
    return ubrk_getRuleStatus(b->iterator) >= UBRK_WORD_NONE_LIMIT;
}

void breaks_close(struct breaks *b)
{
    if (b == NULL)
        return;
    ubrk_close(b->iterator);
    utext_close(&b->text);
    free(b);
}
