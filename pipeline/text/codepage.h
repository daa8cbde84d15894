/* The single-byte charsets that are written out: where they differ from ISO 8859-1. */
#ifndef CODEPAGE_H
#define CODEPAGE_H
#include "sluis/charset.h"

typedef struct {
    unsigned number;             /* SL_CSN_... */
    unsigned from, n;            /* bytes from .. from + n - 1 are to[]; all others are the character of their number */
    const uint16_t *to;
} sl_codepage;

extern const sl_codepage sl_codepages[];
extern const size_t sl_ncodepages;
#endif
