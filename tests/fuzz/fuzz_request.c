/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests: the target of HTTP, and behind a newline the header Accept-Language. What comes out is
 * UTF-8 without NUL and no longer than what went in. */
#include "serve/request.h"
#include "serve/words.h"
#include "text/utf8.h"

#include "fuzz.h"

static void check(struct span s, size_t most)
{
    require(utf8_valid(s) && s.len <= most && !(s.len && memchr(s.ptr, '\0', s.len)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = span_of((const char *)data, size), target;
    struct arena a = ARENA_INIT;
    struct request r;
    struct error e;

    if (!span_split(&rest, '\n', &target) || (target.len && memchr(target.ptr, '\0', target.len)))
        return 0; /* libmicrohttpd gives a C string */
    if (request_parse(&r, target, &a, &e) == ST_OK) {
        check(r.text, size);
        check(r.source, size + 5); /* a script may be put in */
        check(r.target, size + 5);
        for (size_t i = 0; i < r.params.len; i++) {
            check(r.params.v[i].name, size);
            check(r.params.v[i].value, size);
        }
        require(request_number(&r, "n", 1, 5, 3) <= 5);
    }
    request_free(&r);
    page_words_for(rest.ptr ? rest : span_of("", 0));
    arena_free(&a);
    return 0;
}
