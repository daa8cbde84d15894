/* Dictionaries: tables and dictd's files in one form, damage, and the word links that come of them. */
#include "../../pipeline/align/lexicon.h"
#include "../../pipeline/align/seed.h"
#include "sluis/dict.h"
#include "tap.h"
#include <math.h>
#include <stdlib.h>

static bool table_is(const char *text, const char *want) {
    sl_buf out = {0};
    sl_err e = {0};
    bool good = sl_dict_table(sl_cstr(text), "t", &out, &e) == 0 && sl_eq(sl_view(&out), sl_cstr(want));
    if (!good) printf("# %s: %s%s\n", text, sl_buf_c(&out), e.msg);
    sl_buf_free(&out);
    return good;
}

static bool table_fails(sl_str text, uint64_t line, uint64_t byte) {
    sl_buf out = {0};
    sl_err e = {0};
    bool good = sl_dict_table(text, "t", &out, &e) == SL_EDATA && e.line == line && e.byte == byte && !strcmp(e.file, "t");
    sl_buf_free(&out);
    return good;
}

static void tables(void) {
    ok(table_is("", "") && table_is("# none\n\n", ""), "nothing");
    ok(table_is("hond\tdog\nkat\tcat\tpuss", "hond\tdog\nkat\tcat\tpuss\n"), "a word, a translation, more of them");
    ok(table_is("kat\tcat, puss; pussy  cat\r\n", "kat\tcat\tpuss\tpussy cat\n"), "commas and semicolons part translations");
    ok(table_is("\xEF\xBB\xBFt\xC4\xB3" "d\t time \n", "tijd\ttime\n"), "NFKC, white space, a byte-order mark");
    ok(table_is("bank (om op te zitten)\tbench <n> [furniture] {see (a) sofa}, seat (of (any) kind\n", "bank\tbench\tseat\n"), "remarks in brackets go");
    ok(table_is("x\t, ; (y)\n(z)\ta\n", ""), "no word, no row");
    ok(table_fails(SL_LIT("a\tb\n\nhond dog\n"), 3, 0), "a line without TAB is named");
    ok(table_fails(SL_LIT("a\tb\nc\td\xFF\n"), 2, 4), "invalid UTF-8 is named");
}

static const char entries[] = "hond /hont/ <n, m>\n1. dog\n2. hound, cur\nt\xC4\xB3" "d\ntime\n Synonym: {uur}\n\"op t\xC4\xB3" "d\" - in time\nlos\n";
static int dictd(const char *index, sl_buf *out, sl_err *e) {
    *e = (sl_err){0};
    sl_clear(out);
    return sl_dict_dictd(sl_cstr(index), "i", sl_cstr(entries), "d", out, e);
}

static void dictds(void) {
    sl_buf out = {0};
    sl_err e;
    /* hond at 0, 40 bytes; the next at 40, 46 bytes; los at 86, 4 bytes */
    ok(dictd("00databaseinfo\tA\tB\nhond\tA\to\nt\xC4\xB3" "d\to\tu\r\nlos\tBW\tE\n", &out, &e) == 0 &&
       sl_eq(sl_view(&out), SL_LIT("hond\tdog\thound\tcur\ntijd\ttime\n")), "entries: sound, grammar, numbers, labels and examples go");
    ok(dictd("hond\tA\to\nlos\tBW\tF\n", &out, &e) == SL_EDATA && e.line == 2 && !strcmp(e.file, "i"), "an entry beyond the end");
    ok(dictd("hond\t//////////\t//////////\n", &out, &e) == SL_EDATA && e.line == 1, "the largest numbers");
    ok(dictd("hond\tA\n", &out, &e) == SL_EDATA && dictd("hond\tA\t\n", &out, &e) == SL_EDATA && dictd("hond\tA\tA=\n", &out, &e) == SL_EDATA &&
       dictd("hond\tAAAAAAAAAAA\tA\n", &out, &e) == SL_EDATA, "numbers that are none");
    ok(dictd("t\tq\tE\n", &out, &e) == SL_EDATA && e.line == 0 && e.byte == 43 && !strcmp(e.file, "d"), "an entry cut in a character is named by its byte");
    sl_buf_free(&out);
}

/* Damaged bytes of both files: an error or rows, each with a word and a translation. */
static void damage(void) {
    char index[] = "hond\tA\to\ntijd\to\tu\nlos\tBW\tE\n", text[sizeof entries];
    sl_buf out = {0};
    bool good = true;
    uint32_t r = 1;
    for (unsigned turn = thorough(20000, 5000); turn > 0; turn--) {
        char i[sizeof index];
        sl_err e = {0};
        memcpy(i, index, sizeof index);
        memcpy(text, entries, sizeof entries);
        for (int k = 0; k < 2; k++) {
            r = r * 1664525 + 1013904223;
            if (r & 1 << 20) i[(r >> 8) % (sizeof index - 1)] = (char)(r >> 24);
            else text[(r >> 8) % (sizeof entries - 1)] = (char)(r >> 24);
        }
        sl_clear(&out);
        int rc = sl_dict_dictd(sl_slice(i, sizeof index - 1), "i", sl_slice(text, sizeof entries - 1), "d", &out, &e);
        sl_str rest = sl_view(&out), line;
        good &= rc == 0 || (rc == SL_EDATA && e.file[0] && (e.line || e.byte));
        while (rest.n) good &= (line = sl_cut(&rest, '\n'), sl_cut(&line, '\t').n > 0 && line.n > 0);
    }
    ok(good, "damage is an error with a place, or harmless");
    sl_buf_free(&out);
}

static double weight(const sl_wordlist *l, const char *one, const char *two) {
    const sl_lexicon *x = l->added[SL_WORDS_DICT];
    uint32_t v = sl_lexicon_find(x, 0, sl_cstr(one)), w = sl_lexicon_find(x, 1, sl_cstr(two)), first;
    uint32_t n = v == SL_LEXICON_NONE ? 0 : sl_lexicon_row(x, v, &first);
    for (uint32_t k = 0; k < n; k++) {
        sl_lexicon_link link = sl_lexicon_get(x, first + k);
        if (link.other == w) return SL_LEXICON_WEIGHT * sqrt((double)link.p * (double)link.q);
    }
    return 0;
}

static bool is(double got, double want) { return fabs(got - want) < 1e-3; }

static void links(void) {
    sl_wordlist l = {0};
    sl_wordlist_dict(&l, SL_LIT("Hond\tdog\nkat\tcat\tpuss\tgive to the cat\naan boord gaan\tboard\nop\tup\nopen doen\ta b c d e\n\nkat\tmog\n"));
    ok(is(weight(&l, "hond", "dog"), 1), "an only translation");
    ok(is(weight(&l, "kat", "puss"), 0.7) && is(weight(&l, "kat", "mog"), 1), "one of several, and a second row");
    ok(is(weight(&l, "kat", "cat"), 0.7), "the heaviest link of a pair counts");
    ok(is(weight(&l, "kat", "give"), 0.7 / 3) && weight(&l, "kat", "to") == 0, "phrases count less, without small words");
    ok(is(weight(&l, "boord", "board"), 1 / 3.) && weight(&l, "op", "board") == 0, "an entry of several words");
    ok(is(weight(&l, "op", "up"), 1) && weight(&l, "open", "a") == 0, "a small word by itself; a long phrase");
    sl_wordlist_free(&l);
}

int main(void) {
    tables();
    dictds();
    damage();
    links();
    return tap_end();
}
