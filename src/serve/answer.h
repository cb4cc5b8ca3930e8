/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes back to a client. */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include "base/buf.h"

struct answer {
    unsigned status;       /* of HTTP */
    const char *type;      /* of the content; a string constant */
    const char *allow;     /* methods, with status 405; NULL otherwise */
    const char *location;  /* NULL unless it is a redirection */
    unsigned retry_after;  /* seconds; 0 = say nothing */
    bool page;             /* HTML that wants a content policy */
    struct buf body;
};

#define ANSWER_JSON "application/json; charset=utf-8"
#define ANSWER_SCRIPT "application/javascript; charset=utf-8"
#define ANSWER_HTML "text/html; charset=utf-8"
#define ANSWER_CSS "text/css; charset=utf-8"

/* Make the body {"error": MESSAGE} and set the status. */
void answer_refuse(struct answer *a, unsigned status, const char *message);

/* The same from an error: the status that tells whose fault it is. */
void answer_error(struct answer *a, const struct error *e);

#endif
