import { Button, Checkbox, MessageBar, MessageBarBody, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { nameOf } from '#/screens/operators/operators';
import { Form } from '#/shared/Form';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { OperatorPicker } from '#/shared/OperatorPicker';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { type Group, groupCalls, groupsKey, type PermissionName, type Permissions } from './calls';
import { type Granted, grantedOf, isSame, onOperator, onPartner, permissionsOf, toggled } from './permissions';

const useStyles = makeStyles({
  area: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0, overflowWrap: 'anywhere', marginBottom: tokens.spacingVerticalXS },
});

/** What the members of a group may do, over the whole partner and over what single operators own. All of it is saved together. */
export function GroupPermissions({ group, mayManage }: { group: Group; mayManage: boolean }) {
  const permissions = useQuery({
    queryKey: [...groupsKey, group.groupId, 'permissions'],
    queryFn: () => groupCalls.permissions(group.groupId),
  });
  return <Loaded query={permissions}>{(list) => <PermissionsForm group={group} stored={list} mayManage={mayManage} />}</Loaded>;
}

function PermissionsForm({ group, stored, mayManage }: { group: Group; stored: Permissions; mayManage: boolean }) {
  const t = useTranslations('groups');
  const notify = useNotify();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<Granted | null>(null);
  const before = grantedOf(stored);
  const granted = typed ?? before;
  const changed = !isSame(granted, before);
  const names = useOperatorNames(granted.operators.map(({ userId }) => userId));
  const save = useMutation({
    mutationFn: () => groupCalls.setPermissions(group.groupId, permissionsOf(granted, group.pid)),
    onSuccess(saved) {
      cache.setQueryData([...groupsKey, group.groupId, 'permissions'], saved);
      setTyped(null);
      notify(t('saved'));
      return cache.invalidateQueries({ queryKey: groupsKey });
    },
  });
  const setOperator = (userId: number, permissions: readonly PermissionName[]) =>
    setTyped({ ...granted, operators: granted.operators.map((each) => (each.userId === userId ? { userId, permissions } : each)) });
  const buttons = (
    <>
      <Button type="submit" appearance="primary" disabledFocusable={!changed || save.isPending}>
        {save.isPending ? t('busy') : t('save')}
      </Button>
      {changed && <Button onClick={() => setTyped(null)}>{t('discard')}</Button>}
    </>
  );
  return (
    <>
      <LeaveGuard unsaved={changed} />
      {save.error && <ProblemBar error={save.error} />}
      <Form label={t('permissions')} buttons={mayManage && buttons} onSubmit={() => changed && !save.isPending && save.mutate()}>
        <Area
          name={t('everything')}
          offered={onPartner}
          chosen={granted.partner}
          mayManage={mayManage}
          onChange={(partner) => setTyped({ ...granted, partner })}
        />
        {granted.operators.map(({ userId, permissions }) => (
          <Area
            key={userId}
            name={t('ofOperator', { name: names.get(userId) ?? `#${userId}` })}
            offered={onOperator}
            chosen={permissions}
            mayManage={mayManage}
            onChange={(chosen) => setOperator(userId, chosen)}
          />
        ))}
        {mayManage && (
          <OperatorPicker
            label={t('addOperator')}
            shown=""
            accepts={({ userId }) => !granted.operators.some((each) => each.userId === userId)}
            onChoose={(operator) => {
              if (operator === null) return;
              cache.setQueryData(userKey(operator.userId), { name: nameOf(operator) });
              setTyped({ ...granted, operators: [...granted.operators, { userId: operator.userId, permissions: ['ReadApiUsers'] }] });
            }}
          />
        )}
        {changed && (
          <MessageBar layout="multiline">
            <MessageBarBody>{t('gainsNote')}</MessageBarBody>
          </MessageBar>
        )}
      </Form>
    </>
  );
}

function Area(props: {
  name: string;
  offered: readonly PermissionName[];
  chosen: readonly PermissionName[];
  mayManage: boolean;
  onChange: (chosen: PermissionName[]) => void;
}) {
  const styles = useStyles();
  const t = useTranslations('groups');
  return (
    <fieldset className={styles.area}>
      <legend className={styles.legend}>
        <Subtitle2>{props.name}</Subtitle2>
      </legend>
      {props.offered.map((permission) => (
        <Checkbox
          key={permission}
          label={t(`names.${permission}`)}
          checked={props.chosen.includes(permission)}
          disabled={!props.mayManage}
          onChange={() => props.onChange(toggled(props.chosen, permission))}
        />
      ))}
    </fieldset>
  );
}

const userKey = (userId: number) => ['operators', 'name', userId] as const;

/** The names of operators by their numbers, as far as they are read. */
function useOperatorNames(userIds: readonly number[]): ReadonlyMap<number, string> {
  const found = useQueries({
    queries: userIds.map((userId) => ({
      queryKey: userKey(userId),
      staleTime: 60_000,
      async queryFn() {
        const user = await answerOf(api.GET('/api/v1/users/{userId}', { params: { path: { userId } } }));
        return { name: `${user.firstName} ${user.lastName}`.trim() || user.username };
      },
    })),
  });
  return new Map(userIds.flatMap((userId, index) => (found[index]?.data ? [[userId, found[index].data.name]] : [])));
}
