/* The Test Anything Protocol in two calls: ok() for each check, `return tap_end();` from main. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H
#include <stdbool.h>
#include <stdio.h>

static int tap_plan, tap_failed;
static inline void ok(bool good, const char *what) {
    printf("%sok %d - %s\n", good ? "" : "not ", ++tap_plan, what);
    fflush(stdout);               /* a test may fork */
    tap_failed += !good;
}
static inline int tap_end(void) {
    printf("1..%d\n", tap_plan);
    return tap_failed != 0;
}
#endif
