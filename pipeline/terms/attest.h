/* What attest.c remembers of lines and targets. */
#ifndef SLUIS_ATTEST_PARTS_H
#define SLUIS_ATTEST_PARTS_H
#include "sluis/attest.h"

typedef struct at_word { uint64_t hash; size_t start, end; int32_t c; uint8_t gap; } at_word;     /* c: a sign's character, 0 of words */
typedef struct at_part { uint64_t hash; uint32_t at, len; uint8_t gap; bool cased; } at_part;     /* a word of a form; cased: bytes of sl_attest.text */
typedef struct at_form { uint32_t first, n; unsigned form; } at_form;                             /* n parts */
typedef struct at_entry { uint64_t key; uint32_t first, n; } at_entry;                            /* n forms; key 0: none */
#endif
