/* Pictures of alignments as SVG: a panel for each document, one below the other. Sentences of side one go to the right, those of side two
 * down; each bead is a stroke from where it begins to where it ends, coloured by its kind, as opaque as it is probable; a sentence
 * without partner is a stroke along its side. Pure; memory and bytes are bounded: a document of more than SL_PICTURE_STROKES beads
 * is thinned out, neighbours sharing a stroke, and behind SL_PICTURE_PANELS documents the others are counted only. */
#ifndef SLUIS_ALIGN_PICTURE_H
#define SLUIS_ALIGN_PICTURE_H
#include "sluis/align.h"

enum { SL_PICTURE_STROKES = 2000, SL_PICTURE_PANELS = 100 };

typedef struct sl_picture { sl_buf panels; unsigned n; size_t more; double height; } sl_picture;    /* zero-initialised is empty */

/* A document: its name (any bytes), the sentences of both sides, and all beads in order. */
void sl_picture_document(sl_picture *p, sl_str name, uint32_t one, uint32_t two, const sl_bead *bead, size_t n);
/* Append the whole picture. */
void sl_picture_put(const sl_picture *p, sl_buf *out);
void sl_picture_free(sl_picture *p);
#endif
