/* Numbers of placeholders in a text; see idnumber.h. */
#include "idnumber.h"
#include "sign.h"
#include "sluis/utf8.h"

id_run id_run_read(sl_str s, size_t i) {
    id_run r = {.n = 0};
    size_t n;
    for (int d; (d = sl_sign_digit_at(s, i, &n)) >= 0; i += n) {
        if (r.n < sizeof r.d) r.d[r.n] = (char)('0' + d);
        r.n++;
        r.odd |= n > 1;
    }
    r.end = i;
    return r;
}

bool id_run_join(sl_str s, id_run *r) {
    int32_t c;
    if (r->end >= s.n || r->n > 15) return false;
    size_t k = (size_t)sl_utf8_next(s.p + r->end, s.n - r->end, &c);
    int32_t f = sl_sign_fold(c);
    if (f != ',' && f != '.' && c != '\'' && c != 0x2019 && c != ' ' && c != 0xA0 && c != 0x202F && c != 0x2009) return false;
    id_run more = id_run_read(s, r->end + k);
    if (more.n != 3) return false;
    memcpy(r->d + r->n, more.d, 3);
    r->n += 3;
    r->odd |= more.odd;
    r->end = more.end;
    return true;
}

uint32_t id_run_id(const sl_ph *ph, const id_run *r) {
    uint64_t id = 0;
    size_t i = ph->lead.n, width = r->n - i;
    if (r->n > sizeof r->d || r->n <= i || memcmp(r->d, ph->lead.p, i)) return 0;
    if (width < ph->width || (r->d[i] == '0' && width > ph->width)) return 0;
    if (width > 18) return 0;
    for (; i < r->n; i++) id = id * 10 + (uint64_t)(r->d[i] - '0');
    return id > SL_PH_MAXID ? 0 : (uint32_t)id;
}
