/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the server does once a request is understood, without any HTTP: each function fills an
 * answer.  They may run side by side.
 */
#ifndef SERVE_SERVICE_H
#define SERVE_SERVICE_H

#include "serve/answer.h"
#include "serve/handles.h"
#include "serve/languages.h"
#include "serve/request.h"

/* Limits of what one request may ask for. */
enum {
    TEXT_LONGEST = 16 * 1024, /* bytes of a text that is looked up */
    CANDIDATES_MOST = 50,
    SIMILARITY_LEAST = 30,
};

struct service {
    struct handles *handles;
    struct languages *languages;
    unsigned min_score;         /* where a request names none: per cent, and */
    unsigned top;               /* so many candidates */
    bool callbacks;             /* answer requests with a callback (JSONP) */
    const char *source, *target; /* languages of the page where a request names none; or NULL */
};

/* api_read.c: GET of a unit, of the languages, of the best match in Apertium's form */
void service_unit(struct service *s, const struct request *r, struct answer *out);
void service_languages(struct service *s, const struct request *r, struct answer *out);
void service_translate(struct service *s, const struct request *r, struct answer *out);

/* api_write.c: PUT or POST of one unit, POST of a list of units (JSON), PUT of a file */
void service_add_unit(struct service *s, const struct request *r, struct span body,
                      struct answer *out);
void service_add_list(struct service *s, const struct request *r, struct span body,
                      struct answer *out);
void service_add_file(struct service *s, const struct request *r, struct span body,
                      struct answer *out);

/* page.c: the concordance page in the language of Accept-Language (which may be empty) */
void service_page(struct service *s, const struct request *r, struct span accept,
                  struct answer *out);
void service_style(struct answer *out);

/* The direction a request asks for.  ST_NOTFOUND when a code is no language or both are the same. */
enum status service_direction(const struct request *r, struct tm_direction *out,
                              struct error *e) MUST_CHECK;

#endif
