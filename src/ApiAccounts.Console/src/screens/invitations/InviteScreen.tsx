import { Button, makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { RepeatKey } from '#/api/repeatKey';
import { rolesQuery } from '#/screens/roles/roles';
import { Form } from '#/shared/Form';
import { LeaveGuard } from '#/shared/LeaveGuard';
import { Loaded } from '#/shared/Loaded';
import { LinkButton } from '#/shared/links';
import { Page } from '#/shared/Page';
import { Steps } from '#/shared/Steps';
import { invitationCalls, invitationsKey } from './calls';
import { aboutField, type Draft, emptyDraft, faultOfRights, faultsOfPerson, requestOf, type Step, stepOf, steps } from './draft';
import { InvitedPanel } from './InvitedPanel';
import { PersonStep } from './PersonStep';
import { RightsStep } from './RightsStep';
import { SendStep } from './SendStep';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  heading: { margin: 0, outlineStyle: 'none' },
});

/** The wizard *Invite new user*: who it is, what it may do, send. */
export function InviteScreen() {
  const styles = useStyles();
  const t = useTranslations('invite');
  const cache = useQueryClient();
  const roles = useQuery(rolesQuery);
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [step, setStep] = useState<Step>('person');
  const [checked, setChecked] = useState<readonly Step[]>([]);
  const [key] = useState(() => new RepeatKey());
  const send = useMutation({
    mutationFn() {
      const request = requestOf(draft);
      return invitationCalls.create(request, key.of(request));
    },
    // What the server refuses is shown where it can be mended; everything typed stays.
    onError: (error) => setStep(stepOf(error)),
    onSuccess: () =>
      Promise.all([[...invitationsKey], ['operators'], ['summary']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });

  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);

  function change(part: Partial<Draft>) {
    setDraft({ ...draft, ...part });
    if (send.error) send.reset();
  }
  function next() {
    setChecked([...checked, step]);
    if (step === 'person' && Object.keys(faultsOfPerson(draft, new Date())).length === 0) setStep('rights');
    if (step === 'rights' && roles.data && faultOfRights(draft, roles.data) === null) setStep('send');
    if (step === 'send' && !send.isPending) send.mutate();
  }
  const previous = steps[steps.indexOf(step) - 1];
  const error = aboutField(send.error) ?? send.error;
  if (send.data) return <InvitedPanel invited={send.data} />;
  return (
    <Page title={t('title')} crumbs={[{ label: t('invitations'), link: { to: '/invitations' } }]}>
      <LeaveGuard unsaved={draft !== emptyDraft} />
      <Steps steps={steps.map((name) => t(`steps.${name}`))} current={steps.indexOf(step)} />
      <div className={styles.content}>
        <h2 ref={heading} tabIndex={-1} className={styles.heading}>
          <Subtitle1>{t(`steps.${step}`)}</Subtitle1>
        </h2>
        <Loaded query={roles}>
          {(list) => (
            <Form
              label={t(`steps.${step}`)}
              onSubmit={next}
              buttons={
                <>
                  {previous && <Button onClick={() => setStep(previous)}>{t('back')}</Button>}
                  <Button type="submit" appearance="primary" disabledFocusable={send.isPending}>
                    {step !== 'send' ? t('next') : send.isPending ? t('sending') : t('send')}
                  </Button>
                  <LinkButton appearance="subtle" to="/invitations">
                    {t('cancel')}
                  </LinkButton>
                </>
              }
            >
              {step === 'person' && <PersonStep draft={draft} checked={checked.includes('person')} error={error} onChange={change} />}
              {step === 'rights' && (
                <RightsStep draft={draft} roles={list} checked={checked.includes('rights')} error={error} onChange={change} />
              )}
              {step === 'send' && <SendStep draft={draft} roles={list} error={error} />}
            </Form>
          )}
        </Loaded>
      </div>
    </Page>
  );
}
