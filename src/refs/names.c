/* BibTeX's rules, as "Tame the BeaST" has them in section 11: "and" separates at the outer level of braces. */
#include "refs/names.h"

enum { COMMAS = 2 };

static bool is_blank(char c)
{
  return (unsigned char)c <= ' ';
}

static bool is_and(dixit_text list, size_t at)
{
  return at + 4 < list.length && is_blank(list.bytes[at]) &&
         text_equal_folded(text_of(list.bytes + at + 1, 3), text_from("and")) && is_blank(list.bytes[at + 4]);
}

/* "and" as the first or the last word of the list. */
static bool is_and_at_end(dixit_text list, size_t at)
{
  return at + 4 == list.length && is_blank(list.bytes[at]) &&
         text_equal_folded(text_of(list.bytes + at + 1, 3), text_from("and"));
}

bool name_next(dixit_text list, size_t *at, dixit_span *name)
{
  size_t first = *at, end;
  int depth = 0;
  if (first > list.length)
    return false;
  for (end = first; end < list.length; end++) {
    depth += list.bytes[end] == '{' ? 1 : list.bytes[end] == '}' ? -1 : 0;
    if (depth == 0 && (is_and(list, end) || is_and_at_end(list, end)))
      break;
  }
  *at = end < list.length ? end + 4 : list.length + 1;
  while (first < end && is_blank(list.bytes[first]))
    first++;
  while (end > first && is_blank(list.bytes[end - 1]))
    end--;
  *name = span_of((uint32_t)first, (uint32_t)end);
  return true;
}

static bool contains(dixit_text name, const char *words)
{
  size_t length = strlen(words);
  for (size_t at = 0; at + length <= name.length; at++)
    if (text_equal_folded(text_of(name.bytes + at, length), text_from(words)))
      return true;
  return false;
}

static bool has_letter(dixit_text name)
{
  for (size_t i = 0; i < name.length; i++)
    if (ascii_is_letter(name.bytes[i]) || (unsigned char)name.bytes[i] >= 0x80)
      return true;
  return false;
}

name_fault name_check(dixit_text name)
{
  int depth = 0, commas = 0;
  bool semicolon = false, ampersand = false;
  if (name.length == 0)
    return NAME_EMPTY;
  if (text_is(name, "others") || (name.bytes[0] == '{' && name.bytes[name.length - 1] == '}'))
    return NAME_FINE;
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (depth)
      continue;
    commas += c == ',';
    semicolon = semicolon || c == ';';
    ampersand = ampersand ||
                (c == '&' && i > 1 && commas && name.bytes[name.bytes[i - 1] == '\\' ? i - 2 : i - 1] == ' ');
  }
  if (contains(name, "family=") || contains(name, "given=")) /* biblatex's extended form */
    return NAME_FINE;
  if (contains(name, " v ") || contains(name, " v. ") || contains(name, " vs")) /* a case in court */
    return NAME_FINE;
  if (text_ends_folded(name, "et al.") || text_ends_folded(name, "et al") || text_ends_folded(name, "et. al."))
    return NAME_ET_AL;
  if (semicolon && commas)
    return NAME_SEMICOLON;
  if (ampersand && commas > 1)
    return NAME_AMPERSAND;
  if (name.bytes[0] == ',' || name.bytes[name.length - 1] == ',')
    return NAME_COMMA_END;
  if (commas > COMMAS)
    return NAME_COMMAS;
  return has_letter(name) ? NAME_FINE : NAME_NUMBER;
}

dixit_text name_family(dixit_text name)
{
  size_t comma = 0, last = 0;
  int depth = 0;
  for (; comma < name.length; comma++) {
    depth += name.bytes[comma] == '{' ? 1 : name.bytes[comma] == '}' ? -1 : 0;
    if (depth == 0 && name.bytes[comma] == ',')
      return text_of(name.bytes, comma);
    if (depth == 0 && is_blank(name.bytes[comma]))
      last = comma + 1;
  }
  return text_of(name.bytes + last, name.length - last);
}
