/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translit/detect.h"

#include "text/norm.h"

enum { FIRST = 0x400, COUNT = 0x130 };

#define RU "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

static const struct {
    const char *language, *letters;
} alphabets[] = {
    {"ru", RU},
    {"kk", RU "әғқңөұүһі"},
    {"uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"},
    {"ky", RU "ңөү"},
    {"be", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"},
    {"bg", "абвгдежзийклмнопрстуфхцчшщъьюя"},
    {"sr", "абвгдђежзијклљмнњопрстћуфхцчџш"},
    {"mk", "абвгдѓежзѕијклљмнњопрстќуфхцчџш"},
    {"uz", "абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳ"},
    {"tg", "абвгдеёжзийклмнопрстуфхчшъэюяғӣқӯҳҷ"},
    {"tt", RU "әөүҗңһ"},
    {"mn", RU "өү"},
    {"tk", RU "әөүҗң"},
};

/* Letters in lower case, й and ё and ї as their base letters when they come decomposed. */
static size_t count_letters(struct span text, size_t counts[COUNT])
{
    size_t total = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);

        if (c < FIRST || c >= FIRST + COUNT || !char_is_letter(c))
            continue;
        counts[char_lower(c) - FIRST]++;
        total++;
    }
    return total;
}

static size_t known(const size_t counts[COUNT], const char *alphabet)
{
    struct span letters = span_str(alphabet);
    size_t n = 0;

    for (size_t at = 0; at < letters.len;)
        n += counts[utf8_next(letters, &at) - FIRST];
    return n;
}

const char *detect_cyrillic(struct span text)
{
    size_t counts[COUNT] = {0}, total = count_letters(text, counts), best = 0, most = 0;

    if (total == 0)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(alphabets); i++) {
        size_t n = known(counts, alphabets[i].letters);

        if (n > most) {
            most = n;
            best = i;
        }
    }
    /* Kazakh words hardly do without these */
    if (best == 1 && total >= 16 && known(counts, "әғқұһі") == 0)
        return "ky";
    if (best == 0 && known(counts, "ъ") * 125 > total && known(counts, "ыэё") == 0)
        return "bg";
    return alphabets[best].language;
}
