/* Alignment of a document in rounds; see sluis/align.h. */
#include "sluis/align.h"
#include "explain.h"
#include "kinship.h"
#include "lattice.h"
#include "learner.h"
#include "model1.h"
#include <stdlib.h>

enum { ROUNDS = 2,                /* of learning, at most: what finds the path that it learnt from need not go on */
       FIRST_EM = 3, EM = 5,      /* rounds within the first of those, and the others */
       LOOKS = 3,                 /* at what the last of them found */
       SMALL = 400000,            /* with so many nodes a whole matrix is looked at in the first round */
       WIDTH = 8, MOST_CELLS = 1500000, CELLS_A_ROW = 40,    /* of the first band, where there is one */
       PATH_WIDTH = 5,
       FIRST_BEAD = 2 };          /* in that band beads are no larger */
static const double UNSEEN = 0.7;

struct sl_aligner {
    unsigned max_bead;
    sl_wordlist words;
    sl_half one, two;
    sl_seeds seeds;
    sl_sections sections;
    sl_anchors anchors;
    sl_band band;
    sl_rows table[2];
    sl_model1 model1;
    sl_models models;
    sl_lattice lattice;
    sl_bead *before; size_t nbefore, beforecap;     /* the path of the last round */
    sl_kinship kinship;
};

int sl_align_new(sl_aligner **out, const sl_align_rules *r, sl_err *e) {
    sl_aligner *a = *out = sl_zalloc(sizeof *a);
    int rc = 0;
    a->max_bead = r->max_bead;
    for (unsigned k = 0; k < 2; k++) a->models.emb.v[k] = r->vectors[k];
    for (unsigned k = 0; k < 2 && rc == 0; k++)
        if (r->lexicon[k].ready) sl_wordlist_add(&a->words, r->lexicon[k].ready);
        else if (r->lexicon[k].text.n) rc = sl_wordlist_lexicon(&a->words, r->lexicon[k].text, r->lexicon[k].name, e);
    if (rc == 0 && r->words.n) rc = sl_wordlist_read(&a->words, r->words, e);
    if (rc == 0 && r->dict.n) sl_wordlist_dict(&a->words, r->dict);
    return rc;
}

sl_aligner *sl_align_twin(const sl_aligner *first) {
    sl_aligner *a = sl_zalloc(sizeof *a);
    a->max_bead = first->max_bead;
    sl_wordlist_share(&a->words, &first->words);
    for (unsigned k = 0; k < 2; k++) a->models.emb.v[k] = first->models.emb.v[k];
    return a;
}

static size_t nodes(const sl_aligner *a) { return ((size_t)a->one.n + 1) * ((size_t)a->two.n + 1); }

static unsigned smaller(unsigned x, unsigned y) { return x < y ? x : y; }

/* The first band; the largest bead that is looked for in it. */
static unsigned first_band(sl_aligner *a) {
    uint32_t n = a->one.n, m = a->two.n;
    if (nodes(a) <= SMALL || n == 0 || m == 0) {
        sl_band_full(&a->band, n, m);
        return a->max_bead;
    }
    size_t most = (size_t)CELLS_A_ROW * n > MOST_CELLS ? (size_t)CELLS_A_ROW * n : MOST_CELLS;
    sl_anchors_find(&a->anchors, &a->one, &a->two, &a->seeds.one);
    sl_band_lines(&a->band, n, m, a->anchors.chain, a->anchors.nchain, WIDTH, most);
    return smaller(a->max_bead, FIRST_BEAD);
}

static void solve(sl_aligner *a, unsigned max_bead) {
    sl_models *m = &a->models;
    sl_evidence_fill(&m->evidence, &a->band, &a->one, &a->two, &a->table[0], &a->table[1], max_bead);
    sl_emb_fill(&m->emb, &a->band, m->prior.kinds);
    sl_lattice_weigh(&a->lattice, &a->band, m);
    sl_lattice_solve(&a->lattice, &a->band, &m->prior);
}

static void start(sl_aligner *a, const sl_align_text *one, const sl_align_text *two) {
    sl_models *m = &a->models;
    m->one = &a->one, m->two = &a->two, m->table[0] = &a->table[0], m->table[1] = &a->table[1];
    sl_half_read(&a->one, one->sentence, one->n);
    sl_half_read(&a->two, two->sentence, two->n);
    sl_seeds_find(&a->seeds, &a->one, &a->two, &a->words);
    sl_rows_norm(&a->table[0], &a->seeds.one, UNSEEN);
    sl_rows_norm(&a->table[1], &a->seeds.two, UNSEEN);
    sl_evidence_start(&m->evidence, &a->one, &a->two, &a->seeds);
    sl_length_start(&m->length, &a->one, &a->two);
    sl_place_start(&m->place, one, two);
    sl_emb_start(&m->emb, one, two, a->max_bead);
    sl_sections_read(&a->sections, one, two);
    a->band.sections = a->anchors.sections = &a->sections;
    unsigned largest = first_band(a);
    sl_prior_start(&m->prior, largest);
    solve(a, largest);
}

static void keep_path(sl_aligner *a) {
    a->nbefore = a->lattice.nbead;
    a->before = sl_grow(a->before, &a->beforecap, a->nbefore + 1, sizeof *a->before);
    memcpy(a->before, a->lattice.bead, a->nbefore * sizeof *a->before);
}

static bool same_path(const sl_aligner *a) {
    if (a->nbefore != a->lattice.nbead) return false;
    for (size_t k = 0; k < a->nbefore; k++) {
        const sl_bead *x = &a->before[k], *y = &a->lattice.bead[k];
        if (x->i != y->i || x->j != y->j || x->a != y->a || x->b != y->b) return false;
    }
    return true;
}

/* Learn from the path, find a new one; is it another? */
static bool again(sl_aligner *a, int round) {
    sl_models *m = &a->models;
    keep_path(a);
    const sl_bead *bead = a->before;
    size_t n = a->nbefore;
    a->model1.rounds = round ? EM : FIRST_EM;
    sl_model1_learn(&a->model1, &a->table[0], &a->one, &a->two, false, &a->seeds.one, bead, n);
    sl_model1_learn(&a->model1, &a->table[1], &a->one, &a->two, true, &a->seeds.two, bead, n);
    sl_evidence_learn(&m->evidence, &a->one, &a->two, bead, n);
    sl_length_learn(&m->length, bead, n);
    sl_place_learn(&m->place, bead, n);
    sl_emb_learn(&m->emb, bead, n);
    m->prior.kinds = sl_link_kinds_upto(a->max_bead);
    sl_prior_learn(&m->prior, bead, n);
    sl_band_path(&a->band, a->one.n, a->two.n, bead, n, PATH_WIDTH);
    solve(a, a->max_bead);
    return !same_path(a);
}

size_t sl_align_document(sl_aligner *a, const sl_align_text *one, const sl_align_text *two, const sl_bead **beads) {
    start(a, one, two);
    for (int r = 0; r < ROUNDS && one->n && two->n && again(a, r); r++) {}
    for (int r = 0; r < LOOKS && sl_lattice_look(&a->lattice, &a->band, &a->models); r++) sl_lattice_solve(&a->lattice, &a->band, &a->models.prior);
    *beads = a->lattice.bead;
    return a->lattice.nbead;
}

double sl_align_verdict(sl_aligner *a) {
    return sl_kinship_rate(&a->kinship, &a->one, &a->two, &a->seeds, &a->words, a->lattice.bead, a->lattice.nbead);
}

sl_align_parts sl_align_explain(sl_aligner *a, const sl_bead *x) { return sl_lattice_explain(&a->band, &a->models, x); }

void sl_align_vectors(const sl_aligner *a, uint64_t *runs, uint64_t *missing) {
    *runs = a->models.emb.runs;
    *missing = a->models.emb.missing;
}

sl_align_view sl_align_look(const sl_aligner *a) { return (sl_align_view){&a->one, &a->two, a->table, a->models.evidence.known}; }

void sl_align_teach(const sl_aligner *a, sl_lesson *l) { sl_lesson_take(l, &a->one, &a->two, a->table, a->lattice.bead, a->lattice.nbead); }
void sl_align_know(sl_aligner *a, const sl_lexicon *x) { a->words.added[SL_WORDS_LEARNT] = x; }

void sl_align_free(sl_aligner *a) {
    if (!a) return;
    sl_wordlist_free(&a->words);
    sl_half_free(&a->one);
    sl_half_free(&a->two);
    sl_seeds_free(&a->seeds);
    sl_sections_free(&a->sections);
    sl_anchors_free(&a->anchors);
    sl_band_free(&a->band);
    for (int d = 0; d < 2; d++) sl_rows_free(&a->table[d]);
    sl_model1_free(&a->model1);
    sl_models_free(&a->models);
    sl_lattice_free(&a->lattice);
    free(a->before);
    sl_kinship_free(&a->kinship);
    free(a);
}
