/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interchange/xliff2.h"

#define STEPS(...) (const struct x2_step[]){__VA_ARGS__, {0}}
#define ATTRS(...) (const struct x2_attr[]){__VA_ARGS__, {0}}

#define OTHERS {"*", false, true}
#define NOTES {" notes ", false, false}

/* Attributes that elements have in common. */
#define EDIT_HINTS                                                                                 \
    {"canCopy", X2_YESNO, false}, {"canDelete", X2_YESNO, false},                                  \
        {"canReorder", X2_REORDER, false}, {"copyOf", X2_NMTOKEN, false},                          \
        {"type", X2_CODE_TYPE, false}, {"subType", X2_PREFIXED, false}
#define HALF                                                                                       \
    EDIT_HINTS, {"canOverlap", X2_YESNO, false}, {"dataRef", X2_NMTOKEN, false},                   \
        {"dir", X2_DIRECTION, false}, {"disp", X2_TEXT, false}, {"equiv", X2_TEXT, false},         \
        {"isolated", X2_YESNO, false}, {"subFlows", X2_NMTOKENS, false}
#define INHERITED                                                                                  \
    {"canResegment", X2_YESNO, false}, {"translate", X2_YESNO, false},                             \
        {"srcDir", X2_DIRECTION, false}, {"trgDir", X2_DIRECTION, false}
#define MARK                                                                                       \
    {"id", X2_NMTOKEN, true}, {"translate", X2_YESNO, false}, {"type", X2_MARK_TYPE, false},       \
        {"ref", X2_REFERENCE, false}, {"value", X2_TEXT, false}

static const struct x2_element elements[] = {
    {X2_CORE, "xliff", X2_STEPS, true, STEPS({" file ", true, true}),
     ATTRS({"version", X2_VERSION, true}, {"srcLang", X2_LANGUAGE, true},
           {"trgLang", X2_LANGUAGE, false})},
    {X2_CORE, "file", X2_STEPS, true,
     STEPS({" skeleton ", false, false}, OTHERS, NOTES, {" unit group ", true, true}),
     ATTRS({"id", X2_NMTOKEN, true}, {"original", X2_TEXT, false}, INHERITED)},
    {X2_CORE, "skeleton", X2_ANY, false, NULL, ATTRS({"href", X2_TEXT, false})},
    {X2_CORE, "group", X2_STEPS, true, STEPS(OTHERS, NOTES, {" unit group ", false, true}),
     ATTRS({"id", X2_NMTOKEN, true}, {"name", X2_TEXT, false}, {"type", X2_PREFIXED, false},
           INHERITED)},
    {X2_CORE, "unit", X2_STEPS, true,
     STEPS(OTHERS, NOTES, {" originalData ", false, false}, {" segment ignorable ", true, true}),
     ATTRS({"id", X2_NMTOKEN, true}, {"name", X2_TEXT, false}, {"type", X2_PREFIXED, false},
           INHERITED)},
    {X2_CORE, "notes", X2_STEPS, false, STEPS({" note ", true, true}), NULL},
    {X2_CORE, "note", X2_PLAIN, true, NULL,
     ATTRS({"id", X2_NMTOKEN, false}, {"appliesTo", X2_SIDE, false},
           {"category", X2_TEXT, false}, {"priority", X2_PRIORITY, false},
           {"ref", X2_REFERENCE, false})},
    {X2_CORE, "originalData", X2_STEPS, false, STEPS({" data ", true, true}), NULL},
    {X2_CORE, "data", X2_DATA, false, NULL,
     ATTRS({"id", X2_NMTOKEN, true}, {"dir", X2_DIRECTION, false})},
    {X2_CORE, "segment", X2_STEPS, false,
     STEPS({" source ", true, false}, {" target ", false, false}),
     ATTRS({"id", X2_NMTOKEN, false}, {"canResegment", X2_YESNO, false},
           {"state", X2_STATE, false}, {"subState", X2_PREFIXED, false})},
    {X2_CORE, "ignorable", X2_STEPS, false,
     STEPS({" source ", true, false}, {" target ", false, false}),
     ATTRS({"id", X2_NMTOKEN, false})},
    {X2_CORE, "source", X2_INLINE, false, NULL, NULL},
    {X2_CORE, "target", X2_INLINE, false, NULL, ATTRS({"order", X2_POSITIVE, false})},
    {X2_CORE, "cp", X2_NONE, false, NULL, ATTRS({"hex", X2_HEX, true})},
    {X2_CORE, "ph", X2_NONE, false, NULL,
     ATTRS({"id", X2_NMTOKEN, true}, EDIT_HINTS, {"dataRef", X2_NMTOKEN, false},
           {"disp", X2_TEXT, false}, {"equiv", X2_TEXT, false},
           {"subFlows", X2_NMTOKENS, false})},
    {X2_CORE, "pc", X2_INLINE, false, NULL,
     ATTRS({"id", X2_NMTOKEN, true}, EDIT_HINTS, {"canOverlap", X2_YESNO, false},
           {"dataRefStart", X2_NMTOKEN, false}, {"dataRefEnd", X2_NMTOKEN, false},
           {"dispStart", X2_TEXT, false}, {"dispEnd", X2_TEXT, false},
           {"equivStart", X2_TEXT, false}, {"equivEnd", X2_TEXT, false},
           {"subFlowsStart", X2_NMTOKENS, false}, {"subFlowsEnd", X2_NMTOKENS, false},
           {"dir", X2_DIRECTION, false})},
    {X2_CORE, "sc", X2_NONE, false, NULL, ATTRS({"id", X2_NMTOKEN, true}, HALF)},
    {X2_CORE, "ec", X2_NONE, false, NULL,
     ATTRS({"id", X2_NMTOKEN, false}, {"startRef", X2_NMTOKEN, false}, HALF)},
    {X2_CORE, "mrk", X2_INLINE, true, NULL, ATTRS(MARK)},
    {X2_CORE, "sm", X2_NONE, true, NULL, ATTRS(MARK)},
    {X2_CORE, "em", X2_NONE, false, NULL, ATTRS({"startRef", X2_NMTOKEN, true})},

    {X2_MTC, "matches", X2_STEPS, false, STEPS({" match ", true, true}), NULL},
    {X2_MTC, "match", X2_ANY, true, NULL,
     ATTRS({"id", X2_NMTOKEN, false}, {"ref", X2_FRAGMENT, true}, {"origin", X2_TEXT, false},
           {"type", X2_MATCH_TYPE, false}, {"subType", X2_PREFIXED, false},
           {"reference", X2_YESNO, false}, {"similarity", X2_PERCENT, false},
           {"matchQuality", X2_PERCENT, false}, {"matchSuitability", X2_PERCENT, false})},

    {X2_GLS, "glossary", X2_STEPS, false, STEPS({" glossEntry ", true, true}), NULL},
    {X2_GLS, "glossEntry", X2_STEPS, true,
     STEPS({" term ", true, false}, {" translation ", false, true},
           {" definition ", false, false}, OTHERS),
     ATTRS({"id", X2_NMTOKEN, false}, {"ref", X2_FRAGMENT, false})},
    {X2_GLS, "term", X2_PLAIN, true, NULL, ATTRS({"source", X2_TEXT, false})},
    {X2_GLS, "translation", X2_PLAIN, true, NULL,
     ATTRS({"id", X2_NMTOKEN, false}, {"ref", X2_FRAGMENT, false}, {"source", X2_TEXT, false})},
    {X2_GLS, "definition", X2_PLAIN, true, NULL, ATTRS({"source", X2_TEXT, false})},

    {X2_MDA, "metadata", X2_STEPS, false, STEPS({" metaGroup ", true, true}),
     ATTRS({"id", X2_NMTOKEN, false})},
    {X2_MDA, "metaGroup", X2_STEPS, false, STEPS({" metaGroup meta ", true, true}),
     ATTRS({"id", X2_NMTOKEN, false}, {"category", X2_TEXT, false},
           {"appliesTo", X2_PART, false})},
    {X2_MDA, "meta", X2_PLAIN, false, NULL, ATTRS({"type", X2_TEXT, true})},

    {X2_CTR, "changeTrack", X2_STEPS, false, STEPS({" revisions ", true, true}), NULL},
    {X2_CTR, "revisions", X2_STEPS, true, STEPS({" revision ", true, true}),
     ATTRS({"appliesTo", X2_NMTOKEN, true}, {"ref", X2_NMTOKEN, false},
           {"currentVersion", X2_NMTOKEN, false})},
    {X2_CTR, "revision", X2_STEPS, true, STEPS({" item ", true, true}),
     ATTRS({"author", X2_TEXT, false}, {"datetime", X2_TIME, false},
           {"version", X2_NMTOKEN, false})},
    {X2_CTR, "item", X2_PLAIN, true, NULL, ATTRS({"property", X2_NMTOKEN, true})},

    {X2_VAL, "validation", X2_STEPS, true, STEPS({" rule ", true, true}), NULL},
    {X2_VAL, "rule", X2_NONE, true, NULL,
     ATTRS({"isPresent", X2_TEXT, false}, {"isNotPresent", X2_TEXT, false},
           {"startsWith", X2_TEXT, false}, {"endsWith", X2_TEXT, false},
           {"occurs", X2_POSITIVE, false}, {"existsInSource", X2_YESNO, false},
           {"caseSensitive", X2_YESNO, false}, {"normalization", X2_TEXT, false},
           {"disabled", X2_YESNO, false})},
};

const struct x2_element *x2_rule(const struct xml_node *n)
{
    for (size_t i = 0; i < COUNT_OF(elements); i++) {
        if (span_eqs(n->name, elements[i].name) && span_starts(n->ns, span_str(elements[i].ns)))
            return &elements[i];
    }
    return NULL;
}
