/** The line of a sparkline as the path of an SVG: the first day at the left, the largest day at the top. */
export function pathOf(requests: readonly number[], width: number, height: number): string {
  const most = Math.max(...requests, 1);
  const step = requests.length > 1 ? width / (requests.length - 1) : 0;
  const points = requests.map((count, day) => `${round(day * step)},${round(height - (count / most) * height)}`);
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

const round = (value: number) => Math.round(value * 10) / 10;
