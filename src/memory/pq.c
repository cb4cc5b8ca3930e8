/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/pq.h"

#include <dlfcn.h>

/* The library's interface has had this number since PostgreSQL 8.2. */
#define LIBRARY "libpq.so.5"

/* All functions, or none. */
static bool find_functions(struct pq *pq)
{
#define X(name) && (pq->name = (__typeof__(pq->name))dlsym(pq->library, "PQ" #name))
    return true PQ_FUNCTIONS(X);
#undef X
}

enum status pq_load(struct pq *pq, struct error *e)
{
    /* it stays: what it set up for encryption cannot be taken down while the program runs */
    pq->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (pq->library && find_functions(pq))
        return ST_OK;
    pq_unload(pq);
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
