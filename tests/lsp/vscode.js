// The extension for Visual Studio Code without the program: node vscode.js EXTENSION   Its two modules are stood in for;
// what the extension does with them is printed as JSON.
'use strict';
const Module = require('module');
const did = [];
let values = { path: 'some/dixit', rules: { 'quotes/unclosed': 'off' }, strict: true, profile: null };
const handlers = {};

const vscode = {
  workspace: {
    getConfiguration: () => ({ get: (name) => values[name], inspect: (name) => ({ globalValue: values[name] }) }),
    onDidChangeConfiguration: (handler) => { handlers.changed = handler; return {}; },
  },
  commands: { registerCommand: (name, handler) => { handlers[name] = handler; return {}; } },
  window: { showErrorMessage: (message) => did.push(['error', message]) },
};

class LanguageClient {
  constructor(id, name, server, options) { Object.assign(this, { server, options }); }
  async start() {
    did.push(['start', this.server, this.options]);
    if (this.server.command === 'missing') throw new Error('not found');
  }
  async stop() { did.push(['stop']); }
  async sendNotification(method, params) { did.push(['send', method, params]); }
}

const load = Module._load;
Module._load = (name, ...more) => {
  if (name === 'vscode') return vscode;
  return name === 'vscode-languageclient/node' ? { LanguageClient } : load(name, ...more);
};

(async () => {
  const extension = require(process.argv[2]);
  const context = { subscriptions: [] };
  await extension.activate(context);
  values = { ...values, strict: false };
  await handlers.changed({ affectsConfiguration: (name) => name === 'dixit' });
  values = { ...values, path: 'missing' };
  await handlers.changed({ affectsConfiguration: (name) => name.startsWith('dixit') });
  await handlers['dixit.restart']();
  await extension.deactivate();
  console.log(JSON.stringify({ did, subscriptions: context.subscriptions.length }));
})();
