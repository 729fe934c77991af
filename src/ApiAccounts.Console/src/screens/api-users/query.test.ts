import { expect, it } from 'vitest';
import { changed, isFiltered, keyOf, queryOf, sortedBy } from './query';

const operatorId = '40000000-2000-8000-8080-0fc28d1189f3';

it('is what the address says', () => {
  const search = { sortBy: 'lastUsed', descending: true, operatorId, type: 'Grafana', lastUsed: 'notYetUsed', search: 'nightly' };
  expect(queryOf(search)).toEqual(search);
});

it('leaves out what the server would refuse', () => {
  expect(queryOf({ sortBy: 'secret', descending: 'true', operatorId: '7', type: 'X', lastUsed: 1, search: '', page: 3 })).toEqual({});
});

it('searches for digits as text, and for at most 255 characters', () => {
  expect(queryOf({ search: 123 })).toEqual({ search: '123' });
  expect(queryOf({ search: 'x'.repeat(256) }).search).toHaveLength(255);
});

it('does not repeat the default order in the address', () => {
  expect(queryOf({ sortBy: 'operator' })).toEqual({});
});

it('turns a column round, and begins another ascending', () => {
  expect(sortedBy({}, 'operator')).toEqual({ descending: true });
  expect(sortedBy({ descending: true }, 'operator')).toEqual({});
  expect(sortedBy({ descending: true, search: 'a' }, 'type')).toEqual({ sortBy: 'type', search: 'a' });
});

it('drops a filter that is undefined', () => {
  expect(changed({ type: 'Grafana', search: 'a' }, { type: undefined })).toEqual({ search: 'a' });
});

it('is filtered by anything but its order', () => {
  expect(isFiltered({ sortBy: 'type', descending: true })).toBe(false);
  expect(isFiltered({ lastUsed: 'unknown' })).toBe(true);
});

it('has the same key whatever the order of its members', () => {
  expect(keyOf({ type: 'Generic', search: 'a' })).toBe(keyOf({ search: 'a', type: 'Generic' }));
});
