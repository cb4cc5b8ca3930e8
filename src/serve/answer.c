/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/answer.h"
#include "interchange/json.h"

void answer_refuse(struct answer *a, unsigned status, const char *message)
{
    struct jsonw j;

    buf_reset(&a->body);
    a->status = status;
    a->type = ANSWER_JSON;
    a->page = false;
    j = jsonw_begin(&a->body);
    jsonw_string(&j, "error", span_str(message));
    jsonw_end(&j);
}

static unsigned status_of(enum status code)
{
    switch (code) {
    case ST_SYNTAX:
    case ST_ENCODING:
    case ST_USAGE:
        return 400;
    case ST_NOTFOUND:
        return 404;
    case ST_UNSUPPORTED:
        return 415;
    case ST_LIMIT:
        return 413;
    case ST_IO:
        return 503;
    default:
        return 500;
    }
}

void answer_error(struct answer *a, const struct error *e)
{
    answer_refuse(a, status_of(e->code), e->message);
    if (a->status == 503)
        a->retry_after = 5;
}
