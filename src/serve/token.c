/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/token.h"
#include "base/reader.h"

#include <strings.h>
#include <sys/stat.h>

enum { TOKEN_SHORTEST = 16 };

static bool is_printable(struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] <= ' ' || s.ptr[i] > '~')
            return false;
    }
    return true;
}

enum status token_read(struct buf *out, const char *path, struct error *e)
{
    struct buf file = BUF_INIT;
    struct span rest, line;
    struct stat info;
    enum status st;

    if (stat(path, &info) != 0)
        return error_sys(e, path);
    if (info.st_mode & S_IRWXO)
        return error_at(e, ST_USAGE, path, 0, 0, "%s",
                        _("everybody on this machine can read or change the token: chmod 600"));
    st = file_read(path, &file, e);
    rest = buf_span(&file);
    if (!st && span_split(&rest, '\n', &line)) {
        line = span_trim(line);
        if (line.len < TOKEN_SHORTEST || !is_printable(line))
            st = error_at(e, ST_USAGE, path, 0, 0,
                          _("a token is a line of %d or more characters without spaces"),
                          TOKEN_SHORTEST);
        buf_reset(out);
        buf_add(out, line);
    }
    buf_free(&file);
    return st ? st : buf_status(out, e);
}

bool token_shown(struct span token, struct span header)
{
    static const char scheme[] = "Bearer ";
    unsigned differ;

    if (header.len < strlen(scheme) || strncasecmp(header.ptr, scheme, strlen(scheme)) != 0)
        return false;
    header = span_trim(span_from(header, strlen(scheme)));
    differ = header.len != token.len;
    for (size_t i = 0; i < header.len; i++)
        differ |= (unsigned char)header.ptr[i] ^ (unsigned char)token.ptr[i % token.len];
    return differ == 0;
}
