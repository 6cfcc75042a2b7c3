"""What the tests of editors share: a home of their own, the article, programs in a terminal or on a display that nobody
sees, and waiting for what is to appear. Nothing sleeps for a fixed time."""
import atexit
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('DIXIT_BUILD', ROOT / 'build'))
DIXIT = str(BUILD / 'src/dixit')
ARTICLE = ROOT / 'tests/editors/article.md'
PATIENCE = float(os.environ.get('DIXIT_PATIENCE', 30))  # seconds

# What is drawn of the article: each quotation with who vouches for it and its line, and the claim nobody vouches for.
QUOTES = (
    (3, 'nobody', '“We will fight on.”'),
    (5, 'named', '“The bridge is safe and will stay open,”'),
    (5, 'named', '“It is,”'),
    (7, 'anonymous', '“They never came here,”'),
    (11, 'nobody', '“so it is and left.'),
)
CLAIM = '𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever.'
UNCLOSED = 'This quotation mark is never closed'


def wait_for(condition, what):
    """The first true value of condition()."""
    limit = time.monotonic() + PATIENCE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > limit:
            raise AssertionError(f'waited in vain for {what() if callable(what) else what}')
        time.sleep(0.02)


# Programs that have been started and not been ended, by process group.
running = set()


@atexit.register
def end_all():
    """Whatever ends the tests ends the programs they have started."""
    for leader in list(running):
        kill_group(leader)


def kill_group(leader):
    """End a program that was started here, with all it has started."""
    running.discard(leader)
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass


def needs(*programs):
    """Skip the test class where one of the programs is not installed."""
    missing = [p for p in programs if not shutil.which(p)]
    return unittest.skipIf(missing, f'not installed: {", ".join(missing)}')


class EditorTest(unittest.TestCase):
    """A folder with a copy of the article, and a home that holds nothing."""
    lua = '5.3'

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='dixit-editor-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.home = self.folder / 'home'
        self.home.mkdir()
        (self.folder / 'tmp').mkdir()
        (self.folder / '.git').mkdir()  # no configuration from above
        self.article = self.folder / 'article.md'
        shutil.copy(ARTICLE, self.article)
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'LUA', 'TMUX'))},
            'HOME': str(self.home), 'TMPDIR': f'{self.folder}/tmp',
            'TERM': 'xterm-256color', 'LC_ALL': 'C.UTF-8', 'LANG': 'C.UTF-8',
            'PATH': f'{BUILD}/src:{os.environ["PATH"]}',
            'LUA_PATH': f'{ROOT}/lua/?.lua;;', 'LUA_CPATH': f'{BUILD}/src/lua/{self.lua}/?.so;;',
        }

    def with_crlf(self):
        self.article.write_bytes(ARTICLE.read_bytes().replace(b'\n', b'\r\n'))

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding='utf-8')
        return target

    def run_program(self, *command, **more):
        """Run to the end; what it prints, both streams together."""
        done = subprocess.run(command, cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=2 * PATIENCE, **more)
        return done.stdout.decode('utf-8', 'replace')


class Cell:
    """A character of a screen and how it is drawn: `styles` holds SGR parameters such as '4' and '38;5;2'."""

    def __init__(self, character, styles):
        self.character, self.styles = character, frozenset(styles)


# Styles that exclude each other (colour, background, underline's colour, underline), each with what ends it.
KINDS = (('(3[0-8]|9[0-7])($|;)', '39'), ('(4[0-8]|10[0-7])($|;)', '49'), ('58($|;)', '59'), ('4($|:[1-5])', '24'))


def sgr(parameters, styles):
    """Styles after an SGR sequence."""
    if parameters in ('', '0'):
        return set()
    for part in re.findall('[345]8;5;[0-9]+|[345]8;2;[0-9]+;[0-9]+;[0-9]+|[0-9:]+', parameters):
        if part == '0':
            styles = set()
        part = '24' if part == '4:0' else part
        kind = next((k for k, end in KINDS if re.match(k, part) or part == end), None)
        styles = {s for s in styles if not kind or not re.match(kind, s)}
        if part != '0' and part not in [end for _, end in KINDS]:
            styles.add(part)
    return styles


def cells(line):
    """A line with escape sequences to cells."""
    styles, found = set(), []
    for escape, character in re.findall('\x1b\\[([0-9;:]*)m|([^\x1b])', line):
        if character:
            found.append(Cell(character, styles))
        else:
            styles = sgr(escape, styles)
    return found


class Terminal:
    """A program in a terminal of its own. Keys are tmux's names; text goes as it is."""
    count = 0

    def __init__(self, test, *command, width=130, height=40):
        Terminal.count += 1
        self.test = test
        self.socket = f'dixit-{os.getpid()}-{Terminal.count}'
        test.addCleanup(self.close)
        self.tmux('-f', '/dev/null', 'new-session', '-d', '-x', str(width), '-y', str(height), '-c', str(test.folder),
                  *command)
        self.programs = [int(pid) for pid in self.tmux('list-panes', '-a', '-F', '#{pane_pid}').split()]
        running.update(self.programs)

    def tmux(self, *arguments):
        """What tmux prints; blanks that do not break (WordGrinder draws them) as blanks."""
        done = subprocess.run(['tmux', '-L', self.socket, *arguments], env=self.test.env, cwd=self.test.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE)
        return done.stdout.decode().replace('\xa0', ' ')

    def keys(self, *names):
        self.tmux('send-keys', *names)

    def text(self, text):
        self.tmux('send-keys', '-l', text)

    def screen(self):
        return self.tmux('capture-pane', '-p')

    def cells(self):
        """The lines of the screen as cells."""
        return [cells(line) for line in self.tmux('capture-pane', '-p', '-e').split('\n')]

    def styled(self, *styles):
        """The stretches of text that have one of these styles, joined over the lines they wrap into."""
        stretches, current = [], ''
        for line in self.cells():
            if current and not any(cell.character.strip() for cell in line):
                stretches.append(current)
                current = ''
            for cell in line:
                if cell.styles.intersection(styles):
                    current += cell.character
                elif current:
                    stretches.append(current)
                    current = ''
        return [s for s in stretches + [current] if s.strip()]

    def wait_for(self, pattern):
        def found():
            return re.search(pattern, self.screen())
        return wait_for(found, lambda: f'{pattern!r} on the screen:\n{self.screen()}')

    def wait_styled(self, words, *styles):
        """Until exactly these words have one of the styles."""
        return wait_for(lambda: words in self.styled(*styles),
                        lambda: f'{words!r} with {styles}: {self.styled(*styles)}\n{self.screen()}')

    def close(self):
        """The program is killed first: some go round in circles when their terminal goes away (vis 0.8)."""
        for program in getattr(self, 'programs', []):
            kill_group(program)
        self.tmux('kill-server')


class Display:
    """A screen that nobody sees, with one program on it."""

    def __init__(self, test, *command):
        reader, writer = os.pipe()
        server = ['Xvfb', '-displayfd', str(writer), '-screen', '0', '1200x800x24', '-nolisten', 'tcp']
        self.server = subprocess.Popen(server, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, start_new_session=True)
        running.add(self.server.pid)
        os.close(writer)
        test.addCleanup(self.close)
        with os.fdopen(reader) as number:
            test.env['DISPLAY'] = ':' + number.readline().strip()
        self.log = test.folder / 'program.log'
        with open(self.log, 'wb') as log:
            self.program = subprocess.Popen(command, env=test.env, cwd=test.folder, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, start_new_session=True)
        running.add(self.program.pid)

    def said(self):
        return self.log.read_text(errors='replace')

    def close(self):
        if hasattr(self, 'program'):
            kill_group(self.program.pid)
            self.program.wait()
        self.server.terminate()  # so that it takes its lock away
        self.server.wait()
        running.discard(self.server.pid)
