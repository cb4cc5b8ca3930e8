/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/words.h"
#include "text/langtag.h"

static const struct page_words languages[] = {
    {
        .lang = "en",
        .title = "Concordance",
        .phrase = "Phrase",
        .source = "Source language",
        .target = "Target language",
        .search = "Search",
        .origin = "Origin",
        .found = "Found:",
        .shown = "shown:",
        .previous = "Previous page",
        .next = "Next page",
        .nothing = "Nothing found.",
        .empty = "The memory holds no texts in two languages yet.",
        .same = "Choose two different languages.",
        .too_long = "The phrase is too long.",
        .unavailable = "The memory cannot be read now.",
    },
    {
        .lang = "kk",
        .title = "Конкорданс",
        .phrase = "Сөз тіркесі",
        .source = "Түпнұсқа тілі",
        .target = "Аударма тілі",
        .search = "Іздеу",
        .origin = "Дереккөз",
        .found = "Табылды:",
        .shown = "көрсетілді:",
        .previous = "Алдыңғы бет",
        .next = "Келесі бет",
        .nothing = "Ештеңе табылмады.",
        .empty = "Жадта әзірге екі тілдегі мәтін жоқ.",
        .same = "Екі түрлі тіл таңдаңыз.",
        .too_long = "Сөз тіркесі тым ұзын.",
        .unavailable = "Қазір жадты оқу мүмкін емес.",
    },
    {
        .lang = "ru",
        .title = "Конкорданс",
        .phrase = "Фраза",
        .source = "Язык оригинала",
        .target = "Язык перевода",
        .search = "Найти",
        .origin = "Источник",
        .found = "Найдено:",
        .shown = "показаны:",
        .previous = "Предыдущая страница",
        .next = "Следующая страница",
        .nothing = "Ничего не найдено.",
        .empty = "В памяти ещё нет текстов на двух языках.",
        .same = "Выберите два разных языка.",
        .too_long = "Фраза слишком длинная.",
        .unavailable = "Сейчас память нельзя прочитать.",
    },
};

static const struct page_words *words_of(struct span tag)
{
    struct lang_tag wanted;

    if (!lang_parse(tag, &wanted))
        return NULL;
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        if (strcmp(languages[i].lang, wanted.language) == 0)
            return &languages[i];
    }
    return NULL;
}

/* The weight of "kk;q=0.8" in thousandths; 1000 where none is named. */
static unsigned weight_of(struct span parameters)
{
    ptrdiff_t at = parameters.ptr ? span_find(parameters, span_str("q="), 0) : -1;
    unsigned weight = 0, unit = 1000;

    if (at < 0)
        return 1000;
    parameters = span_from(parameters, (size_t)at + 2);
    if (parameters.len && parameters.ptr[0] == '1')
        return 1000;
    for (size_t i = 2; i < parameters.len && unit > 1; i++) {
        if (parameters.ptr[i] < '0' || parameters.ptr[i] > '9')
            break;
        unit /= 10;
        weight += (unsigned)(parameters.ptr[i] - '0') * unit;
    }
    return weight;
}

const struct page_words *page_words_for(struct span accept)
{
    const struct page_words *best = &languages[0];
    unsigned best_weight = 0;
    struct span item, tag;

    while (span_split(&accept, ',', &item)) {
        const struct page_words *w;
        unsigned weight;
        span_split(&item, ';', &tag);
        w = words_of(span_trim(tag));
        weight = weight_of(item);
        if (w && weight > best_weight) {
            best = w;
            best_weight = weight;
        }
    }
    return best;
}
