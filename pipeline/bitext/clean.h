/* What the rules of clean share; see sluis/clean.h. */
#ifndef SLUIS_BITEXT_CLEAN_H
#define SLUIS_BITEXT_CLEAN_H
#include "sluis/clean.h"

/* A rule: does the pair (or its side i) fail at this limit? If so the value that was measured is left by one of the next three. */
#define SL_CLEAN_DECLARE(e, name, of, limit_, help) bool sl_clean_fails_##name(sl_clean_pair *p, unsigned i, double limit);
SL_CLEAN_RULES(SL_CLEAN_DECLARE)

bool sl_clean_real(sl_clean_pair *p, double v);        /* all three return true */
bool sl_clean_count(sl_clean_pair *p, size_t v);
bool sl_clean_quote(sl_clean_pair *p, sl_str s);       /* cut to a size to read */

/* What is known of the pair's words: sl_meaning_find(), sl_meaning_judge(), once for each pair. rules->meaning is set. */
void sl_clean_find(sl_clean_pair *p);
const sl_meaning_score *sl_clean_meaning(sl_clean_pair *p);

/* One pass over a text; its words into x->word[i], and its tokens, when somebody asks for them, into *tok. */
struct sl_tokens;
void sl_clean_measure(sl_str text, sl_clean_scratch *x, unsigned i, sl_clean_side *s, struct sl_tokens *tok);
#endif
