import { expect, it } from 'vitest';
import type { Permissions } from './calls';
import { grantedOf, isSame, permissionsOf, toggled } from './permissions';

const stored: Permissions = [
  { objectType: 'PARTNER', objectId: 1, permissions: ['ReadOperators', 'ReadApiUsers'] },
  { objectType: 'OPERATOR', objectId: 7, permissions: ['ManageApiUsers'] },
];

it('reads the permissions over the partner and over operators', () => {
  expect(grantedOf(stored)).toEqual({
    partner: ['ReadOperators', 'ReadApiUsers'],
    operators: [{ userId: 7, permissions: ['ManageApiUsers'] }],
  });
});

it('sends back what it read', () => {
  expect(permissionsOf(grantedOf(stored), 1)).toEqual(stored);
});

it('leaves out objects without permissions', () => {
  expect(permissionsOf({ partner: [], operators: [{ userId: 7, permissions: [] }] }, 1)).toEqual([]);
});

it('is the same in another order, and with an operator that has none', () => {
  const granted = grantedOf(stored);
  const other = { partner: ['ReadApiUsers', 'ReadOperators'] as const, operators: [...granted.operators, { userId: 3, permissions: [] }] };
  expect(isSame(granted, other)).toBe(true);
  expect(isSame(granted, { ...granted, partner: ['ReadOperators'] })).toBe(false);
});

it('adds and removes a permission', () => {
  expect(toggled(['ReadAudit'], 'ReadOperators')).toEqual(['ReadAudit', 'ReadOperators']);
  expect(toggled(['ReadAudit', 'ReadOperators'], 'ReadAudit')).toEqual(['ReadOperators']);
});
