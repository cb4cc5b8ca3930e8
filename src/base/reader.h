/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a file or standard input in units: lines, records, paragraphs, blocks of whole lines, or
 * everything.  A read error is never taken for the end of the file.
 *
 * A unit is returned with its terminator, so that the units put together are the input.  A unit
 * longer than READER_MAX_UNIT is cut after the last space before that length, else after the last
 * whole UTF-8 sequence, and `more` is set; where the cuts fall depends on the bytes only, never on
 * how they arrive.  READ_WHOLE and READ_RECORD are not cut.
 */
#ifndef BASE_READER_H
#define BASE_READER_H

#include "base/buf.h"

enum { READER_MAX_UNIT = 64 * 1024 };

enum read_unit {
    READ_LINE,      /* up to and with LF */
    READ_RECORD,    /* up to and with NUL */
    READ_PARAGRAPH, /* up to and with the blank lines that follow it */
    READ_BLOCK,     /* as many whole lines as fit READER_MAX_UNIT */
    READ_WHOLE,
};

struct reader {
    const char *name; /* for messages; borrowed from the caller */
    int fd;
    bool eof;
    uint64_t offset; /* of the next unit, in bytes from the start */
    uint64_t line;   /* of the next unit, 1-based */
    uint64_t bytes_before, chars_before; /* see struct read_chunk */
    struct buf data; /* bytes read ahead, of which `used` were handed out */
    size_t used;
};

struct read_chunk {
    struct span text; /* borrowed until the next call */
    uint64_t offset;  /* where it begins: bytes from the start of the file */
    uint64_t line;    /* 1-based line on which it begins */
    bool more;        /* the unit was cut: the next chunk goes on with it */
    uint64_t bytes_before, chars_before; /* of its first line in chunks before it */
};

/* Open a file; "-" or NULL is standard input (named "-").  A directory is an error. */
enum status reader_open(struct reader *r, const char *path, struct error *e) MUST_CHECK;

/* The next unit: 1, 0 at the end, -1 on failure (`e` filled). */
int reader_next(struct reader *r, enum read_unit unit, struct read_chunk *chunk, struct error *e)
    MUST_CHECK;

/* A line without its terminator (LF or CRLF), however long, into `line`, which is emptied first:
 * 1, 0 at the end, -1 on failure.  Unless NULL, *number is the line's. */
int reader_line(struct reader *r, struct buf *line, uint64_t *number, struct error *e) MUST_CHECK;

/* Make sure that at least `n` bytes are read ahead unless the file is shorter; look at them. */
enum status reader_peek(struct reader *r, size_t n, struct span *ahead, struct error *e) MUST_CHECK;

/* Drop `n` bytes that were seen by reader_peek. */
void reader_skip(struct reader *r, size_t n);

void reader_close(struct reader *r);

/* The whole of a file in one buffer (which is emptied first). */
enum status file_read(const char *path, struct buf *out, struct error *e) MUST_CHECK;

#endif
