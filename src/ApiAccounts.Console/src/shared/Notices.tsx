import { Toaster } from '@fluentui/react-components';

/** Where the messages of `useNotify` appear. */
export default function Notices() {
  return <Toaster toasterId="app" position="bottom-end" />;
}
