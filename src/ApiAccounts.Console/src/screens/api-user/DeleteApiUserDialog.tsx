import { Text } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useFormats } from '#/formats/useFormats';
import { ConfirmDialog } from '#/shared/ConfirmDialog';
import type { ApiUser } from './apiUser';
import { apiUserKey, deleteApiUser, readApiUser } from './calls';

/** Asks before an API user is deleted, and says what that would stop: when it was last used, and how often. */
export function DeleteApiUserDialog(props: { apiUser: ApiUser; onDeleted: () => void; onCancel: () => void }) {
  const t = useTranslations('deleteApiUser');
  const formats = useFormats();
  const cache = useQueryClient();
  const { apiUserId } = props.apiUser;
  // What the page shows may be older than what happens now.
  const now = useQuery({ queryKey: apiUserKey(apiUserId), queryFn: () => readApiUser(apiUserId), placeholderData: props.apiUser });
  const remove = useMutation({
    mutationFn: () => deleteApiUser(apiUserId),
    onSuccess() {
      props.onDeleted();
      cache.removeQueries({ queryKey: apiUserKey(apiUserId) });
      void cache.invalidateQueries({ queryKey: ['operators', props.apiUser.operatorId] });
      void cache.invalidateQueries({ queryKey: ['summary'] });
    },
  });
  const { userName, description, lastUsed, requestsLast30Days } = now.data ?? props.apiUser;
  const lastUse =
    lastUsed.status === 'used' && lastUsed.at !== null
      ? t('lastUsed', { relative: formats.relative(lastUsed.at), at: formats.dateTime(lastUsed.at) })
      : lastUsed.status === 'unknown'
        ? t('lastUsedUnknown')
        : t('notYetUsed');
  return (
    <ConfirmDialog
      open
      title={t('title')}
      confirm={t('confirm')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => !remove.isPending && remove.mutate()}
      onCancel={props.onCancel}
    >
      <Text weight="semibold">{description || userName}</Text>
      {description && <Text font="monospace">{userName}</Text>}
      <Text>{lastUse}</Text>
      <Text>{t('requests', { count: requestsLast30Days })}</Text>
      <Text>{t('text')}</Text>
    </ConfirmDialog>
  );
}
