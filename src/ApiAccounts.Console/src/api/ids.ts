/** What an id identifies. The first three bits of every id say it (docs/decisions/0001). */
export type KindOfId = 'apiUser' | 'operator' | 'customService' | 'group' | 'session' | 'role';

const kinds: readonly (KindOfId | undefined)[] = [undefined, 'apiUser', 'operator', 'customService', 'group', 'session', 'role', undefined];
const form = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Null if the text is no id of this service. */
export function kindOf(id: string): KindOfId | null {
  return (form.test(id) && kinds[Number.parseInt(id.charAt(0), 16) >> 1]) || null;
}

/** The number of an operator, group or role in its id: 13 bits before the version, 12 behind it, 7 behind the variant. */
export function numberOf(id: string): number | null {
  if (kindOf(id) === null) return null;
  const bits = (from: number, to: number) => Number.parseInt(id.slice(from, to), 16);
  const high = bits(9, 13) & 0x1fff;
  const middle = bits(15, 18);
  const low = (bits(19, 23) >> 7) & 0x7f;
  return high * 2 ** 19 + middle * 2 ** 7 + low;
}
