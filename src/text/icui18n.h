/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of ICU that is a library of its own and is loaded when it is first asked for.  Its names
 * carry ICU's version, which ICU's headers put there by macro: ICUI18N_SYMBOL(uregex_open).
 */
#ifndef TEXT_ICUI18N_H
#define TEXT_ICUI18N_H

#include <stdbool.h>
#include <stddef.h>

#define ICUI18N_STRING(name) #name
#define ICUI18N_SYMBOL(name) ICUI18N_STRING(name)

struct icui18n_symbol {
    void *slot; /* the address of a pointer to a function */
    const char *name;
};

/* Fill all slots; the library stays loaded until the program ends.  False where it or one of the
 * names is missing. */
bool icui18n_load(const struct icui18n_symbol *symbols, size_t n);

#endif
