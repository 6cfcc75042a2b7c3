// dixit in Visual Studio Code: starts `dixit lsp` and hands it texts and settings; everything else is the server's.
'use strict';
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

const LANGUAGES = ['markdown', 'plaintext', 'latex', 'tex', 'bibtex', 'html', 'quarto', 'rmd', 'mediawiki'];
const SETTINGS = ['profile', 'rules', 'strict', 'citation_scope', 'bibliographies'];

let client;

// What the user or the workspace set; what nobody set is left to .dixit.lua.
function settings() {
  const section = vscode.workspace.getConfiguration('dixit');
  const chosen = {};
  for (const name of SETTINGS) {
    const found = section.inspect(name) || {};
    const value = found.workspaceFolderValue ?? found.workspaceValue ?? found.globalValue;
    if (value !== undefined && value !== null) chosen[name] = value;
  }
  return { dixit: chosen };
}

async function start() {
  const command = vscode.workspace.getConfiguration('dixit').get('path') || 'dixit';
  client = new LanguageClient('dixit', 'dixit', { command, args: ['lsp'] }, {
    documentSelector: LANGUAGES.flatMap((language) => [{ scheme: 'file', language }, { scheme: 'untitled', language }]),
    initializationOptions: settings(),
  });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`dixit: ${command} lsp does not start (${error.message}): set dixit.path`);
  }
}

async function stop() {
  const old = client;
  client = undefined;
  if (old) await old.stop();
}

async function changed(event) {
  if (event.affectsConfiguration('dixit.path')) {
    await stop();
    await start();
  } else if (event.affectsConfiguration('dixit') && client) {
    await client.sendNotification('workspace/didChangeConfiguration', { settings: settings() });
  }
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(changed),
    vscode.commands.registerCommand('dixit.restart', async () => {
      await stop();
      await start();
    }));
  await start();
};

exports.deactivate = stop;
