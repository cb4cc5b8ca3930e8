/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/source.h"

#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

enum status source_open(struct source *s, struct span text, const char *file, struct error *e)
{
    size_t good = utf8_valid_prefix(text), at = 0;

    *s = (struct source){.file = file, .text = text, .line = 1, .e = e};
    if (text.len > SOURCE_MAX)
        return error_at(e, ST_LIMIT, file, 0, 0, _("a rule file is at most 4 MiB long"));
    s->c = malloc((text.len + SOURCE_PAD) * sizeof *s->c);
    s->bytes = malloc((text.len + 1) * sizeof *s->bytes);
    if (!s->c || !s->bytes) {
        source_close(s);
        return error_nomem(e);
    }
    while (at < good) {
        s->bytes[s->n] = (uint32_t)at;
        s->c[s->n++] = utf8_next(text, &at);
    }
    s->bytes[s->n] = (uint32_t)at;
    for (size_t i = 0; i < SOURCE_PAD; i++)
        s->c[s->n + i] = 0;
    if (good < text.len) {
        error_at(e, ST_ENCODING, file, source_line(s, s->n), 0, _("not UTF-8"));
        source_close(s);
        return ST_ENCODING;
    }
    if (s->n > 0 && s->c[0] == 0xFEFF)
        s->pos = 1;
    return ST_OK;
}

void source_close(struct source *s)
{
    free(s->c);
    free(s->bytes);
    s->c = s->bytes = NULL;
}

bool source_is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029;
}

void source_skip_space(struct source *s)
{
    while (s->pos < s->n && source_is_space(s->c[s->pos]))
        s->pos++;
}

uint32_t source_line(struct source *s, size_t at)
{
    if (at < s->counted) {
        s->counted = 0;
        s->line = 1;
    }
    for (; s->counted < at; s->counted++)
        s->line += s->c[s->counted] == '\n';
    return s->line;
}

struct span source_text(const struct source *s, size_t from, size_t to)
{
    return span_of(s->text.ptr + s->bytes[from], s->bytes[to] - s->bytes[from]);
}

enum status source_error(struct source *s, size_t at, enum status code, const char *fmt, ...)
{
    char message[400];
    size_t start = at < s->n ? at : s->n;
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    at = start;
    while (start > 0 && s->c[start - 1] != '\n')
        start--;
    return error_at(s->e, code, s->file, source_line(s, at), at - start + 1, "%s", message);
}

static int digit_value(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)(c - 'a') + 10 : 99;
}

/* Up to `max` digits of a base; how many there were. */
static unsigned digits(struct source *s, unsigned base, unsigned max, uint32_t *value)
{
    unsigned n = 0;

    while (n < max && digit_value(s->c[s->pos]) < (int)base) {
        *value = *value * base + (uint32_t)digit_value(s->c[s->pos++]);
        n++;
    }
    return n;
}

/* XXXX, or the surrogates of one character, XXXX\uXXXX. */
static bool four_digits(struct source *s, uint32_t *c)
{
    uint32_t low = 0;

    if (digits(s, 16, 4, c) != 4)
        return false;
    if (*c < 0xD800 || *c > 0xDFFF)
        return true;
    if (*c > 0xDBFF || s->c[s->pos] != '\\' || s->c[s->pos + 1] != 'u')
        return false;
    s->pos += 2;
    if (digits(s, 16, 4, &low) != 4 || low < 0xDC00 || low > 0xDFFF)
        return false;
    *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

bool source_escape(struct source *s, uint32_t *c)
{
    static const char letters[] = "abefnrtv", controls[] = "\a\b\033\f\n\r\t\v";
    uint32_t letter = s->c[s->pos++];
    const char *p;

    *c = 0;
    if (letter == 'u')
        return four_digits(s, c);
    if (letter == 'U')
        return digits(s, 16, 8, c) == 8 && *c <= 0x10FFFF && (*c < 0xD800 || *c > 0xDFFF);
    if (letter == 'x' && s->c[s->pos] == '{') {
        s->pos++;
        return digits(s, 16, 8, c) > 0 && s->c[s->pos++] == '}' && *c <= 0x10FFFF &&
               (*c < 0xD800 || *c > 0xDFFF);
    }
    if (letter == 'x')
        return digits(s, 16, 2, c) > 0;
    if (letter >= '0' && letter <= '7') {
        s->pos--;
        return digits(s, 8, 3, c) > 0;
    }
    if (letter == 'c' && s->pos < s->n) {
        *c = s->c[s->pos++] & 0x1F;
        return true;
    }
    p = letter && letter < 0x80 ? strchr(letters, (int)letter) : NULL;
    *c = p ? (uint32_t)controls[p - letters] : letter;
    return true;
}
