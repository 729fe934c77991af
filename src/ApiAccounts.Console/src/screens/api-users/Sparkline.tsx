import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { pathOf } from './path';

const useStyles = makeStyles({
  line: { fill: 'none', stroke: tokens.colorBrandForeground1, strokeWidth: '1.5px' },
});

const width = 96;
const height = 24;

/**
 * The requests of the last 30 days as a line. The one of the charting library draws what it was given first for ever, is a stop of the tab
 * key in each row, and has its texts in English only.
 */
export function Sparkline({ requests }: { requests: readonly number[] }) {
  const styles = useStyles();
  const t = useTranslations('apiUsers');
  return (
    <svg role="img" aria-label={t('usageOf', { most: Math.max(...requests, 0) })} width={width} height={height + 2}>
      <path className={styles.line} transform="translate(0 1)" d={pathOf(requests, width, height)} />
    </svg>
  );
}
