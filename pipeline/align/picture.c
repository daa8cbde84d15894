/* Pictures of alignments; see picture.h. */
#include "picture.h"
#include "sluis/xml.h"

enum { LEFT = 60, RIGHT = 30, TOP = 64, BOTTOM = 20, HEAD = 40, SIDE = 600,       /* in pixels; SIDE: of the longer axis */
       SENTENCE = 24, LEAST = 12,  /* most for a sentence, least for an axis */
       TITLED = 500, TICKS = 8 };
enum { LINK, MERGE, LONE, KINDS };
static const struct { const char *class, *colour, *label; } look[KINDS] = {
    {"l", "#1f6f9f", "one to one"}, {"m", "#d98400", "merged"}, {"n", "#c0272d", "without partner"}};

typedef struct { double x, y, sx, sy; uint32_t n, m; } frame;

static unsigned kind_of(const sl_bead *b) { return !b->a || !b->b ? LONE : b->a == 1 && b->b == 1 ? LINK : MERGE; }

static double scale_of(uint32_t n, double scale) { return n == 0 ? 0 : n * scale < LEAST ? (double)LEAST / n : scale; }

static frame frame_of(const sl_picture *p, uint32_t n, uint32_t m) {
    uint32_t most = n > m ? n : m;
    double scale = most && (double)SIDE / most < SENTENCE ? (double)SIDE / most : SENTENCE;
    return (frame){LEFT, p->height + TOP, scale_of(n, scale), scale_of(m, scale), n, m};
}

/* 1, 2, 5, 10, ...: the smallest step that gives few ticks. */
static uint32_t step_of(uint32_t most) {
    static const uint32_t part[] = {1, 2, 5};
    for (uint32_t ten = 1; ten < 1000000000; ten *= 10)
        for (unsigned k = 0; k < 3; k++)
            if (most / (part[k] * ten) <= TICKS) return part[k] * ten;
    return 1000000000;
}

static void put_axes(sl_buf *out, const frame *f) {
    uint32_t step = step_of(f->n > f->m ? f->n : f->m);
    double right = f->x + f->n * f->sx, bottom = f->y + f->m * f->sy;
    sl_printf(out, "<rect class=\"f\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", f->x, f->y, right - f->x, bottom - f->y);
    for (uint64_t k = 0; k <= f->n; k += step)
        sl_printf(out, "<path class=\"g\" d=\"M%.1f %.1fV%.1f\"/><text class=\"t\" x=\"%.1f\" y=\"%.1f\">%u</text>\n", f->x + k * f->sx, f->y - 4, bottom,
                  f->x + k * f->sx, f->y - 8, (unsigned)k);
    for (uint64_t k = step; k <= f->m; k += step)
        sl_printf(out, "<path class=\"g\" d=\"M%.1f %.1fH%.1f\"/><text class=\"e\" x=\"%.1f\" y=\"%.1f\">%u</text>\n", f->x - 4, f->y + k * f->sy, right, f->x - 8,
                  f->y + k * f->sy + 4, (unsigned)k);
}

/* One stroke for n beads: the kind that most of them have, their mean probability. */
static void put_stroke(sl_buf *out, const frame *f, const sl_bead *b, size_t n, bool title) {
    size_t count[KINDS] = {0};
    double p = 0;
    unsigned kind = LINK;
    for (size_t k = 0; k < n; k++) {
        count[kind_of(&b[k])]++;
        p += (double)b[k].p / (double)n;
    }
    for (unsigned k = 0; k < KINDS; k++)
        if (count[k] > count[kind]) kind = k;
    const sl_bead *z = &b[n - 1];
    sl_printf(out, "<path class=\"%s\" opacity=\"%.2f\" d=\"M%.1f %.1fL%.1f %.1f\"", look[kind].class, p < 0.15 ? 0.15 : p, f->x + b->i * f->sx, f->y + b->j * f->sy,
              f->x + (z->i + z->a) * f->sx, f->y + (z->j + z->b) * f->sy);
    if (title) sl_printf(out, "><title>%u-%u after %u, %u: %.4f</title></path>\n", b->a, b->b, b->i, b->j, (double)b->p);
    else sl_puts(out, SL_LIT("/>\n"));
}

void sl_picture_document(sl_picture *p, sl_str name, uint32_t one, uint32_t two, const sl_bead *bead, size_t n) {
    if (p->n == SL_PICTURE_PANELS) {
        p->more++;
        return;
    }
    frame f = frame_of(p, one, two);
    size_t step = (n + SL_PICTURE_STROKES - 1) / SL_PICTURE_STROKES;
    sl_printf(&p->panels, "<text class=\"d\" x=\"%d\" y=\"%.1f\">", LEFT, f.y - 30);
    sl_xml_put(&p->panels, sl_slice(name.p, name.n < 200 ? name.n : 200), false);
    sl_printf(&p->panels, "%s%u to the right, %u down</text>\n", name.n ? ": " : "", one, two);
    put_axes(&p->panels, &f);
    for (size_t k = 0; k < n; k += step) put_stroke(&p->panels, &f, &bead[k], n - k < step ? n - k : step, n <= TITLED);
    p->height = f.y + two * f.sy + BOTTOM;
    p->n++;
}

static void put_legend(sl_buf *out) {
    for (unsigned k = 0; k < KINDS; k++)
        sl_printf(out, "<path class=\"%s\" d=\"M%u 20h24\"/><text x=\"%u\" y=\"24\">%s</text>\n", look[k].class, LEFT + 150 * k, LEFT + 150 * k + 32, look[k].label);
}

void sl_picture_put(const sl_picture *p, sl_buf *out) {
    int width = LEFT + SIDE + RIGHT, height = (int)p->height + HEAD + BOTTOM;
    sl_printf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n<style>text{font:12px sans-serif;fill:#333}.d{font-weight:bold}"
              ".t{text-anchor:middle}.e{text-anchor:end}.f{fill:none;stroke:#999}.g{stroke:#e4e4e4}path{stroke-width:2;stroke-linecap:round}.g{stroke-width:1}", width, height,
              width, height);
    for (unsigned k = 0; k < KINDS; k++) sl_printf(out, ".%s{stroke:%s}", look[k].class, look[k].colour);
    sl_puts(out, SL_LIT("</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"));
    put_legend(out);
    sl_puts(out, SL_LIT("<g transform=\"translate(0 20)\">\n"));
    sl_puts(out, sl_view(&p->panels));
    if (p->more) sl_printf(out, "<text x=\"%d\" y=\"%.1f\">and %zu more documents</text>\n", LEFT, p->height + 20, p->more);
    sl_puts(out, SL_LIT("</g>\n</svg>\n"));
}

void sl_picture_free(sl_picture *p) {
    sl_buf_free(&p->panels);
    *p = (sl_picture){0};
}
