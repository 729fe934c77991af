import { useQuery } from '@tanstack/react-query';
import { Sessions } from '#/screens/sessions/Sessions';
import { sessionCalls } from '#/session/calls';
import { Loaded } from '#/shared/Loaded';

/** The sessions of one operator, for itself and for administrators. */
export function SessionsTab({ operatorId }: { operatorId: string }) {
  const key = ['operators', operatorId, 'sessions'];
  const sessions = useQuery({ queryKey: key, queryFn: () => sessionCalls.listOf(operatorId) });
  return (
    <Loaded query={sessions}>
      {(list) => <Sessions list={list} queryKey={key} end={(sessionId) => sessionCalls.endOf(operatorId, sessionId)} />}
    </Loaded>
  );
}
