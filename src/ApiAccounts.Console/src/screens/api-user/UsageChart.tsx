import { VerticalBarChart } from '@fluentui/react-charts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useFormats } from '#/formats/useFormats';
import type { Point } from './series';

const useStyles = makeStyles({ chart: { width: '100%', height: '260px', minWidth: 0 } });

/** Counts as bars. The texts of a bar are the name of its period or code and its count, in the language of the page. */
export default function UsageChart(props: { title: string; legend: string; points: readonly Point[]; nameOf: (key: string) => string }) {
  const styles = useStyles();
  const formats = useFormats();
  const data = props.points.map(({ key, count }) => {
    const name = props.nameOf(key);
    const value = formats.number(count);
    return {
      x: name,
      y: count,
      legend: props.legend,
      color: tokens.colorBrandBackground,
      xAxisCalloutData: name,
      yAxisCalloutData: value,
      callOutAccessibilityData: { ariaLabel: `${name}: ${value}` },
    };
  });
  return (
    <div className={styles.chart}>
      <VerticalBarChart
        // The bars of another chart are other bars.
        key={props.title}
        chartTitle={props.title}
        svgProps={{ 'aria-label': props.title, role: 'region' }}
        data={data}
        height={260}
        hideLegend
        hideLabels
        hideTickOverlap
        barWidth="auto"
        maxBarWidth={24}
        yAxisTickFormat={(value: number) => formats.number(value)}
        yAxisTickCount={4}
        roundedTicks
      />
    </div>
  );
}
