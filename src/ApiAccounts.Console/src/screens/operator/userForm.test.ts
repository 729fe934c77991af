import { expect, it } from 'vitest';
import { changeOf, differ, faultsOf, fieldsOf, needsPassword, type User } from './userForm';

const ada: User = {
  pid: 1,
  userId: 7,
  uid: 7,
  username: 'ada@demo.example',
  status: 'ACTIVE',
  firstName: 'Ada',
  lastName: 'Archer',
  email: 'ada@demo.example',
  title: 'Engineer',
  phoneNumber: null,
  groups: [12],
  isAdmin: false,
};
const fields = fieldsOf(ada);

it('sends what the API requires and what was changed, and nothing else', () => {
  const required = { firstName: 'Ada', lastName: 'Archer', email: 'ada@demo.example', username: 'ada@demo.example' };
  expect(changeOf(fields, ada, null)).toEqual(required);
  expect(changeOf({ ...fields, title: ' ', isAdmin: true, status: 'LOCKED' }, ada, null)).toEqual({
    ...required,
    title: null,
    isAdmin: true,
    status: 'LOCKED',
  });
});

it('never sends a status that nobody can set', () => {
  const expired: User = { ...ada, status: 'EXPIRED' };
  expect(changeOf(fieldsOf(expired), expired, null)).not.toHaveProperty('status');
});

it('asks for the own password to change the own address or user name', () => {
  expect(needsPassword(true, { ...fields, email: 'new@demo.example' }, ada)).toBe(true);
  expect(needsPassword(true, { ...fields, title: 'Boss' }, ada)).toBe(false);
  expect(needsPassword(false, { ...fields, email: 'new@demo.example' }, ada)).toBe(false);
  expect(changeOf({ ...fields, email: 'new@demo.example' }, ada, 'secret')).toMatchObject({ currentPassword: 'secret' });
});

it('tells each fault', () => {
  const empty = { ...fields, firstName: ' ', lastName: '', email: 'ada', username: '' };
  expect(faultsOf(empty, '')).toEqual(['nameMissing', 'emailMissing', 'usernameMissing', 'currentPasswordMissing']);
  expect(faultsOf(fields, null)).toEqual([]);
});

it('is unchanged until something is typed', () => {
  expect(differ(fields, fieldsOf({ ...ada }))).toBe(false);
  expect(differ(fields, { ...fields, phoneNumber: '+31 20 555 0100' })).toBe(true);
});
