/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the compiler share: collecting records, and writing them (write.c). */
#ifndef NAMES_COMPILE_PRIVATE_H
#define NAMES_COMPILE_PRIVATE_H

#include "names/compile.h"
#include "names/forms.h"

struct compile {
    struct forms forms;
    struct arena arena; /* text of the records */
    VEC(struct source_record) records;
    VEC(struct source_record) merged;
    struct buf missing;
};

#endif
