import { Tab as FluentTab, makeStyles, TabList, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { nameOf, type Operator, operatorKey, readOperator } from '#/screens/operators/operators';
import { can } from '#/session/session';
import { useSession } from '#/session/store';
import { Loaded } from '#/shared/Loaded';
import { Page } from '#/shared/Page';
import { AuditTab } from './AuditTab';
import { ApiManagementTab } from './api-management/ApiManagementTab';
import { GroupsAndRolesTab } from './GroupsAndRolesTab';
import { MainTab } from './MainTab';
import { operatorRoute, type Tab } from './route';
import { SessionsTab } from './SessionsTab';

const useStyles = makeStyles({
  tabs: { overflowX: 'auto', marginInline: `calc(-1 * ${tokens.spacingHorizontalM})` },
  panel: { minWidth: 0, paddingTop: tokens.spacingVerticalS },
});

/** Everything about one operator. */
export function OperatorScreen() {
  const t = useTranslations('operators');
  const { operatorId } = operatorRoute.useParams();
  const operator = useQuery({ queryKey: operatorKey(operatorId), queryFn: () => readOperator(operatorId) });
  const title = operator.data ? nameOf(operator.data) : t('operator');
  return (
    <Page title={title} crumbs={[{ label: t('title'), link: { to: '/operators' } }]}>
      <Loaded query={operator}>{(data) => <Tabs key={operatorId} operator={data} />}</Loaded>
    </Page>
  );
}

function Tabs({ operator }: { operator: Operator }) {
  const styles = useStyles();
  const t = useTranslations('operators');
  const session = useSession();
  const navigate = operatorRoute.useNavigate();
  const own = operator.operatorId === session.operatorId;
  const offered: Record<Tab, boolean> = {
    main: true,
    apiManagement: own || can(session, 'readApiUsers'),
    groupsAndRoles: session.isAdministrator || can(session, 'readOperators'),
    sessions: !operator.apiOnly && (own || session.isAdministrator),
    audit: can(session, 'readAudit'),
  };
  const wanted = operatorRoute.useSearch().tab ?? 'main';
  const tab = offered[wanted] ? wanted : 'main';
  const names = (Object.keys(offered) as Tab[]).filter((each) => offered[each]);
  return (
    <>
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_, { value }) => void navigate({ search: value === 'main' ? {} : { tab: value as Tab } })}
      >
        {names.map((name) => (
          <FluentTab key={name} id={`tab-${name}`} value={name} aria-controls="tab-panel">
            {t(`tabs.${name}`)}
          </FluentTab>
        ))}
      </TabList>
      <div className={styles.panel} role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'main' && <MainTab operator={operator} />}
        {tab === 'apiManagement' && <ApiManagementTab operatorId={operator.operatorId} mayChange={own || can(session, 'manageApiUsers')} />}
        {tab === 'groupsAndRoles' && <GroupsAndRolesTab operator={operator} />}
        {tab === 'sessions' && <SessionsTab operatorId={operator.operatorId} />}
        {tab === 'audit' && <AuditTab operatorId={operator.operatorId} />}
      </div>
    </>
  );
}
