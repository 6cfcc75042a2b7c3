"""A headless Chromium, told what to do over WebDriver (W3C) by chromedriver; nothing beyond Python is needed."""
import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
CHROMIUM = shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')
CHROMEDRIVER = shutil.which('chromedriver')


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Browser:
    """Use as a context; `call` speaks the protocol, the rest is short for what tests want."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        port = free_port()
        self.driver = subprocess.Popen([CHROMEDRIVER, f'--port={port}', '--log-level=OFF'], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f'http://127.0.0.1:{port}'
        self.wait_for_driver()
        arguments = ['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
                     '--window-size=1300,1000',
                     f'--user-data-dir={self.profile.name}']
        if os.geteuid() == 0:
            arguments.append('--no-sandbox')
        wanted = {'goog:chromeOptions': {'binary': CHROMIUM, 'args': arguments},
                  'goog:loggingPrefs': {'browser': 'ALL'}}
        try:
            answer = self.send('POST', '/session', {'capabilities': {'alwaysMatch': wanted}})
        except AssertionError as error:
            self.stop()
            if os.environ.get('CI'):
                raise
            raise unittest.SkipTest(f'Chromium does not start here: {error}') from None
        self.base += f'/session/{answer["sessionId"]}'
        return self

    def __exit__(self, *_):
        try:
            self.send('DELETE', '')
        finally:
            self.stop()

    def stop(self):
        self.driver.terminate()
        self.driver.wait(10)
        self.profile.cleanup()

    def wait_for_driver(self):
        for _ in range(100):
            try:
                self.send('GET', '/status')
                return
            except OSError:
                time.sleep(0.1)
        raise OSError('chromedriver does not answer')

    def send(self, method, path, body=None):
        data = json.dumps(body or {}).encode() if method == 'POST' else None
        request = urllib.request.Request(self.base + path, data, {'Content-Type': 'application/json'}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)['value']['message'].split('\n')[0]) from None

    def open(self, path):
        self.send('POST', '/url', {'url': f'file://{path}'})

    def run(self, script, *arguments):
        return self.send('POST', '/execute/sync', {'script': script, 'args': list(arguments)})

    def find(self, selector):
        return self.send('POST', '/element', {'using': 'css selector', 'value': selector})[ELEMENT]

    def click(self, selector):
        self.run('document.querySelector(arguments[0]).scrollIntoView({block: "center", behavior: "instant"})',
                 selector)
        self.send('POST', f'/element/{self.find(selector)}/click')

    def press(self, *keys):
        actions = [{'type': kind, 'value': key} for key in keys for kind in ('keyDown', 'keyUp')]
        self.send('POST', '/actions', {'actions': [{'type': 'key', 'id': 'keyboard', 'actions': actions}]})

    def devtools(self, command, **parameters):
        return self.send('POST', '/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def console(self):
        """What was written to the console since the last call."""
        return [entry['message'] for entry in self.send('POST', '/se/log', {'type': 'browser'})]

    def screenshot(self, path):
        path.write_bytes(base64.b64decode(self.send('GET', '/screenshot')))
