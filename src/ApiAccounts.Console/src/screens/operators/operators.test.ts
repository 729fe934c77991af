import { expect, it } from 'vitest';
import { lastLoginOf, nameOf } from './operators';

const now = new Date('2026-12-01T12:00:00Z');

it('is the time of an operator that has signed in', () => {
  expect(lastLoginOf({ status: 'active', lastLoginAt: '2026-11-30T08:00:00Z', invitationEndsAt: null }, now)).toBe('at');
});

it('is none before the first sign-in', () => {
  expect(lastLoginOf({ status: 'active', lastLoginAt: null, invitationEndsAt: null }, now)).toBe('none');
});

it('is invited until the invitation ends', () => {
  expect(lastLoginOf({ status: 'invited', lastLoginAt: null, invitationEndsAt: '2026-12-01T12:00:01Z' }, now)).toBe('invited');
  expect(lastLoginOf({ status: 'invited', lastLoginAt: null, invitationEndsAt: '2026-12-01T12:00:00Z' }, now)).toBe('invitationExpired');
});

it('names an operator by its names, else by its user name', () => {
  expect(nameOf({ firstName: 'Ada', lastName: '', userName: 'ada' })).toBe('Ada');
  expect(nameOf({ firstName: '', lastName: '', userName: 'ada' })).toBe('ada');
});
