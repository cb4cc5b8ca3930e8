/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PO catalogues as GNU gettext sees them.  libgettextpo reads files only, so the bytes are given to
 * it as an anonymous one; it tells errors to functions that know no context and, when it gives up,
 * wants them not to return.
 */
#include "interchange/bifile_inside.h"

#include <gettext-po.h>
#include <setjmp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
/* What the library does not free, after an error and in converting charsets, is no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libgettextpo";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

static _Thread_local struct {
    jmp_buf out;
    const char *name;
    struct error *e;
    enum status st;
} trouble;

static void on_error(int severity, po_message_t message UNUSED, const char *filename UNUSED,
                     size_t line, size_t column UNUSED, int lines UNUSED, const char *text)
{
    struct span first = span_trim(span_str(text));

    if (severity != PO_SEVERITY_WARNING && !trouble.st)
        trouble.st = error_at(trouble.e, ST_SYNTAX, trouble.name, line == (size_t)-1 ? 0 : line, 0,
                              _("gettext refuses this catalogue: %.*s"), SPAN_ARG(first));
    if (severity == PO_SEVERITY_FATAL_ERROR)
        longjmp(trouble.out, 1);
}

static void on_error_pair(int severity, po_message_t message1, const char *filename1, size_t line1,
                          size_t column1, int lines1, const char *text1,
                          po_message_t message2 UNUSED, const char *filename2 UNUSED,
                          size_t line2 UNUSED, size_t column2 UNUSED, int lines2 UNUSED,
                          const char *text2 UNUSED)
{
    on_error(severity, message1, filename1, line1, column1, lines1, text1);
}

static size_t count_messages(po_file_t file)
{
    size_t n = 0;

    for (const char *const *domain = po_file_domains(file); *domain; domain++) {
        po_message_iterator_t it = po_message_iterator(file, *domain);
        while (po_next_message(it))
            n++;
        po_message_iterator_free(it);
    }
    return n;
}

static void read_catalogue(const char *path, size_t *count, struct error *e)
{
    static const struct po_xerror_handler handler = {on_error, on_error_pair};
    po_file_t file;

    if (setjmp(trouble.out))
        return;
    file = po_file_read(path, &handler);
    if (!file) {
        trouble.st = error_sys(e, path);
        return;
    }
    *count = count_messages(file);
    po_file_free(file);
}

static bool write_all(int fd, struct span s)
{
    while (s.len) {
        ssize_t n = write(fd, s.ptr, s.len);
        if (n < 0)
            return false;
        s = span_from(s, (size_t)n);
    }
    return true;
}

enum status po_check(struct span bytes, const char *name, size_t *count, struct error *e)
{
    char path[40];
    int fd = memfd_create("catalogue", MFD_CLOEXEC);

    *count = 0;
    trouble.name = name;
    trouble.e = e;
    trouble.st = ST_OK;
    if (fd < 0)
        return error_sys(e, name);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    if (write_all(fd, bytes))
        read_catalogue(path, count, e);
    else
        trouble.st = error_sys(e, name);
    close(fd);
    return trouble.st;
}

static void fill(po_message_t message, const struct bi_unit *u, const struct bi_put *targets,
                 struct arena *a)
{
    const char *format = arena_strdup(a, u->format);

    po_message_set_msgid(message, u->source.text.ptr);
    if (u->plural.text.ptr)
        po_message_set_msgid_plural(message, u->plural.text.ptr);
    for (size_t i = 0; i < u->n_targets; i++) {
        const char *text = arena_strdup(a, targets[i].text);
        if (u->plural.text.ptr && text)
            po_message_set_msgstr_plural(message, (int)i, text);
        else if (text)
            po_message_set_msgstr(message, text);
    }
    if (format)
        po_message_set_format(message, format, 1);
}

bool po_format_fits(const struct bi_unit *u, const struct bi_put *targets)
{
    static const struct po_xerror_handler handler = {on_error, on_error_pair};
    struct arena a = ARENA_INIT;
    po_file_t file;
    po_message_iterator_t it;
    po_message_t message;

    if (!u->format.len)
        return true;
    file = po_file_create();
    it = po_message_iterator(file, NULL);
    message = po_message_create();
    trouble.name = "";
    trouble.e = NULL;
    trouble.st = ST_OK;
    fill(message, u, targets, &a);
    po_message_insert(it, message);
    if (!setjmp(trouble.out))
        po_message_check_format(message, &handler);
    po_message_iterator_free(it);
    po_file_free(file);
    arena_free(&a);
    return trouble.st == ST_OK;
}
