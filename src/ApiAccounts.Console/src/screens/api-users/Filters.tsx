import { Button, Combobox, Field, makeStyles, mergeClasses, Option, SearchBox, Select, tokens } from '@fluentui/react-components';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchText } from '#/shared/useSearchText';
import { findOperators } from './calls';
import { changed, defaultSort, maxSearch, type OverviewQuery, type SortKey, sortKeys, statuses, types } from './query';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  search: { flexGrow: 1, minWidth: '200px', maxWidth: '360px', '@media (max-width: 640px)': { flexBasis: '100%', maxWidth: '100%' } },
  filter: { width: '170px', '@media (max-width: 640px)': { flexGrow: 1, width: '40%', minWidth: '130px' } },
  operator: { width: '220px', '@media (max-width: 640px)': { flexBasis: '100%' } },
  listbox: { maxHeight: '320px' },
  combobox: { minWidth: 0, width: '100%' },
  // A select is as wide as its longest option otherwise.
  select: { minWidth: 0, '& select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } },
  sort: { display: 'flex', gap: tokens.spacingHorizontalXS },
  grow: { flexGrow: 1 },
});

/** Whoever does not find an operator among these types more of its name. */
const mostOperators = 50;

interface FilterProps {
  readonly query: OverviewQuery;
  readonly onChange: (query: OverviewQuery) => void;
}

/** Search, filters, and where there are no headers to click, the order. */
export function Filters(props: FilterProps & { seesAll: boolean; operatorName: string | undefined; withSort: boolean }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const { query, onChange } = props;
  const [text, setText] = useSearchText(query.search ?? '', (value) => onChange(changed(query, { search: value || undefined })));
  return (
    <div className={styles.filters}>
      <SearchBox
        className={styles.search}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={maxSearch}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      <Field label={t('columns.type')} className={styles.filter}>
        <Select
          className={styles.select}
          value={query.type ?? ''}
          onChange={(_, { value }) => onChange(changed(query, { type: types.find((type) => type === value) }))}
        >
          <option value="">{t('all')}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('columns.lastUsed')} className={styles.filter}>
        <Select
          className={styles.select}
          value={query.lastUsed ?? ''}
          onChange={(_, { value }) => onChange(changed(query, { lastUsed: statuses.find((status) => status === value) }))}
        >
          <option value="">{t('all')}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </Select>
      </Field>
      {props.seesAll && <OperatorFilter {...props} />}
      {props.withSort && <SortChoice {...props} />}
    </div>
  );
}

/** Chooses one of the operators that have API users, by a part of its name. */
function OperatorFilter({ query, onChange, operatorName }: FilterProps & { operatorName: string | undefined }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const chosen = query.operatorId === undefined ? '' : (operatorName ?? t('oneOperator'));
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(chosen);
  const [wanted, setWanted] = useState('');
  const [, setSought] = useSearchText(wanted, setWanted);
  const operators = useQuery({ queryKey: ['operators-of-api-users', wanted], queryFn: () => findOperators(wanted), enabled: open });
  useEffect(() => setTyped(chosen), [chosen]);
  return (
    <Field label={t('columns.operator')} className={styles.operator}>
      <Combobox
        className={styles.combobox}
        listbox={{ className: styles.listbox }}
        freeform
        clearable
        placeholder={t('all')}
        value={typed}
        selectedOptions={query.operatorId === undefined ? [] : [query.operatorId]}
        open={open}
        onOpenChange={(_, data) => {
          setOpen(data.open);
          if (data.open) setSought('');
          else setTyped(chosen);
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          setSought(event.target.value);
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          setTyped(optionText ?? '');
          onChange(changed(query, { operatorId: optionValue || undefined }));
        }}
      >
        {operators.data?.slice(0, mostOperators).map(({ operatorId, operator }) => (
          <Option key={operatorId} value={operatorId} text={operator}>
            {operator}
          </Option>
        ))}
        {(operators.data?.length ?? 0) === 0 && (
          <Option disabled value="" text="">
            {operators.isFetching ? t('searching') : t('noOperator')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

function SortChoice({ query, onChange }: FilterProps) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const descending = query.descending === true;
  return (
    <Field label={t('sortBy')} className={styles.operator}>
      {(field) => (
        <div className={styles.sort}>
          <Select
            {...field}
            className={mergeClasses(styles.select, styles.grow)}
            value={query.sortBy ?? defaultSort}
            onChange={(_, { value }) => onChange(changed(query, { sortBy: value as SortKey }))}
          >
            {sortKeys.map((key) => (
              <option key={key} value={key}>
                {t(`columns.${key}`)}
              </option>
            ))}
          </Select>
          <Button
            icon={descending ? <ArrowSortDownRegular /> : <ArrowSortUpRegular />}
            aria-label={t('descending')}
            aria-pressed={descending}
            onClick={() => onChange(changed(query, { descending: descending ? undefined : true }))}
          />
        </div>
      )}
    </Field>
  );
}
