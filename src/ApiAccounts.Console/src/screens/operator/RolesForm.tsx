import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api, type Schema } from '#/api/client';
import type { Operator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Choices } from './Choices';

/** The roles that an operator holds. A role for API-only operators is offered to those, and the others to the others. */
export function RolesForm({ operator, roles }: { operator: Operator; roles: readonly Schema<'Role'>[] }) {
  const t = useTranslations('groupsAndRoles');
  const cache = useQueryClient();
  const session = useSession();
  const held = operator.roles.map((role) => role.roleId);
  const params = { path: { userid: operator.userName } };
  async function save(chosen: readonly number[]) {
    const given = chosen.filter((roleId) => !held.includes(roleId)).map((accessRoleId) => ({ accessRoleId, workspaceId: 0 }));
    const taken = operator.roles
      .filter((role) => !chosen.includes(role.roleId))
      .map(({ roleId, workspaceId }) => ({ accessRoleId: roleId, workspaceId }));
    try {
      // First what is given: an API-only operator must hold a role at any time.
      if (given.length > 0) {
        await answerOf(api.POST('/userservice/management/v1/users/{userid}/roles/create.json', { params, body: { input: given } }));
      }
      if (taken.length > 0) {
        await answerOf(api.POST('/userservice/management/v1/users/{userid}/roles/delete.json', { params, body: { input: taken } }));
      }
    } finally {
      await cache.invalidateQueries({ queryKey: ['operators'] });
    }
  }
  return (
    <Choices
      label={t('roles')}
      none={t('noRoles')}
      choices={roles
        .filter((role) => role.apiOnly === operator.apiOnly || held.includes(role.roleId))
        .map((role) => ({ id: role.roleId, name: role.name, hint: role.description }))}
      chosen={held}
      mayChange={can(session, 'manageRights') && can(session, 'accessUserManagementApi')}
      save={save}
    />
  );
}
