import { makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { useSearchText } from '#/shared/useSearchText';
import { OperatorsTable } from './OperatorsTable';
import { found, type ListOfOperators, type Operator, operatorsKey, readOperators, type SortKey, sorted } from './operators';
import { operatorsRoute } from './route';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  search: { width: '320px', maxWidth: '100%' },
  count: { color: tokens.colorNeutralForeground2 },
});

const none: readonly Operator[] = [];

/** The operators of the partner, with when each signed in last. */
export function OperatorsScreen() {
  const styles = useStyles();
  const t = useTranslations('operators');
  const locale = useLocale();
  const address = operatorsRoute.useSearch();
  const navigate = operatorsRoute.useNavigate();
  const list: ListOfOperators = { search: address.search ?? '', sortBy: address.sortBy ?? 'name', descending: address.descending ?? false };
  const { search, sortBy, descending } = list;
  const [text, setText] = useSearchText(search, (value) =>
    navigate({ search: ({ search: _, ...rest }) => (value ? { ...rest, search: value } : rest), replace: true }),
  );
  const operators = useQuery({ queryKey: [...operatorsKey, 'all'], queryFn: readOperators });
  const all = operators.data ?? none;
  const rows = useMemo(() => sorted(found(all, search), sortBy, descending, locale), [all, search, sortBy, descending, locale]);
  function sort(key: SortKey) {
    const turned = sortBy === key && !descending;
    void navigate({
      search: ({ descending: _, ...rest }) => ({ ...rest, sortBy: key, ...(turned && { descending: true }) }),
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
        {operators.data && (
          <Text className={styles.count} role="status">
            {t('count', { count: rows.length })}
          </Text>
        )}
      </div>
      <Loaded query={operators}>
        {() =>
          rows.length > 0 ? (
            <OperatorsTable rows={rows} list={list} onSort={sort} />
          ) : (
            <Text>{search ? t('noneFound', { search }) : t('none')}</Text>
          )
        }
      </Loaded>
    </Page>
  );
}
