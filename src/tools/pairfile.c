/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/pairfile.h"

#include "interchange/tsv.h"
#include "tools/textfile.h"

enum status pairfile_each(struct cli *c, const char *path, pair_fn *fn, void *context,
                          struct error *e)
{
    struct buf text = BUF_INIT, source = BUF_INIT, target = BUF_INIT;
    enum status st = textfile_read(c, path, &text, e);
    struct span rest = buf_span(&text), line;
    uint64_t number = 0;

    while (!st && span_split(&rest, '\n', &line)) {
        number++;
        line = tsv_chomp(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!tsv_next(&line, &source) || !line.ptr || !tsv_next(&line, &target))
            st = error_at(e, ST_SYNTAX, path, number, 0,
                          _("two fields are needed, source TAB target"));
        else if (source.failed || target.failed)
            st = error_nomem(e);
        else
            st = fn(context, buf_span(&source), buf_span(&target), e);
    }
    buf_free(&text);
    buf_free(&source);
    buf_free(&target);
    return st;
}
