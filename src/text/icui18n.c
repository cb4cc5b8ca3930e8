/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/icui18n.h"

#include <dlfcn.h>
#include <unicode/uversion.h>

/* RTLD_NODELETE: its caches are its own to free at exit. */
bool icui18n_load(const struct icui18n_symbol *symbols, size_t n)
{
    void *library =
        dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool all = library != NULL;

    for (size_t i = 0; all && i < n; i++) {
        void *found = dlsym(library, symbols[i].name);
        *(void **)symbols[i].slot = found;
        all = found != NULL;
    }
    if (library)
        dlclose(library);
    return all;
}
