import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { nameOf, operatorKey, readOperator } from '#/screens/operators/operators';
import { AppLink } from '#/shared/links';
import { apiUserKey, readApiUser, readCreator } from './calls';

/** Who made an API user, as the audit trail has it: an operator, or another API user. Nothing if it does not tell. */
export function Creator({ apiUserId, children }: { apiUserId: string; children: (creator: ReactNode) => ReactNode }) {
  const creator = useQuery({ queryKey: [...apiUserKey(apiUserId), 'creator'], queryFn: () => readCreator(apiUserId), staleTime: Infinity });
  return creator.data ? children(<Actor id={creator.data} />) : null;
}

/** Ids do not say what they are of, so both are asked. One that does not exist any more is shown as its id. */
function Actor({ id }: { id: string }) {
  const operator = useQuery({ queryKey: operatorKey(id), queryFn: () => readOperator(id) });
  const apiUser = useQuery({ queryKey: apiUserKey(id), queryFn: () => readApiUser(id), enabled: operator.isError });
  if (operator.data) {
    return (
      <AppLink to="/operators/$operatorId" params={{ operatorId: id }}>
        {nameOf(operator.data)}
      </AppLink>
    );
  }
  if (apiUser.data) {
    return (
      <AppLink to="/api-users/$apiUserId" params={{ apiUserId: id }}>
        {apiUser.data.description || apiUser.data.userName}
      </AppLink>
    );
  }
  return <span>{id}</span>;
}
