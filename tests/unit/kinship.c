/* Do two texts translate each other? Verdicts on pairs that do, that don't, and that one can't tell of. */
#include "sluis/align.h"
#include "tap.h"
#include <stdlib.h>

static const char words[] = "de\tthe\neen\ta\nis\tis\nin\tin\nhuis\thouse\nkat\tcat\nrivier\triver\nbrug\tbridge\nkoning\tking\nbrood\tbread\n"
    "slaapt\tsleeps\nstroomt\tflows\nbakt\tbakes\nwoont\tlives\nonder\tunder\noude\told\nstad\ttown city\nzee\tsea\nnaar\tto\nook\talso\n";

typedef struct { const char *line[8]; size_t n; } text;
static const text
    kat = {{"De kat slaapt in een oude stad.", "Onder de brug stroomt een rivier.", "De rivier stroomt naar de zee.", "De koning woont ook in 1815 huizen."}, 4},
    cat = {{"The cat sleeps in an old town.", "Under the bridge flows a river.", "The river flows to the sea.", "The king also lives in 1815 houses."}, 4},
    bread = {{"The king bakes bread.", "A house is a house.", "In 1990 the bread is old.", "The cat bakes bread under the sea."}, 4};

static double verdict(sl_aligner *a, const text *x, const text *y) {
    sl_str s[2][8];
    const sl_bead *b;
    for (size_t k = 0; k < x->n; k++) s[0][k] = sl_cstr(x->line[k]);
    for (size_t k = 0; k < y->n; k++) s[1][k] = sl_cstr(y->line[k]);
    sl_align_document(a, &(sl_align_text){s[0], x->n, NULL}, &(sl_align_text){s[1], y->n, NULL}, &b);
    double v = sl_align_verdict(a);
    if (v != sl_align_verdict(a)) return -1;
    printf("# %.4f\n", v);
    return v;
}

static text first(text t, size_t n) {
    t.n = n;
    return t;
}

static text turned(const text *t) {
    text u = *t;
    for (size_t k = 0; k < t->n; k++) u.line[k] = t->line[t->n - 1 - k];
    return u;
}

static void listed(sl_aligner *a) {
    text none = {{0}, 0}, kat1 = first(kat, 1), cat1 = first(cat, 1), bread1 = first(bread, 1);
    double yes = verdict(a, &kat, &cat), no = verdict(a, &kat, &bread), yes1 = verdict(a, &kat1, &cat1), no1 = verdict(a, &kat1, &bread1);
    ok(yes > 0.95, "a translation");
    ok(no < SL_ALIGN_UNLIKE, "another text");
    ok(yes1 > 0.6 && yes1 < yes, "one sentence: less sure");
    ok(no1 < 0.4 && no1 > no, "one sentence of another text");
    ok(verdict(a, &kat, &cat) == yes, "the same again");
    ok(verdict(a, &kat, &none) == 0 && verdict(a, &none, &none) == 0, "an empty side");
    text shuffled = turned(&cat);
    ok(verdict(a, &kat, &shuffled) < yes, "in another order it is less of a translation");
}

static void unlisted(sl_aligner *a) {
    static const text einen = {{"Der Hund bellt.", "Wir gehen."}, 2}, deux = {{"Le chien aboie.", "On y va !"}, 2},
        zahlen = {{"Am 12. Mai 1784 in Paris.", "Um 1815 starb Talma.", "Es waren 365."}, 3},
        nombres = {{"Le 12 mai 1784, Paris.", "Talma mourut en 1815.", "Ils avaient 365."}, 3},
        autres = {{"Le 13 juin 1793, Lyon.", "Danton mourut en 1794.", "Ils avaient 480."}, 3}, empty = {{"", ""}, 2};
    ok(verdict(a, &einen, &deux) == 0.5, "nothing known, nothing said");
    ok(verdict(a, &zahlen, &nombres) > 0.8, "numbers and names speak for a pair in any languages");
    ok(verdict(a, &zahlen, &autres) < 0.2, "and against it");
    ok(verdict(a, &empty, &empty) == 0.5, "empty lines");
}

/* Lines that two texts share don't make a translation of the rest, nor does what is added to one side unmake it. */
static void mixed(sl_aligner *a) {
    text most = kat, more = cat;
    static const char *const shared[2] = {"Koning 1990 brood 1991 rivier.", "King 1990 bread 1991 river."};
    text one = kat, two = bread;
    one.line[one.n++] = shared[0], two.line[two.n++] = shared[1];
    ok(verdict(a, &one, &two) < 0.5, "one line in common");
    for (size_t k = 0; k < 3; k++) most.line[most.n++] = "Brood is brood.";
    ok(verdict(a, &most, &more) > 0.9, "lines more on one side");
}

static void large(sl_aligner *a) {
    enum { LONG = 5000 };
    static sl_str s[2][LONG];
    size_t n = thorough(LONG, 1500);
    const sl_bead *b;
    double v[2];
    for (unsigned turn = 0; turn < 2; turn++) {
        for (size_t k = 0; k < n; k++) {
            s[0][k] = sl_cstr(kat.line[k * k / 3 % 4]);
            s[1][k] = sl_cstr((turn ? &bread : &cat)->line[k * k / 3 % 4]);
        }
        sl_align_document(a, &(sl_align_text){s[0], n, NULL}, &(sl_align_text){s[1], n, NULL}, &b);
        v[turn] = sl_align_verdict(a);
        printf("# %.4f\n", v[turn]);
    }
    ok(v[0] > 0.9 && v[1] < 0.1, "large documents");
}

int main(void) {
    sl_aligner *a, *bare;
    sl_err e = {0};
    ok(!sl_align_new(&a, &(sl_align_rules){.max_bead = 4, .words = sl_cstr(words)}, &e), "an aligner with words");
    ok(!sl_align_new(&bare, &(sl_align_rules){.max_bead = 4}, &e), "and one without");
    listed(a);
    mixed(a);
    unlisted(bare);
    large(a);
    sl_align_free(a);
    sl_align_free(bare);
    return tap_end();
}
