/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/breaks.h"

#include "text/sentences.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct breaks {
    enum break_kind kind;
    char *lang;
    UBreakIterator *iterator; /* NULL: not needed yet */
    UText text;
    struct sentences *own; /* NULL: always by the iterator */
    struct span span;      /* the text */
    size_t at;             /* the last boundary, of `own` */
    bool by_own;           /* this text */
};

/* ICU counts in 32 bits; a paragraph of this size is no text. */
enum { BREAKS_MAX = 1 << 30 };

static enum status icu_failed(struct error *e, UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return error_nomem(e);
    return error_set(e, ST_UNSUPPORTED, _("ICU cannot break text: %s"), u_errorName(code));
}

/* CLDR tailors sentences for Greek alone; a -u- extension may ask for more. */
static bool is_tailored(const char *lang)
{
    return lang && (strncmp(lang, "el", 2) == 0 || strstr(lang, "-u-") || strchr(lang, '@'));
}

enum status breaks_open(struct breaks **out, enum break_kind kind, const char *lang,
                        struct error *e)
{
    struct breaks *b = calloc(1, sizeof *b);

    *out = NULL;
    if (b == NULL)
        return error_nomem(e);
    b->kind = kind;
    b->text = (UText)UTEXT_INITIALIZER;
    b->lang = strdup(lang ? lang : "");
    if (kind == BREAK_SENTENCE && !is_tailored(lang))
        b->own = malloc(sizeof *b->own);
    if (!b->lang || (kind == BREAK_SENTENCE && !is_tailored(lang) && !b->own)) {
        breaks_close(b);
        return error_nomem(e);
    }
    if (b->own)
        sentences_init(b->own);
    *out = b;
    return ST_OK;
}

static enum status by_iterator(struct breaks *b, struct span text, struct error *e)
{
    UErrorCode code = U_ZERO_ERROR;

    if (!b->iterator)
        b->iterator = ubrk_open(b->kind == BREAK_SENTENCE ? UBRK_SENTENCE : UBRK_WORD, b->lang,
                                NULL, 0, &code);
    if (U_SUCCESS(code))
        utext_openUTF8(&b->text, text.len ? text.ptr : "", (int64_t)text.len, &code);
    if (U_SUCCESS(code))
        ubrk_setUText(b->iterator, &b->text, &code);
    if (U_FAILURE(code))
        return icu_failed(e, code);
    ubrk_first(b->iterator);
    return ST_OK;
}

enum status breaks_text(struct breaks *b, struct span text, struct error *e)
{
    if (text.len > BREAKS_MAX)
        return error_set(e, ST_LIMIT, _("a text longer than 1 GiB cannot be broken"));
    b->span = text;
    b->at = 0;
    b->by_own = b->own && sentences_can(text);
    return b->by_own ? ST_OK : by_iterator(b, text, e);
}

bool breaks_next(struct breaks *b, size_t *at)
{
    int32_t next;

    if (b->by_own && b->at >= b->span.len)
        return false;
    if (b->by_own) {
        *at = b->at = sentences_next(b->own, b->span, b->at);
        return true;
    }
    next = ubrk_next(b->iterator);
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
    if (b->iterator)
        ubrk_close(b->iterator);
    utext_close(&b->text);
    free(b->own);
    free(b->lang);
    free(b);
}
