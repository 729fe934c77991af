// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Session } from '#/session/session';
import { areas, isSameRole, mayAssign, roleRequestOf } from './roles';

const session = (part: Partial<Session>): Session => ({
  operatorId: '40000000-2000-8000-8080-0fc28d1189f3',
  userId: 1,
  userName: 'ada@demo.example',
  firstName: 'Ada',
  lastName: 'Archer',
  email: 'ada@demo.example',
  isAdministrator: false,
  permissions: [],
  mustChangePassword: false,
  idleTimeoutSeconds: 1800,
  expiresAt: '2026-12-02T00:00:00Z',
  ...part,
});

it('lets an administrator assign every role, and only it the role Admin', () => {
  expect(mayAssign(session({ isAdministrator: true }), { roleId: 1, permissions: ['accessApi'] })).toBe(true);
  const all = session({ permissions: ['readOperators', 'manageOperators', 'readApiUsers', 'manageApiUsers', 'accessApi', 'readAudit'] });
  expect(mayAssign(all, { roleId: 1, permissions: [] })).toBe(false);
});

it('lets nobody assign more than it has', () => {
  const reader = session({ permissions: ['readApiUsers'] });
  expect(mayAssign(reader, { roleId: 9, permissions: ['readApiUsers'] })).toBe(true);
  expect(mayAssign(reader, { roleId: 9, permissions: ['readApiUsers', 'manageApiUsers'] })).toBe(false);
  expect(mayAssign(reader, { roleId: 9, permissions: ['accessUsers'] })).toBe(false);
  expect(mayAssign(reader, { roleId: 2, permissions: [] })).toBe(true);
});

it('shows every permission in one area', () => {
  expect(Object.values(areas).flat().sort()).toEqual([
    'accessApi',
    'accessUserManagementApi',
    'accessUsers',
    'manageApiUsers',
    'readApiUsers',
    'readAudit',
    'recordUsage',
  ]);
});

it('sends the permissions in one order, whatever the order of the choice', () => {
  const draft = { name: ' Nightly ', description: '', apiOnly: true, permissions: ['readAudit', 'accessApi'] as const };
  expect(roleRequestOf(draft)).toEqual({ name: 'Nightly', description: '', apiOnly: true, permissions: ['accessApi', 'readAudit'] });
  expect(isSameRole(draft, { ...draft, permissions: ['accessApi', 'readAudit'] })).toBe(true);
  expect(isSameRole(draft, { ...draft, apiOnly: false })).toBe(false);
});
