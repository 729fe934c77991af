import { Button, Link, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { mayManage } from '#/screens/api-user/apiUser';
import { DeleteApiUserDialog } from '#/screens/api-user/DeleteApiUserDialog';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Page } from '#/shared/Page';
import { ProblemBar } from '#/shared/ProblemBar';
import { useNotify } from '#/shared/useNotify';
import { useNarrow } from '#/shell/useNarrow';
import { ColumnsMenu } from './ColumnsMenu';
import { type ApiUserRow, readCsv } from './calls';
import { keepVisibility, keptVisibility, type Visibility } from './columns';
import { Filters } from './Filters';
import { OverviewCards } from './OverviewCards';
import { OverviewTable } from './OverviewTable';
import { isFiltered, type OverviewQuery, sortedBy } from './query';
import { apiUsersRoute } from './route';
import { saveAs } from './saveAs';
import { type Tools, ToolsContext } from './tools';
import { useOverview } from './useOverview';

const useStyles = makeStyles({
  screen: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  // The table takes what is left of the window below the title.
  wide: { height: 'calc(100dvh - 196px)', minHeight: '520px' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalL, minHeight: '24px' },
  quiet: { color: tokens.colorNeutralForeground2 },
  empty: {
    padding: tokens.spacingVerticalXXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    alignItems: 'center',
  },
});

/** All API users of all operators that one may see, with their usage. */
export function ApiUsersScreen() {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  const narrow = useNarrow();
  const session = useSession();
  const notify = useNotify();
  const formats = useFormats();
  const query = apiUsersRoute.useSearch();
  const navigate = apiUsersRoute.useNavigate();
  const { pages, state, look } = useOverview(query);
  const [visibility, setVisibility] = useState(() => keptVisibility(window.localStorage));
  const [deleting, setDeleting] = useState<ApiUserRow | null>(null);
  const csv = useMutation({ mutationFn: () => readCsv(query), onSuccess: (file) => saveAs(file, 'api-users.csv') });

  const go = (next: OverviewQuery) => void navigate({ search: next, replace: true });
  function choose(next: Visibility) {
    keepVisibility(window.localStorage, next);
    setVisibility(next);
  }
  const tools = useMemo<Tools>(
    () => ({ formats, daily: state.daily, mayDelete: (row) => mayManage(session, row), onDelete: setDeleting }),
    [formats, state.daily, session],
  );
  const { snapshot } = state;
  return (
    <Page
      title={t('title')}
      crumbs={[]}
      actions={
        <>
          {!narrow && <ColumnsMenu visibility={visibility} onChange={choose} />}
          <Button icon={<ArrowDownloadRegular />} disabledFocusable={csv.isPending} onClick={() => !csv.isPending && csv.mutate()}>
            {csv.isPending ? t('downloading') : t('download')}
          </Button>
        </>
      }
    >
      <div className={mergeClasses(styles.screen, !narrow && styles.wide)}>
        <Filters
          query={query}
          onChange={go}
          seesAll={can(session, 'readApiUsers')}
          operatorName={snapshot?.query.operatorId === query.operatorId ? snapshot?.rowAt(0)?.operator : undefined}
          withSort={narrow}
        />
        {csv.error && <ProblemBar error={csv.error} onRetry={() => csv.mutate()} />}
        {state.error !== null && (
          <ProblemBar error={state.error} intent={snapshot ? 'warning' : 'error'} onRetry={() => void pages.reload()} />
        )}
        {snapshot && (
          <div className={styles.line} role="status">
            <Text>{t('count', { count: snapshot.count })}</Text>
            <Text className={styles.quiet}>{state.busy ? t('searching') : t('asOf', { at: formats.time(snapshot.asOf) })}</Text>
            {state.changes > 0 && !state.busy && (
              <Link as="button" onClick={() => void pages.reload()}>
                {t('showChanges', { count: state.changes })}
              </Link>
            )}
          </div>
        )}
        {!snapshot && state.error === null && <Spinner label={t('loading')} />}
        {snapshot?.count === 0 && (
          <div className={styles.empty}>
            <Text>{isFiltered(snapshot.query) ? t('noneFound') : t('none')}</Text>
            {isFiltered(query) && <Button onClick={() => go({})}>{t('showAll')}</Button>}
          </div>
        )}
        {snapshot && snapshot.count > 0 && (
          <ToolsContext value={tools}>
            {narrow ? (
              <OverviewCards state={state} onLook={look} />
            ) : (
              <OverviewTable
                state={state}
                query={snapshot.query}
                visibility={visibility}
                onSort={(key) => go(sortedBy(query, key))}
                onLook={look}
              />
            )}
          </ToolsContext>
        )}
      </div>
      {deleting && (
        <DeleteApiUserDialog
          apiUser={deleting}
          onCancel={() => setDeleting(null)}
          onDeleted={() => {
            pages.remove(deleting.apiUserId);
            setDeleting(null);
            notify(t('deleted'));
          }}
        />
      )}
    </Page>
  );
}
