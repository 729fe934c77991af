import { expect, it } from 'vitest';
import { isRunning, overlapOf } from './rotation';

it('takes whole days from 0 to 30', () => {
  expect(['0', '7', '30'].map(overlapOf)).toEqual([0, 7, 30]);
  expect(['', '31', '-1', '1.5', '1e1', 'a'].map(overlapOf)).toEqual([null, null, null, null, null, null]);
});

it('knows whether a previous secret still works', () => {
  const now = new Date('2026-12-01T12:00:00Z');
  expect(isRunning({ endsAt: '2026-12-01T12:00:01Z', lastUsedAt: null }, now)).toBe(true);
  expect(isRunning({ endsAt: '2026-12-01T12:00:00Z', lastUsedAt: null }, now)).toBe(false);
  expect(isRunning(null, now)).toBe(false);
});
