import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type en from './en.json';

export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];
type Messages = typeof en;

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}

const key = 'api-accounts-language';
const catalogues: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.json'),
  nl: () => import('./nl.json'),
};

/** The kept choice, else the first language of the browser that there is a catalogue for, else English. */
export function preferredLanguage(): Language {
  const wanted = [window.localStorage.getItem(key), ...navigator.languages];
  const found = wanted.map((tag) => languages.find((language) => tag?.toLowerCase().split('-')[0] === language));
  return found.find((language) => language !== undefined) ?? 'en';
}

export async function catalogueOf(language: Language): Promise<Messages> {
  return (await catalogues[language]()).default;
}

/** Dates and numbers as the browser's own variant of the language has them: 31/12 for en-GB, 12/31 for en-US. */
export function localeOf(language: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? (language === 'en' ? 'en-GB' : 'nl-NL');
}

const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({ language: 'en', choose: () => {} });
export const useLanguage = () => useContext(LanguageContext);

export function LanguageProvider(props: { language: Language; messages: Messages; children: ReactNode }) {
  const [shown, setShown] = useState({ language: props.language, messages: props.messages });
  useEffect(() => {
    document.documentElement.lang = shown.language;
  }, [shown]);
  const value = useMemo(
    () => ({
      language: shown.language,
      async choose(language: Language) {
        const messages = await catalogueOf(language);
        window.localStorage.setItem(key, language);
        setShown({ language, messages });
      },
    }),
    [shown.language],
  );
  return (
    <LanguageContext value={value}>
      <IntlProvider locale={localeOf(shown.language)} messages={shown.messages} timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
        {props.children}
      </IntlProvider>
    </LanguageContext>
  );
}
