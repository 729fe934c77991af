import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { LastLogin } from '#/screens/operators/LastLogin';
import { OperatorBadges } from '#/screens/operators/OperatorBadges';
import type { Operator } from '#/screens/operators/operators';
import { OperatorActions } from './OperatorActions';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, flex: '1 1 260px', maxWidth: '420px' },
  heading: { margin: 0 },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** What is known of an operator and is not changed here. */
export function Facts({ operator }: { operator: Operator }) {
  const styles = useStyles();
  const t = useTranslations('operators');
  const formats = useFormats();
  const heading = useId();
  const { status } = operator;
  const state = status === 'active' || status === 'invited' ? [<Text key="state">{t(`states.${status}`)}</Text>] : [];
  return (
    <section className={styles.box} aria-labelledby={heading}>
      <Text as="h2" id={heading} weight="semibold" className={styles.heading}>
        {t('facts')}
      </Text>
      <dl className={styles.facts}>
        <Fact name={t('state')}>
          {state}
          <OperatorBadges operator={operator} />
        </Fact>
        <Fact name={t('lastLogin')}>
          <LastLogin operator={operator} />
        </Fact>
        <Fact name={t('createdAt')}>{formats.date(operator.createdAt)}</Fact>
        <Fact name={t('expiresAt')}>{operator.expiresAt ? formats.dateTime(operator.expiresAt) : t('never')}</Fact>
        <Fact name={t('number')}>{String(operator.userId)}</Fact>
        <Fact name={t('id')}>{operator.operatorId}</Fact>
      </dl>
      <OperatorActions operator={operator} />
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
