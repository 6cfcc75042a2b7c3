/* Rules about what footnotes say: twice, differently, nothing; and about requests for sources that still stand. */
#include "base/text.h"
#include "doc/markdown_scan.h"
#include "rules/rule.h"

enum { IDENTICAL_LEAST = 12 };

/* A note's words one byte after the other, blanks folded and those at its ends left out. */
typedef struct words {
  dixit_text text;
  size_t at;
  bool begun;
} words;

/* The next byte, NUL at the end. */
static char next_byte(words *self)
{
  size_t first = self->at;
  while (self->at < self->text.length && (unsigned char)self->text.bytes[self->at] <= ' ')
    self->at++;
  if (self->at >= self->text.length)
    return '\0';
  if (self->at > first && self->begun) {
    self->begun = false; /* the blank has been told */
    return ' ';
  }
  self->begun = true;
  return self->text.bytes[self->at++];
}

static bool same_words(dixit_text a, dixit_text b)
{
  words left = {a, 0, false}, right = {b, 0, false};
  for (;;) {
    char c = next_byte(&left);
    if (c != next_byte(&right))
      return false;
    if (!c)
      return true;
  }
}

static bool is_blank(dixit_text text)
{
  words all = {text, 0, false};
  return next_byte(&all) == '\0';
}

/* What MediaWiki lists a note under: the value of "group", or the template that has one of its own ("efn"). */
static dixit_text group_of(const dixit_doc *doc, const dixit_reference *reference)
{
  enum { TAG_LIMIT = 200 };
  uint32_t start = reference->span.start, content = reference->content.start;
  dixit_text tag = doc_slice(doc, span_of(start, content < start ? start : content));
  tag.length = tag.length < TAG_LIMIT ? tag.length : TAG_LIMIT;
  size_t at = scan_until(tag, 0, "group"), end;
  while (at && at < tag.length && strchr(" =\"'", tag.bytes[at]))
    at++;
  for (end = at; end < tag.length && !strchr(" \"'/>|}", tag.bytes[end]);)
    end++;
  if (at)
    return text_of(tag.bytes + at, end - at);
  bool own = tag.length > 5 && text_equal_folded(text_of(tag.bytes, 5), text_from("{{efn"));
  return own ? text_of(tag.bytes + 2, 3) : text_of("", 0);
}

static void check_duplicate(rule_run *run, const dixit_reference *reference)
{
  const dixit_doc *doc = run->doc;
  const dixit_reference *first = &doc->references.items[reference->duplicate_of];
  if (doc->format == DIXIT_MEDIAWIKI && !text_equal_folded(group_of(doc, first), group_of(doc, reference)))
    return;
  bool same = same_words(doc_slice(doc, reference->content), doc_slice(doc, first->content));
  bool told = same
    ? rule_report(run, RULE_CITATIONS_DUPLICATE_FOOTNOTE, reference->key,
                  "The footnote \"%s\" is written out for the second time: refer to the first by its name.",
                  rule_excerpt(run, reference->key))
    : rule_report(run, RULE_CITATIONS_CONFLICTING_FOOTNOTE, reference->key,
                  "Another footnote has the name \"%s\" and says something else: give one of them another name.",
                  rule_excerpt(run, reference->key));
  if (told)
    rule_relate(run, first->key, "the first");
}

/* ---- notes without a name ---- */

static uint64_t hash_words(dixit_text text)
{
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  words all = {text, 0, false};
  for (char c; (c = next_byte(&all)) != '\0';)
    hash = (hash ^ (unsigned char)c) * UINT64_C(0x100000001B3);
  return hash ^ hash >> 32;
}

/* A table of the unnamed notes seen so far. */
typedef struct seen_notes {
  uint32_t *slots;  /* reference + 1, or 0 */
  uint32_t mask;
} seen_notes;

static void check_identical(rule_run *run, seen_notes *seen, uint32_t index)
{
  const dixit_doc *doc = run->doc;
  const dixit_reference *reference = &doc->references.items[index];
  dixit_text content = doc_slice(doc, reference->content);
  uint32_t at = (uint32_t)hash_words(content) & seen->mask;
  if (content.length < IDENTICAL_LEAST)
    return;
  while (seen->slots[at] && !same_words(content, doc_slice(doc, doc->references.items[seen->slots[at] - 1].content)))
    at = (at + 1) & seen->mask;
  if (!seen->slots[at]) {
    seen->slots[at] = index + 1;
    return;
  }
  if (rule_report(run, RULE_CITATIONS_IDENTICAL_FOOTNOTES, reference->span,
                  "This note stands here before in the same words: give that one a name, and use it again."))
    rule_relate(run, doc->references.items[seen->slots[at] - 1].span, "the first");
}

/* Where notes have names to be used again. */
static void check_unnamed(rule_run *run)
{
  dixit_doc *doc = run->doc;
  arena scratch;
  seen_notes seen = {NULL, 16};
  if (doc->format != DIXIT_MEDIAWIKI || !rule_is_on(run, RULE_CITATIONS_IDENTICAL_FOOTNOTES))
    return;
  while (seen.mask / 2 < doc->references.count && seen.mask < UINT32_C(1) << 31)
    seen.mask *= 2;
  arena_init(&scratch, &doc->memory.allocator);
  seen.slots = arena_get_zeroed(&scratch, seen.mask * sizeof *seen.slots);
  seen.mask--;
  for (uint32_t i = 0; seen.slots && i < doc->references.count; i++)
    if (doc->references.items[i].kind == DIXIT_REF_NOTE)
      check_identical(run, &seen, i);
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}

/* ---- nothing but an address ---- */

/* The text without blanks, one pair of brackets and a full stop around it. */
static dixit_text unwrapped(dixit_text text)
{
  text = text_trimmed(text);
  while (text.length && text.bytes[text.length - 1] == '.')
    text.length--;
  bool wrapped = text.length > 1 && (text.bytes[0] == '[' || text.bytes[0] == '<');
  return wrapped ? text_trimmed(text_of(text.bytes + 1, text.length - 2)) : text;
}

static bool is_address(dixit_text text)
{
  static const char *const starts[] = {"http://", "https://", "www."};
  text = unwrapped(text);
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.bytes[i] <= ' ')
      return false;
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    size_t length = strlen(starts[i]);
    if (text.length > length && text_equal_folded(text_of(text.bytes, length), text_from(starts[i])))
      return true;
  }
  return false;
}

/* ---- all ---- */

static void check_tags(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->cleanup_tags.count; i++)
    rule_report(run, RULE_CITATIONS_CLEANUP_TAG, doc->cleanup_tags.items[i],
                "Somebody asks here: answer, and take the tag away.");
}

static void check_short(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (doc->citations.items[i].kind == DIXIT_CITE_SHORT && doc->citations.items[i].reference == DIXIT_NONE)
      rule_report(run, RULE_CITATIONS_UNDEFINED_SHORT, doc->citations.items[i].span,
                  "No work in the list has these authors and this year (%s): add it, or correct the citation.",
                  rule_excerpt(run, doc->citations.items[i].key));
}

void check_notes(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *reference = &doc->references.items[i];
    if (reference->kind != DIXIT_REF_FOOTNOTE && reference->kind != DIXIT_REF_NOTE)
      continue;
    if (reference->kind == DIXIT_REF_FOOTNOTE && reference->duplicate_of != DIXIT_NONE)
      check_duplicate(run, reference);
    if (is_blank(doc_slice(doc, reference->content)))
      rule_report(run, RULE_CITATIONS_EMPTY_FOOTNOTE, reference->span,
                  "This footnote has no words: write it, or take it away.");
    if (is_address(doc_slice(doc, reference->content)))
      rule_report(run, RULE_CITATIONS_BARE_URL, reference->content,
                  "An address alone dies with the page: add who wrote it, its title and the date.");
  }
  check_unnamed(run);
  check_tags(run);
  check_short(run);
}
