import {
  Button,
  makeStyles,
  SearchBox,
  Spinner,
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
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { AppLink } from '#/shared/links';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { Scrollable } from '#/shared/Scrollable';
import { useSearchText } from '#/shared/useSearchText';
import { LastLogin } from './LastLogin';
import { OperatorBadges } from './OperatorBadges';
import { type ListOfOperators, nameOf, type Operator, readOperators, type SortKey } from './operators';
import { operatorsRoute } from './route';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  search: { width: '320px', maxWidth: '100%' },
  count: { color: tokens.colorNeutralForeground2 },
  more: { alignSelf: 'flex-start' },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

/** The operators of the partner, with when each signed in last. */
export function OperatorsScreen() {
  const styles = useStyles();
  const t = useTranslations('operators');
  const search = operatorsRoute.useSearch();
  const navigate = operatorsRoute.useNavigate();
  const list: ListOfOperators = { search: search.search ?? '', sortBy: search.sortBy ?? 'name', descending: search.descending ?? false };
  const [text, setText] = useSearchText(list.search, (value) =>
    navigate({ search: ({ search: _, ...rest }) => (value ? { ...rest, search: value } : rest), replace: true }),
  );
  const operators = useInfiniteQuery({
    queryKey: ['operators', list],
    queryFn: ({ pageParam }) => readOperators(list, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ page, pageSize, total }) => ((page + 1) * pageSize < total ? page + 1 : undefined),
    placeholderData: (previous) => previous,
  });
  const rows = operators.data?.pages.flatMap((page) => page.list) ?? [];
  const total = operators.data?.pages.at(-1)?.total;
  function sort(sortBy: SortKey) {
    const descending = list.sortBy === sortBy && !list.descending;
    void navigate({
      search: ({ descending: _, ...rest }) => ({ ...rest, sortBy, ...(descending && { descending }) }),
      replace: true,
    });
  }
  return (
    <Page title={t('title')} crumbs={[]}>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={255}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        {total !== undefined && (
          <Text className={styles.count} role="status">
            {t('count', { count: total })}
          </Text>
        )}
      </div>
      {operators.error && <ProblemBar error={operators.error} onRetry={() => void operators.refetch()} />}
      {operators.isPending && !operators.error && <Spinner label={t('loading')} />}
      {operators.data && rows.length === 0 && <Text>{list.search ? t('noneFound', { search: list.search }) : t('none')}</Text>}
      {rows.length > 0 && <Operators rows={rows} list={list} onSort={sort} />}
      {operators.hasNextPage && (
        <Button
          className={styles.more}
          disabledFocusable={operators.isFetchingNextPage}
          onClick={() => void operators.fetchNextPage({ cancelRefetch: false })}
        >
          {operators.isFetchingNextPage ? t('loading') : t('more')}
        </Button>
      )}
    </Page>
  );
}

function Operators({ rows, list, onSort }: { rows: readonly Operator[]; list: ListOfOperators; onSort: (key: SortKey) => void }) {
  const styles = useStyles();
  const t = useTranslations('operators');
  const sortable = (key: SortKey) => ({
    ...(list.sortBy === key && { sortDirection: list.descending ? ('descending' as const) : ('ascending' as const) }),
    onClick: () => onSort(key),
  });
  return (
    <Scrollable label={t('title')} minWidth="720px">
      <Table aria-label={t('title')} sortable>
        <TableHeader>
          <TableRow>
            <TableHeaderCell {...sortable('name')}>{t('name')}</TableHeaderCell>
            <TableHeaderCell {...sortable('userName')}>{t('userName')}</TableHeaderCell>
            <TableHeaderCell {...sortable('lastLogin')}>{t('lastLogin')}</TableHeaderCell>
            <TableHeaderCell sortable={false}>{t('state')}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((operator) => (
            <TableRow key={operator.operatorId}>
              <TableCell>
                <TableCellLayout truncate title={nameOf(operator)}>
                  <AppLink to="/operators/$operatorId" params={{ operatorId: operator.operatorId }}>
                    {nameOf(operator)}
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
                <span className={styles.badges}>
                  <OperatorBadges operator={operator} />
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Scrollable>
  );
}
