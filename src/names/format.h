/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Layout of a compiled authority dictionary: the sections of a pack of kind AUTH_PACK.  Shared by
 * the compiler (compile.c) and the reader (authority.c) only.
 *
 * Text lies once in the section of strings; everything else refers to it by offset and length.
 * Entities are sorted by id.  Forms are sorted by key, so that a key's forms are neighbours; the
 * lists of forms by entity, sound and skeleton are runs in arrays of form numbers.
 */
#ifndef NAMES_FORMAT_H
#define NAMES_FORMAT_H

#include "pack/pack.h"

#define AUTH_PACK PACK_TAG('n', 'a', 'm', 'e')
enum { AUTH_PACK_VERSION = 1 };

#define AUTH_STRINGS PACK_TAG('S', 'T', 'R', 'S')
#define AUTH_ENTITIES PACK_TAG('E', 'N', 'T', 'S')
#define AUTH_NAMES PACK_TAG('N', 'A', 'M', 'E')
#define AUTH_FORMERS PACK_TAG('F', 'R', 'M', 'R')
#define AUTH_EXONYMS PACK_TAG('E', 'X', 'O', 'N')
#define AUTH_NEEDS PACK_TAG('N', 'E', 'E', 'D')
#define AUTH_FIELDS PACK_TAG('F', 'L', 'D', 'S')
#define AUTH_FORMS PACK_TAG('F', 'O', 'R', 'M')
#define AUTH_ENTITY_FORMS PACK_TAG('E', 'F', 'R', 'M')
#define AUTH_KEYS PACK_TAG('K', 'E', 'Y', 'S')
#define AUTH_KEY_SLOTS PACK_TAG('K', 'S', 'L', 'T')
#define AUTH_SOUNDS PACK_TAG('S', 'N', 'D', 'S')
#define AUTH_SOUND_SLOTS PACK_TAG('S', 'S', 'L', 'T')
#define AUTH_SOUND_FORMS PACK_TAG('S', 'F', 'R', 'M')
#define AUTH_SKELETONS PACK_TAG('S', 'K', 'E', 'L')
#define AUTH_SKELETON_SLOTS PACK_TAG('K', 'L', 'S', 'L')
#define AUTH_SKELETON_FORMS PACK_TAG('K', 'L', 'F', 'M')
#define AUTH_OPENINGS PACK_TAG('O', 'P', 'E', 'N') /* openings.h */
#define AUTH_LABELS PACK_TAG('L', 'B', 'L', 'S') /* tags of languages, ids of systems */

struct disk_str {
    uint32_t at, len;
};

struct disk_run {
    uint32_t first, count;
};

struct disk_entity {
    struct disk_str id, native;
    uint8_t kind, gender, family_first, layer;
    struct disk_run names, formers, exonyms, needs, fields, forms;
};

struct disk_name {
    struct disk_str listed, lang, family, given, patronymic, whole;
};

struct disk_former {
    struct disk_str text, from, to;
};

struct disk_field {
    struct disk_str name, value;
};

struct disk_form {
    struct disk_str text;
    uint32_t key; /* number in the index of keys */
    uint32_t entity;
    uint16_t system, origin, scope; /* numbers of labels and one, 0 = none */
    uint16_t flags;
    uint8_t role, from, zero[2];
};

#endif
