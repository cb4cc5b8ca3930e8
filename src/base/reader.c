/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A descriptor that only holds a place (O_PATH) stands for one that is closed. */
static bool is_closed(int fd)
{
    int flags = fcntl(fd, F_GETFL);

    return flags >= 0 && flags & O_PATH;
}

enum status reader_open(struct reader *r, const char *path, struct error *e)
{
    struct stat st;

    memset(r, 0, sizeof *r);
    r->line = 1;
    if (!path || strcmp(path, "-") == 0) {
        r->name = "-";
        r->fd = STDIN_FILENO;
        if (is_closed(r->fd)) {
            errno = EBADF;
            goto fail;
        }
    } else {
        r->name = path;
        r->fd = open(path, O_RDONLY | O_CLOEXEC);
    }
    if (r->fd < 0 || fstat(r->fd, &st) != 0)
        goto fail;
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        goto fail;
    }
    return ST_OK;
fail:
    error_sys(e, r->name);
    reader_close(r);
    return e ? e->code : ST_IO;
}

void reader_close(struct reader *r)
{
    if (r->fd > STDIN_FILENO)
        close(r->fd);
    r->fd = -1;
    buf_free(&r->data);
}

/* Drop what was handed out, so that the buffer does not grow with the file. */
static void compact(struct reader *r)
{
    if (r->used == 0)
        return;
    memmove(r->data.data, r->data.data + r->used, r->data.len - r->used);
    r->data.len -= r->used;
    r->used = 0;
}

/* Read once more; at the end of the file set eof. */
static enum status fill(struct reader *r, struct error *e)
{
    ssize_t n;

    compact(r);
    if (!buf_reserve(&r->data, READER_MAX_UNIT))
        return error_nomem(e);
    do
        n = read(r->fd, r->data.data + r->data.len, r->data.cap - r->data.len - 1);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return error_sys(e, r->name);
    if (n == 0)
        r->eof = true;
    r->data.len += (size_t)n;
    return ST_OK;
}

static struct span ahead(const struct reader *r)
{
    return r->data.data ? span_of(r->data.data + r->used, r->data.len - r->used) : span_of("", 0);
}

enum status reader_peek(struct reader *r, size_t n, struct span *out, struct error *e)
{
    while (!r->eof && r->data.len - r->used < n) {
        enum status st = fill(r, e);
        if (st)
            return st;
    }
    *out = ahead(r);
    return ST_OK;
}

static uint64_t count_lines(struct span s)
{
    uint64_t n = 0;
    const char *p = s.ptr, *end = s.ptr + s.len;

    while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        n++;
        p++;
    }
    return n;
}

/* `lines` end in the next `n` bytes. */
static void advance(struct reader *r, size_t n, uint64_t lines)
{
    r->line += lines;
    r->offset += n;
    r->used += n;
}

void reader_skip(struct reader *r, size_t n)
{
    advance(r, n, count_lines(span_of(r->data.data + r->used, n)));
}

/* Remember how much of the line that goes on behind `s` has been handed out. */
static void note_begun_line(struct reader *r, struct span s)
{
    const char *end = memrchr(s.ptr, '\n', s.len);

    if (end) {
        r->bytes_before = r->chars_before = 0;
        s = span_from(s, (size_t)(end + 1 - s.ptr));
    }
    r->bytes_before += s.len;
    for (size_t i = 0; i < s.len; i++)
        r->chars_before += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
}

/* Where a unit that is too long is cut: after the last space, else after the last whole character.
 */
static size_t cut_long(struct span s)
{
    size_t n = READER_MAX_UNIT;

    for (size_t i = n; i > n / 2; i--) {
        if (s.ptr[i - 1] == ' ' || s.ptr[i - 1] == '\n')
            return i;
    }
    while (n > READER_MAX_UNIT - 4 && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
        n--;
    return n;
}

static bool line_is_blank(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p == end || *p == '\n';
}

/* End of the paragraph at the start of `s`: its lines, which are counted, and the blank lines after
 * them.  0 when more bytes are needed to tell. */
static size_t paragraph_end(struct span s, bool eof, uint64_t *lines)
{
    const char *p = s.ptr, *end = s.ptr + s.len, *nl;
    bool text = false, blank = false;

    *lines = 0;
    for (; p < end; p = nl + 1, ++*lines) {
        bool b = line_is_blank(p, end);
        if (!b && blank && text)
            return (size_t)(p - s.ptr);
        text |= !b;
        blank = b;
        nl = memchr(p, '\n', (size_t)(end - p));
        if (!nl)
            break;
    }
    return eof ? s.len : 0;
}

/* Length of the unit at the start of `s`, 0 when more bytes are needed; the first `seen` bytes are
 * known to hold no end of a record.  Lines are counted in paragraphs only. */
static size_t unit_end(struct span s, enum read_unit unit, bool eof, size_t seen, uint64_t *lines)
{
    const char *at = NULL;

    switch (unit) {
    case READ_LINE:
        at = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
        break;
    case READ_RECORD:
        at = s.len > seen ? memchr(s.ptr + seen, '\0', s.len - seen) : NULL;
        break;
    case READ_BLOCK:
        at = s.len >= READER_MAX_UNIT ? memrchr(s.ptr, '\n', s.len) : NULL;
        break;
    case READ_PARAGRAPH:
        return paragraph_end(s, eof, lines);
    case READ_WHOLE:
        break;
    }
    if (at)
        return (size_t)(at - s.ptr) + 1;
    return eof ? s.len : 0;
}

int reader_next(struct reader *r, enum read_unit unit, struct read_chunk *chunk, struct error *e)
{
    bool bounded = unit != READ_WHOLE && unit != READ_RECORD;
    size_t seen = 0;

    for (;;) {
        struct span s = ahead(r);
        /* Only the first READER_MAX_UNIT bytes decide, so that the cut does not depend on how much
         * happened to arrive. */
        bool more = bounded && s.len > READER_MAX_UNIT;
        struct span part = more ? span_cut(s, 0, READER_MAX_UNIT) : s;
        uint64_t lines = 0;
        size_t n = unit_end(part, unit, r->eof && !more, seen, &lines);
        bool cut = n == 0 && more;

        if (cut)
            n = cut_long(s);
        if (n) {
            *chunk = (struct read_chunk){span_of(s.ptr, n), r->offset, r->line, cut,
                                         r->bytes_before, r->chars_before};
            note_begun_line(r, chunk->text);
            advance(r, n, unit == READ_PARAGRAPH && !cut ? lines : count_lines(chunk->text));
            return 1;
        }
        if (r->eof)
            return 0;
        seen = s.len;
        if (fill(r, e))
            return -1;
    }
}

int reader_line(struct reader *r, struct buf *line, uint64_t *number, struct error *e)
{
    struct read_chunk chunk = {.more = true};
    int got = 1;

    buf_reset(line);
    if (number)
        *number = r->line;
    while (chunk.more && (got = reader_next(r, READ_LINE, &chunk, e)) > 0)
        buf_add(line, chunk.text);
    if (got < 0 || buf_status(line, e))
        return -1;
    if (line->len && line->data[line->len - 1] == '\n')
        line->len -= line->len > 1 && line->data[line->len - 2] == '\r' ? 2 : 1;
    return got;
}

enum status file_read(const char *path, struct buf *out, struct error *e)
{
    struct reader r;
    struct read_chunk chunk;
    enum status st = reader_open(&r, path, e);
    int got;

    if (st)
        return st;
    buf_reset(out);
    got = reader_next(&r, READ_WHOLE, &chunk, e);
    if (got > 0)
        buf_add(out, chunk.text);
    reader_close(&r);
    return got < 0 ? (e ? e->code : ST_IO) : buf_status(out, e);
}
