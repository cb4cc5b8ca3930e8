/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a client asks for: the request target of HTTP ("/tmserver/en/kk/unit/Open%20file?…") taken
 * apart (RFC 3986).  The raw target is split before anything is decoded, so that a slash of the
 * text, written %2F, does not end it.
 *
 *     /{s}/{t}/unit/{text}  /{s}/{t}/unit/?source={text}   look-up (tmserver, amaGama)
 *     /{s}/{t}/store/{name}                                units in bulk
 *     /languages/                                          which languages there are
 *     /translate?q={text}&langpair={s}|{t}                 the best match (Apertium)
 *     /  /concordance?s=…&t=…&q=…  /style.css              the concordance page
 *
 * Before the first four /tmserver, /api/v1 or /json may stand.  Empty segments before the text are
 * passed over ("//").
 */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

enum route { ROUTE_NONE, ROUTE_UNIT, ROUTE_STORE, ROUTE_LANGUAGES, ROUTE_TRANSLATE, ROUTE_PAGE,
             ROUTE_STYLE };

struct request_param {
    struct span name, value;
};

struct request {
    enum route route;
    struct span source, target; /* codes of languages as request_language makes them */
    struct span text;           /* the text or the name of the store; empty = none */
    VEC(struct request_param) params;
};

/* Take a target apart; what it holds lies in the arena, or is borrowed from `target`.  Unknown paths
 * are ROUTE_NONE.  ST_SYNTAX: bad percent-encoding or a NUL; ST_ENCODING: not UTF-8.  Free with
 * request_free whatever is returned. */
enum status request_parse(struct request *r, struct span target, struct arena *a,
                          struct error *e) MUST_CHECK;
void request_free(struct request *r);

/* The first parameter of a name; a NULL `ptr` where there is none. */
struct span request_param(const struct request *r, const char *name);

/* The same as a whole number within bounds (clipped); `otherwise` where it is missing or none. */
unsigned request_number(const struct request *r, const char *name, unsigned low, unsigned high,
                        unsigned otherwise);

/* A language tag from what clients write: en_US, pt-br, sr@latin (a script after @ becomes a
 * subtag, other modifiers are dropped).  In the arena; a NULL `ptr` when memory runs out. */
struct span request_language(struct span code, struct arena *a);

#endif
