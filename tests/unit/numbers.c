/* Numbers as values: the same value in whatever form, and another value in whatever form. */
#include "sluis/numbers.h"
#include "tap.h"
#include <stdlib.h>

static sl_number_words *nl, *en;
static sl_numbers a, b;

static size_t missing_by(void (*find)(const sl_number_words *, sl_str, sl_numbers *), const char *dutch, const char *english, sl_str *first) {
    *first = SL_LIT("");
    find(nl, sl_cstr(dutch), &a);
    find(en, sl_cstr(english), &b);
    size_t n = sl_numbers_missing(&a, &b, first);
    return n + sl_numbers_missing(&b, &a, first);
}

static size_t missing(const char *dutch, const char *english, sl_str *first) { return missing_by(sl_numbers_find, dutch, english, first); }

typedef struct { const char *nl, *en; size_t n; } row;
static const row rows[] = {
    /* separators */
    {"1.000,5", "1,000.5", 0}, {"1 000 000", "1,000,000", 0}, {"1\xC2\xA0" "000", "1000", 0}, {"2,40", "2.4", 0}, {"2,4", "2.5", 2}, {"6000", "6,000", 0}, {"104.500", "504,500", 2}, {"3.14", "3,14", 0},
    {"1.234.567,89", "1,234,567.89", 0}, {"1.234.567,89", "1,234,567.98", 2}, {"€ 1.250,-", "€1,250", 0}, {"0,5", ".5", 2},
    /* multipliers */
    {"1,5 miljoen", "1.5 million", 0}, {"1.500.000", "1.5 million", 0}, {"2,3 miljard", "$2.3bn", 0}, {"2.300.000.000", "2.3 billion", 0}, {"3 duizend", "3000", 0}, {"20k", "20,000", 0}, {"1,5 miljoen", "2.5 million", 2},
    /* times */
    {"om 20.30 uur", "at 8:30 pm", 0}, {"om 20u30", "at 8.30 p.m.", 0}, {"om 20 uur 30", "at 8:30 PM", 0}, {"09.30", "9:30 am", 0}, {"02.30 UTC", "0230 UTC", 0}, {"17 uur", "5 pm", 0}, {"17.00", "5 o'clock", 0}, {"om 8.30", "at 8:30 pm", 0},
    {"0.15", "12:15 am", 0}, {"12.15", "12:15 pm", 0}, {"20.30", "8:40 pm", 2}, {"20.30", "8:30 am", 2}, {"14:00", "2 pm", 0}, {"middernacht", "0:00", 0}, {"12 uur", "noon", 0},
    {"half elf", "10:30", 0}, {"half elf", "11:30", 1}, {"kwart over acht", "8:15", 0}, {"8.15", "a quarter past eight", 0}, {"vijf voor half negen", "8.25", 0}, {"5 voor 9", "8:55", 0}, {"half 1", "half past 12", 0}, {"om twee uur dertig", "at 2:30", 0}, {"2.30", "at two thirty", 0}, {"tien minuten over 3", "3.10", 0},
    /* years */
    {"jaren 80", "1980s", 0}, {"jaren tachtig", "the 1980s", 0}, {"de jaren '80", "the '80s", 0}, {"jaren 80", "1970s", 2}, {"de 16e eeuw", "the 1500s", 0}, {"jaren 30 van de 19e eeuw", "1830s", 0}, {"2008-09", "2008-2009", 0},
    {"negentien vijfenvijftig", "1955", 0}, {"1999", "nineteen ninety-nine", 0}, {"1999", "nineteen ninety-eight", 1}, {"de jaren 20", "the 9920s", 2},
    /* ordinals, letters around */
    {"de 9e", "the 9th", 0}, {"negende", "9th", 0}, {"de 21ste", "twenty-first", 0}, {"2,4 GHz", "2.4Ghz", 0}, {"JAS 39C", "JAS 49C", 2}, {"H5N1", "H5N1", 0}, {"24-jarige", "24-year-old", 0}, {"350m2", "350 m²", 0},
    /* words */
    {"tweehonderdvijftig", "250", 0}, {"250", "two hundred and fifty", 0}, {"250", "two hundred and fifty-one", 1}, {"achtduizend vijfhonderd", "8500", 0}, {"tienduizend", "10,000", 0}, {"negenhonderdnegenennegentig", "999", 0},
    {"honderdenéén", "101", 0}, {"vijfentwintigste", "25th", 0}, {"tweehonderdste", "200th", 0}, {"12", "a dozen", 0}, {"2", "a pair of", 0}, {"anderhalf", "1.5", 0}, {"de helft", "50 %", 0}, {"dertienjarige", "13-year-old", 0},
    {"driedaags", "3-day", 0}, {"een", "1", 0}, {"1 appel", "an apple", 0}, {"drie", "4", 1}, {"vijf zes", "5 6", 0}, {"16 september", "September 16", 0}, {"16-9-2001", "16 September 2001", 0}, {"Willem III", "William 3", 0}, {"van der X", "10", 0},
    {"twee", "three", 0},                                    /* both in words: not compared */
    /* fractions, scores, versions, telephone numbers */
    {"1/2", "half", 0}, {"½", "0.5", 0}, {"1½ uur", "1.5 hours", 0}, {"3:2", "3-2", 0}, {"21:15", "21-15", 0}, {"21:15", "21-16", 3}, {"versie 1.2.3", "version 1.2.3", 0}, {"versie 1.2.3", "version 1.2.4", 2}, {"5'11\"", "5'11\"", 0}, {"5'11\"", "5'12\"", 2},
    {"010 123 45 67", "010-1234567", 0}, {"010 123 45 68", "010-1234567", 4}, {"1, 2 en 3", "1, 2 and 3", 0}, {"007", "7", 0},
    {"99999999999999999999999", "99999999999999999999999", 0}, {"1-800-828-6322", "1-800-828-6322", 0}, {"", "", 0}, {"geen", "none", 0}};

/* What the English side lacks not, when of a measure and its conversion one is enough. */
static const row measures[] = {
    {"90 kg", "200 pounds (90kg)", 0}, {"10 kilometer", "10 kilometers (6 miles)", 0}, {"828 meter", "the 828 metre (2,717 ft) tower", 0}, {"127 \xC2\xB0" "C", "127 \xC2\xB0" "C (261 \xC2\xB0" "F)", 0},
    {"30 kg en 20 kg", "30 kg (65 lbs) and 20 kg (44 lbs)", 0}, {"80 kg", "200 pounds (90kg)", 2}, {"10 km", "10 kilometers, 6 miles", 1}, {"1995", "1995 (and 6 more of them)", 1}, {"1995", "1995 (6)", 1},
    {"3 keer", "3 times (4 June, 5 June)", 2}, {"9 km", "9 km (5 miles", 1}, {"9 km", "9 km of road that was built by many hands (5 miles)", 1}, {"6", "5 (6", 1}};

static void conversions(void) {
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        sl_str first;
        missing(measures[i].nl, measures[i].en, &first);
        ok(sl_numbers_missing_both(&b, &a, &first) == measures[i].n, measures[i].en);
    }
}

static void odd(void) {
    static const char bytes[] = "\xFF" "12\xC3 3\xE2\x80 4,\xC2 half\xFF 1/";
    sl_numbers_find(nl, sl_slice(bytes, sizeof bytes - 1), &a);
    ok(a.n == 4, "bytes that are no characters stand between numbers");
    sl_str first = SL_LIT("");
    ok(missing("in 1995 en 1996", "in 1995", &first) == 1 && sl_eq(first, SL_LIT("1996")), "the number is named");
    ok(!sl_numbers_any(SL_LIT("twee")) && sl_numbers_any(SL_LIT("x2")), "digits or none");
    ok(!missing_by(sl_numbers_find_digits, "om 20.30 uur", "at 8:30 pm", &first) && missing_by(sl_numbers_find_digits, "twaalf", "12", &first) == 1 &&
       missing_by(sl_numbers_find_digits, "1,5 miljoen", "1.5 million", &first) == 0, "digits and the words behind them; no others");
    sl_number_words *w;
    sl_err e = {0};
    ok(sl_number_words_open(&w, "xx", NULL, &e) == SL_EUSAGE, "a language without data");
    sl_number_words_free(w);
}

int main(void) {
    sl_err e = {0};
    ok(sl_number_words_open(&nl, "nl", NULL, &e) == 0 && sl_number_words_open(&en, "en", NULL, &e) == 0, "the words are there");
    size_t fewer = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char what[200];
        sl_str first;
        size_t n = missing(rows[i].nl, rows[i].en, &first);
        fewer += missing_by(sl_numbers_find_digits, rows[i].nl, rows[i].en, &first) < n;
        snprintf(what, sizeof what, "%s | %s: %zu (%.*s)", rows[i].nl, rows[i].en, n, (int)first.n, first.p);
        ok(n == rows[i].n, what);
    }
    ok(fewer == 0, "what isn't missing by digits alone never is");
    odd();
    conversions();
    sl_numbers_free(&a);
    sl_numbers_free(&b);
    sl_number_words_free(nl);
    sl_number_words_free(en);
    return tap_end();
}
