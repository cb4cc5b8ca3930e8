/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader of compiled dictionaries of names.  The input is cut into sections ("tag, length,
 * bytes" each), which are put into a pack with good checksums, so that what is tried is the reader
 * and not the checksums; the whole input is tried as a file too.
 */
#include "names/authority.h"
#include "names/format.h"
#include "names/lookup.h"
#include "names/sound.h"

#include "fuzz.h"

static void walk_entity(const struct authority *a, uint32_t i)
{
    struct auth_entity ent;
    struct auth_name name;
    struct auth_former former;
    struct auth_field field;
    struct auth_form form;
    struct auth_run run = auth_forms_of(a, i);
    uint32_t id;

    if (!auth_entity(a, i, &ent))
        return;
    auth_by_id(a, ent.id, &id);
    auth_native(a, i, &name);
    auth_exonym(a, i, span_str("en"));
    for (uint32_t k = 0; k < 8; k++) {
        auth_name_at(a, i, k, &name);
        auth_former(a, i, k, &former);
        auth_needs(a, i, k);
        auth_field(a, i, k, &field);
        auth_form(a, auth_run_form(a, run, run.first + k), &form);
    }
}

static void walk(const struct authority *a)
{
    struct sound s;
    struct lookup *l;
    struct lookup_hits hits = VEC_INIT;

    for (uint32_t i = 0; i < auth_count(a) && i < 16; i++)
        walk_entity(a, i);
    sound_of(span_str("tokaev"), &s);
    auth_longest(a, span_str("tokaev"));
    if (auth_count(a) < 1000 && auth_form_count(a) < 1000 && lookup_new(&l, a, NULL) == ST_OK) {
        if (lookup_run(l, span_str("Kasym Tokaev"), 0, &hits, NULL) != ST_OK)
            vec_clear(&hits);
        lookup_free(l);
    }
    vec_free(&hits);
}

static void open_and_walk(struct span aligned)
{
    struct authority *a;

    if (auth_open_memory(&a, aligned, "fuzz", NULL) == ST_OK) {
        walk(a);
        auth_close(a);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pack_writer w;
    struct buf out = BUF_INIT;
    struct span rest = span_of((const char *)data, size);

    with_aligned(rest, open_and_walk);
    pack_writer_init(&w, AUTH_PACK, AUTH_PACK_VERSION, 0);
    while (rest.len >= 6) {
        uint32_t tag;
        uint16_t len;
        struct buf *section;

        memcpy(&tag, rest.ptr, sizeof tag);
        memcpy(&len, rest.ptr + 4, sizeof len);
        rest = span_from(rest, 6);
        section = pack_writer_section(&w, tag);
        if (!section)
            break;
        buf_add(section, span_cut(rest, 0, len));
        rest = span_from(rest, len);
    }
    if (pack_writer_finish(&w, &out, NULL) == ST_OK)
        with_aligned(buf_span(&out), open_and_walk);
    buf_free(&out);
    return 0;
}
