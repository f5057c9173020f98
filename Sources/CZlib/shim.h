#include <zlib.h>

// The initialisers are macros, which Swift does not import. 15 + 16 asks for the largest window and a gzip header.
static inline int qilu_gzip_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int qilu_gzip_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
