/* ISA-L: the fastest, at a lower ratio. Its own levels end at 3; what is asked beyond them gives 3. */
#ifdef SL_HAVE_ISAL
#include "codec.h"
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

enum { LEVELS = 3 };
static const uint32_t work_size[LEVELS + 1] = {0, ISAL_DEF_LVL1_DEFAULT, ISAL_DEF_LVL2_DEFAULT, ISAL_DEF_LVL3_DEFAULT};

typedef struct {
    struct isal_zstream def;
    struct inflate_state inf;
    uint8_t *work;                                       /* room for any level */
    size_t room;
} state;

static void *open_isal(void) { return sl_zalloc(sizeof(state)); }

static void close_isal(void *p) {
    state *s = p;
    free(s->work);
    free(s);
}

static void pack(void *p, int level, sl_str in, bool last, sl_buf *out) {
    state *s = p;
    if (!s->work) s->work = sl_zalloc(ISAL_DEF_LVL3_DEFAULT);
    isal_deflate_init(&s->def);
    s->def.level = (uint32_t)(level < LEVELS ? level : LEVELS);
    s->def.level_buf = s->work;
    s->def.level_buf_size = work_size[s->def.level];
    s->def.end_of_stream = last;
    s->def.flush = last ? NO_FLUSH : FULL_FLUSH;
    s->def.next_in = (uint8_t *)(uintptr_t)in.p;
    s->def.avail_in = (uint32_t)in.n;
    do {
        char *to = sl_need(out, in.n / 2 + 1024);
        size_t room = out->cap - out->n < UINT32_MAX ? out->cap - out->n : UINT32_MAX;
        s->def.next_out = (uint8_t *)to;
        s->def.avail_out = (uint32_t)room;
        isal_deflate(&s->def);
        out->n += room - s->def.avail_out;
    } while (s->def.avail_out == 0);
}

static sl_member once(void *p, sl_str in, char *to, size_t room, size_t *used, size_t *got) {
    struct inflate_state *s = p;
    uint32_t give = (uint32_t)(in.n < UINT32_MAX ? in.n : UINT32_MAX), take = (uint32_t)(room < UINT32_MAX ? room : UINT32_MAX);
    isal_inflate_init(s);
    s->crc_flag = ISAL_DEFLATE;
    s->next_in = (uint8_t *)(uintptr_t)in.p;
    s->avail_in = give;
    s->next_out = (uint8_t *)to;
    s->avail_out = take;
    int rc = isal_inflate_stateless(s);
    *used = give - s->avail_in;
    *got = take - s->avail_out;
    return rc == ISAL_DECOMP_OK ? SL_MEMBER_OK : rc == ISAL_OUT_OVERFLOW ? SL_MEMBER_LIMIT : SL_MEMBER_CORRUPT;
}

static sl_member unpack(void *p, sl_str in, size_t *used, sl_buf *out, size_t limit) {
    state *s = p;
    return sl_unpack_once(once, &s->inf, &s->room, in, used, out, limit);
}

static uint32_t crc(uint32_t c, const void *p, size_t n) { return crc32_gzip_refl(c, p, n); }

const sl_backend sl_backend_isal = {.name = "isal", .codec = SL_GZIP, .usual = 3, .fast = 3, .open = open_isal, .close = close_isal,
                                    .pack = pack, .joins = true, .unpack = unpack, .crc = crc};
#else
typedef int sl_no_isal;
#endif
