/* The word list; see seed.h. */
#include "seed.h"
#include "sluis/data.h"

void sl_wordlist_read(sl_wordlist *l, sl_str data) {
    sl_str line;
    sl_rows_start(&l->rows);
    while (sl_data_line(&data, &line)) {
        sl_str word = sl_cut(&line, '\t');
        if (sl_vocab_find(&l->one, word) != SL_VOCAB_NONE) continue;    /* the first line of a word counts */
        sl_vocab_add(&l->one, word);
        while (line.n) {
            sl_str other = sl_cut(&line, ' ');
            if (other.n) sl_rows_add(&l->rows, sl_vocab_add(&l->two, other), 1);
        }
        sl_rows_end(&l->rows);
    }
}

void sl_wordlist_free(sl_wordlist *l) {
    sl_vocab_free(&l->one);
    sl_vocab_free(&l->two);
    sl_rows_free(&l->rows);
}
