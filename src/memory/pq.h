/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libpq, the client library of PostgreSQL, loaded when the first memory on a server is opened: a
 * program that is linked with it pays for it and some 30 libraries behind it at each start.
 * pq->exec is PQexec, and so on.
 */
#ifndef MEMORY_PQ_H
#define MEMORY_PQ_H

#include "base/error.h"

#include <libpq-fe.h>

#define PQ_FUNCTIONS(X)                                                                            \
    X(conninfoParse) X(conninfoFree) X(connectdbParams) X(reset) X(finish) X(status)               \
    X(errorMessage) X(connectionNeedsPassword) X(parameterStatus) X(serverVersion)                 \
    X(setNoticeProcessor) X(exec) X(execParams) X(prepare) X(execPrepared) X(getResult)            \
    X(resultStatus) X(resultErrorField) X(clear) X(ntuples) X(getvalue) X(getlength)               \
    X(cmdTuples) X(putCopyData) X(putCopyEnd) X(getCopyData) X(freemem) X(getCancel) X(cancel)     \
    X(freeCancel)

struct pq {
    void *library;
#define X(name) __typeof__(PQ##name) *name;
    PQ_FUNCTIONS(X)
#undef X
};

/* ST_UNSUPPORTED where the library is not installed. */
enum status pq_load(struct pq *pq, struct error *e) MUST_CHECK;

void pq_unload(struct pq *pq);

#endif
