/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PO catalogues of gettext: the strings of every msgstr are a segment, but for the header (the
 * entry with an empty msgid).  Comments and obsolete entries (#~) stay.  The sign of an accelerator
 * (& or _ before a letter) is a gap in its word.  The header's Language is told with every segment.
 */
#include "interchange/doc/doc_reader.h"

#include "base/ascii.h"

struct po {
    enum { PO_OTHER, PO_ID, PO_STR } part; /* what strings on lines of their own go on with */
    bool header;                           /* no msgid that is not empty came yet in this entry */
    char lang[24];                         /* the header's Language as a tag */
};

static size_t line_end(struct span s, size_t at)
{
    const char *nl = at < s.len ? memchr(s.ptr + at, '\n', s.len - at) : NULL;

    return nl ? (size_t)(nl - s.ptr) + 1 : s.len;
}

/* How long the keyword at the beginning is, 0 for none: msgstr[1]. */
static size_t keyword_len(struct span s)
{
    static const char *const keywords[] = {"msgid_plural", "msgid", "msgstr", "msgctxt", "domain"};

    for (size_t i = 0; i < COUNT_OF(keywords); i++) {
        size_t len = strlen(keywords[i]);

        if (!span_starts(s, span_str(keywords[i])))
            continue;
        if (len < s.len && s.ptr[len] == '[')
            while (s.ptr[len] != ']' && len + 1 < s.len)
                len++;
        return len + (len < s.len && s.ptr[len] == ']');
    }
    return 0;
}

/* How long the string at the quote that begins it is; 0 where it does not end. */
static size_t string_len(struct span s)
{
    for (size_t at = 1; at < s.len; at++) {
        if (s.ptr[at] == '"')
            return at + 1;
        at += s.ptr[at] == '\\';
    }
    return 0;
}

/* What is wrong with a line: gettext takes keywords, strings and a comment, and nothing else. */
static const char *line_fault(struct span line)
{
    for (line = span_trim(line); line.len && line.ptr[0] != '#'; line = span_trim(line)) {
        bool string = line.ptr[0] == '"';
        size_t len = string ? string_len(line) : keyword_len(line);

        if (!len)
            return string ? N_("the string is not closed") : N_("neither a keyword nor a string");
        line = span_from(line, len);
    }
    return NULL;
}

/* Half of a broken catalogue is not to be rewritten as if it were whole. */
static enum status po_begin(struct doc *d, struct error *e)
{
    struct span s = d->chunk.text;
    uint64_t line = d->chunk.line;

    for (size_t at = 0, end; at < s.len; at = end, line++) {
        const char *fault = line_fault(span_cut(s, at, end = line_end(s, at)));

        if (fault)
            return error_at(e, ST_SYNTAX, NULL, line, 0, _("not a PO catalogue: %s"), _(fault));
    }
    return ST_OK;
}

/* What the escape at the backslash at `at` stands for; 0 where it is kept as written. */
static char escape_value(struct span s, size_t at)
{
    static const char names[] = "nt\"\\", values[] = "\n\t\"\\";
    const char *p = at + 1 < s.len ? memchr(names, s.ptr[at + 1], 4) : NULL;

    return p ? values[p - names] : 0;
}

static bool is_letter(struct span s, size_t at)
{
    return at < s.len && ((s.ptr[at] & 0x80) || ascii_is_letter(s.ptr[at]));
}

/* Add the string behind the quote at `at`, on a line that ends at `end`. */
static void add_string(struct doc *d, size_t at, size_t end)
{
    struct span s = d->chunk.text;
    size_t from = ++at;

    for (; at < end && s.ptr[at] != '"' && s.ptr[at] != '\n'; at++) {
        char value = s.ptr[at] == '\\' ? escape_value(s, at) : 0;
        bool accelerator = (s.ptr[at] == '&' || s.ptr[at] == '_') && is_letter(s, at + 1);

        if (!value && !accelerator) {
            at += s.ptr[at] == '\\' && at + 1 < end;
            continue;
        }
        doc_text(d, from, at);
        if (value)
            doc_escaped(d, at, at + 2, span_of(&value, 1), DOC_BACKSLASH);
        at += value != 0;
        from = at + 1;
    }
    doc_text(d, from, at > end ? end : at);
}

/* Where the string on the line at..end begins; `end` for none. */
static size_t string_on(struct span s, size_t at, size_t end)
{
    const char *p = memchr(s.ptr + at, '"', end - at);

    return p ? (size_t)(p - s.ptr) : end;
}

/* A keyword's line: what its string, and those on the next lines, belong to. */
static void note_keyword(struct po *po, struct span line, bool empty)
{
    if (span_starts(line, span_str("msgstr"))) {
        po->part = PO_STR;
    } else if (span_starts(line, span_str("msgid"))) {
        po->part = PO_ID;
        po->header = empty && !span_starts(line, span_str("msgid_plural"));
    } else {
        po->part = PO_OTHER;
    }
}

/* A line of the header, `"Language: sr@latin\n"`: the language as a tag, sr-Latn. */
static void note_language(struct po *po, struct span line)
{
    static const struct {
        const char *modifier, *script;
    } scripts[] = {{"@latin", "-Latn"}, {"@cyrillic", "-Cyrl"}, {"@arabic", "-Arab"}};
    struct span name = span_str("Language:");
    ptrdiff_t at = span_find(line, name, 0);
    size_t end = 0;

    /* no X-Source-Language: it begins the string, or follows a \\n */
    if (at < 1 || !memchr("\"n", line.ptr[at - 1], 2))
        return;
    line = span_trim(span_from(line, (size_t)at + name.len));
    while (end < line.len && !memchr("\\\" @", line.ptr[end], 4))
        end++;
    if (end + 6 > sizeof po->lang)
        return;
    memcpy(po->lang, line.ptr, end);
    po->lang[end] = '\0';
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (span_starts(span_from(line, end), span_str(scripts[i].modifier)))
            memcpy(po->lang + end, scripts[i].script, strlen(scripts[i].script) + 1);
}

/* Read a line; true where it ends the segment that was begun, and is to be read again. */
static bool read_line(struct doc *d, size_t end)
{
    struct po *po = d->state;
    struct span s = d->chunk.text, line = span_trim(span_cut(s, d->at, end));
    size_t string = string_on(s, d->at, end);
    bool empty = string + 1 >= end || s.ptr[string + 1] == '"';
    bool goes_on = line.len && line.ptr[0] == '"';

    if (!goes_on && d->text.len)
        return true;
    if (line.len && line.ptr[0] == '#')
        po->part = PO_OTHER;
    else if (!goes_on)
        note_keyword(po, line, empty);
    else if (po->part == PO_ID && !empty)
        po->header = false;
    if (po->part == PO_STR && po->header)
        note_language(po, line);
    else if (po->part == PO_STR && string < end)
        add_string(d, string, end);
    return false;
}

static int po_next(struct doc *d, struct error *e)
{
    doc_begin(d);
    d->segment.lang = span_str(((struct po *)d->state)->lang);
    while (d->at < d->chunk.text.len) {
        size_t end = line_end(d->chunk.text, d->at);

        if (read_line(d, end))
            return doc_finish(d, e);
        d->segment.lang = span_str(((struct po *)d->state)->lang);
        d->at = end;
    }
    return d->text.len ? doc_finish(d, e) : 0;
}

static void po_put(const struct doc *d, struct span text, struct buf *out)
{
    (void)d;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_adds(out, "\\n");
        else
            buf_addch(out, c);
    }
}

static const char *const extensions[] = {"po", "pot", NULL};

const struct doc_kind doc_po = {
    .name = "po",
    .extensions = extensions,
    .unit = READ_WHOLE,
    .scope = DOC_SCOPE_FILE,
    .state_size = sizeof(struct po),
    .begin = po_begin,
    .next = po_next,
    .put = po_put,
};
