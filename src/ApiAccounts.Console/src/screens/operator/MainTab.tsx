import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '#/api/client';
import type { Operator } from '#/screens/operators/operators';
import { Loaded } from '#/shared/Loaded';
import { Facts } from './Facts';
import { UserForm } from './UserForm';

const useStyles = makeStyles({
  tab: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: tokens.spacingHorizontalXXXL },
});

export const userKey = (operatorId: string) => ['operators', operatorId, 'user'] as const;

/** Who an operator is, and what can be done with it. */
export function MainTab({ operator }: { operator: Operator }) {
  const styles = useStyles();
  const user = useQuery({
    queryKey: userKey(operator.operatorId),
    queryFn: () => answerOf(api.GET('/api/v1/users/{userId}', { params: { path: { userId: operator.userId } } })),
  });
  return (
    <div className={styles.tab}>
      <Loaded query={user}>{(data) => <UserForm operator={operator} user={data} />}</Loaded>
      <Facts operator={operator} />
    </div>
  );
}
