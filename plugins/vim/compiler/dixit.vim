" :compiler dixit | make -- findings into the quickfix list.
if exists('current_compiler')
  finish
endif
let current_compiler = 'dixit'

CompilerSet makeprg=dixit\ lint\ --format\ line\ --units\ bytes\ $*\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tnfo:\ %m,%-G%.%#
