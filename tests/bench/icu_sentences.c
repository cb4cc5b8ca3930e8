/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The peer of tmseg: the sentence boundaries of ICU as they are, and nothing else.
 *
 *     icu_sentences LANG <TEXT
 *
 * Each line is a paragraph, each sentence goes to a line of its own, without its white space.
 */
#include "base/compat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static void put(const char *text, size_t from, size_t to)
{
    while (from < to && strchr(" \t\r\n", text[from]))
        from++;
    while (to > from && strchr(" \t\r\n", text[to - 1]))
        to--;
    if (to > from) {
        fwrite(text + from, 1, to - from, stdout);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    UErrorCode code = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    UBreakIterator *breaks = argc > 1 ? ubrk_open(UBRK_SENTENCE, argv[1], NULL, 0, &code) : NULL;
    char *line = NULL;
    size_t size = 0;
    ssize_t len;

    if (!breaks)
        return 2;
    while ((len = getline(&line, &size, stdin)) > 0) {
        int32_t from, to;
        utext_openUTF8(&text, line, len, &code);
        ubrk_setUText(breaks, &text, &code);
        if (U_FAILURE(code))
            return 2;
        for (from = ubrk_first(breaks); (to = ubrk_next(breaks)) != UBRK_DONE; from = to)
            put(line, (size_t)from, (size_t)to);
    }
    free(line);
    utext_close(&text);
    ubrk_close(breaks);
    return ferror(stdin) || fflush(stdout) ? 2 : 0;
}
