import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '640px', minWidth: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** A form of one column: its fields, then its buttons. Enter sends it. */
export function Form(props: { label?: string; onSubmit: () => void; buttons: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <form
      className={styles.form}
      noValidate
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
      <div className={styles.buttons}>{props.buttons}</div>
    </form>
  );
}
