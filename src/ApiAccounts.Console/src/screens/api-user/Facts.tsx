import { Badge, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { nameOf, operatorKey, readOperator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { CopyField } from '#/shared/CopyField';
import { LastUsed } from '#/shared/LastUsed';
import { AppLink } from '#/shared/links';
import { RelativeTime } from '#/shared/RelativeTime';
import { type ApiUser, stateOf } from './apiUser';
import { Creator } from './Creator';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
});

/** What is known of an API user and is not changed by hand. */
export function Facts({ apiUser }: { apiUser: ApiUser }) {
  const styles = useStyles();
  const t = useTranslations('apiUser');
  const formats = useFormats();
  const session = useSession();
  const { operatorId } = apiUser;
  const operator = useQuery({ queryKey: operatorKey(operatorId), queryFn: () => readOperator(operatorId) });
  const state = stateOf(apiUser, new Date());
  return (
    <section className={styles.box}>
      <Subtitle2 as="h2">{t('facts')}</Subtitle2>
      <CopyField label={t('userName')} value={apiUser.userName} />
      <dl className={styles.facts}>
        <Fact name={t('state')}>
          <Badge appearance="tint" color={state === 'active' ? 'success' : 'warning'}>
            {t(`states.${state}`)}
          </Badge>
        </Fact>
        <Fact name={t('operator')}>
          <AppLink to="/operators/$operatorId" params={{ operatorId }} search={{ tab: 'apiManagement' }}>
            {operator.data ? nameOf(operator.data) : t('toOperator')}
          </AppLink>
        </Fact>
        <Fact name={t('createdAt')}>
          <RelativeTime time={apiUser.createdAt} />
        </Fact>
        {can(session, 'readAudit') && (
          <Creator apiUserId={apiUser.apiUserId}>{(creator) => <Fact name={t('createdBy')}>{creator}</Fact>}</Creator>
        )}
        <Fact name={t('lastUsed')}>
          <LastUsed lastUsed={apiUser.lastUsed} />
        </Fact>
        <Fact name={t('requestsLast30Days')}>{formats.number(apiUser.requestsLast30Days)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}
