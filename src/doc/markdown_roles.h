/* Roles of MyST in the words of Markdown: "{cite}`key,key`", "{ref}`words <target>`". */
#ifndef DIXIT_DOC_MARKDOWN_ROLES_H
#define DIXIT_DOC_MARKDOWN_ROLES_H

#include "doc/markdown_items.h"

/* The role at the "{" at `at`: the byte after it, or 0 when there is none. */
size_t role_read(md_inline *self, size_t at);

#endif
