/* What is known of words from a lexicon and a word list; see seed.h. */
#include "seed.h"
#include "sluis/data.h"
#include "sluis/lexicon.h"
#include <math.h>

static const double LISTED = 1, LISTED_AMONG = 0.7,
    LEARNT = 5;               /* of a link whose probabilities are both 1 */

void sl_wordlist_start(sl_wordlist *l) { sl_rows_start(&l->rows); }

/* Begin the row of a word, unless it has one. */
static bool begin(sl_wordlist *l, sl_str word) {
    if (sl_vocab_find(&l->one, word) != SL_VOCAB_NONE) return false;
    sl_vocab_add(&l->one, word);
    return true;
}

int sl_wordlist_lexicon(sl_wordlist *l, sl_str text, const char *name, sl_err *e) {
    sl_lexicon_place at = {0};
    sl_lexicon_link k;
    uint64_t row = 0;
    bool open = false;
    int got;
    while ((got = sl_lexicon_next(&text, &at, &k)) > 0) {
        if (at.line != row) {
            if (open) sl_rows_end(&l->rows);
            open = begin(l, k.word);
            row = at.line;
        }
        if (open) sl_rows_add(&l->rows, sl_vocab_add(&l->two, k.other), (float)(LEARNT * sqrt((double)k.p * (double)k.q)));
    }
    if (open) sl_rows_end(&l->rows);
    return got < 0 ? sl_fail(e, SL_EDATA, name, at.line, 0, "no row of a lexicon: WORD, then TRANSLATION P Q in thousandths") : 0;
}

static size_t words_in(sl_str s) {
    size_t n = 0;
    while (s.n) n += sl_cut(&s, ' ').n > 0;
    return n;
}

void sl_wordlist_read(sl_wordlist *l, sl_str data) {
    sl_str line;
    while (sl_data_line(&data, &line)) {
        if (!begin(l, sl_cut(&line, '\t'))) continue;
        double weight = words_in(line) == 1 ? LISTED : LISTED_AMONG;
        while (line.n) {
            sl_str other = sl_cut(&line, ' ');
            if (other.n) sl_rows_add(&l->rows, sl_vocab_add(&l->two, other), (float)weight);
        }
        sl_rows_end(&l->rows);
    }
}

void sl_wordlist_free(sl_wordlist *l) {
    sl_vocab_free(&l->one);
    sl_vocab_free(&l->two);
    sl_rows_free(&l->rows);
}
