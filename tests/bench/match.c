/* match [-p] [-x] [-g GAP] [-c] GLOSSARY TEXT: how fast the terms of a glossary are found in a Dutch text, with all their forms: seconds to load and to
 * index, bytes a term, and megabytes a second of CPU time for all lines, the best of some rounds. -x: without forms. -c: parts of compounds, too.
 * -p prints the matches instead: LINE START END START2 END2 TERM KIND FORM SOURCE, with TABs between. */
#include "sluis/match.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 3 };
static struct {
    sl_termbase tb;
    sl_termindex ix;
    sl_matches found;
    sl_buf text;
    sl_forms *forms;
    unsigned flags;
    bool print, exact;
} x;

static double now(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void show(uint64_t line, sl_str s) {
    for (size_t i = 0; i < x.found.n; i++) {
        const sl_match *m = &x.found.v[i];
        sl_term t = sl_termbase_at(&x.tb, m->term);
        printf("%llu\t%zu\t%zu\t%zu\t%zu\t%u\t%u\t%u\t%.*s\t%.*s\n", (unsigned long long)line, m->start, m->end, m->start2, m->end2, m->term + 1, m->kind, m->form,
               (int)t.source.n, t.source.p, (int)(m->end - m->start), s.p + m->start);
    }
}

static uint64_t all_lines(void) {
    sl_str rest = sl_view(&x.text);
    uint64_t line = 0, n = 0;
    while (rest.n) {
        sl_str s = sl_cut(&rest, '\n');
        line++;
        sl_match_line(&x.ix, x.flags, s, &x.found);
        n += x.found.n;
        if (x.print) show(line, s);
    }
    return n;
}

static int measure(double loaded, double indexed) {
    double best = 1e9;
    uint64_t n = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double t = now();
        n = all_lines();
        t = now() - t;
        if (t < best) best = t;
    }
    printf("%u terms: loaded in %.2f s, indexed in %.2f s, %.1f bytes a term (index %.1f); %llu matches, %.1f MB/s\n", sl_termbase_count(&x.tb), loaded, indexed,
           (double)(sl_termbase_bytes(&x.tb) + sl_termindex_bytes(&x.ix)) / sl_termbase_count(&x.tb), (double)sl_termindex_bytes(&x.ix) / sl_termbase_count(&x.tb),
           (unsigned long long)n, (double)x.text.n / 1e6 / best);
    return 0;
}

int main(int argc, char **argv) {
    sl_err e = {0};
    int c;
    while ((c = getopt(argc, argv, "pxcg:")) != -1) {
        if (c == 'p') x.print = true;
        else if (c == 'x') x.exact = true;
        else if (c == 'c') x.flags |= SL_MATCH_COMPOUNDS;
        else if (c == 'g') x.flags |= SL_MATCH_GAPS(atoi(optarg));
    }
    if (argc - optind != 2 || sl_buf_file(&x.text, argv[optind + 1])) { fputs("match: [-p] [-x] [-c] [-g GAP] GLOSSARY TEXT\n", stderr); return 2; }
    int rc = x.exact ? 0 : sl_forms_open(&x.forms, NULL, &e);
    double t0 = now();
    if (!rc) rc = sl_termbase_load(&x.tb, argv[optind], NULL, &e);
    double t1 = now();
    x.ix.forms = x.forms;
    if (!rc) rc = sl_termindex_build(&x.ix, &x.tb, &e);
    double t2 = now();
    if (rc) { fprintf(stderr, "match: %s:%llu: %s\n", e.file, (unsigned long long)e.line, e.msg); return rc; }
    if (x.print) all_lines();
    else measure(t1 - t0, t2 - t1);
    sl_matches_free(&x.found);
    sl_termindex_free(&x.ix);
    sl_termbase_free(&x.tb);
    sl_forms_free(x.forms);
    sl_buf_free(&x.text);
    return 0;
}
