import { expect, it } from 'vitest';
import { Problem } from '#/api/problem';
import { isAbout } from './faults';

const about = (target: string | null) => new Problem(400, 'invalid_value', 'No.', target);

it('is about the field itself and what is within it', () => {
  expect(isAbout(about('roles'), 'roles')).toBe(true);
  expect(isAbout(about('roles[0].roleId'), 'roles')).toBe(true);
  expect(isAbout(about('rateLimit.seconds'), 'rateLimit')).toBe(true);
});

it('is not about a field whose name only begins alike, or about none', () => {
  expect(isAbout(about('emailAddress'), 'email')).toBe(false);
  expect(isAbout(about(null), 'email')).toBe(false);
  expect(isAbout(new Error('email'), 'email')).toBe(false);
});
