/* How often each kind of bead comes; see lattice.h. */
#include "lattice.h"
#include "real.h"

const sl_link_kind sl_link_kinds[SL_LINKS] = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 3}, {3, 1}, {2, 3}, {3, 2}, {3, 3}, {1, 4}, {4, 1}};
static const double usual[SL_LINKS] = {0.88, 0.04, 0.04, 0.005, 0.004, 0.004, 0.0008, 0.0008, 0.0002, 0.0008, 0.0008};
static const double USUAL_GAP = 0.03, WORTH = 20,      /* share of gaps among beads; the beads that the usual shares are worth */
    GOES_ON = 2, CHANGES = 0.3, LONGEST = 0.9;          /* steps within gaps beforehand; share of those that change sides; most that go on */

unsigned sl_link_kinds_upto(unsigned most) {
    unsigned k = 0;
    while (k < SL_LINKS && sl_link_kinds[k].a <= most && sl_link_kinds[k].b <= most) k++;
    return k;
}

/* From counts: of links by kind, of gaps, of steps on within a gap, of steps from side one to two. */
static void set(sl_prior *p, const double *link, double gaps, double longer, double changes) {
    double links = 0, on = longer / (longer + gaps), change = changes / longer;
    if (on > LONGEST) on = LONGEST;
    for (unsigned k = 0; k < p->kinds; k++) links += link[k];
    for (unsigned k = 0; k < p->kinds; k++) p->link[k] = sl_real_log(link[k] / (links + gaps));
    p->open = sl_real_log(gaps / 2 / (links + gaps));
    p->go_on = sl_real_log(on * (1 - change));
    p->change = sl_real_log(on * change);
    p->close = sl_real_log(1 - on) - sl_real_log(links / (links + gaps));
}

void sl_prior_start(sl_prior *p, unsigned most) {
    p->kinds = sl_link_kinds_upto(most);
    set(p, usual, USUAL_GAP, USUAL_GAP, CHANGES * USUAL_GAP);
}

unsigned sl_link_kind_of(const sl_bead *x) {
    unsigned k = 0;
    while (sl_link_kinds[k].a != x->a || sl_link_kinds[k].b != x->b) k++;
    return k;
}

void sl_prior_learn(sl_prior *p, const sl_bead *bead, size_t n) {
    double link[SL_LINKS], gaps = WORTH * USUAL_GAP + GOES_ON, longer = GOES_ON, changes = CHANGES * GOES_ON;
    for (unsigned k = 0; k < SL_LINKS; k++) link[k] = WORTH * usual[k];
    for (size_t x = 0; x < n; x++) {
        bool gap = !bead[x].a || !bead[x].b, before = x && (!bead[x - 1].a || !bead[x - 1].b);
        if (!gap) link[sl_link_kind_of(&bead[x])]++;
        else if (!before) gaps++;
        else {
            longer++;
            changes += bead[x].a != bead[x - 1].a;
        }
    }
    set(p, link, gaps, longer, changes);
}
