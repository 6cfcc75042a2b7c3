/* The HTML reader: prose, citations and blocks of small texts, and what must hold for any bytes. */
#include "reading.h"

static const reading samples[] = {
  {"paragraphs, ends forgotten and written", "<p>One\n  two.<p>Three.</p>Four.<div>Five.</div>",
   "One two.|Three.|Four.|Five.", ""},
  {"what stands before the body is no prose",
  "<!DOCTYPE html><head><title>T</title><style>p{}</style></head><body>One.",
   "One.", ""},
  {"tags in words", "un<b>believ</b>able <span class='x'>w</span>", "unbelievable w", ""},
  {"entities", "&ldquo;A&amp;B&rdquo; &#8212; &nosuch; AT&T", "\xE2\x80\x9C"
   "A&B\xE2\x80\x9D \xE2\x80\x94 &nosuch; AT&T", ""},
  {"scripts, comments, hidden elements", "A <script>if (a<b) x('<p>');</script>b<!-- <p>c --> <i hidden>d</i>e.",
   "A b e.", ""},
  {"a comment that is not closed swallows the rest, as in browsers", "a <!-- b <p>c", "a", ""},
  {"a lone sign is text", "a < b <3 </ c", "a < b <3", ""},
  {"a tag that never ends is text", "a <b and more", "a <b and more", ""},
  {"a mark in a tag that is never closed", "a <b class=\"x>c</b> d", "a c d", ""},
  {"a sign in an attribute is none", "a <b title='x > y'>c</b>", "a c", ""},
  {"breaks: one is a blank, two end the paragraph", "one<br>two<br/>\n<br>three", "one two|three", ""},
  {"code takes a noun's place, a block of code is none", "Run <code>a <b>b</b></code>.<pre>x <code>y</code></pre>End.",
   "Run #.|End.", ""},
  {"pictures take it within words only", "<p><img src=a><p>See <img src=b>.", "See #.", ""},
  {"marks that are printed", "<q>One <q>two</q></q>.", "\xE2\x80\x9COne \xE2\x80\x98two\xE2\x80\x99\xE2\x80\x9D.", ""},
  {"links",
  "<a href='http://a.org'>the <b>report</b></a> <a href=b.html>b</a> <a name=c>c</a> <a href='mailto:x'>d</a>",
   "the report b c d", "link http://a.org;link b.html"},
  {"bare addresses, linked or not", "<a href=\"http://a.org\">http://a.org/</a> and https://b.org.", "@0 and @1.",
   "link http://a.org;url https://b.org"},
  {"where a quotation comes from",
  "<blockquote cite=\"http://a.org\"><p>One.<footer>\xE2\x80\x94 Ida</footer></blockquote>",
   "One.|\xE2\x80\x94 Ida", "link http://a.org"},
  {"footnotes with roles",
  "A.<a href=\"#n1\" role=\"doc-noteref\">1</a><aside id=\"n1\" role=\"doc-footnote\">Two.</aside>",
   "A.@0|Two.", "footnote n1 0"},
  {"footnotes as pandoc writes them",
   "<p>A.<a href=\"#fn1\" class=\"footnote-ref\" id=\"fnref1\"><sup>1</sup></a></p><ol><li id=\"fn1\"><p>Two.<a "
   "href=\"#fnref1\" class=\"footnote-back\">x</a></p></li></ol>", "A.@0|Two.", "footnote fn1 0"},
  {"footnotes as people number them",
   "<p>A.<sup><a href=\"#n1\">1</a></sup></p><ol><li id=\"n1\">Two.</li></ol>", "A.@0|Two.", "footnote n1 0"},
  {"footnotes as MediaWiki writes them",
  "<p>A.<sup id=\"cite_ref-x\"><a href=\"#cite_note-x\">[1]</a></sup><ol><li id=\"cite_note-x\">Two.</ol>", "A.@0|Two.",
   "footnote cite_note-x 0"},
  {"cells, and tables that place the text", "<table><tr><td>a<td>b<tr><td><p>C d.</table>E.", "a|b|C d.|E.", ""},
  {"an end tag does not reach out of its cell", "<b><table><tr><td>a</b> b</table>", "a b", ""},
  {"of a page with an article, only that",
   "<header><h1>Site</h1></header><nav>Menu</nav><main><article><header><h1>Title</h1></header><p>Words of the article."
   "<aside>Related</aside></article></main><footer>Imprint</footer>", "Title|Words of the article.", ""},
  {"of one without, what is not around it", "<header>Site</header><nav>Menu</nav><div>Words.</div><footer>x</footer>",
   "Words.", ""},
  {"an article that is only a box is not the page's",
  "<article>Box</article><p>Words of the page, and more of them here.",
   "Box|Words of the page, and more of them here.", ""},
};

/* Blocks in their order: depth and kind. */
static const outline_reading outlines[] = {
  {"lists whose items are not closed", "<ul><li>a<ol><li>b</ol><li>c</ul>d",
   "0 list;1 list-item;2 paragraph;2 list;3 list-item;4 paragraph;1 list-item;2 paragraph;0 paragraph"},
  {"headings end paragraphs", "<p>a<h2>b</h2>c", "0 paragraph;0 heading;0 paragraph"},
  {"quotations", "<blockquote>a<p>b</blockquote>c", "0 block-quote;1 paragraph;1 paragraph;0 paragraph"},
  {"code and rules", "<pre>a</pre><hr>b", "0 code;0 rule-line;0 paragraph"},
  {"captions and bylines", "<p class=\"byline\">Ida</p><figure><img><figcaption>b</figcaption></figure>",
   "0 byline;0 caption"},
  {"a report of dixit's own", "<html><meta name=\"generator\" content=\"dixit 1\"><p>a</p>", ""},
  {"tables", "<table><caption>a</caption><thead><tr><th>b</thead><tr><td>c</table>",
   "0 table;1 caption;1 table-cell;1 table-cell"},
};

static const char *const pieces[] = {
  "word ", "\n", "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i class=a>", "</i>", "<a href='http://a'>", "</a>",
  "<a href=#fn1>", "<sup>", "</sup>", "<li id=fn1>", "<ul>", "<li>", "</ul>", "<blockquote cite=http://a>",
  "</blockquote>", "<q>", "</q>", "<table>", "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<code>", "</code>",
  "<script>", "</script>", "<!--", "-->", "<!", "<?", "</", "<", ">", "\"", "'", "&amp;", "&ngE;", "&", "<br>", "<hr>",
  "<img>", "<article>", "</article>", "<nav>", "</nav>", "<footer>", "<h1>", "</h1>", "<x-y a=\"", "http://a.b ",
  "\xC3\xA9", "\xFF", " hidden>", "<p class=byline>", "<dl><dt>", "<dd>",
};

static const detection detections[] = {
  {"\n<!DOCTYPE HTML><p>a", DIXIT_FORMAT_HTML},
  {"<div><p>One.</p></div>", DIXIT_FORMAT_HTML},
  {"<b>One</b> two.", DIXIT_PLAIN},
};

int main(void)
{
  const reader_examples examples = {
    .format = DIXIT_FORMAT_HTML,
    .samples = samples,
    .sample_count = COUNT_OF(samples),
    .outlines = outlines,
    .outline_count = COUNT_OF(outlines),
    .pieces = pieces,
    .piece_count = COUNT_OF(pieces),
    .detections = detections,
    .detection_count = COUNT_OF(detections),
  };
  return run_reader_tests(&examples);
}
