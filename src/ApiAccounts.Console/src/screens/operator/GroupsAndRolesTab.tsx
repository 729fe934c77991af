import { Button, Checkbox, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, type Schema } from '#/api/client';
import type { Operator } from '#/screens/operators/operators';
import { useSession } from '#/session/store';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { RolesForm } from './RolesForm';

const useStyles = makeStyles({
  tab: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXXL },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, flex: '1 1 280px', maxWidth: '560px' },
  choices: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS },
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
      chosen={operator.groups.map((group) => group.groupId)}
      mayChange={isAdministrator}
      save={async (chosen) => {
        const path = { userId: operator.userId };
        const user = await answerOf(api.GET('/api/v1/users/{userId}', { params: { path } }));
        const { firstName, lastName, email, username } = user;
        await answerOf(
          api.PUT('/api/v1/users/{userId}', { params: { path }, body: { firstName, lastName, email, username, groups: chosen } }),
        );
        await Promise.all([cache.invalidateQueries({ queryKey: ['operators'] }), cache.invalidateQueries({ queryKey: ['groups'] })]);
      }}
    />
  );
}

/** Boxes to tick, saved together. */
export function Choices(props: {
  label: string;
  none: string;
  choices: readonly { readonly id: number; readonly name: string; readonly hint: string; readonly disabled?: boolean }[];
  chosen: readonly number[];
  mayChange: boolean;
  save: (chosen: number[]) => Promise<void>;
}) {
  const styles = useStyles();
  const t = useTranslations('groupsAndRoles');
  const notify = useNotify();
  const [draft, setDraft] = useState<readonly number[] | null>(null);
  const chosen = draft ?? props.chosen;
  const unsaved = draft !== null && [...draft].sort().join() !== [...props.chosen].sort().join();
  const save = useMutation({
    mutationFn: () => props.save([...chosen]),
    onSuccess() {
      setDraft(null);
      notify(t('saved'));
    },
  });
  if (props.choices.length === 0) return <Text>{props.none}</Text>;
  return (
    <div className={styles.form}>
      <LeaveGuard unsaved={unsaved} />
      {save.error && <ProblemBar error={save.error} />}
      <fieldset className={styles.choices}>
        <legend>
          <Subtitle2>{props.label}</Subtitle2>
        </legend>
        {props.choices.map(({ id, name, hint, disabled }) => (
          <Checkbox
            key={id}
            label={hint ? `${name}: ${hint}` : name}
            checked={chosen.includes(id)}
            disabled={!props.mayChange || (disabled ?? false)}
            onChange={(_, { checked }) => setDraft(checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
      </fieldset>
      {props.mayChange && (
        <div className={styles.actions}>
          <Button appearance="primary" disabledFocusable={!unsaved || save.isPending} onClick={() => unsaved && save.mutate()}>
            {save.isPending ? t('saving') : t('save')}
          </Button>
          <Button
            disabledFocusable={!unsaved}
            onClick={() => {
              setDraft(null);
              save.reset();
            }}
          >
            {t('discard')}
          </Button>
        </div>
      )}
    </div>
  );
}
