import { expect, it } from 'vitest';
import { errorsByCode, pointsOf, sumOf } from './series';

it('has every day, up to the day of the answer', () => {
  const usage = { asOf: '2026-11-22T03:00:00Z', list: [{ at: '2026-11-20T00:00:00Z', requests: 5 }] };
  expect(pointsOf(usage, 'day', 3)).toEqual([
    { key: '2026-11-20T00:00:00.000Z', count: 5 },
    { key: '2026-11-21T00:00:00.000Z', count: 0 },
    { key: '2026-11-22T00:00:00.000Z', count: 0 },
  ]);
});

it('has every hour, and leaves out what is older than the chart', () => {
  const list = [
    { at: '2026-11-20T00:00:00Z', requests: 9 },
    { at: '2026-11-22T03:00:00Z', requests: 2 },
  ];
  const points = pointsOf({ asOf: '2026-11-22T03:59:59.9Z', list }, 'hour', 2);
  expect(points.map(({ count }) => count)).toEqual([0, 2]);
  expect(sumOf(points)).toBe(2);
});

it('adds the errors of all days up by code, the most frequent first', () => {
  const list = [
    { at: '2026-11-20T00:00:00Z', code: 429, errors: 2 },
    { at: '2026-11-21T00:00:00Z', code: 500, errors: 3 },
    { at: '2026-11-22T00:00:00Z', code: 429, errors: 4 },
    { at: '2026-11-22T00:00:00Z', code: 403, errors: 3 },
    { at: '2026-11-22T00:00:00Z', code: null, errors: 1 },
  ];
  expect(errorsByCode({ list })).toEqual([
    { key: '429', count: 6 },
    { key: '403', count: 3 },
    { key: '500', count: 3 },
    { key: '', count: 1 },
  ]);
});
