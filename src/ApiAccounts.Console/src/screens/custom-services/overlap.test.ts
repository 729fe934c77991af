import { expect, it } from 'vitest';
import { overlapOf } from './overlap';

it('is the value of a step, and what was typed', () => {
  expect(overlapOf({ value: 8 }, 7)).toBe(8);
  expect(overlapOf({ displayValue: '14' }, 7)).toBe(14);
});

it('stays between 0 and 30 whole days', () => {
  expect(overlapOf({ displayValue: '99' }, 7)).toBe(30);
  expect(overlapOf({ displayValue: '-1' }, 7)).toBe(0);
  expect(overlapOf({ value: 2.6 }, 7)).toBe(3);
});

it('does not change for what is no number', () => {
  expect(overlapOf({ displayValue: 'many' }, 7)).toBe(7);
  expect(overlapOf({ value: null }, 7)).toBe(7);
});
