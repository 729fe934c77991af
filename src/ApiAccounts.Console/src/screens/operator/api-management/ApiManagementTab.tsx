import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { ProblemBar } from '#/shared/ProblemBar';
import { SecretDialog } from '#/shared/SecretDialog';
import { useNotify } from '#/shared/useNotify';
import { AddApiUserWizard } from './AddApiUserWizard';
import { ApiUsersTable } from './ApiUsersTable';
import { type ApiUser, countOf, type Meanwhile, mostChanges, nothing, withAddition } from './staged';
import { apiUsersKey, readApiUsers, useSave } from './useSave';

const useStyles = makeStyles({
  tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  save: {
    position: 'sticky',
    bottom: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  unsaved: { fontWeight: tokens.fontWeightSemibold },
});

/** The API users of an operator. Additions and deletions are gathered, and saved together. */
export function ApiManagementTab(props: { operatorId: string; mayChange: boolean }) {
  const { operatorId, mayChange } = props;
  const styles = useStyles();
  const t = useTranslations('apiManagement');
  const notify = useNotify();
  const [staged, setStaged] = useState(nothing);
  const [adding, setAdding] = useState(false);
  const apiUsers = useQuery({ queryKey: apiUsersKey(operatorId), queryFn: () => readApiUsers(operatorId) });
  const saving = useSave(operatorId, setStaged, () => notify(t('saved')));
  const count = countOf(staged);
  return (
    <div className={styles.tab}>
      <LeaveGuard unsaved={count > 0 || saving.added.length > 0} what={saving.added.length > 0 ? 'secrets' : 'changes'} />
      {mayChange && (
        <div className={styles.tools}>
          <Button appearance="primary" icon={<AddRegular />} disabledFocusable={count >= mostChanges} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
          {count >= mostChanges && <Text>{t('most', { most: mostChanges })}</Text>}
        </div>
      )}
      <Loaded query={apiUsers}>
        {(list) =>
          list.length === 0 && staged.additions.length === 0 ? (
            <Text>{t('none')}</Text>
          ) : (
            <ApiUsersTable list={list} staged={staged} mayChange={mayChange} onChange={setStaged} />
          )
        }
      </Loaded>
      {saving.error && (
        <>
          <ProblemBar error={saving.error} />
          {saving.changed && <ChangedMeanwhile changed={saving.changed} />}
        </>
      )}
      {mayChange && (
        <div className={styles.save}>
          <Button
            appearance="primary"
            disabledFocusable={count === 0 || saving.isSaving}
            onClick={() => count > 0 && !saving.isSaving && saving.save(staged)}
          >
            {saving.isSaving ? t('saving') : t('save')}
          </Button>
          <Button
            disabledFocusable={count === 0 || saving.isSaving}
            onClick={() => {
              setStaged(nothing);
              saving.dismiss();
            }}
          >
            {t('discard')}
          </Button>
          <Text role="status" className={mergeClasses(count > 0 && styles.unsaved)}>
            {t('unsaved', { count })}
          </Text>
        </div>
      )}
      {adding && (
        <AddApiUserWizard
          onAdd={(apiUser) => {
            setStaged((all) => withAddition(all, apiUser));
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {saving.added.length > 0 && (
        <SecretDialog
          title={t('secretsTitle', { count: saving.added.length })}
          secrets={saving.added.map((apiUser) => ({
            of: apiUser.description,
            userNameLabel: t('userName'),
            userName: apiUser.userName,
            secretLabel: t('password'),
            secret: apiUser.secret,
          }))}
          onClose={saving.forget}
        />
      )}
    </div>
  );
}

/** What others did since the list was read, after a save that was refused. */
function ChangedMeanwhile({ changed }: { changed: Meanwhile }) {
  const t = useTranslations('apiManagement');
  const names = (list: readonly ApiUser[]) => list.map((apiUser) => apiUser.description || apiUser.userName).join(', ');
  const { added, deleted, changed: edited } = changed;
  if (added.length + deleted.length + edited.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t('meanwhile')}</MessageBarTitle>
        {deleted.length > 0 && <div>{t('meanwhileDeleted', { names: names(deleted) })}</div>}
        {added.length > 0 && <div>{t('meanwhileAdded', { names: names(added) })}</div>}
        {edited.length > 0 && <div>{t('meanwhileChanged', { names: names(edited) })}</div>}
        <div>{t('meanwhileNext')}</div>
      </MessageBarBody>
    </MessageBar>
  );
}
