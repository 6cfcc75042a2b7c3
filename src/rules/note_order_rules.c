/* Rules about the order and place of citations: numbers given by hand, the same work twice in a row, "ibid.", marks
 * before or behind punctuation. */
#include "base/rows.h"
#include "rules/rule.h"

enum { NUMBERED_LEAST = 3, MARKS_LEAST = 10, MAJORITY = 90, OP_CIT_LIMIT = 20 };

/* ---- numbers given by hand ---- */

/* The number a label is; 0 when it is none. */
static uint32_t label_number(dixit_text label)
{
  uint32_t number = 0;
  if (label.length == 0 || label.length > 6)
    return 0;
  for (size_t i = 0; i < label.length; i++) {
    if (!ascii_is_digit(label.bytes[i]))
      return 0;
    number = number * 10 + (uint32_t)(label.bytes[i] - '0');
  }
  return number;
}

/* Are all footnotes of the document called by numbers, three at least? */
static bool is_numbered(const dixit_doc *doc)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    if (doc->references.items[i].kind != DIXIT_REF_FOOTNOTE)
      continue;
    if (!label_number(doc_slice(doc, doc->references.items[i].key)))
      return false;
    count++;
  }
  return count >= NUMBERED_LEAST;
}

/* Footnotes' own marks are no part of the order. */
static bool is_in_note(const dixit_doc *doc, const dixit_citation *citation)
{
  uint32_t block = citation->block;
  while (block < doc->blocks.count && doc->blocks.items[block].kind != DIXIT_FOOTNOTE)
    block = doc->blocks.items[block].parent;
  return block < doc->blocks.count;
}

static void check_numbers(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t last = 0;
  if (!rule_is_on(run, RULE_CITATIONS_FOOTNOTE_ORDER) || doc->format != DIXIT_MARKDOWN || !is_numbered(doc))
    return;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    const dixit_citation *citation = &doc->citations.items[i];
    uint32_t number = citation->kind == DIXIT_CITE_FOOTNOTE ? label_number(doc_slice(doc, citation->key)) : 0;
    if (!number || number <= last || is_in_note(doc, citation)) /* used again, or told already */
      continue;
    if (number > last + 1)
      rule_report(run, RULE_CITATIONS_FOOTNOTE_ORDER, citation->span,
                  "Footnote %u comes after %u: number them in the order of the text.", (unsigned)number,
                  (unsigned)last);
    last = number;
  }
}

/* ---- the same work twice, "ibid." ---- */

static bool same_key(const dixit_doc *doc, const dixit_citation *a, const dixit_citation *b)
{
  return a->kind == b->kind && text_equal(doc_slice(doc, a->key), doc_slice(doc, b->key)) &&
         text_equal(doc_slice(doc, a->locator), doc_slice(doc, b->locator));
}

static bool only_blanks(const dixit_doc *doc, uint32_t start, uint32_t end)
{
  for (uint32_t at = start; at < end; at++)
    if ((unsigned char)doc->text[at] > ' ')
      return false;
  return true;
}

static bool names_work(const dixit_citation *citation)
{
  uint8_t kind = citation->kind;
  return kind == DIXIT_CITE_KEY || kind == DIXIT_CITE_FOOTNOTE || kind == DIXIT_CITE_SHORT;
}

/* MediaWiki's notes are written where they are cited first. Two such have one name by mistake, or in two groups. */
static bool is_written_here(const dixit_doc *doc, const dixit_citation *citation)
{
  uint32_t start = citation->span.start;
  uint32_t found = records_from(doc->references.items, doc->references.count, sizeof(dixit_reference), start);
  return found < doc->references.count && doc->references.items[found].span.start == start;
}

static void check_repeated(rule_run *run, const dixit_citation *before, const dixit_citation *citation)
{
  const dixit_doc *doc = run->doc;
  if (!names_work(citation) || before->block != citation->block || before->span.end > citation->span.start ||
      (citation->flags & DIXIT_CITATION_SILENT) || !only_blanks(doc, before->span.end, citation->span.start) ||
      !same_key(doc, before, citation) || (is_written_here(doc, before) && is_written_here(doc, citation)))
    return;
  if (rule_report(run, RULE_CITATIONS_REPEATED, citation->span,
                  "\"%s\" has just been cited: take one of the two away, or correct it.",
                  rule_excerpt(run, citation->key)))
    rule_relate(run, before->span, "the one before");
}

static bool starts_with_ibid(dixit_text words)
{
  size_t at = 0;
  while (at < words.length &&
         ((unsigned char)words.bytes[at] <= ' ' || words.bytes[at] == '*' || words.bytes[at] == '_'))
    at++;
  dixit_text start = text_of(words.bytes + at, words.length - at < 4 ? 0 : 4);
  bool ends = words.length - at == 4 || (words.length - at > 4 && !ascii_is_letter(words.bytes[at + 4]));
  return start.length && ends && text_equal_folded(start, text_from("ibid"));
}

/* Where "op. cit." or "loc. cit." stands in a note, and the last word before it, which is whose work is meant. */
static bool find_op_cit(const dixit_doc *doc, dixit_span note, dixit_span *sign, dixit_span *name)
{
  dixit_text words = doc_slice(doc, note);
  for (size_t at = 1; at + 8 <= words.length; at++) {
    dixit_text here = text_of(words.bytes + at, words.length - at);
    if (!text_starts_folded(here, "op. cit") && !text_starts_folded(here, "loc. cit"))
      continue;
    size_t end = at;
    while (end > 0 && !ascii_is_letter(words.bytes[end - 1]) && (unsigned char)words.bytes[end - 1] < 0x80)
      end--;
    size_t start = end;
    while (start > 0 && (ascii_is_letter(words.bytes[start - 1]) || (unsigned char)words.bytes[start - 1] >= 0x80))
      start--;
    *sign = span_of(note.start + (uint32_t)at, note.start + (uint32_t)at + 7);
    *name = span_of(note.start + (uint32_t)start, note.start + (uint32_t)end);
    return true;
  }
  return false;
}

static uint32_t count_keys(const dixit_doc *doc, dixit_span span, uint32_t *from)
{
  uint32_t count = 0;
  while (*from < doc->citations.count && doc->citations.items[*from].span.start < span.start)
    ++*from;
  for (uint32_t i = *from; i < doc->citations.count && doc->citations.items[i].span.start < span.end; i++)
    count += doc->citations.items[i].kind == DIXIT_CITE_KEY || doc->citations.items[i].kind == DIXIT_CITE_SHORT;
  return count;
}

/* "Brandt, *Bridges*, 3; Lind, *Ferries*.": works named by hand, each with a comma and a title in emphasis or a
 * number. */
static uint32_t count_named(dixit_text note)
{
  uint32_t works = 0;
  bool comma = false, telling = false;
  for (size_t i = 0; i <= note.length; i++) {
    char c = i < note.length ? note.bytes[i] : ';';
    comma = comma || c == ',';
    telling = telling || c == '*' || c == '_' || c == '\'' || c == '\\' || ascii_is_digit(c);
    if (c != ';')
      continue;
    works += comma && telling;
    comma = telling = false;
  }
  return works;
}

static bool stands_before(const dixit_doc *doc, dixit_span name)
{
  uint32_t length = span_length(name);
  for (uint32_t at = 0; at + length <= name.start; at++)
    if (memcmp(doc->text + at, doc->text + name.start, length) == 0)
      return true;
  return false;
}

/* "Brandt, op. cit., 7": the text must have named Brandt before. Only so many are looked up, since each costs a walk
 * over the text. */
static void check_op_cit(rule_run *run, const dixit_reference *note, uint32_t *looked_up)
{
  const dixit_doc *doc = run->doc;
  dixit_span sign, name;
  if (*looked_up >= OP_CIT_LIMIT || !find_op_cit(doc, note->content, &sign, &name))
    return;
  ++*looked_up;
  if (span_is_empty(name))
    rule_report(run, RULE_CITATIONS_IBID, sign, "\"%s\" of what? Name author and work.", rule_excerpt(run, sign));
  else if (!stands_before(doc, name))
    rule_report(run, RULE_CITATIONS_IBID, sign, "Nothing before this is by %s: name the work.",
                rule_excerpt(run, name));
}

static void check_ibid(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  const dixit_reference *before = NULL;
  uint32_t citation = 0, keys = 0, looked_up = 0;
  if (!rule_is_on(run, RULE_CITATIONS_IBID))
    return;
  for (uint32_t i = 0; i < doc->references.count; i++) {
    const dixit_reference *note = &doc->references.items[i];
    if (note->kind != DIXIT_REF_FOOTNOTE && note->kind != DIXIT_REF_NOTE)
      continue;
    check_op_cit(run, note, &looked_up);
    if (starts_with_ibid(doc_slice(doc, note->content)) && (!before || keys > 1) &&
        rule_report(run, RULE_CITATIONS_IBID, span_of(note->content.start, note->content.start + 4),
                    before ? "\"Ibid.\" follows a note that cites several works: name the one."
                           : "\"Ibid.\" follows nothing: name the work.") &&
        before)
      rule_relate(run, before->content, "the note before");
    keys = count_keys(doc, note->content, &citation);
    uint32_t named = count_named(doc_slice(doc, note->content));
    keys = keys > named ? keys : named;
    before = note;
  }
}

/* ---- marks and punctuation ---- */

static bool is_punctuation(char c)
{
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* 1: behind punctuation, -1: before it, 0: neither. */
static int mark_place(const dixit_doc *doc, const dixit_citation *citation)
{
  if (citation->kind != DIXIT_CITE_FOOTNOTE && citation->kind != DIXIT_CITE_INLINE_NOTE)
    return 0;
  uint32_t start = citation->span.start, end = citation->span.end;
  if (start > 0 && is_punctuation(doc->text[start - 1]))
    return 1;
  bool before = start > 0 && end < doc->length && is_punctuation(doc->text[end]);
  return before && (unsigned char)doc->text[start - 1] > ' ' ? -1 : 0;
}

static void check_places(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  uint32_t behind = 0, before = 0;
  for (uint32_t i = 0; i < doc->citations.count; i++) {
    int place = mark_place(doc, &doc->citations.items[i]);
    behind += place > 0;
    before += place < 0;
  }
  uint32_t total = behind + before, most = behind > before ? behind : before;
  if (total < MARKS_LEAST || most == total || most * 100 < total * MAJORITY)
    return;
  int odd = behind > before ? -1 : 1;
  for (uint32_t i = 0; i < doc->citations.count; i++)
    if (mark_place(doc, &doc->citations.items[i]) == odd)
      rule_report(run, RULE_CITATIONS_MARK_PLACE, doc->citations.items[i].span,
                  odd < 0 ? "Most marks of this text stand behind the punctuation: put this one there too."
                          : "Most marks of this text stand before the punctuation: put this one there too.");
}

void check_note_order(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  check_numbers(run);
  for (uint32_t i = 1; i < doc->citations.count; i++)
    check_repeated(run, &doc->citations.items[i - 1], &doc->citations.items[i]);
  check_ibid(run);
  if (rule_is_on(run, RULE_CITATIONS_MARK_PLACE))
    check_places(run);
}
