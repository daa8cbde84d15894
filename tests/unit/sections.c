/* Hard delimiters: sections, the bands cut to them, documents aligned within them. */
#include "../../pipeline/align/lattice.h"
#include "sluis/align.h"
#include "tap.h"
#include <stdlib.h>

enum { MOST = 24 };
static uint32_t seed = 1;
static uint32_t below(uint32_t n) { return (seed = seed * 1664525u + 1013904223u) / 65536u % n; }

static bool parted(const char *one, const char *two, uint32_t want) {
    uint8_t mark[2][MOST];
    sl_str text[MOST] = {{"x", 1}};
    const char *marks[2] = {one, two};
    sl_sections s = {0};
    for (unsigned d = 0; d < 2; d++)
        for (size_t i = 0; i < strlen(marks[d]); i++) mark[d][i] = marks[d][i] == '|' ? SL_ALIGN_HARD : SL_ALIGN_PAR;
    sl_sections_read(&s, &(sl_align_text){text, strlen(one), mark[0]}, &(sl_align_text){text, strlen(two), mark[1]});
    sl_sections_free(&s);
    return s.n == want;
}

static void reading(void) {
    ok(parted("..|.|", ".||..", 3), "as many sections as delimiters, and one more");
    ok(parted("|..", "..|", 2), "a delimiter before all");
    ok(parted("..|.|", "..|..", 1) && parted("...", "..|", 1) && parted("", "|", 1), "sides that differ are not parted");
    sl_sections s = {0};
    uint8_t hard = SL_ALIGN_HARD;
    sl_str x = SL_LIT("x");
    sl_sections_read(&s, &(sl_align_text){&x, 1, &hard}, &(sl_align_text){&x, 1, NULL});
    ok(s.n == 1 && sl_sections_hold(&s, 0, 0, 1, 1) && sl_sections_hold(NULL, 0, 0, 1, 1), "nor are those without marks");
    sl_sections_free(&s);
}

/* Sections of random sizes, many of them empty. */
static void make_sections(sl_sections *s, uint32_t n, uint32_t m) {
    uint32_t size[2] = {n, m};
    s->n = 1 + below(6);
    for (unsigned d = 0; d < 2; d++) {
        s->start[d] = sl_grow(s->start[d], &s->startcap[d], s->n + 1, sizeof **s->start);
        s->of[d] = sl_grow(s->of[d], &s->ofcap[d], size[d] + 1, sizeof **s->of);
        memset(s->start[d], 0, (s->n + 1) * sizeof **s->start);
        s->start[d][s->n] = size[d];
        for (uint32_t k = 1; k < s->n; k++) {
            s->start[d][k] = below(size[d] + 1);
            for (uint32_t q = k; q > 1 && s->start[d][q] < s->start[d][q - 1]; q--) {
                uint32_t t = s->start[d][q];
                s->start[d][q] = s->start[d][q - 1], s->start[d][q - 1] = t;
            }
        }
        for (uint32_t k = 0; k < s->n; k++)
            for (uint32_t i = s->start[d][k]; i < s->start[d][k + 1]; i++) s->of[d][i] = k;
    }
}

/* Can one go from corner to corner by single steps, past the node (i, j)? */
static bool reaches(const sl_band *b, uint32_t i, uint32_t j) {
    static bool there[MOST + 1][MOST + 1];
    memset(there, 0, sizeof there);
    for (uint32_t x = 0; x <= b->n; x++)
        for (uint32_t y = b->lo[x]; y <= b->hi[x]; y++)
            there[x][y] = (x != i || y != j) && ((!x && !y) || (x && there[x - 1][y]) || (y && there[x][y - 1]));
    return there[b->n][b->m];
}

/* No way past the start of any section, but one through all of them. */
static bool cut_well(const sl_band *b, const sl_sections *s) {
    bool good = reaches(b, UINT32_MAX, 0);
    for (uint32_t i = 1; i <= b->n; i++) good &= b->lo[i] >= b->lo[i - 1] && b->hi[i] >= b->hi[i - 1] && b->lo[i] <= b->hi[i - 1] && b->lo[i] <= b->hi[i];
    for (uint32_t k = 0; k <= s->n; k++) good &= !reaches(b, s->start[0][k], s->start[1][k]);
    return good;
}

static bool bands_of(sl_band *b, const sl_sections *s, uint32_t n, uint32_t m) {
    sl_node via = {below(n), below(m)};
    sl_bead path[2 * MOST];
    size_t beads = 0;
    b->sections = s;
    sl_band_full(b, n, m);
    bool good = cut_well(b, s);
    sl_band_lines(b, n, m, &via, sl_sections_hold(s, via.i, via.j, 1, 1), below(3), 1 + below(200));
    good &= cut_well(b, s);
    for (uint32_t k = 0; k < s->n; k++) {
        for (uint32_t i = s->start[0][k]; i < s->start[0][k + 1]; i++) path[beads++] = (sl_bead){i, s->start[1][k], 1, 0, 1};
        for (uint32_t j = s->start[1][k]; j < s->start[1][k + 1]; j++) path[beads++] = (sl_bead){s->start[0][k + 1], j, 0, 1, 1};
    }
    sl_band_path(b, n, m, path, beads, below(4));
    return good && cut_well(b, s);
}

static void bands(void) {
    sl_sections s = {0};
    sl_band b = {0};
    bool good = true;
    for (unsigned turn = 0; turn < 3000; turn++) {
        uint32_t n = 1 + below(MOST), m = 1 + below(MOST);
        make_sections(&s, n, m);
        good &= bands_of(&b, &s, n, m);
    }
    ok(good, "bands of all kinds lead through the starts of all sections");
    sl_sections_free(&s);
    sl_band_free(&b);
}

static size_t chain_of(sl_anchors *c, const sl_half *one, const sl_half *two, const sl_rows *links, const sl_sections *s) {
    c->sections = s;
    sl_anchors_find(c, one, two, links);
    return c->nchain;
}

/* 1815 stands on either side of the delimiter. */
static void anchors(void) {
    sl_str text[2][3] = {{SL_LIT("Ooit 1815"), SL_LIT("Ja"), SL_LIT("Nu 2020")}, {SL_LIT("It was"), SL_LIT("By 1815"), SL_LIT("Then 2020")}};
    uint8_t mark[3] = {0, SL_ALIGN_HARD, 0};
    sl_half one = {0}, two = {0};
    sl_seeds seeds = {0};
    sl_wordlist list = {0};
    sl_anchors c = {0};
    sl_sections s = {0};
    sl_half_read(&one, text[0], 3);
    sl_half_read(&two, text[1], 3);
    sl_seeds_find(&seeds, &one, &two, &list);
    sl_sections_read(&s, &(sl_align_text){text[0], 3, mark}, &(sl_align_text){text[1], 3, mark});
    ok(chain_of(&c, &one, &two, &seeds.one, NULL) == 2 && chain_of(&c, &one, &two, &seeds.one, &s) == 1 && c.chain[0].i == 2 && c.chain[0].j == 2,
       "no anchor crosses a delimiter");
    sl_half_free(&one);
    sl_half_free(&two);
    sl_seeds_free(&seeds);
    sl_wordlist_free(&list);
    sl_anchors_free(&c);
    sl_sections_free(&s);
}

/* Whole documents. */

typedef struct { sl_str text[2][MOST]; uint8_t mark[2][MOST]; uint32_t n[2]; } document;

static void make_document(document *d) {
    static const char *const sentence[] = {"Het huis is rood.", "The house is red.", "1984", "Kamer 12 en kamer 13.", "Room 12 and room 13.", "", "Wat?"};
    uint32_t marks = MOST;
    for (unsigned s = 0; s < 2; s++) {
        d->n[s] = 1 + below(MOST);
        if (d->n[s] < marks) marks = d->n[s];
        for (uint32_t i = 0; i < d->n[s]; i++) {
            d->text[s][i] = sl_cstr(sentence[below(7)]);
            d->mark[s][i] = below(2) ? SL_ALIGN_PAR : 0;
        }
    }
    marks = below(marks + 1);
    for (unsigned s = 0; s < 2; s++)
        for (uint32_t k = 0; k < marks;) {
            uint8_t *at = &d->mark[s][below(d->n[s])];
            k += !(*at & SL_ALIGN_HARD);
            *at |= SL_ALIGN_HARD;
        }
}

/* In order, all sentences, none beside one of another section; sure where there is but one way. */
static bool kept(const sl_sections *s, const sl_bead *b, size_t n) {
    uint32_t i = 0, j = 0;
    for (size_t x = 0; x < n; i += b[x].a, j += b[x].b, x++) {
        uint32_t k = b[x].a ? s->of[0][i] : s->of[1][j];
        if (b[x].i != i || b[x].j != j || !(b[x].p >= 0 && b[x].p <= 1)) return false;
        if (i < s->start[0][k] || i + b[x].a > s->start[0][k + 1] || j < s->start[1][k] || j + b[x].b > s->start[1][k + 1]) return false;
        bool empty = s->start[0][k] == s->start[0][k + 1] || s->start[1][k] == s->start[1][k + 1];
        if (empty && (double)b[x].p < 0.9999) return false;
    }
    return i == s->start[0][s->n] && j == s->start[1][s->n];
}

static void small(sl_aligner *a) {
    sl_sections s = {0};
    bool good = true;
    unsigned more = 0;
    for (unsigned turn = 0; turn < 1000; turn++) {
        document d;
        const sl_bead *b;
        make_document(&d);
        sl_align_text one = {d.text[0], d.n[0], d.mark[0]}, two = {d.text[1], d.n[1], d.mark[1]};
        size_t n = sl_align_document(a, &one, &two, &b);
        sl_sections_read(&s, &one, &two);
        if (s.n == 1) continue;
        good &= kept(&s, b, n);
        more++;
    }
    ok(good && more > 500, "no bead crosses a delimiter, and all sentences are covered");
    sl_sections_free(&s);
}

/* The lattice by itself, for sections that marks can't tell of: empty ones of either side in a row. */
static void gaps(void) {
    sl_str text[2][MOST], x = SL_LIT("Kamer 12 is leeg.");
    sl_half one = {0}, two = {0};
    sl_sections s = {0};
    sl_seeds seeds = {0};
    sl_wordlist list = {0};
    sl_band b = {0};
    sl_rows table[2] = {{0}};
    sl_models m = {.one = &one, .two = &two, .table = {&table[0], &table[1]}};
    sl_lattice l = {0};
    bool good = true;
    for (unsigned k = 0; k < MOST; k++) text[0][k] = text[1][k] = x;
    for (unsigned turn = 0; turn < 300; turn++) {
        uint32_t n = 1 + below(MOST), q = 1 + below(MOST);
        make_sections(&s, n, q);
        sl_half_read(&one, text[0], n);
        sl_half_read(&two, text[1], q);
        sl_seeds_find(&seeds, &one, &two, &list);
        sl_rows_norm(&table[0], &seeds.one, 1);
        sl_rows_norm(&table[1], &seeds.two, 1);
        sl_evidence_start(&m.evidence, &one, &two, &seeds);
        sl_length_start(&m.length, &one, &two);
        sl_place_start(&m.place, &(sl_align_text){text[0], n, NULL}, &(sl_align_text){text[1], q, NULL});
        sl_prior_start(&m.prior, SL_ALIGN_MAX_BEAD);
        b.sections = &s;
        sl_band_full(&b, n, q);
        sl_evidence_fill(&m.evidence, &b, &one, &two, &table[0], &table[1], SL_ALIGN_MAX_BEAD);
        sl_lattice_weigh(&l, &b, &m);
        sl_lattice_solve(&l, &b, &m.prior);
        good &= kept(&s, l.bead, l.nbead);
    }
    ok(good, "gaps of both sides follow each other across delimiters");
    sl_half_free(&one);
    sl_half_free(&two);
    sl_sections_free(&s);
    sl_seeds_free(&seeds);
    sl_wordlist_free(&list);
    sl_band_free(&b);
    for (unsigned d = 0; d < 2; d++) sl_rows_free(&table[d]);
    sl_models_free(&m);
    sl_lattice_free(&l);
}

/* Numbered lines, a delimiter before every third; side two lacks all that but two lines of each second section say. */
enum { LONG = 3000, EVERY = 3 };
static size_t numbered(sl_buf *text, sl_str *s, uint8_t *mark, bool second) {
    size_t n = 0, at[LONG + 1];
    bool hard = false;
    for (unsigned i = 0; i < LONG; i++) {
        hard |= i % EVERY == 0;
        if (second && i % (2 * EVERY) == 1) continue;
        mark[n] = hard ? SL_ALIGN_HARD : 0;
        hard = false;
        at[n++] = text->n;
        sl_printf(text, second ? "Line %u tells of room %u." : "Regel %u gaat over kamer %u.", i, i * 7919 % 5000);
    }
    at[n] = text->n;
    for (size_t k = 0; k < n; k++) s[k] = sl_slice(text->p + at[k], at[k + 1] - at[k]);
    return n;
}

static void large(sl_aligner *a) {
    static sl_str one[LONG], two[LONG];
    static uint8_t mark[2][LONG];
    sl_buf x = {0}, y = {0};
    sl_sections s = {0};
    const sl_bead *b;
    sl_align_text t = {one, numbered(&x, one, mark[0], false), mark[0]}, u = {two, numbered(&y, two, mark[1], true), mark[1]};
    size_t n = sl_align_document(a, &t, &u, &b), lone = 0;
    sl_sections_read(&s, &t, &u);
    for (size_t k = 0; k < n; k++) lone += b[k].b == 0 && b[k].i % (2 * EVERY) == 1;
    ok(s.n == LONG / EVERY + 1 && kept(&s, b, n), "a thousand delimiters");
    ok(lone > LONG / (2 * EVERY) * 0.98, "and lines without partner are found between them");
    sl_sections_free(&s);
    sl_buf_free(&x);
    sl_buf_free(&y);
}

static void linear(void) {
    enum { ROWS = 200000, PART = 200 };
    sl_sections s = {.n = ROWS / PART};
    sl_band b = {.sections = &s};
    for (unsigned d = 0; d < 2; d++) {
        s.start[d] = sl_grow(NULL, &s.startcap[d], s.n + 1, sizeof **s.start);
        s.of[d] = sl_grow(NULL, &s.ofcap[d], ROWS, sizeof **s.of);
        for (uint32_t k = 0; k <= s.n; k++) s.start[d][k] = k * PART;
        for (uint32_t i = 0; i < ROWS; i++) s.of[d][i] = i / PART;
    }
    sl_band_full(&b, ROWS, ROWS);
    ok(sl_band_cells(&b) < (size_t)ROWS * (PART + 3), "a whole band of many sections is as large as these");
    sl_sections_free(&s);
    sl_band_free(&b);
}

int main(void) {
    sl_aligner *a;
    sl_err e = {0};
    reading();
    bands();
    anchors();
    ok(!sl_align_new(&a, &(sl_align_rules){.max_bead = SL_ALIGN_MAX_BEAD}, &e), "an aligner");
    small(a);
    gaps();
    large(a);
    linear();
    sl_align_free(a);
    return tap_end();
}
