/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Private to the finder, which is made of
 *
 *     find.c       opening, running over a text, choosing among overlapping candidates
 *     look.c       what a text tells by itself, perhaps ahead of time
 *     language.c   which paragraph is in which language
 *     scan.c       where in the text a name may begin at all
 *     starts.c     how the names of the dictionary begin
 *     word.c       what a single word may be: readings and the forms they lead to (kept)
 *     group.c      forms at a place in the text, of one word or several, by entity
 *     person.c     given names, patronymics, initials and family names that belong together
 *     alike.c      spellings that only sound right
 *     unlisted.c   names that are known by nothing else
 *     learned.c    spellings that the document tied to a person
 *     quotation.c  quotation marks
 *     spoken.c     spellings that are spoken of
 *     former.c     superseded names, and the time a text speaks of
 *     context.c    what stands around a name: titles, other people's given names, Needs
 *     part_text.c  one part in house spelling, with the ending and the capitals of the text
 *     respell.c    all spellings of a candidate, its parts agreeing
 *     rename.c     the same place in the text with somebody else's name
 *     consistency.c names in no dictionary, spelt in several ways
 *     spelling.c   ordinary words that are none
 *     first_mention.c full name first, family name after
 *     mention.c    what is told of a mention, and whether it is rewritten
 *     edits.c      what has to change for it
 */
#ifndef NAMES_FIND_PRIVATE_H
#define NAMES_FIND_PRIVATE_H

#include "base/arena.h"
#include "base/map.h"
#include "names/find.h"
#include "names/lexicon.h"
#include "names/openings.h"
#include "names/token.h"
#include "text/norm.h"
#include "text/spell.h"

#include <endian.h>

enum { MAX_LANGUAGES = 32, MAX_READINGS = 40 /* struct word has 64 bits for them */, MAX_WORDS = 12,
       NO_WORD = UINT32_MAX, LETTERS = OPENING_LETTERS, DEAD_BITS = 12, COMMON_BITS = 16 };

struct language {
    char tag[16];
    struct endings *endings;
    uint8_t script;       /* TOKEN_LATIN or TOKEN_CYRILLIC */
    struct style *style;  /* what rewrites text in it, NULL: nothing */
    struct lexicon *lexicon; /* opened when first asked, like Hunspell where it is unsure */
    struct spell *spell;
    bool lexicon_tried, spell_tried;
};

/* A form that a word may be, by one of its readings. */
struct hit {
    uint32_t form;
    uint32_t reading; /* index into finder.readings */
};

/* What is known of a word; kept between runs. */
struct word {
    struct span text; /* as it stands */
    uint64_t hash;
    struct span folded;
    uint32_t first_reading, n_readings;
    uint32_t first_hit, n_hits;
    uint16_t lists;  /* sum of 1 << enum ending_list: those it or a base of it is on; 1 << ENDING_LISTS
                      * where that is known, see word_lists() */
    uint8_t longest; /* words of the longest form that begins with it or with one of its bases */
    uint64_t several; /* readings with which a form of several words begins: sum of 1 << number */
    bool bearer_known;
    uint32_t bearer; /* the one whose name it sounds like, FIND_NOBODY for none */
    uint32_t bearer_reading; /* index into finder.readings */
    enum auth_role bearer_role;
    bool mixed;      /* letters of two scripts; folded is what it was meant to be */
};

enum how { HOW_EXACT, HOW_SOUND, HOW_NEAR, HOW_PARTIAL, HOW_INITIAL };

/* One way to take the words of a part. */
struct alt {
    uint32_t form;                     /* NO_WORD when by sound or initials */
    struct reading reading[MAX_WORDS]; /* of each word; the last ones of longer forms have none */
};

/* Words first..first + n of the text as one part of a name. */
struct part {
    uint32_t entity;
    enum auth_role role;
    enum how how;
    uint32_t first, n;
    uint32_t word;   /* HOW_PARTIAL: which word of the given name */
    struct alt *alts;
    uint32_t n_alts;
    enum auth_from from;  /* the surest of the alts */
    struct span origin;   /* PATRONYMIC: language of the form */
};

/* A full name was met, and it was surely this one's. */
enum seen { SEEN_FULL = 1, SEEN_SURE = 2 };

enum { MAX_PARTS = 4 };

/* A mention in the making: parts in the order of the text. */
struct candidate {
    uint32_t entity, first, end; /* tokens */
    struct part part[MAX_PARTS];
    unsigned n;
    unsigned score;
    bool full;       /* given and family name, or a name that is whole in itself */
    bool bare;       /* a family name that stands alone */
    bool supported;  /* by a title, a Needs word, or the full name before it */
    bool foreign;    /* a place as another language spells it */
    bool by_sound;   /* bare, and recognised by nothing but its sound */
    bool kept;       /* counts as a mention but is not to be changed */
    bool doubtful;   /* reported, never rewritten */
    enum finding_kind kind; /* FINDING_KINDS: to be told from the edits */
    const char *why;        /* of a doubt */
};

struct group_list {
    struct part *v;
    uint32_t n;
};

/* Bytes from..to of a text. */
struct range {
    size_t from, to;
};

struct ranges {
    VEC_OF(struct range)
};

/* A paragraph of the text, and the language whose style is to rewrite it: an index, or UINT8_MAX for
 * none.  It is told when it is first asked for, which most are not. */
struct paragraph {
    size_t from, to;
    uint8_t language;
    bool told;
};

struct paragraphs {
    VEC_OF(struct paragraph)
};

struct token_paragraphs {
    VEC_OF(uint32_t)
};

/* What a text tells by itself, whatever its document said before. */
struct find_look {
    struct span text;
    struct ranges starts, stretches;
    struct tokens tokens;
    struct paragraphs paragraphs;
    struct token_paragraphs token_paragraph;
};

/* The key of one letter. */
struct fold {
    uint8_t len; /* bytes and one; 0: not known yet; 255: too long */
    char text[3];
};

/* The hash of an ending's key, and 1 << number % 64 of what goes back on a stem for it. */
struct end_strips {
    uint64_t hash, strips;
};

struct end_table {
    VEC_OF(struct end_strips)
};

/* How names begin; see starts.c. */
struct starts {
    struct openings names;
    struct buf made;                /* the same, where the dictionary has it not */
    uint8_t first[0x800];           /* enum start of letters that are one byte or two */
    struct fold fold[LETTERS];
    uint64_t dead[2][1 << DEAD_BITS]; /* beginnings of words that no name (written small) has, as met */
    struct end_table ends;          /* open addressing; a power of two long */
    size_t n_ends;
    bool filled;
    bool small_latin, small_cyrillic; /* there are names that begin with a to z, with а to я */
    VEC(struct span) strips;        /* keys of what is put back, once each */
    VEC(struct span) long_strips;   /* those of more letters than OPENING_STRIP, */
    bool latin_only;                /* all of them of Latin letters */
    struct arena arena;
};

/* Somebody who was mentioned, and somebody else with the family name of one in the dictionary. */
struct bearer {
    uint32_t entity;
    struct span family;
};

struct other {
    uint32_t entity, token;
};

struct finder {
    const struct authority *a;
    const struct lexicons *lexicons; /* NULL: none */
    struct find_options options;
    struct language languages[MAX_LANGUAGES];
    unsigned n_languages;
    int first_style; /* index of its language, -1: none yet */
    bool failed;     /* memory ran out */
    bool scout;      /* looks at texts only; the endings are another finder's */
    struct find_look *given; /* for the next run; NULL: none */
    bool looked;     /* the words of the running text are known */

    /* kept between runs */
    struct arena kept;
    VEC(uint32_t) word_table; /* open addressing: 1 + index into words; a power of two long */
    VEC(struct word) words;
    VEC(struct reading) readings;
    VEC(struct hit) hits;
    struct map common;       /* frequent words: sum of 1 << language */
    size_t common_longest;   /* bytes of the longest of them */
    uint64_t common_words[1 << (COMMON_BITS - 6)]; /* hashes of them */
    uint32_t telling[LETTERS]; /* letters: sum of 1 << language for those that only they use, */
    uint32_t strange[LETTERS]; /* and for those whose alphabet has it not */
    struct map sounds;       /* entity and role: struct sounds, see alike.c */
    struct starts openings; /* see starts.c */
    uint64_t *verdicts; /* see scan.c */
    struct map learned;      /* see learned.c: folded base to 1 + entity, of this document */
    struct map namesakes;    /* and family names of others, as they are spelt: folded bases */
    uint64_t learned_starts[64];
    uint32_t n_learned;
    struct map spelt;        /* consistency: sound to 1 + index into spellings */
    VEC(struct span) spellings;
    uint8_t *seen; /* per entity: sum of enum seen, in this document */
    bool heading, quoted; /* what the text is */
    bool language_told;   /* `told` is its language, UINT8_MAX for one without a style */
    uint8_t told;
    uint8_t *mentioned;   /* per entity: see first_mention.c */
    VEC(struct bearer) bearers; /* people of this document */
    VEC(struct other) others;   /* of this text */

    /* of the running text */
    struct arena arena;
    struct span text;
    struct ranges starts;    /* runs of letters that may begin a name */
    struct ranges stretches; /* what is looked at around them; `tokens` are of these */
    struct tokens tokens, probe;
    struct paragraphs paragraphs;            /* those that have tokens */
    struct token_paragraphs token_paragraph; /* index into them */
    VEC(uint32_t) token_word;    /* index into words, NO_WORD: not looked at yet */
    VEC(struct group_list) groups;
    bool ran_out; /* a name might have gone on behind the last token */
    VEC(struct candidate) candidates;
    VEC(struct mention) mentions;
    struct buf scratch, key;
    struct tokens sample; /* of a paragraph whose language is asked for, */
    struct buf sampled;   /* and one of its words: that happens in the midst of anything */
};

static inline const struct token *tok(const struct finder *f, uint32_t i)
{
    return &f->tokens.v[i];
}

/* --- language.c --- */

/* Take over the frequent words of language number `i`; false when memory ran out. */
bool language_words(struct finder *f, unsigned i);

/* Set the paragraphs of all tokens, of which the tokens may be a part only. */
void paragraphs_assign(struct finder *f);

/* Tell the language of a paragraph. */
uint8_t paragraph_language(struct finder *f, struct paragraph *p);

/* Index of the language whose style is to rewrite token `i`; UINT8_MAX: it is left alone. */
static inline uint8_t language_at(struct finder *f, uint32_t i)
{
    struct paragraph *p = &f->paragraphs.v[f->token_paragraph.v[i]];

    return p->told ? p->language : paragraph_language(f, p);
}

static inline struct language *language_of(struct finder *f, uint32_t i)
{
    return &f->languages[language_at(f, i)];
}

/* Script of the token's language; 0 where it has none to be rewritten in. */
static inline uint8_t language_script(struct finder *f, uint32_t i)
{
    return language_at(f, i) == UINT8_MAX ? 0 : language_of(f, i)->script;
}

/* Did it succeed?  That memory ran out is remembered, and ends the run. */
static inline bool went_well(struct finder *f, enum status st)
{
    if (st == ST_NOMEM)
        f->failed = true;
    return st == ST_OK;
}

/* Free a buffer, remembering whether it lost anything. */
static inline void drop(struct finder *f, struct buf *b)
{
    f->failed = f->failed || b->failed;
    buf_free(b);
}

static inline bool capital(const struct token *t)
{
    return t->caps != CAPS_LOWER;
}

/* How a text begins, as one of 4,096 numbers. */
static inline unsigned start_hash(struct span s)
{
    unsigned h = 0;

    for (size_t i = 0; i < s.len && i < 4; i++)
        h = h * 37 + (unsigned char)s.ptr[i];
    return h % 4096;
}

/* A hash of a text, eight bytes at a time, of which the last ones may be read twice. */
static inline uint64_t hash_text(struct span s)
{
    uint64_t h = s.len * UINT64_C(0x9E3779B97F4A7C15), last = 0;
    uint32_t half;

    if (s.len >= 8) {
        memcpy(&last, s.ptr + s.len - 8, 8);
    } else if (s.len >= 4) {
        memcpy(&half, s.ptr, 4);
        last = half;
        memcpy(&half, s.ptr + s.len - 4, 4);
        last = last << 32 | half;
    } else {
        for (size_t i = 0; i < s.len; i++)
            last = last << 8 | (unsigned char)s.ptr[i];
    }
    for (size_t i = 0; i + 8 < s.len; i += 8) {
        uint64_t bytes;

        memcpy(&bytes, s.ptr + i, 8);
        h = (h ^ bytes) * UINT64_C(0xD6E8FEB86659FD93);
        h ^= h >> 32;
    }
    h = (h ^ last) * UINT64_C(0xD6E8FEB86659FD93);
    h ^= h >> 32;
    return h * UINT64_C(0x9E3779B97F4A7C15);
}

/* --- find.c --- */

/* Forget what was found at f->tokens, which have just been read; false when memory ran out. */
bool reset_tokens(struct finder *f);

/* --- look.c --- */

/* Set starts and stretches of f->text, as they were given or by scan_text(); look_end() gives back what
 * was given. */
void look_begin(struct finder *f);
void look_end(struct finder *f);

/* Set tokens and their paragraphs; false when memory ran out. */
bool look_at_words(struct finder *f);

/* May a name begin at token `i`?  Asked in ascending order, with *k 0 at first. */
bool look_starts(const struct finder *f, uint32_t i, size_t *k);

/* Has the word a letter that the language's alphabet has not? */
bool has_strange_letters(const struct finder *f, uint8_t language, struct span word);

/* Do the frequent words of these bytes speak for another language?  In language.c. */
bool speaks_otherwise(struct finder *f, size_t from, size_t to, uint8_t language);

/* --- scan.c --- */

/* False when memory ran out. */
bool scan_open(struct finder *f);

/* Set starts and stretches of f->text; there are none where no name may begin. */
void scan_text(struct finder *f);

/* --- starts.c --- */

/* Note how the names of the dictionary begin; false when memory ran out. */
bool starts_open(struct finder *f);
void starts_close(struct finder *f);

/* What the first letter of a text tells: that no name begins with it, that some do which are written
 * small, that it is a capital. */
enum start { STARTS_NOTHING, STARTS_SMALL, STARTS_CAPITAL };

static inline enum start starts_with(const struct finder *f, struct span text)
{
    size_t len;
    uint32_t c = utf8_decode(text, 0, &len);

    return c < COUNT_OF(f->openings.first) ? (enum start)f->openings.first[c]
           : char_is_upper(c)              ? STARTS_CAPITAL
                                           : STARTS_NOTHING;
}

/* Is the key, of one word, perhaps the first word of a name? */
static inline bool starts_names(const struct finder *f, struct span key)
{
    return openings_word(&f->openings.names, false, opening_hash(0, key)) || memchr(key.ptr, ' ', key.len);
}

/* May the text be the beginning of a name that is written small, diacritics and all? */
bool starts_small(const struct finder *f, struct span text);

/* Append the key of the first two letters of a word; false where it cannot be told. */
bool starts_key(struct finder *f, struct span word, struct buf *key);

/* The first four letters of a word (letters only), or some more. */
static inline uint64_t starts_bytes(struct span word)
{
    uint64_t bytes = 0;

    if (word.len >= sizeof bytes) {
        memcpy(&bytes, word.ptr, sizeof bytes);
        bytes = le64toh(bytes);
    } else {
        for (size_t i = 0; i < word.len; i++)
            bytes |= (uint64_t)(unsigned char)word.ptr[i] << 8 * i;
    }
    return bytes & UINT64_C(0x80808080) ? bytes : bytes & UINT32_MAX;
}

/* Is it known, from starts_alive(), that no name begins with such letters? */
static inline bool starts_dead(const struct finder *f, struct span word, bool small)
{
    uint64_t bytes = starts_bytes(word);

    return f->openings.dead[small][opening_place(bytes, DEAD_BITS)] == bytes;
}

/* Might a name begin with the first letters of the word?  `small` as below. */
bool starts_alive(struct finder *f, struct span word, bool small);

/* Might a name begin with the word (letters only), one of its readings being as listed or derived?
 * `small`: a name that is written small. */
bool may_start(struct finder *f, struct span word, bool small);

/* Is the text made of letters alone, as may_start() wants it?  Some rare letters are not told. */
bool is_plain(struct span text);

/* --- word.c --- */

/* The word that `t` is, with its text, in language number `language`; NULL when memory ran out. */
const struct word *word_in(struct finder *f, uint8_t language, const struct token *t,
                           struct span text);

/* The word at token `i`; NULL in text that is left alone, and when memory ran out. */
const struct word *word_at(struct finder *f, uint32_t i);

/* The lists that the word at token `i` is on, as in struct word: those of its language, and given
 * names of the language that lends them. */
uint16_t word_lists(struct finder *f, uint32_t i);

/* Forget the words when they have become too many. */
void words_forget(struct finder *f);

/* Key of a text, in f->key; borrowed until the next call. */
struct span key_of(struct finder *f, struct span text);

enum ending_part part_of_role(enum auth_role role);

/* As what a form declines: what is no person, as places do. */
enum ending_part part_of_form(struct finder *f, const struct auth_form *form);

/* May a form be used in text in this language? */
bool form_in_scope(const struct auth_form *form, const struct language *l);

/* --- group.c --- */

/* The forms that begin at token `i`, one part an entity, role and number of words. */
const struct group_list *groups_at(struct finder *f, uint32_t i);

/* The part at token `i` of this entity, role and number of words (0: any); NULL for none. */
const struct part *group_find(struct finder *f, uint32_t i, uint32_t entity, enum auth_role role,
                              uint32_t n);

/* --- person.c and unlisted.c --- */

/* How sure a candidate is, by what it rests on. */
enum { SCORE_FULL = 100, SCORE_DERIVED = 98, SCORE_FAMILY = 95, SCORE_SOUND_FULL = 90,
       SCORE_NEAR_FULL = 84, SCORE_SOUND_BARE = 80, SCORE_POSSIBLE = 65,
       MAX_GIVEN = 5, LONG_SOUND = 7, NAMED_SOUND = 5 };

/* Put a part before or behind those of the candidate; false when it has too many. */
bool add_part(struct candidate *c, const struct part *p, bool before);
void add_candidate(struct finder *f, const struct candidate *c);

/* Initials before or behind the family name; *other is set when there are some of somebody else. */
bool add_initials(struct finder *f, struct candidate *c, bool *other);

/* The entity's given name that ends before token `i`. */
bool given_before(struct finder *f, uint32_t i, uint32_t entity, struct part *out);


/* Add the candidates whose family name, or given name with patronymic, begins at token `i`. */
void persons_at(struct finder *f, uint32_t i);

/* Does word number `n` of a given name (or patronymic) of the entity begin with the letters of the
 * initial at token `i`? */
bool initial_fits(struct finder *f, uint32_t i, uint32_t entity, enum auth_role role, uint32_t n);

/* Does a folded word end as patronymics do (-вич, -овна, -ұлы)? */
bool looks_patronymic(struct span folded);

/* May sounds_at() find anything at such a word (NULL: memory ran out)? */
bool may_sound(struct finder *f, const struct token *t, const struct word *w);

/* Add what sounds like a name at token `i` that nobody listed. */
void sounds_at(struct finder *f, uint32_t i);

/* --- learned.c --- */

/* Remember how a full name spells the family name, where it is by sound only. */
void learn_spelling(struct finder *f, const struct candidate *c);

/* Might a text begin with a spelling that was learned? */
bool may_be_learned(const struct finder *f, struct span text);

/* Add the bare family name at token `i` if its spelling was learned; false: it was not. */
bool learned_at(struct finder *f, uint32_t i);

/* The entity's family name stands at token `i`, and there it is another one's: of the dictionary, or of
 * nobody known. */
void somebody_else(struct finder *f, uint32_t entity, uint32_t i);

/* The text is done: remember how it spells the names of nobody known. */
void learn_namesakes(struct finder *f);

/* Is the word at token `i` spelt as the document spelt the name of such a one before? */
bool spelt_as_namesake(struct finder *f, uint32_t i);

/* Another document begins. */
void learned_forget(struct finder *f);

/* --- alike.c --- */

/* Tokens first..first+n as a part of the entity's name by their sound, with all readings of the
 * last word under which they sound right.  `near`: one vowel may differ. */
bool sound_part(struct finder *f, uint32_t first, uint32_t n, uint32_t entity,
                enum auth_role role, bool near, struct part *out);

/* Is a key at most a letter or two from a spelling that the entity has in the role? */
bool spelt_near(struct finder *f, struct span key, uint32_t entity, enum auth_role role);

/* --- context.c --- */

enum around {
    AROUND_FREE,
    AROUND_TITLE,
    AROUND_DOUBT, /* a title that is a given name too: Sultan */
    AROUND_OTHER
};

/* Is the token before token `i` an initial that goes with it? */
bool initial_before(const struct finder *f, uint32_t i);

/* What the words beside tokens first..end say about a bare name. */
enum around context_of(struct finder *f, uint32_t first, uint32_t end);

/* Is the word at token `i` somebody's given name, as far as is known? */
bool given_name(struct finder *f, uint32_t i);

/* Is one of the entity's Needs words beside? */
bool needs_met(struct finder *f, uint32_t entity, uint32_t first, uint32_t end);

/* Is it known which words the language of token `i` has? */
bool can_spell(struct finder *f, uint32_t i);

/* Is the word at token `i`, without its capital, a word of its language?  Opens the lexicon, and
 * Hunspell where that is unsure. */
bool ordinary_word(struct finder *f, uint32_t i);

/* Is it one as it stands, with its capital? */
bool proper_word(struct finder *f, uint32_t i);

/* Is the folded word, or a base of it, on the list of the token's language? */
bool word_listed(struct finder *f, uint32_t i, enum ending_list list);

/* Is one of the four words on either side, in the same sentence, no word of its language?  Words
 * with a capital count where nothing but spaces is between. */
bool foreign_words_around(struct finder *f, uint32_t first, uint32_t end);

/* What a place that wants company, and has none, is called like: nobody, somebody the document speaks
 * of, somebody whom the house spells otherwise (Қонаев: the city Конаев, the man Кунаев). */
enum likeness { LIKE_NOBODY, LIKE_SOMEBODY_SEEN, LIKE_SOMEBODY };
enum likeness place_is_like(struct finder *f, const struct candidate *c);

/* Is a place that is named after somebody found without what this language adds to his surname:
 * Балкашин, not Балкашино?  `c->foreign` is known. */
bool place_is_namesake(struct finder *f, const struct candidate *c);

/* Does a comma and a state of America follow (Odessa, Texas)?  Then it is another town. */
bool american_town(struct finder *f, uint32_t end);

/* Is it a language of the names that this is mostly about, and of their neighbours? */
bool of_the_region(struct span native);

/* Is the text, as it stands, a word of that language? */
bool word_is_known(struct finder *f, uint8_t language, struct span text);

/* Are the words of that language known, nearly all? */
bool has_words(struct finder *f, uint8_t language);

/* What Hunspell proposes for the token's word, the best first; false when memory ran out. */
bool word_proposals(struct finder *f, uint32_t i, spell_entry *each, void *context);

/* Is the name that of a family or a firm: the Horgos family, Gebrüder …? */
bool family_around(struct finder *f, uint32_t first, uint32_t end);

/* Is it that of a company, by its legal form: Tokaev LLC, ТОО «Токаев и Ко»? */
bool firm_around(struct finder *f, uint32_t first, uint32_t end);

/* Does a capitalised word that is one of another language follow (Tokajews Weg)? */
bool foreign_word_follows(struct finder *f, uint32_t end);

/* Is the word in capitals and no word beside it? */
bool lone_capitals(const struct finder *f, uint32_t i);

/* --- quotation.c --- */

/* Is the byte inside quotation marks that its paragraph opened before it? */
bool in_quotation(struct span text, size_t at);

/* Does the name stand in a quotation in another language than the text's, as the title of a book
 * may be? */
bool foreign_quotation(struct finder *f, uint32_t first, uint32_t end);

/* Does the name stand in quotation marks as part of the title of a book, a film, a song? */
bool title_of_work(struct finder *f, uint32_t first, uint32_t end);

/* --- spoken.c --- */

/* Is the spelling itself spoken of: spelled Kazakstan, the name “Kazakstan”? */
bool spelling_spoken_of(struct finder *f, uint32_t first, uint32_t end);

/* Is another spelling of the same name told right beside it? */
bool beside_another_spelling(struct finder *f, const struct candidate *c);

/* --- former.c --- */

/* Decide what is to be told of a superseded name, whose spelling is `text`. */
void judge_former(struct finder *f, struct candidate *c, struct span text);

/* --- consistency.c --- */

/* Report words in no mention (`taken`, a byte a token) that the document spelt otherwise before;
 * forget what it spelt. */
void consistency_check(struct finder *f, const uint8_t *taken);
void consistency_forget(struct finder *f);

/* --- spelling.c --- */

/* Tell of words that are none.  `taken`: the words of names. */
void spelling_check(struct finder *f, const uint8_t *taken);

/* --- first_mention.c --- */

/* Tell of mentions in full that are not the first, and of first ones that are not full.  `sure`: for
 * a token 1 + index of the candidate that begins there and was taken for sure; `taken`: tokens of
 * chosen candidates. */
void first_mentions_check(struct finder *f, const uint32_t *sure, const uint8_t *taken);

/* A new document begins. */
void first_mentions_forget(struct finder *f);

/* --- mention.c and respell.c --- */

/* Make the mention of a candidate, or of several over the same words that lead to one text.  False
 * when there is nothing to report. */
bool respell(struct finder *f, struct candidate *const *c, size_t n, struct mention *out);

/* --- edits.c --- */

struct edits {
    struct find_edit v[MAX_PARTS * MAX_WORDS];
    size_t n;
};

/* The edits that make tokens of a part read `made`; none where they do already.  `fold`: capitals
 * that only the text has make no difference. */
void edit_part(struct finder *f, const struct part *p, struct span made, bool fold,
               struct edits *e);

/* Take out of a text what makes no difference between words: ё is е. */
void plain_letters(struct buf *b);

/* The text of tokens first..first + n. */
struct span tokens_text(const struct finder *f, uint32_t first, uint32_t n);

/* Where the word at `at` of a name ends: at a space or a hyphen; and how many words there are. */
size_t word_end(struct span s, size_t at);
uint32_t count_words(struct span s);

/* A copy of the text for as long as the mentions live; frees the buffer. */
struct span find_keep(struct finder *f, struct buf *b);

/* 'm', 'f' or 0: as told, or as the family name's ending tells. */
char gender_of(struct finder *f, uint32_t entity);

#endif
