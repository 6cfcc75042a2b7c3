;;; -*- lexical-binding: t -*-
;; How eglot.jsonl was recorded, with Emacs 28.2 and eglot 1.9 in an empty FOLDER with a text a.md (TEXT of client.py):
;;     FOLDER=$PWD emacs -q --batch -l .../sessions/eglot.el
;; DIXIT_RECORD is the command line of record.py, its words separated by blanks.
(package-initialize)
(require 'eglot)
(setq eglot-sync-connect 10
      eglot-send-changes-idle-time 0.1)
(setq-default eglot-workspace-configuration '((:dixit . (:citation_scope "sentence"))))
(add-to-list 'eglot-server-programs `(text-mode . ,(split-string (getenv "DIXIT_RECORD") " ")))
(setq default-directory (file-name-as-directory (getenv "FOLDER")))
(find-file "a.md")
(text-mode)

(defun edit (change)
  "Make a CHANGE and let the server hear of it."
  (funcall change)
  (eglot--signal-textDocument/didChange)
  (sit-for 0.25))

(defun ask (method &rest more)
  "Send the request METHOD about the place at point."
  (jsonrpc-request (eglot-current-server) method
                   (append (eglot--TextDocumentPositionParams) more) :timeout 5))

(let ((project (eglot--current-project)))
  (eglot--connect '(text-mode) project 'eglot-lsp-server (split-string (getenv "DIXIT_RECORD") " ") "text"))
(sit-for 1)
(eglot-signal-didChangeConfiguration (eglot-current-server))
(edit (lambda () (goto-char (point-min)) (forward-line 5) (insert "The mayor said: “We 𝄞 know.”\n")))
(edit (lambda () (delete-char 5)))
(edit (lambda () (undo-boundary) (insert "😀 and\n\n") (delete-region (- (point) 3) (point))))
(edit (lambda () (goto-char (point-min)) (while (search-forward "the" nil t) (replace-match "thé"))))
(edit (lambda () (goto-char (point-max)) (insert "A last line")))
(goto-char (point-min))
(forward-line 6)
(forward-char 3)
(ask :textDocument/hover)
(ask :textDocument/definition)
(ask :textDocument/documentHighlight)
(ask :textDocument/completion)
(ask :textDocument/references :context '(:includeDeclaration t))
(ask :textDocument/documentSymbol)
(jsonrpc-request (eglot-current-server) :workspace/symbol '(:query ""))
(eglot-code-actions (point-min) (point-min))
(save-buffer)
(eglot-shutdown (eglot-current-server))
