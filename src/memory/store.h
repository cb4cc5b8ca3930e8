/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a translation memory keeps its units: one SQLite database (sqlite.org) in WAL mode, where
 * look-ups read on while somebody writes, or a PostgreSQL server for a team.
 *
 * Units come and go in batches.  A batch is begun, filled, and published in one last transaction;
 * until then no look-up sees any of it.  A process that is killed leaves an open batch, which the
 * next writer can resume or discard; the database itself is sound at any moment.  With SQLite one
 * process writes at a time (the database file is flock'ed); a second one waits, and gives up after
 * ten seconds.  With PostgreSQL many do.
 *
 * A unit that says the same as one that is there already (tm_unit_hash) is merged into it: the old
 * unit stays, its change time becomes the newer of the two.  A batch can also take units away.
 * Undoing a batch takes back all of this.
 */
#ifndef MEMORY_STORE_H
#define MEMORY_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "memory/tu.h"

struct tm_store;

enum tm_access { TM_READ, TM_WRITE };

/* Open a memory; TM_WRITE makes it where there is none.  `path` is a file, or what
 * tm_store_on_server() takes for an address.  Returns new in *out.  ST_NOTFOUND: no such file;
 * ST_SYNTAX: not a translation memory; ST_UNSUPPORTED: made by a newer version; ST_IO: also when
 * another process is writing. */
enum status tm_store_open(struct tm_store **out, const char *path, enum tm_access access,
                          struct error *e) MUST_CHECK;

void tm_store_close(struct tm_store *s);

/* A process that writes now and then keeps its TM_WRITE store: tm_store_rest lets others write
 * meanwhile, tm_store_wake waits until it is this one's turn again, as opening does.  While the
 * process has other stores of the same memory open the writer must not be closed: that would let go
 * of their locks. */
void tm_store_rest(struct tm_store *s);
enum status tm_store_wake(struct tm_store *s, struct error *e) MUST_CHECK;

/* Is this the address of a memory on a PostgreSQL server: postgresql://…, postgres://… or
 * service=…? */
bool tm_store_on_server(const char *path);

/* The file's path, as it was given; the address without password. */
const char *tm_store_path(const struct tm_store *s);

/* The folder for the index: the path with "-index" behind it.  NULL where none is known: a memory
 * on a server has none before tm_store_cache. */
const char *tm_store_index(const struct tm_store *s);

/* Where the index of a memory on a server goes: PREFIX-UUID-index.  One in a file has its place. */
enum status tm_store_cache(struct tm_store *s, const char *prefix, struct error *e) MUST_CHECK;

/* 32 hexadecimal digits that tell this memory from all others. */
const char *tm_store_uuid(const struct tm_store *s);

/* A number for tm_store_changes: all that was published up to it is settled, and nothing can be
 * added.  What was published later may be visible as well, so that the number alone does not tell
 * whether anything is new. */
enum status tm_store_change(struct tm_store *s, uint64_t *sequence, struct error *e) MUST_CHECK;

/* Batches */

enum tm_batch_state { TM_BATCH_OPEN, TM_BATCH_DONE, TM_BATCH_UNDONE };

struct tm_batch {
    int64_t id;
    enum tm_batch_state state;
    struct span kind;    /* "import", "add", "clean" */
    struct span source;  /* the file, for people */
    struct span details; /* whatever the importer needs to resume */
    int64_t started, finished;
    uint64_t added, merged, removed;
    uint64_t progress;   /* of the last tm_batch_save */
    bool busy;           /* open, and another process is filling it */
};

/* Start a batch; units are put into it until the next begin. */
enum status tm_batch_begin(struct tm_store *s, const char *kind, struct span source,
                           struct span details, int64_t *id, struct error *e) MUST_CHECK;

/* Go on with a batch that is open. */
enum status tm_batch_continue(struct tm_store *s, int64_t id, struct error *e) MUST_CHECK;

/* Put a unit into the current batch.  ST_ENCODING: the memory cannot hold this text, and the batch
 * goes on without it. */
enum status tm_batch_put(struct tm_store *s, const struct tm_unit *u, struct error *e) MUST_CHECK;

/* Take a unit away with the current batch: it is there until that is published.  When a batch that
 * holds the same unit is published later, it is there again.  A number that is no published unit's
 * is passed over. */
enum status tm_batch_remove(struct tm_store *s, int64_t unit, struct error *e) MUST_CHECK;

/* Make what was put so far survive a kill, and remember `progress` with it. */
enum status tm_batch_save(struct tm_store *s, uint64_t progress, struct error *e) MUST_CHECK;

/* How many units of the current batch are new, and how many were there already (in a published
 * batch or in one of this process).  What was not saved yet need not be counted. */
void tm_batch_counts(const struct tm_store *s, uint64_t *added, uint64_t *merged);

/* Let look-ups see these batches, all at once. */
enum status tm_batch_publish(struct tm_store *s, const int64_t *ids, size_t n,
                             struct error *e) MUST_CHECK;

/* Remove an open batch and its units; what it was to take away stays. */
enum status tm_batch_discard(struct tm_store *s, int64_t id, struct error *e) MUST_CHECK;

/* Take back a published batch.  ST_NOTFOUND when there is none of this number. */
enum status tm_batch_undo(struct tm_store *s, int64_t id, struct error *e) MUST_CHECK;

/* Give the space back that nothing uses any more.  Look-ups go on meanwhile; while one of them
 * runs, part of the space may stay in use.  The sizes are those of all files of the store, in
 * bytes. */
enum status tm_store_compact(struct tm_store *s, uint64_t *before, uint64_t *after,
                             struct error *e) MUST_CHECK;

/* Called for each batch in order of age; the spans are borrowed until it returns. */
typedef enum status tm_batch_fn(void *context, const struct tm_batch *b, struct error *e);
enum status tm_batch_each(struct tm_store *s, tm_batch_fn *fn, void *context,
                          struct error *e) MUST_CHECK;

/* Units: only published ones are ever seen */

struct tm_filter {
    const char *origin;  /* glob for the origin (*, ?, [a-z]); NULL = any */
    int64_t since;       /* changed at this time or later */
    bool texts_only;     /* leave `extra`, `markup` and context out: faster */
    const uint32_t *units; /* only these, sorted, whatever the rest says; NULL = all */
    size_t n_units;
};

/* Called with the number of each unit that came, went or got another time after change number
 * `since`, in order and once each; units that are gone are among them.  ST_UNSUPPORTED: the memory
 * was made by an old version that kept no account; writing to it once brings it up to date. */
typedef enum status tm_number_fn(void *context, int64_t unit, struct error *e);
enum status tm_store_changes(struct tm_store *s, uint64_t since, tm_number_fn *fn, void *context,
                             struct error *e) MUST_CHECK;

/* Called for each unit in order of id; borrowed until it returns, and the store must not be used
 * before. */
typedef enum status tm_unit_fn(void *context, const struct tm_unit *u, struct error *e);
enum status tm_store_each(struct tm_store *s, const struct tm_filter *filter, tm_unit_fn *fn,
                          void *context, struct error *e) MUST_CHECK;

/* One unit, copied into the arena.  ST_NOTFOUND when it is not there. */
enum status tm_store_get(struct tm_store *s, int64_t id, struct arena *a, struct tm_unit *out,
                         struct error *e) MUST_CHECK;

#endif
