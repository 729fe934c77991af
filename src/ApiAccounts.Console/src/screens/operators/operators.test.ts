// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { found, nameOf, type Operator, sorted } from './operators';

const operator = (userId: number, firstName: string, lastLogin: Operator['lastLogin'] = { status: 'none', at: null }): Operator => ({
  operatorId: `40000000-2000-8000-8080-00000000000${userId}`,
  userId,
  userName: `${firstName.toLowerCase()}@demo.example`,
  email: 'mail@demo.example',
  firstName,
  lastName: 'Archer',
  status: 'active',
  isAdministrator: false,
  apiOnly: false,
  createdAt: '2026-01-12T09:30:00Z',
  expiresAt: null,
  lastLogin,
  groups: [],
  roles: [],
});
const idsOf = (operators: readonly Operator[]) => operators.map(({ userId }) => userId);

describe('The name of an operator', () => {
  it('is its names, else its user name', () => {
    expect(nameOf({ firstName: 'Ada', lastName: '', userName: 'ada' })).toBe('Ada');
    expect(nameOf({ firstName: '', lastName: '', userName: 'ada' })).toBe('ada');
  });
});

describe('A search', () => {
  const all = [operator(1, 'Ada'), operator(2, 'Grace')];

  it('finds what has every word, in any letter case', () => {
    expect(idsOf(found(all, 'ARCHER grace'))).toEqual([2]);
    expect(idsOf(found(all, 'ada@demo'))).toEqual([1]);
    expect(idsOf(found(all, 'turing'))).toEqual([]);
  });

  it('finds all without a word', () => {
    expect(found(all, '  ')).toBe(all);
  });
});

describe('The order', () => {
  it('is that of the language, and of creation among equals', () => {
    const all = [operator(1, 'Zoë'), operator(3, 'ada'), operator(2, 'Ada'), operator(4, 'Élan')];
    expect(idsOf(sorted(all, 'name', false, 'nl'))).toEqual([2, 3, 4, 1]);
    expect(idsOf(sorted(all, 'name', true, 'nl'))).toEqual([1, 4, 2, 3]);
  });

  it('of the last login has the latest first when it descends, and those without one last', () => {
    const all = [
      operator(1, 'A', { status: 'none', at: null }),
      operator(2, 'B', { status: 'signedIn', at: '2026-11-22T03:00:00Z' }),
      operator(3, 'C', { status: 'invited', at: null }),
      operator(4, 'D', { status: 'signedIn', at: '2026-11-30T03:00:00Z' }),
      operator(5, 'E', { status: 'invitationExpired', at: null }),
    ];
    expect(idsOf(sorted(all, 'lastLogin', true, 'en'))).toEqual([4, 2, 3, 5, 1]);
  });
});
