/* A slip is: a character more, less, other, or two exchanged; or any number of other cases and of signs for each other
 * ("_" for "-"). */
#include "refs/keys.h"

#include "base/rows.h"

bool keys_are_known(const dixit_doc *doc)
{
  if (doc->bibliography_count)
    return true;
  for (uint32_t i = 0; i < doc->files.count; i++)
    if (doc->files.items[i].kind == DIXIT_FILE_BIBLIOGRAPHY)
      return false;
  for (uint32_t i = 0; i < doc->references.count; i++)
    if (doc->references.items[i].kind == DIXIT_REF_ENTRY)
      return true;
  return false;
}

bool key_is_defined_like(const dixit_doc *doc, dixit_text start)
{
  for (uint32_t i = 0; i < doc->references.count; i++) {
    dixit_text key = doc_slice(doc, doc->references.items[i].key);
    if (key.length && key.bytes[0] == '@')
      key = text_of(key.bytes + 1, key.length - 1);
    if (key.length > start.length && memcmp(key.bytes, start.bytes, start.length) == 0)
      return true;
  }
  return false;
}

static bool same_character(char a, char b)
{
  static const char signs[] = "_-.:+/ ";
  if (ascii_lower(a) == ascii_lower(b))
    return true;
  return a && b && strchr(signs, a) && strchr(signs, b);
}

/* Equal but for case and signs. */
static bool same_but_form(dixit_text a, dixit_text b)
{
  if (a.length != b.length)
    return false;
  for (size_t i = 0; i < a.length; i++)
    if (!same_character(a.bytes[i], b.bytes[i]))
      return false;
  return true;
}

/* One character more, less or other, or two exchanged. */
static bool one_slip(dixit_text a, dixit_text b)
{
  size_t start = 0, end = 0, shorter = a.length < b.length ? a.length : b.length;
  size_t longer = a.length + b.length - shorter;
  if (longer - shorter > 1 || shorter < 3)
    return false;
  while (start < shorter && a.bytes[start] == b.bytes[start])
    start++;
  while (end < shorter - start && a.bytes[a.length - 1 - end] == b.bytes[b.length - 1 - end])
    end++;
  size_t left = longer - start - end;
  if (left <= 1)
    return true;
  return left == 2 && a.length == b.length && a.bytes[start] == b.bytes[start + 1] &&
         a.bytes[start + 1] == b.bytes[start];
}

/* The best so far: form 2 (case and signs only) before slips 1. twice: several are as good. */
typedef struct candidate {
  dixit_text key;
  int rank;
  bool twice;
} candidate;

static void consider(candidate *best, dixit_text key, dixit_text known)
{
  int rank = same_but_form(key, known) ? 2 : one_slip(key, known) ? 1 : 0;
  if (rank == 0 || rank < best->rank || (rank == best->rank && text_equal(best->key, known)))
    return;
  best->twice = rank == best->rank;
  best->rank = rank;
  best->key = known;
}

static void consider_all(candidate *best, dixit_reference_kind kind, dixit_text key, const dixit_doc *doc)
{
  for (uint32_t i = 0; i < doc->references.count; i++)
    if (doc->references.items[i].kind == kind)
      consider(best, key, doc_slice(doc, doc->references.items[i].key));
}

const char *key_meant(dixit_doc *doc, dixit_reference_kind kind, dixit_text key)
{
  candidate best = {{"", 0}, 0, false};
  consider_all(&best, kind, key, doc);
  for (uint32_t i = 0; kind == DIXIT_REF_ENTRY && i < doc->bibliography_count; i++)
    consider_all(&best, kind, key, doc->bibliographies[i]);
  return best.rank && !best.twice ? arena_copy(&doc->memory, best.key.bytes, best.key.length) : NULL;
}

const dixit_entry *key_entry(const dixit_doc *doc, const dixit_citation *citation, const dixit_doc **where)
{
  bool own = citation->reference != DIXIT_NONE;
  *where = own                                                ? doc
           : citation->bibliography < doc->bibliography_count ? doc->bibliographies[citation->bibliography]
                                                              : NULL;
  if (!*where)
    return NULL;
  uint32_t start = (*where)->references.items[own ? citation->reference : citation->entry].span.start;
  uint32_t entry = records_from((*where)->entries.items, (*where)->entries.count, sizeof(dixit_entry), start);
  bool found = entry < (*where)->entries.count && (*where)->entries.items[entry].span.start == start;
  return found ? &(*where)->entries.items[entry] : NULL;
}
