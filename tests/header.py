"""The public header stands on its own. header.py HEADER [--cc CC] [--cxx CXX] [--luajit LUAJIT] [--library SO]

It compiles alone as C99, C11, C++98 and C++11 without a warning; LuaJIT's ffi.cdef takes it once preprocessor lines and
DIXIT_API are stripped; and the shared library exports exactly the functions it declares.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

WARNINGS = ['-Wall', '-Wextra', '-Wpedantic', '-Werror', '-Wconversion']


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return '' if done.returncode == 0 else f'{" ".join(map(str, command))}\n{done.stdout}'


def compiles(compiler, language, standards, header, folder):
    source = pathlib.Path(folder, 'use.' + ('c' if language == 'c' else 'cc'))
    source.write_text('#include "dixit/dixit.h"\n' * 2 + 'int main(void) { return dixit_version() == 0; }\n')
    return [run([*compiler, f'-std={standard}', *WARNINGS, '-I', header.parent.parent, '-fsyntax-only', source])
            for standard in standards]


def stripped(text):
    """What a Lua program hands to ffi.cdef."""
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    text = re.sub(r'^\s*#(?:.*\\\n)*.*$', '', text, flags=re.M)
    text = re.sub(r'extern "C" \{|^\}\s*$', '', text, flags=re.M)
    return text.replace('DIXIT_API', '')


def loads_in_luajit(luajit, header, folder):
    program = pathlib.Path(folder, 'load.lua')
    program.write_text('local ffi = require "ffi"\nffi.cdef [==[\n' + stripped(header.read_text()) + ']==]\n'
                       'assert(ffi.sizeof("dixit_span") == 8)\nassert(ffi.new("dixit_finding"))\n')
    return run([luajit, program])


def declared(header):
    code = re.sub(r'/\*.*?\*/|^[ \t]*#[^\n]*', '', header.read_text(), flags=re.S | re.M)
    return set(re.findall(r'DIXIT_API[^;(]*?(\w+)\s*\(', code))


def exported(library):
    lines = subprocess.run(['nm', '-D', '--defined-only', library], stdout=subprocess.PIPE, text=True,
                           check=True).stdout
    return {line.split()[-1].split('@')[0] for line in lines.splitlines()}


def compare_symbols(header, library):
    missing, extra = declared(header) - exported(library), exported(library) - declared(header)
    return '\n'.join([f'declared but not exported: {name}' for name in sorted(missing)] +
                     [f'exported but not declared: {name}' for name in sorted(extra)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('header', type=pathlib.Path)
    parser.add_argument('--cc')
    parser.add_argument('--cxx')
    parser.add_argument('--luajit')
    parser.add_argument('--library')
    options = parser.parse_args()
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        if options.cc:
            problems += compiles(options.cc.split(), 'c', ['c99', 'c11'], options.header, folder)
        if options.cxx:
            problems += compiles(options.cxx.split(), 'c++', ['c++98', 'c++11'], options.header, folder)
        if options.luajit:
            problems.append(loads_in_luajit(options.luajit, options.header, folder))
    if options.library:
        problems.append(compare_symbols(options.header, options.library))
    problems = [problem for problem in problems if problem]
    print('\n'.join(problems) or 'the header stands on its own')
    sys.exit(bool(problems))


main()
