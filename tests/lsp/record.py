"""Between an editor and the server, writing down what the editor says: record.py FILE FOLDER COMMAND...

A message a line; FOLDER, where the editor's texts are, becomes "FOLDER" in it. The sessions that test_replay.py plays
were recorded so (sessions/neovim.lua and sessions/eglot.el say how)."""
import json
import os
import subprocess
import sys
import threading


def pass_on(source, target):
    while data := os.read(source.fileno(), 65536):
        target.write(data)
        target.flush()


def main():
    path, folder, *command = sys.argv[1:]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    threading.Thread(target=pass_on, args=(server.stdout, sys.stdout.buffer), daemon=True).start()
    editor = sys.stdin.buffer
    with open(path, 'w', encoding='utf-8') as record:
        while header := editor.readline():
            length = int(header.split(b':')[1])
            while editor.readline().strip():
                pass
            body = editor.read(length)
            message = json.loads(body)
            line = json.dumps(message, ensure_ascii=True).replace(folder, 'FOLDER')
            record.write(line + '\n')
            record.flush()
            server.stdin.write(b'Content-Length: %d\r\n\r\n' % length + body)
            server.stdin.flush()
    server.stdin.close()
    sys.exit(server.wait())


main()
