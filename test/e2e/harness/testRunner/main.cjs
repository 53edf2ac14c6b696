// A test runner as an extension of VS Code. The functions that an open `*.check.cjs` exports by a name in quotes are tests.
// A failed assertion is told with what was expected and its line.
const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  const controller = vscode.tests.createTestController('assertRunner', 'Assert Runner');
  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, (request) => run(controller, request), true);
  const discover = (document) => {
    if (!document.fileName.endsWith('.check.cjs')) return;
    for (const { 1: name, index } of document.getText().matchAll(/^exports\['(.+)'\]/gm)) {
      const item = controller.createTestItem(`${document.fileName}#${name}`, name, document.uri);
      item.range = document.lineAt(document.positionAt(index)).range;
      controller.items.add(item);
    }
  };
  vscode.workspace.textDocuments.forEach(discover);
  subscriptions.push(controller, vscode.workspace.onDidOpenTextDocument(discover));
};

function run(controller, request) {
  const testRun = controller.createTestRun(request);
  for (const item of request.include ?? [...controller.items].map(([, item]) => item)) {
    testRun.started(item);
    try {
      require(item.uri.fsPath)[item.label]();
      testRun.passed(item);
    } catch (error) {
      testRun.failed(item, messageOf(error, item));
    }
  }
  testRun.end();
}

function messageOf(error, { uri }) {
  const show = (value) => JSON.stringify(value);
  const message = vscode.TestMessage.diff(error.message, show(error.expected), show(error.actual));
  const [, after] = error.stack.split(`${uri.fsPath}:`);
  message.location = new vscode.Location(uri, new vscode.Position(parseInt(after, 10) - 1, 0));
  return message;
}
