import { expect, it } from 'vitest';
import { rowOf } from '#/screens/api-users/fakes';
import { changeOf, differs, faultsOf, settingsOf, withEnabled } from './settings';

const apiUser = rowOf('a', { description: 'Nightly', expiresAt: '2026-12-31T22:59:59.5Z', rateLimit: { requests: 100, seconds: 20 } });
const settings = settingsOf(apiUser);

it('saves what was there when nothing is typed, to the fraction of a second', () => {
  expect(changeOf(settings, apiUser)).toEqual({
    description: 'Nightly',
    type: 'Generic',
    enabled: true,
    expiresAt: '2026-12-31T22:59:59.5Z',
    rateLimit: { requests: 100, seconds: 20 },
  });
  expect(differs(settings, apiUser)).toBe(false);
});

it('saves an expiry that is typed as the local time that it is', () => {
  const change = changeOf({ ...settings, expiresAt: '2027-01-02T03:04' }, apiUser);
  expect(change.expiresAt).toBe(new Date(2027, 0, 2, 3, 4).toISOString());
});

it('removes an expiry and a limit that are switched off', () => {
  const change = changeOf({ ...settings, expires: false, limited: false }, apiUser);
  expect(change).toMatchObject({ expiresAt: null, rateLimit: null });
});

it('does not differ by what is typed below a switch that is off', () => {
  const plain = rowOf('a');
  expect(differs({ ...settingsOf(plain), requests: '7', expiresAt: '2027-01-02T03:04' }, plain)).toBe(false);
  expect(differs({ ...settingsOf(plain), description: 'x' }, plain)).toBe(true);
});

it('finds each fault', () => {
  expect(faultsOf({ ...settings, description: 'x'.repeat(256), expiresAt: '', requests: '0', seconds: '86401' })).toEqual([
    'descriptionTooLong',
    'expiresAtMissing',
    'requestsRange',
    'secondsRange',
  ]);
  expect(faultsOf({ ...settings, requests: '1000000', seconds: '1' })).toEqual([]);
  expect(faultsOf({ ...settings, expires: false, expiresAt: '', limited: false, requests: '' })).toEqual([]);
});

it('keeps all settings when it is disabled', () => {
  expect(withEnabled(apiUser, false)).toEqual({
    description: 'Nightly',
    type: 'Generic',
    enabled: false,
    expiresAt: '2026-12-31T22:59:59.5Z',
    rateLimit: { requests: 100, seconds: 20 },
  });
});
