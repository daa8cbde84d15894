/* Compressed members in memory: one whole gzip member or zstd frame is made from a block, or inflated, by one of several
 * back ends behind one interface. Members are independent of each other, so any number of workers may make or inflate them
 * side by side; each worker has its own sl_coder, and nothing is allocated per member once its buffers have grown.
 *
 * Formats: gzip is RFC 1952 (header without name and time, OS 255), BGZF is the gzip of the SAM specification, zstd is RFC 8878
 * (frames with content size and checksum). The bytes of a member depend on its input, level, wrap and back end alone. ISA-L's
 * may also depend on the kind of processor, so it is not taken unless asked for. */
#ifndef SLUIS_CODEC_H
#define SLUIS_CODEC_H
#include "sluis/buf.h"

typedef enum { SL_BY_NAME, SL_PLAIN, SL_GZIP, SL_ZSTD } sl_codec;   /* SL_BY_NAME: told by the ending .gz or .zst */

/* What a gzip member's header says beside the ten bytes that all have. */
typedef enum { SL_WRAP_SIZED,    /* extra field "SL": the whole member's size, so that a reader can go from member to member, and the
                                  * CRC-32 of what follows the header (both u32, little endian), so that every flipped bit is found */
               SL_WRAP_BGZF,     /* extra field "BC": the size less one (u16); at most SL_BGZF_BLOCK bytes of input */
               SL_WRAP_BARE      /* nothing */
} sl_wrap;

enum { SL_BGZF_BLOCK = 65280 };  /* what a BGZF block takes, as htslib has it: even stored it stays below 64 KiB */

typedef enum { SL_MEMBER_OK,
               SL_MEMBER_TRUNCATED,  /* the input ends within the member */
               SL_MEMBER_CORRUPT,    /* damaged between header and trailer */
               SL_MEMBER_CRC,        /* inflated to its end, but checksum or length differ */
               SL_MEMBER_GARBAGE,    /* no member starts here */
               SL_MEMBER_LIMIT       /* would give more than the limit; nothing was appended */
} sl_member;

/* One back end. Called by the functions below only; `state` is what open() returned. */
typedef struct sl_backend {
    const char *name;            /* "zlib", "libdeflate", "isal", "zstd" */
    sl_codec codec;
    int usual, fast;             /* the levels that no option and --fast mean */
    void *(*open)(void);
    void (*close)(void *state);
    /* gzip: `in` (less than 4 GiB) to raw deflate appended to out; level 1..9. last: ends the stream; else ends at a byte's border and the
     * next piece may be appended, if the back end can (`joins`). zstd: a whole frame. */
    void (*pack)(void *state, int level, sl_str in, bool last, sl_buf *out);
    bool joins;
    /* Raw deflate, or a whole frame, from the start of `in`: appended to out, at most `limit` bytes; *used: bytes of `in` it took, or when damaged
     * where that was seen. */
    sl_member (*unpack)(void *state, sl_str in, size_t *used, sl_buf *out, size_t limit);
    uint32_t (*crc)(uint32_t crc, const void *p, size_t n);    /* that of gzip; NULL for zstd */
} sl_backend;

const sl_backend *const *sl_backends(void);                     /* those built in, NULL-ended; zlib is always the first */
/* By name; NULL: none of this name and codec is built in. name NULL: what is taken by default. That is, for gzip, libdeflate where it is built
 * in, else zlib: the same on every machine that runs the same build. */
const sl_backend *sl_backend_find(sl_codec codec, const char *name);
/* What inflates fastest: libdeflate, ISA-L, zlib; for zstd, zstd or NULL. All give the same results, errors included. */
const sl_backend *sl_backend_reader(sl_codec codec);
sl_codec sl_codec_by_magic(sl_str head);                        /* of a file's first bytes (4 suffice): gzip, zstd (also a skippable frame) or plain */
sl_codec sl_codec_by_name(const char *path);                    /* .gz, .zst, else plain */

typedef struct sl_coder sl_coder;                               /* one worker's state of one back end */
sl_coder *sl_coder_open(const sl_backend *b);                   /* never NULL */
void sl_coder_close(sl_coder *c);                               /* NULL is fine */

/* Append one member made of `in` (less than 4 GiB). zstd ignores `wrap`. */
void sl_member_pack(sl_coder *c, int level, sl_wrap wrap, sl_str in, sl_buf *out);
/* For one gzip member made of many pieces side by side: sl_member_head(), the pieces in order, sl_member_tail() of the whole.
 * sl_member_piece() needs a back end that joins and returns the CRC of its input; combine as sl_crc_join(). */
void sl_member_head(sl_buf *out);
uint32_t sl_member_piece(sl_coder *c, int level, sl_str in, sl_buf *out);
uint32_t sl_crc_join(uint32_t first, uint32_t second, uint64_t second_bytes);
void sl_member_tail(uint32_t crc, uint64_t bytes, sl_buf *out);

/* Inflate the member at the start of `in`; checksum and length are verified. Appended to out, at most `limit` bytes. *used: the member's
 * size; when it is damaged or cut off, the offset at which that was seen, and out has what was inflated before it, unverified. */
sl_member sl_member_unpack(sl_coder *c, sl_str in, size_t *used, sl_buf *out, size_t limit);
const char *sl_member_text(sl_member m);                        /* "truncated", ... for messages */

/* The header of the gzip member at the start of `in`. OK: *head its length and *size the whole member's as the header promises (0: it does not;
 * not verified). TRUNCATED: in ends within the header. GARBAGE: not a gzip header. CORRUPT: a sized or BGZF header but for a few bits. */
sl_member sl_member_header(sl_str in, size_t *head, size_t *size);
/* The CRC-32 of all behind the header of length `head`, when the header has it. */
bool sl_member_sum(sl_str in, size_t head, uint32_t *sum);
/* For zstd: *size of the frame at the start of in, found without inflating; TRUNCATED or GARBAGE likewise. */
sl_member sl_frame_size(sl_str in, size_t *size);
extern const char sl_bgzf_end[28];                              /* the empty block that ends a BGZF file */
#endif
