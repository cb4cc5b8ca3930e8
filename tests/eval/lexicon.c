/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexicon PACK LANG <WORDS: compare what the compiled lexicon says of each word with what Hunspell
 * says.  Prints how often it is sure, and the words of which they say different things; exit 1 where
 * there are some.
 */
#include "base/diag.h"
#include "base/reader.h"
#include "names/lexicon.h"
#include "text/spell.h"

#include <stdio.h>
#include <stdlib.h>

struct counts {
    unsigned long words, yes, no, otherwise;
};

static void compare(const struct lexicon *x, struct spell *s, struct span word, struct counts *n)
{
    enum lexicon_answer answer = lexicon_check(x, word);

    n->words++;
    n->yes += answer == LEXICON_YES;
    n->no += answer == LEXICON_NO;
    if (answer == LEXICON_UNSURE || (answer == LEXICON_YES) == spell_check(s, word))
        return;
    n->otherwise++;
    printf("%.*s: Hunspell says %s\n", SPAN_ARG(word), answer == LEXICON_YES ? "no" : "yes");
}

int main(int argc, char **argv)
{
    struct lexicons *all = NULL;
    struct lexicon *x = NULL;
    struct spell *s = NULL;
    struct counts n = {0};
    struct error e = {0};
    char line[1024];
    enum status st = argc == 3 ? lexicons_open(&all, argv[1], &e) : ST_USAGE;

    diag_init("lexicon");
    if (st == ST_OK)
        st = lexicon_open(&x, all, span_str(argv[2]), &e);
    if (st == ST_OK)
        st = spell_open(&s, span_str(argv[2]), &e);
    while (st == ST_OK && fgets(line, sizeof line, stdin))
        compare(x, s, span_of(line, strcspn(line, "\n")), &n);
    if (st == ST_OK)
        printf("%s: %lu words, %lu yes, %lu no, %lu unsure; %lu otherwise than Hunspell\n", argv[2],
               n.words, n.yes, n.no, n.words - n.yes - n.no, n.otherwise);
    else
        diag_error(&e);
    spell_close(s);
    lexicon_close(x);
    lexicons_close(all);
    return st != ST_OK ? 2 : n.otherwise > 0;
}
