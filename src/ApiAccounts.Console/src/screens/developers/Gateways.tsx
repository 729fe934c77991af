import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslations } from 'use-intl';
import { CodeBlock } from '#/shared/CodeBlock';
import { Section } from '#/shared/Section';
import { snippetsOf } from './gateways';

const useStyles = makeStyles({
  sections: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL, minWidth: 0 },
});

/** What one pastes into a gateway, so that it lets through only those whose credentials are good. */
export default function Gateways() {
  const styles = useStyles();
  const t = useTranslations('developers');
  return (
    <div className={styles.sections}>
      <Text>{t('gatewaysText')}</Text>
      {snippetsOf(window.location.origin).map(({ name, title, file, text }) => (
        <Section key={name} title={title}>
          <Text>{t(`about.${name}`)}</Text>
          <CodeBlock label={file} text={text} />
        </Section>
      ))}
    </div>
  );
}
