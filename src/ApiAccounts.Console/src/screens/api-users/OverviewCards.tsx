import { makeStyles, SkeletonItem, Text, tokens } from '@fluentui/react-components';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { AppLink } from '#/shared/links';
import type { ApiUserRow } from './calls';
import { DeleteButton, LastUse, Usage, UserName } from './cells';
import type { PagesState } from './pages';
import type { Range } from './snapshot';
import { useTools } from './tools';
import { useRows } from './useRows';

const cardHeight = 148;
const gap = 8;

const useStyles = makeStyles({
  // The list is as high as the window: at the width of a telephone, the filters above scroll away first.
  scroller: { height: 'calc(100dvh - 96px)', minHeight: '320px', overflowY: 'auto', overflowX: 'hidden' },
  list: { position: 'relative', margin: 0, padding: 0, listStyleType: 'none' },
  card: {
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    height: `${cardHeight}px`,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  line: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS, minWidth: 0 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The overview for the width of a telephone: a card for each API user, of which only those in sight exist. */
export function OverviewCards(props: { state: PagesState; onLook: (range: Range) => void }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const { scroller, rows } = useRows(props.state, cardHeight + gap, props.onLook);
  const { snapshot } = props.state;
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} aria-label={t('title')} aria-busy={props.state.busy} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <Card key={index} row={snapshot?.rowAt(index)} index={index} count={snapshot?.count ?? 0} start={start} />
        ))}
      </ul>
    </div>
  );
}

const Card = memo(function Card(props: { row: ApiUserRow | undefined; index: number; count: number; start: number }) {
  const styles = useStyles();
  return (
    <li
      className={styles.card}
      style={{ transform: `translateY(${props.start}px)` }}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
    >
      {props.row ? <CardContent row={props.row} /> : <SkeletonItem />}
    </li>
  );
});

function CardContent({ row }: { row: ApiUserRow }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const { formats } = useTools();
  return (
    <>
      <div className={styles.line}>
        <Text weight="semibold" className={styles.cut} title={row.description}>
          {row.description || t('noDescription')}
        </Text>
        <DeleteButton row={row} />
      </div>
      <div className={styles.line}>
        <UserName row={row} />
      </div>
      <div className={styles.line}>
        <AppLink to="/operators/$operatorId" params={{ operatorId: row.operatorId }} className={styles.cut} title={row.operator}>
          {row.operator}
        </AppLink>
        <Text className={styles.quiet}>{t(`types.${row.type}`)}</Text>
      </div>
      <div className={styles.line}>
        <Text className={styles.quiet}>
          {t('columns.lastUsed')}: <LastUse row={row} />
        </Text>
        <Usage row={row} />
      </div>
      <Text className={styles.quiet}>
        {t('columns.requestsLast30Days')}: {formats.number(row.requestsLast30Days)}
      </Text>
    </>
  );
}
