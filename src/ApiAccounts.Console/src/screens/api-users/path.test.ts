import { expect, it } from 'vitest';
import { pathOf } from './path';

it('draws the first day at the left and the largest at the top', () => {
  expect(pathOf([0, 5, 10], 100, 20)).toBe('M0,20L50,10L100,0');
});

it('draws days without requests at the bottom', () => {
  expect(pathOf([0, 0], 100, 20)).toBe('M0,20L100,20');
  expect(pathOf([], 100, 20)).toBe('');
});
