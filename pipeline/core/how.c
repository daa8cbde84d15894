/* How to compress: the options, and what they mean together; see sluis/io.h. */
#include "packer.h"

bool sl_how_given(const sl_how *h) { return h->gzip || h->zstd || h->fast || h->bgzf || h->single || h->level || h->backend; }

sl_codec sl_how_codec(const sl_how *h, const char *path) {
    if (h->zstd) return SL_ZSTD;
    if (h->gzip || h->bgzf || h->single) return SL_GZIP;
    return path ? sl_codec_by_name(path) : SL_PLAIN;
}

/* One member is made of joined pieces, which not every back end can. */
const sl_backend *sl_how_backend(const sl_how *h, sl_codec codec) {
    sl_str list = SL_LIT(SL_BACKEND_CHOICES), name = sl_cut(&list, '|');
    for (int i = 0; i < h->backend; i++) name = sl_cut(&list, '|');
    char z[16] = "";
    memcpy(z, name.p, name.n);
    if (!h->backend) return sl_backend_find(codec, h->single ? "zlib" : NULL);
    return sl_backend_find(codec, z);
}

static int usage(sl_err *e, const char *text) { return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "%s", text); }

int sl_how_check(const sl_how *h, const char *path, sl_err *e) {
    sl_codec named = path ? sl_codec_by_name(path) : SL_PLAIN, codec = sl_how_codec(h, path);
    bool gzip_only = h->bgzf || h->single;
    if (h->zstd && (h->gzip || gzip_only)) return usage(e, "--zstd and a form of gzip contradict each other");
    if (h->bgzf && h->single) return usage(e, "--bgzf and --single contradict each other");
    if (h->fast && h->level) return usage(e, "--fast is a level of its own");
    if (named != SL_PLAIN && codec != named) return sl_fail(e, SL_EUSAGE, NULL, 0, 0, "the name '%s' contradicts the compression asked for", path);
    if (codec == SL_PLAIN) return sl_how_given(h) ? usage(e, "nothing is compressed: -z, --zstd, or a name in .gz or .zst is needed") : 0;
    const sl_backend *b = sl_how_backend(h, codec);
    if (!b) return usage(e, codec == SL_ZSTD && !h->backend ? "zstd is not built in" : "this back end is not built in, or makes no such files");
    if (h->single && !b->joins) return usage(e, "--single needs the back end zlib or isal");
    return 0;
}
