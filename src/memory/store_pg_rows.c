/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows in PostgreSQL's binary form: a 16-bit number of fields, then for each a 32-bit length (-1:
 * NULL) and its bytes; numbers are big-endian.  An array of texts is: number of dimensions, a flag
 * for NULLs, type of the elements, per dimension its length and first subscript, and the elements
 * like fields.
 */
#include "memory/store_pg.h"

#include <endian.h>

enum { TEXT_OID = 25, MOST_VARIANTS = 65535 };

/* --- reading --- */

static bool take32(struct span *s, uint32_t *out)
{
    if (s->len < sizeof *out)
        return false;
    memcpy(out, s->ptr, sizeof *out);
    *out = be32toh(*out);
    *s = span_from(*s, sizeof *out);
    return true;
}

static bool take_bytes(struct span *s, struct span *out)
{
    uint32_t n;

    if (!take32(s, &n) || n > s->len)
        return false;
    *out = span_cut(*s, 0, n);
    *s = span_from(*s, n);
    return true;
}

bool pg_cut_row(struct span row, struct span *fields, size_t n)
{
    uint16_t count;

    if (row.len < sizeof count)
        return false;
    memcpy(&count, row.ptr, sizeof count);
    row = span_from(row, sizeof count);
    if (be16toh(count) != n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!take_bytes(&row, &fields[i]))
            return false;
    }
    return row.len == 0;
}

static bool take_number(struct span field, int64_t *out)
{
    uint64_t value;

    if (field.len != sizeof value)
        return false;
    memcpy(&value, field.ptr, sizeof value);
    *out = (int64_t)be64toh(value);
    return true;
}

/* The head of an array of texts; the elements are what is left of the field. */
static bool take_array(struct span *field, uint32_t *n)
{
    uint32_t dimensions, nulls, type, first;

    *n = 0;
    if (!take32(field, &dimensions) || !take32(field, &nulls) || !take32(field, &type))
        return false;
    if (dimensions == 0)
        return field->len == 0;
    return dimensions == 1 && !nulls && type == TEXT_OID && take32(field, n) &&
           take32(field, &first) && *n <= MOST_VARIANTS;
}

/* The texts of an array that may be empty instead of holding `n` empty ones. */
static bool take_texts(struct span field, struct tm_variant *variants, size_t n, size_t offset)
{
    uint32_t count;

    if (!take_array(&field, &count) || (count && count != n))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct span *text = (struct span *)(void *)((char *)&variants[i] + offset);

        *text = span_of("", 0);
        if (count && !take_bytes(&field, text))
            return false;
    }
    return field.len == 0;
}

bool pg_take_unit(struct arena *a, const struct span fields[PG_UNIT_FIELDS], struct tm_unit *out)
{
    static const size_t places[] = {
        offsetof(struct tm_variant, lang), offsetof(struct tm_variant, text),
        offsetof(struct tm_variant, markup), offsetof(struct tm_variant, extra),
    };
    struct span langs = fields[7];
    uint32_t n;

    if (!take_number(fields[0], &out->id) || !take_number(fields[1], &out->batch) ||
        !take_number(fields[2], &out->changed) || !take_array(&langs, &n))
        return false;
    out->srclang = fields[3];
    out->origin = fields[4];
    out->context = fields[5];
    out->extra = fields[6];
    out->n_variants = n;
    out->variants = arena_array(a, n + 1, sizeof *out->variants);
    for (size_t i = 0; out->variants && i < COUNT_OF(places); i++) {
        if (!take_texts(fields[7 + i], out->variants, n, places[i]))
            return false;
    }
    for (size_t i = 0; out->variants && i < n; i++)
        out->variants[i].id = (int64_t)i + 1;
    return out->variants != NULL;
}

/* --- writing --- */

struct span pg_copy_header(void)
{
    /* the signature, no flags, nothing more */
    static const char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";

    return span_of(header, 19);
}

static void add16(struct buf *out, uint16_t n)
{
    n = htobe16(n);
    buf_addn(out, (const char *)&n, sizeof n);
}

static void add32(struct buf *out, uint32_t n)
{
    n = htobe32(n);
    buf_addn(out, (const char *)&n, sizeof n);
}

static void add_number(struct buf *out, int64_t n)
{
    uint64_t value = htobe64((uint64_t)n);

    add32(out, sizeof value);
    buf_addn(out, (const char *)&value, sizeof value);
}

static void add_text(struct buf *out, struct span s)
{
    add32(out, (uint32_t)s.len);
    buf_add(out, s);
}

static struct span text_at(const struct tm_variant *v, size_t offset)
{
    return *(const struct span *)(const void *)((const char *)v + offset);
}

/* One text of each variant; an array of nothing where all of them are empty. */
static void add_texts(struct buf *out, const struct tm_unit *u, size_t offset)
{
    size_t size = 0;

    for (size_t i = 0; i < u->n_variants; i++)
        size += text_at(&u->variants[i], offset).len;
    add32(out, (uint32_t)(size ? 20 + 4 * u->n_variants + size : 12));
    add32(out, size ? 1 : 0);
    add32(out, 0);
    add32(out, TEXT_OID);
    if (!size)
        return;
    add32(out, (uint32_t)u->n_variants);
    add32(out, 1);
    for (size_t i = 0; i < u->n_variants; i++)
        add_text(out, text_at(&u->variants[i], offset));
}

void pg_add_row(struct buf *out, const struct pg_pending *p, int64_t batch)
{
    const struct tm_unit *u = &p->unit;

    add16(out, 14);
    add_number(out, p->id);
    add_text(out, span_str(p->pair));
    add_number(out, batch);
    add_number(out, (int64_t)p->hash);
    add_number(out, p->changed); /* own_changed */
    add_number(out, p->changed);
    add_text(out, u->srclang);
    add_text(out, u->origin);
    add_text(out, u->context);
    add_text(out, u->extra);
    add_texts(out, u, offsetof(struct tm_variant, lang));
    add_texts(out, u, offsetof(struct tm_variant, text));
    add_texts(out, u, offsetof(struct tm_variant, markup));
    add_texts(out, u, offsetof(struct tm_variant, extra));
}
