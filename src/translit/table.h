/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The compiled form of a system in one direction: one block of memory without pointers, written by
 * compile.c, kept in a pack or in memory, checked by table_open() and run by run.c.
 *
 * A block is a header and arrays, each aligned to 8; all offsets count bytes from the beginning of
 * the block, all counts are numbers of items.  Passes are run in turn.  A pass of rules finds the
 * rules that could begin at a code point c through three stages,
 *
 *     stage 1  cp >> 12         -> block of stage 2 (64 entries each)
 *     stage 2  (cp >> 6) & 63   -> block of stage 3 (64 entries each)
 *     stage 3  cp & 63          -> cell
 *
 * which are the bits of the bytes of UTF-8.  A cell names its candidate rules in order.  Cell 0
 * has none.
 *
 * Most passes are also given as a finite-state machine, which fast.c runs and machine.c builds.
 * A cell has a class, which stands for the sets of contexts that its code points are in (0: nothing
 * is known of them, and the state behind them is not known either).  The state
 * (0 before any text) sums up what was written; behind a code point of class k it is
 * delta[state * classes + k].  At a code point of cell x, with one of class k behind it (at the end
 * of the text, of class `classes`), the machine does
 *
 *     actions[x.row + (state & x.left) + right[x.group + k]]
 *
 * An action writes some bytes, or the code point itself, and gives the next state.  Where two code
 * points do not decide, looks[look * (classes + 1) + k], k being the class of the one behind, is
 * another look (LOOK_MORE) or the row of an action, to which the state is added.
 *
 * Matchers are sequences of 32-bit words: an operation in the low 8 bits, its argument above.
 * Those of before-contexts are written backwards and run from right to left.
 *
 *     OP_LIT n, offset           n bytes of text
 *     OP_SET n                   a code point (or a string) of set n
 *     OP_QUANT n, min, max       the n words that follow, repeated; greedy, no backtracking
 *     OP_SEG n, number           the n words that follow; what they match is segment `number`
 *
 * Outputs that are not plain text are sequences of OP_LIT, OP_REF number and OP_CURSOR.
 */
#ifndef TRANSLIT_TABLE_H
#define TRANSLIT_TABLE_H

#include "base/buf.h"

enum {
    TABLE_MAGIC = 0x33544C58, /* XLT3 */
    ACTION_BYTES = 8,
    RULE_INLINE = 16,
    STATE_STAYS = 0xFF, /* cell.left: the row has a column for each state */
    LOOK_MORE = INT32_MIN, /* bit 31 of a look */
    MAX_STATES = 128,
    MAX_CLASSES = 250,
    MAX_SEGMENTS = 64,
    MAX_NESTING = 64,
    SET_LOW = 0x800, /* code points below are looked up in a bitmap */
};

enum op { OP_END, OP_LIT, OP_SET, OP_QUANT, OP_SEG, OP_REF, OP_CURSOR };

static inline uint32_t op_make(enum op op, uint32_t arg)
{
    return (uint32_t)op | arg << 8;
}

static inline enum op op_code(uint32_t w)
{
    return (enum op)(w & 0xFF);
}

static inline uint32_t op_arg(uint32_t w)
{
    return w >> 8;
}

struct table_array {
    uint32_t offset, count;
};

struct table_header {
    uint32_t magic, size;
    uint32_t filter;           /* global filter: set + 1, 0 = none */
    uint32_t zero;
    struct table_array passes; /* struct table_pass */
    struct table_array sets;   /* struct table_set */
    struct table_array bitmaps; /* uint64_t, SET_LOW / 64 a set */
    struct table_array ranges; /* struct table_range, of all sets */
    struct table_array strings; /* struct table_text, of all sets */
    struct table_array code;   /* uint32_t: matchers and outputs */
    struct table_array text;   /* bytes */
};

struct table_text {
    uint32_t offset, len; /* in the text array */
};

struct table_range {
    uint32_t first, last; /* both included; sorted, apart */
};

struct table_set {
    uint32_t bitmap;            /* number of the first word */
    uint32_t edge;              /* 1: also matches, without width, at the edge of the text */
    struct table_array ranges;  /* numbers in the header's array: code points >= SET_LOW */
    struct table_array strings; /* longest first */
};

enum pass_kind { PASS_RULES, PASS_NFC, PASS_NFD, PASS_KINDS };

struct table_pass {
    uint32_t kind;
    uint32_t filter;           /* set + 1, 0 = none */
    uint32_t last_rules;       /* 1: the last pass of rules */
    uint32_t flags;            /* enum pass_flag */
    struct table_text system;  /* of a called system its id; length 0: the rules' own pass */
    struct table_array stage1; /* uint16_t, 0x110 of them */
    struct table_array stage2; /* uint16_t */
    struct table_array stage3; /* uint16_t */
    struct table_array cells;  /* struct table_cell */
    struct table_array lists;  /* uint32_t: rules */
    struct table_array rules;  /* struct table_rule */
    uint32_t states, classes;  /* of the machine; 0: there is none */
    struct table_array actions; /* struct table_action */
    struct table_array right;  /* uint16_t */
    struct table_array delta;  /* uint8_t */
    struct table_array looks;  /* uint32_t */
};

enum pass_flag {
    PASS_LINES_PART = 1, /* a line feed parts the text: either side is the same without the other */
    PASS_WORDS_PART = 2, /* so does a space */
    PASS_STRETCHES = 4,  /* contexts of the machine go on over any number of letters */
    PASS_STEADY = 8,     /* whatever the rules write is NFC wherever it stands: norm_is_nfc_quick() */
};

enum cell_flag {
    CELL_LOOSE = 1, /* may not be NFC beside others: norm_is_nfc_quick() */
};

struct table_cell {
    uint32_t list;  /* first candidate in lists */
    uint16_t count; /* of candidates */
    uint8_t class;  /* 0: nothing is known of these */
    uint8_t bytes;  /* of each of its code points in UTF-8; 0: the machine stops here */
    uint32_t row;
    uint16_t group;
    uint8_t left;   /* STATE_STAYS, or 0: the state does not matter */
    uint8_t flags;  /* enum cell_flag */
};

/* What an action asks for besides writing its bytes and going on behind the code point. */
enum action_event {
    ACTION_STOP = 1,  /* leave it to the rules */
    ACTION_LOOK = 2,  /* look at the second code point behind */
    ACTION_SKIP = 4,  /* go on `chars` code points later */
    ACTION_LOOSE = 8, /* the cell is CELL_LOOSE */
    ACTION_WILD = 16, /* what it writes may not be NFC beside other text */
    ACTION_LETTER = 32, /* << enum script: in the last pass of rules a letter that no rule takes */
};

struct table_action {
    char bytes[ACTION_BYTES];
    uint8_t len;
    uint8_t copy;   /* 1: the code point itself (bytes are zero) */
    uint16_t next;  /* state */
    uint16_t more;  /* ACTION_LOOK: the number of the look; ACTION_SKIP: how many code points */
    uint16_t events;
};

enum {
    RULE_AT_START = 1, /* ^ */
    RULE_AT_END = 2,   /* $ */
    RULE_ONE = 4,      /* the key is the one code point that chose the rule */
    RULE_PROGRAM = 8,  /* the output is a program, not plain text */
    RULE_SEGMENTS = 16,
    RULE_ANTE_SET = 32, /* the before-context is one set without strings */
    RULE_POST_SET = 64, /* the after-context is one */
    RULE_SHORT = 128,   /* the output is text of at most RULE_INLINE bytes, the cursor behind it */
};

enum rule_cursor {
    CURSOR_AT_END,
    CURSOR_INSIDE, /* at byte `cursor` of a plain output, at OP_CURSOR of a program */
    CURSOR_BEFORE, /* `cursor` code points before the output */
    CURSOR_AFTER,  /* `cursor` code points after the output */
};

struct table_rule {
    struct table_array ante, key, post; /* words of code; count 0: none */
    struct table_array output;          /* bytes of text, or words of code */
    uint32_t flags;
    uint32_t cursor_kind, cursor;
    uint32_t line;
    struct table_text source; /* the rule as it was written */
};

/* A block in use: the arrays of the header as pointers. */
struct table {
    struct span bytes;
    const struct table_header *head;
    const struct table_pass *passes;
    const struct table_set *sets;
    const uint64_t *bitmaps;
    const struct table_range *ranges;
    const struct table_text *strings;
    const uint32_t *code;
    const char *text;
};

#define TABLE_AT(t, array, type) ((const type *)(const void *)((t)->bytes.ptr + (array).offset))

/* Check a block (borrowed, aligned to 8) in full, so that running it needs no checks; ST_SYNTAX
 * when anything in it points outside. */
enum status table_open(struct table *t, struct span bytes, struct error *e) MUST_CHECK;

/* Whether the set has `c` (a code point, or UTF8_BAD, which no set has). */
bool table_set_has_high(const struct table *t, const struct table_set *set, uint32_t c);

static inline bool table_set_has(const struct table *t, const struct table_set *set, uint32_t c)
{
    if (LIKELY(c < SET_LOW))
        return t->bitmaps[set->bitmap + (c >> 6)] >> (c & 63) & 1;
    return table_set_has_high(t, set, c);
}

#endif
