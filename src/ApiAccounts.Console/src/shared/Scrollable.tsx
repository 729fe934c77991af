import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ box: { overflowX: 'auto', maxWidth: '100%' } });

/** Room for a table that is wider than a telephone: it scrolls within the page, by touch and by keyboard. */
export function Scrollable(props: { label: string; minWidth: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.box} aria-label={props.label} tabIndex={0}>
      <div style={{ minWidth: props.minWidth }}>{props.children}</div>
    </section>
  );
}
