import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api, type Schema } from '#/api/client';
import type { Operator } from '#/screens/operators/operators';
import { useSession } from '#/session/store';
import { Loaded } from '#/shared/Loaded';
import { Choices } from './Choices';
import { RolesForm } from './RolesForm';

const useStyles = makeStyles({
  tab: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXXL },
});

/** What gives an operator its rights: the groups that it is in, and the roles that it holds. */
export function GroupsAndRolesTab({ operator }: { operator: Operator }) {
  const styles = useStyles();
  const groups = useQuery({
    queryKey: ['groups'],
    queryFn: async () => (await answerOf(api.GET('/api/v1/groups'))) as Schema<'Group'>[],
  });
  const roles = useQuery({ queryKey: ['roles'], queryFn: () => answerOf(api.GET('/api/v1/roles')) });
  return (
    <div className={styles.tab}>
      <Loaded query={groups}>{(list) => <GroupsForm operator={operator} groups={list} />}</Loaded>
      <Loaded query={roles}>{(list) => <RolesForm operator={operator} roles={list} />}</Loaded>
    </div>
  );
}

function GroupsForm({ operator, groups }: { operator: Operator; groups: readonly Schema<'Group'>[] }) {
  const t = useTranslations('groupsAndRoles');
  const cache = useQueryClient();
  const { isAdministrator } = useSession();
  return (
    <Choices
      label={t('groups')}
      none={t('noGroups')}
      choices={groups.map((group) => ({ id: group.groupId, name: group.name, hint: group.description ?? '' }))}
      chosen={operator.groups}
      mayChange={isAdministrator}
      save={async (chosen) => {
        const path = { userId: operator.userId };
        const user = await answerOf(api.GET('/api/v1/users/{userId}', { params: { path } }));
        const { firstName, lastName, email, username } = user;
        await answerOf(
          api.PUT('/api/v1/users/{userId}', { params: { path }, body: { firstName, lastName, email, username, groups: [...chosen] } }),
        );
        await Promise.all([cache.invalidateQueries({ queryKey: ['operators'] }), cache.invalidateQueries({ queryKey: ['groups'] })]);
      }}
    />
  );
}
