/* SPDX-License-Identifier: GPL-3.0-or-later */
/* namematch: look up, compare, join and cluster names across spellings and scripts. */
#include "tools/namematch.h"

#include "interchange/tsv.h"
#include "interchange/json.h"
#include "tools/settings.h"

#include <stdlib.h>

enum {
    OPT_STYLE = CLI_OWN_OPTION,
    OPT_TOP,
    OPT_BEST,
    OPT_MIN_SCORE,
    OPT_PAIRS,
    OPT_JOIN,
    OPT_CLUSTER,
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("What to do (default: look up each line):")},
    {OPT_PAIRS, 0, "pairs", ARG_NONE, NULL, KIND_NONE,
     N_("compare the two names of each TSV line")},
    {OPT_JOIN, 0, "join", ARG_NONE, NULL, KIND_NONE,
     N_("find for each line of the first file those of the second that name the same")},
    {OPT_CLUSTER, 0, "cluster", ARG_NONE, NULL, KIND_NONE,
     N_("group the lines that name the same")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Dictionary and answers:")},
    {OPT_STYLE, 's', "style", ARG_REQUIRED, "STYLE", KIND_STYLE,
     N_("write preferred names in this house style (a name or a .rec file)")},
    {OPT_TOP, 0, "top", ARG_REQUIRED, "N", KIND_NONE, N_("at most N answers a line (default 5)")},
    {OPT_BEST, 0, "best", ARG_NONE, NULL, KIND_NONE,
     N_("the best answer only: one line out for each line in")},
    {OPT_MIN_SCORE, 0, "min-score", ARG_REQUIRED, "N", KIND_NONE,
     N_("no answers below this score, 0 to 100 (default 60; --cluster 80)")},
    {0},
};

static bool handle(void *context, int id, const char *arg)
{
    struct namematch *m = context;

    switch (id) {
    case OPT_STYLE:
        m->style_name = arg;
        break;
    case OPT_TOP:
        return cli_number("--top", arg, 1, 1000, &m->top);
    case OPT_BEST:
        m->best = true;
        break;
    case OPT_MIN_SCORE:
        return cli_number("--min-score", arg, 0, 100, &m->min_score);
    case OPT_PAIRS:
        m->pairs = true;
        break;
    case OPT_JOIN:
        m->join = true;
        break;
    case OPT_CLUSTER:
        m->cluster = true;
        break;
    }
    return true;
}

static const struct cli_program program = {
    .name = "namematch",
    .purpose = N_("Look up, compare, join and cluster names across spellings and scripts."),
    .usage = "namematch [-d DICT]... [-s STYLE] [OPTION]... [FILE]...\n"
             "namematch --pairs [FILE]...\n"
             "namematch --join A B\n"
             "namematch --cluster [FILE]",
    .examples = N_("namematch -d people.rec --best <names.txt   query, rank, id, preferred, score\n"
                   "printf 'Tokajew\\tТокаев\\n' | namematch --pairs\n"
                   "namematch --join guests.txt invited.txt\n"
                   "cut -f2 guests.tsv | namematch --best | cut -f3"),
    .status = N_("0 done; 1 nothing was found for any line; 2 trouble"),
    .options = options,
    .features = CLI_DATA | CLI_OUTPUT | CLI_NULL | CLI_LINES | CLI_INVALID | CLI_JSON |
                CLI_EXPLAIN | CLI_COLUMNS | CLI_HEADER | CLI_THREADS,
    .formats = "tsv|json",
    .handle = handle,
};

struct row row_begin(const struct namematch *m, struct buf *out)
{
    struct row r = {out, m->json, true};

    if (m->json)
        buf_addch(out, '{');
    return r;
}

/* What goes before a value. */
static void row_next(struct row *r, const char *key)
{
    if (!r->first)
        buf_addch(r->out, r->json ? ',' : '\t');
    r->first = false;
    if (r->json)
        buf_printf(r->out, "\"%s\":", key);
}

void row_text(struct row *r, const char *key, struct span value)
{
    row_next(r, key);
    if (r->json)
        jsonw_add_string(r->out, value);
    else
        tsv_add_escaped(r->out, value);
}

void row_count(struct row *r, const char *key, uint64_t value)
{
    row_next(r, key);
    buf_printf(r->out, "%ju", (uintmax_t)value);
}

void row_empty(struct row *r, const char *key)
{
    row_next(r, key);
    if (r->json)
        buf_adds(r->out, "null");
}

void row_score(struct row *r, double score)
{
    row_next(r, "score");
    buf_printf(r->out, "%.2f", score);
}

enum status row_explanation(struct row *r, struct span first, struct span second,
                            const struct rarity *rarity, double score, uint32_t records,
                            struct error *e)
{
    struct score_name a, b;
    struct score_detail detail;
    struct buf text = BUF_INIT;
    enum status st;

    score_read(first, &a);
    score_read(second, &b);
    score_names(&a, &b, &detail);
    score_explain(&text, &detail);
    if (rarity)
        rarity_explain(&text, rarity, score, records);
    row_text(r, "explanation", buf_span(&text));
    st = buf_status(&text, e);
    buf_free(&text);
    return st;
}

void row_end(struct row *r, bool newline)
{
    if (r->json)
        buf_addch(r->out, '}');
    if (newline)
        buf_addch(r->out, '\n');
}

struct span namematch_query(const struct namematch *m, struct span line, size_t n,
                            struct buf *field)
{
    struct span raw = line;

    if (n < m->cli->columns.len)
        raw = tsv_field(line, m->cli->columns.v[n]);
    else if (m->pairs)
        raw = tsv_field(line, (unsigned)n + 1);
    else
        return line;
    if (!raw.ptr)
        return raw;
    buf_reset(field);
    tsv_add_unescaped(field, raw);
    return buf_span(field);
}

static int run(struct namematch *m)
{
    if (m->pairs + m->join + m->cluster > 1)
        return cli_usage(m->cli, _("--pairs, --join and --cluster are different things to do"));
    if ((m->pairs || m->join || m->cluster) && (m->cli->data.len || m->style_name))
        return cli_usage(m->cli, _("-d and -s are for look-ups only"));
    if (m->top < 0)
        m->top = 5;
    if (m->best)
        m->top = 1;
    if (m->min_score < 0)
        m->min_score = m->cluster ? SCORE_SAME_FROM : SCORE_DIFFERENT_TO;
    m->json = strcmp(m->cli->format, "json") == 0;
    if (m->pairs)
        return namematch_pairs(m);
    if (m->join)
        return namematch_join(m);
    return m->cluster ? namematch_cluster(m) : namematch_lookup(m);
}

int main(int argc, char **argv)
{
    struct namematch m = {.top = -1, .min_score = -1};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &m);

    if (rc >= 0)
        return rc;
    m.cli = &c;
    rc = run(&m);
    buf_free(&m.field);
    buf_free(&m.field2);
    return cli_end(&c, rc);
}
