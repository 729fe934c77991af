import {
  Badge,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Loaded } from '#/shared/Loaded';
import { AppLink, LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { Scrollable } from '#/shared/Scrollable';
import { type Role, rolesQuery } from './roles';

const useStyles = makeStyles({
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  kind: { width: '180px' },
  cell: { paddingBlock: tokens.spacingVerticalS, overflowWrap: 'anywhere' },
});

/** The roles of the partner: the built-in ones first. */
export function RolesScreen() {
  const t = useTranslations('roles');
  const mayManage = can(useSession(), 'manageRights');
  const roles = useQuery(rolesQuery);
  const actions = (
    <>
      {mayManage && (
        <LinkButton appearance="primary" to="/roles/new">
          {t('new')}
        </LinkButton>
      )}
      <LinkButton to="/groups">{t('toGroups')}</LinkButton>
    </>
  );
  return (
    <Page title={t('title')} crumbs={[]} actions={actions}>
      <Text>{t('text')}</Text>
      <Loaded query={roles}>{(list) => <Roles list={list} />}</Loaded>
    </Page>
  );
}

function Roles({ list }: { list: readonly Role[] }) {
  const styles = useStyles();
  const t = useTranslations('roles');
  return (
    <Scrollable label={t('title')} minWidth="760px">
      <Table aria-label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('name')}</TableHeaderCell>
            <TableHeaderCell className={styles.kind}>{t('kind')}</TableHeaderCell>
            <TableHeaderCell>{t('permissions')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {list.map((role) => (
            <TableRow key={role.roleId}>
              <TableCell>
                <TableCellLayout truncate title={role.name} {...(role.description && { description: role.description })}>
                  <AppLink to="/roles/$roleId" params={{ roleId: role.roleId }}>
                    {role.name}
                  </AppLink>
                </TableCellLayout>
              </TableCell>
              <TableCell className={styles.kind}>
                <span className={styles.badges}>
                  {role.builtIn && <Badge appearance="tint">{t('builtIn')}</Badge>}
                  {role.apiOnly && (
                    <Badge appearance="tint" color="informative">
                      {t('apiOnly')}
                    </Badge>
                  )}
                </span>
              </TableCell>
              <TableCell className={styles.cell}>
                {role.permissions.length === 0 ? t('noPermissions') : role.permissions.map((each) => t(`names.${each}`)).join(', ')}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}
