import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, api, type Schema } from '#/api/client';
import { Problem } from '#/api/problem';
import { type ApiUser, changesOf, type Meanwhile, meanwhile, type Staged, withoutGone } from './staged';

export const apiUsersKey = (operatorId: string) => ['operators', operatorId, 'api-users'] as const;

export const readApiUsers = (operatorId: string) =>
  answerOf(api.GET('/api/v1/operators/{operatorId}/api-users', { params: { path: { operatorId } } }));

/**
 * Saves the staged changes together, all or none. The same changes are sent with the same key, so that trying again after a lost answer
 * neither adds twice nor loses the secrets. After a refusal the list is read anew: what
 * others did is told, and what is still possible stays.
 */
export function useSave(operatorId: string, setStaged: (change: (staged: Staged) => Staged) => void, onSaved: () => void) {
  const cache = useQueryClient();
  const attempt = useRef({ body: '', key: '' });
  const [added, setAdded] = useState<readonly Schema<'ApiUserWithSecret'>[]>([]);
  const [changed, setChanged] = useState<Meanwhile | null>(null);
  const save = useMutation({
    async mutationFn(staged: Staged) {
      const body = changesOf(staged);
      const text = JSON.stringify(body);
      if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      const saved = await answerOf(
        api.POST('/api/v1/operators/{operatorId}/api-users/changes', {
          params: { path: { operatorId } },
          headers: { 'Idempotency-Key': attempt.current.key },
          body,
        }),
      );
      attempt.current = { body: '', key: '' };
      return saved;
    },
    onSuccess(saved) {
      setAdded(saved.added);
      onSaved();
      setChanged(null);
      setStaged(() => ({ additions: [], deletions: [] }));
      void cache.invalidateQueries({ queryKey: ['operators', operatorId] });
      void cache.invalidateQueries({ queryKey: ['api-users'] });
      void cache.invalidateQueries({ queryKey: ['summary'] });
    },
    async onError(error) {
      if (!(error instanceof Problem) || error.isPassing) return;
      // The refusal is the answer to this key: the same changes may be possible later.
      attempt.current = { body: '', key: '' };
      const before = cache.getQueryData<readonly ApiUser[]>(apiUsersKey(operatorId)) ?? [];
      const after = await cache.fetchQuery({ queryKey: apiUsersKey(operatorId), queryFn: () => readApiUsers(operatorId), staleTime: 0 });
      setChanged(meanwhile(before, after));
      setStaged((staged) => withoutGone(staged, after));
    },
  });
  return {
    save: (staged: Staged) => save.mutate(staged),
    isSaving: save.isPending,
    error: save.error,
    /** What others did, found after a refusal; null if nothing was refused. */
    changed,
    added,
    /** Forgets the secrets: they are shown once. */
    forget() {
      setAdded([]);
      save.reset();
    },
    dismiss() {
      setChanged(null);
      save.reset();
    },
  };
}
