/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project of OmegaT: a folder with a file omegat.project that says where everything is. */
#ifndef INTERCHANGE_OMEGAT_H
#define INTERCHANGE_OMEGAT_H

#include "base/arena.h"
#include "base/error.h"

struct omegat_project {
    const char *source_lang, *target_lang; /* as written: "EN-US" */
    const char *name;                      /* of the folder */
    const char *saved;                     /* its own translations, omegat/project_save.tmx */
    const char *memories, *glossaries;     /* folders: tm, glossary */
    struct arena arena;
};

/* Read DIR/omegat.project.  All strings are kept in the project's arena.  ST_NOTFOUND when DIR is
 * no project; ST_SYNTAX when its file is broken or names no languages. */
enum status omegat_open(struct omegat_project *p, const char *dir, struct error *e) MUST_CHECK;
void omegat_close(struct omegat_project *p);

#endif
