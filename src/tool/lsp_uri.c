/* Escapes of RFC 3986. The host of a URI is passed over: there is no other machine to read from. */
#include "tool/lsp_uri.h"

#include <stdlib.h>

#include "base/text.h"

/* The byte of "%XX", or -1; NUL is part of no path. */
static int escaped_byte(const char *at)
{
  int high = ascii_hex_value(at[1]), low = high < 0 ? -1 : ascii_hex_value(at[2]);
  return low < 0 || (high == 0 && low == 0) ? -1 : high * 16 + low;
}

char *lsp_uri_path(const char *uri)
{
  static const char scheme[] = "file://";
  if (strncmp(uri, scheme, sizeof scheme - 1) != 0)
    return NULL;
  const char *from = strchr(uri + sizeof scheme - 1, '/');
  char *path = from ? malloc(strlen(from) + 1) : NULL, *to = path;
  while (path && *from) {
    int byte = *from == '%' ? escaped_byte(from) : (unsigned char)*from;
    if (byte < 0) {
      free(path);
      return NULL;
    }
    *to++ = (char)byte;
    from += *from == '%' ? 3 : 1;
  }
  if (path)
    *to = '\0';
  return path;
}

static bool is_plain(char c)
{
  return ascii_is_letter(c) || ascii_is_digit(c) || (c && strchr("-._~/", c));
}

char *lsp_path_uri(const char *path)
{
  static const char digits[] = "0123456789ABCDEF";
  char *uri = malloc(strlen(path) * 3 + 8);
  if (!uri)
    return NULL;
  strcpy(uri, "file://");
  char *to = uri + 7;
  for (; *path; path++) {
    if (is_plain(*path)) {
      *to++ = *path;
      continue;
    }
    *to++ = '%';
    *to++ = digits[(unsigned char)*path >> 4];
    *to++ = digits[(unsigned char)*path & 15];
  }
  *to = '\0';
  return uri;
}
