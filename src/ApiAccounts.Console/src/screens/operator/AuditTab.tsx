import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { answerOf, api } from '#/api/client';
import { AuditEntries } from '#/screens/audit/AuditEntries';
import { ProblemBar } from '#/shared/ProblemBar';

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  more: { alignSelf: 'flex-start' },
});

/** The changes of one operator, newest first. */
export function AuditTab({ operatorId }: { operatorId: string }) {
  const styles = useStyles();
  const t = useTranslations('audit');
  const audit = useInfiniteQuery({
    queryKey: ['operators', operatorId, 'audit'],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/v1/audit', { params: { query: { subject: operatorId, pageSize: 50, ...(pageParam && { after: pageParam }) } } }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className={styles.tab}>
      {audit.error && <ProblemBar error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && !audit.error && <Spinner label={t('loading')} />}
      {audit.data && entries.length === 0 && <Text>{t('none')}</Text>}
      {entries.length > 0 && <AuditEntries entries={entries} />}
      {audit.hasNextPage && (
        <Button className={styles.more} disabledFocusable={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {audit.isFetchingNextPage ? t('loading') : t('more')}
        </Button>
      )}
    </div>
  );
}
