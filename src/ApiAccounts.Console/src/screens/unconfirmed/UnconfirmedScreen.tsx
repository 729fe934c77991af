import {
  Badge,
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
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { answerOf, api, type Schema } from '#/api/client';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import { Loaded } from '#/shared/Loaded';
import { AppLink } from '#/shared/links';
import { Page } from '#/shared/Page';
import { Scrollable } from '#/shared/Scrollable';
import { useNotify } from '#/shared/useNotify';

type Credential = Schema<'UnconfirmedCredential'>;
const key = ['unconfirmed-credentials'];

const useStyles = makeStyles({ narrow: { width: '140px' } });

/** The credentials that somebody else made for an operator: they stop when it gains rights, until an administrator confirms them. */
export function UnconfirmedScreen() {
  const t = useTranslations('unconfirmed');
  const credentials = useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/api/v1/unconfirmed-credentials')) });
  return (
    <Page title={t('title')} crumbs={[]}>
      <Text>{t('text')}</Text>
      <Loaded query={credentials}>{(list) => (list.length === 0 ? <Text>{t('none')}</Text> : <Credentials list={list} />)}</Loaded>
    </Page>
  );
}

function Credentials({ list }: { list: readonly Credential[] }) {
  const styles = useStyles();
  const t = useTranslations('unconfirmed');
  const notify = useNotify();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Credential | null>(null);
  const confirm = useMutation({
    mutationFn: ({ credentialId }: Credential) =>
      answerOf(api.POST('/api/v1/unconfirmed-credentials/{credentialId}/confirm', { params: { path: { credentialId } } })),
    onSuccess(_, { name }) {
      setAsking(null);
      notify(t('confirmed', { name }));
      return cache.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <>
      <Scrollable label={t('title')} minWidth="760px">
        <Table aria-label={t('title')}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{t('name')}</TableHeaderCell>
              <TableHeaderCell className={styles.narrow}>{t('kind')}</TableHeaderCell>
              <TableHeaderCell>{t('operator')}</TableHeaderCell>
              <TableHeaderCell className={styles.narrow}>{t('state')}</TableHeaderCell>
              <TableHeaderCell className={styles.narrow}>{t('actions')}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {list.map((credential) => (
              <TableRow key={credential.credentialId}>
                <TableCell>
                  <TableCellLayout truncate title={credential.name}>
                    {credential.name}
                  </TableCellLayout>
                </TableCell>
                <TableCell className={styles.narrow}>{t(`kinds.${credential.kind}`)}</TableCell>
                <TableCell>
                  <TableCellLayout truncate title={credential.operator}>
                    <AppLink to="/operators/$operatorId" params={{ operatorId: credential.operatorId }}>
                      {credential.operator}
                    </AppLink>
                  </TableCellLayout>
                </TableCell>
                <TableCell className={styles.narrow}>
                  <Badge appearance="tint" color={credential.stopped ? 'danger' : 'success'}>
                    {credential.stopped ? t('stopped') : t('works')}
                  </Badge>
                </TableCell>
                <TableCell className={styles.narrow}>
                  <Button size="small" aria-label={t('confirmOf', { name: credential.name })} onClick={() => setAsking(credential)}>
                    {t('confirm')}
                  </Button>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Scrollable>
      <ConfirmDialog
        open={asking !== null}
        title={t('confirmTitle')}
        confirm={t('confirm')}
        busy={confirm.isPending}
        error={confirm.error}
        onConfirm={() => asking && !confirm.isPending && confirm.mutate(asking)}
        onCancel={() => {
          confirm.reset();
          setAsking(null);
        }}
      >
        {t('confirmText', { name: asking?.name ?? '', operator: asking?.operator ?? '' })}
      </ConfirmDialog>
    </>
  );
}
