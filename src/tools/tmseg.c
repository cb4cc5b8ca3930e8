/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmseg: split text into sentences (translation segments). */
#include "segment/segment.h"
#include "tools/cli.h"
#include "tools/filter.h"
#include "tools/langdata.h"
#include "tools/settings.h"

#include "interchange/srx.h"
#include "interchange/tsv.h"
#include "text/norm.h"

enum {
    OPT_LANG = CLI_OWN_OPTION,
    OPT_OFFSETS,
    OPT_RULE_NAMES,
    OPT_PARAGRAPHS,
    OPT_WRAPPED,
    OPT_KEEP,
    OPT_SRX,
};

static const struct option_def options[] = {
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Segmentation:")},
    {OPT_LANG, 'l', "lang", ARG_REQUIRED, "LANG", KIND_LANG, N_("language of the text")},
    {OPT_SRX, 0, "srx", ARG_REQUIRED, "FILE", KIND_FILE,
     N_("rules of this SRX 1.0 or 2.0 file instead of the bundled ones")},
    {OPT_WRAPPED, 0, "wrapped", ARG_NONE, NULL, KIND_NONE,
     N_("lines are wrapped: a blank line ends a paragraph, not a newline")},
    {0, 0, NULL, ARG_NONE, NULL, KIND_NONE, N_("Output:")},
    {OPT_PARAGRAPHS, 0, "paragraphs", ARG_NONE, NULL, KIND_NONE,
     N_("an empty line between paragraphs")},
    {OPT_OFFSETS, 0, "offsets", ARG_NONE, NULL, KIND_NONE,
     N_("TSV: byte offset and length before each segment")},
    {OPT_RULE_NAMES, 0, "rule-names", ARG_NONE, NULL, KIND_NONE,
     N_("TSV: after each segment the rule that ended it and the last one that held it together")},
    {OPT_KEEP, 0, "keep", ARG_NONE, NULL, KIND_NONE,
     N_("with -z: keep white space, so that the parts joined are the input")},
    {0},
};

/* Bytes of a document that are read, to learn from, before its first sentence is written. */
enum { LEARN_FROM = 256 << 10 };

struct tmseg {
    struct cli *cli;
    const char *lang;
    const char *srx_file; /* NULL: bundled rules */
    bool offsets, rule_names, paragraphs, wrapped, keep;
    struct seg_rules rules;
    struct srx srx;
    struct segmenter *segmenter;
    struct segment_vec segments;
    struct buf joined; /* a wrapped paragraph with its newlines as spaces */
    struct buf held;   /* the beginning of a document, unit after unit */
    VEC(size_t) ends;  /* of the units in it */
    uint64_t held_at;  /* bytes from the start of the file to it */
    bool learnt;       /* from the document's beginning, which is written */
    bool between;      /* segments were written: --paragraphs puts a line before the next ones */
    bool pending;      /* --keep: a part is written but not ended */
};

static bool handle(void *context, int id, const char *arg)
{
    struct tmseg *t = context;

    switch (id) {
    case OPT_LANG:
        t->lang = arg;
        break;
    case OPT_OFFSETS:
        t->offsets = true;
        break;
    case OPT_RULE_NAMES:
        t->rule_names = true;
        break;
    case OPT_PARAGRAPHS:
        t->paragraphs = true;
        break;
    case OPT_SRX:
        t->srx_file = arg;
        break;
    case OPT_WRAPPED:
        t->wrapped = true;
        break;
    case OPT_KEEP:
        t->keep = true;
        break;
    }
    return true;
}

/* A segment of wrapped lines on one line: white space with a newline in it is one space. */
static void put_joined(struct buf *out, struct span s)
{
    size_t begun = out->len;
    struct span line;

    while (span_split(&s, '\n', &line)) {
        line = span_trim(line);
        if (line.len && out->len > begun)
            buf_addch(out, ' ');
        buf_add(out, line);
    }
}

static void put_segment(struct tmseg *t, const struct segment *g, struct span text,
                        uint64_t offset, struct buf *out)
{
    struct span s = text_trim(span_cut(text, g->start, g->end));
    struct buf line = BUF_INIT;
    bool tsv = t->offsets || t->rule_names;

    if (s.len == 0)
        return;
    if (t->offsets)
        buf_printf(out, "%llu\t%zu\t", (unsigned long long)(offset + (size_t)(s.ptr - text.ptr)),
                   s.len);
    put_joined(&line, s);
    if (tsv)
        tsv_add_escaped(out, buf_span(&line));
    else
        buf_add(out, buf_span(&line));
    if (t->rule_names)
        buf_printf(out, "\t%s\t%s", g->rule, g->held ? g->held : "");
    buf_addch(out, t->cli->null ? '\0' : '\n');
    out->failed = out->failed || line.failed;
    buf_free(&line);
}

/* --keep: white space belongs to the part before it, at the start to the first one. */
static void put_kept(struct tmseg *t, struct span s, struct buf *out)
{
    bool blank = text_trim(s).len == 0;

    if (t->pending && !blank)
        buf_addch(out, '\0');
    buf_add(out, s);
    t->pending = t->pending || !blank;
}

static enum status put_paragraph(struct tmseg *t, struct span text, uint64_t offset,
                                 struct buf *out, struct error *e)
{
    struct span plain = text;
    enum status st;

    if (text_trim(text).len == 0) {
        if (t->keep)
            put_kept(t, text, out);
        return ST_OK;
    }
    if (t->wrapped) { /* ICU ends a sentence at each newline */
        buf_reset(&t->joined);
        buf_add(&t->joined, text);
        plain = buf_span(&t->joined);
        for (size_t i = 0; i < t->joined.len; i++)
            if (t->joined.data[i] == '\n' || t->joined.data[i] == '\r')
                t->joined.data[i] = ' ';
    }
    st = t->joined.failed ? error_nomem(e) : seg_split(t->segmenter, plain, &t->segments, e);
    if (st)
        return st;
    if (t->paragraphs && t->between && !t->keep)
        buf_addch(out, t->cli->null ? '\0' : '\n');
    t->between = true;
    for (size_t i = 0; i < t->segments.len; i++) {
        const struct segment *g = &t->segments.v[i];
        if (t->keep)
            put_kept(t, span_cut(text, g->start, g->end), out);
        else
            put_segment(t, g, text, offset, out);
    }
    return buf_status(out, e);
}

/* The end of the paragraph that begins at `at`: behind its newline, or with --wrapped behind the
 * line breaks that end it. */
static size_t paragraph_end(const struct tmseg *t, struct span s, size_t at)
{
    while (at < s.len) {
        const char *lf = memchr(s.ptr + at, '\n', s.len - at);
        size_t next = lf ? (size_t)(lf - s.ptr) + 1 : s.len, ahead = next;
        if (!lf || !t->wrapped)
            return next;
        while (ahead < s.len && strchr(" \t\r", s.ptr[ahead]) && s.ptr[ahead])
            ahead++;
        if (ahead >= s.len || s.ptr[ahead] == '\n')
            return next;
        at = next;
    }
    return at;
}

/* Write a unit of input: some paragraphs. */
static enum status put_unit(struct tmseg *t, struct span s, uint64_t offset, struct buf *out,
                            struct error *e)
{
    enum status st = ST_OK;

    for (size_t at = 0, end; !st && at < s.len; at = end) {
        end = paragraph_end(t, s, at);
        st = put_paragraph(t, span_cut(s, at, end), offset + at, out, e);
    }
    return st;
}

/* Learn from what is held, and write it. */
static enum status put_held(struct tmseg *t, struct buf *out, struct error *e)
{
    struct span text = buf_span(&t->held);
    enum status st = buf_status(&t->held, e);

    if (!st)
        st = seg_learn(t->segmenter, text, e);
    for (size_t i = 0, at = 0; !st && i < t->ends.len; at = t->ends.v[i++])
        st = put_unit(t, span_cut(text, at, t->ends.v[i]), t->held_at + at, out, e);
    buf_reset(&t->held);
    vec_clear(&t->ends);
    t->learnt = true;
    return st;
}

static enum status hold(struct tmseg *t, struct span s, uint64_t offset, struct error *e)
{
    if (t->ends.len == 0)
        t->held_at = offset;
    buf_add(&t->held, s);
    return vec_push(&t->ends, t->held.len) ? buf_status(&t->held, e) : error_nomem(e);
}

/* The end of a document, or of what can be read of it. */
static enum status finish(void *state, struct buf *out, struct error *e)
{
    struct tmseg *t = state;
    enum status st = t->learnt ? ST_OK : put_held(t, out, e);

    if (t->pending)
        buf_addch(out, '\0');
    t->pending = t->learnt = false;
    return st ? st : buf_status(out, e);
}

static enum status chunk(void *state, const struct filter_input *in, struct buf *out,
                         struct error *e)
{
    struct tmseg *t = state;
    struct span s = in->text;
    bool ended = t->cli->null && s.len && s.ptr[s.len - 1] == '\0';
    enum status st;

    if (ended)
        s.len--;
    st = t->learnt ? put_unit(t, s, in->offset, out, e) : hold(t, s, in->offset, e);
    if (!st && !t->learnt && t->held.len >= LEARN_FROM)
        st = put_held(t, out, e);
    if (!st && (ended || t->cli->line_buffered))
        st = finish(t, out, e);
    return st;
}

static enum status begin(void *state, const char *name UNUSED, struct error *e UNUSED)
{
    struct tmseg *t = state;

    t->between = false;
    return ST_OK;
}

static enum status open_bundled(struct tmseg *t, struct error *e)
{
    bool found;
    enum status st = langdata_segment_rules(&t->rules, t->lang, &found, e);

    if (!st)
        st = seg_open(&t->segmenter, t->lang, &t->rules, e);
    if (!st && !found && t->cli->verbose)
        diag_message(_("no rules for \"%s\": general rules only"), t->lang);
    return st;
}

static enum status open_srx(struct tmseg *t, struct error *e)
{
    struct buf bytes = BUF_INIT;
    enum status st = file_read(t->srx_file, &bytes, e);

    if (!st)
        st = srx_parse(&t->srx, buf_span(&bytes), t->srx_file, e);
    if (!st)
        st = seg_open_srx(&t->segmenter, t->lang, &t->srx, e);
    buf_free(&bytes);
    return st;
}

static int run(struct cli *c, struct tmseg *t)
{
    struct filter filter = {.unit = READ_LINE, .keep_terminator = true, .begin = begin,
                            .chunk = chunk, .end = finish, .broken = finish};
    struct error e = {0};

    t->cli = c;
    if (!t->lang)
        t->lang = settings_get(c, "lang");
    if (!t->lang)
        return cli_usage(c, _("which language? Give it with -l LANG, such as -l kk"));
    if (t->keep && !c->null)
        return cli_usage(c, _("--keep needs -z: kept line breaks would be taken for ends"));
    if (t->keep && (t->offsets || t->rule_names || t->paragraphs))
        return cli_usage(c, _("--keep writes the text alone: no --offsets, --rule-names or "
                              "--paragraphs with it"));
    if (t->srx_file ? open_srx(t, &e) : open_bundled(t, &e))
        return cli_fail(c, &e);
    if (t->wrapped)
        filter.unit = READ_PARAGRAPH;
    return filter_run(c, &filter, t);
}

static const struct cli_program program = {
    .name = "tmseg",
    .purpose = N_("Split text into sentences (translation segments), one a line."),
    .usage = "tmseg -l LANG [OPTION]... [FILE]...",
    .examples = N_("tmseg -l kk speech.txt                     one sentence a line\n"
                   "tmseg -l en --wrapped --paragraphs mail    lines are wrapped\n"
                   "tmseg -l ru --offsets --rule-names a.txt   where and why\n"
                   "tmseg -l en --srx=house.srx a.txt          rules of a file\n"
                   "tmseg -l kk --keep -z a.txt | tr -d '\\0'   gives a.txt back"),
    .options = options,
    .features = CLI_OUTPUT | CLI_NULL | CLI_LINES | CLI_INVALID | CLI_FILES | CLI_STDIN,
    .handle = handle,
};

int main(int argc, char **argv)
{
    struct tmseg t = {.rules = SEG_RULES_INIT};
    struct cli c;
    int rc = cli_start(&c, &program, argc, argv, &t);

    if (rc >= 0)
        return rc;
    rc = cli_end(&c, run(&c, &t));
    seg_close(t.segmenter);
    seg_rules_free(&t.rules);
    srx_free(&t.srx);
    vec_free(&t.segments);
    vec_free(&t.ends);
    buf_free(&t.held);
    buf_free(&t.joined);
    return rc;
}
