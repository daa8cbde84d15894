/* codec FILE: what each back end makes of a text in members of 1 MiB at each level: size, and megabytes a second of this thread's own time. */
#include "sluis/codec.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MEMBER = 1 << 20, REPEATS = 2 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void pack_all(sl_coder *c, int level, sl_str text, sl_buf *packed) {
    sl_clear(packed);
    for (size_t at = 0; at < text.n; at += MEMBER)
        sl_member_pack(c, level, SL_WRAP_SIZED, sl_slice(text.p + at, text.n - at < MEMBER ? text.n - at : MEMBER), packed);
}

static void unpack_all(sl_coder *c, sl_str packed, sl_buf *text) {
    size_t used;
    for (; packed.n; packed.p += used, packed.n -= used) {
        sl_clear(text);
        if (sl_member_unpack(c, packed, &used, text, MEMBER) != SL_MEMBER_OK) abort();
    }
}

static void measure(const sl_backend *b, int level, sl_str text) {
    sl_coder *c = sl_coder_open(b);
    sl_buf packed = {0}, back = {0};
    double in = 1e9, out = 1e9;
    for (int i = 0; i < REPEATS; i++) {
        double t = now();
        pack_all(c, level, text, &packed);
        double packed_at = now();
        unpack_all(c, sl_view(&packed), &back);
        double end = now();
        if (packed_at - t < in) in = packed_at - t;
        if (end - packed_at < out) out = end - packed_at;
    }
    printf("%-10s -%d %7.1f MB/s, ratio %.3f (%zu); inflating %7.1f MB/s\n", b->name, level, (double)text.n / 1e6 / in,
           (double)text.n / (double)packed.n, packed.n, (double)text.n / 1e6 / out);
    sl_coder_close(c);
    sl_buf_free(&packed);
    sl_buf_free(&back);
}

int main(int argc, char **argv) {
    sl_buf text = {0};
    if (argc != 2 || sl_buf_file(&text, argv[1])) return fprintf(stderr, "usage: codec FILE\n"), 2;
    for (const sl_backend *const *b = sl_backends(); *b; b++)
        for (int level = 1; level <= ((*b)->usual < 6 ? 3 : 9); level++)
            if (level <= 3 || level == 6 || level == 9) measure(*b, level, sl_view(&text));
    sl_buf_free(&text);
    return 0;
}
