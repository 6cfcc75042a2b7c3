" dixit in Vim, through `dixit annotate`: text properties for what is drawn, the location list for lists. A check runs
" in a job of its own after a pause; what it finds in a text that has changed since is thrown away.
"
" Of a watched buffer, b:dixit holds: tick, the text the records are of (b:changedtick); records; job, the one that
" runs; timer; coverage, for the status line. A record is a line of `dixit annotate` as a dictionary, with the edits
" that follow it in `edits`.

let s:highlights = [
  \ ['DixitQuoteNamed', 'ctermbg=22 guibg=#1d3527', 'ctermbg=194 guibg=#dff3e3'],
  \ ['DixitQuoteAnonymous', 'ctermbg=58 guibg=#3d3216', 'ctermbg=229 guibg=#f8ecc4'],
  \ ['DixitQuoteNobody', 'ctermbg=52 guibg=#43211f', 'ctermbg=224 guibg=#fbdcd8'],
  \ ['DixitClaimNobody', 'cterm=underline gui=undercurl guisp=#e06c4f', 'cterm=underline gui=undercurl guisp=#e06c4f'],
  \ ]

" What is drawn, by kind and state.
let s:types = {
  \ 'quote named': 'DixitQuoteNamed', 'quote anonymous': 'DixitQuoteAnonymous', 'quote nobody': 'DixitQuoteNobody',
  \ 'claim nobody': 'DixitClaimNobody', 'citation nobody': 'DixitClaimNobody',
  \ 'finding info': 'DixitInfo', 'finding warning': 'DixitWarning', 'finding error': 'DixitError',
  \ }
let s:priorities = {'DixitClaimNobody': 2, 'DixitInfo': 3, 'DixitWarning': 4, 'DixitError': 5}
let s:severities = {'error': 'E', 'warning': 'W', 'info': 'I'}

function! dixit#highlight() abort
  for [l:name, l:dark, l:light] in s:highlights
    execute 'highlight default' l:name &background ==# 'light' ? l:light : l:dark
  endfor
  highlight default link DixitSpeaker Comment
  highlight default link DixitInfo SpellRare
  highlight default link DixitWarning SpellCap
  highlight default link DixitError SpellBad
  for l:name in uniq(sort(values(s:types))) + ['DixitSpeaker']
    if empty(prop_type_get(l:name))
      call prop_type_add(l:name, {'highlight': l:name, 'priority': get(s:priorities, l:name, 1), 'combine': 1})
    endif
  endfor
endfunction

function! s:tell(message) abort
  echo 'dixit: ' .. a:message
endfunction

" ---- checking ----

function! s:command(name) abort
  let l:name = empty(a:name) ? (&filetype ==# 'text' ? 'buffer.txt' : 'buffer.md') : fnamemodify(a:name, ':p')
  return [get(g:, 'dixit_command', 'dixit'), 'annotate', '--units', 'bytes', '--stdin-filename', l:name]
    \ + get(g:, 'dixit_arguments', []) + ['-']
endfunction

" A carriage return in a line would end it for dixit, and not for Vim: it is read as a blank.
function! s:text(buffer) abort
  return tr(join(getbufline(a:buffer, 1, '$'), "\n") .. "\n", "\r", ' ')
endfunction

function! s:unescape(text) abort
  return substitute(a:text, '\\\([nt\\]\)', '\={"n": "\n", "t": "\t", "\\": "\\"}[submatch(1)]', 'g')
endfunction

function! s:parse(lines) abort
  let l:records = []
  for l:line in a:lines
    let l:fields = split(l:line, "\t", 1)
    if len(l:fields) != 8
      continue
    endif
    let l:record = {'kind': l:fields[0], 'state': l:fields[1], 'line': +l:fields[2], 'column': +l:fields[3],
      \ 'end_line': +l:fields[4], 'end_column': +l:fields[5], 'name': s:unescape(l:fields[6]),
      \ 'text': s:unescape(l:fields[7]), 'edits': []}
    if index(['fix', 'ignore', 'cite'], l:record.kind) >= 0
      call add(l:records[-1].edits, l:record)
    else
      call add(l:records, l:record)
    endif
  endfor
  return l:records
endfunction

function! s:take(buffer, lines, tick) abort
  let l:state = getbufvar(a:buffer, 'dixit')
  let l:state.records = s:parse(a:lines)
  let l:state.tick = a:tick
  let l:coverage = filter(copy(l:state.records), 'v:val.kind ==# "coverage"')
  let l:state.coverage = empty(l:coverage) || empty(l:coverage[0].name) ? '' : l:coverage[0].text
  call s:draw(a:buffer, l:state.records)
  silent doautocmd <nomodeline> User DixitChecked
  redrawstatus
endfunction

function! s:ended(buffer, lines, tick, ...) abort
  let l:state = getbufvar(a:buffer, 'dixit')
  if empty(l:state) || !bufloaded(a:buffer)
    return
  endif
  let l:state.job = v:null
  if getbufvar(a:buffer, 'changedtick') != a:tick
    return s:check(a:buffer)
  endif
  call s:take(a:buffer, a:lines, a:tick)
endfunction

function! s:check(buffer, ...) abort
  let l:state = getbufvar(a:buffer, 'dixit')
  if empty(l:state) || l:state.job isnot v:null
    return
  endif
  let l:lines = []
  let l:tick = getbufvar(a:buffer, 'changedtick')
  let l:job = job_start(s:command(bufname(a:buffer)), {
    \ 'out_cb': {_, line -> add(l:lines, line)}, 'err_cb': {_, line -> s:tell(line)}, 'noblock': 1,
    \ 'close_cb': {_ -> s:ended(a:buffer, l:lines, l:tick)}})
  if job_status(l:job) ==# 'fail'
    return
  endif
  let l:state.job = l:job
  call ch_sendraw(l:job, s:text(a:buffer))
  call ch_close_in(l:job)
endfunction

" The records of the text as it is now; waits for them.
function! s:records() abort
  call dixit#on()
  if b:dixit.tick != b:changedtick
    let l:command = join(map(s:command(bufname()), 'shellescape(v:val)'))
    let l:lines = split(system(l:command, s:text(bufnr())), "\n")
    if v:shell_error
      call s:tell(join(l:lines))
      return []
    endif
    call s:take(bufnr(), l:lines, b:changedtick)
  endif
  return b:dixit.records
endfunction

" ---- drawing ----

function! s:clear(buffer) abort
  for l:type in uniq(sort(values(s:types))) + ['DixitSpeaker']
    call prop_remove({'type': l:type, 'bufnr': a:buffer, 'all': 1})
  endfor
endfunction

function! s:draw(buffer, records) abort
  call s:clear(a:buffer)
  let l:speakers = {}
  for l:record in a:records
    let l:type = get(s:types, l:record.kind .. ' ' .. l:record.state, '')
    if l:type ==# '' || index(get(g:, 'dixit_hidden', []), l:type) >= 0
      continue
    endif
    call prop_add(l:record.line, l:record.column, {'type': l:type, 'bufnr': a:buffer,
      \ 'end_lnum': l:record.end_line, 'end_col': l:record.end_column})
    if l:record.kind ==# 'quote' && l:record.name !=# ''
      let l:names = get(l:speakers, l:record.end_line, [])
      let l:speakers[l:record.end_line] = index(l:names, l:record.name) < 0 ? l:names + [l:record.name] : l:names
    endif
  endfor
  if has('patch-9.0.0121') && index(get(g:, 'dixit_hidden', []), 'DixitSpeaker') < 0
    for [l:line, l:names] in items(l:speakers)
      call prop_add(+l:line, 0, {'type': 'DixitSpeaker', 'bufnr': a:buffer, 'text': ' — ' .. join(l:names, ', '),
        \ 'text_align': 'after'})
    endfor
  endif
endfunction

" ---- what is here ----

" Is a place in a record? Its end counts, so that the end of the line is in what ends there.
function! s:is_at(record, line, column) abort
  return (a:record.line < a:line || a:record.line == a:line && a:record.column <= a:column)
    \ && (a:line < a:record.end_line || a:line == a:record.end_line && a:column <= a:record.end_column)
endfunction

" Records of some kinds at the cursor, outermost first.
function! s:here(kinds) abort
  let [l:line, l:column] = [line('.'), col('.')]
  return filter(copy(s:records()), {_, r -> index(a:kinds, r.kind) >= 0 && s:is_at(r, l:line, l:column)})
endfunction

function! s:findings_here() abort
  let l:here = s:here(['finding'])
  return empty(l:here) ? filter(copy(s:records()), {_, r -> r.kind ==# 'finding' && r.line == line('.')}) : l:here
endfunction

function! s:choose(prompt, labels) abort
  if len(a:labels) < 2
    return 0
  endif
  return inputlist([a:prompt] + map(copy(a:labels), {i, label -> (i + 1) .. ' ' .. label})) - 1
endfunction

function! s:apply(edit) abort
  let l:before = strpart(getline(a:edit.line), 0, a:edit.column - 1)
  let l:behind = strpart(getline(a:edit.end_line), a:edit.end_column - 1)
  let l:lines = split(l:before .. a:edit.text .. l:behind, "\n", 1)
  if a:edit.end_line > a:edit.line
    call deletebufline('%', a:edit.line + 1, a:edit.end_line)
  endif
  call setline(a:edit.line, l:lines[0])
  call append(a:edit.line, l:lines[1:])
endfunction

" ---- commands ----

function! s:go(kind, state, forward, nothing) abort
  let l:all = filter(copy(s:records()), {_, r -> r.kind ==# a:kind && r.state =~# a:state})
  if empty(l:all)
    return s:tell(a:nothing)
  endif
  let l:here = line('.') * 1000000 + col('.')
  let l:beyond = filter(copy(l:all), {_, r -> a:forward ? r.line * 1000000 + r.column > l:here
    \ : r.line * 1000000 + r.column < l:here})
  let l:to = a:forward ? get(l:beyond, 0, l:all[0]) : get(l:beyond, -1, l:all[-1])
  normal! m'
  call cursor(l:to.line, l:to.column)
endfunction

function! s:item(record, text) abort
  return {'bufnr': bufnr(), 'lnum': a:record.line, 'col': a:record.column, 'end_lnum': a:record.end_line,
    \ 'end_col': a:record.end_column, 'text': a:text, 'type': get(s:severities, a:record.state, '')}
endfunction

function! s:words(record) abort
  let l:lines = getline(a:record.line, a:record.end_line)
  let l:lines[-1] = strpart(l:lines[-1], 0, a:record.end_column - 1)
  let l:lines[0] = strpart(l:lines[0], a:record.column - 1)
  let l:words = join(l:lines)
  return strchars(l:words) > 100 ? strcharpart(l:words, 0, 99) . '…' : l:words
endfunction

function! s:list(title, items, nothing) abort
  if empty(a:items)
    return s:tell(a:nothing)
  endif
  call setloclist(0, [], ' ', {'title': a:title, 'items': a:items})
  lopen
endfunction

function! s:quotes_by(name) abort
  return filter(copy(s:records()), {_, r -> index(['quote', 'content'], r.kind) >= 0 && r.name ==# a:name})
endfunction

function! s:sources() abort
  let l:items = []
  for l:source in filter(copy(s:records()), 'v:val.kind ==# "source"')
    call add(l:items, s:item(l:source, l:source.name .. ' (' .. l:source.state .. ', ' .. l:source.text .. ')'))
    for l:quote in s:quotes_by(l:source.name)
      call add(l:items, s:item(l:quote, '    ' .. s:words(l:quote)))
    endfor
  endfor
  call s:list('Sources', l:items, 'nobody is quoted here')
endfunction

function! s:quotes() abort
  let l:named = filter(s:here(['quote', 'content', 'speaker', 'cue']), 'v:val.name !=# ""')
  if empty(l:named)
    return s:tell('no source here')
  endif
  let l:name = l:named[-1].name
  let l:items = map(s:quotes_by(l:name), {_, r -> s:item(r, s:words(r))})
  call s:list('Quotes by ' .. l:name, l:items, l:name .. ' is not quoted')
endfunction

function! s:findings() abort
  let l:found = filter(copy(s:records()), 'v:val.kind ==# "finding"')
  call map(l:found, {_, r -> s:item(r, r.text .. ' [' .. r.name .. ']')})
  call s:list('dixit', l:found, 'nothing to say about this text')
endfunction

function! s:explain() abort
  let l:lines = []
  for l:record in reverse(s:here(['quote', 'content', 'speaker', 'cue', 'claim', 'citation', 'finding']))
    let l:line = (l:record.kind ==# 'finding' ? l:record.state .. ' ' : '')
      \ .. (l:record.name ==# '' ? '' : l:record.name .. ': ') .. l:record.text
    if index(l:lines, l:line) < 0
      call add(l:lines, l:line)
    endif
  endfor
  if empty(l:lines)
    return s:tell('nothing here')
  endif
  call popup_atcursor(l:lines, {'border': [], 'padding': [0, 1, 0, 1], 'maxwidth': 80})
endfunction

" Why there is the rule of the finding here: what `dixit rules` says.
function! s:rule() abort
  let l:found = s:findings_here()
  if empty(l:found)
    return s:tell('no finding here')
  endif
  let l:command = shellescape(get(g:, 'dixit_command', 'dixit')) .. ' rules ' .. shellescape(l:found[0].name)
  call popup_atcursor([l:found[0].text, ''] + systemlist(l:command), {'border': [], 'maxwidth': 80})
endfunction

function! s:edit_finding(kind, nothing) abort
  let l:edits = []
  for l:finding in s:findings_here()
    call extend(l:edits, filter(copy(l:finding.edits), 'v:val.kind ==# a:kind'))
  endfor
  if empty(l:edits)
    return s:tell(a:nothing)
  endif
  let l:number = s:choose('Which?', map(copy(l:edits), 'v:val.name'))
  if l:number >= 0
    call s:apply(l:edits[l:number])
  endif
endfunction

function! s:cite() abort
  let l:claims = filter(s:here(['claim']), '!empty(v:val.edits)')
  if empty(l:claims)
    return s:tell('no claim without a source here')
  endif
  call s:apply(l:claims[-1].edits[0])
endfunction

function! s:reference() abort
  let l:citations = filter(s:here(['citation']), 'v:val.name !=# ""')
  if !empty(l:citations)
    normal! m'
    return call('cursor', split(l:citations[-1].name, ':'))
  endif
  let l:back = filter(copy(s:records()), {_, r -> r.kind ==# 'citation' && +r.name == line('.')})
  if empty(l:back)
    return s:tell('no citation here, or it points nowhere')
  endif
  normal! m'
  call cursor(l:back[0].line, l:back[0].column)
endfunction

let s:commands = {
  \ 'next-claim': {-> s:go('claim', 'nobody', 1, 'no claim without a source')},
  \ 'previous-claim': {-> s:go('claim', 'nobody', 0, 'no claim without a source')},
  \ 'next-quote': {-> s:go('quote', '^\(named\|anonymous\|nobody\)', 1, 'no quotation')},
  \ 'previous-quote': {-> s:go('quote', '^\(named\|anonymous\|nobody\)', 0, 'no quotation')},
  \ 'next-finding': {-> s:go('finding', '', 1, 'nothing to say about this text')},
  \ 'previous-finding': {-> s:go('finding', '', 0, 'nothing to say about this text')},
  \ 'sources': function('s:sources'),
  \ 'quotes': function('s:quotes'),
  \ 'findings': function('s:findings'),
  \ 'explain': function('s:explain'),
  \ 'rule': function('s:rule'),
  \ 'fix': {-> s:edit_finding('fix', 'nothing here that can be mended by itself')},
  \ 'ignore': {-> s:edit_finding('ignore', 'no finding here, or no comments in this format')},
  \ 'cite': function('s:cite'),
  \ 'reference': function('s:reference'),
  \ 'status': {-> s:records() is v:null ? 0 : s:tell(dixit#status())},
  \ }

" ---- from outside ----

function! dixit#on() abort
  if exists('b:dixit')
    return
  endif
  if !executable(get(g:, 'dixit_command', 'dixit'))
    return s:tell('the command dixit was not found: see :help dixit-install')
  endif
  call dixit#highlight()
  let b:dixit = {'tick': -1, 'records': [], 'job': v:null, 'coverage': '', 'timer': -1}
  call s:check(bufnr())
endfunction

function! dixit#off() abort
  if exists('b:dixit')
    call timer_stop(b:dixit.timer)
    unlet b:dixit
    call s:clear(bufnr())
  endif
endfunction

" The text has changed: check it when it has rested.
function! dixit#changed() abort
  if exists('b:dixit') && b:dixit.tick != b:changedtick
    call timer_stop(b:dixit.timer)
    let b:dixit.timer = timer_start(get(g:, 'dixit_debounce', 300), function('s:timed', [bufnr()]))
  endif
endfunction

function! s:timed(buffer, timer) abort
  call s:check(a:buffer)
endfunction

" Source coverage, for a status line.
function! dixit#status() abort
  return exists('b:dixit') ? b:dixit.coverage : ''
endfunction

function! dixit#complete(...) abort
  return join(sort(keys(s:commands) + ['on', 'off', 'toggle']), "\n")
endfunction

function! dixit#run(name) abort
  if index(['on', 'off', 'toggle'], a:name) >= 0
    return a:name ==# 'on' || a:name ==# 'toggle' && !exists('b:dixit') ? dixit#on() : dixit#off()
  endif
  if !has_key(s:commands, a:name)
    return s:tell('there is no :Dixit ' .. a:name)
  endif
  call s:commands[a:name]()
endfunction
