import { expect, it } from 'vitest';
import { idleSince } from './idle';

it('is active until a minute before the end', () => {
  expect(idleSince(0, 1_739_000, 1800)).toEqual({ state: 'active', secondsLeft: 61 });
});

it('warns in the last minute', () => {
  expect(idleSince(0, 1_740_000, 1800)).toEqual({ state: 'warned', secondsLeft: 60 });
});

it('is over at the end, and after a sleep through the warning', () => {
  expect(idleSince(0, 1_800_000, 1800)).toEqual({ state: 'over', secondsLeft: 0 });
  expect(idleSince(0, 9_000_000, 1800)).toEqual({ state: 'over', secondsLeft: 0 });
});

it('warns for at most half of a short time', () => {
  expect(idleSince(0, 29_000, 60).state).toBe('active');
  expect(idleSince(0, 30_000, 60).state).toBe('warned');
});
