import {
  makeStyles,
  Spinner,
  Subtitle2,
  Switch,
  Tab,
  TabList,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { Loaded } from '#/shared/Loaded';
import { readErrors, readUsage, usageKey } from './calls';
import { errorsByCode, type Point, pointsOf, sumOf } from './series';

const UsageChart = lazy(() => import('./UsageChart'));

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  heading: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
  tabs: { marginInline: `calc(-1 * ${tokens.spacingHorizontalM})` },
  // As high as a chart, so that nothing below jumps from one to the other.
  panel: { minHeight: '300px', minWidth: 0 },
  table: { maxHeight: '300px', maxWidth: '560px', overflowY: 'auto' },
  number: { fontVariantNumeric: 'tabular-nums' },
});

/** The hours of the last 7 days, so that a bar can be told from the next. */
const hours = 7 * 24;
const days = 30;
const refetchInterval = 30_000;

type Shown = 'day' | 'hour' | 'errors';

/** How much an API user was used, and how often that went wrong, as a chart or as a table. */
export function UsageSection({ apiUserId }: { apiUserId: string }) {
  const styles = useStyles();
  const t = useTranslations('apiUser');
  const [shown, setShown] = useState<Shown>('day');
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={styles.section}>
      <div className={styles.heading}>
        <Subtitle2 as="h2">{t('usage')}</Subtitle2>
        <Switch label={t('asTable')} checked={asTable} onChange={(_, { checked }) => setAsTable(checked)} />
      </div>
      <TabList className={styles.tabs} selectedValue={shown} onTabSelect={(_, { value }) => setShown(value as Shown)}>
        <Tab value="day" id="usage-day" aria-controls="usage-panel">
          {t('charts.day')}
        </Tab>
        <Tab value="hour" id="usage-hour" aria-controls="usage-panel">
          {t('charts.hour')}
        </Tab>
        <Tab value="errors" id="usage-errors" aria-controls="usage-panel">
          {t('charts.errors')}
        </Tab>
      </TabList>
      <div className={styles.panel} role="tabpanel" id="usage-panel" aria-labelledby={`usage-${shown}`}>
        {shown === 'errors' ? (
          <ErrorsByCode apiUserId={apiUserId} asTable={asTable} />
        ) : (
          <Requests apiUserId={apiUserId} by={shown} asTable={asTable} />
        )}
      </div>
    </section>
  );
}

function Requests({ apiUserId, by, asTable }: { apiUserId: string; by: 'day' | 'hour'; asTable: boolean }) {
  const usage = useQuery({ queryKey: usageKey(apiUserId, by), queryFn: () => readUsage(apiUserId, by), refetchInterval });
  return (
    <Loaded query={usage}>
      {(data) => <Points shown={by} points={pointsOf(data, by, by === 'day' ? days : hours)} asTable={asTable} />}
    </Loaded>
  );
}

function ErrorsByCode({ apiUserId, asTable }: { apiUserId: string; asTable: boolean }) {
  const errors = useQuery({ queryKey: usageKey(apiUserId, 'errors'), queryFn: () => readErrors(apiUserId), refetchInterval });
  return <Loaded query={errors}>{(data) => <Points shown="errors" points={errorsByCode(data)} asTable={asTable} />}</Loaded>;
}

function Points({ shown, points, asTable }: { shown: Shown; points: readonly Point[]; asTable: boolean }) {
  const styles = useStyles();
  const t = useTranslations('apiUser');
  const formats = useFormats();
  const total = sumOf(points);
  const nameOf = (key: string) => (shown === 'day' ? formats.utcDay(key) : shown === 'hour' ? formats.hour(key) : key || t('noCode'));
  const title = t(`chartTitles.${shown}`, { total });
  if (total === 0) return <Text>{t(`nothing.${shown}`)}</Text>;
  if (!asTable) {
    return (
      <>
        <Text>{title}</Text>
        <Suspense fallback={<Spinner label={t('loading')} />}>
          <UsageChart title={title} legend={t(`units.${shown}`)} points={points} nameOf={nameOf} />
        </Suspense>
      </>
    );
  }
  const rows = shown === 'errors' ? points : points.filter(({ count }) => count > 0).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.table} aria-label={title} tabIndex={0}>
      <Table aria-label={title} size="small">
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t(`periods.${shown}`)}</TableHeaderCell>
            <TableHeaderCell>{t(`units.${shown}`)}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, count }) => (
            <TableRow key={key}>
              <TableCell>{nameOf(key)}</TableCell>
              <TableCell className={styles.number}>{formats.number(count)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
