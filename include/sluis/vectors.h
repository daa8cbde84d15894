/* Sentence embeddings that some encoder (LASER, LaBSE, ...) made on another machine, as vecalign reads them (B. Thompson, P. Koehn,
 * Vecalign: Improved Sentence Alignment in Linear Time and Space, EMNLP 2019): a text file with a sentence a line, or a run of neighbouring
 * sentences joined by one space; and a file of float32 in this machine's byte order, no head, whose row r belongs to line r. How many
 * numbers a row has follows from the sizes.
 *
 * As vecalign's overlap.py writes them, lines have no white space at their ends, an empty sentence is BLANK_LINE, and a line has at most 10,000
 * characters. Of equal lines the first counts. */
#ifndef SLUIS_VECTORS_H
#define SLUIS_VECTORS_H
#include "sluis/buf.h"
#include "sluis/err.h"

enum { SL_VECTORS_NONE = UINT32_MAX };
typedef struct sl_vectors {       /* immutable; may be shared by threads */
    const float *row;             /* row[dim * r]; borrowed, or mapped */
    uint32_t n, dim;
    uint64_t *hash; uint32_t *of; size_t slots;   /* XXH3 of a line to its row; by open addressing */
    void *map; size_t mapped;
} sl_vectors;

/* From both files' bytes; `bytes` are borrowed and aligned for floats. SL_EDATA: sizes that don't fit; names are for the message. */
int sl_vectors_make(sl_vectors *v, sl_str lines, const char *lines_name, sl_str bytes, const char *name, sl_err *e);
/* The row of a run of n sentences, or SL_VECTORS_NONE; `scratch` is overwritten. */
uint32_t sl_vectors_find(const sl_vectors *v, const sl_str *sentence, unsigned n, sl_buf *scratch);
void sl_vectors_free(sl_vectors *v);

/* Open LINES:VECTORS, or VECTORS called NAME.emb with its lines in NAME (which may be gzip). The vectors are mapped, not read. */
int sl_vectors_open(sl_vectors *v, sl_str spec, sl_err *e);
/* ONE,TWO: both sides; their rows have the same length. */
int sl_vectors_pair(sl_vectors v[2], const char *spec, sl_err *e);
#endif
