/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "align/tally.h"

#include <stdlib.h>

enum { FEWEST_SLOTS = 1024 };

static bool make(struct tally *t, size_t slots)
{
    *t = (struct tally){calloc(slots, sizeof *t->entries), slots - 1, 0};
    return t->entries != NULL;
}

bool tally_make(struct tally *t)
{
    return make(t, FEWEST_SLOTS);
}

/* Links come and go; those gone are left out when the table is made anew. */
static bool renew(struct tally *t)
{
    struct tally old = *t;
    size_t live = 0, slots = FEWEST_SLOTS;

    for (size_t i = 0; i <= old.mask; i++)
        live += old.entries[i].count > 0;
    while (slots < live * 4)
        slots *= 2;
    if (!make(t, slots)) {
        *t = old;
        return false;
    }
    for (size_t i = 0; i <= old.mask; i++) {
        if (old.entries[i].count > 0) {
            *tally_find(t, old.entries[i].key) = old.entries[i];
            t->used++;
        }
    }
    free(old.entries);
    return true;
}

bool tally_add(struct tally *t, uint64_t key, float n)
{
    struct tally_entry *x = tally_find(t, key);

    if (!x->key) {
        if ((t->used + 1) * 2 > t->mask + 1) {
            if (!renew(t))
                return false;
            x = tally_find(t, key);
        }
        x->key = key;
        t->used++;
    }
    x->count += n;
    if (x->count < 1e-4f) /* what is left of a difference of floats */
        x->count = 0;
    return true;
}

void tally_free(struct tally *t)
{
    free(t->entries);
    t->entries = NULL;
}
