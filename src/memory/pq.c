/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/pq.h"

#include <dlfcn.h>

/* The library's interface has had this number since PostgreSQL 8.2. */
#define LIBRARY "libpq.so.5"

static const char *const names[] = {
#define X(name) "PQ" #name,
    PQ_FUNCTIONS(X)
#undef X
};

enum status pq_load(struct pq *pq, struct error *e)
{
    void **function = (void **)&pq->library + 1;

    /* it stays: what it set up for encryption cannot be taken down while the program runs */
    pq->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    for (size_t i = 0; pq->library && i < COUNT_OF(names); i++) {
        function[i] = dlsym(pq->library, names[i]);
        if (!function[i])
            pq_unload(pq);
    }
    if (pq->library)
        return ST_OK;
    return error_set(e, ST_UNSUPPORTED, "%s",
                     _("memories on a server need PostgreSQL's client library (libpq.so.5; Debian "
                       "package libpq5)"));
}

void pq_unload(struct pq *pq)
{
    if (pq->library)
        dlclose(pq->library);
    pq->library = NULL;
}
