import { describe, expect, it } from 'vitest';
import {
  type ApiUser,
  changesOf,
  countOf,
  meanwhile,
  nothing,
  withAddition,
  withDeletion,
  withoutAddition,
  withoutDeletion,
  withoutGone,
} from './staged';

const apiUser = (apiUserId: string, change: Partial<ApiUser> = {}): ApiUser => ({
  apiUserId,
  operatorId: '40000000-2000-8000-8080-0fc28d1189f3',
  userName: '400000100200104017Q7420CE4M',
  description: 'Nightly export',
  type: 'Generic',
  enabled: true,
  expiresAt: null,
  rateLimit: null,
  createdAt: '2026-11-22T02:55:04.25Z',
  lastUsed: { status: 'used', at: '2026-11-22T02:55:24Z' },
  requestsLast30Days: 1,
  previousSecret: null,
  ...change,
});

describe('Staged changes', () => {
  it('are sent in the order in which they were made', () => {
    const staged = withDeletion(withAddition(withAddition(nothing, { description: 'First' }), { description: 'Second' }), 'a');
    expect(changesOf(staged)).toEqual({ add: [{ description: 'First' }, { description: 'Second' }], delete: ['a'] });
    expect(countOf(staged)).toBe(3);
  });

  it('can be taken back one by one', () => {
    const two = withAddition(withAddition(nothing, { description: 'First' }), { description: 'Second' });
    const one = withoutAddition(two, 1);
    expect(changesOf(one).add).toEqual([{ description: 'Second' }]);
    expect(withAddition(one, { description: 'Third' }).additions.map((addition) => addition.key)).toEqual([2, 3]);
    expect(withoutDeletion(withDeletion(nothing, 'a'), 'a')).toEqual(nothing);
  });

  it('delete an API user once', () => {
    expect(withDeletion(withDeletion(nothing, 'a'), 'a').deletions).toEqual(['a']);
  });

  it('lose the deletions of what is gone, and nothing else', () => {
    const staged = withDeletion(withDeletion(withAddition(nothing, { description: 'New' }), 'a'), 'b');
    expect(changesOf(withoutGone(staged, [apiUser('b')]))).toEqual({ add: [{ description: 'New' }], delete: ['b'] });
  });
});

describe('What changed meanwhile', () => {
  it('is what others added, deleted and edited', () => {
    const before = [apiUser('a'), apiUser('b'), apiUser('c')];
    const after = [apiUser('b', { description: 'Renamed' }), apiUser('c'), apiUser('d')];
    const result = meanwhile(before, after);
    expect(result.added.map(({ apiUserId }) => apiUserId)).toEqual(['d']);
    expect(result.deleted.map(({ apiUserId }) => apiUserId)).toEqual(['a']);
    expect(result.changed.map(({ apiUserId }) => apiUserId)).toEqual(['b']);
  });

  it('is not that an API user was used', () => {
    const used = apiUser('a', { requestsLast30Days: 2, lastUsed: { status: 'used', at: '2026-11-23T00:00:00Z' } });
    expect(meanwhile([apiUser('a')], [used]).changed).toEqual([]);
  });
});
