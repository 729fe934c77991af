import { Badge } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import type { Operator } from './operators';

/** What sets an operator apart from the many that are simply active. */
export function OperatorBadges({ operator }: { operator: Operator }) {
  const t = useTranslations('operators');
  return (
    <>
      {operator.isAdministrator && <Badge appearance="tint">{t('administrator')}</Badge>}
      {operator.apiOnly && (
        <Badge appearance="tint" color="informative">
          {t('apiOnly')}
        </Badge>
      )}
      {operator.status !== 'active' && operator.status !== 'invited' && (
        <Badge appearance="tint" color={operator.status === 'inactive' ? 'subtle' : 'danger'}>
          {t(`states.${operator.status}`)}
        </Badge>
      )}
    </>
  );
}
