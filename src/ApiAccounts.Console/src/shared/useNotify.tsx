import { Toast, ToastTitle, useToastController } from '@fluentui/react-components';
import { useCallback } from 'react';

/** Tells that something is done: "Saved". Errors belong where they happened, in a `ProblemBar`. */
export function useNotify(): (text: string) => void {
  const { dispatchToast } = useToastController('app');
  return useCallback(
    (text) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
        </Toast>,
        { intent: 'success', timeout: 5000 },
      ),
    [dispatchToast],
  );
}
