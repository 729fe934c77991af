import { Tooltip } from '@fluentui/react-components';
import { useFormats } from '#/formats/useFormats';

/** A time as people say it, with the exact one on hover. */
export function RelativeTime({ time }: { time: string }) {
  const formats = useFormats();
  return (
    <Tooltip content={formats.exact(time)} relationship="description">
      <time dateTime={time}>{formats.relative(time)}</time>
    </Tooltip>
  );
}
