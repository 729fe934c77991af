import { Button, MessageBar, MessageBarActions, MessageBarBody, type MessageBarIntent } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { useProblemText } from './useProblemText';

/** What went wrong, announced as it appears, with a button to try again where that can help. */
export function ProblemBar(props: { error: unknown; intent?: MessageBarIntent; onRetry?: () => void }) {
  const t = useTranslations('shared');
  const text = useProblemText();
  return (
    <MessageBar intent={props.intent ?? 'error'} layout="multiline" politeness="assertive">
      <MessageBarBody>{text(props.error)}</MessageBarBody>
      {props.onRetry && (
        <MessageBarActions>
          <Button onClick={props.onRetry}>{t('retry')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
