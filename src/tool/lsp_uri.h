/* URIs of files (RFC 8089) and paths. */
#ifndef DIXIT_TOOL_LSP_URI_H
#define DIXIT_TOOL_LSP_URI_H

/* The path of a "file:" URI, on the heap; NULL when it is another kind, is broken or there is no memory. */
char *lsp_uri_path(const char *uri);
/* The URI of an absolute path, on the heap; NULL without memory. */
char *lsp_path_uri(const char *path);

#endif
