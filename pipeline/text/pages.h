/* Between the files of pages: a line that waits, and the edges of a page; see sluis/pages.h. */
#ifndef TEXT_PAGES_H
#define TEXT_PAGES_H
#include "sluis/pages.h"

struct sl_pages_held {
    size_t from, n;              /* in p->bytes */
    sl_pages_kind kind;
    bool blank, page;            /* blank lines before it; the first of its page */
};

/* Describe the edges of a page whose lines are all held; of one that `flows` only the last lines are. */
void sl_pages_measure(sl_pages *p, struct sl_pages_page *g, bool flows);
/* Mark what is furniture of page[i]. */
void sl_pages_judge(sl_pages *p, unsigned i);
/* k held lines before all others are gone. */
void sl_pages_moved(struct sl_pages_page *g, size_t k);
#endif
