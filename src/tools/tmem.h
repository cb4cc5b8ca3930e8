/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of tmem share.  Each command is a function that returns an exit status. */
#ifndef TOOLS_TMEM_H
#define TOOLS_TMEM_H

#include "memory/direction.h"
#include "memory/lookup.h"
#include "memory/segment.h"
#include "memory/store.h"
#include "tools/cli.h"
#include "tools/tmem_names.h"

/* Options of serve; see tmem_serve_option. */
enum {
    OPT_LISTEN = CLI_OWN_OPTION + 100, OPT_PUBLIC, OPT_HOST, OPT_WRITABLE, OPT_TOKEN_FILE, OPT_CORS,
    OPT_CONNECTIONS, OPT_RATE, OPT_TIMEOUT, OPT_MAX_BODY,
};

/* A memory beside the first one. */
struct tmem_further {
    const char *path;
    double penalty;
    struct tm_store *store; /* open after tmem_open_further */
};

struct tmem {
    const char *memory;         /* the first -m */
    double penalty;             /* --penalty behind it */
    VEC(struct tmem_further) further;
    const char *source, *target; /* -s, -t */
    const char *from;           /* --from */
    const char *origin;         /* --origin: a glob (export), a name (import) */
    int64_t since;              /* --since */
    double min_score;           /* < 0: not given */
    size_t top;                 /* 0: not given */
    struct tm_mode mode;        /* --metric, --no-penalties */
    bool metric_given;          /* --metric was there */
    bool best, fallback, exhaustive, diff, strict, resume, abort, apply;
    const char *style;          /* --style: of names in repaired translations */
    bool no_repair, no_default;
    size_t page;                /* --page; 0: not given */
    bool fragments;
    bool overwrite;             /* --overwrite */
    size_t max_segment;         /* --max-segment, MiB; 0: not given */
    const char *only, *ignore, *fail_on; /* kinds of findings */
    const char *glossary;       /* the last --glossary */
    VEC(const char *) glossaries; /* all of them */

    struct tmem_serve {
        const char *listen, *host, *cors, *token_file;
        bool public, writable;
        double connections, rate, timeout, max_body;
    } serve;

    struct direction_slot {
        bool set;
        struct tm_direction value;
    } direction;
    struct tm_store *store;
    char *path;                 /* of the memory */
    struct tmem_names names;    /* open with tmem_lookup_open */
};

#define TMEM_SERVE_DEFAULTS                                                                        \
    {.listen = "127.0.0.1:8080", .connections = 128, .rate = 500, .timeout = 30, .max_body = 16}

/* Both -s and -t, or a usage error; when `optional` also neither. */
int tmem_direction(struct cli *c, struct tmem *t, bool optional);

/* NULL when neither language was given. */
const struct tm_direction *tmem_pair(const struct tmem *t);

/* Which memory: -m, $TILMACH_MEMORY, the configuration or the default place (its folder is made for
 * TM_WRITE). */
int tmem_locate(struct cli *c, struct tmem *t, enum tm_access access);

/* The same, and open it. */
int tmem_open(struct cli *c, struct tmem *t, enum tm_access access);

/* Open the memories of further -m, for reading. */
int tmem_open_further(struct cli *c, struct tmem *t);

/* Open the names of -d and the default ones for a direction (borrowed as long as *out): NULL where
 * --no-default leaves none, or where a computer has none and none were asked for.  Close `n` whatever
 * is returned. */
enum status tmem_names_for(const struct cli *c, const struct tmem *t,
                           const struct tm_direction *d, struct tmem_names *n,
                           const struct tm_languages **out, struct error *e) MUST_CHECK;

/* Set t->mode.languages to them, for -s and -t. */
int tmem_names(struct cli *c, struct tmem *t);

/* The path of a memory by its place in the look-up. */
const char *tmem_path(const struct tmem *t, size_t memory);

/* Make the memory that tmem_open opened, and those of further -m, ready for look-ups in the
 * direction of -s and -t, with the names of -d and the default ones.  The look-up is to be freed by
 * tm_lookup_free. */
int tmem_lookup_open(struct cli *c, struct tmem *t, struct tm_lookup **out);

/* After nothing was found: where no unit is in both languages, say so and which ones there are. */
void tmem_explain_nothing(const struct cli *c, const struct tmem *t);

/* As tmem_open, but a memory that is not there is an error also for who wants to write. */
int tmem_open_existing(struct cli *c, struct tmem *t, enum tm_access access);

/* Is --json asked for?  All but tsv and json is a usage error for commands that write tables. */
bool tmem_json(const struct cli *c);
int tmem_no_tmx(struct cli *c);

int tmem_import(struct cli *c);
int tmem_add(struct cli *c);
int tmem_export(struct cli *c);
int tmem_lookup(struct cli *c);
int tmem_concord(struct cli *c);
int tmem_stats(struct cli *c);
int tmem_analysis(struct cli *c, struct tmem *t); /* stats of files; the memory is open */
int tmem_log(struct cli *c);
int tmem_sync(struct cli *c);
int tmem_pretranslate(struct cli *c);
int tmem_undo(struct cli *c);
int tmem_clean(struct cli *c);
int tmem_qa(struct cli *c);
int tmem_compact(struct cli *c);
int tmem_serve(struct cli *c);

/* An option of serve; false after saying what is wrong with it. */
bool tmem_serve_option(struct tmem *t, int id, const char *arg);

#endif
