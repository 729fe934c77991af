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
import { LastUsed } from '#/shared/LastUsed';
import { Loaded } from '#/shared/Loaded';
import { AppLink, LinkButton } from '#/shared/links';
import { OperatorName } from '#/shared/OperatorName';
import { Page } from '#/shared/Page';
import { RelativeTime } from '#/shared/RelativeTime';
import { Scrollable } from '#/shared/Scrollable';
import { type CustomService, customServicesKey, serviceCalls } from './calls';

const useStyles = makeStyles({ number: { fontVariantNumeric: 'tabular-nums', textAlign: 'end' }, numberHead: { justifyContent: 'end' } });

/** The programs that get access tokens with a client id and a secret. */
export function CustomServicesScreen() {
  const t = useTranslations('customServices');
  const mayManage = can(useSession(), 'manageApiUsers');
  const services = useQuery({ queryKey: customServicesKey, queryFn: serviceCalls.list });
  const create = (
    <LinkButton appearance="primary" to="/custom-services/new">
      {t('new')}
    </LinkButton>
  );
  return (
    <Page title={t('title')} crumbs={[]} actions={mayManage && create}>
      <Text>{t('text')}</Text>
      <Loaded query={services}>{(list) => (list.length === 0 ? <Text>{t('none')}</Text> : <Services list={list} />)}</Loaded>
    </Page>
  );
}

function Services({ list }: { list: readonly CustomService[] }) {
  const styles = useStyles();
  const t = useTranslations('customServices');
  const formats = useFormats();
  return (
    <Scrollable label={t('title')} minWidth="860px">
      <Table aria-label={t('title')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('name')}</TableHeaderCell>
            <TableHeaderCell>{t('operator')}</TableHeaderCell>
            <TableHeaderCell>{t('lastUsed')}</TableHeaderCell>
            <TableHeaderCell className={styles.number} button={{ className: styles.numberHead }}>
              {t('requests')}
            </TableHeaderCell>
            <TableHeaderCell>{t('createdAt')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {list.map((service) => (
            <TableRow key={service.clientId}>
              <TableCell>
                <TableCellLayout truncate title={service.name} {...(service.description && { description: service.description })}>
                  <AppLink to="/custom-services/$clientId" params={{ clientId: service.clientId }}>
                    {service.name}
                  </AppLink>
                </TableCellLayout>
              </TableCell>
              <TableCell>
                <TableCellLayout truncate>
                  <OperatorName operatorId={service.operatorId} />
                </TableCellLayout>
              </TableCell>
              <TableCell>
                <LastUsed lastUsed={service.lastUsed} />
              </TableCell>
              <TableCell className={styles.number}>{formats.number(service.requestsLast30Days)}</TableCell>
              <TableCell>
                <RelativeTime time={service.createdAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}
