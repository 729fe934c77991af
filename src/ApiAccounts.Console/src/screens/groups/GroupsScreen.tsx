import {
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
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Loaded } from '#/shared/Loaded';
import { AppLink, LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { Scrollable } from '#/shared/Scrollable';
import { type Group, groupCalls, groupsKey } from './calls';

const useStyles = makeStyles({ members: { width: '120px', fontVariantNumeric: 'tabular-nums' } });

/** The groups of the partner. A group gives all its members the same permissions. */
export function GroupsScreen() {
  const t = useTranslations('groups');
  const mayManage = can(useSession(), 'manageRights');
  const groups = useQuery({ queryKey: groupsKey, queryFn: groupCalls.list });
  const actions = (
    <>
      {mayManage && (
        <LinkButton appearance="primary" to="/groups/new">
          {t('new')}
        </LinkButton>
      )}
      <LinkButton to="/roles">{t('toRoles')}</LinkButton>
    </>
  );
  return (
    <Page title={t('title')} crumbs={[]} actions={actions}>
      <Text>{t('text')}</Text>
      <Loaded query={groups}>{(list) => (list.length === 0 ? <Text>{t('none')}</Text> : <Groups list={list} />)}</Loaded>
    </Page>
  );
}

function Groups({ list }: { list: readonly Group[] }) {
  const styles = useStyles();
  const t = useTranslations('groups');
  const formats = useFormats();
  return (
    <Scrollable label={t('title')} minWidth="560px">
      <Table aria-label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('name')}</TableHeaderCell>
            <TableHeaderCell>{t('description')}</TableHeaderCell>
            <TableHeaderCell className={styles.members}>{t('members')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {list.map(({ groupId, name, description, membershipCount }) => (
            <TableRow key={groupId}>
              <TableCell>
                <TableCellLayout truncate title={name}>
                  <AppLink to="/groups/$groupId" params={{ groupId }}>
                    {name}
                  </AppLink>
                </TableCellLayout>
              </TableCell>
              <TableCell>
                <TableCellLayout truncate title={description ?? ''}>
                  {description}
                </TableCellLayout>
              </TableCell>
              <TableCell className={styles.members}>{formats.number(membershipCount)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}
