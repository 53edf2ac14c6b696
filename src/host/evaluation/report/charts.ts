/** Charts as inline SVG; their colors come from the page's style sheet. */
import { percent } from '../../platform/texts/numbers.ts';
import { escaped } from './html.ts';
import type { Group } from './reportData.ts';

const WIDTH = 640;
/** Left of the plot, for labels; right of it, for figures. */
const LABEL = 120;
const FIGURE = 130;
const ROW = 26;

const shareOf = ({ right, items }: Group): number => (items === 0 ? 0 : right / items);
/** A coordinate. */
const fixed = (value: number): string => value.toFixed(1);

/** Horizontal bars from 0 to 100 %, each with its 95 % interval. @param title what the chart says, for those who do not see it */
export function barChart(title: string, axis: string, groups: readonly Group[]): string {
  const plot = WIDTH - LABEL - FIGURE;
  const height = groups.length * ROW + 24;
  const x = (share: number) => LABEL + share * plot;
  const rows = groups.map((group, index) => {
    const y = index * ROW + 4;
    const middle = y + 9;
    const { low, high } = group.interval;
    return `<g><text class="label" x="${LABEL - 8}" y="${y + 14}" text-anchor="end">${escaped(short(group.label))}</text>
<rect class="track" x="${LABEL}" y="${y}" width="${plot}" height="18"/>
<rect class="bar" x="${LABEL}" y="${y}" width="${fixed(shareOf(group) * plot)}" height="18"/>
<path class="range" d="M${fixed(x(low))} ${middle}H${fixed(x(high))}M${fixed(x(low))} ${middle - 5}v10M${fixed(x(high))} ${middle - 5}v10"/>
<text class="figure" x="${WIDTH - FIGURE + 10}" y="${y + 14}">${percent(shareOf(group))} · ${group.right}/${group.items}</text></g>`;
  });
  return svg(
    title,
    height,
    `${rows.join('\n')}\n<text class="axis" x="${LABEL}" y="${height - 6}">${escaped(axis)}</text>`,
  );
}

/** A line with its 95 % interval over the groups, from 0 to 100 %. */
export function lineChart(title: string, axis: string, groups: readonly Group[]): string {
  const height = 260;
  const [top, bottom, left, right] = [12, 212, 56, WIDTH - 20];
  const x = (index: number) => left + ((right - left) * index) / Math.max(1, groups.length - 1);
  const y = (share: number) => bottom - (bottom - top) * share;
  const at = (index: number, share: number) => `${fixed(x(index))},${fixed(y(share))}`;
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<path class="grid" d="M${left} ${fixed(y(share))}H${right}"/><text class="figure" x="${left - 8}" y="${fixed(y(share) + 4)}" text-anchor="end">${100 * share} %</text>`,
  );
  const high = groups.map((group, index) => at(index, group.interval.high));
  const low = groups.map((group, index) => at(index, group.interval.low)).reverse();
  const points = groups.map(
    (group, index) =>
      `<circle class="point" cx="${fixed(x(index))}" cy="${fixed(y(shareOf(group)))}" r="4"><title>${escaped(group.label)}: ${percent(shareOf(group))}</title></circle>
<text class="figure" x="${fixed(x(index))}" y="${bottom + 18}" text-anchor="middle">${escaped(group.label)}</text>`,
  );
  const line = groups.map((group, index) => at(index, shareOf(group)));
  return svg(
    title,
    height,
    `${grid.join('\n')}
<polygon class="band" points="${[...high, ...low].join(' ')}"/>
<polyline class="line" points="${line.join(' ')}"/>
${points.join('\n')}
<text class="axis" x="${left}" y="${height - 8}">${escaped(axis)}</text>`,
  );
}

const short = (label: string): string => (label.length > 18 ? `${label.slice(0, 17)}…` : label);

const svg = (title: string, height: number, content: string): string =>
  `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">\n${content}\n</svg>`;
