/* Window overlap: do the words around a term agree with those around it in the reference? */
#ifndef SLUIS_GLOSSARY_WINDOW_H
#define SLUIS_GLOSSARY_WINDOW_H
#include "sluis/attest.h"

/* Of the places that sl_attest_find() has just found in a translation and in its reference (at least one there): the share of the
 * reference's `window` words on each side, signs left out, that are also around the translation's; of the pairs of places that
 * agree best, each place in one pair, the mean. 0 when the translation has none.
 * (Alam, Anastasopoulos et al., On the Evaluation of Machine Translation for Terminology Consistency, 2021; here blind to case.) */
double window_overlap(const sl_attest *translation, const sl_attest *reference, unsigned window);
#endif
