/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A compiled authority dictionary (names.tmd): who bears which name, and every spelling by which
 * the bearer can be recognised.  namedict compiles it from rec files (names/compile.h); programs
 * only map it, so opening costs what the checksum costs and nothing is parsed.
 *
 * Three things are in it:
 *
 *   entities  the records: id, kind, gender, native language, headings split in parts, and every
 *             field as it was written, so that a compiled dictionary can be merged again;
 *   forms     the recognisable spellings: each part of a person's name, each whole name of
 *             anything else, listed or derived by transliteration, with what it stands for;
 *   indexes   from a folded key (names/key.h), a sound key and a skeleton (names/sound.h) to forms.
 *
 * Entities and forms are numbered from 0; numbers belong to one opened dictionary.  Text is UTF-8
 * in NFC.  All spans are borrowed until auth_close().  Language tags are BCP 47 ("kk", "az-Latn").
 * A dictionary is never modified, so threads may share it.
 *
 * Look-up of running text, word by word:
 *
 *     key_add(&k, word)                           the folded key of a word
 *     n = auth_longest(a, key of first word)      no form begins with it (0), or how many words
 *                                                 the longest form beginning with it has
 *     run = auth_find(a, key of 1..n words)       the forms, words parted by one space
 *     for (i = run.first; i < run.first + run.count; i++)
 *         auth_form(a, auth_run_form(a, run, i), &form)
 *
 * A name of several words counts hyphens as spaces in keys: "Kassym-Jomart" is "kassym jomart".
 */
#ifndef NAMES_AUTHORITY_H
#define NAMES_AUTHORITY_H

#include "base/error.h"
#include "base/span.h"

struct authority;

enum auth_kind {
    AUTH_PERSON,
    AUTH_PLACE,
    AUTH_ORGANIZATION,
    AUTH_TITLE,
    AUTH_WORK,
};

/* What a form spells. */
enum auth_role {
    AUTH_FAMILY,     /* a person's family name; a mononym is one too */
    AUTH_GIVEN,      /* a person's given name or names */
    AUTH_PATRONYMIC, /* a person's patronymic; auth_form.origin says of which language */
    AUTH_FULL,       /* a place's, organization's... whole name; a person's listed running name */
    AUTH_ABBR,       /* an abbreviation: only as it is written, in capitals */
    AUTH_FORMER,     /* a superseded name; auth_former() has its dates */
    AUTH_MISNAMING,  /* a known garbling: reported, never rewritten */
    AUTH_NOT,        /* never this name; shields the names inside it */
    AUTH_ROLES
};

/* How a form came to be in the dictionary; the smaller, the surer. */
enum auth_from {
    AUTH_LISTED,  /* a heading, an abbreviation... written in the record */
    AUTH_VARIANT, /* a Variant field */
    AUTH_DERIVED, /* by a transliteration system */
};

enum auth_form_flag {
    /* The lower-case form is an ordinary word of the language (Hunspell, at compile time): the
     * form says little by itself. */
    AUTH_ORDINARY_EN = 1 << 0,
    AUTH_ORDINARY_RU = 1 << 1,
    AUTH_ORDINARY_KK = 1 << 2,
    AUTH_ORDINARY = AUTH_ORDINARY_EN | AUTH_ORDINARY_RU | AUTH_ORDINARY_KK,
    /* The entity has Needs words: the bare form counts only beside one of them or after the full
     * name (see auth_needs). */
    AUTH_NEEDY = 1 << 3,
    AUTH_SCOPED = 1 << 4, /* counts only in text in the language auth_form.scope (Variant_pl) */
    AUTH_SHORT = 1 << 5,  /* its key has three letters or fewer */
};

struct auth_form {
    struct span text;   /* the spelling, NFC, with its capitals: "Tokajew" */
    struct span key;    /* folded key, one space between words: "tokajew" */
    uint32_t entity;
    enum auth_role role;
    enum auth_from from;
    uint32_t flags;     /* enum auth_form_flag */
    uint32_t words;     /* words in the key */
    struct span system; /* AUTH_DERIVED: id of the system ("ru-press-de"), of two "kk-ru ru-bgn" */
    struct span origin; /* language of the spelling that it comes from: "kk", "ru", "en" */
    struct span scope;  /* with AUTH_SCOPED: only in text in this language */
};

/* A person's heading in parts, or a whole name.  Parts that are absent are empty.  `family` alone
 * is set for a mononym, `whole` for everything that is no person.  All are as in running text. */
struct auth_name {
    struct span listed;     /* the field as written: "Тоқаев, Қасым-Жомарт Кемелұлы" */
    struct span lang;       /* of the field */
    struct span family, given, patronymic;
    struct span whole;      /* not a person: the name; a person: empty */
};

struct auth_entity {
    struct span id;     /* "Q559194" */
    enum auth_kind kind;
    char gender;        /* 'm', 'f', 0 = not told */
    bool family_first;  /* Order: family-given */
    bool has_needs;     /* auth_needs() is not empty */
    unsigned layer;     /* nearest layer that has it: 0 for the first file of -d, see compile.h */
    struct span native; /* language of the native spelling, "kk" */
    uint32_t names, formers, exonyms, needs, fields; /* how many there are of each */
};

/* A superseded name and the days on which it held; dates as written (ISO 8601, maybe only a year),
 * empty where not told. */
struct auth_former {
    struct span text;     /* "Нұр-Сұлтан" */
    struct span from, to; /* "2019-03-20", "2022-09-17" */
};

/* A field of the record, as written: name "Role_en", value "President of Kazakhstan". */
struct auth_field {
    struct span name, value;
};

/* Forms found by one key; see auth_run_form. */
struct auth_run {
    uint32_t first, count;
    uint32_t list; /* private to auth_run_form */
};

/* Returns new: the dictionary in the file `path`.  Errors of pack_open. */
enum status auth_open(struct authority **a, const char *path, struct error *e) MUST_CHECK;

/* The same for bytes in memory, borrowed until auth_close and aligned to 16. */
enum status auth_open_memory(struct authority **a, struct span bytes, const char *name,
                             struct error *e) MUST_CHECK;

void auth_close(struct authority *a);

/* First 12 hexadecimal digits of a hash of the file. */
void auth_fingerprint(const struct authority *a, char out[13]);

/* --- entities --- */

uint32_t auth_count(const struct authority *a);

/* False where `entity` is not below auth_count(). */
bool auth_entity(const struct authority *a, uint32_t entity, struct auth_entity *out);

/* The entity with this Id; false where there is none. */
bool auth_by_id(const struct authority *a, struct span id, uint32_t *entity);

/* Heading number `i` (< entity.names), in the record's order of fields. */
bool auth_name_at(const struct authority *a, uint32_t entity, uint32_t i, struct auth_name *out);

/* The heading in `lang`: exactly that tag first, then the same language and script without or with
 * another region ("en" for "en-GB"); a script is never crossed.  False where none is listed. */
bool auth_name(const struct authority *a, uint32_t entity, struct span lang,
               struct auth_name *out);

/* The heading in the native language. */
bool auth_native(const struct authority *a, uint32_t entity, struct auth_name *out);

/* Is the spelling in `lang` an exonym, which no system derives? */
bool auth_exonym(const struct authority *a, uint32_t entity, struct span lang);

bool auth_former(const struct authority *a, uint32_t entity, uint32_t i, struct auth_former *out);

/* Folded key of Needs word number `i` (< entity.needs). */
struct span auth_needs(const struct authority *a, uint32_t entity, uint32_t i);

/* Field number `i` (< entity.fields) in the record's order, and the first one of a name (ptr NULL
 * where there is none). */
bool auth_field(const struct authority *a, uint32_t entity, uint32_t i, struct auth_field *out);
struct span auth_field_value(const struct authority *a, uint32_t entity, const char *name);

/* --- forms --- */

uint32_t auth_form_count(const struct authority *a);
bool auth_form(const struct authority *a, uint32_t form, struct auth_form *out);

/* The filters of openings.h, for openings_read(); empty in a dictionary that has none. */
struct span auth_openings(const struct authority *a);

/* Forms of one entity: numbers are got with auth_run_form. */
struct auth_run auth_forms_of(const struct authority *a, uint32_t entity);

/* Words in the longest key that begins with the word key `word`; 0 = no form begins with it. */
uint32_t auth_longest(const struct authority *a, struct span word);

/* Keys by number, from `first` up to `end`: they lie in the order of their bytes, so that those that
 * begin in one way are neighbours. */
struct auth_keys {
    uint32_t first, end;
};

struct auth_keys auth_all_keys(const struct authority *a);

/* Leave of *keys those that begin with `text`; false where none do. */
bool auth_narrow(const struct authority *a, struct auth_keys *keys, struct span text);

/* Forms whose folded key is exactly `key`, surest first.  Hashed: a miss costs one probe. */
struct auth_run auth_find(const struct authority *a, struct span key);

/* Forms whose sound key (sound_add) is exactly `sound`: spellings that nobody listed or derived.
 * Only single-letter-class differences are folded there; check the result. */
struct auth_run auth_find_sound(const struct authority *a, struct span sound);

/* Forms whose skeleton (sound_skeleton), or that of one of their words, is `skeleton`: candidates
 * for scoring, mostly wrong. */
struct auth_run auth_find_skeleton(const struct authority *a, struct span skeleton);

/* Number of the form in place `i` (run.first <= i < run.first + run.count) of a run. */
uint32_t auth_run_form(const struct authority *a, struct auth_run run, uint32_t i);

#endif
