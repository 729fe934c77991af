import { expect, it } from 'vitest';
import { apiUserOf, emptyForm, faultsOf } from './form';

const now = new Date(2026, 11, 1, 12);

it('needs a description', () => {
  expect(faultsOf({ ...emptyForm, description: '  ' }, now)).toEqual(['descriptionMissing']);
  expect(apiUserOf({ ...emptyForm, description: ' Nightly export ' })).toEqual({
    description: 'Nightly export',
    type: 'Generic',
    expiresAt: null,
    rateLimit: null,
  });
});

it('works to the end of the last day, so today is allowed', () => {
  const form = { ...emptyForm, description: 'x', ends: true };
  expect(faultsOf({ ...form, lastDay: '' }, now)).toEqual(['lastDayMissing']);
  expect(faultsOf({ ...form, lastDay: '2026-11-30' }, now)).toEqual(['lastDayPast']);
  expect(faultsOf({ ...form, lastDay: '2026-12-01' }, now)).toEqual([]);
  expect(apiUserOf({ ...form, lastDay: '2026-12-31' }).expiresAt).toBe(new Date(2027, 0, 1).toISOString());
});

it('has whole numbers in its rate limit, as the API allows them', () => {
  const form = { ...emptyForm, description: 'x', limited: true };
  expect(faultsOf({ ...form, requests: '0', seconds: '86401' }, now)).toEqual(['requestsRange', 'secondsRange']);
  expect(faultsOf({ ...form, requests: '1.5', seconds: '' }, now)).toEqual(['requestsRange', 'secondsRange']);
  expect(faultsOf({ ...form, requests: '1000000', seconds: '86400' }, now)).toEqual([]);
  expect(apiUserOf({ ...form, requests: '10', seconds: '1' }).rateLimit).toEqual({ requests: 10, seconds: 1 });
});

it('ignores what is typed but switched off', () => {
  expect(faultsOf({ ...emptyForm, description: 'x', lastDay: 'never', requests: 'many' }, now)).toEqual([]);
});
