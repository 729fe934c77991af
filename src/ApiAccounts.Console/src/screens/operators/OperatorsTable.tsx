import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableCellLayout,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { AppLink } from '#/shared/links';
import { Scrollable } from '#/shared/Scrollable';
import { useVirtualRows } from '#/shared/useVirtualRows';
import { LastLogin } from './LastLogin';
import { OperatorBadges } from './OperatorBadges';
import { type ListOfOperators, nameOf, type Operator, type SortKey } from './operators';

const useStyles = makeStyles({
  badges: { display: 'flex', gap: tokens.spacingHorizontalXS, overflow: 'hidden' },
  row: { height: '44px' },
});

export function OperatorsTable(props: { rows: readonly Operator[]; list: ListOfOperators; onSort: (key: SortKey) => void }) {
  const { rows, list } = props;
  const styles = useStyles();
  const t = useTranslations('operators');
  const { start, indexes, before, after } = useVirtualRows(rows.length, 44);
  const sortable = (key: SortKey) => ({
    ...(list.sortBy === key && { sortDirection: list.descending ? ('descending' as const) : ('ascending' as const) }),
    onClick: () => props.onSort(key),
  });
  return (
    <Scrollable label={t('title')} minWidth="720px">
      <div ref={start} />
      <Table aria-label={t('title')} aria-rowcount={rows.length + 1} sortable>
        <TableHeader>
          <TableRow aria-rowindex={1}>
            <TableHeaderCell {...sortable('name')}>{t('name')}</TableHeaderCell>
            <TableHeaderCell {...sortable('userName')}>{t('userName')}</TableHeaderCell>
            <TableHeaderCell {...sortable('lastLogin')}>{t('lastLogin')}</TableHeaderCell>
            <TableHeaderCell sortable={false}>{t('state')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {indexes.map((index) => {
            const operator = rows[index];
            return (
              operator && (
                <OperatorRow key={operator.operatorId} operator={operator} index={index} className={styles.row} badges={styles.badges} />
              )
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </TableBody>
      </Table>
    </Scrollable>
  );
}

const OperatorRow = memo(function OperatorRow({
  operator,
  index,
  className,
  badges,
}: {
  operator: Operator;
  index: number;
  className: string;
  badges: string;
}) {
  const name = nameOf(operator);
  return (
    <TableRow aria-rowindex={index + 2} className={className}>
      <TableCell>
        <TableCellLayout truncate title={name}>
          <AppLink to="/operators/$operatorId" params={{ operatorId: operator.operatorId }}>
            {name}
          </AppLink>
        </TableCellLayout>
      </TableCell>
      <TableCell>
        <TableCellLayout truncate title={operator.userName}>
          {operator.userName}
        </TableCellLayout>
      </TableCell>
      <TableCell>
        <LastLogin operator={operator} />
      </TableCell>
      <TableCell>
        <span className={badges}>
          <OperatorBadges operator={operator} />
        </span>
      </TableCell>
    </TableRow>
  );
});
