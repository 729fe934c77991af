import {
  Button,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Schema } from '#/api/client';
import { nameOf, type Operator } from '#/screens/operators/operators';
import { Loaded } from '#/shared/Loaded';
import { OperatorPicker } from '#/shared/OperatorPicker';
import { ProblemBar } from '#/shared/ProblemBar';
import { Scrollable } from '#/shared/Scrollable';
import { useNotify } from '#/shared/useNotify';
import { type Group, groupCalls, groupsKey } from './calls';

type Member = Schema<'User'>;

const useStyles = makeStyles({ actions: { width: '120px' }, picker: { maxWidth: '420px' } });

/** Who is in a group. A change of one member is saved at once. */
export function GroupMembers({ group, mayManage }: { group: Group; mayManage: boolean }) {
  const styles = useStyles();
  const t = useTranslations('groups');
  const notify = useNotify();
  const cache = useQueryClient();
  const { groupId } = group;
  const members = useQuery({ queryKey: [...groupsKey, groupId, 'members'], queryFn: () => groupCalls.members(groupId) });
  const refresh = () => Promise.all([groupsKey, ['operators']].map((queryKey) => cache.invalidateQueries({ queryKey })));
  const add = useMutation({
    mutationFn: (operator: Operator) => groupCalls.add(groupId, operator.operatorId),
    onSuccess(_, operator) {
      notify(t('added', { name: nameOf(operator) }));
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (member: Member) => groupCalls.remove(groupId, member.userId),
    onSuccess(_, member) {
      notify(t('removed', { name: memberName(member) }));
      return refresh();
    },
  });
  const error = add.error ?? remove.error;
  return (
    <>
      {error && <ProblemBar error={error} />}
      {mayManage && (
        <div className={styles.picker}>
          <OperatorPicker
            label={t('add')}
            shown=""
            accepts={({ groups }) => !groups.includes(groupId)}
            onChoose={(operator) => operator && !add.isPending && add.mutate(operator)}
          />
        </div>
      )}
      <Loaded query={members}>
        {(list) =>
          list.length === 0 ? (
            <Text>{t('noMembers')}</Text>
          ) : (
            <Scrollable label={t('members')} minWidth="480px">
              <Table aria-label={t('members')}>
                <TableHeader>
                  <TableRow>
                    <TableHeaderCell>{t('memberName')}</TableHeaderCell>
                    <TableHeaderCell>{t('userName')}</TableHeaderCell>
                    {mayManage && <TableHeaderCell className={styles.actions}>{t('actions')}</TableHeaderCell>}
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {list.map((member) => (
                    <TableRow key={member.userId}>
                      <TableCell>
                        <TableCellLayout truncate title={memberName(member)}>
                          {memberName(member)}
                        </TableCellLayout>
                      </TableCell>
                      <TableCell>
                        <TableCellLayout truncate title={member.username}>
                          {member.username}
                        </TableCellLayout>
                      </TableCell>
                      {mayManage && (
                        <TableCell className={styles.actions}>
                          <Button
                            size="small"
                            aria-label={t('removeMember', { name: memberName(member) })}
                            disabledFocusable={remove.isPending}
                            onClick={() => !remove.isPending && remove.mutate(member)}
                          >
                            {t('remove')}
                          </Button>
                        </TableCell>
                      )}
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </Scrollable>
          )
        }
      </Loaded>
    </>
  );
}

const memberName = (member: Member) => `${member.firstName} ${member.lastName}`.trim() || member.username;
