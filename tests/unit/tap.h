/* The Test Anything Protocol in two calls: ok() for each check, `return tap_end();` from main. And chance(n), a
 * number below n, of any64() or some of its bits: they look like chance and are the same in each run (SplitMix64).
 * thorough(many, few): many when SLUIS_THOROUGH is set, else few. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static int tap_plan, tap_failed;
static inline void ok(bool good, const char *what) {
    printf("%sok %d - %s\n", good ? "" : "not ", ++tap_plan, what);
    fflush(stdout);               /* a test may fork */
    tap_failed += !good;
}
/* How much more time than usual a build may take: sanitizers, and counting lines without optimizing, are slow. */
#if defined __SANITIZE_ADDRESS__ || defined SLOW_BUILD
enum { PATIENCE = 10 };
#else
enum { PATIENCE = 3 };
#endif

static inline unsigned thorough(unsigned many, unsigned few) { return getenv("SLUIS_THOROUGH") ? many : few; }
static inline int tap_end(void) {
    printf("1..%d\n", tap_plan);
    return tap_failed != 0;
}
static uint64_t tap_state;
static inline uint64_t any64(void) {
    uint64_t x = tap_state += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}
static inline unsigned chance(unsigned n) { return (unsigned)(any64() >> 33) % n; }
#endif
