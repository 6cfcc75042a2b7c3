# dixit in Kakoune, through `dixit annotate`: ranges for what is drawn, speakers at the end of the line. A check runs in
# the background when you pause; what it finds in a text that has changed since is thrown away. The work on records is
# done by dixit.awk beside this file.

declare-option -docstring 'the command' str dixit_command dixit
declare-option -docstring 'more arguments for dixit annotate' str-list dixit_arguments
declare-option -docstring 'source coverage, for modelinefmt' str dixit_coverage

declare-option -hidden str dixit_awk %sh{ printf %s "${kak_source%/*}/dixit.awk" }
declare-option -hidden str dixit_folder
declare-option -hidden str dixit_asked
declare-option -hidden range-specs dixit_spans
declare-option -hidden range-specs dixit_speakers

set-face global DixitQuoteNamed default,rgb:1d3527
set-face global DixitQuoteAnonymous default,rgb:3d3216
set-face global DixitQuoteNobody default,rgb:43211f
set-face global DixitClaimNobody default,default,rgb:e06c4f+c
set-face global DixitSpeaker comment
set-face global DixitInfo default,default,blue+c
set-face global DixitWarning default,default,yellow+c
set-face global DixitError default,default,red+c

# ---- checking ----

# Writes the text to a file, whose name is that of the buffer and its timestamp, and calls a command with it.
define-command -hidden -params 1 dixit-write %{
  evaluate-commands %sh{
    folder=$kak_opt_dixit_folder
    if ! [ -d "$folder" ]; then
      folder=$(mktemp -d "${TMPDIR:-/tmp}/kak-dixit.XXXXXX") || exit
      echo "set-option global dixit_folder '$folder'"
    fi
    file=$(mktemp -u "$folder/XXXXXX") # for this check alone: one in the background may still read its own
    echo "set-option buffer dixit_asked $kak_timestamp"
    echo "evaluate-commands -no-hooks %{ write -method overwrite '$file' }"
    echo "$1 '$file'"
  }
}

define-command -hidden -params 1 dixit-in-background %{
  nop %sh{
    (
      # $kak_quoted_buffile $kak_timestamp $kak_opt_dixit_command $kak_quoted_opt_dixit_arguments $kak_opt_dixit_awk
      eval "set -- '$1' $kak_quoted_opt_dixit_arguments"
      file=$1
      shift
      "$kak_opt_dixit_command" annotate --units bytes --stdin-filename "$kak_buffile" "$@" - \
        <"$file" >"$file.records" || { rm -f "$file" "$file.records"; exit; }
      commands=$(LC_ALL=C awk -v action=draw -v timestamp="$kak_timestamp" -f "$kak_opt_dixit_awk" \
        "$file" "$file.records")
      escaped=$(printf %s "$commands" | sed "s/'/''/g")
      printf "evaluate-commands -buffer %s -verbatim dixit-take %s '%s'\n" "$kak_quoted_buffile" "$kak_timestamp" \
        "$escaped" | kak -p "$kak_session"
      rm -f "$file" "$file.records"
    ) </dev/null >/dev/null 2>&1 &
  }
}

# Draws, if the text is still the one it was.
define-command -hidden -params 2 dixit-take %{
  evaluate-commands %sh{ [ "$kak_timestamp" = "$1" ] && printf %s "$2" }
}

define-command dixit-check -docstring 'check the text in the background' %{
  evaluate-commands %sh{ [ "$kak_opt_dixit_asked" = "$kak_timestamp" ] || echo 'dixit-write dixit-in-background' }
}

# Runs an action of dixit.awk on the text as it is now: `dixit-do ACTION [-v NAME=VALUE ...]`.
define-command -hidden -params 1.. dixit-do %{
  declare-option -hidden str-list dixit_action
  set-option global dixit_action %arg{@}
  dixit-write dixit-now
}

define-command -hidden -params 1 dixit-now %{
  evaluate-commands %sh{
    # $kak_quoted_opt_dixit_arguments $kak_quoted_opt_dixit_action $kak_buffile $kak_opt_dixit_command
    file=$1
    eval "set -- $kak_quoted_opt_dixit_arguments"
    if ! "$kak_opt_dixit_command" annotate --units bytes --stdin-filename "$kak_buffile" "$@" - \
      <"$file" >"$file.records" 2>"$file.errors"; then
      echo "fail 'dixit failed: $(head -n 1 "$file.errors" | tr -d "'")'"
      rm -f "$file" "$file.records" "$file.errors"
      exit
    fi
    eval "set -- $kak_quoted_opt_dixit_action"
    action=$1
    shift
    LC_ALL=C awk -v action=draw -v timestamp="$kak_timestamp" -f "$kak_opt_dixit_awk" "$file" "$file.records"
    LC_ALL=C awk -v action="$action" -v line="$kak_cursor_line" -v column="$kak_cursor_column" -v file="$kak_bufname" \
      "$@" -f "$kak_opt_dixit_awk" "$file" "$file.records"
    rm -f "$file" "$file.records" "$file.errors"
  }
}

# ---- commands ----

define-command dixit-next-claim -docstring 'to the next claim nobody vouches for' %{
  dixit-do go -v kind=claim -v state=nobody -v direction=1
}
define-command dixit-previous-claim -docstring 'to the claim before that nobody vouches for' %{
  dixit-do go -v kind=claim -v state=nobody -v direction=-1
}
define-command dixit-next-quote -docstring 'to the next quotation' %{
  dixit-do go -v kind=quote -v 'state=^[na]' -v direction=1
}
define-command dixit-previous-quote -docstring 'to the quotation before' %{
  dixit-do go -v kind=quote -v 'state=^[na]' -v direction=-1
}
define-command dixit-next-finding -docstring 'to the next finding' %{ dixit-do go -v kind=finding -v direction=1 }
define-command dixit-previous-finding -docstring 'to the finding before' %{
  dixit-do go -v kind=finding -v direction=-1
}
define-command dixit-sources -docstring 'list who is quoted with what' %{ dixit-do sources }
define-command dixit-quotes -docstring 'list the words of the source here' %{ dixit-do quotes }
define-command dixit-findings -docstring 'list all findings' %{ dixit-do findings }
define-command dixit-explain -docstring 'say what stands here and why' %{ dixit-do explain }
define-command dixit-rule -docstring 'explain the finding here' %{ dixit-do rule }
define-command dixit-fix -docstring 'mend the finding here' %{ dixit-do fix }
define-command dixit-ignore -docstring 'silence the finding here by a comment' %{ dixit-do ignore }
define-command dixit-cite -docstring 'ask for a source behind the claim here' %{ dixit-do cite }
define-command dixit-reference -docstring 'from a citation to what it cites, and back' %{ dixit-do reference }
define-command dixit-status -docstring 'source coverage' %{
  dixit-do nothing
  echo "dixit: %opt{dixit_coverage}"
}

define-command -hidden -params 1 dixit-show-list %{
  edit! -scratch *dixit*
  set-register dquote %arg{1}
  execute-keys '%Rgg'
  set-option buffer filetype grep
}

define-command -hidden -params 1 dixit-show-rule %{
  info -title dixit -- %sh{ "$kak_opt_dixit_command" rules "$1" }
}

# ---- where it works ----

define-command dixit-enable -docstring 'show who said what in this window' %{
  add-highlighter -override window/dixit ranges dixit_spans
  add-highlighter -override window/dixit-speakers replace-ranges dixit_speakers
  hook -group dixit window NormalIdle .* dixit-check
  hook -group dixit window InsertIdle .* dixit-check
  evaluate-commands %sh{
    if command -v "$kak_opt_dixit_command" >/dev/null; then
      echo dixit-check
    else
      echo "echo -markup '{Error}dixit: the command $kak_opt_dixit_command was not found'"
    fi
  }
}

define-command dixit-disable -docstring 'stop showing it' %{
  remove-highlighter window/dixit
  remove-highlighter window/dixit-speakers
  remove-hooks window dixit
  set-option buffer dixit_asked ''
}

hook global KakEnd .* %{
  nop %sh{ [ -z "$kak_opt_dixit_folder" ] || rm -rf "$kak_opt_dixit_folder" }
}
