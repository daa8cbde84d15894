/* meaning [--features] [--data DIR] [--lexicon FILE] < PAIRS: of each line NL TAB EN [TAB ...] the scores of the meaning rules before the
 * line, or everything that they measure: what scripts/fit-meaning and tests/eval/meaning read. */
#include "sluis/data.h"
#include "sluis/meaning.h"
#include <stdio.h>
#include <stdlib.h>

static struct { const char *dir, *lexicon; bool features, quiet; } opt;
static sl_buf text, hold;

static void features(const sl_meaning *s) {
    for (unsigned r = 0; r < SL_MEANING_RULES; r++)
        for (unsigned d = 0; d < 2; d++) {
            const float *v = sl_meaning_measured(s, r, d);
            for (unsigned k = 0; sl_meaning_features[r][k]; k++) printf("%s%.4g", k ? " " : "", (double)v[k]);
            putchar('\t');
        }
}

static void judge(sl_meaning *s, sl_str line) {
    sl_str rest = line, nl = sl_cut(&rest, '\t'), en = sl_cut(&rest, '\t');
    sl_meaning_score v = sl_meaning_pair(s, nl, en);
    if (opt.quiet) return;
    if (opt.features) features(s);
    else for (unsigned r = 0; r < SL_MEANING_RULES; r++) printf("%.2f\t", (double)v.score[r]);
    printf("%.*s\n", (int)line.n, line.p);
}

static int names(void) {
    for (unsigned r = 0; r < SL_MEANING_RULES; r++) {
        printf("%s", sl_meaning_names[r]);
        for (unsigned k = 0; sl_meaning_features[r][k]; k++) printf(" %s", sl_meaning_features[r][k]);
        putchar('\n');
    }
    return 0;
}

int main(int argc, char **argv) {
    sl_lexicon *x;
    sl_meaning_model *m;
    sl_err e = {0};
    sl_str facts = SL_LIT(""), rest;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--features")) opt.features = true;
        else if (!strcmp(argv[i], "--names")) return names();
        else if (!strcmp(argv[i], "--quiet")) opt.quiet = true;
        else if (!strcmp(argv[i], "--data") && i + 1 < argc) opt.dir = argv[++i];
        else if (!strcmp(argv[i], "--lexicon") && i + 1 < argc) opt.lexicon = argv[++i];
        else return 2;
    }
    int rc = opt.lexicon ? sl_lexicon_open(&x, opt.lexicon, &e) : sl_data("nl-en/lexicon.txt", opt.dir, &hold, &facts, &e);
    if (rc == 0 && !opt.lexicon) rc = sl_lexicon_bytes(&x, facts, "nl-en/lexicon.txt", &e);
    if (rc == 0) rc = sl_meaning_open(&m, x, opt.dir, &e);
    if (rc) return fprintf(stderr, "meaning: %s\n", e.msg), 1;
    if (sl_buf_file(&text, "/dev/stdin")) return perror("meaning"), 3;
    sl_meaning *s = sl_meaning_new(m);
    for (rest = sl_view(&text); rest.n;) judge(s, sl_cut(&rest, '\n'));
    sl_meaning_free(s);
    sl_meaning_close(m);
    sl_lexicon_close(x);
    sl_buf_free(&text);
    sl_buf_free(&hold);
    return 0;
}
