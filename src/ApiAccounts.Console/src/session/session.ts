/** What a caller may do in its whole partner. An administrator may do all. */
export type Permission =
  | 'readOperators'
  | 'manageOperators'
  | 'readApiUsers'
  | 'manageApiUsers'
  | 'recordUsage'
  | 'readAudit'
  | 'accessApi'
  | 'accessUserManagementApi'
  | 'manageRights';

/** Who is signed in. The tokens stay on the server, behind a cookie that no script can read. */
export interface Session {
  readonly operatorId: string;
  readonly userId: number;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly permissions: readonly Permission[];
  /** Whether the password is temporary: nothing else is allowed before it is changed. */
  readonly mustChangePassword: boolean;
  /** After so many seconds without input, the console signs out. */
  readonly idleTimeoutSeconds: number;
  /** When the session ends, whatever happens. */
  readonly expiresAt: string;
}

export function can(session: Session, permission: Permission): boolean {
  return session.isAdministrator || session.permissions.includes(permission);
}

export function fullName(session: Session): string {
  return `${session.firstName} ${session.lastName}`.trim();
}
