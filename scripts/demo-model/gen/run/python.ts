/** Lets a real Python run what was drawn for it. */
import { spawnSync } from 'node:child_process';

const RUNNER = `
import contextlib, io, json, sys
wrong = []
for run in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(run["code"], {})
    if said.getvalue().rstrip("\\n").replace('"', "'") != run["output"].replace('"', "'"):
        wrong.append(run["code"] + "\\n-> " + said.getvalue())
json.dump(wrong, sys.stdout)
`;

/** Throws when one of the programs does not print what its trace says. */
export function checkInPython(runs: readonly { readonly code: string; readonly output: string }[]): void {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', RUNNER], {
    input: JSON.stringify(runs),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`);
  const wrong = JSON.parse(stdout) as readonly string[];
  if (wrong.length > 0)
    throw new Error(`${wrong.length} of ${runs.length} Python programs print something else:\n${wrong[0]}`);
}
