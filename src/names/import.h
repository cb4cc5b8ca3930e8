/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names from other people's lists, made into records of an authority file (rec text):
 *
 *   csv       columns that are called as the fields of a record (what rec2csv writes), or the three
 *             columns id, field, value (what namedict exports)
 *   popolo    Popolo JSON (https://www.popoloproject.com/specs/): persons, organizations, areas
 *   ftm       FollowTheMoney entities, one JSON object a line (OpenSanctions' entities.ftm.json)
 *   wikidata  Wikidata entities in JSON: a dump, one entity a line, or Special:EntityData
 *
 * A person's name is inverted for the catalogue ("Family, Given Patronymic").  Where the list does
 * not say which part is the family name it is taken to be the last word, with what belongs to it
 * (von der Leyen), or the first before a given name and a patronymic.  What the list does not say
 * and is needed is guessed from letters or the country and named in the record's `Unsure`.
 *
 * An entry of which no record can be made (no name, no id) is told to `complain` and left out.
 * Text is UTF-8; what is written is NFC.
 */
#ifndef NAMES_IMPORT_H
#define NAMES_IMPORT_H

#include "base/reader.h"

struct importer {
    struct buf *out;     /* records are appended; the caller may empty it between calls */
    struct span lang;    /* native language where the list does not tell; empty: guess */
    const char *name;    /* of the file, for messages */
    void (*complain)(void *context, const struct error *what);
    void *context;
    uint64_t taken, left; /* entries */
};

enum import_format { IMPORT_CSV, IMPORT_POPOLO, IMPORT_WIKIDATA, IMPORT_FTM, IMPORT_FORMATS };

/* The format's name, for --from. */
extern const char *const import_names[IMPORT_FORMATS + 1];

/* Write out what is in `out` and empty it; `context` is the importer's. */
typedef enum status import_flush(void *context, struct error *e);

/* Read all of `in`; `flush` is called now and then. */
enum status import_all(struct importer *m, enum import_format format, struct reader *in,
                       import_flush *flush, struct error *e) MUST_CHECK;

/* One JSON text: an entity, an array of entities, {"entities": …} or a Popolo document.  `line` is
 * where it begins. */
enum status import_json(struct importer *m, enum import_format format, struct span text,
                        uint64_t line, struct error *e) MUST_CHECK;

#endif
