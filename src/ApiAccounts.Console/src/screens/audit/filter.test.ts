import { expect, it } from 'vitest';
import { actions, filterOf, fromLocal, toLocal, withPart } from './filter';

const operator = '40000000-2000-8000-8080-0fc28d1189f3';

it('reads the filter of an address', () => {
  const search = { from: '2026-11-22T00:00:00Z', action: 'apiUserRotated', subject: operator, actor: operator };
  expect(filterOf(search)).toEqual(search);
});

it('leaves out what the server would refuse', () => {
  expect(filterOf({ from: 'yesterday', before: 7, action: 'dropTables', subject: 'ada', actor: '<script>' })).toEqual({});
});

it('changes and removes a part', () => {
  expect(withPart({ action: 'signedIn' }, { actor: operator })).toEqual({ action: 'signedIn', actor: operator });
  expect(withPart({ action: 'signedIn', actor: operator }, { action: undefined })).toEqual({ actor: operator });
});

it('shows a time in the zone of the browser, and reads it back', () => {
  const time = new Date(2026, 10, 2, 3, 4).toISOString().replace('.000Z', 'Z');
  expect(toLocal(time)).toBe('2026-11-02T03:04');
  expect(fromLocal('2026-11-02T03:04')).toBe(time);
  expect(toLocal(undefined)).toBe('');
  expect(fromLocal('')).toBeUndefined();
});

it('offers each action once', () => {
  const all = Object.values(actions).flat();
  expect(all).toHaveLength(34);
  expect(new Set(all).size).toBe(34);
});
