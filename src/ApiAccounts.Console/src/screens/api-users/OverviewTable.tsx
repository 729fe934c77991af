import {
  makeStyles,
  mergeClasses,
  SkeletonItem,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { ApiUserRow } from './calls';
import { cells, DeleteButton } from './cells';
import { type ColumnId, columnIds, layoutOf, sortKeyOf, type Visibility } from './columns';
import type { PagesState } from './pages';
import { defaultSort, type OverviewQuery, type SortKey } from './query';
import type { Range } from './snapshot';
import { useRows } from './useRows';

const rowHeight = 44;

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    minHeight: '320px',
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  header: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  body: { position: 'relative' },
  row: { display: 'grid', alignItems: 'center' },
  placed: { position: 'absolute', top: 0, left: 0, right: 0, height: `${rowHeight}px`, boxSizing: 'border-box' },
  headerCell: { minWidth: 0, fontWeight: tokens.fontWeightSemibold },
  cell: { minWidth: 0, height: '100%' },
  // For screen readers: the buttons below it explain themselves to the eye.
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
  placeholder: { gridColumn: '1 / -1' },
});

const features = tableFeatures({ columnVisibilityFeature });
const helper = createColumnHelper<typeof features, ApiUserRow>();
const columns = helper.columns(columnIds.map((id) => helper.display({ id, enableHiding: id !== 'userName' })));
const noRows: ApiUserRow[] = [];

/** The overview as a table, of which only the rows in sight exist. A click on a header sorts. */
export function OverviewTable(props: {
  state: PagesState;
  query: OverviewQuery;
  visibility: Visibility;
  onSort: (key: SortKey) => void;
  onLook: (range: Range) => void;
}) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const arrows = useArrowNavigationGroup({ axis: 'grid', memorizeCurrent: true });
  const { scroller, rows } = useRows(props.state, rowHeight, props.onLook);
  // The rows stay with the snapshot: of the table, its columns are used.
  const table = useTable({ features, columns, data: noRows, state: { columnVisibility: props.visibility } });
  const shown = table.getVisibleLeafColumns().map((column) => column.id as ColumnId);
  const { columns: gridTemplateColumns, minWidth } = layoutOf(shown);
  const { snapshot } = props.state;
  const sortBy = props.query.sortBy ?? defaultSort;
  return (
    <div ref={scroller} className={styles.scroller}>
      <Table
        noNativeElements
        sortable
        aria-label={t('title')}
        aria-rowcount={(snapshot?.count ?? 0) + 1}
        aria-busy={props.state.busy}
        style={{ minWidth }}
      >
        <TableHeader className={styles.header}>
          <TableRow className={styles.row} style={{ gridTemplateColumns }} aria-rowindex={1}>
            {shown.map((id) => (
              <HeaderCell
                key={id}
                id={id}
                direction={id === sortBy ? (props.query.descending ? 'descending' : 'ascending') : undefined}
                onSort={props.onSort}
              />
            ))}
            <TableHeaderCell sortable={false} className={styles.headerCell}>
              <span className={styles.unseen}>{t('actions')}</span>
            </TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody className={styles.body} style={{ height: rows.getTotalSize() }} {...arrows}>
          {rows.getVirtualItems().map(({ index, start }) => (
            <BodyRow
              key={index}
              row={snapshot?.rowAt(index)}
              index={index}
              start={start}
              shown={shown.join()}
              gridTemplateColumns={gridTemplateColumns}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function HeaderCell(props: { id: ColumnId; direction: 'ascending' | 'descending' | undefined; onSort: (key: SortKey) => void }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const key = sortKeyOf(props.id);
  return (
    <TableHeaderCell
      className={styles.headerCell}
      {...(key ? { onClick: () => props.onSort(key) } : { sortable: false })}
      {...(props.direction && { sortDirection: props.direction })}
    >
      {t(`columns.${props.id}`)}
    </TableHeaderCell>
  );
}

/** A row is rendered anew only if it is another, or stands elsewhere. */
const BodyRow = memo(function BodyRow(props: {
  row: ApiUserRow | undefined;
  index: number;
  start: number;
  shown: string;
  gridTemplateColumns: string;
}) {
  const styles = useStyles();
  const { row, index, start, gridTemplateColumns } = props;
  return (
    <TableRow
      className={mergeClasses(styles.row, styles.placed)}
      style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
      aria-rowindex={index + 2}
    >
      {row === undefined ? (
        <TableCell className={styles.placeholder}>
          <SkeletonItem />
        </TableCell>
      ) : (
        <>
          {(props.shown.split(',') as ColumnId[]).map((id) => {
            const Cell = cells[id];
            return (
              <TableCell key={id} className={styles.cell}>
                <Cell row={row} />
              </TableCell>
            );
          })}
          <TableCell className={styles.cell}>
            <DeleteButton row={row} />
          </TableCell>
        </>
      )}
    </TableRow>
  );
});
