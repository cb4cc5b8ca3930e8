/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tmem qa: checking the translations of bilingual files. */
#include "tools/tmem.h"

#include "interchange/finding.h"
#include "interchange/tbx.h"
#include "memory/qa.h"
#include "memory/terms.h"
#include "tools/bilingual.h"
#include "tools/pairfile.h"
#include "tools/textfile.h"
#include "translit/tongue.h"

#include <stdio.h>

struct checking {
    struct cli *c;
    struct tmem *t;
    struct qa_options options;
    struct qa *qa;               /* opened at the first pair, whose languages tell which names */
    struct tongue *tongue;
    struct terms *terms;
    struct tm_direction named;   /* languages of the names */
    struct buf row;
    unsigned fail_on;            /* kinds */
    enum finding_format format;
    uint64_t pairs, counts[QA_ERROR + 1];
    bool failed;                 /* one of `fail_on` was found */
};

static const char *other_language(void *context, struct span text, struct span lang)
{
    struct checking *k = context;
    struct lang_tag tag;

    return lang_parse(lang, &tag) ? tongue_other(k->tongue, text, &tag) : NULL;
}

/* --- glossary --- */

static enum status add_pair(void *context, struct span source, struct span target,
                            struct error *e)
{
    return terms_add(context, source, target, e);
}

/* Every term of the source language with every one of the target; what is not to be used is left
 * out. */
static enum status add_concept(struct checking *k, const struct tbx_concept *c, struct error *e)
{
    const struct tm_direction *d = tmem_pair(k->t);
    struct lang_tag a, b;
    enum status st = ST_OK;

    for (size_t i = 0; i < c->n_terms; i++) {
        const struct tbx_entry_term *from = &c->terms[i];

        if (!lang_parse(from->lang, &a) || !lang_match(&d->source, &a))
            continue;
        for (size_t n = 0; !st && n < c->n_terms; n++) {
            const struct tbx_entry_term *to = &c->terms[n];

            if (n != i && to->status != TBX_DEPRECATED && to->status != TBX_SUPERSEDED &&
                lang_parse(to->lang, &b) && lang_match(&d->target, &b))
                st = terms_add(k->terms, from->text, to->text, e);
        }
    }
    return st;
}

static enum status read_tbx(struct checking *k, struct span bytes, struct error *e)
{
    const struct tbx_concept *concept;
    struct tbx_reader *r;
    enum status st = tbx_open(&r, bytes, k->t->glossary, e);
    int got = 0;

    while (!st && (got = tbx_next(r, &concept, e)) > 0)
        st = add_concept(k, concept, e);
    tbx_close(r);
    return st ? st : got < 0 ? e->code : ST_OK;
}

static enum status read_glossary(struct checking *k, struct error *e)
{
    struct buf text = BUF_INIT;
    enum status st = terms_new(&k->terms, e);

    if (!st)
        st = textfile_read(k->c, k->t->glossary, &text, e);
    if (!st && tbx_looks_like(buf_span(&text))) {
        if (!tmem_pair(k->t))
            st = error_at(e, ST_USAGE, k->t->glossary, 0, 0, "%s",
                          _("a TBX glossary has many languages: give -s LANG and -t LANG"));
        else
            st = read_tbx(k, buf_span(&text), e);
    } else if (!st) {
        st = pairfile_each(k->c, k->t->glossary, add_pair, k->terms, e);
    }
    buf_free(&text);
    return st;
}

/* --- findings --- */

static enum status report(void *context, const struct qa_pair *p, enum qa_kind kind,
                          struct span message, struct error *e)
{
    static const enum finding_level levels[] = {
        [QA_NOTE] = FINDING_NOTE, [QA_WARNING] = FINDING_WARNING, [QA_ERROR] = FINDING_ERROR,
    };
    struct checking *k = context;
    uint64_t before = k->counts[QA_NOTE] + k->counts[QA_WARNING] + k->counts[QA_ERROR];
    const struct finding f = {.file = p->file, .line = p->line, .check = qa_kind_name(kind),
                              .level = levels[qa_kind_severity(kind)], .message = message,
                              .source = p->source, .target = p->target};

    k->counts[qa_kind_severity(kind)]++;
    k->failed = k->failed || k->fail_on >> kind & 1;
    if (k->c->quiet)
        return ST_OK;
    buf_reset(&k->row);
    finding_write(&k->row, k->format, &f, before == 0);
    writer_put(cli_out(k->c), buf_span(&k->row));
    return buf_status(&k->row, e);
}

/* --- pairs --- */

/* The names of the languages of the first pair. */
static enum status open_names(struct checking *k, const struct qa_pair *first, struct error *e)
{
    struct tmem *t = k->t;
    enum status st;

    if (!lang_parse(first->source_lang, &k->named.source) ||
        !lang_parse(first->target_lang, &k->named.target))
        return ST_OK;
    t->names.exact = false;
    st = tmem_names_for(k->c, t, &k->named, &t->names, &t->mode.languages, e);
    k->options.names = t->mode.languages;
    k->options.authority = t->names.authority;
    return st;
}

static enum status open_qa(struct checking *k, const struct qa_pair *first, struct error *e)
{
    enum status st = ST_OK;

    if (k->options.kinds >> QA_NAMES & 1 && first->source_lang.len && first->target_lang.len)
        st = open_names(k, first, e);
    return st ? st : qa_open(&k->qa, &k->options, report, k, e);
}

static enum status take_pair(void *context, const struct qa_pair *in, struct error *e)
{
    struct checking *k = context;
    struct qa_pair p = *in;
    enum status st = ST_OK;

    if (!p.source_lang.len && k->t->source)
        p.source_lang = span_str(k->t->source);
    if (!p.target_lang.len && k->t->target)
        p.target_lang = span_str(k->t->target);
    if (!k->qa)
        st = open_qa(k, &p, e);
    k->pairs++;
    return st ? st : qa_check(k->qa, &p, e);
}

static int parse_kinds(struct cli *c, const char *list, unsigned *set)
{
    struct span bad;

    if (!list || qa_kinds_parse(span_str(list), set, &bad))
        return EXIT_DONE;
    return cli_usage(c, _("there is no kind “%.*s”; there are: error, warning, note, untranslated, "
                          "same, language, control, format, tags, numbers, names, terms, "
                          "inconsistent, same-target, spaces, quotes, brackets, punctuation, "
                          "accelerator"), SPAN_ARG(bad));
}

static int choose(struct checking *k)
{
    unsigned without = 0;
    int rc;

    k->options.kinds = ((1u << QA_KINDS) - 1) & ~(1u << QA_SAME_TARGET);
    rc = parse_kinds(k->c, k->t->only, &k->options.kinds);
    if (!rc)
        rc = parse_kinds(k->c, k->t->ignore, &without);
    if (!rc)
        rc = parse_kinds(k->c, k->t->fail_on ? k->t->fail_on : "error,warning", &k->fail_on);
    k->options.kinds &= ~without;
    return rc;
}

static int choose_format(struct checking *k)
{
    static const char *const names[] = {
        [FINDING_TEXT] = "text", [FINDING_JSON] = "json", [FINDING_TSV] = "tsv",
        [FINDING_GITHUB] = "github", [FINDING_SARIF] = "sarif",
    };

    k->format = FINDING_TEXT;
    if (!k->c->format_given)
        return EXIT_DONE;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (strcmp(k->c->format, names[i]) == 0) {
            k->format = (enum finding_format)i;
            return EXIT_DONE;
        }
    }
    return cli_usage(k->c, _("%s writes %s"), "qa", "text, json, tsv, sarif, github");
}

static void put_frame(struct checking *k, bool begin)
{
    if (k->c->quiet)
        return;
    buf_reset(&k->row);
    if (begin)
        finding_begin(&k->row, k->format, PACKAGE_NAME, PACKAGE_VERSION);
    else
        finding_end(&k->row, k->format);
    writer_put(cli_out(k->c), buf_span(&k->row));
}

static int check_files(struct checking *k)
{
    struct cli *c = k->c;
    struct error e = {0};

    put_frame(k, true);
    for (size_t i = 0; i < c->n_files; i++) {
        if (bilingual_each(c, c->files[i], tmem_pair(k->t), take_pair, k, &e)) {
            error_locate(&e, cli_display_name(c, c->files[i]), 0);
            cli_fail(c, &e);
        }
    }
    put_frame(k, false);
    if (!c->quiet)
        diag_message(_("pairs: %llu, errors: %llu, warnings: %llu, notes: %llu"),
                     (unsigned long long)k->pairs, (unsigned long long)k->counts[QA_ERROR],
                     (unsigned long long)k->counts[QA_WARNING],
                     (unsigned long long)k->counts[QA_NOTE]);
    return k->failed ? EXIT_NEGATIVE : EXIT_DONE;
}

int tmem_qa(struct cli *c)
{
    struct tmem *t = c->state;
    struct checking k = {.c = c, .t = t};
    struct error e = {0};
    int rc = choose_format(&k);

    if (!rc)
        rc = tmem_direction(c, t, true);
    if (!rc)
        rc = choose(&k);
    if (!rc && (tongue_open(&k.tongue, &e) || (t->glossary && read_glossary(&k, &e))))
        rc = cli_fail(c, &e);
    k.options.other_language = other_language;
    k.options.language_context = &k;
    k.options.terms = k.terms;
    if (!rc)
        rc = check_files(&k);
    qa_free(k.qa);
    terms_free(k.terms);
    tongue_free(k.tongue);
    buf_free(&k.row);
    return rc;
}
