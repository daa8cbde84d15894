/* The cells of the dynamic programme that are looked at. Node (i, j), 0 <= i <= n, 0 <= j <= m: i sentences of side one and j of side two
 * are done. Row i holds the nodes lo[i]..hi[i]; lo and hi never fall, lo[i] <= hi[i - 1], so that a path always exists.
 * A band that has sections is cut to them: every path in it goes through the nodes where they begin. */
#ifndef SLUIS_ALIGN_BAND_H
#define SLUIS_ALIGN_BAND_H
#include "half.h"
#include "rows.h"
#include "sections.h"
#include "sluis/align.h"

typedef struct sl_band {          /* zero-initialised is empty */
    const sl_sections *sections;  /* borrowed; NULL: none */
    uint32_t n, m;
    uint32_t *lo, *hi; size_t locap, hicap;
    size_t *off; size_t offcap;   /* the cells of row i begin at off[i]; off[n + 1]: how many there are */
    uint32_t *reach; size_t reachcap;    /* scratch */
} sl_band;

static inline bool sl_band_has(const sl_band *b, uint32_t i, uint32_t j) { return j >= b->lo[i] && j <= b->hi[i]; }
static inline size_t sl_band_cell(const sl_band *b, uint32_t i, uint32_t j) { return b->off[i] + (j - b->lo[i]); }
static inline size_t sl_band_cells(const sl_band *b) { return b->off[b->n + 1]; }

typedef struct { uint32_t i, j; } sl_node;

void sl_band_full(sl_band *b, uint32_t n, uint32_t m);
/* Around straight lines from node to node. `via` ascends in i and j, each node before two sentences of one section; (0, 0), (n, m)
 * and the starts of sections are added. To either side `width` and a third of the gap between two nodes, but not more than about `most`
 * cells in all. */
void sl_band_lines(sl_band *b, uint32_t n, uint32_t m, const sl_node *via, size_t nvia, uint32_t width, size_t most);
/* Around the path of beads that cover both sides: `width` sentences to all sides. */
void sl_band_path(sl_band *b, uint32_t n, uint32_t m, const sl_bead *bead, size_t nbead, uint32_t width);
void sl_band_free(sl_band *b);

/* Anchors: pairs of sentences that share linked words which are rare on both sides (up to three times, the same number of times, in
 * order), and of those the chain, ascending on both sides, with the most evidence. Result in c->chain. */
typedef struct { uint32_t i, j; double weight; } sl_vote;
typedef struct sl_anchors {  /* scratch; zero-initialised is empty */
    const sl_sections *sections;               /* borrowed; NULL: none. Only pairs within one count */
    uint32_t *place[2]; size_t placecap[2];    /* of each word: its number of sentences (up to 4), then the first three */
    sl_vote *vote; size_t nvote, votecap;
    double *best; size_t bestcap;              /* Fenwick tree over j: the best chain that ends before, and its last vote */
    int64_t *last, *before; size_t lastcap, beforecap;
    sl_node *chain; size_t nchain, chaincap;
} sl_anchors;
void sl_anchors_find(sl_anchors *c, const sl_half *one, const sl_half *two, const sl_rows *links);
void sl_anchors_free(sl_anchors *c);
#endif
