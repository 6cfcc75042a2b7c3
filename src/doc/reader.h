/* Readers: from the bytes of one format to blocks and runs.
 *
 * A reader answers: which bytes are prose, what block is this, where are citations and their definitions. It fills
 *   blocks      containers before what they hold, in reading order
 *   runs        the prose of each leaf block, in order, between first_run and first_run + run_count; no two overlap
 *   citations   sorted; each marker without words of its own (all but links around words) has a run of kind
 *               DIXIT_RUN_CITATION where it stands in prose; "[@a; @b]" is two citations and two runs
 *   references  sorted; definitions that stand in this text
 * Every byte of a run is inside its block. Any input survives; no input costs more than linear time. */
#ifndef DIXIT_DOC_READER_H
#define DIXIT_DOC_READER_H

#include "doc/document.h"

/* Plain text: paragraphs by blank lines or one a line (plain.c). */
void reader_plain(dixit_doc *doc);
/* CommonMark with tables, footnotes, front matter, Pandoc citations (markdown.c). */
void reader_markdown(dixit_doc *doc);
/* Wikitext (wiki.c). Its entries wait for cs1_finish(), which puts everything into order too. */
void reader_wiki(dixit_doc *doc);
bool wiki_detect(dixit_text text);
/* HTML (html.c). */
void reader_html(dixit_doc *doc);
bool html_detect(dixit_text text);
/* reStructuredText (rst.c). */
void reader_rst(dixit_doc *doc);
bool rst_detect(dixit_text text);
/* AsciiDoc (asciidoc.c). */
void reader_asciidoc(dixit_doc *doc);
bool asciidoc_detect(dixit_text text);
/* Org (org.c). */
void reader_org(dixit_doc *doc);
bool org_detect(dixit_text text);
/* LaTeX (latex.c). */
void reader_latex(dixit_doc *doc);
bool latex_detect(dixit_text text);
/* Does the start of a text look like Markdown (detect.c)? */
bool markdown_detect(dixit_text text);
/* The format of a text (formats.c): by the ending of `name` (may be NULL), then by content. A dixit_format, never
 * AUTO. */
uint32_t reader_detect(const char *name, dixit_text text);

#endif
