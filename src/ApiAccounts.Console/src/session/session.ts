import type { Schema } from '#/api/client';

/** Who is signed in. The tokens stay on the server, behind a cookie that no script can read. */
export type Session = Schema<'ConsoleSession'>;

/** What a caller may do in its whole partner. An administrator may do all. */
export type Permission = Session['permissions'][number];

export function can(session: Session, permission: Permission): boolean {
  return session.isAdministrator || session.permissions.includes(permission);
}

export function fullName(session: Session): string {
  return `${session.firstName} ${session.lastName}`.trim();
}
