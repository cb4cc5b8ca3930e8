/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/handles.h"
#include "base/threads.h"
#include "base/vec.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* Look-ups that a handle keeps; the one that was not used for longest makes room. */
enum { PAIRS_MOST = 8 };

struct pair {
    bool known;               /* else free */
    struct tm_direction direction;
    struct tm_languages *languages; /* NULL: no names */
    struct tm_lookup *lookup; /* NULL: not open */
    uint64_t change, written; /* of the memories, and by this process, before it was opened */
    time_t opened;
    uint64_t used;
};

/* Which file a store is; zeros where it is none (a memory on a server). */
struct place {
    dev_t device;
    ino_t inode;
};

struct handle {
    struct handles *all;
    struct tm_store **stores; /* of all memories, each NULL until it is open; NULL: never used */
    struct place *places;
    bool taken;
    uint64_t clock;
    struct pair pairs[PAIRS_MOST];
};

struct handles {
    struct handles_options options;
    pthread_mutex_t lock;     /* of which handles are taken */
    pthread_cond_t returned;
    pthread_mutex_t opening;  /* the first one makes an index, the others read it; names */
    pthread_mutex_t writing;
    struct tm_store *writer;
    struct place written_to;
    _Atomic uint64_t written; /* batches by this process */
    bool on_server;           /* one of the memories is */
    struct handle list[THREADS_MAX];
};

/* One handle */

static void close_lookup(struct pair *p)
{
    tm_lookup_free(p->lookup);
    p->lookup = NULL;
}

static void close_pair(const struct handles *h, struct pair *p)
{
    close_lookup(p);
    if (p->languages)
        h->options.names.close(p->languages);
    memset(p, 0, sizeof *p);
}

static void close_handle(struct handle *x)
{
    for (size_t i = 0; i < PAIRS_MOST; i++)
        close_pair(x->all, &x->pairs[i]);
    for (size_t i = 0; x->stores && i < x->all->options.n_memories; i++)
        tm_store_close(x->stores[i]);
    free(x->stores);
    free(x->places);
}

/* Is a store still the file that the path names?  *p is then that file. */
static bool still_there(const struct tm_store *s, struct place *p, const char *path)
{
    struct stat now = {0};
    bool same;

    if (stat(path, &now) != 0)
        memset(&now, 0, sizeof now);
    same = s && p->device == now.st_dev && p->inode == now.st_ino;
    p->device = now.st_dev;
    p->inode = now.st_ino;
    return same;
}

static enum status open_store(const struct handles_memory *m, struct tm_store **out,
                              enum tm_access access, struct error *e)
{
    enum status st = tm_store_open(out, m->path, access, e);

    if (!st && m->cache)
        st = tm_store_cache(*out, m->cache, e);
    if (st) {
        tm_store_close(*out);
        *out = NULL;
    }
    return st;
}

/* Open those stores that are not open, or whose file was replaced: then look-ups too are no more. */
static enum status make_ready(struct handle *x, struct error *e)
{
    const struct handles_options *o = &x->all->options;
    enum status st = ST_OK;

    if (!x->stores)
        x->stores = calloc(o->n_memories, sizeof(struct tm_store *));
    if (!x->places)
        x->places = calloc(o->n_memories, sizeof *x->places);
    if (!x->stores || !x->places)
        return error_nomem(e);
    for (size_t i = 0; !st && i < o->n_memories; i++) {
        if (still_there(x->stores[i], &x->places[i], o->memories[i].path))
            continue;
        for (size_t k = 0; k < PAIRS_MOST; k++)
            close_lookup(&x->pairs[k]);
        tm_store_close(x->stores[i]);
        x->stores[i] = NULL;
        st = open_store(&o->memories[i], &x->stores[i], TM_READ, e);
    }
    return st;
}

struct handle_stores handle_stores(const struct handle *x)
{
    return (struct handle_stores){x->stores, x->all->options.n_memories};
}

static bool is_of(const struct pair *p, const struct tm_direction *d)
{
    return p->known && memcmp(&p->direction, d, sizeof *d) == 0;
}

/* The pair of a direction, else a free one, else the one that was not used for longest. */
static struct pair *find_pair(struct handle *x, const struct tm_direction *d)
{
    struct pair *oldest = &x->pairs[0];

    for (size_t i = 0; i < PAIRS_MOST; i++) {
        struct pair *p = &x->pairs[i];
        if (is_of(p, d))
            return p;
        if (p->used < oldest->used)
            oldest = p;
    }
    return oldest;
}

/* The pair of a direction with its names; its look-up may be old or not open. */
static enum status claim_pair(struct handle *x, const struct tm_direction *d, struct pair **out,
                              struct error *e)
{
    const struct handles_names *names = &x->all->options.names;
    struct pair *p = find_pair(x, d);
    enum status st = ST_OK;

    if (!is_of(p, d)) {
        close_pair(x->all, p);
        if (names->open) {
            pthread_mutex_lock(&x->all->opening);
            st = names->open(names->context, d, &p->languages, e);
            pthread_mutex_unlock(&x->all->opening);
        }
        p->known = !st;
        p->direction = *d;
    }
    p->used = ++x->clock;
    *out = p;
    return st;
}

/* The numbers of change of all memories.  Each only rises, so the sum tells whether one did. */
static enum status changes(const struct handle *x, uint64_t *out, struct error *e)
{
    enum status st = ST_OK;

    *out = 0;
    for (size_t i = 0; !st && i < x->all->options.n_memories; i++) {
        uint64_t change = 0;

        st = tm_store_change(x->stores[i], &change, e);
        *out += change;
    }
    return st;
}

static enum status open_lookup(struct handle *x, struct pair *p, struct error *e)
{
    const struct handles_options *o = &x->all->options;
    struct tm_mode mode = o->mode;
    enum status st;

    mode.languages = p->languages;
    st = tm_lookup_open(&p->lookup, NULL, &p->direction, mode, e);
    for (size_t i = 0; !st && i < o->n_memories; i++)
        st = tm_lookup_add(p->lookup, x->stores[i], o->memories[i].penalty, e);
    if (st)
        close_lookup(p);
    return st;
}

/* Does a look-up show what the memories hold? */
static bool is_fresh(const struct handle *x, const struct pair *p, uint64_t change)
{
    return p->lookup && p->change == change && p->written == x->all->written &&
           (!x->all->on_server || p->opened == time(NULL));
}

enum status handle_lookup(struct handle *x, const struct tm_direction *d, struct tm_lookup **out,
                          struct error *e)
{
    struct pair *p;
    uint64_t change;
    enum status st = claim_pair(x, d, &p, e);

    if (!st)
        st = changes(x, &change, e);
    if (st)
        return st;
    if (!is_fresh(x, p, change)) {
        close_lookup(p);
        p->change = change;
        p->written = x->all->written;
        p->opened = time(NULL);
        pthread_mutex_lock(&x->all->opening);
        st = open_lookup(x, p, e);
        pthread_mutex_unlock(&x->all->opening);
    }
    *out = p->lookup;
    return st;
}

enum status handle_languages(struct handle *x, const struct tm_direction *d,
                             const struct tm_languages **out, struct error *e)
{
    struct pair *p;
    enum status st = claim_pair(x, d, &p, e);

    *out = st ? NULL : p->languages;
    return st;
}

/* Writing */

static const char batch_kind[] = "serve";

struct batch_ids {
    VEC_OF(int64_t)
};

static enum status note_leftover(void *context, const struct tm_batch *b, struct error *e)
{
    if (b->state != TM_BATCH_OPEN || b->busy || !span_eqs(b->kind, batch_kind))
        return ST_OK;
    return vec_push((struct batch_ids *)context, b->id) ? ST_OK : error_nomem(e);
}

/* Remove what a process that was killed left half written. */
static enum status drop_leftovers(struct tm_store *s, struct error *e)
{
    struct batch_ids ids = VEC_INIT;
    enum status st = tm_batch_each(s, note_leftover, &ids, e);

    for (size_t i = 0; !st && i < ids.len; i++)
        st = tm_batch_discard(s, ids.v[i], e);
    vec_free(&ids);
    return st;
}

/* Open the writer if it is not open, or the file was replaced, and take the lock. */
static enum status open_writer(struct handles *h, struct error *e)
{
    const struct handles_memory *m = &h->options.memories[0];
    enum status st;

    if (still_there(h->writer, &h->written_to, m->path))
        return tm_store_wake(h->writer, e);
    tm_store_close(h->writer);
    h->writer = NULL;
    st = open_store(m, &h->writer, TM_WRITE, e);
    if (!st)
        st = drop_leftovers(h->writer, e);
    still_there(h->writer, &h->written_to, m->path); /* it may have been made just now */
    return st;
}

static enum status write_batch(struct tm_store *s, struct span name, handles_fill *fill,
                               void *context, struct error *e)
{
    struct error second;
    int64_t batch;
    enum status st = tm_batch_begin(s, batch_kind, name, span_of("", 0), &batch, e), dropped;

    if (st)
        return st;
    st = fill(context, s, e);
    if (!st)
        st = tm_batch_save(s, 0, e);
    if (!st)
        st = tm_batch_publish(s, &batch, 1, e);
    if (st) {
        dropped = tm_batch_discard(s, batch, &second);
        (void)dropped; /* the first failure is told; the next start removes what is left */
    }
    return st;
}

enum status handles_write(struct handles *h, struct span name, handles_fill *fill, void *context,
                          uint64_t *added, uint64_t *merged, struct error *e)
{
    enum status st;

    pthread_mutex_lock(&h->writing);
    st = open_writer(h, e);
    if (!st)
        st = write_batch(h->writer, name, fill, context, e);
    if (!st)
        tm_batch_counts(h->writer, added, merged);
    h->written += !st;
    if (h->writer)
        tm_store_rest(h->writer);
    pthread_mutex_unlock(&h->writing);
    return st;
}

/* All of them */

enum status handles_open(struct handles **out, const struct handles_options *options,
                         struct error *e)
{
    struct handles *h = calloc(1, sizeof *h);
    struct handle *first;
    enum status st = ST_OK;

    *out = NULL;
    if (!h)
        return error_nomem(e);
    h->options = *options;
    for (size_t i = 0; i < options->n_memories; i++)
        h->on_server |= tm_store_on_server(options->memories[i].path);
    pthread_mutex_init(&h->lock, NULL);
    pthread_mutex_init(&h->opening, NULL);
    pthread_mutex_init(&h->writing, NULL);
    pthread_cond_init(&h->returned, NULL);
    for (size_t i = 0; i < THREADS_MAX; i++)
        h->list[i].all = h;
    if (options->writable)
        st = open_writer(h, e);
    if (h->writer)
        tm_store_rest(h->writer);
    if (!st)
        st = handles_take(h, &first, e);
    if (st) {
        handles_close(h);
        return st;
    }
    handles_return(h, first);
    *out = h;
    return ST_OK;
}

void handles_close(struct handles *h)
{
    if (!h)
        return;
    for (size_t i = 0; i < THREADS_MAX; i++)
        close_handle(&h->list[i]);
    tm_store_close(h->writer); /* last: see tm_store_rest */
    pthread_cond_destroy(&h->returned);
    pthread_mutex_destroy(&h->writing);
    pthread_mutex_destroy(&h->opening);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

/* A handle that nobody uses, one that is open rather than a new one; NULL where there is none. */
static struct handle *find_free(struct handles *h)
{
    struct handle *found = NULL;

    for (size_t i = 0; i < h->options.most; i++) {
        struct handle *x = &h->list[i];
        if (!x->taken && (!found || (x->stores && !found->stores)))
            found = x;
    }
    return found;
}

enum status handles_take(struct handles *h, struct handle **out, struct error *e)
{
    struct timespec until;
    struct handle *x;
    enum status st;
    int rc = 0;

    *out = NULL;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += h->options.patience;
    pthread_mutex_lock(&h->lock);
    while (!(x = find_free(h)) && rc == 0)
        rc = pthread_cond_timedwait(&h->returned, &h->lock, &until);
    if (x)
        x->taken = true;
    pthread_mutex_unlock(&h->lock);
    if (!x)
        return error_set(e, ST_IO, "%s", _("too many requests at the same time; try again later"));
    st = make_ready(x, e);
    if (st)
        handles_return(h, x);
    else
        *out = x;
    return st;
}

void handles_return(struct handles *h, struct handle *x)
{
    pthread_mutex_lock(&h->lock);
    x->taken = false;
    pthread_cond_signal(&h->returned);
    pthread_mutex_unlock(&h->lock);
}
