/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/zipfile.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <zip.h>

enum { MOST_ENTRIES = 65535, MOST_UNPACKED = 256 << 20, MOST_TIMES = 400, SMALL = 1 << 20 };

/* What is called of libzip. */
#define FUNCTIONS(F)                                                                               \
    F(close)                                                                                       \
    F(discard)                                                                                     \
    F(error_fini)                                                                                  \
    F(error_init)                                                                                  \
    F(error_strerror)                                                                              \
    F(fclose)                                                                                      \
    F(file_get_error)                                                                              \
    F(file_replace)                                                                                \
    F(file_set_mtime)                                                                              \
    F(fopen_index)                                                                                 \
    F(fread)                                                                                       \
    F(get_error)                                                                                   \
    F(get_name)                                                                                    \
    F(get_num_entries)                                                                             \
    F(open_from_source)                                                                            \
    F(set_file_compression)                                                                        \
    F(source_buffer_create)                                                                        \
    F(source_close)                                                                                \
    F(source_free)                                                                                 \
    F(source_keep)                                                                                 \
    F(source_open)                                                                                 \
    F(source_read)                                                                                 \
    F(stat_index)

struct zipfile {
    struct span bytes;
    void *library;
#define MEMBER(name) __typeof__(&zip_##name) name;
    FUNCTIONS(MEMBER)
#undef MEMBER
    zip_t *archive; /* NULL once it was written */
    zip_source_t *source;
    bool replaced;
};

/* --- the library --- */

static bool load(struct zipfile *z)
{
    static const char *const names[] = {"libzip.so.5", "libzip.so.4"};

    for (size_t i = 0; i < COUNT_OF(names) && !z->library; i++)
        z->library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!z->library)
        return false;
#define LOOK_UP(name)                                                                              \
    *(void **)&z->name = dlsym(z->library, "zip_" #name);                                          \
    if (!z->name)                                                                                  \
        return false;
    FUNCTIONS(LOOK_UP)
#undef LOOK_UP
    return true;
}

static const char *not_zip(void)
{
    return _("not a zip package (an encrypted document is none)");
}

/* What went wrong inside libzip. */
static enum status fail(struct zipfile *z, zip_error_t *why, struct error *e)
{
    if (why->zip_err == ZIP_ER_MEMORY)
        return error_nomem(e);
    if (why->zip_err == ZIP_ER_NOZIP)
        return error_set(e, ST_SYNTAX, "%s", not_zip());
    if (why->zip_err == ZIP_ER_NOPASSWD || why->zip_err == ZIP_ER_WRONGPASSWD)
        return error_set(e, ST_UNSUPPORTED, _("the package is encrypted"));
    return error_set(e, ST_SYNTAX, _("damaged zip package: %s"), z->error_strerror(why));
}

/* --- opening --- */

static enum status open_archive(struct zipfile *z, struct error *e)
{
    enum { SMALLEST = 22 }; /* an archive without entries */
    char *copy = z->bytes.len < SMALLEST ? NULL : malloc(z->bytes.len);
    zip_error_t why;
    enum status st = ST_OK;

    if (z->bytes.len < SMALLEST)
        return error_set(e, ST_SYNTAX, "%s", not_zip());
    if (!copy)
        return error_nomem(e);
    memcpy(copy, z->bytes.ptr, z->bytes.len);
    z->error_init(&why);
    /* A copy of its own: libzip 1.7 frees what it rewrites, whoever owns it. */
    z->source = z->source_buffer_create(copy, z->bytes.len, 1, &why);
    if (!z->source)
        free(copy);
    else
        z->archive = z->open_from_source(z->source, 0, &why);
    if (z->archive)
        z->source_keep(z->source); /* zipfile_write() reads it after the archive is closed */
    else
        st = fail(z, &why, e);
    z->error_fini(&why);
    if (!st && z->get_num_entries(z->archive, 0) > MOST_ENTRIES)
        st = error_set(e, ST_LIMIT, _("a zip package with more than %d entries"), MOST_ENTRIES);
    return st;
}

enum status zipfile_open(struct zipfile **out, struct span bytes, struct error *e)
{
    struct zipfile *z = calloc(1, sizeof *z);
    enum status st;

    *out = NULL;
    if (!z)
        return error_nomem(e);
    z->bytes = bytes;
    if (load(z))
        st = open_archive(z, e);
    else
        st = error_set(e, ST_UNSUPPORTED, _("reading zip packages needs the library libzip"));
    if (st) {
        zipfile_close(z);
        return st;
    }
    *out = z;
    return ST_OK;
}

void zipfile_close(struct zipfile *z)
{
    if (!z)
        return;
    if (z->archive)
        z->discard(z->archive);
    if (z->source)
        z->source_free(z->source);
    if (z->library)
        dlclose(z->library);
    free(z);
}

/* --- reading --- */

size_t zipfile_count(const struct zipfile *z)
{
    zip_int64_t n = z->get_num_entries(z->archive, 0);

    return n > 0 ? (size_t)n : 0;
}

struct span zipfile_name(struct zipfile *z, size_t i)
{
    const char *name = z->get_name(z->archive, i, ZIP_FL_ENC_GUESS);

    return span_str(name ? name : "");
}

enum status zipfile_find(struct zipfile *z, struct span name, size_t *out, struct error *e)
{
    size_t found = 0;

    for (size_t i = 0; i < zipfile_count(z); i++)
        if (span_eq(zipfile_name(z, i), name)) {
            *out = i;
            found++;
        }
    if (found > 1)
        return error_set(e, ST_SYNTAX, _("damaged zip package: several entries are called %.*s"),
                         SPAN_ARG(name));
    return found ? ST_OK
                 : error_set(e, ST_NOTFOUND, _("the package has no %.*s"), SPAN_ARG(name));
}

/* May the entry be unpacked, by what it says of itself? */
static enum status check_size(struct zipfile *z, const zip_stat_t *s, struct error *e)
{
    if (!(s->valid & ZIP_STAT_SIZE) || !(s->valid & ZIP_STAT_COMP_SIZE))
        return error_set(e, ST_SYNTAX, _("damaged zip package: an entry without a size"));
    if (s->size > MOST_UNPACKED || s->comp_size > z->bytes.len ||
        (s->size > SMALL && s->size / MOST_TIMES > s->comp_size))
        return error_set(e, ST_LIMIT, _("%s would unpack to %llu bytes, which is not done"), s->name,
                         (unsigned long long)s->size);
    return ST_OK;
}

/* No more than the entry promised; libzip compares the checksum at the end. */
static enum status read_entry(struct zipfile *z, zip_file_t *f, size_t size, struct buf *out,
                              struct error *e)
{
    char rest;
    size_t got = 0;

    if (!buf_reserve(out, size + 1))
        return error_nomem(e);
    while (got < size) {
        zip_int64_t n = z->fread(f, out->data + out->len + got, size - got);

        if (n < 0)
            return fail(z, z->file_get_error(f), e);
        if (n == 0)
            break;
        got += (size_t)n;
    }
    if (got < size || z->fread(f, &rest, 1) != 0)
        return error_set(e, ST_SYNTAX, _("damaged zip package: an entry is not as long as it says"));
    out->len += got;
    out->data[out->len] = '\0';
    return ST_OK;
}

enum status zipfile_read(struct zipfile *z, size_t i, struct buf *out, struct error *e)
{
    zip_file_t *f;
    zip_stat_t s;
    enum status st;

    if (z->stat_index(z->archive, i, 0, &s) != 0)
        return fail(z, z->get_error(z->archive), e);
    st = check_size(z, &s, e);
    if (st)
        return st;
    f = z->fopen_index(z->archive, i, 0);
    if (!f)
        return fail(z, z->get_error(z->archive), e);
    st = read_entry(z, f, (size_t)s.size, out, e);
    z->fclose(f);
    return st;
}

/* --- writing --- */

enum status zipfile_replace(struct zipfile *z, size_t i, struct span bytes, struct error *e)
{
    char *copy = malloc(bytes.len ? bytes.len : 1);
    zip_source_t *source = NULL;
    zip_error_t why;
    zip_stat_t s;

    if (!copy)
        return error_nomem(e);
    memcpy(copy, bytes.ptr, bytes.len);
    z->error_init(&why);
    if (z->stat_index(z->archive, i, 0, &s) == 0)
        source = z->source_buffer_create(copy, bytes.len, 1, &why);
    z->error_fini(&why);
    if (!source) {
        free(copy);
        return error_nomem(e);
    }
    if (z->file_replace(z->archive, i, source, 0) != 0) {
        z->source_free(source);
        return fail(z, z->get_error(z->archive), e);
    }
    if (z->set_file_compression(z->archive, i, s.comp_method, 0) != 0 ||
        z->file_set_mtime(z->archive, i, s.mtime, 0) != 0)
        return fail(z, z->get_error(z->archive), e);
    z->replaced = true;
    return ST_OK;
}

/* Append what the closed archive left in its source. */
static enum status copy_source(struct zipfile *z, struct buf *out)
{
    enum { CHUNK = 64 * 1024 };
    zip_int64_t n = 0;

    if (z->source_open(z->source) != 0)
        return ST_IO;
    while (buf_reserve(out, CHUNK + 1) &&
           (n = z->source_read(z->source, out->data + out->len, CHUNK)) > 0)
        out->len += (size_t)n;
    z->source_close(z->source);
    if (out->data)
        out->data[out->len] = '\0';
    return n < 0 ? ST_IO : ST_OK;
}

enum status zipfile_write(struct zipfile *z, struct buf *out, struct error *e)
{
    if (!z->replaced) {
        buf_add(out, z->bytes);
        return buf_status(out, e);
    }
    if (z->close(z->archive) != 0)
        return fail(z, z->get_error(z->archive), e);
    z->archive = NULL;
    if (copy_source(z, out) != ST_OK)
        return error_set(e, ST_NOMEM, _("the package cannot be put together"));
    return buf_status(out, e);
}
