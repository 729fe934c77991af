import { answerOf, api, type Schema } from '#/api/client';

/** An operator with its last sign-in, groups and roles. */
export type Operator = Schema<'NativeOperator'>;
export type LastLoginStatus = Operator['lastLogin']['status'];

/** What the list can be sorted by. */
export const sortKeys = ['name', 'userName', 'lastLogin'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface ListOfOperators {
  readonly search: string;
  readonly sortBy: SortKey;
  readonly descending: boolean;
}

export const operatorsKey = ['operators'] as const;
export const operatorKey = (operatorId: string) => [...operatorsKey, operatorId] as const;

export const readOperators = () => answerOf(api.GET('/api/v1/operators'));

export const readOperator = (operatorId: string) =>
  answerOf(api.GET('/api/v1/operators/{operatorId}', { params: { path: { operatorId } } }));

export function nameOf(operator: Pick<Operator, 'firstName' | 'lastName' | 'userName'>): string {
  return `${operator.firstName} ${operator.lastName}`.trim() || operator.userName;
}

/** Those that have every word of the search in their name, user name or address, whatever the letter case. */
export function found(operators: readonly Operator[], search: string): readonly Operator[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return operators;
  return operators.filter((operator) => {
    const text = `${nameOf(operator)}\n${operator.userName}\n${operator.email}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

// Operators that have never signed in come first, in the order of their invitations.
const orderOfStatus: Record<LastLoginStatus, number> = { none: 0, invitationExpired: 1, invited: 2, signedIn: 3 };

export function sorted(operators: readonly Operator[], by: SortKey, descending: boolean, locale: string): readonly Operator[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const order: Record<SortKey, (a: Operator, b: Operator) => number> = {
    name: (a, b) => compare(nameOf(a), nameOf(b)),
    userName: (a, b) => compare(a.userName, b.userName),
    lastLogin: (a, b) =>
      orderOfStatus[a.lastLogin.status] - orderOfStatus[b.lastLogin.status] ||
      Date.parse(a.lastLogin.at ?? '1970-01-01') - Date.parse(b.lastLogin.at ?? '1970-01-01'),
  };
  const sign = descending ? -1 : 1;
  return operators.toSorted((a, b) => sign * order[by](a, b) || a.userId - b.userId);
}
