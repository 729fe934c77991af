import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { DarkThemeRegular } from '@fluentui/react-icons/svg/dark-theme';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { useTranslations } from 'use-intl';
import { type Language, languages, useLanguage } from '#/messages/language';
import { type ThemeChoice, themeChoices, useTheme } from '#/theme/theme';

/** Each language has its name in its own words. */
const languageNames: Record<Language, string> = { en: 'English', nl: 'Nederlands' };

export function LanguageMenu() {
  const t = useTranslations('shell');
  const { language, choose } = useLanguage();
  return (
    <Menu checkedValues={{ language: [language] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as Language)}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('language')} relationship="label">
          <Button appearance="subtle" icon={<GlobeRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {languages.map((each) => (
            <MenuItemRadio key={each} name="language" value={each} lang={each}>
              {languageNames[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function ThemeMenu() {
  const t = useTranslations('shell');
  const { choice, choose } = useTheme();
  return (
    <Menu checkedValues={{ theme: [choice] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as ThemeChoice)}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('theme')} relationship="label">
          <Button appearance="subtle" icon={<DarkThemeRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((each) => (
            <MenuItemRadio key={each} name="theme" value={each}>
              {t(`themes.${each}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
