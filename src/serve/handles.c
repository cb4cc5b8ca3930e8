/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/handles.h"
#include "base/threads.h"
#include "base/vec.h"

#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

/* Look-ups that a handle keeps; the one that was not used for longest makes room. */
enum { PAIRS_MOST = 8 };

struct pair {
    struct tm_direction direction;
    struct tm_lookup *lookup; /* NULL: free */
    uint64_t change, written; /* of the memory, and by this process, before it was opened */
    time_t opened;
    uint64_t used;
};

/* A store, and which file it is; zeros where it is none (a memory on a server). */
struct opened {
    struct tm_store *store;
    dev_t device;
    ino_t inode;
};

struct handle {
    struct handles *all;
    struct opened memory;
    bool taken;
    uint64_t clock;
    struct pair pairs[PAIRS_MOST];
};

struct handles {
    struct handles_options options;
    pthread_mutex_t lock;     /* of which handles are taken */
    pthread_cond_t returned;
    pthread_mutex_t opening;  /* the first one makes an index, the others read it */
    pthread_mutex_t writing;
    struct opened writer;
    _Atomic uint64_t written; /* batches by this process */
    bool on_server;
    struct handle list[THREADS_MAX];
};

/* One handle */

static void close_pair(struct pair *p)
{
    tm_lookup_free(p->lookup);
    memset(p, 0, sizeof *p);
}

static void close_pairs(struct handle *x)
{
    for (size_t i = 0; i < PAIRS_MOST; i++)
        close_pair(&x->pairs[i]);
}

/* Is it still the file that the path names? */
static bool still_there(struct opened *o, const char *path)
{
    struct stat now = {0};
    bool same;

    if (stat(path, &now) != 0)
        memset(&now, 0, sizeof now);
    same = o->store && o->device == now.st_dev && o->inode == now.st_ino;
    o->device = now.st_dev;
    o->inode = now.st_ino;
    return same;
}

static enum status open_store(const struct handles *h, struct tm_store **out,
                              enum tm_access access, struct error *e)
{
    enum status st = tm_store_open(out, h->options.path, access, e);

    if (!st && h->options.cache)
        st = tm_store_cache(*out, h->options.cache, e);
    if (st) {
        tm_store_close(*out);
        *out = NULL;
    }
    return st;
}

static enum status make_ready(struct handle *x, struct error *e)
{
    const char *path = x->all->options.path;

    if (still_there(&x->memory, path))
        return ST_OK;
    close_pairs(x);
    tm_store_close(x->memory.store);
    x->memory.store = NULL;
    return open_store(x->all, &x->memory.store, TM_READ, e);
}

struct tm_store *handle_store(struct handle *x)
{
    return x->memory.store;
}

/* The pair of a direction, else a free one, else the one that was not used for longest. */
static struct pair *find_pair(struct handle *x, const struct tm_direction *d)
{
    struct pair *oldest = &x->pairs[0];

    for (size_t i = 0; i < PAIRS_MOST; i++) {
        struct pair *p = &x->pairs[i];
        if (p->lookup && memcmp(&p->direction, d, sizeof *d) == 0)
            return p;
        if (p->used < oldest->used)
            oldest = p;
    }
    return oldest;
}

/* Does a look-up show what the memory holds? */
static bool is_fresh(const struct handle *x, const struct pair *p, const struct tm_direction *d,
                     uint64_t change)
{
    return p->lookup && memcmp(&p->direction, d, sizeof *d) == 0 && p->change == change &&
           p->written == x->all->written && (!x->all->on_server || p->opened == time(NULL));
}

enum status handle_lookup(struct handle *x, const struct tm_direction *d, struct tm_lookup **out,
                          struct error *e)
{
    struct pair *p = find_pair(x, d);
    struct pair now = {.direction = *d, .written = x->all->written, .opened = time(NULL)};
    enum status st = tm_store_change(x->memory.store, &now.change, e);

    if (st)
        return st;
    if (!is_fresh(x, p, d, now.change)) {
        close_pair(p);
        *p = now;
        pthread_mutex_lock(&x->all->opening);
        st = tm_lookup_open(&p->lookup, x->memory.store, d, x->all->options.mode, e);
        pthread_mutex_unlock(&x->all->opening);
    }
    p->used = ++x->clock;
    *out = p->lookup;
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
    struct opened *w = &h->writer;
    enum status st;

    if (still_there(w, h->options.path))
        return tm_store_wake(w->store, e);
    tm_store_close(w->store);
    w->store = NULL;
    st = open_store(h, &w->store, TM_WRITE, e);
    if (!st)
        st = drop_leftovers(w->store, e);
    still_there(w, h->options.path); /* it may have been made just now */
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
        st = write_batch(h->writer.store, name, fill, context, e);
    if (!st)
        tm_batch_counts(h->writer.store, added, merged);
    h->written += !st;
    if (h->writer.store)
        tm_store_rest(h->writer.store);
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
    h->on_server = tm_store_on_server(options->path);
    pthread_mutex_init(&h->lock, NULL);
    pthread_mutex_init(&h->opening, NULL);
    pthread_mutex_init(&h->writing, NULL);
    pthread_cond_init(&h->returned, NULL);
    for (size_t i = 0; i < THREADS_MAX; i++)
        h->list[i].all = h;
    if (options->writable)
        st = open_writer(h, e);
    if (h->writer.store)
        tm_store_rest(h->writer.store);
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
    for (size_t i = 0; i < THREADS_MAX; i++) {
        close_pairs(&h->list[i]);
        tm_store_close(h->list[i].memory.store);
    }
    tm_store_close(h->writer.store); /* last: see tm_store_rest */
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
        if (!x->taken && (!found || (x->memory.store && !found->memory.store)))
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
