import type { Schema } from '#/api/client';

export type User = Schema<'User'>;

/** What can be edited of an operator. */
export interface UserFields {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly username: string;
  readonly title: string;
  readonly phoneNumber: string;
  readonly status: User['status'];
  readonly isAdmin: boolean;
}

export function fieldsOf(user: User): UserFields {
  const { firstName, lastName, email, username, status, isAdmin } = user;
  return {
    firstName,
    lastName,
    email,
    username,
    title: user.title ?? '',
    phoneNumber: user.phoneNumber ?? '',
    status,
    isAdmin: isAdmin ?? false,
  };
}

export const differ = (a: UserFields, b: UserFields): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** Whether one's own password is asked for: a stolen session must not take over the account. */
export const needsPassword = (own: boolean, fields: UserFields, user: User): boolean =>
  own && (fields.email !== user.email || fields.username !== user.username);

export type Fault = 'nameMissing' | 'emailMissing' | 'usernameMissing' | 'currentPasswordMissing';

export function faultsOf(fields: UserFields, password: string | null): readonly Fault[] {
  const faults: Fault[] = [];
  if (fields.firstName.trim() === '' && fields.lastName.trim() === '') faults.push('nameMissing');
  if (!/^[^@\s]+@[^@\s]+$/.test(fields.email.trim())) faults.push('emailMissing');
  if (fields.username.trim() === '') faults.push('usernameMissing');
  if (password === '') faults.push('currentPasswordMissing');
  return faults;
}

/** The body of the call: only what was changed beside what the API requires, so that it takes back nothing that others changed. */
export function changeOf(fields: UserFields, user: User, password: string | null): Schema<'WholeUser'> {
  const before = fieldsOf(user);
  const settable = fields.status === 'ACTIVE' || fields.status === 'INACTIVE' || fields.status === 'LOCKED' ? fields.status : null;
  return {
    firstName: fields.firstName.trim(),
    lastName: fields.lastName.trim(),
    email: fields.email.trim(),
    username: fields.username.trim(),
    ...(fields.title !== before.title && { title: fields.title.trim() || null }),
    ...(fields.phoneNumber !== before.phoneNumber && { phoneNumber: fields.phoneNumber.trim() || null }),
    ...(settable !== null && fields.status !== before.status && { status: settable }),
    ...(fields.isAdmin !== before.isAdmin && { isAdmin: fields.isAdmin }),
    ...(password && { currentPassword: password }),
  };
}
