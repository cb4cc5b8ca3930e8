/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A preloaded malloc that fails at the n-th call: TILMACH_OOM_AT=n, and from then on with
 * TILMACH_OOM_MODE=from.  The number of calls is written to the file TILMACH_OOM_COUNT at exit.
 *
 * Calls from some libraries are not counted, because they do not survive: Hunspell and the C++ run
 * time end the program, ICU 72 locks itself out in Locale::getDefault, librec 1.9 follows NULL.  With
 * TILMACH_OOM_ONLY=program calls from the program itself are counted and no others (librec's strdup
 * cannot be told from ours).
 */
#define _GNU_SOURCE 1
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

static unsigned long calls, fail_at;
static bool from_then_on, ready, only_program;
enum { MAX_EXEMPT = 128 };
static struct { uintptr_t low, high; } exempt[MAX_EXEMPT];
static int n_exempt;

static bool is_exempt(const char *library)
{
    if (only_program)
        return *library != '\0'; /* the program itself has no name here */
    static const char *const names[] = {"libstdc++", "libhunspell", "libicu", "librec", "ld-linux"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strstr(library, names[i]))
            return true;
    }
    return false;
}

static int note_library(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    if (!is_exempt(info->dlpi_name))
        return 0;
    for (int i = 0; i < info->dlpi_phnum && n_exempt < MAX_EXEMPT; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD || !(info->dlpi_phdr[i].p_flags & PF_X))
            continue;
        exempt[n_exempt].low = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        exempt[n_exempt].high = exempt[n_exempt].low + info->dlpi_phdr[i].p_memsz;
        n_exempt++;
    }
    return 0;
}

static void __attribute__((constructor)) start(void)
{
    const char *at = getenv("TILMACH_OOM_AT"), *mode = getenv("TILMACH_OOM_MODE");

    only_program = getenv("TILMACH_OOM_ONLY") != NULL;
    dl_iterate_phdr(note_library, NULL);
    fail_at = at ? strtoul(at, NULL, 10) : 0;
    from_then_on = mode && strcmp(mode, "from") == 0;
    ready = true;
}

static void __attribute__((destructor)) stop(void)
{
    const char *path = getenv("TILMACH_OOM_COUNT");
    char text[32];
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;

    if (fd >= 0) {
        int n = snprintf(text, sizeof text, "%lu\n", calls);
        if (write(fd, text, (size_t)n) != n)
            _exit(99);
        close(fd);
    }
}

static bool fails(const void *caller)
{
    uintptr_t from = (uintptr_t)caller;

    if (!ready)
        return false;
    for (int i = 0; i < n_exempt; i++) {
        if (from >= exempt[i].low && from < exempt[i].high)
            return false;
    }
    calls++;
    if (!fail_at || (from_then_on ? calls < fail_at : calls != fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(p, size);
}
