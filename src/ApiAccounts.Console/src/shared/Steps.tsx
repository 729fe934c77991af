import { CounterBadge, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, margin: 0, padding: 0, listStyleType: 'none' },
  step: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
  current: { color: tokens.colorNeutralForeground1 },
});

/** Where one is in a wizard. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={mergeClasses(styles.step, index === current && styles.current)}
          {...(index === current && { 'aria-current': 'step' as const })}
        >
          <CounterBadge count={index + 1} color={index <= current ? 'brand' : 'informative'} />
          <Text weight={index === current ? 'semibold' : 'regular'}>{step}</Text>
        </li>
      ))}
    </ol>
  );
}
