/* Times in words; see numbers.h. */
#include "numbers.h"

void sl_number_clock_word(sl_number_clock *c, const sl_number_word *x) {
    sl_number_clock was = *c;
    char kind = x ? x->clock : 0;
    if (kind == 's') return;
    *c = (sl_number_clock){0};
    if (kind == 'm') c->minutes = x->minutes;
    if (kind == 'h') *c = (sl_number_clock){0, was.ready ? was.offset + x->minutes : x->minutes, true, was.ready && was.digits};
    if ((kind == '+' || kind == '-') && was.minutes) *c = (sl_number_clock){0, kind == '+' ? was.minutes : -was.minutes, true, was.digits};
}

static void add(sl_number *x, unsigned at) {
    for (unsigned half = 0; half < 2 && x->n < SL_NUMBER_READINGS; half++) x->key[x->n++] = sl_number_time(at + 720 * half);
}

void sl_number_clock_hour(sl_number_clock *c, uint64_t v, bool digits, sl_numbers *out) {
    sl_number_clock was = *c;
    *c = (sl_number_clock){.minutes = v > 0 && v < 60 ? (int)v : 0, .digits = digits};
    if (!was.ready || v == 0 || v > 24) return;
    unsigned at = (unsigned)((int)v * 60 + was.offset + 1440);
    sl_numbers_weak(out, sl_number_time(at));
    sl_numbers_weak(out, sl_number_time(at + 720));
    if (digits) add(&out->v[out->n - 1], at);
    if (was.digits && out->n > digits) add(&out->v[out->n - 1 - digits], at);
}
