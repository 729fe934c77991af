import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { AuditEntries } from './AuditEntries';
import { AuditFilters } from './AuditFilters';
import { type AuditFilter, withPart } from './filter';
import { auditRoute } from './route';

const useStyles = makeStyles({
  more: { alignSelf: 'flex-start', display: 'flex', gap: tokens.spacingHorizontalS },
});

/** What was changed in the partner, by whom and from where, newest first. */
export function AuditScreen() {
  const styles = useStyles();
  const t = useTranslations('audit');
  const filter = auditRoute.useSearch();
  const navigate = auditRoute.useNavigate();
  const audit = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET('/api/v1/audit', { params: { query: { ...filter, pageSize: 100, ...(pageParam && { after: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (previous) => previous,
  });
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  const change = (part: Parameters<typeof withPart>[1]) => void navigate({ search: (previous: AuditFilter) => withPart(previous, part) });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page title={t('title')} crumbs={[]} actions={<Button onClick={() => void audit.refetch()}>{t('refresh')}</Button>}>
      <AuditFilters filter={filter} onChange={change} onClear={() => void navigate({ search: {} })} />
      {audit.error && <ProblemBar error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && !audit.error && <Spinner label={t('loading')} />}
      {audit.data && entries.length === 0 && !audit.hasNextPage && <Text>{isFiltered ? t('noneFound') : t('none')}</Text>}
      {entries.length > 0 && <AuditEntries entries={entries} subjects onFilter={change} />}
      {audit.hasNextPage && (
        <div className={styles.more}>
          <Button
            disabledFocusable={audit.isFetchingNextPage}
            onClick={() => !audit.isFetchingNextPage && void audit.fetchNextPage({ cancelRefetch: false })}
          >
            {audit.isFetchingNextPage ? t('loading') : t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
