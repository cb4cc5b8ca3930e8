/* SPDX-License-Identifier: GPL-3.0-or-later */
#define XML_DTD 1 /* or expat.h does not declare its limits on entities */
#include "interchange/tmx_parse.h"
#include "interchange/xmlin.h"

#include <stdlib.h>

static int XMLCALL on_encoding(void *data, const char *name, XML_Encoding *info)
{
    struct tmx_reader *r = data;
    struct error e;

    if (xmlin_encoding(name, info, r->in.name, &e) == ST_OK)
        return XML_STATUS_OK;
    if (!r->error.code)
        r->error = e;
    return XML_STATUS_ERROR;
}

/* Running the parser */

/* The next bytes for the parser; none at the end. */
static enum status next_bytes(struct tmx_reader *r, struct span *out, struct error *e)
{
    enum status st;

    if (!r->from_bytes) {
        st = reader_peek(&r->in, 1, out, e);
        if (!st && out->len > 1 << 20)
            out->len = 1 << 20;
        return st;
    }
    *out = span_cut(r->bytes, 0, r->step ? r->step : 1 << 20);
    r->bytes = span_from(r->bytes, out->len);
    r->in.offset += out->len;
    return ST_OK;
}

static const char *const element_names[] = {
    "", "tmx", "header", "body", "tu", "tuv", "seg", "prop", "note", "ude", "seg", "seg", "",
};

static const char *innermost(const struct tmx_reader *r)
{
    unsigned d = r->depth;

    while (d > 1 && !*element_names[r->stack[d - 1]])
        d--;
    return element_names[r->stack[d - 1]];
}

static bool is_cut_off(enum XML_Error code)
{
    return code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
           code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

/* What to tell about an error of expat. */
static enum status explain(struct tmx_reader *r, struct error *e)
{
    enum XML_Error code = XML_GetErrorCode(r->parser);
    uint64_t line = XML_GetCurrentLineNumber(r->parser);

    if (r->error.code) {
        if (e)
            *e = r->error;
        return r->error.code;
    }
    if (r->finished && r->depth && is_cut_off(code))
        return error_at(e, ST_SYNTAX, r->in.name, line, 0,
                        _("the file ends inside <%s>: it is cut off; get a whole copy"),
                        innermost(r));
    if (r->finished && is_cut_off(code))
        return error_at(e, ST_SYNTAX, r->in.name, line, 0, "%s",
                        _("no TMX: the file is empty or ends before <tmx>"));
    return xmlin_explain(r->parser, r->in.name, e);
}

/* Parse until a handler pauses or the file ends; *paused tells which. */
static enum status run(struct tmx_reader *r, bool *paused, struct error *e)
{
    *paused = false;
    for (;;) {
        enum XML_Status rc;
        struct span s;

        if (r->suspended) {
            r->suspended = false;
            rc = XML_ResumeParser(r->parser);
        } else if (r->finished) {
            return ST_OK;
        } else {
            enum status st = next_bytes(r, &s, e);
            if (st)
                return st;
            r->finished = s.len == 0;
            rc = XML_Parse(r->parser, s.ptr, (int)s.len, r->finished);
            if (!r->from_bytes && s.len)
                reader_skip(&r->in, s.len);
        }
        if (rc == XML_STATUS_ERROR || r->error.code)
            return explain(r, e);
        if (rc == XML_STATUS_SUSPENDED) {
            *paused = true;
            return ST_OK;
        }
    }
}

static enum status prepare(struct tmx_reader *r, struct error *e)
{
    bool paused;
    enum status st;

    r->parser = XML_ParserCreate(NULL);
    if (!r->parser)
        return error_nomem(e);
    r->limit = TMX_LIMIT;
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, tmx_on_start, tmx_on_end);
    XML_SetCharacterDataHandler(r->parser, tmx_on_text);
    XML_SetSkippedEntityHandler(r->parser, tmx_on_skipped);
    XML_SetUnknownEncodingHandler(r->parser, on_encoding, r);
    st = run(r, &paused, e);
    if (!st && !r->seen_header)
        st = error_at(e, ST_SYNTAX, r->in.name, XML_GetCurrentLineNumber(r->parser), 0, "%s",
                      _("no <body> in this TMX file"));
    return st;
}

/* `in` or `bytes` is where the text comes from; both are taken over. */
static enum status open_common(struct tmx_reader **out, struct reader in, struct span bytes,
                               size_t step, struct error *e)
{
    struct tmx_reader *r = calloc(1, sizeof *r);
    enum status st;

    *out = NULL;
    if (!r) {
        reader_close(&in);
        return error_nomem(e);
    }
    r->in = in;
    r->bytes = bytes;
    r->step = step;
    r->from_bytes = bytes.ptr != NULL;
    r->header_infos = &r->header.infos;
    r->header.srclang = r->header.version = r->header.udes = span_of("", 0);
    st = prepare(r, e);
    if (st) {
        tmx_close(r);
        return st;
    }
    *out = r;
    return ST_OK;
}

enum status tmx_open_reader(struct tmx_reader **out, struct reader *in, struct error *e)
{
    struct reader taken = *in;

    *in = (struct reader){.fd = -1, .name = taken.name};
    return open_common(out, taken, span_of(NULL, 0), 0, e);
}

enum status tmx_open_bytes(struct tmx_reader **out, struct span bytes, size_t step,
                           struct error *e)
{
    struct reader none = {.fd = -1, .name = "-"};

    return open_common(out, none, span_of(bytes.ptr ? bytes.ptr : "", bytes.len), step, e);
}

const struct tmx_header *tmx_header(const struct tmx_reader *r)
{
    return &r->header;
}

int tmx_next(struct tmx_reader *r, const struct tmx_unit **unit, struct error *e)
{
    bool paused;

    r->at_unit = false;
    if (run(r, &paused, e))
        return -1;
    *unit = &r->unit;
    return r->at_unit;
}

uint64_t tmx_offset(const struct tmx_reader *r)
{
    return r->in.offset;
}

void tmx_close(struct tmx_reader *r)
{
    if (!r)
        return;
    if (r->parser)
        XML_ParserFree(r->parser);
    reader_close(&r->in);
    arena_free(&r->lasting);
    arena_free(&r->arena);
    buf_free(&r->text);
    buf_free(&r->markup);
    buf_free(&r->udes);
    free(r);
}

void tmx_set_limit(struct tmx_reader *r, size_t bytes)
{
    r->limit = bytes;
    if (bytes > TMX_LIMIT) /* below, expat's own measure is right */
        XML_SetBillionLaughsAttackProtectionActivationThreshold(r->parser, bytes);
}
