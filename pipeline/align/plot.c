/* A drawing of how a pair of documents was aligned; see flow.h. */
#include "flow.h"
#include "sluis/tmx.h"

static sl_align_flow *flow(const sl_stage *s) { return s->self; }

/* Sentences are units, and strokes are as wide on any scale. */
static void head(sl_buf *b, const sl_pair *p) {
    size_t w = p->side[0].n + !p->side[0].n, h = p->side[1].n + !p->side[1].n;
    sl_printf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"800\" viewBox=\"0 0 %zu %zu\" preserveAspectRatio=\"none\">\n<title>", w, h);
    sl_xml_put(b, sl_view(&p->name), false);
    sl_printf(b, "</title>\n<rect width=\"%zu\" height=\"%zu\" fill=\"#fff\" stroke=\"#999\" vector-effect=\"non-scaling-stroke\"/>\n", w, h);
}

static void stroke(sl_buf *b, const sl_pair *p, const sl_bead *x) {
    const uint32_t *one = p->side[0].which + x->i, *two = p->side[1].which + x->j;
    unsigned light = (unsigned)((1 - (double)x->p) * 200);
    sl_printf(b, "<path d=\"M%u %uL%u %u\" stroke=\"#%02x%02x%02x\" stroke-width=\"2\" vector-effect=\"non-scaling-stroke\"/>\n", one[0], two[0],
              one[x->a - 1] + 1, two[x->b - 1] + 1, light, light, light);
}

int sl_plot(sl_stage *s, const sl_pair *p) {
    const char *path = ((const sl_align_conf *)s->conf)->plot;
    sl_buf *b = &flow(s)->text;
    sl_writer *w;
    if (!path || flow(s)->plotted) return 0;
    flow(s)->plotted = true;
    sl_clear(b);
    head(b, p);
    for (size_t k = 0; k < p->nbead; k++)
        if (p->bead[k].a && p->bead[k].b) stroke(b, p, &p->bead[k]);
    sl_puts(b, SL_LIT("</svg>\n"));
    int rc = sl_writer_open(&w, path, s->err);
    if (rc) return rc;
    rc = sl_write(w, sl_view(b).p, b->n, s->err);
    if (rc) return sl_writer_abort(w), rc;
    return sl_writer_close(w, s->err);
}
