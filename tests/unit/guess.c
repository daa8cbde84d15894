/* The charset of lines: alone, by their neighbours, and with a look ahead; the same however the bytes come. */
#include "sluis/data.h"
#include "sluis/decode.h"
#include "tap.h"
#include <stdlib.h>

static sl_letters *letters;
static sl_charset *declared;

static void feed(sl_decoder *d, sl_str in, size_t step, sl_buf *out) {
    sl_decode_run run;
    sl_decoder_start(d);
    for (size_t i = 0; i < in.n; i += step) {
        sl_put(sl_decoder_input(d), in.p + i, in.n - i < step ? in.n - i : step);
        sl_decoder_fed(d, SL_DECODE_MORE);
        while (sl_decoder_next(d, &run)) sl_puts(out, run.lines);
    }
    sl_decoder_input(d);
    sl_decoder_fed(d, SL_DECODE_END);
    while (sl_decoder_next(d, &run)) sl_puts(out, run.lines);
}

static void decoded(sl_str in, sl_str want, const char *what) {
    static const size_t steps[] = {1 << 20, 1, 1000};
    sl_decode_conf c = {.from = declared, .mixed = true, .guess = letters};
    sl_decoder *d = sl_decoder_new(&c);
    for (size_t i = in.n > 20000; i < 3; i += 2) {
        sl_buf out = {0};
        feed(d, in, in.n > 20000 ? steps[2] : steps[i], &out);
        ok(sl_eq(sl_view(&out), want), what);
        if (!sl_eq(sl_view(&out), want)) printf("# got %.*s\n", (int)out.n, out.p);
        sl_buf_free(&out);
    }
    sl_decoder_free(d);
}

#define CLEAR "re\x89" "el en co\x94rdinatie\n"          /* cp850, cp437 */
#define CLEAR_UTF8 "reëel en coördinatie\n"
#define IS(in, want, what) decoded(SL_LIT(in), SL_LIT(want), what)

static void alone(void) {
    IS("caf\xE9\n", "café\n", "ISO 8859-1");
    IS("\x80 5 en \x93zo\x94\x85\n", "€ 5 en “zo”…\n", "cp1252");
    IS("\xA4 5\n", "€ 5\n", "ISO 8859-15");
    IS(CLEAR, CLEAR_UTF8, "cp850");
    IS("re\x91" "el en co\x9Ardinatie\n", CLEAR_UTF8, "MacRoman");
    IS("\xC9\xCD\xCD\xCD\xBB\n\xBA Zo\x89 \xBA\n\xC8\xCD\xCD\xCD\xBC\n", "╔═══╗\n║ Zoë ║\n╚═══╝\n", "a frame of cp437");
    IS("caf\xC3\xA9 en\ncaf\xE9\n", "café en\ncafé\n", "UTF-8 stays");
}

static void neighbours(void) {
    IS("Zij kwam \x85 la minute.\n", "Zij kwam … la minute.\n", "in doubt cp1252");
    IS("Zij kwam \x85 la minute.\n" CLEAR, "Zij kwam à la minute.\n" CLEAR_UTF8, "a later line decides");
    IS(CLEAR "Zij kwam \x85 la minute.\n", CLEAR_UTF8 "Zij kwam à la minute.\n", "a line before decides");
    IS(CLEAR CLEAR CLEAR "De Belgi\xEBn zijn be\xEFnvloed door Dani\xEBl.\n", CLEAR_UTF8 CLEAR_UTF8 CLEAR_UTF8 "De Belgiën zijn beïnvloed door Daniël.\n",
       "a clear line stands against its neighbours");
}

/* What decides is `gap` bytes behind the line in doubt. */
static void window(size_t gap, const char *first, const char *what) {
    sl_buf in = {0}, want = {0};
    sl_puts(&in, SL_LIT("Zij kwam \x85 la minute.\n"));
    sl_puts(&want, sl_cstr(first));
    for (size_t n = 0; n < gap; n += 8) {
        sl_puts(&in, SL_LIT("en toen\n"));
        sl_puts(&want, SL_LIT("en toen\n"));
    }
    sl_puts(&in, SL_LIT(CLEAR));
    sl_puts(&want, SL_LIT(CLEAR_UTF8));
    decoded(sl_view(&in), sl_view(&want), what);
    sl_buf_free(&in);
    sl_buf_free(&want);
}

int main(void) {
    sl_str text;
    sl_buf hold = {0};
    sl_err e = {0};
    declared = sl_zalloc(sizeof *declared);
    ok(!sl_data("nl-en/letters.txt", NULL, &hold, &text, &e) && !sl_letters_make(&letters, text, "letters.txt", &e), "the model is made");
    ok(!sl_charset_find("auto", declared, &e), "auto is a charset");
    alone();
    neighbours();
    window(SL_GUESS_AHEAD - 4096, "Zij kwam à la minute.\n", "it waits as long as it may");
    window(SL_GUESS_AHEAD + 4096, "Zij kwam … la minute.\n", "and no longer");
    sl_letters_free(letters);
    free(declared);
    return tap_end();
}
