// A test runner as an extension of VS Code: runs each function that a `*.check.cjs` of the workspace exports, and tells
// its AssertionError with the lines of its stack trace.
const vscode = require('vscode');

exports.activate = async (context) => {
  const controller = vscode.tests.createTestController('assertRunner', 'Assert Runner');
  context.subscriptions.push(controller);
  controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, (request) => run(controller, request), true);
  for (const uri of await vscode.workspace.findFiles('**/*.check.cjs')) {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    for (const name of Object.keys(require(uri.fsPath))) {
      const item = controller.createTestItem(`${uri.fsPath}#${name}`, name, uri);
      const line = text.split('\n').findIndex((row) => row.includes(`'${name}'`));
      item.range = new vscode.Range(line, 0, line, 0);
      controller.items.add(item);
    }
  }
};

function run(controller, request) {
  const testRun = controller.createTestRun(request);
  const items = request.include ?? [...controller.items].map(([, item]) => item);
  for (const item of items) {
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

function messageOf(error, item) {
  const show = (value) => JSON.stringify(value);
  const message = vscode.TestMessage.diff(error.message, show(error.expected), show(error.actual));
  const frames = [...error.stack.matchAll(/at (?:(\S+) )?\(?(\/[^():]+):(\d+):(\d+)\)?/g)].map(
    ([, name = '', file, line, column]) =>
      new vscode.TestMessageStackFrame(name, vscode.Uri.file(file), new vscode.Position(line - 1, column - 1)),
  );
  message.stackTrace = frames;
  const own = frames.find(({ uri }) => uri.fsPath === item.uri.fsPath);
  message.location = new vscode.Location(item.uri, own.position);
  return message;
}
