/* Wildcards, matched with one retry a level: the last '*' of a name, the last "**" of a path. */
#include "base/glob.h"

#include <ctype.h>
#include <string.h>

/* Behind "[:name:]" at `at`, with *matched set when `c` belongs to it; NULL where there is no such class. */
static const char *match_named_class(const char *at, const char *end, unsigned char c, bool *matched)
{
  static const struct {
    const char *name;
    int (*test)(int);
  } classes[] = {
    {"[:alnum:]", isalnum}, {"[:alpha:]", isalpha}, {"[:blank:]", isblank}, {"[:cntrl:]", iscntrl},
    {"[:digit:]", isdigit}, {"[:graph:]", isgraph}, {"[:lower:]", islower}, {"[:print:]", isprint},
    {"[:punct:]", ispunct}, {"[:space:]", isspace}, {"[:upper:]", isupper}, {"[:xdigit:]", isxdigit},
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    size_t length = strlen(classes[i].name);
    if ((size_t)(end - at) < length || memcmp(at, classes[i].name, length) != 0)
      continue;
    *matched |= classes[i].test(c) != 0;
    return at + length;
  }
  return NULL;
}

/* One member of a bracket: "a", "a-z", "\]" or "[:alpha:]". Behind it, or NULL at a broken end. */
static const char *match_member(const char *at, const char *end, unsigned char c, bool *matched)
{
  const char *behind = match_named_class(at, end, c, matched);
  if (behind)
    return behind;
  if (*at == '\\' && ++at == end)
    return NULL;
  unsigned char low = (unsigned char)*at++, high = low;
  if (end - at >= 2 && at[0] == '-' && at[1] != ']') {
    at++;
    if (*at == '\\' && ++at == end)
      return NULL;
    high = (unsigned char)*at++;
  }
  *matched |= low <= c && c <= high;
  return at;
}

/* The bracket behind '[' at `at`: behind its ']' when it holds `c`, else NULL; also where it has no ']'. */
static const char *match_bracket(const char *at, const char *end, unsigned char c)
{
  bool matched = false, negated = at < end && (*at == '!' || *at == '^');
  at += negated;
  const char *first = at;
  while (at && at < end && (*at != ']' || at == first))
    at = match_member(at, end, c, &matched);
  if (!at || at == end || matched == negated)
    return NULL;
  return at + 1;
}

/* One character of a name against the pattern at `at`, which is no '*': behind what matched it, or NULL. */
static const char *match_one(const char *at, const char *end, char c)
{
  if (*at == '?')
    return at + 1;
  if (*at == '[')
    return match_bracket(at + 1, end, (unsigned char)c);
  if (*at == '\\' && ++at == end)
    return NULL;
  return *at == c ? at + 1 : NULL;
}

/* A name against a pattern without slashes. When a '*' has to take more, only the last one need be asked again. */
static bool match_name(const char *at, const char *end, const char *name, const char *name_end)
{
  const char *retry = NULL, *retry_name = NULL;
  while (name < name_end) {
    if (at < end && *at == '*') {
      retry = ++at;
      retry_name = name;
      continue;
    }
    const char *behind = at < end ? match_one(at, end, *name) : NULL;
    if (behind) {
      at = behind;
      name++;
    } else if (retry) {
      at = retry;
      name = ++retry_name;
    } else {
      return false;
    }
  }
  while (at < end && *at == '*')
    at++;
  return at == end;
}

static const char *part_end(const char *at)
{
  return at + strcspn(at, "/");
}

static const char *next_part(const char *at)
{
  at = part_end(at);
  return at + (*at == '/');
}

/* As match_name, a floor up: parts instead of characters, "**" instead of '*'. */
bool glob_match(const char *at, const char *path)
{
  const char *retry = NULL, *retry_path = NULL;
  while (*path) {
    const char *end = part_end(at);
    if (end - at == 2 && memcmp(at, "**", 2) == 0) {
      if (!*end)
        return true;
      retry = at = end + 1;
      retry_path = path;
    } else if (*at && match_name(at, end, path, part_end(path))) {
      at = next_part(at);
      path = next_part(path);
    } else if (retry) {
      at = retry;
      path = retry_path = next_part(retry_path);
    } else {
      return false;
    }
  }
  return !*at;
}
