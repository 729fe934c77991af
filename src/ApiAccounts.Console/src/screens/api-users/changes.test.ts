import { expect, it } from 'vitest';
import { changesBetween } from './changes';

it('is 0 for the same rows in the same order', () => {
  expect(changesBetween(['a', 'b', 'c'], ['a', 'b', 'c'])).toBe(0);
});

it('counts a row that came once, though another leaves the end for it', () => {
  expect(changesBetween(['a', 'b', 'c'], ['x', 'a', 'b'])).toBe(1);
});

it('counts a row that went once, though another enters at the end', () => {
  expect(changesBetween(['a', 'b', 'c'], ['a', 'c', 'd'])).toBe(1);
});

it('counts a row that moved once, not those that it passed', () => {
  expect(changesBetween(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toBe(1);
  expect(changesBetween(['a', 'b', 'c', 'd'], ['b', 'a', 'd', 'c'])).toBe(2);
});

it('counts rows that came and rows that moved', () => {
  expect(changesBetween(['a', 'b', 'c'], ['c', 'x', 'y', 'a', 'b'])).toBe(3);
});
