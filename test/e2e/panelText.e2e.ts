import type { Locator } from '@playwright/test';
import { expect, test } from './harness/fixtures.ts';
import { answerOf, chatOf, tellPanel } from './harness/panelPage.ts';

const TEXT = `**Achtung:**Der Wert is *important*: 12*3*2 = 72, i*i<=n and j*j<=m, 2**3**2, __init__, C:\\new\\*.txt.

A tea is $2 (small) and 3$ (large). In Bash $$ is the pid, so echo $$ prints it. Use IFS=$'\\n' or IFS=$'\\t'.
Escape brackets as \\[ and \\] in the pattern, or s/\\(foo\\)/\\1/ in C:\\(alt)\\tools\\[x64].

| what | how |
|---|---|
| chance | $P(X|Y) = 0.4$ |
| or | \`a || b\` |
| more | 1 | 2 | 3 |

Spaces: $a \\quad \\text{if } x \\in \\mathbb{R}$, $\\mathbf{v}$, $\\cancel{x} + \\sout{y}$.

$$\\boxed{42} \\quad \\left\\| \\frac{a}{b} \\right\\| \\quad \\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}$$

An alignment:

$$
\\begin{align} x &= 1 \\tag{1} \\\\ x + y + z &= 2 \\end{align}
$$

\`\`\`markdown
# Run
\`\`\`bash
ls
\`\`\`
\`\`\`

The last sentence.
`;
const question = { role: 'user', id: 'q1', text: 'Show me.' } as const;
const box = async (element: Locator) => (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

test.use({ viewport: { width: 1280, height: 1400 } });

for (const theme of ['Default Light Modern', 'Default Dark Modern']) {
  test.describe(theme, () => {
    test.use({ workspaceSettings: { 'workbench.colorTheme': theme } });

    test('signs, cells and formulas are there to be seen', async ({ workbench }) => {
      const panel = await workbench.chatPanel();
      await expect(panel.getByRole('heading', { name: 'Demo model' })).toBeVisible();
      await tellPanel(panel, chatOf(question, answerOf(TEXT)));
      const answer = panel.locator('.markdown').last();
      await expect(panel.locator('math').last()).toBeVisible();

      await expect(panel.getByText('12*3*2 = 72, i*i<=n and j*j<=m, 2**3**2, __init__, C:\\new\\*.txt.')).toBeVisible();
      await expect(panel.getByText('A tea is $2 (small) and 3$ (large).')).toBeVisible();
      await expect(panel.locator('td').last()).toHaveText('1 | 2 | 3');
      await expect(answer.locator('p').last()).toHaveText('The last sentence.');

      // Right sides of the cells before the equals signs: one line.
      const [first, second] = await Promise.all(
        [0, 1].map((row) =>
          box(panel.locator('math mtr:has(mo:text("="))').nth(row).locator('mtd').first().locator('mi').last()),
        ),
      );
      expect(Math.abs((first?.x ?? 0) + (first?.width ?? 0) - (second?.x ?? 0) - (second?.width ?? 0))).toBeLessThan(3);
      // Fences as high as what they hold.
      const fraction = await box(panel.locator('math mfrac').last());
      expect((await box(panel.locator('math mo:text("‖")').first())).height).toBeGreaterThan(fraction.height * 0.8);
      // A box around its content, with room.
      const boxed = await box(panel.locator('.math-edge-box'));
      expect(boxed.width).toBeGreaterThan((await box(panel.locator('.math-edge-box mn'))).width + 4);
      await panel
        .locator('main')
        .screenshot({ path: `test-results/screenshots/panel-text-${theme.includes('Dark') ? 'dark' : 'light'}.png` });
    });
  });
}
