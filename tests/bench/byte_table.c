/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ceiling for xlit: a loop that reads blocks, replaces each character of one or two bytes by what
 * a table has for it, with no context, no check and no rule, and writes the result.
 *
 *     byte_table copy|table <IN >OUT
 *
 * `copy` only reads and writes.  The table romanizes Russian and Kazakh letters one by one.
 */
#include "base/compat.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct entry {
    char bytes[7];
    unsigned char len;
};

/* By the first byte and the low bits of the second. */
static struct entry table[256][64];

static void fill(void)
{
    static const char letters[] =
        "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ";
    static const char *const latin[] = {
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "”", "y", "’", "e", "yu", "ya", "A", "B", "V",
        "G", "D", "E", "Zh", "Z", "I", "Y", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "F",
        "Kh", "Ts", "Ch", "Sh", "Shch", "”", "Y", "’", "E", "Yu", "Ya", "ë", "Ë", "ä", "gh", "q",
        "ng", "ö", "u", "ü", "h", "i", "Ä", "Gh", "Q", "Ng", "Ö", "U", "Ü", "H", "I",
    };

    for (unsigned c = 0; c < 256; c++)
        for (unsigned d = 0; d < 64; d++) {
            table[c][d].bytes[0] = (char)c;
            table[c][d].bytes[1] = (char)(c < 0x80 ? 0 : 0x80 | d);
            table[c][d].len = c < 0x80 ? 1 : 2;
        }
    for (size_t i = 0; i < COUNT_OF(latin); i++) {
        const unsigned char *at = (const unsigned char *)letters + 2 * i;
        struct entry *e = &table[at[0]][at[1] & 63];

        e->len = (unsigned char)strlen(latin[i]);
        memcpy(e->bytes, latin[i], e->len);
    }
}

/* Bytes written; a character that is cut at the end of the block is left for the next, *left bytes. */
static size_t convert(const unsigned char *in, size_t n, char *out, size_t *left)
{
    const unsigned char *p = in, *end = in + n;
    char *w = out;

    while (p < end && (*p < 0x80 || end - p > 1)) {
        const struct entry *e = &table[*p][p[1] & 63];

        memcpy(w, e, sizeof *e);
        w += e->len;
        p += 1 + (*p >> 7);
    }
    *left = (size_t)(end - p);
    return (size_t)(w - out);
}

int main(int argc, char **argv)
{
    static unsigned char in[BLOCK + 8];
    static char out[8 * BLOCK];
    const bool copy = argc > 1 && strcmp(argv[1], "copy") == 0;
    size_t left = 0;
    ssize_t n;

    fill();
    while ((n = read(0, in + left, BLOCK - left)) > 0) {
        size_t all = left + (size_t)n, made;

        left = 0;
        made = copy ? all : convert(in, all, out, &left);
        if (write(1, copy ? (const char *)in : out, made) != (ssize_t)made)
            return 1;
        memmove(in, in + all - left, left);
    }
    return n < 0 || argc < 2;
}
