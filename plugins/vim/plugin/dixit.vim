" dixit: who said what, and what nobody vouches for. Commands, and the events that check prose; the rest is in autoload.
if exists('g:loaded_dixit') || !has('textprop') || !has('job') || !has('timers') || has('nvim')
  finish
endif
let g:loaded_dixit = 1

let s:filetypes = ['markdown', 'text', 'tex', 'mediawiki', 'rst', 'asciidoc', 'org']

command! -nargs=? -complete=custom,dixit#complete Dixit call dixit#run(<q-args> ==# '' ? 'toggle' : <q-args>)

augroup dixit
  autocmd!
  autocmd FileType * if index(get(g:, 'dixit_filetypes', s:filetypes), expand('<amatch>')) >= 0
    \ | call dixit#on() | endif
  autocmd TextChanged,TextChangedI * call dixit#changed()
  autocmd BufWritePost * call dixit#changed()
  autocmd ColorScheme * call dixit#highlight()
augroup END
