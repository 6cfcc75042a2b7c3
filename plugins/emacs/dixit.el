;;; dixit.el --- Who said what in a text, and what nobody vouches for  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: wp, tools
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Quotations are tinted by who is named as saying them, claims that nobody vouches for are underlined, the names of
;; speakers stand at the end of the line, findings are Flymake's.  The work is done by `dixit annotate', in a process of
;; its own; what it finds in a text that has changed since is thrown away.
;;
;;     (add-hook 'markdown-mode-hook #'dixit-mode)

;;; Code:

(require 'cl-lib)
(require 'flymake)
(require 'subr-x)

(defgroup dixit nil "Who said what in a text, and what nobody vouches for." :group 'wp :prefix "dixit-")

(defcustom dixit-command "dixit" "The command." :type 'string)
(defcustom dixit-arguments nil "More arguments for `dixit annotate'." :type '(repeat string))
(defcustom dixit-speakers t "Whether the names of speakers stand at the end of the line." :type 'boolean)

(defface dixit-quote-named
  '((((background dark)) :background "#1d3527") (t :background "#dff3e3")) "A quotation with a named speaker.")
(defface dixit-quote-anonymous
  '((((background dark)) :background "#3d3216") (t :background "#f8ecc4")) "A quotation whose speaker has no name.")
(defface dixit-quote-nobody
  '((((background dark)) :background "#43211f") (t :background "#fbdcd8")) "A quotation nobody is named as saying.")
(defface dixit-claim-nobody
  '((((supports :underline (:style wave))) :underline (:style wave :color "#e06c4f")) (t :underline t))
  "A claim nobody vouches for, or a citation that leads nowhere.")
(defface dixit-speaker '((t :inherit shadow)) "The names of speakers at the end of the line.")

(defconst dixit--faces
  '((("quote" . "named") . dixit-quote-named) (("quote" . "anonymous") . dixit-quote-anonymous)
    (("quote" . "nobody") . dixit-quote-nobody) (("claim" . "nobody") . dixit-claim-nobody)
    (("citation" . "nobody") . dixit-claim-nobody))
  "The face of each kind and state that is drawn.")

(cl-defstruct (dixit-record (:constructor dixit-record-make) (:copier nil))
  "A line of `dixit annotate'.  EDITS are the records of fixes and the like that follow it."
  kind state beg end name text edits)

(defvar-local dixit--records nil "What was found in the text at `dixit--tick'.")
(defvar-local dixit--tick nil)
(defvar-local dixit--process nil)
(defvar-local dixit--coverage "")

;;;; Records

(defun dixit--unescape (text)
  "TEXT with its line breaks, tabs and backslashes."
  (replace-regexp-in-string "\\\\\\([nt\\\\]\\)"
                            (lambda (match) (pcase (aref match 1) (?n "\n") (?t "\t") (_ "\\"))) text t t))

(defun dixit--position (line column)
  "The position of LINE and COLUMN, both from 1, columns in characters."
  (save-excursion
    (forward-line (- line (line-number-at-pos)))
    (min (+ (point) column -1) (line-end-position))))

(defun dixit--parse-line (line)
  "LINE as a record, or nil."
  (pcase (split-string line "\t")
    (`(,kind ,state ,line ,column ,end-line ,end-column ,name ,text)
     (dixit-record-make :kind kind :state state :name (dixit--unescape name) :text (dixit--unescape text)
                        :beg (dixit--position (string-to-number line) (string-to-number column))
                        :end (dixit--position (string-to-number end-line) (string-to-number end-column))))))

(defun dixit--parse (output)
  "The records of OUTPUT, for the current buffer."
  (let (records)
    (save-excursion
      (save-restriction
        (widen)
        (goto-char (point-min))
        (dolist (line (split-string output "\n" t))
          (when-let ((record (dixit--parse-line line)))
            (if (member (dixit-record-kind record) '("fix" "ignore" "cite"))
                (setf (dixit-record-edits (car records))
                      (append (dixit-record-edits (car records)) (list record)))
              (push record records))))))
    (nreverse records)))

(defun dixit--take (output)
  "Draw what OUTPUT says of the current buffer."
  (setq dixit--records (dixit--parse output)
        dixit--tick (buffer-chars-modified-tick))
  (let ((coverage (car (dixit--of-kind "coverage"))))
    (setq dixit--coverage (if (and coverage (not (string-empty-p (dixit-record-name coverage))))
                              (concat " " (dixit-record-name coverage) " sourced")
                            "")))
  (dixit--draw)
  (force-mode-line-update))

(defun dixit--call-arguments ()
  "The arguments of the command for this buffer."
  `("annotate" "--units" "chars" "--stdin-filename"
    ,(or buffer-file-name (if (derived-mode-p 'text-mode) "buffer.md" "buffer.txt")) ,@dixit-arguments "-"))

(defun dixit--text ()
  "The text of the buffer.
A carriage return ends a line for dixit and not for Emacs: it is made a blank."
  (save-restriction
    (widen)
    (subst-char-in-string ?\r ?\s (buffer-substring-no-properties (point-min) (point-max)))))

(defun dixit--records ()
  "The records of the text as it is now; waits for them."
  (unless (eql dixit--tick (buffer-chars-modified-tick))
    (let ((text (dixit--text)) (arguments (dixit--call-arguments)) (coding-system-for-read 'utf-8)
          (coding-system-for-write 'utf-8))
      (dixit--take (with-temp-buffer
                     (insert text)
                     (apply #'call-process-region (point-min) (point-max) dixit-command t '(t nil) nil arguments)
                     (buffer-string)))))
  dixit--records)

;;;; Drawing

(defun dixit--clear ()
  "Take away what was drawn."
  (save-restriction
    (widen)
    (remove-overlays (point-min) (point-max) 'dixit t)))

(defun dixit--overlay (beg end &rest properties)
  "An overlay from BEG to END with PROPERTIES."
  (let ((overlay (make-overlay beg end)))
    (overlay-put overlay 'dixit t)
    (while properties
      (overlay-put overlay (pop properties) (pop properties)))))

(defun dixit--draw-speakers (quotes)
  "The names of those who speak in QUOTES, at the end of the line where they end."
  (let (lines)
    (dolist (quote quotes)
      (unless (string-empty-p (dixit-record-name quote))
        (let ((eol (save-excursion (goto-char (dixit-record-end quote)) (line-end-position))))
          (cl-pushnew (dixit-record-name quote) (alist-get eol lines) :test #'equal))))
    (pcase-dolist (`(,eol . ,names) lines)
      (dixit--overlay eol eol 'after-string
                      (propertize (concat " — " (string-join (reverse names) ", ")) 'face 'dixit-speaker)))))

(defun dixit--draw ()
  "Draw the records."
  (dixit--clear)
  (dolist (record dixit--records)
    (when-let ((face (cdr (assoc (cons (dixit-record-kind record) (dixit-record-state record)) dixit--faces))))
      (dixit--overlay (dixit-record-beg record) (dixit-record-end record)
                      'face face 'help-echo (dixit--describe record))))
  (when dixit-speakers
    (dixit--draw-speakers (dixit--of-kind "quote"))))

(defun dixit--diagnostics ()
  "The findings as Flymake's diagnostics."
  (mapcar (lambda (finding)
            (flymake-make-diagnostic
             (current-buffer) (dixit-record-beg finding)
             (max (dixit-record-end finding) (min (1+ (dixit-record-beg finding)) (point-max)))
             (pcase (dixit-record-state finding) ("error" :error) ("warning" :warning) (_ :note))
             (format "%s [%s]" (dixit-record-text finding) (dixit-record-name finding))))
          (dixit--of-kind "finding")))

;;;; Flymake calls it when the text has rested

(defun dixit--ended (process buffer tick report)
  "Draw what PROCESS said of BUFFER as it was at TICK, and REPORT findings."
  (unwind-protect
      (when (and (buffer-live-p buffer) (eq process (buffer-local-value 'dixit--process buffer)))
        (with-current-buffer buffer
          (cond ((/= 0 (process-exit-status process))
                 (funcall report :panic :explanation (format "%s failed" dixit-command)))
                ((eql tick (buffer-chars-modified-tick))
                 (dixit--take (with-current-buffer (process-buffer process) (buffer-string)))
                 (funcall report (dixit--diagnostics))))))
    (kill-buffer (process-buffer process))))

(defun dixit-flymake (report &rest _)
  "A backend for Flymake, which calls REPORT."
  (when (process-live-p dixit--process)
    (kill-process dixit--process))
  (let ((buffer (current-buffer)) (tick (buffer-chars-modified-tick)) (text (dixit--text)))
    (setq dixit--process
          (make-process :name "dixit" :noquery t :connection-type 'pipe :coding 'utf-8
                        :buffer (generate-new-buffer " *dixit*") :stderr (get-buffer-create " *dixit errors*")
                        :command (cons dixit-command (dixit--call-arguments))
                        :sentinel (lambda (process _event)
                                    (when (memq (process-status process) '(exit signal))
                                      (dixit--ended process buffer tick report)))))
    (process-send-string dixit--process text)
    (process-send-eof dixit--process)))

;;;; What is here

(defun dixit--of-kind (&rest kinds)
  "The records of KINDS."
  (cl-remove-if-not (lambda (record) (member (dixit-record-kind record) kinds)) dixit--records))

(defun dixit--here (&rest kinds)
  "Records of KINDS at point, innermost first."
  (dixit--records)
  (reverse (cl-remove-if-not (lambda (record) (<= (dixit-record-beg record) (point) (dixit-record-end record)))
                             (apply #'dixit--of-kind kinds))))

(defun dixit--findings-here ()
  "Findings at point, else those of the line."
  (or (dixit--here "finding")
      (cl-remove-if-not (lambda (finding)
                          (<= (line-beginning-position) (dixit-record-beg finding) (line-end-position)))
                        (dixit--of-kind "finding"))))

(defun dixit--describe (record)
  "RECORD in a line."
  (concat (when (equal (dixit-record-kind record) "finding") (concat (dixit-record-state record) " "))
          (unless (string-empty-p (dixit-record-name record)) (concat (dixit-record-name record) ": "))
          (dixit-record-text record)))

(defun dixit--choose (prompt records)
  "One of RECORDS, by name with PROMPT if there are several."
  (if (cdr records)
      (let ((name (completing-read prompt (mapcar #'dixit-record-name records) nil t)))
        (cl-find name records :key #'dixit-record-name :test #'equal))
    (car records)))

(defun dixit--apply (edit)
  "Make EDIT."
  (save-excursion
    (goto-char (dixit-record-beg edit))
    (delete-region (point) (dixit-record-end edit))
    (insert (dixit-record-text edit))))

(defun dixit--go (wanted forward)
  "To the next of the records WANTED accepts, else the one before unless FORWARD.
After the last comes the first."
  (let* ((all (cl-remove-if-not wanted (dixit--records)))
         (beyond (cl-remove-if-not (lambda (record) (funcall (if forward #'> #'<) (dixit-record-beg record) (point)))
                                   all))
         (to (if forward (or (car beyond) (car all)) (car (last (or beyond all))))))
    (unless to (user-error "There is none"))
    (push-mark nil t)
    (goto-char (dixit-record-beg to))))

(defun dixit--unsourced-p (record)
  "Is RECORD a claim nobody vouches for?"
  (and (equal (dixit-record-kind record) "claim") (equal (dixit-record-state record) "nobody")))

(defun dixit--speech-p (record)
  "Is RECORD a quotation of somebody's words?"
  (and (equal (dixit-record-kind record) "quote") (not (equal (dixit-record-state record) "other"))))

;;;; Commands

(defun dixit-next-claim () "To the next claim nobody vouches for." (interactive) (dixit--go #'dixit--unsourced-p t))
(defun dixit-previous-claim () "To the claim before." (interactive) (dixit--go #'dixit--unsourced-p nil))
(defun dixit-next-quote () "To the next quotation." (interactive) (dixit--go #'dixit--speech-p t))
(defun dixit-previous-quote () "To the quotation before." (interactive) (dixit--go #'dixit--speech-p nil))

(defun dixit--list (title records label)
  "Show RECORDS, each with its LABEL, as places to go to in a buffer named TITLE."
  (unless records (user-error "There is none"))
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create title)
      (let ((inhibit-read-only t))
        (erase-buffer)
        (dolist (record records)
          (let ((place (with-current-buffer source (copy-marker (dixit-record-beg record)))))
            (insert-text-button (funcall label record) 'action
                                (lambda (_) (pop-to-buffer source) (goto-char place)))
            (insert "\n"))))
      (special-mode)
      (goto-char (point-min))
      (display-buffer (current-buffer)))))

(defun dixit--words (record)
  "The words of RECORD in one line."
  (truncate-string-to-width
   (replace-regexp-in-string "[ \n\t]+" " " (buffer-substring-no-properties (dixit-record-beg record)
                                                                            (dixit-record-end record)))
   100 nil nil "…"))

(defun dixit--quotes-by (name)
  "The words of the source NAME."
  (cl-remove-if-not (lambda (record) (equal (dixit-record-name record) name)) (dixit--of-kind "quote" "content")))

(defun dixit--labels (records)
  "An alist of RECORDS and their words."
  (mapcar (lambda (record) (cons record (concat "    " (dixit--words record)))) records))

(defun dixit-sources ()
  "List who is quoted with what."
  (interactive)
  (dixit--records)
  (let ((rows (cl-loop for source in (dixit--of-kind "source")
                       collect (cons source (format "%s (%s, %s)" (dixit-record-name source)
                                                    (dixit-record-state source) (dixit-record-text source)))
                       append (dixit--labels (dixit--quotes-by (dixit-record-name source))))))
    (dixit--list "*dixit sources*" (mapcar #'car rows) (lambda (record) (cdr (assq record rows))))))

(defun dixit-quotes ()
  "List the words of the source at point."
  (interactive)
  (let ((here (cl-find-if (lambda (record) (not (string-empty-p (dixit-record-name record))))
                          (dixit--here "quote" "content" "speaker" "cue"))))
    (unless here (user-error "No source here"))
    (dixit--list (format "*dixit quotes by %s*" (dixit-record-name here)) (dixit--quotes-by (dixit-record-name here))
                 #'dixit--words)))

(defun dixit-explain ()
  "Say what stands at point and why."
  (interactive)
  (let ((here (dixit--here "quote" "content" "speaker" "cue" "claim" "citation" "finding")))
    (message "%s" (if here (string-join (delete-dups (mapcar #'dixit--describe here)) "\n") "Nothing here"))))

(defun dixit-rule ()
  "Explain the finding at point: why there is such a rule, and who says so."
  (interactive)
  (let ((finding (or (car (dixit--findings-here)) (user-error "No finding here"))))
    (with-help-window "*dixit rule*"
      (princ (concat (dixit--describe finding) "\n\n"))
      (princ (with-temp-buffer
               (call-process dixit-command nil t nil "rules" (dixit-record-name finding))
               (buffer-string))))))

(defun dixit--edit-finding (kind nothing)
  "Make an edit of KIND of the findings here; NOTHING says that there is none."
  (dixit--records)
  (let ((edits (cl-loop for finding in (dixit--findings-here)
                        append (cl-remove-if-not (lambda (edit) (equal (dixit-record-kind edit) kind))
                                                 (dixit-record-edits finding)))))
    (unless edits (user-error "%s" nothing))
    (dixit--apply (dixit--choose "Which? " edits))))

(defun dixit-fix () "Mend the finding here." (interactive)
       (dixit--edit-finding "fix" "Nothing here that can be mended by itself"))
(defun dixit-ignore () "Silence the finding here by a comment." (interactive)
       (dixit--edit-finding "ignore" "No finding here, or no comments in this format"))

(defun dixit-cite ()
  "Ask for a source behind the claim here."
  (interactive)
  (let ((claim (cl-find-if #'dixit-record-edits (dixit--here "claim"))))
    (unless claim (user-error "No claim without a source here"))
    (dixit--apply (car (dixit-record-edits claim)))))

(defun dixit-reference ()
  "From a citation to what it cites, or back to the first that cites it."
  (interactive)
  (let* ((citation (cl-find-if (lambda (record) (not (string-empty-p (dixit-record-name record))))
                               (dixit--here "citation")))
         (line (number-to-string (line-number-at-pos)))
         (back (cl-find-if (lambda (record) (equal (car (split-string (dixit-record-name record) ":")) line))
                           (dixit--of-kind "citation"))))
    (unless (or citation back) (user-error "No citation here, or it points nowhere"))
    (push-mark nil t)
    (goto-char (if citation
                   (save-restriction
                     (widen)
                     (apply #'dixit--position
                            (mapcar #'string-to-number (split-string (dixit-record-name citation) ":"))))
                 (dixit-record-beg back)))))

(defun dixit-status ()
  "Source coverage."
  (interactive)
  (dixit--records)
  (message "%s" (dixit-record-text (car (dixit--of-kind "coverage")))))

(defvar dixit-mode-map (make-sparse-keymap) "Empty: keys are yours to choose.")

;;;###autoload
(define-minor-mode dixit-mode
  "Show who said what in this text, and what nobody vouches for."
  :lighter (" dixit" dixit--coverage)
  (cond ((and dixit-mode (not (executable-find dixit-command)))
         (setq dixit-mode nil)
         (message "dixit: the command %s was not found; M-x customize-variable dixit-command says where it is"
                  dixit-command))
        (dixit-mode
         (add-hook 'flymake-diagnostic-functions #'dixit-flymake nil t)
         (flymake-mode 1)
         (flymake-start))
        (t
         (remove-hook 'flymake-diagnostic-functions #'dixit-flymake t)
         (when flymake-mode (flymake-start))
         (setq dixit--tick nil)
         (dixit--clear))))

(provide 'dixit)
;;; dixit.el ends here
