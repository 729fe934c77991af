import { expect, it } from 'vitest';
import type { Schema } from '#/api/client';
import { Problem } from '#/api/problem';
import { emptyDraft, expiresAtOf, faultOfRights, faultsOfPerson, requestOf, stepOf } from './draft';

const role = (roleId: number, apiOnly: boolean): Schema<'Role'> => ({
  roleId,
  apiOnly,
  name: `Role ${roleId}`,
  description: '',
  permissions: [],
  builtIn: true,
  createdAt: null,
  updatedAt: null,
});
const roles = [role(2, false), role(3, true)];

it('ends access with the chosen day, also at the end of a month', () => {
  expect(expiresAtOf('2027-08-31')).toBe(new Date(2027, 8, 1).toISOString());
  expect(expiresAtOf('')).toBeNull();
});

it('asks for an address, a name and a day that is not over', () => {
  const now = new Date(2026, 11, 1, 12);
  expect(faultsOfPerson({ ...emptyDraft, lastDay: '2026-11-30' }, now)).toEqual({
    email: 'emailMissing',
    name: 'nameMissing',
    lastDay: 'lastDayPast',
  });
  expect(faultsOfPerson({ ...emptyDraft, email: 'a@demo.example', lastName: 'Archer', lastDay: '2026-12-01' }, now)).toEqual({});
});

it('asks for a role', () => {
  expect(faultOfRights(emptyDraft, roles)).toBe('roleMissing');
});

it('asks for the flag and an API-only role together', () => {
  expect(faultOfRights({ ...emptyDraft, roles: [2], apiOnly: true }, roles)).toBe('apiOnlyRoleMissing');
  expect(faultOfRights({ ...emptyDraft, roles: [3] }, roles)).toBe('apiOnlyRole');
  expect(faultOfRights({ ...emptyDraft, roles: [2, 3], apiOnly: true }, roles)).toBeNull();
  expect(faultOfRights({ ...emptyDraft, roles: [2] }, roles)).toBeNull();
});

it('sends what is empty as null', () => {
  expect(requestOf({ ...emptyDraft, email: ' grace@demo.example ', firstName: 'Grace', roles: [2] })).toEqual({
    email: 'grace@demo.example',
    firstName: 'Grace',
    lastName: '',
    userName: null,
    reason: null,
    expiresAt: null,
    apiOnly: false,
    roles: [{ roleId: 2, workspaceId: 0 }],
  });
});

it.each([
  ['invalid_value', 'email', 'person'],
  ['outlives_caller', 'expiresAt', 'person'],
  ['user_name_taken', null, 'person'],
  ['api_only_role_missing', 'roles', 'rights'],
  ['invalid_value', 'roles[0].roleId', 'rights'],
  ['mail_not_set_up', null, 'send'],
])('leads a refusal with %s about %s to the step %s', (code, target, step) => {
  expect(stepOf(new Problem(400, code, 'No.', target))).toBe(step);
});
