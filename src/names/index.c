/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/index.h"

/* FNV-1a, 64 bits, folded. */
static uint32_t hash(struct span s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * UINT64_C(0x100000001b3);
    return (uint32_t)(h ^ h >> 32);
}

enum status index_load(struct index *ix, const struct pack *p, uint32_t items, uint32_t slots,
                       struct span strings, struct error *e)
{
    const void *data;
    size_t n;
    enum status st = pack_array(p, items, sizeof *ix->items, &data, &ix->count, e);

    if (st != ST_OK)
        return st;
    ix->items = data;
    st = pack_array(p, slots, sizeof *ix->slots, &data, &n, e);
    if (st != ST_OK)
        return st;
    ix->slots = data;
    ix->strings = strings;
    if (n == 0 || (n & (n - 1)) != 0 || n <= ix->count)
        return error_set(e, ST_SYNTAX, _("a damaged dictionary: compile it again with namedict"));
    ix->mask = n - 1;
    return ST_OK;
}

const struct index_item *index_find(const struct index *ix, struct span text)
{
    size_t at = hash(text) & ix->mask;

    for (size_t probes = 0; probes <= ix->mask; probes++, at = (at + 1) & ix->mask) {
        uint32_t slot = ix->slots[at];

        if (slot == 0 || slot > ix->count)
            return NULL;
        if (span_eq(index_str(ix->strings, ix->items[slot - 1].text), text))
            return &ix->items[slot - 1];
    }
    return NULL;
}

enum status index_write(struct pack_writer *w, uint32_t items_tag, uint32_t slots_tag,
                        const struct index_item *items, size_t count, struct span strings,
                        struct error *e)
{
    size_t n = 2;
    uint32_t *slots;
    struct buf *section;

    while (n < 2 * count + 2)
        n *= 2;
    slots = calloc(n, sizeof *slots);
    if (!slots)
        return error_nomem(e);
    for (size_t i = 0; i < count; i++) {
        size_t at = hash(index_str(strings, items[i].text)) & (n - 1);

        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    section = pack_writer_section(w, items_tag);
    if (section)
        buf_addn(section, (const char *)items, count * sizeof *items);
    section = pack_writer_section(w, slots_tag);
    if (section)
        buf_addn(section, (const char *)slots, n * sizeof *slots);
    free(slots);
    return section ? ST_OK : error_nomem(e);
}
